"""Claims: the rows of networks, made of coded readings, or of who speaks to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from wortlaut.record import Reading, linked
from wortlaut.record.coding import Claim, Coding, Value
from wortlaut.record.words import Certainty
from wortlaut.resolve.register import register

Ids = Callable[[str, str], str]
"""From the id of an article and that of an actor in its reading to one that holds in all articles."""


def claims(readings: Iterable[Reading], *, codebook: str | None = None, ids: Ids | None = None) -> tuple[Claim, ...]:
    """Return one claim for each actor of each coding of readings, of one codebook (None: all), by time.

    Variables are ``actor``, ``concept``, ``agreement`` (missing where unclear), ``addressee``, ``kind``, ``type``.
    ``ids`` gives actors their stable ids, else they have those of the register. Articles without a date
    give none; one of which only the month is known counts on its first day.
    """
    some = list(readings)
    ids = ids or _registered(some)
    found = (
        claim
        for reading in some
        for coding in reading.codings
        if codebook in (None, coding.codebook)
        for claim in _of_coding(reading, coding, ids)
    )
    return tuple(sorted(found, key=lambda claim: claim.at))


def utterances(readings: Iterable[Reading], *, ids: Ids | None = None) -> tuple[Claim, ...]:
    """Return who says something to whom, without a codebook: ``actor``, ``addressee`` and ``kind``, by time."""
    some, found = list(readings), []
    ids = ids or _registered(some)
    for reading in some:
        at, links = _at(reading), linked(reading)
        for one in reading.statements:
            parties = (one.speaker, one.addressee)
            who = [links[party.mention].actor for party in parties if party and party.mention in links]
            if at is None or len(who) < 2:
                continue
            speaker, addressee = (ids(reading.article.id, id) for id in who)
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


def labels(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the names of all actors of readings by the ids that the register gives them."""
    return {entry.id: entry.name for entry in register(readings).entries}


def _registered(readings: Sequence[Reading]) -> Ids:
    """Return how the register calls the actors of readings."""
    entries = register(readings).entries
    known = {(seen.article, seen.actor): entry.id for entry in entries for seen in entry.occurrences}
    return lambda article, actor: known[article, actor]


def _of_coding(reading: Reading, coding: Coding, ids: Ids) -> Iterator[Claim]:
    at = _at(reading)
    if at is None:
        return
    several = len(coding.actors) > 1
    for actor in coding.actors:
        values: dict[str, Value] = {"actor": ids(reading.article.id, actor), "concept": coding.concept}
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


def _told(reading: Reading, coding: Coding, ids: Ids) -> dict[str, Value]:
    if coding.kind == "event":
        event = next((one for one in reading.events if one.id == coding.finding), None)
        return {"kind": "event"} if event is None else {"kind": "event", "type": event.type}
    statement = next((one for one in reading.statements if one.id == coding.finding), None)
    if statement is None:
        return {}
    links = linked(reading)
    addressee = statement.addressee.mention if statement.addressee else None
    whom = {"addressee": ids(reading.article.id, links[addressee].actor)} if addressee in links else {}
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
