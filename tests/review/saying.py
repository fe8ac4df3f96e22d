"""A reading with events to review, and short ways to say something of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.export import handmade
from wortlaut.record import Actor, Change, Event, Identity, Link, Reading, Review, Span
from wortlaut.review import Reviewed, changes, review_of, reviewed

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def at(words: str, nth: int = 0) -> Span:
    return handmade.at(words, nth)


def reading() -> Reading:
    """The hand-made reading with three actors who are linked, and two events, one of them the answer to the other."""
    base = handmade.reading()
    actors = (
        Actor(id="p1", name="Jan Kowal", kind="person", names=("Jan Kowal", "Kowal")),
        Actor(
            id="p2",
            name="Ukraine",
            kind="state",
            names=("Ukraine",),
            identity=Identity(id="Q212", wikidata="Q212", confidence=0.9, reasons=()),
        ),
        Actor(id="p3", name="Oleh Marko", kind="person", names=("Oleh Marko",)),
    )
    who = {"m1": "p1", "m2": "p1", "m6": "p1", "m3": "p2", "m4": "p3"}
    threat = Event(
        id="e1",
        type="THREATEN",
        mode=None,
        trigger=(at("gedroht"),),
        text=at("der Ukraine mit einem Einfuhrstopp gedroht"),
        initiator=("p1",),
        recipient=("p2",),
        status="threatened",
        source="s1",
        confidence=0.7,
    )
    answer = replace(
        threat,
        id="e2",
        type="REJECT",
        trigger=(at("widersprach"),),
        text=at("Der Kiewer Handelsexperte Oleh Marko widersprach"),
        initiator=("p3",),
        recipient=("p1",),
        status="happened",
        source=None,
        answers="e1",
    )
    links = tuple(Link(mention=mention, actor=actor, confidence=0.8, reasons=()) for mention, actor in who.items())
    return replace(base, actors=actors, links=links, events=(threat, answer))


class Room:
    """People who review one reading one after the other."""

    def __init__(self, read: Reading | None = None) -> None:
        self.read = read or reading()
        self.reviews: list[Review] = []

    @property
    def now(self) -> datetime:
        return NOON + timedelta(minutes=len(self.reviews))

    def shown(self) -> Reviewed:
        return reviewed(self.read, self.reviews)

    def say(self, who: str, name: str, verdict: str, blind: bool = False, **correction: Any) -> Review:
        """Let somebody say something of ``statement:s1``; ``blind``: without having seen what others said."""
        kind, _, id = name.partition(":")
        told: tuple[Change, ...] = changes(kind, correction)  # type: ignore[arg-type]
        seen = reviewed(self.read, []) if blind else self.shown()
        one = review_of(seen, kind, id, verdict, told, reviewer=who, at=self.now)  # type: ignore[arg-type]
        self.reviews.append(one)
        return one
