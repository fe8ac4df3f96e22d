"""Confidence of codings: features of nearness and stance, weighed by the table ``coding_weights``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from wortlaut.coding.stance import Ground
from wortlaut.coding.words import Near
from wortlaut.lexicon import table


def features(near: Near) -> dict[str, float]:
    """Return what tells that a text is about a concept, as numbers."""
    found = {
        "constant": 1.0,
        "score": near.score,
        "covered": near.covered,
        "alike": near.alike,
        "keyword": float(near.keyword is not None),
    }
    return found if near.meaning is None else found | {"meaning": near.meaning}


def concept_confidence(near: Near) -> float:
    """Return the probability that a text is about a concept; that of a trained model where there is one."""
    if near.probability is not None:
        return near.probability
    weights = _weights()["words" if near.meaning is None else "meaning"]
    return _logistic(sum(weights[name] * value for name, value in features(near).items()))


def agreement_confidence(ground: Ground) -> float:
    """Return the probability that an agreement on this ground is right.

    >>> 0.5 < agreement_confidence("plain") < agreement_confidence("marked") < 1
    True
    """
    return _logistic(_weights()["agreement"][ground])


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in table("coding_weights"):
        found.setdefault(row["target"], {})[row["feature"]] = float(row["weight"])
    return found
