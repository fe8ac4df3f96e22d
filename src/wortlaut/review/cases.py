"""What comes of reviews: the reading as people reviewed it, what they said of each finding, and what has no place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wortlaut.record import Change, Finding, Reading, Review, Span, Target

Outcome = Literal["accepted", "rejected", "corrected", "added", "unsure"]
StateName = Literal["accepted", "rejected", "corrected", "added", "unsure", "disputed"]
DoubtKind = Literal["statement", "event", "mention", "coding", "orphan"]
OrphanReason = Literal[
    "article",  # it is about another article
    "gone",  # no finding of the reading has these words
    "ambiguous",  # several findings fit equally well
    "taken",  # another target fits the only finding better
    "invalid",  # the correction cannot be made in this article
]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What people said of one finding.

    ``target`` is the finding by its id in the reviewed reading (of a rejected one: the id that it had). ``state`` is
    ``disputed`` where people disagree; ``outcome`` is what the reading shows all the same. ``by`` are those who agree
    with the outcome, ``reviews`` all that count, one of each person, the earliest first. ``changes`` are in the
    reading, ``found`` is what the machine found (None: added).
    """

    target: Target
    state: StateName
    outcome: Outcome
    by: tuple[str, ...]
    reviews: tuple[Review, ...]
    changes: tuple[Change, ...] = ()
    found: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A review that counts, but not for this reading: why in one word, and in a sentence."""

    review: Review
    reason: OrphanReason
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A reading as people have reviewed it, with all reviews: each stands in a state, is an orphan, or past.

    ``read`` is the reading before, ``past`` are the reviews that no longer count: withdrawn, replaced by a later one
    of the same person, or withdrawals.
    """

    reading: Reading
    read: Reading
    states: tuple[State, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    past: tuple[Review, ...] = ()

    def state(self, kind: str, id: str) -> State | None:
        """Return what people said of the finding with this id, None if nobody did."""
        return next((one for one in self.states if one.target.kind == kind and one.target.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a person should look at: ``doubt`` from 0 to 1, and what it comes from (``reasons``).

    ``kind`` is that of the finding, or ``orphan`` with the id of a review. ``reasons`` are of ``confidence`` (the
    machine is not sure), ``runs`` (other runs found it otherwise), ``dispute``, ``unsure`` and ``orphan``.
    """

    kind: DoubtKind
    id: str
    span: Span
    doubt: float
    reasons: tuple[str, ...]
