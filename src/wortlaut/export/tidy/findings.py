"""Rows of statements, events, relations, codings and the words that prove them."""

from __future__ import annotations

from collections.abc import Iterator

from wortlaut.export.tidy.places import Row, bounds, probability, time, word
from wortlaut.export.whom import Whom
from wortlaut.record import Party, Reading, Span


def statements(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the statements."""
    text = reading.article.text
    for one in reading.statements:
        yield {
            "article": whom.article,
            "statement": one.id,
            "kind": one.kind,
            **_party("speaker", one.speaker, whom),
            **_party("addressee", one.addressee, whom),
            **_party("via", one.via, whom),
            "medium": one.medium,
            "certainty": one.certainty,
            "polarity": one.polarity,
            **time(one.when, text),
            "parent": one.parent,
            "confidence": probability(one.confidence),
        }


def fragments(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield words in marks that are no statement."""
    text = reading.article.text
    for number, one in enumerate(reading.fragments, start=1):
        yield {
            "article": whom.article,
            "number": number,
            **bounds(one.span, text),
            "statement": one.statement,
            **_party("speaker", one.speaker, whom),
        }


def hearsay(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield what is reported without a speaker."""
    text = reading.article.text
    for number, one in enumerate(reading.hearsay, start=1):
        yield {
            "article": whom.article,
            "number": number,
            **bounds(one.span, text),
            "certainty": one.certainty,
            **word("marker", one.marker, text),
        }


def events(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the events."""
    text = reading.article.text
    for one in reading.events:
        yield {
            "article": whom.article,
            "event": one.id,
            "type": one.type,
            "mode": one.mode,
            **bounds(one.text, text),
            "object": one.object,
            "place": whom.id(one.place) if one.place and one.place in whom.names else None,
            "place_name": whom.name(one.place) if one.place else None,
            "status": one.status,
            "polarity": one.polarity,
            **time(one.when, text),
            "source": one.source,
            "answers": one.answers,
            "confidence": probability(one.confidence),
        }


def event_actors(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield who takes part in the events."""
    for event in reading.events:
        for role, people in (("initiator", event.initiator), ("recipient", event.recipient)):
            for number, local in enumerate(people, start=1):
                row: Row = {"article": whom.article, "event": event.id, "role": role, "number": number}
                yield row | {"local": local, "actor": whom.id(local)}


def relations(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield what is said of actors."""
    text = reading.article.text
    for one in reading.relations:
        yield {
            "article": whom.article,
            "relation": one.id,
            "kind": one.kind,
            "subject": whom.id(one.subject),
            "object": whom.id(one.object) if one.object in whom.names else None,
            "object_name": whom.name(one.object),
            **bounds(one.evidence, text),
            **time(one.when, text),
            "confidence": probability(one.confidence),
        }


def codings(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the codings."""
    for one in reading.codings:
        yield {
            "article": whom.article,
            "coding": one.id,
            "codebook": one.codebook,
            "concept": one.concept,
            "agreement": one.agreement,
            "kind": one.kind,
            "statement": one.finding if one.kind == "statement" else None,
            "event": one.finding if one.kind == "event" else None,
            "confidence": probability(one.confidence),
        }


def coding_actors(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield who takes the positions."""
    for coding in reading.codings:
        for number, local in enumerate(coding.actors, start=1):
            row: Row = {"article": whom.article, "coding": coding.id, "number": number}
            yield row | {"local": local, "actor": whom.id(local)}


def spans(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the words that prove statements, events and codings, piece by piece."""
    text, row = reading.article.text, 0
    for of, finding, role, some in _proofs(reading):
        for number, span in enumerate(some, start=1):
            row += 1
            ids: Row = {"statement": None, "event": None, "coding": None, of: finding}
            place: Row = {"article": whom.article, "row": row, "of": of, "role": role, "number": number}
            yield place | ids | bounds(span, text)


def failures(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield what went wrong."""
    for number, one in enumerate(reading.failures, start=1):
        yield {"article": whom.article, "number": number, "stage": one.stage, "message": one.message}


def _proofs(reading: Reading) -> Iterator[tuple[str, str, str, tuple[Span, ...]]]:
    for statement in reading.statements:
        for role, some in (("content", statement.content), ("cue", statement.cue), ("frame", statement.frame)):
            yield "statement", statement.id, role, some
    for event in reading.events:
        for role, some in (("trigger", event.trigger), ("evidence", event.evidence)):
            yield "event", event.id, role, some
    for coding in reading.codings:
        yield "coding", coding.id, "evidence", coding.evidence


def _party(part: str, party: Party | None, whom: Whom) -> Row:
    return {
        part: whom.party(party),
        f"{part}_name": party.name if party else None,
        f"{part}_mention": party.mention if party else None,
        f"{part}_carried": party.carried if party else None,
    }
