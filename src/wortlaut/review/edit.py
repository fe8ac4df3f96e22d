"""Changes in a reading that leave a valid one: what pointed to something rejected points to what was around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from wortlaut.record import Change, Event, Finding, Fragment, Mention, Reading, Review, Someone, Span, Statement, Target
from wortlaut.record.coding import Coding
from wortlaut.review.cast import REASON, Cast
from wortlaut.review.check import modes_of
from wortlaut.review.placing import overlap

_PARTIES = ("speaker", "addressee", "via")
_SURE = 1.0
F = TypeVar("F", Statement, Event, Coding)


class Edit:
    """A reading in the making; mentions are corrected before statements, then events, then codings."""

    def __init__(self, reading: Reading) -> None:
        self._before = reading
        self.cast = Cast(reading)
        self._statements = list(reading.statements)
        self._events = list(reading.events)
        self._fragments = list(reading.fragments)
        self._codings = list(reading.codings)
        # codings whose actors are those of their finding, whoever people say that is
        self._following = {one.id for one in reading.codings if set(one.actors) == set(self._takers(one))}

    def found(self, target: Target) -> Finding:
        """Return the finding of a target that was placed, as the machine found it."""
        things: dict[str, tuple[Finding, ...]] = {
            "statement": self._before.statements,
            "event": self._before.events,
            "mention": self._before.mentions,
            "coding": self._before.codings,
        }
        return next(one for one in things[target.kind] if one.id == target.id)

    def add(self, found: Finding) -> None:
        """Put a finding where its words stand; a statement inside another one is nested."""
        if isinstance(found, Statement):
            around = [one for one in self._statements if _holds(one, found)]
            parent = min(around, key=_length).id if around else None
            later = (n for n, one in enumerate(self._statements) if one.content[0].start > found.content[0].start)
            self._statements.insert(next(later, len(self._statements)), replace(found, parent=parent))
        elif isinstance(found, Event):
            before = (n for n, one in enumerate(self._events) if min(one.trigger) > min(found.trigger))
            self._events.insert(next(before, len(self._events)), found)
        elif isinstance(found, Coding):
            self._codings.append(self._with_finding(found))
            self._codings.sort(key=lambda one: min(one.evidence))
            self._following.add(found.id)

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
            self._codings = [one for one in self._codings if (one.kind, one.finding) != ("event", found.id)]
        elif isinstance(found, Coding):
            self._codings = [one for one in self._codings if one.id != found.id]
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
        elif isinstance(found, Event):
            self._events = _replaced(self._events, found.id, lambda one: _event(one, changes, self.cast))
        else:
            if any(change.field == "actors" for change in changes):
                self._following.discard(found.id)
            self._codings = _replaced(self._codings, found.id, lambda one: _coding(one, changes, self.cast))

    def reading(self) -> Reading:
        """Return the reading as it is now."""
        self._rename()
        self._codings = [
            replace(one, actors=self._takers(one)) if one.id in self._following else one for one in self._codings
        ]
        linked = {link.actor for link in self._before.links}
        used = {actor for one in self._events for actor in (*one.initiator, *one.recipient, one.place or "")}
        used |= {id for one in self._before.relations for id in (one.subject, one.object)}
        used |= {actor for one in self._codings for actor in one.actors}
        self.cast.prune([one for one in self._before.actors if one.id in linked], used)
        return replace(
            self._before,
            mentions=tuple(self.cast.mentions),
            links=tuple(self.cast.links),
            actors=tuple(self.cast.actors),
            statements=tuple(self._statements),
            events=tuple(self._events),
            fragments=tuple(self._fragments),
            codings=tuple(self._codings),
        )

    def _takers(self, coding: Coding) -> tuple[str, ...]:
        """Return the actors who take a position as its finding tells: who speaks, who does it."""
        if coding.kind == "event":
            event = next((one for one in self._events if one.id == coding.finding), None)
            return event.initiator if event else ()
        statement = next((one for one in self._statements if one.id == coding.finding), None)
        actor = self.cast.actor_of(statement.speaker) if statement else None
        return (actor,) if actor is not None else ()

    def _with_finding(self, coding: Coding) -> Coding:
        """Return an added coding with the statement or event that its evidence is of, none if it is of none."""
        said = [(overlap(one.content, coding.evidence), "statement", one.id) for one in self._statements]
        done = [(overlap((one.text,), coding.evidence), "event", one.id) for one in self._events]
        fit, kind, finding = max((*said, *done), key=lambda one: one[0], default=(0.0, "statement", ""))
        kinds: dict[str, Any] = {"kind": kind, "finding": finding} if fit else {}
        return replace(coding, **kinds)

    def _remove_statement(self, found: Statement) -> None:
        gone = next(one for one in self._statements if one.id == found.id)  # its parent may have gone before
        parent = next((one for one in self._statements if one.id == gone.parent), None)
        self._statements = [
            replace(one, parent=gone.parent) if one.parent == gone.id else one
            for one in self._statements
            if one.id != gone.id
        ]
        self._codings = [one for one in self._codings if (one.kind, one.finding) != ("statement", gone.id)]
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


def label_of(review: Review) -> str:
    """Return the label of what a person makes of a finding: kind, type, or codebook and concept."""
    told = {change.field: change.value for change in review.correction}
    if review.target.kind == "coding":
        return f"{review.target.codebook}/{told.get('concept', review.target.concept)}"
    return str(told.get("kind", told.get("type", review.target.label)))


def bare(review: Review, id: str) -> Finding:
    """Return the bare finding that a review adds, or keeps: what else it tells are changes of it."""
    evidence = review.target.evidence
    told: dict[str, Any] = {change.field: change.value for change in review.correction}
    if review.target.kind == "statement":
        return Statement(id=id, kind=told["kind"], content=evidence, confidence=_SURE)
    if review.target.kind == "event":
        whole = Span(start=min(evidence).start, end=max(span.end for span in evidence))
        return Event(id=id, type=told["type"], mode=None, trigger=evidence, text=whole, confidence=_SURE)
    return Coding(
        id=id,
        codebook=review.target.codebook or "",
        concept=told.get("concept", review.target.concept or ""),
        agreement=told["agreement"],
        kind="statement",
        finding="",
        evidence=evidence,
        confidence=_SURE,
        reasons=(REASON,),
    )


def _coding(one: Coding, changes: tuple[Change, ...], cast: Cast) -> Coding:
    values: dict[str, Any] = {change.field: change.value for change in changes}
    if "actors" in values:
        values["actors"] = tuple(dict.fromkeys(_actor(someone, cast) for someone in values["actors"]))
    return replace(one, **values)


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
