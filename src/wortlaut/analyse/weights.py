"""From X to the weights of a network: aggregation and normalisation (Leifeld 2017; rDNA 3.1.2).

One-mode weights of rows i and i' are sums over columns j and levels k of products x_ijk * s_kk' * x_i'jk', where s
says how alike two levels are; the normalisations divide by how active both are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from wortlaut.analyse.counts import Counted, Floats
from wortlaut.analyse.plan import Aggregation, Plan

Real = NDArray[Any]


def weights(cube: Real, counted: Counted, plan: Plan, rows: slice = slice(None)) -> Real:
    """Return the weights of ``rows`` (all) against all rows, or all columns; ``cube`` is X of these claims.

    The diagonal of a one-mode network is 0, and so is a weight whose denominator is.
    """
    if plan.shape == "one-mode":
        return _projected(cube, counted, plan, rows)
    return _crossed(cube, counted, plan)[rows]


def _projected(cube: Real, counted: Counted, plan: Plan, rows: slice) -> Real:
    size = cube.shape[0]
    flat = _flat(cube)
    if plan.aggregation == "conflict" and counted.spread is None:
        found = _alone(cube, plan, rows)
    else:
        alike = likeness(plan.aggregation, counted, plan).astype(cube.dtype)
        left = flat if np.array_equal(alike, np.eye(len(alike))) else _flat(cube @ alike)
        found = left[rows] @ flat.T
        if plan.aggregation == "subtract" and counted.spread is None:
            found = found - _alone(cube, plan, rows)
    if plan.normalisation != "no":
        found = _divided(found, _denominator(cube, plan, rows))
    own = np.arange(size)[rows]
    found[own - (own[0] if len(own) else 0), own] = 0
    return found


def likeness(aggregation: Aggregation, counted: Counted, plan: Plan) -> Floats:
    """Return the matrix s of the levels: 1 for equal ones (congruence), for different ones (conflict), both (ignore).

    Levels that are numbers are alike as they are near: 1 - |k - k'| / R. Where all claims have the same number (R = 0)
    DNA divides by zero; here they are alike.
    """
    size = len(counted.levels)
    if aggregation == "ignore":
        return np.ones((size, size))
    if counted.spread is None:
        return np.eye(size)
    told = np.array([float(level or 0) for level in counted.levels])
    apart = np.abs(told[:, None] - told[None, :])
    if counted.spread:
        apart = apart / counted.spread
    elif plan.compat == "dna":
        apart = np.full_like(apart, np.nan)
    alike: dict[str, Floats] = {"congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart}
    return alike[aggregation]


def _alone(cube: Real, plan: Plan, rows: slice) -> Real:
    """Return how often one of two rows alone uses a level that is a word.

    DNA counts a column of which the other says nothing at all; that is no conflict, and is left out here.
    """
    flat = _flat(cube)
    missing = flat == 0
    if plan.compat is None:
        missing = missing & np.repeat(cube.sum(axis=2) > 0, cube.shape[2], axis=1)
    lacking = missing.astype(cube.dtype)
    found: Real = flat[rows] @ lacking.T + lacking[rows] @ flat.T
    return found


def _denominator(cube: Real, plan: Plan, rows: slice) -> Real:
    flat = _flat(cube)
    if plan.normalisation == "jaccard":
        missing = (flat == 0).astype(cube.dtype)
        both: Real = flat[rows] @ missing.T + missing[rows] @ flat.T + flat[rows] @ flat.T
        return both
    active = flat.sum(axis=1)
    if plan.normalisation == "average":
        mean: Real = (active[rows, None] + active[None, :]) / 2
        return mean
    if plan.compat is None:
        if plan.aggregation == "ignore":
            flat = cube.sum(axis=2)
        active = np.sqrt((flat * flat).sum(axis=1))
    product: Real = active[rows, None] * active[None, :]
    return product


def _crossed(cube: Real, counted: Counted, plan: Plan) -> Real:
    found: Real
    if plan.aggregation == "combine":
        return _codes(cube, counted)
    if plan.aggregation == "ignore" or counted.spread is None:
        found = cube.sum(axis=2)
    else:
        found = cube @ np.array([_sign(level) for level in counted.levels], dtype=cube.dtype)
    if plan.normalisation == "no":
        return found
    total = cube.sum(axis=2)
    return _divided(found, total.sum(axis=1 if plan.normalisation == "activity" else 0, keepdims=True))


def _sign(level: object) -> float:
    if isinstance(level, bool):
        return 1.0 if level else -1.0
    return float(level) if isinstance(level, int) else 1.0


def _codes(cube: Real, counted: Counted) -> Real:
    """Return which levels occur, as bits: of a boolean 1 for, 2 against; of others the lowest level is 1."""
    order = (1, 0) if isinstance(counted.levels[0], bool) else range(len(counted.levels))
    bits = sum((cube[:, :, level] > 0) * (1 << number) for number, level in enumerate(order))
    return np.asarray(bits, dtype=cube.dtype)


def _flat(cube: Real) -> Real:
    flat: Real = cube.reshape(cube.shape[0], cube.shape[1] * cube.shape[2])
    return flat


def _divided(found: Real, by: Real) -> Real:
    by = np.broadcast_to(by, found.shape)
    quotient: Real = np.divide(found, by, out=np.zeros_like(found), where=by != 0)
    return quotient
