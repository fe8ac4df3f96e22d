"""Which finding of a reading a target means: by the words that prove both, never by a local id alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wortlaut.record import Finding, Reading, Span, Target
from wortlaut.review.cases import OrphanReason

LEAST = 0.5
"""How much two findings must share to be one: F1 of their code points."""

LEAST_ADDED = 0.8
"""The same for an added statement, which somebody told apart from those around it."""

MARGIN = 0.1
"""How much better than the next one a finding must fit."""

_EXACT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Why a target has no place."""

    reason: OrphanReason
    message: str


def findings_of(reading: Reading) -> tuple[Target, ...]:
    """Return everything in a reading that can be reviewed, by its evidence."""
    found: list[Finding] = [*reading.statements, *reading.events, *reading.mentions, *reading.codings]
    return tuple(map(Target.of, found))


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Return the F1 (Dice) of the code points of two sets of spans, 0 to 1.

    >>> overlap([Span(start=0, end=10)], [Span(start=5, end=10), Span(start=20, end=25)])
    0.5
    """
    first, second = _merged(one), _merged(other)
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    return 2 * both / (_length(first) + _length(second))


def place(targets: Iterable[Target], found: Sequence[Target], *, same_run: bool) -> dict[Target, Target | Unplaced]:
    """Return for each target the finding that it means; ``targets`` are of one run, so each means another finding.

    Of findings of the same kind those fit that share half of the code points; the best one is taken if no other fits
    nearly as well, or if it alone has the same label. Of the run that was read, ids are told from equal words. A coding
    means one of the same concept only, whoever made it.
    """
    places: dict[Target, Target | Unplaced] = {}
    taken: set[Target] = set()
    known = {(one.kind, one.id): one for one in found}
    waiting: list[tuple[Target, list[tuple[float, Target]]]] = []
    for target in dict.fromkeys(targets):
        same = known.get((target.kind, target.id))
        if same_run and same is not None and same.evidence == target.evidence and _may_be(target, same):
            places[target] = same
            taken.add(same)
        elif same_run and target.id is None and target.kind != "coding":
            places[target] = Unplaced(reason="gone", message=f"the {target.kind} was missing in this reading")
        else:
            waiting.append((target, _candidates(target, found)))
    waiting.sort(key=lambda pair: (-max((fit for fit, _ in pair[1]), default=0), pair[0].start, str(pair[0])))
    for target, candidates in waiting:
        places[target] = _choose(target, candidates, taken)
        if isinstance(chosen := places[target], Target):
            taken.add(chosen)
    return places


def _candidates(target: Target, found: Sequence[Target]) -> list[tuple[float, Target]]:
    least = LEAST_ADDED if target.id is None else LEAST
    fits = ((overlap(target.evidence, one.evidence), one) for one in found if _may_be(target, one))
    return sorted((pair for pair in fits if pair[0] >= least), key=lambda pair: -pair[0])


def _may_be(target: Target, found: Target) -> bool:
    return found.kind == target.kind and (target.kind != "coding" or found.label == target.label)


def _choose(target: Target, candidates: list[tuple[float, Target]], taken: set[Target]) -> Target | Unplaced:
    words = f"the words of this {target.kind}"
    if not candidates:
        return Unplaced(reason="gone", message=f"no {target.kind} of this reading has {words}")
    free = [(fit, one) for fit, one in candidates if one not in taken]
    if not free:
        return Unplaced(reason="taken", message=f"another {target.kind} fits better to the only one that has {words}")
    best = free[0][0]
    near = [one for fit, one in free if (fit == _EXACT if best == _EXACT else fit > best - MARGIN)]
    if len(near) > 1:
        near = [one for one in near if one.label == target.label]
    if len(near) != 1:
        return Unplaced(reason="ambiguous", message=f"several {target.kind}s of this reading have {words}")
    return near[0]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans without overlaps in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)
