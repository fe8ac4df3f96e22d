"""From arc scores to one tree per sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from wortlaut.tag.decode import Floats

Ints = NDArray[np.int64]


def sentence_bounds(sentence: Sequence[int] | Ints) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of words with the same sentence number."""
    first = 0
    for at in range(1, len(sentence) + 1):
        if at == len(sentence) or sentence[at] != sentence[first]:
            yield first, at
            first = at


def tree(scores: Floats) -> Ints:
    """Return the head of each word of one sentence; the root is its own head.

    ``scores`` has shape (words, words): how well each word (row) depends on each other one; the diagonal says how
    good a root it is. The best heads are taken as they are if they make a tree; otherwise the spanning tree of the
    highest score is sought (Chu and Liu 1965, Edmonds 1967), once with each of the three best roots.
    """
    heads = scores.argmax(axis=1)
    if _is_tree(heads):
        return np.asarray(heads, dtype=np.int64)
    roots = np.argsort(-np.diag(scores), kind="stable")[:3]
    trees = [_spanning(scores, int(root)) for root in roots]
    at = np.arange(len(scores))
    return max(trees, key=lambda found: float(scores[at, found].sum()))


def _is_tree(heads: Ints) -> bool:
    """Say whether exactly one word is its own head and all others lead to it."""
    at = np.arange(len(heads))
    if (heads == at).sum() != 1:
        return False
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return bool((heads[up] == up).all())


def _spanning(scores: Floats, root: int) -> Ints:
    """Return the best tree with the given root."""
    from ufal.chu_liu_edmonds import chu_liu_edmonds

    size = len(scores)
    weights = np.full((size + 1, size + 1), -np.inf)  # row 0 is the artificial root of the library
    weights[1:, 1:] = scores
    np.fill_diagonal(weights, -np.inf)
    weights[root + 1, 1:] = -np.inf
    weights[root + 1, 0] = 0.0
    heads, _ = chu_liu_edmonds(weights)
    found = np.asarray(heads[1:], dtype=np.int64) - 1
    found[root] = root
    return found
