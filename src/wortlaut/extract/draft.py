"""A statement in the making, and how its words become spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wortlaut.record import Document, Quotation, QuoteTag, Span
from wortlaut.record.reading import Kind, Medium

KINDS: dict[str, Kind] = {
    "Direct": "direct",
    "Indirect": "indirect",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "indirect_free_indirect",
    "Reported": "reported",
}
MEDIA: dict[str, Medium] = {"Speech": "speech", "Writing": "writing", "Thought": "thought"}

EDGE = frozenset(" \t\n\r\u00a0,;:–—-")
"""Characters that never begin or end a statement outside quotation marks."""

Roles = dict[str, tuple[tuple[int, float], ...]]


@dataclass(slots=True, kw_only=True)
class Draft:
    """Mutable until it becomes a ``Statement``; ``tokens`` and ``roles`` are token numbers."""

    tokens: set[int]
    content: list[Span]
    kind: Kind
    medium: Medium
    confidence: float
    nested: bool = False
    roles: Roles = field(default_factory=dict)
    label: Span | None = None
    """The name before an interview turn."""
    carried: bool = False
    """Whether that name stands before an earlier turn."""
    echoes: list[Span] = field(default_factory=list)
    """Words of headline, captions … that repeat a part of this statement."""

    @property
    def start(self) -> int:
        """Where the words begin in the article."""
        return min(span.start for span in self.content)

    def covers(self, span: Span) -> bool:
        """Say whether one piece of the content holds ``span``."""
        return any(piece.contains(span) for piece in self.content)


def draft_of(doc: Document, quote: QuoteTag) -> Draft:
    """Return the draft of one quote as the model saw it, not yet fitted to quotation marks."""
    return Draft(
        tokens=set(quote.tokens),
        content=runs(doc, quote.tokens),
        kind=KINDS[quote.kind],
        medium=MEDIA.get(quote.medium, "unknown"),
        confidence=quote.confidence,
        nested=quote.nested,
        roles=dict(quote.roles),
    )


def runs(doc: Document, tokens: Iterable[int]) -> list[Span]:
    """Return one span per run of consecutive tokens inside one paragraph."""
    found: list[list[int]] = []
    for token in sorted(tokens):
        together = found and token == found[-1][1] + 1 and paragraph(doc, token) == paragraph(doc, found[-1][1])
        if together:
            found[-1][1] = token
        else:
            found.append([token, token])
    return [Span(start=doc.tokens[a].span.start, end=doc.tokens[b].span.end) for a, b in found]


def paragraph(doc: Document, token: int) -> int:
    """Return the number of the paragraph a token stands in."""
    return doc.sentences[doc.tokens[token].sentence].paragraph


def inside(doc: Document, starts: Sequence[int], span: Span) -> range:
    """Return the numbers of the tokens that start in ``span``; ``starts`` are all token starts."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def trimmed(text: str, span: Span, marks: frozenset[str] = EDGE) -> Span | None:
    """Return ``span`` without ``marks`` at either end, or None if nothing is left.

    >>> trimmed("Er kam, und", Span(start=0, end=7))
    Span(start=0, end=6)
    """
    start, end = span.start, span.end
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start=start, end=end) if start < end else None


def balanced(text: str, span: Span, quotations: Sequence[Quotation]) -> Span | None:
    """Return ``span`` so that it holds both marks of a quotation, or neither."""
    start, end = span.start, span.end
    for quotation in quotations:
        whole, inner = quotation.span, quotation.inner
        opener = start <= whole.start < end
        closer = start < whole.end <= end and inner.end < whole.end
        if opener and not closer and end >= inner.end:
            end = max(end, whole.end)
        elif opener and not closer and end < inner.start + 1:
            end = whole.start
        elif closer and not opener and start <= inner.start:
            start = min(start, whole.start)
        elif closer and not opener and start >= inner.end:
            start = whole.end
    return trimmed(text, Span(start=start, end=end)) if start < end else None
