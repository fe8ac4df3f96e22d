"""Spans and times as cells."""

from __future__ import annotations

from wortlaut.export.tidy.columns import Cell
from wortlaut.record import Span, When

Row = dict[str, Cell]
"""A row by the names of its columns."""

_NO_TIME: Row = dict.fromkeys(
    ("when_text", "when_start", "when_end", "when_earliest", "when_latest", "when_precision", "when_anchor")
)


def bounds(span: Span, text: str) -> Row:
    """Return start, end and words of a span."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def word(name: str, span: Span, text: str) -> Row:
    """Return start, end and word of a span under a name of their own."""
    return {f"{name}_start": span.start, f"{name}_end": span.end, name: span.of(text)}


def time(when: When | None, text: str) -> Row:
    """Return what is told of a time."""
    if when is None:
        return _NO_TIME
    return {
        "when_text": when.span.of(text),
        "when_start": when.span.start,
        "when_end": when.span.end,
        "when_earliest": when.earliest,
        "when_latest": when.latest,
        "when_precision": when.period.precision,
        "when_anchor": when.anchor,
    }


def probability(confidence: float) -> float:
    """Return a confidence with four decimals, as all files have it."""
    return round(float(confidence), 4)
