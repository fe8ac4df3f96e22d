"""What to look at first.

The doubts of several sources are put together as independent reasons (noisy-or, Pearl 1988): each can only raise it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.record import Event, Party, Reading, Statement, Target
from wortlaut.record.coding import Coding
from wortlaut.review.cases import Doubt, Reviewed, State
from wortlaut.review.cast import Cast
from wortlaut.review.placing import findings_of, place

OTHER_RUN = 0.5
"""How much it counts that all other runs found it otherwise."""

UNSURE = 0.5
"""How much it counts that a person looked and was not sure."""

_SETTLED = ("accepted", "rejected", "corrected", "added")
_MOOT = ("reject", "unsure")


def doubts(shown: Reviewed, others: Sequence[Reading] = ()) -> tuple[Doubt, ...]:
    """Return what a person should look at, the most doubtful first; ``others`` are readings of other runs.

    What people have settled is not among them; what they dispute or are unsure of, and orphans, are.
    """
    found: list[Doubt] = [*_of_findings(shown, others), *_of_orphans(shown)]
    return tuple(sorted(found, key=lambda one: (-one.doubt, one.span, one.kind, one.id)))


def is_settled(shown: Reviewed) -> bool:
    """Say whether people have looked at every statement of a reading and agree, and no review lost its place."""
    seen = {one.target.id for one in shown.states if one.target.kind == "statement" and one.state in _SETTLED}
    lost = any(one.review.target.kind == "statement" and one.review.verdict not in _MOOT for one in shown.orphans)
    added = [one for one in shown.states if one.found is None and one.target.kind == "statement"]
    open_added = any(one.state not in _SETTLED for one in added)
    return not lost and not open_added and all(one.id in seen for one in shown.read.statements)


def _of_findings(shown: Reviewed, others: Sequence[Reading]) -> Iterator[Doubt]:
    read = shown.read
    states = {(one.target.kind, one.target.id): one for one in shown.states}
    apart = _apart(read, others)
    left = {one.id for one in shown.reading.codings}  # a coding goes with the statement that is none
    codings = [one for one in read.codings if one.id in left or ("coding", one.id) in states]
    things: list[Statement | Event | Coding] = [*read.statements, *read.events, *codings]
    for one in things:
        target = Target.of(one)
        state = states.pop((target.kind, target.id), None)
        if state is None or state.state not in _SETTLED:
            yield _doubt(target, one.confidence, apart.get((target.kind, one.id), 0.0), state)
    for state in states.values():  # what was added, and mentions: only people can doubt them
        if state.state not in _SETTLED:
            yield _doubt(state.target, 1.0, 0.0, state)


def _doubt(target: Target, confidence: float, apart: float, state: State | None) -> Doubt:
    told = {"confidence": 1 - confidence, "runs": OTHER_RUN * apart}
    if state is not None and state.state == "unsure":
        told["unsure"] = UNSURE
    elif state is not None:
        told["dispute"] = _dispute(state)
    sure = 1.0
    for value in told.values():
        sure *= 1 - min(1.0, max(0.0, value))
    reasons = sorted((name for name, value in told.items() if value > 0), key=lambda name: -told[name])
    return Doubt(
        kind=target.kind, id=target.id or "", span=min(target.evidence), doubt=1 - sure, reasons=tuple(reasons)
    )


def _dispute(state: State) -> float:
    """Return 1 where at most half of those who know agree with what is shown, less the more do."""
    knowing = [one for one in state.reviews if one.verdict != "unsure"]
    return min(1.0, 2 * (1 - len(state.by) / len(knowing)))


def _of_orphans(shown: Reviewed) -> Iterator[Doubt]:
    """Yield the reviews without a place; that nobody finds any more what was wrong needs no look."""
    for orphan in shown.orphans:
        review = orphan.review
        if orphan.reason == "gone" and review.verdict in _MOOT:
            continue
        yield Doubt(kind="orphan", id=review.id, span=min(review.target.evidence), doubt=1.0, reasons=("orphan",))


def _apart(read: Reading, others: Sequence[Reading]) -> dict[tuple[str, str], float]:
    """Return for each finding the share of other readings that do not have it, or have it otherwise."""
    mine = {(one.kind, one.id): one for one in findings_of(read) if one.kind in ("statement", "event")}
    things = _things(read)
    apart: dict[tuple[str, str], float] = {}
    for other in others:
        theirs = _things(other)
        places = place(
            mine.values(), [one for one in findings_of(other) if one.kind in ("statement", "event")], same_run=False
        )
        here, there = Cast(read), Cast(other)
        for target, found in places.items():
            key = (target.kind, target.id or "")
            same = isinstance(found, Target) and _told(things[key], here) == _told(
                theirs[found.kind, found.id or ""], there
            )
            apart[key] = apart.get(key, 0.0) + (not same) / len(others)
    return apart


def _things(reading: Reading) -> dict[tuple[str, str], Statement | Event]:
    return {
        **{("statement", one.id): one for one in reading.statements},
        **{("event", one.id): one for one in reading.events},
    }


def _told(one: Statement | Event, cast: Cast) -> tuple[object, ...]:
    """Return what two runs must tell alike."""
    if isinstance(one, Statement):
        return one.kind, _name(one.speaker, cast), _name(one.addressee, cast), one.certainty, one.polarity
    return one.type, one.status, one.polarity, _names(one.initiator, cast), _names(one.recipient, cast)


def _name(party: Party | None, cast: Cast) -> str | None:
    actor = cast.actor(cast.actor_of(party))
    return (actor.wikidata or actor.name) if actor else party.name if party else None


def _names(ids: tuple[str, ...], cast: Cast) -> frozenset[str]:
    found = (cast.actor(id) for id in ids)
    return frozenset(one.wikidata or one.name for one in found if one)
