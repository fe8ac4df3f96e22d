"""What happened, was offered, planned or refused, in the terms of PLOVER 2.0 (Halterman et al. 2023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wortlaut.record.period import When
from wortlaut.record.span import Span
from wortlaut.record.words import Certainty, Polarity

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["happened", "ongoing", "planned", "offered", "demanded", "threatened", "possible", "hypothetical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as the text tells it, before anybody knows the actors.

    ``trigger`` is the word or words that tell it (a particle verb has two), ``text`` its clause. ``initiator``,
    ``recipient`` and ``place`` are the heads of the phrases that name them. ``source`` is the id of the statement that
    tells it, None: the author. ``evidence`` are further places that tell the same event.
    """

    type: EventType
    mode: str | None
    trigger: tuple[Span, ...]
    text: Span
    initiator: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    object: str | None = None
    place: Span | None = None
    when: When | None = None
    status: Status = "happened"
    polarity: Polarity = "affirmed"
    source: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom: a happening with actors (their ids) and the event that it answers."""

    id: str
    type: EventType
    mode: str | None
    trigger: tuple[Span, ...]
    text: Span
    initiator: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: str | None = None
    place: str | None = None
    when: When | None = None
    status: Status = "happened"
    polarity: Polarity = "affirmed"
    source: str | None = None
    answers: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearsay:
    """What the author reports without a speaker: «soll», «angeblich», «Berichten zufolge», «könnte» (``marker``)."""

    span: Span
    certainty: Certainty
    marker: Span
