"""Sentences of the tables beside this file, and what is found in them in the same notation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from wortlaut.dating import dating
from wortlaut.record import Article, Document, Paragraph, Period, Span, When
from wortlaut.segment import segment

FOLDER = Path(__file__).parent


@dataclass
class Example:
    """A sentence with its date of publication, and rows of words, earliest, latest, precision, value."""

    published: str
    text: str
    times: list[tuple[str, ...]] = field(default_factory=list)


def examples(name: str) -> Iterator[Example]:
    """Yield the examples of ``NAME.tsv``."""
    example: Example | None = None
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("\t") and example is not None:
            example.times.append(tuple(line[1:].split("\t")))
            continue
        if example is not None:
            yield example
        example = Example(*line.split("\t"))
    if example is not None:
        yield example


def document(text: str, published: str | None = "2023-05-16") -> Document:
    """Cut a text, one body paragraph, published on a day (2023-05-16), in a month (2023-05) or without a date (-)."""
    paragraph = Paragraph(span=Span(start=0, end=len(text)), role="body")
    return segment(Article(id="a", text=text, paragraphs=(paragraph,), published=period(published)))


def period(written: str | None) -> Period | None:
    """Read a day or a month."""
    if written in {None, "-"}:
        return None
    if len(written) == 10:
        day = date.fromisoformat(written)
        return Period(earliest=day, latest=day + timedelta(days=1), precision="day")
    first = date.fromisoformat(f"{written}-01")
    return Period(earliest=first, latest=(first + timedelta(days=31)).replace(day=1), precision="month")


def found(text: str, published: str | None = "2023-05-16") -> list[tuple[str, ...]]:
    """Return what is found in a text, in the notation of the tables."""
    return [row(when, text) for when in dating(document(text, published))]


def row(when: When, text: str) -> tuple[str, ...]:
    """Write a time as a row of the tables."""
    values = "+".join(timex.value for timex in when.timexes)
    ends = [end.isoformat() if end else ".." for end in (when.earliest, when.latest)]
    return (when.span.of(text), *ends, when.period.precision, values)
