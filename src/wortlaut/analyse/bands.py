"""How sure a network is: bands for every weight by a seeded bootstrap over claims (Efron & Tibshirani 1993)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from wortlaut.analyse.counts import Counted, Numbers
from wortlaut.analyse.networks import Weighted
from wortlaut.analyse.weights import weights
from wortlaut.errors import CodingError

_ROOM = 256_000_000  # bytes for the drawn weights of some rows


def bands(
    found: Weighted,
    *,
    rounds: int = 200,
    level: float = 0.9,
    seed: int = 1,
    documents: bool = False,
    told: Callable[[int, int], None] | None = None,
) -> Weighted:
    """Return the network with ``low`` and ``high``: in ``level`` of all rounds a weight lies between them.

    In each round a claim is there with its confidence as the probability (1 for what a person has decided): what
    remains unsure is what the machine has found. With ``documents`` each round also draws as many documents as there
    are, with replacement, so that the bands tell what another sample of articles would give. ``told`` is called with
    how many of how many steps are done. Equal seeds give equal bands.
    """
    if rounds < 2 or not 0 < level < 1:
        raise CodingError("bands need 2 rounds at least and a level between 0 and 1, such as 0.9")
    numbers, plan = found.counted, found.plan
    drawn = _drawn(numbers, rounds, seed, documents)
    size, across = found.array.shape
    low, high = np.zeros_like(found.array), np.zeros_like(found.array)
    symmetric = plan.shape == "one-mode"
    height = max(1, min(size, _ROOM // max(1, 4 * rounds * across)))
    starts = range(0, size, height)
    cube = np.zeros(numbers.shape, dtype=np.float32)
    flat = cube.reshape(-1)
    edges = ((1 - level) / 2, (1 + level) / 2)
    for step, start in enumerate(starts):
        rows = slice(start, min(size, start + height))
        some = np.empty((rounds, rows.stop - start, across), dtype=np.float32)
        for number, (cells, counts) in enumerate(drawn):
            flat[:] = 0
            flat[cells] = counts
            some[number] = weights(cube, numbers, plan, rows)
        left = start if symmetric else 0
        low[rows, left:], high[rows, left:] = _quantiles(some[:, :, left:], edges)
        if told is not None:
            told(step + 1, len(starts))
    if symmetric:
        low, high = (np.triu(one) + np.triu(one, 1).T for one in (low, high))
    return replace(found, low=low, high=high)


def _quantiles(some: np.ndarray, edges: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper edge over the rounds: values that were drawn, the outer ones."""
    last = len(some) - 1
    at = int(np.floor(edges[0] * last)), int(np.ceil(edges[1] * last))
    some.partition(at, axis=0)
    return some[at[0]], some[at[1]]


def _drawn(numbers: Counted, rounds: int, seed: int, documents: bool) -> list[tuple[Numbers, np.ndarray]]:
    """Return for each round the cells of X that are not 0, and what stands in them."""
    chance = np.random.default_rng(seed)
    cells = np.ravel_multi_index((numbers.row, numbers.column, numbers.level), numbers.shape)
    names = sorted({claim.document for claim in numbers.claims})
    at = {name: number for number, name in enumerate(names)}
    document = np.array([at[claim.document] for claim in numbers.claims], dtype=np.int64)
    found = []
    for _ in range(rounds):
        kept = chance.random(len(numbers.claims)) < numbers.confidence
        times = None
        if documents:
            times = np.bincount(chance.integers(0, len(names), len(names)), minlength=len(names))[document]
            kept &= times > 0
        first = numbers.first(kept)
        weight = numbers.weight[first] if times is None else numbers.weight[first] * times[first]
        there, inverse = np.unique(cells[first], return_inverse=True)
        found.append((there.astype(np.int64), np.bincount(inverse, weights=weight).astype(np.float32)))
    return found
