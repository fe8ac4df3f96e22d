"""Claims as numbers: X[i, j, k], how many claims of row i about column j have the level k of the qualifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wortlaut.analyse.plan import Duplicates, Plan
from wortlaut.errors import CodingError
from wortlaut.record.coding import Claim, Value
from wortlaut.record.network import Shape

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Level = Value | None
_Read = Callable[[Claim], Value | None]
_MOST_CELLS = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Claims that count, in the order of their time, and which cell of X each belongs to.

    ``row``, ``column`` and ``level`` are the indexes of each claim into ``rows``, ``columns`` and ``levels``;
    ``once`` is the number of its set of duplicates (of which one counts), ``weight`` what it counts, ``confidence``
    the probability that it is right. ``spread`` is the range of the levels of an integer qualifier, 1 for a boolean,
    None for words.
    """

    claims: tuple[Claim, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[Level, ...]
    spread: float | None
    row: Numbers
    column: Numbers
    level: Numbers
    once: Numbers
    weight: Floats
    confidence: Floats

    @property
    def shape(self) -> tuple[int, int, int]:
        """Return the sizes of X."""
        return len(self.rows), len(self.columns), len(self.levels)

    def first(self, kept: NDArray[np.bool_] | None = None) -> Numbers:
        """Return the numbers of the claims that count: the first of each set of duplicates among those ``kept``."""
        numbers = np.arange(len(self.claims)) if kept is None else np.flatnonzero(kept)
        _, first = np.unique(self.once[numbers], return_index=True)
        found: Numbers = np.sort(numbers[first])
        return found

    def cube(self, numbers: Numbers, weights: Floats | None = None) -> Floats:
        """Return X of the claims with these numbers."""
        cells = np.ravel_multi_index((self.row[numbers], self.column[numbers], self.level[numbers]), self.shape)
        given = self.weight[numbers] if weights is None else weights
        filled = np.bincount(cells, weights=given, minlength=int(np.prod(self.shape)))
        return filled.reshape(self.shape).astype(np.float64)


def counted(claims: Iterable[Claim], plan: Plan) -> Counted:
    """Return the claims that a plan takes as numbers.

    Raises CodingError where no claim has the variables, or where a qualifier has values of several kinds.
    """
    ordered = sorted(claims, key=lambda claim: claim.at)
    row_of, column_of = _reads(plan.rows), _reads(plan.columns)
    level_of: Callable[[Claim], Level] = _reads(plan.qualifier) if plan.qualifier is not None else lambda claim: None
    _check(ordered, plan)
    asks = plan.aggregation != "ignore"
    named = [claim for claim in ordered if _named(row_of(claim)) and _named(column_of(claim))]
    taken = [claim for claim in named if _taken(claim, plan) and (not asks or _levelled(level_of(claim)))]
    if plan.copies == "once" and plan.compat is None:
        taken = _without_copies(taken)
    if plan.busiest is not None:
        taken = _of_busiest(taken, plan.busiest, row_of, column_of, plan.shape)
    shown = named if plan.isolates and plan.busiest is None else taken
    rows, columns = _labels(map(row_of, shown)), _labels(map(column_of, shown))
    if plan.shape == "directed":
        rows = columns = tuple(sorted({*rows, *columns}))
    # DNA keeps the levels of a qualifier that it ignores, and its Jaccard normalisation sees them
    keeps = asks or plan.compat == "dna"
    _check_size(rows, columns, plan)
    levels, spread = _levels(
        [level_of(claim) for claim in named if not asks or _levelled(level_of(claim))] if keeps else []
    )
    at_row, at_column = _places(rows), _places(columns)
    at_level = {level: number for number, level in enumerate(levels)}
    told = [level_of(claim) if keeps and _levelled(level_of(claim)) else None for claim in taken]
    same = told if asks else [None] * len(taken)
    return Counted(
        claims=tuple(taken),
        rows=rows,
        columns=columns,
        levels=levels,
        spread=spread,
        row=_numbers(at_row[str(row_of(claim))] for claim in taken),
        column=_numbers(at_column[str(column_of(claim))] for claim in taken),
        level=_numbers(at_level[level] for level in told),
        once=_sets(taken, same, plan, row_of, column_of),
        weight=np.array([one.confidence if plan.weighting == "confidence" else 1.0 for one in taken], dtype=np.float64),
        confidence=np.array([claim.confidence for claim in taken], dtype=np.float64),
    )


def _reads(variable: str) -> Callable[[Claim], Value | None]:
    if variable.startswith("document."):
        name = variable.removeprefix("document.")
        return lambda claim: claim.fields.get(name)
    return lambda claim: claim.values[variable] if variable in claim.values else claim.fields.get(variable)


def _check(claims: Sequence[Claim], plan: Plan) -> None:
    if not claims:
        return
    for variable in (plan.rows, plan.columns, plan.qualifier):
        if variable is not None and all(_reads(variable)(claim) is None for claim in claims):
            known = sorted({name for claim in claims for name in claim.values})
            raise CodingError(f"no claim has the variable {variable!r}; there are {', '.join(known)}")


def _named(value: Value | None) -> bool:
    return value is not None and value != ""


def _levelled(value: Level) -> bool:
    return value is not None and value != ""


def _taken(claim: Claim, plan: Plan) -> bool:
    if plan.start is not None and claim.at < plan.start:
        return False
    if plan.stop is not None and claim.at > plan.stop:
        return False
    if claim.confidence < plan.least_confidence or (plan.certainties and claim.certainty not in plan.certainties):
        return False
    if any(_reads(variable)(claim) in values for variable, values in plan.exclude.items()):
        return False
    return all(_reads(variable)(claim) in values for variable, values in plan.only.items())


def _without_copies(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out claims of near-copies of a text that is there itself, or of which another copy came first."""
    standing: dict[str, str] = {}
    for claim in claims:
        text = claim.original or claim.document
        if text not in standing or claim.document == text:
            standing[text] = claim.document
    return [claim for claim in claims if standing[claim.original or claim.document] == claim.document]


def _of_busiest(claims: Sequence[Claim], most: int, row_of: _Read, column_of: _Read, shape: Shape) -> list[Claim]:
    """Return the claims of the rows that have the most, and of two modes about such columns; of equals, by name."""
    said, about = Counter(map(row_of, claims)), Counter(map(column_of, claims))
    if shape == "directed":
        said = about = said + about
    rows, columns = (
        {value for value, _ in sorted(count.items(), key=lambda one: (-one[1], str(one[0])))[:most]}
        for count in (said, about)
    )
    return [claim for claim in claims if row_of(claim) in rows and (shape == "one-mode" or column_of(claim) in columns)]


def _check_size(rows: Sequence[str], columns: Sequence[str], plan: Plan) -> None:
    cells = len(rows) * max(len(columns), len(rows) if plan.shape == "one-mode" else 0)
    if cells > _MOST_CELLS:
        raise CodingError(
            f"a network of {len(rows):,} rows and {len(columns):,} columns does not fit into memory; "
            "take the busiest 1,000, or a shorter time"
        )


def _labels(values: Iterable[Value | None]) -> tuple[str, ...]:
    return tuple(sorted({str(value) for value in values}))


def _places(labels: Sequence[str]) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels)}


def _levels(values: Sequence[Level]) -> tuple[tuple[Level, ...], float | None]:
    """Return the levels in order (None last, for claims without one), and their range; a boolean always has both."""
    there = {value for value in values if value is not None and value != ""}
    without: tuple[Level, ...] = (None,) if not there or len(there) < len(set(values)) else ()
    kinds = {type(value) for value in there}
    if len(kinds) > 1:
        raise CodingError("the qualifier is a number in some claims and a word in others; name another qualifier")
    if kinds == {bool}:
        return (False, True, *without), 1.0
    levels: list[Any] = sorted(there)  # of one kind
    return (*levels, *without), float(levels[-1] - levels[0]) if kinds == {int} else None


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def _sets(
    claims: Sequence[Claim],
    levels: Sequence[Level],
    plan: Plan,
    row_of: Callable[[Claim], Value | None],
    column_of: Callable[[Claim], Value | None],
) -> Numbers:
    """Return the number of the set of duplicates of each claim: same row, column, level, and document or time."""
    if plan.duplicates == "all":
        return np.arange(len(claims))
    sets: dict[tuple[object, ...], int] = {}
    return _numbers(
        sets.setdefault((row_of(claim), column_of(claim), level, _unit(claim, plan)), len(sets))
        for claim, level in zip(claims, levels, strict=True)
    )


def _unit(claim: Claim, plan: Plan) -> object:
    if plan.duplicates == "document":
        return claim.document
    return unit_of(claim.at, plan.duplicates, years=plan.compat is None)


def unit_of(at: datetime, unit: Duplicates, *, years: bool = True) -> object:
    """Return which week (ISO), month or year a time lies in; without ``years`` as DNA 3.1 does, which forgets them.

    >>> from datetime import UTC
    >>> unit_of(datetime(2024, 12, 30, tzinfo=UTC), "week"), unit_of(datetime(2024, 12, 30, tzinfo=UTC), "month")
    ((2025, 1), (2024, 12))
    """
    if unit == "week":
        week = at.isocalendar()
        return (week.year, week.week) if years else week.week
    if unit == "month":
        return (at.year, at.month) if years else at.month
    return at.year if unit == "year" else None
