"""Claims out of the archive: the rows of networks, with the stable ids of actors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Subquery, select

from wortlaut.record.coding import Claim, Value
from wortlaut.store.coding_tables import coding_actors, codings
from wortlaut.store.codings import coding_rows
from wortlaut.store.database import Database
from wortlaut.store.findings import statement_rows
from wortlaut.store.rows import CodingRow, StatementRow
from wortlaut.store.schema import actors, articles, sightings, statements
from wortlaut.store.types import AnyRow

MOST = 200_000
"""Claims at once: the newest where there are more."""
_AT_ONCE = 500
_COMMON = itemgetter(0, 1, 2)  # number, article, day
T = TypeVar("T")


class Claims:
    """The claims of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def utterances(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        least_confidence: float = 0.0,
        most: int = MOST,
    ) -> tuple[Claim, ...]:
        """Return who says something to whom, without any codebook: statements with a speaker and an addressee.

        Variables are ``actor`` and ``addressee`` (stable ids) and ``kind``. Days are half-open; articles without a
        day are left out. Near-copies name the article they are copies of (``Claim.original``).
        """
        speaker, addressee = _somebody("speaker"), _somebody("addressee")
        asked = (
            select(
                statements.c.article,
                statements.c.id,
                statements.c.kind,
                statements.c.certainty,
                statements.c.confidence,
                statements.c.day,
                speaker.c.id,
                addressee.c.id,
            )
            .join(articles, articles.c.number == statements.c.article)
            .join(speaker, speaker.c.number == statements.c.speaker)
            .join(addressee, addressee.c.number == statements.c.addressee)
            .where(*_within(statements.c.day, since, until, outlet), statements.c.confidence >= least_confidence)
            .order_by(statements.c.day.desc(), statements.c.number.desc())
            .limit(most)
        )
        with self._database.read() as connection:
            rows = connection.execute(asked).all()
            documents = _documents(connection, {row[0] for row in rows})
        found = []
        for article, finding, kind, certainty, confidence, day, who, whom in reversed(rows):
            document, fields, original = documents[article]
            found.append(
                Claim(
                    id=f"{document}:{finding}",
                    document=document,
                    at=at(day),
                    values={"actor": who, "addressee": whom, "kind": kind},
                    fields=fields,
                    original=original,
                    certainty=certainty,
                    confidence=confidence,
                )
            )
        return tuple(found)

    def coded(
        self,
        codebook: str,
        *,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        concepts: Collection[str] = (),
        decided: bool | None = None,
        copies: bool = True,
        least_confidence: float = 0.0,
        most: int = MOST,
    ) -> tuple[Claim, ...]:
        """Return who stands where, one claim for each actor of each coding made with a codebook, by time.

        Variables are those of ``coding.claims``: ``actor`` and ``addressee`` (stable ids), ``concept``, ``agreement``
        (missing where unclear), ``kind`` and ``type``. ``decided`` asks for what people said, or only what they did
        not; what they said has the confidence 1. Days are half-open; articles without a day are left out, and near-
        copies without ``copies``, which else name their original.
        """
        speaker, addressee = _somebody("actor"), _somebody("addressee")
        conditions = [*_within(codings.c.day, since, until, outlet), codings.c.codebook == codebook]
        if decided is not None:
            conditions.append(codings.c.decided == decided)
        if concepts:
            conditions.append(codings.c.concept.in_(list(concepts)))
        if not copies:
            conditions.append(articles.c.original == articles.c.number)
        asked = (
            select(
                codings.c.number,
                codings.c.article,
                codings.c.day,
                codings.c.id,
                codings.c.concept,
                codings.c.agreement,
                codings.c.kind,
                codings.c.form,
                codings.c.certainty,
                codings.c.confidence,
                addressee.c.id,
                speaker.c.id,
                speaker.c.local,
            )
            .join(articles, articles.c.number == codings.c.article)
            .join(coding_actors, coding_actors.c.coding == codings.c.number)
            .join(speaker, speaker.c.number == coding_actors.c.sighting)
            .outerjoin(addressee, addressee.c.number == codings.c.addressee)
            .where(*conditions, codings.c.confidence >= least_confidence)
            .order_by(codings.c.day.desc(), codings.c.number.desc())
            .limit(most)
        )
        with self._database.read() as connection:
            rows = connection.execute(asked).all()
            documents = _documents(connection, {row[1] for row in rows})
        days = {day: at(day) for day in {row[2] for row in rows}}
        found: list[Claim] = []
        for (_, article, day), same in groupby(rows, key=_COMMON):
            found += _coded(list(same), *documents[article], days[day])
        return tuple(reversed(found))

    def codings(self, claims: Iterable[Claim]) -> tuple[CodingRow, ...]:
        """Return the codings that claims were made from, each once, in their order; what is gone is left out."""
        wanted = dict.fromkeys((one.document, one.id.removeprefix(f"{one.document}:").split(":")[0]) for one in claims)
        with self._database.read() as connection:
            asked = select(codings.c.number, articles.c.id, codings.c.id.label("coding"))
            asked = asked.join(articles, articles.c.number == codings.c.article)
            numbers = {}
            for some in _some(sorted(wanted)):
                known = articles.c.id.in_({one[0] for one in some}), codings.c.id.in_({one[1] for one in some})
                numbers.update({(row.id, row.coding): row.number for row in connection.execute(asked.where(*known))})
            rows = coding_rows(connection, [numbers[one] for one in wanted if one in numbers])
        return tuple(rows[numbers[one]] for one in wanted if one in numbers)

    def statements(self, claims: Iterable[Claim]) -> tuple[StatementRow, ...]:
        """Return the statements that claims were made from, in their order; those that are gone are left out."""
        wanted = [tuple(claim.id.split(":", 2)[:2]) for claim in claims]
        with self._database.read() as connection:
            asked = select(statements.c.number, articles.c.id, statements.c.id.label("finding"))
            asked = asked.join(articles, articles.c.number == statements.c.article)
            asked = asked.where(articles.c.id.in_({one[0] for one in wanted}))
            asked = asked.where(statements.c.id.in_({one[1] for one in wanted}))
            numbers = {(row.id, row.finding): row.number for row in connection.execute(asked)}
            rows = statement_rows(connection, [numbers[one] for one in wanted if one in numbers])
        return tuple(rows[numbers[one]] for one in wanted if one in numbers)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of actors by their stable ids; an id that nobody has is left out."""
        wanted, found = sorted(set(ids)), dict[str, str]()
        with self._database.read() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                some = select(actors.c.id, actors.c.name)
                for row in connection.execute(some.where(actors.c.id.in_(wanted[start : start + _AT_ONCE]))):
                    found[row.id] = row.name
        return found


_ORIGINAL = articles.alias("original")
_OF_ARTICLE: tuple[ColumnElement[Any], ...] = (
    articles.c.id,
    articles.c.title,
    articles.c.outlet,
    articles.c.byline,
    articles.c.number.label("article_number"),
    articles.c.original.label("original_number"),
    select(_ORIGINAL.c.id).where(_ORIGINAL.c.number == articles.c.original).scalar_subquery().label("original_id"),
)
"""What claims need of an article."""


def at(day: date) -> datetime:
    """Return the beginning of a day, UTC: the time of a claim."""
    return datetime.combine(day, time(), tzinfo=UTC)


def fields_of(row: AnyRow) -> dict[str, str]:
    """Return the fields of a document, as the Discourse Network Analyzer names them; ``source`` is the outlet."""
    told = {"id": row.id, "title": row.title, "author": ", ".join(row.byline or ()), "source": row.outlet}
    return {name: value for name, value in told.items() if value}


def original_of(row: AnyRow) -> str | None:
    """Return the id of the article of which this one is a near-copy, None for a text of its own."""
    return row.original_id if row.original_number != row.article_number else None


def _documents(connection: Connection, numbers: set[int]) -> dict[int, tuple[str, dict[str, str], str | None]]:
    """Return id, fields and original of articles by their numbers."""
    found = {}
    for some in _some(sorted(numbers)):
        for row in connection.execute(select(*_OF_ARTICLE).where(articles.c.number.in_(some))):
            found[row.article_number] = (row.id, fields_of(row), original_of(row))
    return found


def _coded(
    rows: list[AnyRow], document: str, fields: dict[str, str], original: str | None, moment: datetime
) -> Iterator[Claim]:
    """Yield the claims of one coding, one for each actor, the last first."""
    _, _, _, id, concept, agreement, kind, form, certainty, confidence, addressee, *_ = rows[0]
    told: dict[str, Value] = {"concept": concept}
    if agreement != "unclear":
        told["agreement"] = agreement == "for"
    if kind == "event":
        told["kind"] = "event"
    if form is not None:
        told["type" if kind == "event" else "kind"] = form
    if addressee is not None:
        told["addressee"] = addressee
    name = f"{document}:{id}"
    for row in sorted(rows, key=itemgetter(-1), reverse=True) if len(rows) > 1 else rows:
        yield Claim(
            id=f"{name}:{row[-1]}" if len(rows) > 1 else name,
            document=document,
            at=moment,
            values={"actor": row[-2], **told},
            fields=fields,
            original=original,
            certainty=certainty,
            confidence=confidence,
        )


def _some(values: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _within(
    day: ColumnElement[date | None], since: date | None, until: date | None, outlet: str | None
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [day.is_not(None)]
    if since is not None:
        found.append(day >= since)
    if until is not None:
        found.append(day < until)
    if outlet is not None:
        found.append(articles.c.outlet == outlet)
    return found


def _somebody(role: str) -> Subquery:
    """Return the stable ids of all actors by their places in articles."""
    joined = sightings.join(actors, actors.c.number == sightings.c.actor)
    return select(sightings.c.number, sightings.c.local, actors.c.id).select_from(joined).subquery(role)
