"""One actor in numbers: where and when he is quoted, what he says, what he stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, func, select

from wortlaut.record import EventType, Span, Status
from wortlaut.record.reading import ActorKind, Polarity
from wortlaut.store.actors import stable_id
from wortlaut.store.database import Database
from wortlaut.store.findings import event_rows, with_part
from wortlaut.store.rows import EventRow
from wortlaut.store.schema import actors, articles, events, sightings, statements, texts, traits

_MOST_EVENTS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """How often somebody is quoted: statements by outlet (the most first) and by day; ``undated`` have no day."""

    outlets: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int], ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Events of one type, status and polarity that somebody brings about: how many, and the newest of them."""

    type: EventType
    status: Status
    polarity: Polarity
    number: int
    newest: tuple[EventRow, ...]


class Profiles:
    """What a store tells of its actors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def quoted(self, actor: str) -> Quoted:
        """Return where and when somebody is quoted."""
        total = func.sum(sightings.c.statements)
        with self._database.read() as connection:
            mine = sightings.c.actor == _number(connection, actor), sightings.c.statements > 0
            joined = select(articles.c.outlet, total).join(sightings, sightings.c.article == articles.c.number)
            outlets = connection.execute(joined.where(*mine).group_by(articles.c.outlet)).all()
            days = connection.execute(select(sightings.c.day, total).where(*mine).group_by(sightings.c.day)).all()
        return Quoted(
            outlets=tuple(sorted(((row[0], row[1]) for row in outlets if row[0]), key=lambda one: (-one[1], one[0]))),
            days=tuple(sorted((row[0], row[1]) for row in days if row[0] is not None)),
            undated=sum(row[1] for row in days if row[0] is None),
        )

    def said(self, actor: str, *, limit: int) -> tuple[str, ...]:
        """Return the words of the newest statements of somebody, a piece each."""
        with self._database.read() as connection:
            newest = (
                select(statements.c.article, statements.c.content, statements.c.day)
                .where(statements.c.speaker.in_(_sightings(connection, actor)))
                .order_by(statements.c.day.desc().nulls_last(), statements.c.number.desc())
                .limit(limit)
            )
            rows = connection.execute(newest).all()
            wanted = select(texts.c.article, texts.c.text).where(texts.c.article.in_({row.article for row in rows}))
            words = {row.article: row.text for row in connection.execute(wanted)}
        return tuple(
            Span(start=start, end=end).of(words[row.article]) for row in rows for start, end in row.content[:1]
        )

    def done(self, actor: str, *, examples: int) -> tuple[Done, ...]:
        """Return what somebody brings about, at most the newest 2,000 events, the most frequent first."""
        with self._database.read() as connection:
            id = stable_id(connection, actor) or actor
            asked = (
                select(events.c.number, events.c.type, events.c.status, events.c.polarity)
                .where(with_part(("initiator",), id))
                .order_by(events.c.day.desc().nulls_last(), events.c.number.desc())
                .limit(_MOST_EVENTS)
            )
            groups: dict[tuple[EventType, Status, Polarity], list[int]] = defaultdict(list)
            for row in connection.execute(asked):
                groups[row.type, row.status, row.polarity].append(row.number)
            rows = event_rows(connection, {number for those in groups.values() for number in those[:examples]})
        found = (
            Done(
                type=type,
                status=status,
                polarity=polarity,
                number=len(numbers),
                newest=tuple(rows[number] for number in numbers[:examples]),
            )
            for (type, status, polarity), numbers in groups.items()
        )
        return tuple(sorted(found, key=lambda one: (-one.number, one.type, one.status, one.polarity)))

    def naming(self, words: Collection[str], kinds: Collection[ActorKind]) -> set[str]:
        """Return those of some folded words that stand in names of actors of these kinds."""
        asked = (
            select(traits.c.value)
            .join(actors, actors.c.number == traits.c.actor)
            .where(traits.c.trait == "word", traits.c.value.in_(list(words)), actors.c.kind.in_(list(kinds)))
            .distinct()
        )
        with self._database.read() as connection:
            return set(connection.scalars(asked)) if words else set()


def _number(connection: Connection, actor: str) -> int | None:
    id = stable_id(connection, actor)
    return connection.scalar(select(actors.c.number).where(actors.c.id == id))


def _sightings(connection: Connection, actor: str) -> Select[tuple[int]]:
    return select(sightings.c.number).where(sightings.c.actor == _number(connection, actor))
