"""Words of the article as safe, marked text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from wortlaut.cli.safe import safe
from wortlaut.record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """How one span is shown: a style where the terminal has styles, marks around it where it has none."""

    span: Span
    style: str
    marks: tuple[str, str]


def marked(passage: Span, markings: Sequence[Marking], text: str, *, base: str, marks: bool) -> Text:
    """Return the words of ``passage`` with ``markings``; a later marking covers an earlier one.

    With ``marks`` each marking also gets its pair of marks, properly nested.
    """
    inside = [
        (max(marking.span.start, passage.start), min(marking.span.end, passage.end), marking)
        for marking in markings
        if marking.span.overlaps(passage)
    ]
    cuts = sorted({passage.start, passage.end, *(cut for start, end, _ in inside for cut in (start, end))})
    shown = Text()
    for here, after in zip(cuts, [*cuts[1:], None], strict=True):
        if marks:
            closing = sorted((part for part in inside if part[1] == here), key=lambda part: -part[0])
            opening = sorted((part for part in inside if part[0] == here), key=lambda part: -part[1])
            shown.append("".join(part[2].marks[1] for part in closing))
            shown.append("".join(part[2].marks[0] for part in opening))
        if after is not None:
            styles = [part[2].style for part in inside if part[0] <= here and after <= part[1]]
            shown.append(safe(text[here:after]), style=styles[-1] if styles else base)
    return shown
