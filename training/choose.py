"""Decoding thresholds, chosen on dev."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from training.corpora import ROLES, Example
from training.evaluate import LABELS, evaluate
from wortlaut.tag.tagger import Labels
from wortlaut.tag.words import WordPieces

BIASES = (-0.3, 0.0, 0.3, 0.6)
"""Nothing stricter: on dev, which is Wikinews, -0.6 gains 0.3 points of Joint and other articles lose statements."""
FLOORS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def choose(engine: object, pieces: WordPieces, dev: Sequence[Example]) -> Labels:
    """Return the labels whose biases and floors give the best Joint F1 on ``dev``, one after the other."""
    kept = Kept(engine)
    labels = LABELS

    def best(options: list[Labels]) -> Labels:
        return max(options, key=lambda option: evaluate(kept, pieces, dev, option)[0].joint.f1)

    for level in (0, 1):
        labels = best([replace(labels, quote_bias=_with(labels.quote_bias, level, b)) for b in BIASES])
    for role in range(len(ROLES)):
        labels = best([replace(labels, role_floor=_with(labels.role_floor, role, f)) for f in FLOORS])
    return labels


def _with(values: tuple[float, ...], at: int, value: float) -> tuple[float, ...]:
    return (*values[:at], value, *values[at + 1 :])


class Kept:
    """Remembers what the model said, since only the decoding changes between trials."""

    def __init__(self, engine: object) -> None:
        self._engine = engine
        self._windows, self._quotes = {}, {}  # type: ignore[var-annotated]

    def encode(self, ids, depth, heads, sentence):  # type: ignore[no-untyped-def]
        """Read a window once; arcs and grammar are not kept, thresholds do not touch them."""
        key = ids.tobytes() + depth.tobytes()
        if key not in self._windows:
            seen = self._engine.encode(ids, depth, heads, sentence)  # type: ignore[attr-defined]
            blank = np.zeros((len(heads), 0), np.float32)
            self._windows[key] = seen._replace(names=blank, grammar=blank, arcs=blank, relations=blank)
        return self._windows[key]

    def relate(self, states, place, distance, sentence):  # type: ignore[no-untyped-def]
        """Ask about a quote with the same neighbourhood once."""
        key = hash((states.tobytes(), place.tobytes(), distance.tobytes()))
        if key not in self._quotes:
            self._quotes[key] = self._engine.relate(states, place, distance, sentence)  # type: ignore[attr-defined]
        return self._quotes[key]
