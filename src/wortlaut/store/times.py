"""What was said and done over time: how much on each day, the newest first, offers with their answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Table, func, select

from wortlaut.record import EventType, Status
from wortlaut.record.reading import Certainty, Kind
from wortlaut.store.actors import stable_id
from wortlaut.store.database import Database
from wortlaut.store.findings import among, days_of, event_rows, statement_rows, with_part, with_role, within
from wortlaut.store.rows import EventRow, StatementRow
from wortlaut.store.schema import articles, events, statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which statements and events are meant; every condition that is given must hold. Days are half-open.

    ``actor`` makes the statements and takes part in the events; ``kinds`` and ``certainties`` are of statements,
    ``types`` and ``statuses`` of events.
    """

    since: date
    until: date
    actor: str | None = None
    kinds: tuple[Kind, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    said: bool = True
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An offer, demand, threat or accusation, and the events that answer it, in the order of the text."""

    first: EventRow
    answers: tuple[EventRow, ...]


class Times:
    """The time line of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def extent(self) -> tuple[date, date] | None:
        """Return the first day of an article and the day after the last, None if none has a day."""
        with self._database.read() as connection:
            first = connection.scalar(select(func.min(articles.c.day)))
            newest = select(articles.c.latest).where(articles.c.day.is_not(None)).order_by(articles.c.day.desc())
            last = connection.scalar(newest.limit(1))
        return (first, last) if first is not None and last is not None else None

    def days(self, scope: Scope) -> tuple[dict[date, int], dict[date, int]]:
        """Return how many statements and how many events there are on each day that has any."""
        with self._database.read() as connection:
            said, done = _conditions(connection, scope)
            told = _told(connection, scope) if said is not None and _is_whole(scope) else None
            if told is None:
                told = days_of(connection, statements, said) if said is not None else {}
            return told, days_of(connection, events, done) if done is not None else {}

    def newest(self, scope: Scope, *, offset: int = 0, limit: int = 50) -> tuple[StatementRow | EventRow, ...]:
        """Return some of it, the newest first; on one day events before statements."""
        with self._database.read() as connection:
            said, done = _conditions(connection, scope)
            both = merge(
                _numbers(connection, events, done, offset + limit),
                _numbers(connection, statements, said, offset + limit),
                key=lambda one: one[0],
                reverse=True,
            )
            page = list(islice(both, offset, offset + limit))
            said_rows = statement_rows(connection, [number for _, table, number in page if table is statements])
            done_rows = event_rows(connection, [number for _, table, number in page if table is events])
        return tuple(said_rows[number] if table is statements else done_rows[number] for _, table, number in page)

    def pairs(self, rows: Iterable[EventRow]) -> dict[tuple[str, str], Pair]:
        """Return what events answer or are answered by: by the ids of article and event, for each part of a pair."""
        wanted = {(row.article.id, row.id) for row in rows}
        asked = (
            select(events.c.number, events.c.id, events.c.answers, articles.c.id.label("of"))
            .join(articles, articles.c.number == events.c.article)
            .where(articles.c.id.in_({article for article, _ in wanted}))
            .order_by(events.c.article, events.c.start, events.c.number)
        )
        with self._database.read() as connection:
            found = connection.execute(asked).all() if wanted else []
            numbers = {(row.of, row.id): row.number for row in found}
            answers: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
            for row in found:
                if (row.of, row.answers) in numbers:
                    answers[row.of, row.answers].append((row.of, row.id))
            chosen = {first: those for first, those in answers.items() if wanted & {first, *those}}
            rows_of = event_rows(connection, {numbers[one] for first in chosen for one in (first, *chosen[first])})
        pairs: dict[tuple[str, str], Pair] = {}
        for first, those in chosen.items():
            pair = Pair(first=rows_of[numbers[first]], answers=tuple(rows_of[numbers[one]] for one in those))
            for one in (*those, first):
                pairs.setdefault(one, pair)
        return pairs


def _conditions(
    connection: Connection, scope: Scope
) -> tuple[list[ColumnElement[bool]] | None, list[ColumnElement[bool]] | None]:
    """Return the conditions on statements and on events, None where these are not wanted at all."""
    said, done = (within(table, since=scope.since, until=scope.until) for table in (statements, events))
    said += [*among(statements.c.kind, scope.kinds), *among(statements.c.certainty, scope.certainties)]
    done += [*among(events.c.type, scope.types), *among(events.c.status, scope.statuses)]
    if scope.actor is not None:
        id = stable_id(connection, scope.actor) or scope.actor
        said.append(with_role("speaker", id))
        done.append(with_part((), id))
    return said if scope.said else None, done if scope.done else None


def _is_whole(scope: Scope) -> bool:
    return scope.actor is None and not scope.kinds and not scope.certainties


def _told(connection: Connection, scope: Scope) -> dict[date, int]:
    """Return the statements of each day out of what articles know of themselves: a twentieth of the rows."""
    total = func.sum(articles.c.statements)
    of_range = articles.c.day >= scope.since, articles.c.day < scope.until
    asked = select(articles.c.day, total).where(*of_range).group_by(articles.c.day)
    return {row[0]: row[1] for row in connection.execute(asked) if row[1]}


def _numbers(
    connection: Connection, table: Table, conditions: Sequence[ColumnElement[bool]] | None, limit: int
) -> list[tuple[date, Table, int]]:
    if conditions is None:
        return []
    asked = select(table.c.day, table.c.number).where(*conditions)
    ordered = asked.order_by(table.c.day.desc(), table.c.number.desc()).limit(limit)
    return [(row[0], table, row[1]) for row in connection.execute(ordered)]
