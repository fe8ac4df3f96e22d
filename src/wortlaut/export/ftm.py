"""Readings as FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and other tools of investigation.

Everybody is one entity in all articles (``Person``, ``PublicBody``, ``Organization``, ``LegalEntity``); articles are
``Article``, statements ``Note`` about who speaks, events ``Event``, what is said of two actors ``Membership``,
``Occupancy`` with its ``Position``, ``Representation``, ``Family`` or ``UnknownLink``. ``proof`` names the article.
Written after the model of FollowTheMoney 4.11 (schemata, properties, types), without its library.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from wortlaut.export.json import encodable
from wortlaut.export.whom import Whom, one_each, register_for, seen_in
from wortlaut.lexicon import table
from wortlaut.record import (
    Article,
    Entry,
    Event,
    Reading,
    Register,
    Relation,
    Span,
    Statement,
    When,
)
from wortlaut.record.reading import RelationKind

SCHEMATA = (
    "Article",
    "Event",
    "Family",
    "LegalEntity",
    "Membership",
    "Mention",
    "Note",
    "Occupancy",
    "Organization",
    "Person",
    "Position",
    "PublicBody",
    "Representation",
    "UnknownLink",
)
"""All schemata that are written."""

PUBLIC = frozenset({"agency", "court", "government", "ministry", "parliament"})
"""Kinds of organisations of the lexicon that are bodies of a state."""

GENDERS = {"f": "female", "m": "male"}
LANGUAGES = {"de": "deu"}
GAP = " […] "
_RENAMED = {"ddde": "dd"}
"""Codes of former states (ISO 3166-3) that FollowTheMoney has otherwise."""

_CODE = re.compile(r"[a-z]{2}|[a-z]{4}")
_ADDRESS = re.compile(r"https?://\S+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")

Entity = dict[str, Any]
"""``id``, ``schema`` and ``properties``, as FollowTheMoney has it."""

_EDGES: dict[RelationKind, tuple[str, str, str]] = {
    "member_of": ("Membership", "member", "organization"),
    "party_to": ("Membership", "member", "organization"),
    "affiliated_with": ("Representation", "agent", "client"),
    "family_of": ("Family", "person", "relative"),
}
_LINK = ("UnknownLink", "subject", "object")


def ftm_lines(readings: Iterable[Reading], register: Register | None = None) -> Iterator[bytes]:
    """Yield one entity a line (JSON, UTF-8, with its line break): first everybody, then article by article.

    Actors are those of ``register`` (None: that of these readings) under ids made of its ids: Wikidata's as they are,
    others hashed. Of several readings of one article the first counts. Raises RecordError where the register does not
    know an actor.
    """
    some = one_each(readings)
    known = register_for(some, register)
    present = {reading.article.id for reading in some}
    schemata: dict[str, str] = {}
    told = _told_of_persons(some)
    for entry in known.entries:
        articles = sorted({seen.article for seen in entry.occurrences} & present)
        if articles:
            actor = _actor(entry, articles, told)
            schemata[entry.id] = actor["schema"]
            yield _line(actor)
    seen, written = seen_in(known), set()
    for reading in some:
        for entity in _entities(reading, Whom.of(reading, seen), schemata):
            if entity["id"] not in written:  # an office that several articles tell
                written.add(entity["id"])
                yield _line(entity)


def actor_id(stable: str) -> str:
    """Return the id of the entity of an actor.

    >>> actor_id("Q567"), actor_id("local:person:jan-kowal")
    ('Q567', 'wortlaut-ea4f7ae8c97f52340e72')
    """
    return stable if _WIKIDATA.fullmatch(stable) else _id("actor", stable)


def country(id: str) -> str | None:
    """Return the code of FollowTheMoney for a state, land or region of the lexicon, None for what belongs to none.

    >>> country("Q183"), country("DE-BY"), country("Q46")
    ('de', 'de', None)
    """
    place = _places().get(id)
    if place is None:
        return None
    state, _, part = place["id"].lower().partition("-")
    whole = not part or place["kind"] in ("land", "region")
    code = _RENAMED.get(state, state)
    return code if whole and _CODE.fullmatch(code) else None


def _entities(reading: Reading, whom: Whom, schemata: dict[str, str]) -> Iterator[Entity]:
    yield _article(reading.article)
    yield from _mentions(reading, whom, schemata)
    for statement in reading.statements:
        yield _note(reading.article, statement, whom)
    for event in reading.events:
        yield _event(reading.article, event, whom)
    for relation in reading.relations:
        yield from _relation(reading, relation, whom, schemata)


def _actor(entry: Entry, articles: Sequence[str], told: dict[tuple[str, str], dict[str, list[str]]]) -> Entity:
    schema = _schema(entry)
    properties: dict[str, Any] = {
        "name": [entry.name],
        "alias": [name for name in entry.names if name != entry.name],
        "wikidataId": [entry.wikidata],
        "country": [country(entry.id)],
        "notes": [f"Wortlaut: {entry.id}"],
        "proof": [_id("article", article) for article in articles],
    }
    if schema == "Person":
        properties["gender"] = [GENDERS.get(entry.gender or "")]
        for seen in entry.occurrences:
            for name, values in told.get((seen.article, seen.actor), {}).items():
                properties[name] = [*properties.get(name, ()), *values]
    elif entry.kind == "outlet":
        properties["classification"] = ["outlet"]
    return _entity(actor_id(entry.id), schema, properties)


def _schema(entry: Entry) -> str:
    if entry.kind == "person":
        return "Person"
    if entry.kind == "state" or _bodies().get(entry.id) in PUBLIC:
        return "PublicBody"
    return "Organization" if entry.kind in ("organisation", "outlet") else "LegalEntity"


def _told_of_persons(readings: Iterable[Reading]) -> dict[tuple[str, str], dict[str, list[str]]]:
    """Return offices and parties of actors that are told in words, by article and id in its reading."""
    names = {"holds_office": "position", "member_of": "political"}
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for reading in readings:
        local = {actor.id: actor.name for actor in reading.actors}
        for one in reading.relations:
            if one.kind in names:
                words = local.get(one.object, one.object)
                found[reading.article.id, one.subject].setdefault(names[one.kind], []).append(words)
    return found


def _article(article: Article) -> Entity:
    day = article.published
    return _entity(
        _id("article", article.id),
        "Article",
        {
            "title": [article.title],
            "fileName": [article.source or article.id],
            "author": article.byline,
            "publisher": [article.outlet],
            "publishedAt": [_prefix(day.earliest, day.latest) if day else None],
            "language": [LANGUAGES.get(article.language)],
            "sourceUrl": [_address(article)],
            "bodyText": [article.text],
        },
    )


def _mentions(reading: Reading, whom: Whom, schemata: dict[str, str]) -> Iterator[Entity]:
    """Yield each name that the article gives an actor once; pronouns name nobody."""
    article, found = reading.article, set()
    for one in reading.mentions:
        local = whom.by_mention.get(one.id)
        name = one.span.of(article.text)
        if local is None or one.kind == "pronoun" or (local, name) in found:
            continue
        found.add((local, name))
        stable = whom.id(local)
        yield _entity(
            _id("mention", article.id, local, name),
            "Mention",
            {
                "document": [_id("article", article.id)],
                "resolved": [actor_id(stable)],
                "name": [name],
                "detectedSchema": [schemata[stable]],
            },
        )


def _note(article: Article, one: Statement, whom: Whom) -> Entity:
    speaker = whom.party(one.speaker)
    who = one.speaker.name if one.speaker else None
    words = _words(one.content, article.text)
    names = (party.name for party in (one.addressee, one.via) if party)
    return _entity(
        _id("statement", article.id, one.id),
        "Note",
        {
            "name": [f"{who}: {words}" if who else words],
            "entity": [actor_id(speaker)] if speaker else [],
            "description": [words],
            "summary": [f"{one.kind}, {one.medium}, {one.certainty}, {one.polarity}"],
            "keywords": ["statement", one.kind, one.certainty, one.polarity],
            "namesMentioned": names,
            "sourceUrl": [_address(article)],
            "publisher": [article.outlet],
            "proof": [_id("article", article.id)],
        },
    )


def _event(article: Article, one: Event, whom: Whom) -> Entity:
    """Return an event; one that did not happen says so in its name."""
    words = one.text.of(article.text)
    unreal: list[str] = [] if one.status in ("happened", "ongoing") else [one.status]
    unreal += ["denied"] if one.polarity == "denied" else []
    initiators = [actor_id(whom.id(local)) for local in one.initiator]
    kind = one.type if one.mode is None else f"{one.type} ({one.mode})"
    return _entity(
        _id("event", article.id, one.id),
        "Event",
        {
            "name": [f"[{', '.join(unreal)}] {words}" if unreal else words],
            "summary": [f"{kind}, {one.status}, {one.polarity}"],
            "keywords": ["event", one.type, one.status, one.polarity],
            "organizer": initiators,
            "involved": [*initiators, *(actor_id(whom.id(local)) for local in one.recipient)],
            "location": [whom.name(one.place) if one.place else None],
            "recordId": [one.id],
            "sourceUrl": [_address(article)],
            "publisher": [article.outlet],
            "proof": [_id("article", article.id)],
            **_time(one.when),
        },
    )


def _relation(reading: Reading, one: Relation, whom: Whom, schemata: dict[str, str]) -> Iterator[Entity]:
    """Yield what is said of an actor and another, or of a person and an office; other words are no entity."""
    subject = whom.id(one.subject)
    if one.object in whom.names:
        object = whom.id(one.object)
        if subject != object:
            schema, source, target = _edge(one.kind, schemata[subject], schemata[object])
            ends = {source: [actor_id(subject)], target: [actor_id(object)]}
            role = {} if schema == "Family" else {"role": [one.kind]}
            yield _interval(reading.article, one, schema, ends | role)
    elif one.kind == "holds_office" and schemata[subject] == "Person":
        post = _position(reading, one, subject)
        yield post
        ends = {"holder": [actor_id(subject)], "post": [post["id"]]}
        yield _interval(reading.article, one, "Occupancy", ends)


def _edge(kind: RelationKind, subject: str, object: str) -> tuple[str, str, str]:
    """Return the schema of a relation and its two ends; UnknownLink where the ends do not fit."""
    edge = _EDGES.get(kind, _LINK)
    fits = {
        "Membership": object in ("Organization", "PublicBody"),
        "Family": subject == object == "Person",
    }
    return edge if fits.get(edge[0], True) else _LINK


def _position(reading: Reading, one: Relation, holder: str) -> Entity:
    """Return the office of a relation: of a state or body where the article tells it, else of its holder alone."""
    offices = next(actor.offices for actor in reading.actors if actor.id == one.subject)
    of = next((office.of for office in offices if office.title == one.object and office.of), None)
    name = f"{one.object} ({of})" if of else one.object
    state = next((row["id"] for row in _places().values() if row["name"] == of), None) if of else None
    return _entity(
        _id("position", one.object, of or f"@{holder}"),
        "Position",
        {"name": [name], "country": [country(state) if state else None]},
    )


def _interval(article: Article, one: Relation, schema: str, more: dict[str, Any]) -> Entity:
    return _entity(
        _id("relation", article.id, one.id),
        schema,
        {
            **more,
            "description": [one.evidence.of(article.text)],
            "recordId": [one.id],
            "sourceUrl": [_address(article)],
            "publisher": [article.outlet],
            "proof": [_id("article", article.id)],
            **_time(one.when),
        },
    )


def _time(when: When | None) -> dict[str, list[str | None]]:
    """Return a time as ``date`` where one day, month or year tells it, else as first and last day."""
    if when is None:
        return {}
    if when.earliest and when.latest and (told := _prefix(when.earliest, when.latest)):
        return {"date": [told]}
    last = when.latest - timedelta(days=1) if when.latest else None
    return {
        "startDate": [when.earliest.isoformat() if when.earliest else None],
        "endDate": [last.isoformat() if last else None],
    }


def _prefix(earliest: date, latest: date) -> str | None:
    """Return a half-open range of days as a day, month or year, None where it is none of them."""
    last = latest - timedelta(days=1)
    if earliest == last:
        return earliest.isoformat()
    if (earliest.day, latest.day) == (1, 1) and earliest.month == last.month and earliest.year == last.year:
        return earliest.isoformat()[:7]
    if (earliest.month, earliest.day, last.month, last.day) == (1, 1, 12, 31) and earliest.year == last.year:
        return earliest.isoformat()[:4]
    return None


def _entity(id: str, schema: str, properties: dict[str, Any]) -> Entity:
    """Return an entity with the values that are there, each once."""
    values = {name: list(dict.fromkeys(filter(None, some))) for name, some in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: some for name, some in values.items() if some}}


def _address(article: Article) -> str | None:
    return article.url if article.url and _ADDRESS.fullmatch(article.url) else None


def _id(*parts: str) -> str:
    """Return an id as FollowTheMoney allows it: letters, digits, hyphens."""
    words = "\0".join(parts).encode("utf-8", "surrogatepass")
    return "wortlaut-" + hashlib.blake2b(words, digest_size=10).hexdigest()


def _words(spans: Iterable[Span], text: str) -> str:
    return GAP.join(span.of(text) for span in spans)


def _line(entity: Entity) -> bytes:
    return msgspec.json.encode(encodable(entity)) + b"\n"


@cache
def _places() -> dict[str, dict[str, str]]:
    """Return the places of the lexicon by its id and by Wikidata's."""
    rows = table("places")
    return {row["id"]: row for row in rows} | {row["wikidata"]: row for row in rows if row["wikidata"]}


@cache
def _bodies() -> dict[str, str]:
    """Return the kinds of the organisations of the lexicon by its id and by Wikidata's."""
    rows = table("organisations")
    return {row[column]: row["kind"] for column in ("id", "wikidata") for row in rows if row[column]}
