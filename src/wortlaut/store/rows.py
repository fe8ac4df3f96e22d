"""What the store gives back: frozen values for lists and pages; whole readings are ``record.Reading``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from wortlaut.record import EventType, Office, Period, Span, Status
from wortlaut.record.coding import Agreement, CodedKind
from wortlaut.record.reading import ActorKind, Certainty, Gender, Kind, Medium, Polarity
from wortlaut.review import DoubtKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of many things. ``total``: all there are, or ``capped``: there may be more than ``total``."""

    items: tuple[T, ...]
    total: int
    offset: int
    limit: int
    capped: bool = False

    @property
    def next(self) -> int | None:
        """Return the offset of the next page, None on the last one."""
        return self.offset + self.limit if self.offset + self.limit < self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article, or a near-copy ``article`` of it, appeared (Fundort)."""

    article: str
    url: str | None
    source: str | None
    outlet: str | None
    title: str | None
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article in a list, with what its shown reading holds. ``original``: the article of which it is a near-copy."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    source: str | None
    published: Period | None
    added: datetime
    original: str
    statements: int
    events: int
    reviewed: bool

    @property
    def day(self) -> date | None:
        """Return the first day on which it can have been published."""
        return self.published.earliest if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody in a row: the stable id (None: a name that is no actor) and the name that the article gives."""

    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement with its article: ``words`` are those said, ``sentence`` is the text around them."""

    article: ArticleRow
    id: str
    kind: Kind
    medium: Medium
    certainty: Certainty
    polarity: Polarity
    parent: str | None
    content: tuple[Span, ...]
    words: tuple[str, ...]
    sentence: str
    sentence_span: Span
    speaker: Who | None
    addressee: Who | None
    via: Who | None
    earliest: date | None
    latest: date | None
    confidence: float
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event with its article; actors by stable ids. ``source`` and ``answers`` are ids inside its reading."""

    article: ArticleRow
    id: str
    type: EventType
    mode: str | None
    status: Status
    polarity: Polarity
    initiator: tuple[Who, ...]
    recipient: tuple[Who, ...]
    place: Who | None
    object: str | None
    trigger: Span
    trigger_words: str
    span: Span
    words: str
    source: str | None
    answers: str | None
    earliest: date | None
    latest: date | None
    day: date | None
    confidence: float
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """A coding with its article: ``words`` prove it, ``sentence`` is the text around the first of them.

    ``decided``: a person said what it is. ``finding`` is the id of a statement or event inside the reading, empty where
    there is none any more.
    """

    article: ArticleRow
    id: str
    codebook: str
    concept: str
    agreement: Agreement
    kind: CodedKind
    finding: str
    actors: tuple[Who, ...]
    evidence: tuple[Span, ...]
    words: tuple[str, ...]
    sentence: str
    sentence_span: Span
    confidence: float
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """Somebody in a list, under the stable id of all articles."""

    id: str
    name: str
    kind: ActorKind
    gender: Gender | None
    wikidata: str | None
    articles: int
    mentions: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Somebody as all articles tell: names with the number of articles that use them, offices, first and last day."""

    actor: ActorRow
    names: tuple[tuple[str, int], ...]
    offices: tuple[tuple[Office, int], ...]
    first: date | None
    last: date | None
    addressed: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An actor as one article knows him: ``local`` is his id inside its reading."""

    article: ArticleRow
    local: str
    actor: str
    name: str
    mentions: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A reading in the store: ``run`` is the id of its run, ``shown`` says whether it is what lists and search show."""

    article: str
    run: str
    wortlaut: str
    model: str
    lexicon: str
    failures: int
    added: datetime
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a reading that was added.

    ``new``: its article was not known. ``place``: it was, but not in this place. ``reading``: this run was new.
    ``original`` is the article of which it is a near-copy, its own id if there is none; ``run`` is None without one.
    """

    article: str
    run: str | None
    new: bool
    place: bool
    reading: bool
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What is in a store: numbers of rows; ``size`` in bytes, ``revision`` the version of the tables.

    ``model`` and ``lexicon`` are those of the latest reading, empty where there is none.
    """

    url: str
    revision: str
    size: int
    articles: int
    copies: int
    places: int
    readings: int
    statements: int
    events: int
    actors: int
    reviews: int
    judgements: int
    jobs: int
    model: str
    lexicon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """Something that a person should look at, with its article and the sentence in which it begins (``start``).

    ``kind`` and ``id`` are those of ``review.Doubt``: a finding of the shown reading, or an orphan (a review).
    """

    article: ArticleRow
    kind: DoubtKind
    id: str
    doubt: float
    reasons: tuple[str, ...]
    start: int
    sentence: str
    sentence_span: Span


JobState = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work to be done; a running job that nobody has heard of until ``until`` is given out again."""

    number: int
    kind: str
    payload: Any
    state: JobState
    attempts: int
    created: datetime
    due: datetime
    until: datetime | None
    worker: str | None
    progress: Any
    error: str | None
    host: str | None = None


FeedState = Literal["active", "paused", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """A feed that is watched: where it is, what the last answer was, when it is asked again.

    ``given`` is the address that somebody brought, ``every`` the usual seconds between two questions, ``seen`` the last
    good answer, ``failures`` those in a row, ``articles`` how many it has named so far.
    """

    number: int
    url: str
    given: str
    title: str | None
    state: FeedState
    every: int
    added: datetime
    checked: datetime | None
    seen: datetime | None
    due: datetime
    etag: str | None
    modified: str | None
    failures: int
    error: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """Who did what when."""

    at: datetime
    who: str
    action: str
    target: str | None
    details: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; every condition that is given must hold.

    ``words``: all of them, in any form, also as parts of compounds; those in quotation marks as they stand. ``actor``,
    ``speaker`` and ``addressee`` are stable ids, ``since`` and ``until`` days of publication (half-open). With
    ``speaker``, ``addressee``, ``kinds`` or ``certainties`` statements are found, with ``event_types`` or ``statuses``
    events (with both: events told by such statements), else articles; the words must stand in what is found.
    ``reviewed`` asks whether a person has looked at it.
    """

    words: str = ""
    actor: str | None = None
    speaker: str | None = None
    addressee: str | None = None
    kinds: tuple[Kind, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    event_types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reviewed: bool | None = None
    order: Literal["rank", "newest", "oldest"] = "rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a hit: its words, the span of the article they are, and what in it was hit.

    ``marks`` are spans of the article, not of the sentence. ``statement`` and ``event`` are ids inside the reading.
    """

    span: Span
    words: str
    marks: tuple[Span, ...]
    statement: str | None = None
    event: str | None = None
    speaker: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found, once for all its near-copies, with the best passages and all places.

    ``found`` counts the statements or events in it that fit (1 where articles are looked for).
    """

    article: ArticleRow
    places: tuple[Place, ...]
    passages: tuple[Passage, ...]
    found: int
    rank: float
