"""Readings → tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from wortlaut.export.tidy import findings, people
from wortlaut.export.tidy.columns import Cell, Table, cells
from wortlaut.export.tidy.explain import explained
from wortlaut.export.tidy.places import Row
from wortlaut.export.tidy.shapes import SHAPES
from wortlaut.export.whom import Whom, one_each, register_for, seen_in
from wortlaut.record import Reading, Register

_ROWS: dict[str, Callable[[Reading, Whom], Iterator[Row]]] = {
    "articles": people.articles,
    "bylines": people.bylines,
    "paragraphs": people.paragraphs,
    "occurrences": people.occurrences,
    "names": people.names,
    "offices": people.offices,
    "mentions": people.mentions,
    "links": people.links,
    "statements": findings.statements,
    "fragments": findings.fragments,
    "hearsay": findings.hearsay,
    "events": findings.events,
    "event_actors": findings.event_actors,
    "relations": findings.relations,
    "codings": findings.codings,
    "coding_actors": findings.coding_actors,
    "spans": findings.spans,
    "reasons": people.reasons,
    "failures": findings.failures,
}


def tables(readings: Iterable[Reading], register: Register | None = None) -> Mapping[str, Table]:
    """Return all tables by name, with the codebook that explains them; a table without rows is there too.

    Actors have the stable ids of ``register`` (None: that of these readings, without people's judgements). Of several
    readings of one article the first counts. Raises RecordError where the register does not know an actor.

    >>> sorted(name for name, table in tables([]).items() if table.rows)
    ['codebook', 'levels']
    """
    some = one_each(readings)
    known = register_for(some, register)
    seen = seen_in(known)
    shapes = {shape.name: shape for shape in SHAPES}
    rows: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in shapes}
    present = frozenset(reading.article.id for reading in some)
    rows["actors"] += [cells(shapes["actors"], row) for row in people.actors(known, present)]
    for reading in some:
        whom = Whom.of(reading, seen)
        for name, found in _ROWS.items():
            rows[name] += [cells(shapes[name], row) for row in found(reading, whom)]
    filled = tuple(Table(shape=shape, rows=tuple(rows[shape.name])) for shape in SHAPES)
    return {table.name: table for table in (*filled, *explained())}
