"""Lists of the API as types: what the public JSON says of one article, said of many.

A field has the name and the type that it has in ``wortlaut/1``. Two things differ, since a list is not inside one
article: people are told by the stable ids of all articles, and every line says of which article it is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from wortlaut.export.wire import Confidence, EventSource, Office, Offset, Period, Span, Wire
from wortlaut.record.coding import Agreement, CodedKind
from wortlaut.record.event import EventType, Status
from wortlaut.record.reading import ActorKind, Certainty, Gender, Kind, Medium, Polarity

StableId = Annotated[str, Meta(description="Stable id of an actor in all articles: /api/actors/{id}.")]


class ListedArticle(Wire, frozen=True):
    """An article, without its text, and how much was found in it."""

    id: str
    source: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: Period | None
    original: Annotated[str, Meta(description="Id of the article of which it is a near-copy, its own if of none.")]
    added: datetime
    statements: int
    events: int
    reviewed: bool


class ListedPlace(Wire, frozen=True):
    """Where an article, or a near-copy of it, appeared."""

    article: str
    url: str | None
    source: str | None
    outlet: str | None
    title: str | None
    day: date | None


class ListedParty(Wire, frozen=True):
    """Somebody who speaks, is spoken to, or takes part."""

    actor: StableId | None
    name: Annotated[str | None, Meta(description="The best name the article gives.")]


class ListedTime(Wire, frozen=True):
    """A half-open range of days; an end that the text does not tell is null."""

    earliest: date | None
    latest: date | None


class ListedStatement(Wire, frozen=True):
    """One statement (Äußerung) and its article: who said what to whom, with the words that prove it."""

    article: ListedArticle
    id: Annotated[str, Meta(description="Id inside the record of the article.")]
    kind: Kind
    content: Annotated[tuple[Span, ...], Meta(min_length=1, description="The words said.")]
    sentence: Annotated[Span, Meta(description="The sentences around them.")]
    speaker: ListedParty | None
    addressee: ListedParty | None
    via: ListedParty | None
    medium: Medium
    certainty: Certainty
    polarity: Polarity
    when: ListedTime | None
    parent: Annotated[str | None, Meta(description="Id of the statement this one is nested in.")]
    confidence: Confidence
    reviewed: bool


class ListedEvent(Wire, frozen=True):
    """Who did what to whom, in PLOVER's types, and the article that tells it."""

    article: ListedArticle
    id: Annotated[str, Meta(description="Id inside the record of the article.")]
    type: EventType
    mode: str | None
    trigger: Span
    text: Span
    initiator: tuple[ListedParty, ...]
    recipient: tuple[ListedParty, ...]
    object: str | None
    place: ListedParty | None
    when: ListedTime | None
    status: Status
    polarity: Polarity
    source: EventSource
    answers: Annotated[str | None, Meta(description="Id of the event in the same article that this one answers.")]
    confidence: Confidence
    reviewed: bool


class ListedActor(Wire, frozen=True):
    """Somebody who acts in the world, and how often the archive has him."""

    id: StableId
    name: str
    kind: ActorKind
    wikidata: str | None
    gender: Gender | None
    articles: int
    mentions: int
    statements: int


class ToldName(Wire, frozen=True):
    """A form of a name, and how many articles use it."""

    name: str
    articles: int


class ToldOffice(Wire, frozen=True):
    """An office, and how many articles tell it."""

    office: Office
    articles: int


class ActorFile(Wire, frozen=True):
    """All that the archive tells of an actor."""

    actor: ListedActor
    names: tuple[ToldName, ...]
    offices: tuple[ToldOffice, ...]
    first: date | None
    last: date | None
    addressed: int
    events: int


class ListedSighting(Wire, frozen=True):
    """An article in which an actor occurs: ``local`` is his id inside its record."""

    article: ListedArticle
    local: str
    name: str
    mentions: int
    statements: int


class Passage(Wire, frozen=True):
    """A sentence that was found: ``marks`` are the words in it that fit."""

    start: Offset
    end: Offset
    text: str
    marks: tuple[Span, ...]
    statement: Annotated[str | None, Meta(description="Id inside the record of the article.")]
    event: Annotated[str | None, Meta(description="Id inside the record of the article.")]
    speaker: ListedParty | None


class ListedHit(Wire, frozen=True):
    """An article that was found, once for all its near-copies, with the best passages."""

    article: ListedArticle
    places: tuple[ListedPlace, ...]
    passages: tuple[Passage, ...]
    found: Annotated[int, Meta(description="Statements or events in it that fit; 1 where articles are looked for.")]
    rank: float


class ListedCoding(Wire, frozen=True):
    """Who is for or against a concept of a codebook (Kodierung), with the words that show it."""

    article: ListedArticle
    id: Annotated[str, Meta(description="Id inside the record of the article.")]
    codebook: str
    concept: str
    agreement: Agreement
    kind: CodedKind
    finding: Annotated[str | None, Meta(description="Id of the statement or event; null where it is gone.")]
    actors: tuple[ListedParty, ...]
    evidence: tuple[Span, ...]
    sentence: Annotated[Span, Meta(description="The sentences around the first words.")]
    confidence: Confidence
    decided: Annotated[bool, Meta(description="A person said what it is.")]


class NetworkNode(Wire, frozen=True):
    """Somebody, or a concept, in a network."""

    id: Annotated[str, Meta(description="Stable id of an actor, or id of a concept.")]
    name: str
    mode: Annotated[int, Meta(ge=1, le=2, description="1: actors, 2: concepts of a network of two modes.")]
    claims: int
    community: int | None


class NetworkEdge(Wire, frozen=True):
    """A connection: ``claims`` are ARTICLE:FINDING, the statements, events and codings behind it."""

    source: str
    target: str
    weight: float
    claims: tuple[str, ...]


class NetworkGraph(Wire, frozen=True):
    """A network: who speaks to whom, sides with whom, contradicts whom, stands where."""

    what: str
    codebook: str | None
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    claims: Annotated[int, Meta(description="Claims looked at.")]
    capped: Annotated[bool, Meta(description="There are more claims in this time: the newest were looked at.")]


class Listed(Wire, frozen=True):
    """A page of a list: ``total`` are all there are; there may be more if ``capped``."""

    total: int
    offset: int
    limit: int
    capped: bool


class Articles(Listed, frozen=True, kw_only=True):
    """A page of articles."""

    items: tuple[ListedArticle, ...]


class Statements(Listed, frozen=True, kw_only=True):
    """A page of statements."""

    items: tuple[ListedStatement, ...]


class Events(Listed, frozen=True, kw_only=True):
    """A page of events."""

    items: tuple[ListedEvent, ...]


class Actors(Listed, frozen=True, kw_only=True):
    """A page of actors."""

    items: tuple[ListedActor, ...]


class Sightings(Listed, frozen=True, kw_only=True):
    """A page of the articles in which an actor occurs."""

    items: tuple[ListedSighting, ...]


class Hits(Listed, frozen=True, kw_only=True):
    """A page of hits."""

    items: tuple[ListedHit, ...]


class Codings(Listed, frozen=True, kw_only=True):
    """A page of codings."""

    items: tuple[ListedCoding, ...]


class Places(Wire, frozen=True):
    """All places where an article and its near-copies appeared."""

    items: tuple[ListedPlace, ...]


LISTS = (Articles, Statements, Events, Actors, ActorFile, Sightings, Hits, Codings, NetworkGraph, Places)


def list_definitions() -> dict[str, Any]:
    """Return the JSON Schema of all lists as definitions that refer to each other as ``#/$defs/NAME``."""
    return msgspec.json.schema_components(LISTS, ref_template="#/$defs/{name}")[1]
