"""Calibration: what the model says → how often that is right, by isotonic regression on dev.

Zadrozny and Elkan 2002; the error is the expected calibration error over ten equal bins of probability (Naeini et
al. 2015), measured on documents that did not fit the curve (five folds).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression, linear_sum_assignment

from training.corpora import ROLES, Example
from training.evaluate import spans
from wortlaut.record import QuoteTag, Tags
from wortlaut.tag.tagger import Labels, tag
from wortlaut.tag.words import WordPieces

Floats = NDArray[np.float64]
Curve = tuple[list[float], list[float]]
"""What the model says, rising, and how often that is right."""
Judged = list[tuple[float, bool]]
"""What the model says of each thing it found in a document, and whether it is right."""

BINS, FOLDS, POINTS = 10, 5, 16
PRIOR = 4
"""Each point is drawn to the middle as if so many more cases had been seen there, half of them right."""


def curve(said: Floats, right: Floats) -> Curve:
    """Return up to ``POINTS`` points of a rising curve from 0 to 1."""
    order = np.argsort(said, kind="stable")
    parts = [part for part in np.array_split(order, POINTS) if len(part)]
    middle = np.array([said[part].mean() for part in parts])
    rate = np.array([(right[part].sum() + PRIOR / 2) / (len(part) + PRIOR) for part in parts])
    rising = isotonic_regression(rate, weights=[len(part) for part in parts]).x
    points = sorted(dict(zip(middle.round(4).tolist(), rising.round(4).tolist(), strict=True)).items())
    return [x for x, _ in points], [y for _, y in points]


def error(said: Floats, right: Floats) -> float:
    """Return the expected calibration error."""
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = [abs(said[place == b].mean() - right[place == b].mean()) * (place == b).sum() for b in np.unique(place)]
    return float(sum(gaps) / len(said)) if len(said) else 0.0


def fitted(documents: Sequence[Judged]) -> tuple[Curve, float, float]:
    """Return the curve of all documents, and the error without and with a curve of other documents."""
    columns = [np.array(judged, dtype=float).reshape(-1, 2) for judged in documents]
    before, after = [], []
    for fold in range(FOLDS):
        seen = np.concatenate([c for i, c in enumerate(columns) if i % FOLDS != fold])
        rest = np.concatenate([c for i, c in enumerate(columns) if i % FOLDS == fold])
        x, y = curve(seen[:, 0], seen[:, 1])
        before.append(rest)
        after.append(np.stack([np.interp(rest[:, 0], x, y), rest[:, 1]], 1))
    everything, mapped = np.concatenate(before), np.concatenate(after)
    return curve(everything[:, 0], everything[:, 1]), error(*everything.T), error(*mapped.T)


def calibrate(
    engine: object, pieces: WordPieces, labels: Labels, quotes: Sequence[Example], names: Sequence[Example]
) -> tuple[Labels, dict[str, dict[str, float]]]:
    """Return labels with curves for statement, role and name, and the errors of each before and after.

    A head with fewer documents than folds keeps what the model says.
    """
    plain = replace(labels, calibration={})
    judges: dict[str, tuple[Sequence[Example], Callable[[Example, Tags], Judged]]] = {
        "statement": (quotes, _statements),
        "role": (quotes, _roles),
        "name": (names, _names),
    }
    curves, errors = {}, {}
    read: dict[int, Tags] = {}
    for head, (examples, judge) in judges.items():
        if len(examples) < FOLDS:
            continue
        for e in examples:
            if id(e) not in read:
                read[id(e)] = tag(engine, pieces, plain, e.words, quotes_only=e.names is None)  # type: ignore[arg-type]
        points, before, after = fitted([judge(e, read[id(e)]) for e in examples])
        curves[head] = points
        errors[head] = {"ece_raw": before, "ece": after}
    return replace(labels, calibration=curves), errors


def matched(example: Example, tags: Tags) -> list[tuple[QuoteTag, int | None]]:
    """Pair each found quote with the gold quote it shares most with, if token F1 is 0.5 or more."""
    gold = [set(quote.words) for quote in example.quotes or ()]
    shares = np.array([[_f1(set(found.tokens), words) for words in gold] for found in tags.quotes])
    partner: dict[int, int] = {}
    if shares.size:
        rows, columns = linear_sum_assignment(-shares)
        partner = {int(r): int(c) for r, c in zip(rows, columns, strict=True) if shares[r, c] >= 0.5}
    return [(quote, partner.get(i)) for i, quote in enumerate(tags.quotes)]


def _f1(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _statements(example: Example, tags: Tags) -> Judged:
    gold = example.quotes or ()
    return [
        (quote.confidence, place is not None and gold[place].kind == quote.kind)
        for quote, place in matched(example, tags)
    ]


def _roles(example: Example, tags: Tags) -> Judged:
    gold = example.quotes or ()
    return [
        (chance, word in gold[place].roles.get(role, ()))
        for quote, place in matched(example, tags)
        if place is not None
        for role in ROLES
        for word, chance in quote.role(role)
    ]


def _names(example: Example, tags: Tags) -> Judged:
    assert example.names is not None
    gold = spans(example.names)
    return [
        (name.confidence, (name.kind, name.tokens[0], name.tokens[-1] + 1) in gold)
        for name in tags.names
        if not (example.names[list(name.tokens)] < 0).any()
    ]
