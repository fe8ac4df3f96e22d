"""The public JSON ``wortlaut/1`` as types: the order of the fields is the order of the keys.

Every key is always present; what is absent is ``null`` or ``[]``. A field may be added to the contract
only together with `docs/` and the schema; a breaking change means ``wortlaut/2``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from wortlaut.record.article import Role
from wortlaut.record.event import EventType, Status
from wortlaut.record.period import Precision
from wortlaut.record.reading import ActorKind, Certainty, Gender, Kind, Medium, MentionKind, Polarity, RelationKind

LEXICON_ID = "id in the lexicon: "
"""Beginning of a reason that names the lexicon's own id of an actor whom Wikidata does not know."""

Offset = Annotated[int, Meta(ge=0, description="Code points from the beginning of article.text.")]
Confidence = Annotated[float, Meta(ge=0, le=1, description="What Wortlaut believes: a probability from 0 to 1.")]
WikidataId = Annotated[str, Meta(pattern="^Q[1-9][0-9]*$")]


class Wire(Struct, frozen=True, forbid_unknown_fields=True):
    """Any object of the public JSON."""


class Span(Wire, frozen=True):
    """Words of the article (Textstelle), half-open: article.text[start:end] is text."""

    start: Offset
    end: Offset
    text: str


class Period(Wire, frozen=True):
    """Range of days (Zeitraum), half-open: May 2023 is 2023-05-01 to 2023-06-01."""

    earliest: date
    latest: date
    precision: Precision


class When(Wire, frozen=True):
    """A time expression of the text and the half-open range of days it stands for; an end it does not tell is null."""

    start: Offset
    end: Offset
    text: str
    earliest: date | None
    latest: date | None
    precision: Precision


class Paragraph(Wire, frozen=True):
    """A paragraph of article.text and what it is for."""

    start: Offset
    end: Offset
    role: Role


class Article(Wire, frozen=True):
    """The article as it was published. Its text is the evidence; all offsets refer to it."""

    id: str
    source: Annotated[str | None, Meta(description="The path or address as given.")]
    url: str | None
    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    dateline: str | None
    published: Period | None
    language: Annotated[str, Meta(description="ISO 639-1 code.")]
    text: str
    paragraphs: tuple[Paragraph, ...]


class Office(Wire, frozen=True, rename={"from_": "from"}):
    """An office somebody holds or held (Amt)."""

    title: str
    of: str | None
    from_: str | None
    to: str | None
    evidence: Span | None


class Actor(Wire, frozen=True):
    """Somebody who acts in the world: a person, state, organisation, outlet or group."""

    id: str
    name: str
    kind: ActorKind
    names: Annotated[tuple[str, ...], Meta(description="All forms of the name in this article.")]
    wikidata: WikidataId | None
    offices: tuple[Office, ...]
    gender: Gender | None


class Mention(Wire, frozen=True):
    """A place where the text names somebody, and who that is."""

    id: str
    start: Offset
    end: Offset
    text: str
    kind: MentionKind
    actor: Annotated[str | None, Meta(description="Id of an actor of this record.")]
    reasons: Annotated[tuple[str, ...], Meta(description="Why this actor, and who of the lexicon it is, in words.")]
    confidence: Confidence


class Party(Wire, frozen=True):
    """Who speaks, is spoken to, or passes a statement on."""

    mention: Annotated[str | None, Meta(description="Id of a mention of this record.")]
    actor: Annotated[str | None, Meta(description="Id of an actor of this record.")]
    name: Annotated[str | None, Meta(description="The best name the article gives.")]
    carried: Annotated[
        bool,
        Meta(description="Not named in the sentence but carried over from a statement nearby."),
    ]


class Statement(Wire, frozen=True):
    """One statement (Äußerung): who said what to whom, with the words that prove it."""

    id: str
    kind: Kind
    content: Annotated[tuple[Span, ...], Meta(min_length=1, description="The words said.")]
    cue: Annotated[tuple[Span, ...], Meta(description="The word of saying: sagte, laut, so.")]
    frame: Annotated[tuple[Span, ...], Meta(description="The clause that introduces the words.")]
    speaker: Party | None
    addressee: Party | None
    via: Annotated[Party | None, Meta(description="Outlet or person through whom the statement reached us.")]
    medium: Medium
    certainty: Annotated[Certainty, Meta(description="What the text expresses.")]
    polarity: Polarity
    when: When | None
    parent: Annotated[str | None, Meta(description="Id of the statement this one is nested in.")]
    confidence: Confidence


class Fragment(Wire, frozen=True):
    """Words in quotation marks that are not a statement of their own: „Alleingang“."""

    start: Offset
    end: Offset
    text: str
    statement: Annotated[str | None, Meta(description="Id of the statement around it.")]
    speaker: Party | None


class Hearsay(Wire, frozen=True):
    """What the author reports without a speaker: soll, angeblich, Berichten zufolge, könnte."""

    start: Offset
    end: Offset
    text: str
    certainty: Certainty
    marker: Span


class EventSource(Wire, frozen=True):
    """Who tells of the event: a statement, or (null) the author of the article."""

    statement: str | None


class Event(Wire, frozen=True):
    """Who did what to whom, in PLOVER's types."""

    id: str
    type: EventType
    mode: str | None
    trigger: Span
    text: Span
    initiator: Annotated[tuple[str, ...], Meta(description="Ids of actors.")]
    recipient: Annotated[tuple[str, ...], Meta(description="Ids of actors.")]
    object: str | None
    place: Annotated[str | None, Meta(description="Id of an actor, or a name.")]
    when: When | None
    status: Status
    polarity: Polarity
    source: EventSource
    answers: Annotated[
        str | None,
        Meta(description="Id of the offer, demand or accusation that this event answers."),
    ]
    confidence: Confidence


class Relation(Wire, frozen=True):
    """A lasting tie between two actors."""

    id: str
    kind: RelationKind
    subject: Annotated[str, Meta(description="Id of an actor.")]
    object: Annotated[str, Meta(description="Id of an actor, or a name.")]
    when: When | None
    evidence: Span
    confidence: Confidence


class Run(Wire, frozen=True):
    """What produced the record: equal runs on equal articles give equal records."""

    wortlaut: str
    model: str
    lexicon: str
    options: dict[str, str]


class Failure(Wire, frozen=True):
    """Something that went wrong at one stage; the rest of the record stands."""

    stage: str
    message: str


class Record(Wire, frozen=True):
    """Who said what to whom in one German news article, with the words that prove it.

    Every span can be checked: article.text[start:end] is its text, counted in code points.
    """

    schema: Literal["wortlaut/1"]
    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    fragments: tuple[Fragment, ...]
    hearsay: tuple[Hearsay, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    run: Run
    failures: tuple[Failure, ...]
