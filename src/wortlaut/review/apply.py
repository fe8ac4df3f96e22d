"""A reading and its reviews → the reading as people have reviewed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from wortlaut.record import Reading, Review, Target, run_id
from wortlaut.review.cases import Orphan, Reviewed, State
from wortlaut.review.check import misfit
from wortlaut.review.edit import Edit, bare, label_of
from wortlaut.review.placing import LEAST_ADDED, Unplaced, findings_of, overlap, place
from wortlaut.review.votes import in_order, tally, withdrawn


def reviewed(reading: Reading, reviews: Iterable[Review]) -> Reviewed:
    """Return the reading as people have reviewed it; ``reviews`` in the order in which they came, of any run.

    A later review by the same person on the same target replaces the earlier. Where people disagree, the majority
    decides, of equals the latest. Nothing is raised: what cannot be placed is an orphan.
    """
    told = in_order(reviews)
    if not told:
        return Reviewed(reading=reading, read=reading)
    gone = withdrawn(told)
    past = [one for one in told if one.withdraws is not None or one.id in gone]
    sorting = _Sorting(reading=reading)
    sorting.sort([one for one in told if one.withdraws is None and one.id not in gone])
    edit = Edit(reading)
    states = []
    for kind in ("mention", "statement", "event", "coding"):
        for target, group in sorting.groups.items():
            if target.kind == kind:
                latest = {one.reviewer: one for one in group}
                past += [one for one in group if latest[one.reviewer].id != one.id]
                counting = [one for one in group if latest[one.reviewer].id == one.id]
                states.append(_settle(edit, target, counting, sorting.added.get(target)))
    order = {one.id: number for number, one in enumerate(told)}
    return Reviewed(
        reading=edit.reading(),
        read=reading,
        states=tuple(sorted(states, key=lambda one: (one.target.start, one.target.kind, one.target.id or ""))),
        orphans=tuple(sorted(sorting.orphans, key=lambda one: order[one.review.id])),
        past=tuple(sorted(past, key=lambda one: order[one.id])),
    )


@dataclass(slots=True, kw_only=True)
class _Sorting:
    """Reviews by the finding that they are about; ``added`` are the reviews that made a finding."""

    reading: Reading
    groups: dict[Target, list[Review]] = field(default_factory=lambda: defaultdict(list))
    added: dict[Target, Review] = field(default_factory=dict)
    orphans: list[Orphan] = field(default_factory=list)

    def sort(self, reviews: Sequence[Review]) -> None:
        """Sort reviews, in the order of time."""
        fitting = []
        for one in reviews:
            problem = misfit(self.reading, one)
            if problem is None:
                fitting.append(one)
            else:
                self._orphan(one, problem)
        adds = {one.id for one in reviews if one.verdict == "add"}
        placed = [one for one in fitting if one.target.id not in adds]
        places = self._places(placed)
        made = {one.id: self._add(one, places[one.run, one.target]) for one in fitting if one.verdict == "add"}
        kept = {one.id: self._kept(one) for one in placed if not isinstance(places[one.run, one.target], Target)}
        for one in fitting:
            if one.id in made:
                self.groups[made[one.id]].append(one)
            elif one.target.id in made:
                self.groups[made[one.target.id]].append(one)
            elif isinstance(found := places.get((one.run, one.target)), Target):
                self.groups[found].append(one)
            elif again := kept.get(one.id) or (one.target.kind == "coding" and self._same_added(one)):
                self.groups[again].append(one)
            else:
                missing = Unplaced(reason="gone", message="the statement that this is about was not added")
                self._orphan(one, found or missing)

    def _places(self, reviews: Sequence[Review]) -> dict[tuple[str, Target], Target | Unplaced]:
        """Return where targets belong; targets of one run exclude each other, those of different runs do not."""
        read, found = run_id(self.reading.run), findings_of(self.reading)
        runs: dict[str, list[Target]] = defaultdict(list)
        for one in reviews:
            runs[one.run].append(one.target)
        placed = {run: place(targets, found, same_run=run == read) for run, targets in runs.items()}
        return {(run, target): where for run, places in placed.items() for target, where in places.items()}

    def _add(self, review: Review, found: Target | Unplaced) -> Target:
        """Return the finding that an added one is: one of the reading, one that somebody else added, or new."""
        return found if isinstance(found, Target) else self._new(review, label_of(review))

    def _kept(self, review: Review) -> Target | None:
        """Return the coding that somebody confirmed in another reading and this one does not find: it stays.

        None for what nobody confirmed. A coding of the same words that has what he made of it is the same.
        """
        if review.target.kind != "coding" or review.verdict not in ("accept", "correct"):
            return None
        if all(change.field != "agreement" for change in review.correction):
            return None
        for one in map(Target.of, self.reading.codings):
            if one.label == label_of(review) and overlap(one.evidence, review.target.evidence) >= LEAST_ADDED:
                return one
        return self._new(review, review.target.label)

    def _new(self, review: Review, label: str | None) -> Target:
        target = self._same_added(review) or replace(review.target, id=review.id, label=label)
        self.added.setdefault(target, review)
        return target

    def _same_added(self, review: Review) -> Target | None:
        for target, first in self.added.items():
            if target.kind != review.target.kind or (target.kind == "coding" and target.label != review.target.label):
                continue
            same = target.evidence == review.target.evidence
            other = first.reviewer != review.reviewer
            if same or (other and overlap(target.evidence, review.target.evidence) >= LEAST_ADDED):
                return target
        return None

    def _orphan(self, review: Review, why: Unplaced) -> None:
        self.orphans.append(Orphan(review=review, reason=why.reason, message=why.message))


def _settle(edit: Edit, target: Target, reviews: list[Review], added: Review | None) -> State:
    """Make what people say of a finding true in the edited reading."""
    found = edit.found(target) if added is None else bare(added, target.id or added.id)
    result = tally(reviews, found, edit.cast, added=added is not None)
    if result.outcome == "rejected":
        if added is None:
            edit.remove(found)
    else:
        if added is not None:
            edit.add(found)
        if result.changes:
            edit.change(found, result.changes)
    return State(
        target=target,
        state=result.state,
        outcome=result.outcome,
        by=result.by,
        reviews=tuple(reviews),
        changes=result.changes,
        found=found if added is None else None,
    )
