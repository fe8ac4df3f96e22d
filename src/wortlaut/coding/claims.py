"""Claims: the rows of networks, made of coded readings, or of who speaks to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time

from wortlaut.record import Actor, Reading, linked
from wortlaut.record.coding import Claim, Coding, Value
from wortlaut.record.words import Certainty

Ids = Callable[[str, str], str]
"""From the id of an article and that of an actor in its reading to one that holds in all articles."""


def claims(readings: Iterable[Reading], *, codebook: str | None = None, ids: Ids | None = None) -> tuple[Claim, ...]:
    """Return one claim for each actor of each coding of readings, of one codebook (None: all), by time.

    Variables are ``actor``, ``concept``, ``agreement`` (missing where unclear), ``addressee``, ``kind``, ``type``.
    ``ids`` gives actors their stable ids; without it they are known by their lexicon's id, else by their names.
    Articles without a day give none.
    """
    found = (
        claim
        for reading in readings
        for coding in reading.codings
        if codebook in (None, coding.codebook)
        for claim in _of_coding(reading, coding, ids)
    )
    return tuple(sorted(found, key=lambda claim: claim.at))


def utterances(readings: Iterable[Reading], *, ids: Ids | None = None) -> tuple[Claim, ...]:
    """Return who says something to whom, without a codebook: ``actor``, ``addressee`` and ``kind``, by time."""
    found = []
    for reading in readings:
        at, links = _at(reading), linked(reading)
        for one in reading.statements:
            parties = (one.speaker, one.addressee)
            who = [links[party.mention].actor for party in parties if party and party.mention in links]
            if at is None or len(who) < 2:
                continue
            speaker, addressee = (_stable(reading, id, ids) for id in who)
            found.append(
                Claim(
                    id=f"{reading.article.id}:{one.id}",
                    document=reading.article.id,
                    at=at,
                    values={"actor": speaker, "addressee": addressee, "kind": one.kind},
                    fields=_fields(reading),
                    certainty=one.certainty,
                    confidence=one.confidence,
                )
            )
    return tuple(sorted(found, key=lambda claim: claim.at))


def labels(readings: Iterable[Reading], *, ids: Ids | None = None) -> dict[str, str]:
    """Return the names of all actors of readings by the ids that claims have; the first name of each."""
    found: dict[str, str] = {}
    for reading in readings:
        for actor in reading.actors:
            found.setdefault(_stable(reading, actor.id, ids), actor.name)
    return found


def _of_coding(reading: Reading, coding: Coding, ids: Ids | None) -> Iterator[Claim]:
    at = _at(reading)
    if at is None:
        return
    several = len(coding.actors) > 1
    for actor in coding.actors:
        values: dict[str, Value] = {"actor": _stable(reading, actor, ids), "concept": coding.concept}
        if coding.agreement != "unclear":
            values["agreement"] = coding.agreement == "for"
        yield Claim(
            id=f"{reading.article.id}:{coding.id}" + (f":{actor}" if several else ""),
            document=reading.article.id,
            at=at,
            values=values | _told(reading, coding, ids),
            fields=_fields(reading),
            certainty=_certainty(reading, coding),
            confidence=coding.confidence,
        )


def _told(reading: Reading, coding: Coding, ids: Ids | None) -> dict[str, Value]:
    if coding.kind == "event":
        event = next((one for one in reading.events if one.id == coding.finding), None)
        return {"kind": "event"} if event is None else {"kind": "event", "type": event.type}
    statement = next((one for one in reading.statements if one.id == coding.finding), None)
    if statement is None:
        return {}
    links = linked(reading)
    addressee = statement.addressee.mention if statement.addressee else None
    whom = {"addressee": _stable(reading, links[addressee].actor, ids)} if addressee in links else {}
    return {"kind": statement.kind, **whom}


def _certainty(reading: Reading, coding: Coding) -> Certainty | None:
    return next((one.certainty for one in reading.statements if one.id == coding.finding), None)


def _fields(reading: Reading) -> dict[str, str]:
    article = reading.article
    told = {"id": article.id, "title": article.title, "author": ", ".join(article.byline), "source": article.outlet}
    return {name: value for name, value in told.items() if value}


def _at(reading: Reading) -> datetime | None:
    period = reading.article.published
    return datetime.combine(period.earliest, time(), tzinfo=UTC) if period is not None else None


def _stable(reading: Reading, id: str, ids: Ids | None) -> str:
    if ids is not None:
        return ids(reading.article.id, id)
    actor = next((one for one in reading.actors if one.id == id), None)
    return _own(actor) if actor is not None else id


def _own(actor: Actor) -> str:
    return actor.identity.id if actor.identity else actor.name
