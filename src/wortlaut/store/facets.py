"""What the hits of a search have in common: how many there are of each outlet, year, kind and certainty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from wortlaut.store.schema import articles, events, statements
from wortlaut.store.words import Unit

_COLUMNS: dict[Unit, dict[str, ColumnElement[str]]] = {
    "article": {},
    "statement": {"kind": statements.c.kind, "certainty": statements.c.certainty},
    "event": {"event": events.c.type, "status": events.c.status},
}
_NUMBERS = {"statement": statements.c.number, "event": events.c.number}

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Numbers by value, the most first: of articles by outlet and year, of statements or events by what they are."""

    values: Mapping[str, Counts]


def facets(connection: Connection, unit: Unit, found: Mapping[int, Collection[int]]) -> Facets:
    """Return the facets of what was found: numbers of statements or events by the article that stands for them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    in_articles = articles.c.number.in_(list(found))
    for row in connection.execute(select(articles.c.outlet, articles.c.day).where(in_articles)):
        if row.outlet:
            counts["outlet"][row.outlet] += 1
        if row.day is not None:
            counts["year"][str(row.day.year)] += 1
    columns = _COLUMNS[unit]
    if columns:
        numbers = [number for those in found.values() for number in those]
        for values in connection.execute(select(*columns.values()).where(_NUMBERS[unit].in_(numbers))).all():
            for name, value in zip(columns, tuple(values), strict=True):
                counts[name][value] += 1
    return Facets(values={name: _ordered(name, count) for name, count in counts.items()})


def _ordered(name: str, count: Counter[str]) -> Counts:
    if name == "year":
        return tuple(sorted(count.items(), reverse=True))
    return tuple(sorted(count.items(), key=lambda one: (-one[1], one[0])))
