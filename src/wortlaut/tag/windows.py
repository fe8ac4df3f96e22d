"""Windows: stretches of words that fit the encoder, cut at sentence ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wortlaut.tag.words import BOS, SEP, Words

Ints = NDArray[np.int64]

LIMIT = 384
"""Most pieces in one window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words ``first`` to ``last`` (half-open) and what the encoder gets for them.

    ``ids``, ``depth``: one number per piece; ``heads``: position of the first piece of each word.
    """

    first: int
    last: int
    ids: Ints
    depth: Ints
    heads: Ints


def cuts(sizes: Sequence[int], sentence: Sequence[int], *, limit: int, overlap: float) -> list[tuple[int, int]]:
    """Return half-open word ranges of at most ``limit`` pieces, ``overlap`` of each shared with the next."""
    total = len(sizes)
    ranges: list[tuple[int, int]] = []
    first, reached = 0, 0
    while reached < total:
        last = _fill(sizes, sentence, first, limit)
        if last <= reached:  # the overlap leaves no room for anything new
            first = reached
            last = _fill(sizes, sentence, first, limit)
        ranges.append((first, last))
        reached = last
        target = last - int((last - first) * overlap)
        first = _back_to_sentence(sentence, target, first + 1) if reached < total else total
    return ranges


def _fill(sizes: Sequence[int], sentence: Sequence[int], first: int, limit: int) -> int:
    """Return where a window from ``first`` ends: at a sentence end if one lies in its second half."""
    last, pieces = first, 0
    while last < len(sizes) and pieces + sizes[last] <= limit:
        pieces += sizes[last]
        last += 1
    if last == len(sizes):
        return last
    return _back_to_sentence(sentence, last, first + max(1, (last - first) // 2))


def _back_to_sentence(sentence: Sequence[int], word: int, floor: int) -> int:
    """Return the nearest sentence start at or before ``word``, or ``word`` if none comes after ``floor``."""
    start = word
    while start > floor and sentence[start] == sentence[start - 1]:
        start -= 1
    return start if start > floor else word


def windows(words: Words, pieces: Sequence[Sequence[int]], *, limit: int = LIMIT, overlap: float = 0.3) -> list[Window]:
    """Cut ``words`` into windows; every word is in at least one."""
    starts = [i > 0 and words.paragraph[i] != words.paragraph[i - 1] for i in range(len(words))]
    sizes = [len(p) + s for p, s in zip(pieces, starts, strict=True)]
    found = []
    for first, last in cuts(sizes, words.sentence, limit=limit - 2, overlap=overlap):
        ids, depth, heads = [BOS], [0], []
        for i in range(first, last):
            if starts[i] and i > first:
                ids.append(SEP)
                depth.append(0)
            heads.append(len(ids))
            ids.extend(pieces[i])
            depth.extend([words.depth[i]] * len(pieces[i]))
        ids.append(SEP)
        depth.append(0)
        found.append(
            Window(
                first=first,
                last=last,
                ids=np.array(ids, dtype=np.int64),
                depth=np.array(depth, dtype=np.int64),
                heads=np.array(heads, dtype=np.int64),
            )
        )
    return found
