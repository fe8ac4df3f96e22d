"""From tag probabilities to quotes: sequences of word positions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2

ORPHAN = 3
"""A quote that no tag begins needs at least this many words."""

GAP = 16
"""A split quote goes on after at most this many words of the same sentence in between."""


HOLE, DOUBT = 5, 0.3
"""A hole of at most so many words in a quote is filled if on average they are quoted with this probability;
chosen on dev. A hole of one word always is."""


def softmax(logits: Floats) -> Floats:
    """Return probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def quotes(probabilities: Floats, sentence: Sequence[int], *, bias: float = 0.0) -> list[tuple[list[int], float]]:
    """Return (word positions, score) per quote of one level.

    ``probabilities`` has shape (words, 3): outside, begin, inside. ``bias`` in log space favours
    (> 0) or hinders (< 0) quotes. An inside tag after a gap within a sentence continues the quote before
    it; that is how a split quote is one quote. Small holes are filled. The score is the mean probability of
    being quoted.
    """
    if not len(probabilities):
        return []
    weighted = np.log(np.maximum(probabilities, 1e-9))
    weighted[:, 1:] += bias
    tags = weighted.argmax(axis=-1)
    quoted = 1.0 - probabilities[:, OUTSIDE]
    found: list[list[int]] = []
    for word in np.flatnonzero(tags).tolist():
        last = found[-1][-1] if found else -GAP - 2
        goes_on = word == last + 1 or (word - last <= GAP + 1 and sentence[word] == sentence[last])
        if tags[word] == INSIDE and goes_on:
            hole = range(last + 1, word)
            doubtful = len(hole) == 1 or (0 < len(hole) <= HOLE and quoted[hole.start : hole.stop].mean() >= DOUBT)
            found[-1].extend(hole if doubtful else ())
            found[-1].append(word)
        else:
            found.append([word])
    begun = (words for words in found if tags[words[0]] == BEGIN or len(words) >= ORPHAN)
    return [(words, float(quoted[words].mean())) for words in begun]


def names(probabilities: Floats, sentence: Sequence[int]) -> list[tuple[list[int], int, float]]:
    """Return (word positions, kind, score) per name.

    ``probabilities`` has shape (words, 1 + 2 × kinds): no name, then begin and inside of each kind. A run of words
    that are rather a name than not is cut where a word rather begins one of another kind than goes on; the kind is
    the one with the most probability over the whole run, the score its mean.
    """
    begin, inside = probabilities[:, 1::2], probabilities[:, 2::2]
    kinds = begin + inside
    best = kinds.argmax(axis=1)
    starts = begin.sum(axis=1) >= inside.sum(axis=1)
    runs: list[list[int]] = []
    for word in np.flatnonzero(probabilities.argmax(axis=1)).tolist():
        next_to = runs and runs[-1][-1] == word - 1 and sentence[word] == sentence[word - 1]
        if next_to and not (starts[word] and best[word] != best[word - 1]):
            runs[-1].append(word)
        else:
            runs.append([word])
    found = []
    for run in runs:
        sums = kinds[run].mean(axis=0)
        kind = int(sums.argmax())
        found.append((run, kind, float(sums[kind])))
    return found
