"""Codebooks, what is found with them, and where people stand."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, delete, func, insert, select, true, update

from wortlaut.errors import CodingError
from wortlaut.record import Reading, Span
from wortlaut.record.coding import Agreement, Codebook, Coding
from wortlaut.store.actors import stable_id
from wortlaut.store.articles import rows_of, sentences
from wortlaut.store.coded import codebook_from, plain_codebook, plain_coding, reviewed_with
from wortlaut.store.coding_tables import codebooks, coding_actors, codings, proposals
from wortlaut.store.database import Database
from wortlaut.store.findings import around, within
from wortlaut.store.readings import reading_of
from wortlaut.store.reviewing import renew, renew_codings
from wortlaut.store.rows import CodingRow, Page, Who
from wortlaut.store.schema import actors, articles, doubts, readings, runs, sightings
from wortlaut.store.words import WordIndex

AT_ONCE = 20
"""Articles that are coded in one transaction."""
_NAMES_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How often somebody was for or against a concept in a month (``2026-11``, None: articles without a day)."""

    concept: str
    actor: Who
    agreement: Agreement
    month: str | None
    count: int


class Codings:
    """The codebooks of a store, and the codings made with them."""

    def __init__(self, database: Database, index: WordIndex) -> None:
        self._database = database
        self._index = index

    # codebooks

    def add_codebook(self, book: Codebook, *, at: datetime | None = None) -> None:
        """Write a codebook; it is the newest version of its id from now on, earlier ones stay.

        What was found with an earlier version is shown until the articles are coded anew (``uncoded``).
        """
        moment = at or datetime.now(UTC)
        with self._database.write() as connection:
            current = _current(connection, book.id)
            if current is not None and current.hash == book.hash:
                return
            connection.execute(delete(codebooks).where(codebooks.c.hash == book.hash))
            row = {"id": book.id, "version": book.version, "hash": book.hash, "told": plain_codebook(book)}
            connection.execute(insert(codebooks).values(**row, added=moment))
            if current is None:
                for number in reviewed_with(connection, book.id):
                    renew(connection, self._index, number)

    def codebooks(self) -> tuple[Codebook, ...]:
        """Return the newest version of each codebook, by id."""
        newest = select(func.max(codebooks.c.number)).group_by(codebooks.c.id)
        asked = select(codebooks.c.told).where(codebooks.c.number.in_(newest)).order_by(codebooks.c.id)
        with self._database.read() as connection:
            return tuple(map(codebook_from, connection.scalars(asked)))

    def codebook(self, id: str, version: str | None = None) -> Codebook | None:
        """Return a codebook, the newest of all versions or of those that call themselves ``version``."""
        with self._database.read() as connection:
            return _current(connection, id, version)

    def versions(self, id: str) -> tuple[Codebook, ...]:
        """Return all versions of a codebook in the order in which they were added."""
        asked = select(codebooks.c.told).where(codebooks.c.id == id).order_by(codebooks.c.number)
        with self._database.read() as connection:
            return tuple(map(codebook_from, connection.scalars(asked)))

    def remove_codebook(self, id: str) -> None:
        """Remove all versions of a codebook and what was found with them; what people said of it stays and waits.

        Raises CodingError where there is none.
        """
        with self._database.write() as connection:
            if not connection.execute(delete(codebooks).where(codebooks.c.id == id)).rowcount:
                raise CodingError(f"there is no codebook {id} in this store")
            own = select(codings.c.article, codings.c.id).where(codings.c.codebook == id)
            shown = own.subquery()
            same = and_(shown.c.article == doubts.c.article, shown.c.id == doubts.c.finding)
            of_it = select(doubts.c.number).join(shown, same).where(doubts.c.kind == "coding")
            connection.execute(delete(doubts).where(doubts.c.number.in_(of_it)))
            connection.execute(delete(codings).where(codings.c.codebook == id))
            connection.execute(delete(proposals).where(proposals.c.codebook == id))
            for number in reviewed_with(connection, id):
                renew(connection, self._index, number)

    # what is found

    def set_codings(
        self,
        article: str,
        book: Codebook,
        found: Sequence[Coding],
        *,
        made_by: str,
        run: str | None = None,
        at: datetime | None = None,
    ) -> bool:
        """Write what a codebook found in the shown reading of an article, in place of what it found before.

        Say whether it was written: with ``run`` (``run_id`` of the reading that was coded) it is not where another
        reading is shown by now. Raises CodingError where the store does not have this version of the codebook, the
        article is not read, or a coding does not fit to both.
        """
        return article in self.set_many({article: (found, run)}, book, made_by=made_by, at=at)

    def set_many(
        self,
        found: Mapping[str, tuple[Sequence[Coding], str | None]],
        book: Codebook,
        *,
        made_by: str,
        at: datetime | None = None,
    ) -> frozenset[str]:
        """Do what ``set_codings`` does for several articles, all or none; return the ids of those written.

        ``found`` has the codings of each article, and the run whose reading was coded.
        """
        moment = at or datetime.now(UTC)
        done = set()
        with self._database.write() as connection:
            current = _current(connection, book.id)
            if current is None or current.hash != book.hash:
                raise CodingError(f"this is not the codebook {book.id} that the store has now; add it first")
            for article, (some, run) in found.items():
                if self._set(connection, article, book, some, run, made_by, moment):
                    done.add(article)
        return frozenset(done)

    def _set(
        self,
        connection: Connection,
        article: str,
        book: Codebook,
        found: Sequence[Coding],
        run: str | None,
        made_by: str,
        at: datetime,
    ) -> bool:
        asked = (
            select(readings.c.article, readings.c.record, runs.c.id.label("run"))
            .join(articles, articles.c.number == readings.c.article)
            .join(runs, runs.c.number == readings.c.run)
            .where(articles.c.id == article, readings.c.shown)
        )
        row = connection.execute(asked).first()
        if row is None:
            raise CodingError(f"there is no reading of article {article} that could be coded")
        if run is not None and run != row.run:
            return False
        reading = reading_of(zlib.decompress(row.record), article)
        problem = next(_misfits(reading, book, found), None)
        if problem is not None:
            raise CodingError(f"article {article}: {problem}")
        values = {
            "hash": book.hash,
            "run": row.run,
            "made_by": made_by,
            "codings": [plain_coding(one) for one in found],
            "added": at,
        }
        same = and_(proposals.c.article == row.article, proposals.c.codebook == book.id)
        if not connection.execute(update(proposals).where(same).values(**values)).rowcount:
            connection.execute(insert(proposals).values(article=row.article, codebook=book.id, **values))
        if reviewed_with(connection, None, row.article):
            renew(connection, self._index, row.article)
        else:
            renew_codings(connection, row.article)
        return True

    def uncoded(self, book: Codebook, *, again: bool = False, size: int = AT_ONCE) -> Iterator[tuple[Reading, ...]]:
        """Yield the shown readings in which this version of a codebook has not looked yet, some at a time.

        With ``again`` all shown readings. Each comes once, whether it is coded meanwhile or not.
        """
        last = -1
        while True:
            with self._database.read() as connection:
                rows = connection.execute(
                    _uncoded(book, again=again)
                    .where(readings.c.article > last)
                    .order_by(readings.c.article)
                    .limit(size)
                ).all()
            if not rows:
                return
            last = rows[-1].article
            yield tuple(reading_of(zlib.decompress(row.record), row.id) for row in rows)

    def count_uncoded(self, book: Codebook, *, again: bool = False) -> int:
        """Return in how many articles this version of a codebook has not looked yet (``again``: in how many it can)."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).select_from(_uncoded(book, again=again).subquery())) or 0

    # what is shown

    def listed(
        self,
        *,
        article: str | None = None,
        codebook: str | None = None,
        concept: str | None = None,
        actor: str | None = None,
        agreement: Agreement | None = None,
        since: date | None = None,
        until: date | None = None,
        decided: bool | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Page[CodingRow]:
        """Return one page of codings as people reviewed them, the newest first, those of an article as they stand.

        ``decided``: whether a person said what it is. Days are half-open.
        """
        conditions = within(codings, article=article, since=since, until=until)
        told = {"codebook": codebook, "concept": concept, "agreement": agreement, "decided": decided}
        conditions += [codings.c[name] == value for name, value in told.items() if value is not None]
        orders: tuple[ColumnElement[Any], ...] = (codings.c.day.desc().nulls_last(), codings.c.number.desc())
        if article is not None:
            orders = (codings.c.start, codings.c.number)
        with self._database.read() as connection:
            if actor is not None:
                conditions.append(_taken_by(connection, actor))
            total = connection.scalar(select(func.count()).select_from(codings).where(*conditions)) or 0
            asked = select(codings.c.number).where(*conditions).order_by(*orders).offset(offset).limit(limit)
            numbers = list(connection.scalars(asked))
            rows = coding_rows(connection, numbers)
        return Page(items=tuple(rows[number] for number in numbers), total=total, offset=offset, limit=limit)

    def positions(
        self,
        codebook: str,
        *,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        decided: bool | None = None,
        copies: bool = False,
    ) -> tuple[Position, ...]:
        """Return who was how often for or against what in each month, by concept, actor, agreement and month.

        Near-copies are counted only with ``copies``.
        """
        conditions = [codings.c.codebook == codebook, *within(codings, since=since, until=until)]
        if decided is not None:
            conditions.append(codings.c.decided == decided)
        if not copies:
            conditions.append(articles.c.original == articles.c.number)
        month = func.substr(cast(codings.c.day, Text), 1, len("2026-11"))
        counted = (codings.c.concept, codings.c.agreement, month, actors.c.number)
        with self._database.read() as connection:
            if actor is not None:
                conditions.append(actors.c.id == (stable_id(connection, actor) or actor))
            counts = (
                select(*counted, func.count())
                .select_from(codings)
                .join(articles, articles.c.number == codings.c.article)
                .join(coding_actors, coding_actors.c.coding == codings.c.number)
                .join(sightings, sightings.c.number == coding_actors.c.sighting)
                .join(actors, actors.c.number == sightings.c.actor)
                .where(*conditions)
                .group_by(*counted)
            )
            rows = connection.execute(counts).all()
            who = _whom(connection, sorted({number for *_, number, _ in rows}))
        found = (
            Position(concept=concept, actor=who[number], agreement=agreement, month=month, count=count)
            for concept, agreement, month, number, count in rows
        )
        return tuple(sorted(found, key=lambda one: (one.concept, one.actor.id or "", one.agreement, one.month or "")))


def _whom(connection: Connection, numbers: Sequence[int]) -> dict[int, Who]:
    found = {}
    for start in range(0, len(numbers), _NAMES_AT_ONCE):
        some = actors.c.number.in_(numbers[start : start + _NAMES_AT_ONCE])
        for row in connection.execute(select(actors.c.number, actors.c.id, actors.c.name).where(some)):
            found[row.number] = Who(id=row.id, name=row.name)
    return found


def coding_rows(connection: Connection, numbers: Collection[int]) -> dict[int, CodingRow]:
    """Return codings by their numbers."""
    rows = connection.execute(select(codings).where(codings.c.number.in_(set(numbers)))).all()
    of = rows_of(connection, {row.article for row in rows})
    read = sentences(connection, {row.article for row in rows})
    asked = (
        select(coding_actors.c.coding, sightings.c.name, actors.c.id)
        .join(sightings, sightings.c.number == coding_actors.c.sighting)
        .join(actors, actors.c.number == sightings.c.actor)
        .where(coding_actors.c.coding.in_({row.number for row in rows}))
        .order_by(sightings.c.number)
    )
    who: dict[int, list[Who]] = defaultdict(list)
    for one in connection.execute(asked):
        who[one.coding].append(Who(id=one.id, name=one.name))
    found = {}
    for row in rows:
        text, spans = read[row.article]
        evidence = tuple(Span(start=start, end=end) for start, end in row.evidence)
        sentence = around(spans, evidence[0].start, evidence[0].end)
        found[row.number] = CodingRow(
            article=of[row.article],
            id=row.id,
            codebook=row.codebook,
            concept=row.concept,
            agreement=row.agreement,
            kind=row.kind,
            finding=row.finding,
            actors=tuple(who[row.number]),
            evidence=evidence,
            words=tuple(span.of(text) for span in evidence),
            sentence=sentence.of(text),
            sentence_span=sentence,
            confidence=row.confidence,
            decided=row.decided,
        )
    return found


def _current(connection: Connection, id: str, version: str | None = None) -> Codebook | None:
    asked = select(codebooks.c.told).where(codebooks.c.id == id)
    if version is not None:
        asked = asked.where(codebooks.c.version == version)
    told = connection.scalar(asked.order_by(codebooks.c.number.desc()).limit(1))
    return codebook_from(told) if told is not None else None


def _uncoded(book: Codebook, *, again: bool) -> Any:
    done = and_(
        proposals.c.article == readings.c.article,
        proposals.c.codebook == book.id,
        proposals.c.hash == book.hash,
        proposals.c.run == runs.c.id,
    )
    return (
        select(readings.c.article, readings.c.record, articles.c.id)
        .join(articles, articles.c.number == readings.c.article)
        .join(runs, runs.c.number == readings.c.run)
        .outerjoin(proposals, done)
        .where(readings.c.shown, true() if again else proposals.c.number.is_(None))
    )


def _taken_by(connection: Connection, actor: str) -> ColumnElement[bool]:
    mine = (
        select(coding_actors.c.coding)
        .join(sightings, sightings.c.number == coding_actors.c.sighting)
        .join(actors, actors.c.number == sightings.c.actor)
        .where(actors.c.id == (stable_id(connection, actor) or actor))
    )
    return codings.c.number.in_(mine)


def _misfits(reading: Reading, book: Codebook, found: Iterable[Coding]) -> Iterator[str]:
    """Yield why codings cannot be those of a reading with a codebook."""
    concepts = {one.id for one in book.concepts}
    known = {("statement", one.id) for one in reading.statements} | {("event", one.id) for one in reading.events}
    who, length = {one.id for one in reading.actors}, len(reading.article.text)
    seen: set[str] = set()
    for one in found:
        if one.id in seen:
            yield f"two codings have the id {one.id}"
        if one.codebook != book.id or one.concept not in concepts:
            yield f"coding {one.id} is about {one.codebook}/{one.concept}, which codebook {book.id} does not have"
        if (one.kind, one.finding) not in known:
            yield f"coding {one.id} is of a {one.kind} {one.finding}, which the shown reading does not have"
        if not set(one.actors) <= who:
            yield f"coding {one.id} names actors whom the shown reading does not have"
        if any(span.end > length for span in one.evidence):
            yield f"the evidence of coding {one.id} lies outside of the text"
        seen.add(one.id)
