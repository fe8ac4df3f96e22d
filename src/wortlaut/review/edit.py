"""Changes in a reading that leave a valid one: what pointed to something rejected points to what was around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from wortlaut.record import Change, Event, Finding, Fragment, Mention, Reading, Review, Someone, Span, Statement, Target
from wortlaut.review.cast import Cast
from wortlaut.review.check import modes_of

_PARTIES = ("speaker", "addressee", "via")
_SURE = 1.0
F = TypeVar("F", Statement, Event)


class Edit:
    """A reading in the making; mentions are corrected before statements, and statements before events."""

    def __init__(self, reading: Reading) -> None:
        self._before = reading
        self.cast = Cast(reading)
        self._statements = list(reading.statements)
        self._events = list(reading.events)
        self._fragments = list(reading.fragments)

    def found(self, target: Target) -> Finding:
        """Return the finding of a target that was placed, as the machine found it."""
        things: dict[str, tuple[Finding, ...]] = {
            "statement": self._before.statements,
            "event": self._before.events,
            "mention": self._before.mentions,
        }
        return next(one for one in things[target.kind] if one.id == target.id)

    def add(self, statement: Statement) -> None:
        """Put a statement where its words stand; inside another one it is nested."""
        around = [one for one in self._statements if _holds(one, statement)]
        parent = min(around, key=_length).id if around else None
        later = (n for n, one in enumerate(self._statements) if one.content[0].start > statement.content[0].start)
        self._statements.insert(next(later, len(self._statements)), replace(statement, parent=parent))

    def remove(self, found: Finding) -> None:
        """Take a finding out."""
        if isinstance(found, Statement):
            self._remove_statement(found)
        elif isinstance(found, Event):
            self._events = [
                replace(one, answers=None) if one.answers == found.id else one
                for one in self._events
                if one.id != found.id
            ]
        else:
            self.cast.drop(found.id)

    def change(self, found: Finding, changes: tuple[Change, ...]) -> None:
        """Give fields of a finding other values."""
        if isinstance(found, Mention):
            (change,) = changes
            someone = change.value
            actor = self.cast.enter(_who(someone, found.span)) if isinstance(someone, Someone) else None
            self.cast.link(found.id, actor.id if actor else None)
        elif isinstance(found, Statement):
            self._statements = _replaced(self._statements, found.id, lambda one: _statement(one, changes, self.cast))
        else:
            self._events = _replaced(self._events, found.id, lambda one: _event(one, changes, self.cast))

    def reading(self) -> Reading:
        """Return the reading as it is now."""
        self._rename()
        linked = {link.actor for link in self._before.links}
        used = {actor for one in self._events for actor in (*one.initiator, *one.recipient, one.place or "")}
        used |= {id for one in self._before.relations for id in (one.subject, one.object)}
        self.cast.prune([one for one in self._before.actors if one.id in linked], used)
        return replace(
            self._before,
            mentions=tuple(self.cast.mentions),
            links=tuple(self.cast.links),
            actors=tuple(self.cast.actors),
            statements=tuple(self._statements),
            events=tuple(self._events),
            fragments=tuple(self._fragments),
        )

    def _remove_statement(self, found: Statement) -> None:
        gone = next(one for one in self._statements if one.id == found.id)  # its parent may have gone before
        parent = next((one for one in self._statements if one.id == gone.parent), None)
        self._statements = [
            replace(one, parent=gone.parent) if one.parent == gone.id else one
            for one in self._statements
            if one.id != gone.id
        ]
        self._events = [replace(one, source=gone.parent) if one.source == gone.id else one for one in self._events]
        speaker = parent.speaker if parent else None
        self._fragments = [
            Fragment(span=one.span, statement=gone.parent, speaker=speaker) if one.statement == gone.id else one
            for one in self._fragments
        ]

    def _rename(self) -> None:
        """Let the parties whose mentions were corrected have the names of whom they stand for now."""
        renamed = self.cast.renamed
        self._statements = [
            replace(one, speaker=renamed(one.speaker), addressee=renamed(one.addressee), via=renamed(one.via))
            for one in self._statements
        ]
        self._fragments = [replace(one, speaker=renamed(one.speaker)) for one in self._fragments]


def added_statement(review: Review, id: str) -> Statement:
    """Return the bare statement that a review adds: what else it tells are changes of it."""
    kind: Any = next(change.value for change in review.correction if change.field == "kind")
    return Statement(id=id, kind=kind, content=review.target.evidence, confidence=_SURE)


def _statement(one: Statement, changes: tuple[Change, ...], cast: Cast) -> Statement:
    values: dict[str, Any] = {change.field: change.value for change in changes}
    near = [*values.get("content", one.content), *values.get("cue", one.cue), *values.get("frame", one.frame)]
    for role in _PARTIES:
        if role in values:
            values[role] = cast.party(values[role], near)
    return replace(one, **values)


def _event(one: Event, changes: tuple[Change, ...], cast: Cast) -> Event:
    values: dict[str, Any] = {change.field: change.value for change in changes}
    for role in ("initiator", "recipient"):
        if role in values:
            values[role] = tuple(dict.fromkeys(_actor(someone, cast) for someone in values[role]))
    if isinstance(place := values.get("place"), Someone):
        known = cast.find(place)
        values["place"] = known.id if known else _actor(place, cast) if place.kind else cast.name_of(place)
    if ("type" in values or "mode" in values) and values.get("mode", one.mode) not in modes_of(
        values.get("type", one.type)
    ):
        values["mode"] = None  # people decide field by field, and not every mode belongs to every type
    if "trigger" in values:
        ends = [*values["trigger"], one.text]
        values["text"] = Span(start=min(ends).start, end=max(span.end for span in ends))
    return replace(one, **values)


def _actor(someone: Someone, cast: Cast) -> str:
    """Return the id of the actor who takes part; the words that name him become his mention."""
    actor = cast.enter(someone)
    if someone.span is not None:
        cast.mention(someone.span, actor.id)
    return actor.id


def _who(someone: Someone, span: Span) -> Someone:
    """Return somebody for whom a mention stands, under the mention's words if he has no name."""
    return someone if someone.name or someone.actor or someone.span else replace(someone, span=span)


def _replaced(things: list[F], id: str, change: Callable[[F], F]) -> list[F]:
    return [change(one) if one.id == id else one for one in things]


def _holds(outer: Statement, inner: Statement) -> bool:
    within = all(any(piece.contains(span) for piece in outer.content) for span in inner.content)
    return within and _length(outer) > _length(inner)


def _length(one: Statement) -> int:
    return sum(span.end - span.start for span in one.content)
