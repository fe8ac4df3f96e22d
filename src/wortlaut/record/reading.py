"""What Wortlaut found in one article in one run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from wortlaut.record.article import Article
from wortlaut.record.coding import Coding
from wortlaut.record.event import Event, Hearsay
from wortlaut.record.period import When
from wortlaut.record.span import Span
from wortlaut.record.words import Certainty as Certainty
from wortlaut.record.words import Polarity as Polarity

Kind = Literal["direct", "indirect", "free_indirect", "indirect_free_indirect", "reported"]
Medium = Literal["speech", "writing", "thought", "unknown"]
MentionKind = Literal["name", "role", "pronoun", "metonym"]
ActorKind = Literal["person", "state", "organisation", "outlet", "group", "unknown"]
Gender = Literal["f", "m"]
RelationKind = Literal[
    "holds_office",
    "member_of",
    "party_to",
    "affiliated_with",
    "ally_of",
    "family_of",
    "part_of",
    "located_in",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where the text names somebody; ``head`` is the word that carries the reference."""

    id: str
    span: Span
    head: Span
    kind: MentionKind
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who speaks, is spoken to or passes on: a mention id, the best name, and whether it was carried over."""

    mention: str | None
    name: str | None
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement (Äußerung): its words, how it is introduced, and by whom.

    ``content`` has several spans for a split quote or one that the headline repeats. ``certainty`` is
    what the text expresses, ``confidence`` what Wortlaut believes (0 to 1). ``parent`` is the id of the
    statement this one is nested in.
    """

    id: str
    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    speaker: Party | None = None
    addressee: Party | None = None
    via: Party | None = None
    medium: Medium = "unknown"
    certainty: Certainty = "asserted"
    polarity: Polarity = "affirmed"
    when: When | None = None
    parent: str | None = None
    confidence: float

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement needs at least one span of evidence")
        if self.parent == self.id:
            raise ValueError(f"statement {self.id} cannot be its own parent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Words in quotation marks that are no statement of their own (Einwortzitat, scare quotes)."""

    span: Span
    statement: str | None
    speaker: Party | None

    def spoken_by(self, speaker: Party | None) -> Fragment:
        """Return the same words with another speaker."""
        return replace(self, speaker=speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office (Amt) that an actor holds or held: title, of what, from the first day to the day after the last.

    ``evidence`` is where the article tells it, None where the lexicon alone does.
    """

    title: str
    of: str | None = None
    since: date | None = None
    until: date | None = None
    evidence: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who of the lexicon an actor is: the lexicon's id, Wikidata's where there is one, the score and its reasons.

    ``reasons`` are the features that spoke for (``+1.5``) and against (``-2.0``), each in words.
    """

    id: str
    wikidata: str | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody in the world as far as this article tells: best name, all surface forms, who of the lexicon it is."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    identity: Identity | None = None
    offices: tuple[Office, ...] = ()
    gender: Gender | None = None

    @property
    def wikidata(self) -> str | None:
        """Return the Wikidata id, None for somebody whom the lexicon does not know."""
        return self.identity.wikidata if self.identity else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Mention → actor, with a confidence and the reasons in words."""

    mention: str
    actor: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What the text says of two actors: ``subject`` is an actor's id, ``object`` one too or words (a title).

    Emmanuel Macron → holds_office → «Präsident»; Macron → affiliated_with → Frankreich. ``evidence`` is the phrase
    that says so, ``when`` the time it tells.
    """

    id: str
    kind: RelationKind
    subject: str
    object: str
    evidence: Span
    when: When | None = None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What produced a reading: equal runs on equal articles give equal readings."""

    wortlaut: str
    model: str
    lexicon: str
    options: tuple[tuple[str, str], ...] = ()


def run_id(run: Run) -> str:
    """Return the id of a run: equal runs have equal ids.

    >>> run_id(Run(wortlaut="0.3.0", model="m", lexicon="l"))
    'r332b19ec44a8'
    """
    words = json.dumps([run.wortlaut, run.model, run.lexicon, sorted(run.options)], separators=(",", ":"))
    return "r" + hashlib.blake2b(words.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that went wrong at one stage; the rest of the reading stands."""

    stage: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All findings of one run in one article.

    ``codings`` are made with a codebook after the run; the public JSON of a reading does not have them.
    """

    article: Article
    run: Run
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    actors: tuple[Actor, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    hearsay: tuple[Hearsay, ...] = ()
    codings: tuple[Coding, ...] = ()
    failures: tuple[Failure, ...] = ()
