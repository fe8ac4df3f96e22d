"""The common shape of all quotation corpora."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.tag.words import Words

KINDS = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
MEDIA = ("Speech", "Thought", "Writing", "ST", "SW", "TW", "none")
ROLES = ("speaker", "cue", "frame", "addressee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Word positions of one quote and its roles; kind and medium are None where the corpus has none."""

    words: tuple[int, ...]
    nested: bool
    kind: str | None
    medium: str | None
    roles: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document of a corpus."""

    name: str
    words: Words
    quotes: tuple[Quote, ...]


NO_SPACE_BEFORE = set(".,;:!?)]…“”’«›") - {"“", "«"}


def depths(text: str, offsets: list[tuple[int, int]], bounds: list[tuple[int, int]]) -> list[int]:
    """Return for each word how deep it stands in quotation marks (0 to 2); ``bounds`` are paragraphs."""
    from wortlaut.segment.marks import pair_quotations

    depth = [0] * (len(text) + 1)
    for start, end in bounds:
        for quotation in pair_quotations(text, start, end):
            level = min(2, quotation.depth + 1)
            for at in range(quotation.inner.start, quotation.inner.end):
                depth[at] = max(depth[at], level)
    return [depth[begin] for begin, _ in offsets]


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the lines of ``text`` that are not empty."""
    bounds, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            bounds.append((at, at + len(line)))
        at += len(line) + 1
    return bounds


def rebuilt(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join bare tokens to plausible text and return it with the offsets of the tokens."""
    text, offsets, opened, glue = "", [], False, True
    for token in tokens:
        closing = token in {"“", "«", '"'} and opened
        glued = glue or closing or token in NO_SPACE_BEFORE
        text += token if glued or not text else " " + token
        offsets.append((len(text) - len(token), len(text)))
        glue = token in {"(", "[", "„", "»"} or (token in {'"', "“", "«"} and not closing)
        if token in {"„", "»", '"', "“", "«"}:
            opened = not closing
    return text, offsets
