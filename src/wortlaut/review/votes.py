"""What several people said of one finding → what the reading shows, and whether they agree."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from wortlaut.record import Change, Finding, Mention, Party, Review, Someone, Span, Statement
from wortlaut.review.cases import Outcome, StateName
from wortlaut.review.cast import Cast

_SPANS = {"content", "cue", "frame", "trigger"}
_PEOPLE = {"initiator", "recipient", "actors"}
_WORDS_OF = {"statement": "content", "event": "trigger"}
_KEPT = ("accept", "correct", "add")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What counts of one finding: see ``State``."""

    state: StateName
    outcome: Outcome
    by: tuple[str, ...]
    changes: tuple[Change, ...]


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Return reviews by time, those of one moment as they came, each once."""
    once = {review.id: review for review in reversed(list(reviews))}
    return sorted(reversed(list(once.values())), key=lambda one: one.at)


def withdrawn(reviews: Sequence[Review]) -> set[str]:
    """Return the ids of reviews that a withdrawal takes back, unless it is itself withdrawn; ``reviews`` in order."""
    gone: set[str] = set()
    for review in reversed(reviews):
        if review.withdraws is not None and review.id not in gone:
            gone.add(review.withdraws)
    return gone


def tally(reviews: Sequence[Review], found: Finding, cast: Cast, *, added: bool = False) -> Tally:
    """Return what comes of the reviews of a finding, one of each person, the earliest first; ``added``: by people.

    Is it there? The majority of those who know decides, of equals the latest. Then each corrected field the same way:
    who accepts the finding speaks for the value found, who corrects other fields does not speak about this one.
    """
    kept = [one for one in reviews if one.verdict in _KEPT]
    rejecting = [one for one in reviews if one.verdict == "reject"]
    if not kept and not rejecting:
        names = tuple(one.reviewer for one in reviews)
        return Tally(state="unsure", outcome="unsure", by=names, changes=())
    split = bool(kept and rejecting)
    there = _decided([(one, one.verdict != "reject") for one in reviews if one.verdict != "unsure"])
    if not there:
        names = tuple(one.reviewer for one in rejecting)
        return Tally(state="disputed" if split else "rejected", outcome="rejected", by=names, changes=())
    changes: list[Change] = []
    by = [one.reviewer for one in kept]
    for field in dict.fromkeys(change.field for one in kept for change in told(one)):
        before = key_found(field, found, cast)
        votes = [(one, vote) for one in kept if (vote := _vote(one, field, before, cast, added)) is not None]
        winner = _decided(votes)
        split = split or len({vote for _, vote in votes}) > 1
        against = {one.reviewer for one, vote in votes if vote != winner}
        by = [name for name in by if name not in against]
        if winner != (before,):
            changes.append(next(_change(one, field) for one, vote in reversed(votes) if vote == winner))
    outcome: Outcome = "added" if added else "corrected" if changes else "accepted"
    return Tally(state="disputed" if split else outcome, outcome=outcome, by=tuple(by), changes=tuple(changes))


def told(review: Review) -> tuple[Change, ...]:
    """Return the correction of a review; what was added tells its words too."""
    words = _WORDS_OF.get(review.target.kind)
    if review.verdict != "add" or words is None:
        return review.correction
    return (*review.correction, Change(field=words, value=review.target.evidence))


def key_found(field: str, found: Finding, cast: Cast) -> Hashable:
    """Return what a finding has in a field, in a form that can be compared."""
    if isinstance(found, Mention):
        return cast.linked_to(found.id)
    value = getattr(found, field)
    if field == "place":
        return _place_key(found, cast)
    if isinstance(value, Party) or (value is None and isinstance(found, Statement)):
        return cast.party_key(value)
    return tuple(sorted(value)) if field in _SPANS or field in _PEOPLE else value


def key_told(change: Change, cast: Cast) -> Hashable:
    """Return the value of a change in the same form."""
    value = change.value
    if isinstance(value, Someone):
        return cast.key(value)
    if isinstance(value, tuple):
        keys = [one if isinstance(one, Span) else cast.key(one) for one in value]
        return tuple(sorted(keys))  # type: ignore[type-var]  # all are spans, or all are strings
    return value


def _place_key(found: Finding, cast: Cast) -> str | None:
    place = getattr(found, "place", None)
    return place if place is None or cast.actor(place) else f"?{place.casefold()}"


def _change(review: Review, field: str) -> Change:
    return next(one for one in told(review) if one.field == field)


def _vote(review: Review, field: str, before: Hashable, cast: Cast, added: bool) -> tuple[Hashable] | None:
    """Return the value (in a tuple: None is a value) that a review speaks for, None if it says nothing of the field."""
    change = next((one for one in told(review) if one.field == field), None)
    if change is not None:
        return (key_told(change, cast),)
    return (before,) if review.verdict == "accept" and not added else None


def _decided(votes: Sequence[tuple[Review, Hashable]]) -> Hashable:
    """Return what most say; of equals, what was said last."""
    count: dict[Hashable, int] = {}
    last: dict[Hashable, int] = {}
    for number, (_, value) in enumerate(votes):
        count[value] = count.get(value, 0) + 1
        last[value] = number
    return max(count, key=lambda value: (count[value], last[value]))
