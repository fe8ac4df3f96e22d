"""Decoding thresholds, chosen on dev."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training.corpora import ROLES, Example
from training.evaluate import LABELS, evaluate
from wortlaut.tag.tagger import Labels
from wortlaut.tag.words import WordPieces

BIASES = (-1.0, -0.6, -0.3, 0.0, 0.3, 0.6)
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
    """Remembers what the encoder said, since only the decoding changes between trials."""

    def __init__(self, engine: object) -> None:
        self._engine, self._known = engine, {}  # type: ignore[var-annotated]

    def encode(self, ids, depth, mask, heads):  # type: ignore[no-untyped-def]
        """Return states and tag logits, computed once per batch."""
        key = ids.tobytes()
        if key not in self._known:
            self._known[key] = self._engine.encode(ids, depth, mask, heads)  # type: ignore[attr-defined]
        return self._known[key]

    def relate(self, *features):  # type: ignore[no-untyped-def]
        """Return logits of roles, kinds and media."""
        return self._engine.relate(*features)  # type: ignore[attr-defined]
