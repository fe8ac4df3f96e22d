"""New reviews, checked against the reading that the person sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from wortlaut.errors import ReviewError
from wortlaut.record import Actor, Change, Reading, Review, Someone, Span, Target, run_id
from wortlaut.record.coding import Codebook
from wortlaut.record.reading import ActorKind
from wortlaut.record.review import ADDED, FindingKind, Verdict, changes_from
from wortlaut.review.cases import Reviewed, State
from wortlaut.review.cast import Cast
from wortlaut.review.check import modes_of, problems
from wortlaut.review.placing import findings_of, overlap
from wortlaut.review.votes import in_order, withdrawn

_NO_MODE = Change(field="mode", value=None)
_A = {"statement": "a statement", "event": "an event"}


def review_of(
    shown: Reviewed,
    kind: FindingKind,
    id: str,
    verdict: Verdict,
    correction: tuple[Change, ...] = (),
    *,
    reviewer: str,
    at: datetime,
    note: str | None = None,
) -> Review:
    """Return what a person says of a finding as it is shown.

    What others corrected is shown, so to accept it is to correct the same, and a further correction is added to it.
    Raises ReviewError where there is no such finding, a field cannot have the value, a span lies outside of the text,
    or nobody knows the actor.
    """
    state = shown.state(kind, id)
    target = state.target if state else _target(shown.read, kind, id)
    if verdict in ("accept", "correct") and _corrected(state):
        told = {change.field: change for change in (*(state.changes if state else ()), *correction)}
        if any(change.field == "type" for change in correction):  # the mode shown is one of another type
            told |= {} if any(change.field == "mode" for change in correction) else {"mode": _NO_MODE}
        verdict, correction = "correct", tuple(told.values())
    if kind == "coding":
        correction = _self_contained(shown, id, verdict, correction)
    correction = _known(shown, target, correction)
    return _review(shown, target, verdict, correction, reviewer=reviewer, at=at, note=note)


def addition(
    shown: Reviewed,
    content: tuple[Span, ...],
    correction: tuple[Change, ...],
    *,
    kind: Literal["statement", "event"] = "statement",
    reviewer: str,
    at: datetime,
    note: str | None = None,
) -> Review:
    """Return the review that adds a missing statement or event: its words, and what is known of it.

    Of a statement that is its ``kind`` at least, of an event its ``type``; the words of an event are those that tell
    it. Raises ReviewError as ``review_of`` does.
    """
    same = sorted(content)
    words = [one.content for one in shown.reading.statements]
    if any(sorted(one) == same for one in (words if kind == "statement" else _triggers(shown))):
        raise ReviewError(f"there is {_A[kind]} with these words already; correct that one")
    label = next((str(change.value) for change in correction if change.field == ADDED[kind][0]), None)
    try:
        target = Target(kind=kind, evidence=tuple(content), label=label)
    except ValueError as error:
        raise ReviewError(str(error)) from None
    correction = _known(shown, target, correction)
    return _review(shown, target, "add", correction, reviewer=reviewer, at=at, note=note)


def added_coding(
    shown: Reviewed,
    evidence: tuple[Span, ...],
    codebook: str,
    correction: tuple[Change, ...],
    *,
    reviewer: str,
    at: datetime,
    note: str | None = None,
) -> Review:
    """Return the review that adds a missing coding: the words that prove it, its concept and its agreement.

    ``actors`` are those who say or do it if they are not told. Raises ReviewError as ``review_of`` does.
    """
    told = {change.field: change.value for change in correction}
    if not told.get("concept") or told.get("agreement") is None:
        raise ReviewError("a coding needs its concept and agreement (for, against, unclear)")
    label = f"{codebook}/{told['concept']}"
    same = (sorted(evidence), label)
    if any((sorted(one.evidence), f"{one.codebook}/{one.concept}") == same for one in shown.reading.codings):
        raise ReviewError(f"these words are coded with {label} already; correct that one")
    said = [*(one.content for one in shown.reading.statements), *((one.text,) for one in shown.reading.events)]
    if not told.get("actors") and not any(overlap(one, evidence) for one in said if evidence):
        raise ReviewError("nobody says or does this as far as the reading knows: tell who takes the position (actors)")
    try:
        target = Target(kind="coding", evidence=tuple(evidence), label=label)
    except ValueError as error:
        raise ReviewError(str(error)) from None
    correction = _known(shown, target, correction)
    return _review(shown, target, "add", correction, reviewer=reviewer, at=at, note=note)


def check_concept(book: Codebook, correction: Iterable[Change]) -> None:
    """Raise ReviewError where a correction names a concept that a codebook does not have."""
    for change in correction:
        if change.field == "concept" and book.concept(str(change.value)) is None:
            known = ", ".join(one.id for one in book.concepts)
            raise ReviewError(f"codebook {book.id} has no concept {change.value}; it has {known}")


def undo(
    reviews: Iterable[Review], id: str | None = None, *, reviewer: str, at: datetime, note: str | None = None
) -> Review:
    """Return the review that takes back a person's own review, the latest one that counts if no ``id`` is told.

    Raises ReviewError where there is none, it is withdrawn already, or somebody else's.
    """
    told = in_order(reviews)
    gone = withdrawn(told)
    if id is None:
        own = [one for one in told if one.reviewer == reviewer and one.withdraws is None and one.id not in gone]
        if not own:
            raise ReviewError(f"there is nothing of {reviewer} that could be undone")
        return own[-1].withdrawn(reviewer=reviewer, at=at, note=note)
    found = next((one for one in told if one.id == id), None)
    if found is None:
        raise ReviewError(f"there is no review {id} here")
    if found.reviewer != reviewer:
        raise ReviewError(f"review {id} is of {found.reviewer}, who alone can undo it; say what you think instead")
    if id in gone:
        raise ReviewError(f"review {id} is undone already")
    return found.withdrawn(reviewer=reviewer, at=at, note=note)


def changes(kind: FindingKind, value: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the correction that a plain value (JSON) tells; raises ReviewError.

    ``{"speaker": {"span": [3, 9], "name": "Anna Meier"}, "certainty": "hearsay", "content": [[12, 40]]}``: somebody
    is told by any of ``span``, ``name``, ``actor`` (id in this reading or the lexicon) and ``kind``; None is nobody.
    """
    try:
        return changes_from(kind, value)
    except (ValueError, KeyError) as error:
        raise ReviewError(str(error)) from None


def someone(
    reading: Reading,
    *,
    actor: str | None = None,
    name: str | None = None,
    span: Span | None = None,
    kind: ActorKind | None = None,
) -> Someone:
    """Return somebody as a correction names him: by an id of this reading (``actor3``) or of the lexicon, or a name.

    ``kind`` makes a new actor of an unknown name. Raises ReviewError for somebody unknown.
    """
    try:
        told = Someone(name=name, span=span, actor=actor, kind=kind)
    except ValueError as error:
        raise ReviewError(str(error)) from None
    cast = Cast(reading)
    known = cast.actor(actor) or cast.find(told)
    if known is not None:
        return _as_known(known, told)
    if name is not None and kind is not None:
        return told
    if span is not None and name is None and actor is None:
        return told  # the words alone: a name that is no actor
    raise ReviewError(f"nobody in this article is {name or actor}; tell the kind (person, organisation …) to add one")


def _target(reading: Reading, kind: FindingKind, id: str) -> Target:
    for one in findings_of(reading):
        if one.kind == kind and one.id == id:
            return one
    raise ReviewError(f"there is no {kind} {id} in article {reading.article.id}")


def _triggers(shown: Reviewed) -> list[tuple[Span, ...]]:
    return [one.trigger for one in shown.reading.events]


def _self_contained(shown: Reviewed, id: str, verdict: Verdict, correction: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return a correction of a coding with the agreement that the person saw, so that it holds in every reading."""
    if verdict not in ("accept", "correct") or any(change.field == "agreement" for change in correction):
        return correction
    found = next((one for one in (*shown.reading.codings, *shown.read.codings) if one.id == id), None)
    return (*correction, Change(field="agreement", value=found.agreement)) if found else correction


def _corrected(state: State | None) -> bool:
    """Say whether what is shown is not what the machine found, or what was added, alone."""
    if state is None or not state.changes:
        return False
    return state.outcome == "corrected" or any(one.verdict == "correct" for one in state.reviews)


def _known(shown: Reviewed, target: Target, correction: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return a correction whose people are told so that every reading finds them."""
    found = []
    for change in correction:
        value = change.value
        if isinstance(value, Someone):
            value = _found(shown, change, value)
        elif isinstance(value, tuple):
            value = tuple(_found(shown, change, one) if isinstance(one, Someone) else one for one in value)  # type: ignore[assignment]
        found.append(replace(change, value=value))
    told = {change.field: change.value for change in found}
    if told.get("mode") is not None and "type" not in told:
        event = next(one for one in shown.read.events if one.id == target.id)
        if told["mode"] not in modes_of(event.type):
            raise ReviewError(f"mode: {told['mode']!r} is no mode of {event.type}")
    problem = next(problems(shown.read.article.text, target.evidence, tuple(found)), None)
    if problem:
        raise ReviewError(problem)
    return tuple(found)


def _found(shown: Reviewed, change: Change, told: Someone) -> Someone:
    length = len(shown.read.article.text)
    if told.span is not None and told.span.end > length:
        raise ReviewError(f"{change.field}: {told.span.start}–{told.span.end} lies outside of the text ({length})")
    if change.field == "place" and told.actor is None:
        known = Cast(shown.reading).find(told)
        return _as_known(known, told) if known else told
    return someone(shown.reading, actor=told.actor, name=told.name, span=told.span, kind=told.kind)


def _as_known(actor: Actor, told: Someone) -> Someone:
    id = actor.identity.id if actor.identity else None
    return Someone(name=actor.name, span=told.span, actor=id, kind=actor.kind)


def _review(
    shown: Reviewed,
    target: Target,
    verdict: Verdict,
    correction: tuple[Change, ...],
    *,
    reviewer: str,
    at: datetime,
    note: str | None,
) -> Review:
    article, run = shown.read.article.id, run_id(shown.read.run)
    try:
        return Review.of(
            verdict, target, correction, article=article, run=run, reviewer=reviewer, at=at, note=note or None
        )
    except ValueError as error:
        raise ReviewError(str(error)) from None
