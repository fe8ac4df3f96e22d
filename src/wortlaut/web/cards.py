"""What there is to say of each statement of an article, beside its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wortlaut.record import Actor, Event, Link, Party, Reading, Role, Span, Statement, When, linked
from wortlaut.record.reading import Certainty, Kind, Medium, Polarity

VOICES = 8
"""Speakers of an article that have a colour of their own."""
_ECHOES: tuple[Role, ...] = ("headline", "kicker", "lead", "subhead", "caption")
_Sorting = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on a card: name, the words that name him here, the id of his page, and why it is he."""

    name: str | None
    words: str | None
    id: str | None
    reasons: tuple[str, ...]
    confidence: float | None
    carried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A statement: ``at`` are its first words in the body, ``echoes`` where headline or lead repeat them.

    ``voice`` is the number of the speaker's colour, 0 for the many who speak little; ``depth`` how deep it is nested.
    """

    number: str
    id: str
    depth: int
    voice: int
    kind: Kind
    medium: Medium
    certainty: Certainty
    polarity: Polarity
    at: Span
    content: tuple[Span, ...]
    words: tuple[str, ...]
    cue: tuple[str, ...]
    speaker: Person | None
    addressee: Person | None
    via: Person | None
    when: When | None
    echoes: tuple[tuple[Role, Span], ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event: who did what to whom where, who tells it (a card), what it answers and what answers it (ids)."""

    number: int
    event: Event
    trigger: tuple[str, ...]
    words: str
    initiator: tuple[Person, ...]
    recipient: tuple[Person, ...]
    place: Person | None
    told_by: Card | None
    answers: str | None
    answered_by: tuple[str, ...]


def cards(reading: Reading, actors: Mapping[str, str]) -> tuple[Card, ...]:
    """Return the cards in reading order, nested statements (8.1) after the one around them.

    ``actors`` maps the ids of actors inside the reading to those of all articles.
    """
    names = _Names(reading, actors)
    voices = _voices(reading, names)
    text = reading.article.text
    found = []
    for number, depth, statement in _in_order(reading):
        body = [span for span in statement.content if echo(span, reading) is None]
        found.append(
            Card(
                number=number,
                id=statement.id,
                depth=depth,
                voice=voices.get(names.key(statement.speaker), 0),
                kind=statement.kind,
                medium=statement.medium,
                certainty=statement.certainty,
                polarity=statement.polarity,
                at=min(body or statement.content),
                content=statement.content,
                words=tuple(span.of(text) for span in body or statement.content),
                cue=tuple(span.of(text) for span in statement.cue),
                speaker=names.person(statement.speaker),
                addressee=names.person(statement.addressee),
                via=names.person(statement.via),
                when=statement.when,
                echoes=tuple(_echoes(statement, reading)) if body else (),
                confidence=statement.confidence,
            )
        )
    return tuple(found)


def deeds(reading: Reading, found: tuple[Card, ...], actors: Mapping[str, str]) -> tuple[Deed, ...]:
    """Return the events of a reading in the order of the record."""
    names = _Names(reading, actors)
    known = {event.id for event in reading.events}
    by_id = {card.id: card for card in found}
    text = reading.article.text
    return tuple(
        Deed(
            number=number,
            event=event,
            trigger=tuple(span.of(text) for span in event.trigger),
            words=event.text.of(text),
            initiator=tuple(map(names.actor, event.initiator)),
            recipient=tuple(map(names.actor, event.recipient)),
            place=names.actor(event.place) if event.place else None,
            told_by=by_id.get(event.source or ""),
            answers=event.answers if event.answers in known else None,
            answered_by=tuple(one.id for one in reading.events if one.answers == event.id),
        )
        for number, event in enumerate(reading.events, start=1)
    )


def echo(span: Span, reading: Reading) -> Role | None:
    """Return the role of the paragraph around ``span`` where it may only repeat the body, else None."""
    for paragraph in reading.article.paragraphs:
        if paragraph.span.overlaps(span):
            return paragraph.role if paragraph.role in _ECHOES else None
    return None


class _Names:
    """Who is who in one reading."""

    def __init__(self, reading: Reading, stable: Mapping[str, str]) -> None:
        self._text = reading.article.text
        self._stable = stable
        self._links: Mapping[str, Link] = linked(reading)
        self._actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
        self._named = {actor.name: actor for actor in reversed(reading.actors)}
        self._spans = {mention.id: mention.span for mention in reading.mentions}

    def person(self, party: Party | None) -> Person | None:
        """Return whom a statement names as speaker, addressee or source."""
        if party is None:
            return None
        link = self._links.get(party.mention or "")
        actor = self._actors.get(link.actor) if link is not None else self._told(party)
        span = self._spans.get(party.mention or "")
        here = span.of(self._text) if span is not None else None
        return Person(
            name=actor.name if actor is not None else party.name or here,
            words=here,
            id=self._stable.get(actor.id) if actor is not None else None,
            reasons=link.reasons if link is not None else (),
            confidence=link.confidence if link is not None else None,
            carried=party.carried,
        )

    def actor(self, id: str) -> Person:
        """Return an actor of an event."""
        actor = self._actors.get(id)
        name = actor.name if actor is not None else id
        return Person(name=name, words=None, id=self._stable.get(id), reasons=(), confidence=None, carried=False)

    def _told(self, party: Party) -> Actor | None:
        """Return whom a party without a mention is: a person said so by name."""
        return self._named.get(party.name or "") if party.mention is None else None

    def key(self, party: Party | None) -> str | None:
        """Return what makes two speakers the same: the actor, else the name."""
        if party is None:
            return None
        link = self._links.get(party.mention or "")
        return link.actor if link is not None else party.name


def _voices(reading: Reading, names: _Names) -> dict[str | None, int]:
    """Return the colours of those who speak most."""
    spoken = Counter(names.key(statement.speaker) for statement in reading.statements)
    spoken.pop(None, None)
    return {key: number for number, (key, _) in enumerate(spoken.most_common(VOICES), start=1)}


def _in_order(reading: Reading) -> Iterator[tuple[str, int, Statement]]:
    known = {statement.id for statement in reading.statements}
    children: dict[str | None, list[Statement]] = {}
    for statement in sorted(reading.statements, key=lambda one: (_sorting(one, reading), one.id)):
        parent = statement.parent if statement.parent in known else None
        children.setdefault(parent, []).append(statement)
    stack = [(str(number), 0, one) for number, one in enumerate(children.get(None, ()), start=1)][::-1]
    while stack:
        number, depth, statement = stack.pop()
        yield number, depth, statement
        nested = children.get(statement.id, ())
        stack.extend([(f"{number}.{n}", depth + 1, one) for n, one in enumerate(nested, start=1)][::-1])


def _sorting(statement: Statement, reading: Reading) -> _Sorting:
    body = [span for span in statement.content if echo(span, reading) is None]
    first = min(body or statement.content)
    return first.start, -first.end


def _echoes(statement: Statement, reading: Reading) -> Iterator[tuple[Role, Span]]:
    for span in statement.content:
        role = echo(span, reading)
        if role is not None:
            yield role, span
