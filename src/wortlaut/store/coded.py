"""The codings of an article: what a codebook found in its shown reading, and the rows that are shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Text, delete, insert, select, type_coerce

from wortlaut.errors import StoreDamaged
from wortlaut.record import Reading, Review, Span, Statement, linked
from wortlaut.record.coding import Codebook, Coding, Concept
from wortlaut.store.coding_tables import codebooks, coding_actors, codings, proposals
from wortlaut.store.schema import reviews

_CONCEPT = ("id", "name", "definition", "keywords", "examples", "counterexamples")
_SURE = 1.0


def plain_codebook(book: Codebook) -> dict[str, Any]:
    """Return a codebook as a plain value; ``codebook_from`` is the way back."""
    concepts = [{name: getattr(one, name) for name in _CONCEPT} for one in book.concepts]
    return {"id": book.id, "name": book.name, "version": book.version, "concepts": concepts}


def codebook_from(value: Mapping[str, Any]) -> Codebook:
    """Return the codebook of a plain value; raises StoreDamaged."""
    try:
        return Codebook(
            id=value["id"],
            name=value["name"],
            version=value["version"],
            concepts=tuple(map(_concept_from, value["concepts"])),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreDamaged(f"a codebook cannot be read: {error}") from None


def _concept_from(value: Mapping[str, Any]) -> Concept:
    return Concept(
        id=value["id"],
        name=value["name"],
        definition=value["definition"],
        keywords=tuple(value["keywords"]),
        examples=tuple(value["examples"]),
        counterexamples=tuple(value["counterexamples"]),
    )


def plain_coding(one: Coding) -> dict[str, Any]:
    """Return a coding as a plain value, without its codebook; ``coding_from`` is the way back."""
    return {
        "id": one.id,
        "concept": one.concept,
        "agreement": one.agreement,
        "kind": one.kind,
        "finding": one.finding,
        "evidence": [[span.start, span.end] for span in one.evidence],
        "actors": one.actors,
        "confidence": one.confidence,
        "reasons": one.reasons,
    }


def coding_from(codebook: str, value: Mapping[str, Any]) -> Coding:
    """Return the coding of a plain value, under an id that no other codebook has; raises StoreDamaged."""
    try:
        return Coding(
            id=f"{codebook}.{value['id']}",
            codebook=codebook,
            concept=value["concept"],
            agreement=value["agreement"],
            kind=value["kind"],
            finding=value["finding"],
            evidence=tuple(Span(start=start, end=end) for start, end in value["evidence"]),
            actors=tuple(value["actors"]),
            confidence=value["confidence"],
            reasons=tuple(value["reasons"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise StoreDamaged(f"a coding with {codebook} cannot be read: {error}") from None


def with_codings(connection: Connection, number: int, run: str, reading: Reading) -> Reading:
    """Return the reading of a run with what all codebooks found in it; what they found in another one is left out."""
    asked = select(proposals).where(proposals.c.article == number, proposals.c.run == run)
    rows = connection.execute(asked.order_by(proposals.c.codebook)).all()
    found = (coding_from(row.codebook, value) for row in rows for value in row.codings)
    return replace(reading, codings=tuple(sorted(found, key=lambda one: min(one.evidence))))


def with_known_codebooks(connection: Connection, told: list[Review]) -> list[Review]:
    """Return reviews without those of codings whose codebook is not in the store: they wait for it."""
    if all(one.target.kind != "coding" for one in told):
        return told
    known = set(connection.scalars(select(codebooks.c.id).distinct()))
    return [one for one in told if one.target.kind != "coding" or codebook_of(one) in known]


def codebook_of(review: Review) -> str:
    """Return the id of the codebook of a coding that is reviewed.

    >>> from datetime import UTC, datetime
    >>> from wortlaut.record import Target
    >>> target = Target(kind="coding", evidence=(Span(start=1, end=5),), id="bau.k1", label="bau/bruecke")
    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> codebook_of(Review.of("accept", target, article="a1", run="r1", reviewer="Anna", at=day))
    'bau'
    """
    return (review.target.label or "").partition("/")[0]


def reviewed_with(connection: Connection, codebook: str | None, article: int | None = None) -> list[int]:
    """Return the numbers of the articles in which people reviewed codings (of a codebook)."""
    # values of Json are one text each, so that its parts can be looked for
    label = f'"kind":"coding","label":"{codebook}/' if codebook is not None else '"kind":"coding"'
    found = select(reviews.c.article).where(type_coerce(reviews.c.target, Text).contains(label)).distinct()
    if article is not None:
        found = found.where(reviews.c.article == article)
    return list(connection.scalars(found.order_by(reviews.c.article)))


def show_codings(
    connection: Connection,
    number: int,
    day: date | None,
    reading: Reading,
    sighted: Mapping[str, int],
    decided: Iterable[str],
) -> None:
    """Write the codings of a reading in place of those before.

    ``sighted`` are the sightings of its actors by their local ids, ``decided`` the findings that people have looked at
    (``coding:bau.k1``).
    """
    connection.execute(delete(codings).where(codings.c.article == number))
    if not reading.codings:
        return
    known = frozenset(decided)
    told = _told(reading, sighted)
    rows = []
    for one in reading.codings:
        sure = f"coding:{one.id}" in known
        form, certainty, addressee = told.get((one.kind, one.finding), (None, None, None))
        rows.append(
            {
                "article": number,
                "id": one.id,
                "codebook": one.codebook,
                "concept": one.concept,
                "agreement": one.agreement,
                "kind": one.kind,
                "finding": one.finding,
                "form": form,
                "certainty": certainty,
                "addressee": addressee,
                "evidence": [[span.start, span.end] for span in one.evidence],
                "start": min(one.evidence).start,
                "end": max(span.end for span in one.evidence),
                "confidence": _SURE if sure else one.confidence,
                "decided": sure,
                "day": day,
            }
        )
    connection.execute(insert(codings), rows)
    asked = select(codings.c.id, codings.c.number).where(codings.c.article == number)
    numbers = {row.id: row.number for row in connection.execute(asked)}
    taking = {(numbers[one.id], sighted[actor]) for one in reading.codings for actor in one.actors if actor in sighted}
    if taking:
        pairs = [{"coding": coding, "sighting": sighting} for coding, sighting in sorted(taking)]
        connection.execute(insert(coding_actors), pairs)


def _told(
    reading: Reading, sighted: Mapping[str, int]
) -> dict[tuple[str, str], tuple[str | None, str | None, int | None]]:
    """Return kind or type, certainty and addressee of each statement and event."""
    who = {mention: sighted.get(link.actor) for mention, link in linked(reading).items()}
    found: dict[tuple[str, str], tuple[str | None, str | None, int | None]] = {}
    said: dict[str | None, Statement] = {}
    for one in reading.statements:
        said[one.id] = one
        mention = one.addressee.mention if one.addressee else None
        found["statement", one.id] = (one.kind, one.certainty, who.get(mention) if mention is not None else None)
    for event in reading.events:
        source = said.get(event.source)
        found["event", event.id] = (event.type, source.certainty if source else None, None)
    return found
