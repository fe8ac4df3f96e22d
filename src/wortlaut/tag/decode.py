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


def softmax(logits: Floats) -> Floats:
    """Return probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def quotes(probabilities: Floats, sentence: Sequence[int], *, bias: float = 0.0) -> list[tuple[list[int], float]]:
    """Return (word positions, score) per quote of one level.

    ``probabilities`` has shape (words, 3): outside, begin, inside. ``bias`` in log space favours
    (> 0) or hinders (< 0) quotes. An inside tag after a gap within a sentence continues the quote before
    it; that is how a split quote is one quote. A single word left out is filled in.
    The score is the mean probability of being quoted.
    """
    if not len(probabilities):
        return []
    weighted = np.log(np.maximum(probabilities, 1e-9))
    weighted[:, 1:] += bias
    tags = weighted.argmax(axis=-1)
    found: list[list[int]] = []
    for word in np.flatnonzero(tags).tolist():
        last = found[-1][-1] if found else -GAP - 2
        goes_on = word == last + 1 or (word - last <= GAP + 1 and sentence[word] == sentence[last])
        if tags[word] == INSIDE and goes_on:
            found[-1].extend(range(last + 1, word) if word - last == 2 else ())
            found[-1].append(word)
        else:
            found.append([word])
    quoted = 1.0 - probabilities[:, OUTSIDE]
    begun = (words for words in found if tags[words[0]] == BEGIN or len(words) >= ORPHAN)
    return [(words, float(quoted[words].mean())) for words in begun]
