"""Learning from decided codings: one logistic regression per concept on embeddings of sentences.

Users who have coded some hundred statements get their own nearness; nothing leaves the machine, and equal codings give
an equal model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wortlaut.coding.meaning import Embed, MeaningNearness
from wortlaut.coding.propose import said
from wortlaut.coding.words import Near
from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook
from wortlaut.record.reading import Reading

FEWEST = 5
"""Texts that a concept needs before it can be learnt."""
_STEPS, _RATE = 600, 0.9
_SCALE = 8.0
"""Embeddings lie close together; what parts them is stretched so that the penalty does not swallow it."""
_SCHEMA = "wortlaut-coding-model/1"
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was learnt: weights of each concept (rows), their constants, and the mean that is taken off a vector."""

    concepts: tuple[str, ...]
    weights: Matrix
    constants: Matrix
    mean: Matrix

    def probabilities(self, vectors: Matrix) -> Matrix:
        """Return the probability of each concept (columns) for each vector (rows)."""
        return _logistic((np.asarray(vectors) - self.mean) * _SCALE @ self.weights.T + self.constants)


def decided(readings: Iterable[Reading], codebook: Codebook) -> list[tuple[str, frozenset[str]]]:
    """Return the words of each statement of coded readings with its concepts, none for one that was left without.

    Only readings that have a coding with this codebook count: of the others nobody has decided anything.
    """
    found = []
    for reading in readings:
        codings = [one for one in reading.codings if one.codebook == codebook.id and one.kind == "statement"]
        if not codings:
            continue
        for statement in reading.statements:
            words = said(reading, statement)
            if words:
                found.append((words, frozenset(one.concept for one in codings if one.finding == statement.id)))
    return found


def learn(vectors: Matrix, labels: Sequence[frozenset[str]], *, penalty: float = 1.0, fewest: int = FEWEST) -> Model:
    """Learn which concepts a vector has, out of examples.

    Concepts with fewer than ``fewest`` examples are left out. ``penalty`` holds weights down (L2), in units of one
    example. Raises CodingError if no concept is left or there are not as many labels as vectors.
    """
    if len(vectors) != len(labels):
        raise CodingError(f"{len(vectors)} vectors need as many labels, not {len(labels)}")
    counts: dict[str, int] = {}
    for one in labels:
        for concept in one:
            counts[concept] = counts.get(concept, 0) + 1
    concepts = tuple(sorted(concept for concept, count in counts.items() if count >= fewest))
    if not concepts:
        raise CodingError(f"no concept has {fewest} coded statements yet; code more before a model is trained")
    mean = np.asarray(vectors, dtype=np.float64).mean(axis=0)
    told = (np.asarray(vectors, dtype=np.float64) - mean) * _SCALE
    wanted = np.array([[float(concept in one) for concept in concepts] for one in labels])
    weights, constants = _fitted(told, wanted, penalty)
    return Model(concepts=concepts, weights=weights, constants=constants, mean=mean)


def _fitted(told: Matrix, wanted: Matrix, penalty: float) -> tuple[Matrix, Matrix]:
    """Return weights and constants by gradient descent with Nesterov's momentum; a fixed number of steps."""
    many = len(told)
    weights = np.zeros((wanted.shape[1], told.shape[1]))
    shares = np.clip(wanted.mean(axis=0), 1e-6, 1 - 1e-6)
    constants = np.log(shares / (1 - shares))
    steepest = float(np.linalg.norm(told, 2)) ** 2 / many / 4 + penalty / many + 0.25
    ahead, ahead_constants = weights.copy(), constants.copy()
    for step in range(_STEPS):
        miss = (_logistic(told @ ahead.T + ahead_constants) - wanted) / many
        new = ahead - (miss.T @ told + penalty / many * ahead) / steepest
        new_constants = ahead_constants - miss.sum(axis=0) / steepest
        push = min(_RATE, step / (step + 3))
        ahead, ahead_constants = new + push * (new - weights), new_constants + push * (new_constants - constants)
        weights, constants = new, new_constants
    return weights, constants


def _logistic(odds: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-np.clip(odds, -40, 40)))


class TrainedNearness:
    """Nearness of a model that has learnt; concepts that it does not know are near by words and meaning."""

    def __init__(self, codebook: Codebook, embed: Embed, model: Model) -> None:
        self._rest = MeaningNearness(codebook, embed)
        self._embed = embed
        self._model = model
        self._places = {concept: at for at, concept in enumerate(model.concepts)}

    def near(self, text: str) -> tuple[Near, ...]:
        """Return how near a text is to each concept; ``probability`` is what was learnt."""
        learnt = self._model.probabilities(np.asarray(self._embed([text]), dtype=np.float64))[0]
        return tuple(
            replace(one, probability=float(learnt[self._places[one.concept]])) if one.concept in self._places else one
            for one in self._rest.near(text)
        )


def model_json(model: Model) -> str:
    """Return a model as JSON; ``model_from`` gives it back."""
    told = {
        "schema": _SCHEMA,
        "concepts": list(model.concepts),
        "weights": np.round(model.weights, 5).tolist(),
        "constants": np.round(model.constants, 5).tolist(),
        "mean": np.round(model.mean, 6).tolist(),
    }
    return json.dumps(told)


def model_from(text: str) -> Model:
    """Read a model; raises CodingError for anything that ``model_json`` did not write."""
    try:
        told = json.loads(text)
        if told["schema"] != _SCHEMA:
            raise ValueError(told["schema"])
        model = Model(
            concepts=tuple(map(str, told["concepts"])),
            weights=np.array(told["weights"], dtype=np.float64),
            constants=np.array(told["constants"], dtype=np.float64),
            mean=np.array(told["mean"], dtype=np.float64),
        )
        if model.weights.shape != (len(model.concepts), *model.mean.shape) or len(model.constants) != len(
            model.concepts
        ):
            raise ValueError("the numbers do not fit each other")
    except (ValueError, KeyError, TypeError) as error:
        raise CodingError(f"this is no model of codings ({error}); train it anew") from None
    return model
