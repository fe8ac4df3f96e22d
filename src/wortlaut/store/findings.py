"""Statements and events of all articles, page by page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, select

from wortlaut.record import Span
from wortlaut.store.articles import rows_of, sentences
from wortlaut.store.rows import ArticleRow, EventRow, Page, StatementRow, Who
from wortlaut.store.schema import actors, articles, events, parts, sightings, statements
from wortlaut.store.types import AnyRow

ROLES = ("speaker", "addressee", "via")
PARTS = ("initiator", "recipient", "place")
Text = tuple[str, tuple[Span, ...]]


def statement_page(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], *, order: str, offset: int, limit: int
) -> Page[StatementRow]:
    """Return one page of the statements that fit."""
    numbers, total = _page(connection, statements, conditions, order, offset, limit)
    rows = statement_rows(connection, numbers)
    return Page(items=tuple(rows[number] for number in numbers), total=total, offset=offset, limit=limit)


def event_page(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], *, order: str, offset: int, limit: int
) -> Page[EventRow]:
    """Return one page of the events that fit."""
    numbers, total = _page(connection, events, conditions, order, offset, limit)
    rows = event_rows(connection, numbers)
    return Page(items=tuple(rows[number] for number in numbers), total=total, offset=offset, limit=limit)


def days_of(connection: Connection, table: Table, conditions: Sequence[ColumnElement[bool]]) -> dict[date, int]:
    """Return how many findings that fit there are on each day that has any."""
    asked = select(table.c.day, func.count()).where(*conditions, table.c.day.is_not(None)).group_by(table.c.day)
    return {row[0]: row[1] for row in connection.execute(asked)}


def with_role(role: str, actor: str) -> ColumnElement[bool]:
    """Return the condition that an actor has a role in a statement."""
    mine = select(sightings.c.number).join(actors, actors.c.number == sightings.c.actor).where(actors.c.id == actor)
    return statements.c[role].in_(mine)


def with_part(roles: Collection[str], actor: str) -> ColumnElement[bool]:
    """Return the condition that an actor takes part in an event, in one of these roles (any if there are none)."""
    mine = (
        select(parts.c.event)
        .join(sightings, sightings.c.number == parts.c.sighting)
        .join(actors, actors.c.number == sightings.c.actor)
        .where(actors.c.id == actor, *([parts.c.role.in_(roles)] if roles else []))
    )
    return events.c.number.in_(mine)


def told_by(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return the condition that a statement tells an event which fits ``conditions``."""
    same = and_(statements.c.article == events.c.article, statements.c.id == events.c.source)
    return exists(select(statements.c.number).where(same, *conditions))


def within(
    table: Table, *, article: str | None = None, since: date | None = None, until: date | None = None
) -> list[ColumnElement[bool]]:
    """Return the conditions that a finding is of an article and its day in a half-open range."""
    found: list[ColumnElement[bool]] = []
    if article is not None:
        found.append(table.c.article == select(articles.c.number).where(articles.c.id == article).scalar_subquery())
    if since is not None:
        found.append(table.c.day >= since)
    if until is not None:
        found.append(table.c.day < until)
    return found


def among(column: ColumnElement[Any], values: Collection[Any]) -> list[ColumnElement[bool]]:
    """Return the condition that a column has one of these values, none if there are no values."""
    return [column.in_(list(values))] if values else []


def _page(
    connection: Connection,
    table: Table,
    conditions: Sequence[ColumnElement[bool]],
    order: str,
    offset: int,
    limit: int,
) -> tuple[list[int], int]:
    number, day = table.c.number, table.c.day
    orders = {
        "newest": (day.desc().nulls_last(), number.desc()),
        "oldest": (day.asc().nulls_last(), number),
        "doubt": (table.c.reviewed, table.c.confidence, number),
        "text": (table.c.article, table.c.start, number),
    }
    total = connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
    asked = select(number).where(*conditions).order_by(*orders[order]).offset(offset).limit(limit)
    return list(connection.scalars(asked)), total


def statement_rows(connection: Connection, numbers: Iterable[int]) -> dict[int, StatementRow]:
    """Return statements by their numbers."""
    rows = connection.execute(select(statements).where(statements.c.number.in_(set(numbers)))).all()
    of = rows_of(connection, {row.article for row in rows})
    read = sentences(connection, {row.article for row in rows})
    ids = _ids(connection, {getattr(row, role) for row in rows for role in ROLES})
    return {row.number: _statement(row, of[row.article], read[row.article], ids) for row in rows}


def event_rows(connection: Connection, numbers: Iterable[int]) -> dict[int, EventRow]:
    """Return events by their numbers."""
    rows = connection.execute(select(events).where(events.c.number.in_(set(numbers)))).all()
    of = rows_of(connection, {row.article for row in rows})
    read = sentences(connection, {row.article for row in rows})
    taking = connection.execute(
        select(parts.c.event, parts.c.role, sightings.c.name, actors.c.id)
        .join(sightings, sightings.c.number == parts.c.sighting)
        .join(actors, actors.c.number == sightings.c.actor)
        .where(parts.c.event.in_({row.number for row in rows}))
        .order_by(sightings.c.number)
    )
    who: dict[tuple[int, str], list[Who]] = defaultdict(list)
    for part in taking:
        who[part.event, part.role].append(Who(id=part.id, name=part.name))
    return {row.number: _event(row, of[row.article], read[row.article][0], who) for row in rows}


def around(spans: Sequence[Span], start: int, end: int) -> Span:
    """Return the sentences that hold ``start`` and the last code point before ``end``, as one span."""
    starts = [span.start for span in spans]
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    if first < 0 or last < 0:
        return Span(start=start, end=end)
    return Span(start=min(start, spans[first].start), end=max(end, spans[last].end))


def _ids(connection: Connection, numbers: set[int | None]) -> dict[int, str]:
    """Return the stable ids of sightings by their numbers."""
    asked = (
        select(sightings.c.number, actors.c.id)
        .join(actors, actors.c.number == sightings.c.actor)
        .where(sightings.c.number.in_(numbers - {None}))
    )
    return {row.number: row.id for row in connection.execute(asked)}


def _statement(row: AnyRow, article: ArticleRow, read: Text, ids: dict[int, str]) -> StatementRow:
    text, spans = read
    content = tuple(Span(start=start, end=end) for start, end in row.content)
    main = next((span for span in content if span.start == row.start), content[0])
    sentence = around(spans, main.start, main.end)
    return StatementRow(
        article=article,
        id=row.id,
        kind=row.kind,
        medium=row.medium,
        certainty=row.certainty,
        polarity=row.polarity,
        parent=row.parent,
        content=content,
        words=tuple(span.of(text) for span in content),
        sentence=sentence.of(text),
        sentence_span=sentence,
        speaker=_who(row.speaker, row.speaker_name, ids),
        addressee=_who(row.addressee, row.addressee_name, ids),
        via=_who(row.via, row.via_name, ids),
        earliest=row.earliest,
        latest=row.latest,
        confidence=row.confidence,
        reviewed=row.reviewed,
    )


def _who(sighting: int | None, name: str | None, ids: dict[int, str]) -> Who | None:
    if sighting is None and name is None:
        return None
    return Who(id=ids.get(sighting) if sighting is not None else None, name=name)


def _event(row: AnyRow, article: ArticleRow, text: str, who: dict[tuple[int, str], list[Who]]) -> EventRow:
    initiator, recipient, place = (tuple(who.get((row.number, role), ())) for role in PARTS)
    span, trigger = Span(start=row.start, end=row.end), Span(start=row.trigger_start, end=row.trigger_end)
    return EventRow(
        article=article,
        id=row.id,
        type=row.type,
        mode=row.mode,
        status=row.status,
        polarity=row.polarity,
        initiator=initiator,
        recipient=recipient,
        place=place[0] if place else (Who(id=None, name=row.place) if row.place else None),
        object=row.object,
        trigger=trigger,
        trigger_words=trigger.of(text),
        span=span,
        words=span.of(text),
        source=row.source,
        answers=row.answers,
        earliest=row.earliest,
        latest=row.latest,
        day=row.day,
        confidence=row.confidence,
        reviewed=row.reviewed,
    )
