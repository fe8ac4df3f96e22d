"""The words around one quote among which its speaker, cue, frame and addressee are sought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

BEFORE, AFTER, INSIDE = 80, 50, 24
"""Words before and after a quote, and at either end within a long one."""

PLACES, DISTANCES, SENTENCES = 4, 50, 9
"""Sizes of the three feature tables."""

_EDGES = np.array([17, 20, 24, 29, 36, 45, 60])


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """Word positions and, per word, three features.

    ``place``: 0 outside any quote, 1 in another, 2 in this one, 3 its first word; ``distance``: signed
    and bucketed; ``sentence``: sentences from the quote's first word, -4 to 4, shifted to 0 to 8.
    """

    at: Ints
    place: Ints
    distance: Ints
    sentence: Ints


def neighbourhood(quote: Sequence[int], quoted: NDArray[np.bool_], sentence: Ints) -> Neighbourhood:
    """Return the neighbourhood of ``quote`` (word positions); ``quoted`` marks words of any quote."""
    start, stop, total = quote[0], quote[-1] + 1, len(quoted)
    head = np.arange(max(0, start - BEFORE), min(total, start + INSIDE))
    tail = np.arange(max(0, stop - INSIDE), min(total, stop + AFTER))
    at = np.union1d(head, tail)
    place = quoted[at].astype(np.int64)
    place[np.isin(at, quote)] = 2
    place[at == start] = 3
    return Neighbourhood(
        at=at,
        place=place,
        distance=_bucket(np.where(at < start, at - start, np.maximum(0, at - stop + 1))),
        sentence=np.clip(sentence[at] - sentence[start], -4, 4) + 4,
    )


def _bucket(distance: Ints) -> Ints:
    """Map a signed distance in words to 0 … 48: exact up to 16, coarser beyond; 24 is zero."""
    size = np.abs(distance)
    size = np.where(size < 17, size, 16 + np.searchsorted(_EDGES, size, side="right"))
    return np.asarray(np.sign(distance) * size + 24, dtype=np.int64)
