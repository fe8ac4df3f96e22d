"""Concepts and agreement on DebateNet-mig15 (Lapesa et al. 2020): claims of the taz on migration in 2015.

    python -m bench.debatenet [--data FILE] [--write] [--weights]

Five folds by document; documents that share a quote (or most of its words) are in the same fold. A codebook is made
from the training folds: names of ours (`bench.debatenet_names`), ten examples and three keywords of each code (nouns
that its training claims have and others have not, as a user would think of). Asked is the main category
(hundreds) and the fine code of each claim of the test fold: is the first proposal right, is one of the first three?
Then the polarity of the claim towards its code. Confidence is fitted and checked on small codebooks, as studies have
them: eight codes drawn at random, and every other claim has its own code among them. `--write` keeps the figures and
puts the table into docs/reference/coding.md, `--weights` fits the table coding_weights of the lexicon to all folds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from bench.debatenet_claims import FOLDS, Quote, folds, quotes
from bench.debatenet_names import FINE, MAIN
from wortlaut.coding.confidence import features
from wortlaut.coding.meaning import Embed, MeaningNearness, embedder
from wortlaut.coding.stance import stance
from wortlaut.coding.train import learn
from wortlaut.coding.words import Near, words_of
from wortlaut.record.coding import Codebook, Concept

DATA = Path("../shared/data/debatenet_mig15/DebateNet-migr15v2.jsonl")
PAGE = Path(__file__).parents[1] / "docs/reference/coding.md"
RESULTS = Path(__file__).parent / "results/debatenet.json"
WEIGHTS = Path(__file__).parents[1] / "src/wortlaut/lexicon/coding_weights.tsv"
EXAMPLES, FEWEST, FITTED = 10, 10, 500
WORD_FEATURES = ("constant", "score", "covered", "alike", "keyword")
Row = dict[str, float]


def codebook(train: Sequence[Quote], seed: int) -> tuple[Codebook, set[str]]:
    """Return a codebook of the codes that the training claims have often enough, and the examples it uses up."""
    draw = random.Random(seed)
    by_code: dict[str, list[Quote]] = defaultdict(list)
    for quote in train:
        for code in quote.codes:
            by_code[code].append(quote)
    concepts, used = [], set()
    rate = Counter(word for quote in train for word in _nouns(quote.text))
    for code in sorted(by_code):
        if len(by_code[code]) < FEWEST:
            continue
        taken = draw.sample(by_code[code], EXAMPLES)
        used |= {quote.text for quote in taken}
        concepts.append(
            Concept(
                id=code,
                name=FINE.get(code, MAIN[code[0] + "00"]),
                keywords=_keywords(by_code[code], rate, len(train)),
                examples=tuple(quote.text for quote in taken if quote.positive is not False),
                counterexamples=tuple(quote.text for quote in taken if quote.positive is False),
            )
        )
    return Codebook(id="debatenet", name="DebateNet", concepts=tuple(concepts)), used


def _nouns(text: str) -> set[str]:
    return {word.lemma.capitalize() for word in words_of(text) if word.form[:1].isupper() and len(word.lemma) > 3}


def _keywords(claims: Sequence[Quote], rate: Counter[str], total: int, count: int = 3) -> tuple[str, ...]:
    """Return the nouns that tell the claims of a code best from all others (log-likelihood of what they have more)."""
    own = Counter(word for quote in claims for word in _nouns(quote.text))
    told = {word: n * log(n * total / len(claims) / rate[word]) for word, n in own.items() if n > 1}
    return tuple(sorted(told, key=lambda word: (-told[word], word))[:count])


def small(nears: Sequence[Near], gold: frozenset[str], draw: random.Random, size: int = 8) -> list[Near]:
    """Return the nearness to a small codebook: codes drawn at random, every other time with one that is right."""
    right = [near for near in nears if near.concept in gold]
    wrong = [near for near in nears if near.concept not in gold]
    kept = draw.sample(right, 1) if right and draw.random() < 0.5 else []
    return [*kept, *draw.sample(wrong, size - len(kept))]


def fit(rows: Sequence[Row], wanted: Sequence[bool], names: Sequence[str]) -> Row:
    """Fit a logistic regression by Newton's method; a small penalty keeps it finite."""
    matrix = np.array([[row[name] for name in names] for row in rows])
    right = np.array(wanted, dtype=float)
    weights = np.zeros(len(names))
    hold = np.eye(len(names))
    for _ in range(30):
        sure = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (right - sure) - hold @ weights
        weights += np.linalg.solve((matrix * (sure * (1 - sure))[:, None]).T @ matrix + hold, slope)
    return dict(zip(names, (float(one) for one in weights), strict=True))


def odds(weights: Row, row: Row) -> float:
    """Return the log odds of a row of features."""
    return sum(weight * row[name] for name, weight in weights.items())


def main_scores(scores: dict[str, float]) -> dict[str, float]:
    """Return the score of each main category: that of its best code."""
    found: dict[str, float] = {}
    for code, score in scores.items():
        found[code[0] + "00"] = max(found.get(code[0] + "00", -1e9), score)
    return found


class Tally:
    """Counts of right proposals."""

    def __init__(self) -> None:
        self.first = self.three = self.all = 0

    def add(self, scores: dict[str, float], gold: frozenset[str]) -> None:
        """Count one claim."""
        ranked = sorted(scores, key=lambda code: -scores[code])
        self.all += 1
        self.first += ranked[0] in gold
        self.three += bool(gold & set(ranked[:3]))

    def plain(self) -> dict[str, float]:
        """Return the shares."""
        return {"top1": round(self.first / self.all, 4), "top3": round(self.three / self.all, 4), "claims": self.all}


def f1(pairs: Sequence[tuple[bool, bool | None]]) -> dict[str, float]:
    """Return accuracy and macro F1 of for and against; what is unclear is wrong."""
    each = []
    for side in (True, False):
        right = sum(gold == side == given for gold, given in pairs)
        each.append(
            2 * right / max(1, sum(gold == side for gold, _ in pairs) + sum(given == side for _, given in pairs))
        )
    return {
        "accuracy": round(sum(gold == given for gold, given in pairs) / len(pairs), 4),
        "macro_f1": round(sum(each) / 2, 4),
        "claims": len(pairs),
    }


def run(found: Sequence[Quote], embed: Embed) -> tuple[dict[str, Any], dict[str, Row]]:
    """Measure all folds; return the figures and the weights fitted to all of them."""
    where = folds(found)
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: {"main": Tally(), "fine": Tally()})
    signs: dict[str, list[tuple[bool, bool | None]]] = defaultdict(list)
    grounds: dict[str, list[bool]] = defaultdict(list)
    every: list[tuple[Row, bool]] = []
    sure: dict[str, list[tuple[float, bool]]] = {"words": [], "meaning": []}
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr)
        train = [quote for quote, at in zip(found, where, strict=True) if at != fold]
        test = [quote for quote, at in zip(found, where, strict=True) if at == fold]
        book, used = codebook(train, fold)
        nearness = MeaningNearness(book, embed)
        rest = [quote for quote in train if quote.text not in used]
        sample = random.Random(fold).sample(rest, min(FITTED, len(rest)))
        draw = random.Random(fold)
        told = [
            (features(near), near.concept in quote.codes)
            for quote in sample
            for near in small(nearness.near(quote.text), quote.codes, draw)
        ]
        every += told
        rows, wanted = [row for row, _ in told], [right for _, right in told]
        by = {"words": fit(rows, wanted, WORD_FEATURES), "meaning": fit(rows, wanted, (*WORD_FEATURES, "meaning"))}
        model = learn(np.asarray(embed([one.text for one in train])), [one.codes for one in train])
        trained = model.probabilities(np.asarray(embed([one.text for one in test])))
        common = Counter(code for quote in train for code in quote.codes)
        many = Counter(code for quote in train for code in quote.main)
        polar = _polarity_model(train, embed)
        for quote, probabilities in zip(test, trained, strict=True):
            nears = nearness.near(quote.text)
            tell = {near.concept: features(near) for near in nears}
            scores = {name: {code: odds(w, row) for code, row in tell.items()} for name, w in by.items()}
            scores["trained"] = dict(zip(model.concepts, map(float, probabilities), strict=True))
            for name, one in scores.items():
                tallies[name]["fine"].add(one, quote.codes)
                tallies[name]["main"].add(main_scores(one), quote.main)
            tallies["most frequent"]["fine"].add(dict(common), quote.codes)
            tallies["most frequent"]["main"].add(dict(many), quote.main)
            for near in small(nears, quote.codes, draw):
                for name in sure:
                    p = float(1 / (1 + np.exp(-scores[name][near.concept])))
                    sure[name].append((p, near.concept in quote.codes))
            if quote.positive is not None:
                _polarity(quote, book, nears, polar, signs, grounds)
    names = (*WORD_FEATURES, "meaning")
    rows, wanted = [row for row, _ in every], [right for _, right in every]
    weights: dict[str, Row] = {"words": fit(rows, wanted, WORD_FEATURES), "meaning": fit(rows, wanted, names)}
    weights["agreement"] = {name: _odds_of(right) for name, right in grounds.items()}
    results = {
        "claims": len(found),
        "concepts": {name: {level: one.plain() for level, one in both.items()} for name, both in tallies.items()},
        "polarity": {name: f1(pairs) for name, pairs in signs.items()},
        "grounds": {name: {"right": round(sum(r) / len(r), 4), "claims": len(r)} for name, r in grounds.items()},
        "calibration": {name: _bins(pairs) for name, pairs in sure.items()},
    }
    return results, weights


def _polarity_model(train: Sequence[Quote], embed: Embed) -> Callable[[Quote], bool]:
    known = [quote for quote in train if quote.positive is not None]
    codes = sorted({code for quote in known for code in quote.codes})

    def told(some: Sequence[Quote]) -> Any:
        vectors = np.asarray(embed([quote.text for quote in some]), dtype=np.float64)
        rules = np.array([[0.3 * _sign(quote), *(0.15 * (code in quote.codes) for code in codes)] for quote in some])
        return np.hstack([vectors, rules])

    model = learn(told(known), [frozenset({"for"} if quote.positive else ()) for quote in known])
    return lambda quote: bool(model.probabilities(told([quote]))[0, 0] >= 0.5)


def _sign(quote: Quote) -> int:
    concept = _named(min(quote.codes))
    return {"for": 1, "against": -1, "unclear": 0}[stance(quote.text, concept).agreement]


def _named(code: str) -> Concept:
    return Concept(id=code, name=FINE.get(code, MAIN[code[0] + "00"]))


def _polarity(
    quote: Quote,
    book: Codebook,
    nears: Sequence[Near],
    polar: Callable[[Quote], bool],
    signs: dict[str, list[tuple[bool, bool | None]]],
    grounds: dict[str, list[bool]],
) -> None:
    gold = bool(quote.positive)
    code = min(quote.codes)
    near = next((one for one in nears if one.concept == code), None)
    concept = book.concept(code) or _named(code)
    given = {"for": True, "against": False, "unclear": None}
    by_name = stance(quote.text, _named(code))
    by_rule = stance(quote.text, concept, near=near)
    signs["most frequent"].append((gold, True))
    signs["rules, names only"].append((gold, given[by_name.agreement]))
    signs["rules and examples"].append((gold, given[by_rule.agreement]))
    signs["trained"].append((gold, polar(quote)))
    grounds[by_rule.ground].append(given[by_rule.agreement] == gold)


def _odds_of(right: Sequence[bool]) -> float:
    share = (sum(right) + 1) / (len(right) + 2)
    return max(0.0, float(np.log(share / (1 - share))))


def _bins(sure: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    found = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(p, right) for p, right in sure if low <= p < low + 0.2 or (low == 0.8 and p >= 1)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            found.append({"from": low, "confidence": round(mean, 3), "right": round(share, 3), "claims": len(inside)})
    return found


def table(results: dict[str, Any]) -> str:
    """Render the figures as Markdown."""
    lines = ["| concept of a claim | main, first | main, of three | fine, first | fine, of three |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for name in ("most frequent", "words", "meaning", "trained"):
        one = results["concepts"][name]
        cells = [f"{one[level][key]:.1%}" for level in ("main", "fine") for key in ("top1", "top3")]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "| for or against | accuracy | macro F1 |", "| --- | ---: | ---: |"]
    for name, one in results["polarity"].items():
        lines.append(f"| {name} | {one['accuracy']:.1%} | {one['macro_f1']:.1%} |")
    lines += ["", "| rests on | right | claims |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {one['right']:.1%} | {one['claims']} |" for name, one in sorted(results["grounds"].items())]
    lines += ["", "| confidence in a concept | mean | right | pairs |", "| --- | ---: | ---: | ---: |"]
    for name, bins in results["calibration"].items():
        for one in bins:
            cells = f"{one['confidence']:.2f} | {one['right']:.2f} | {one['claims']}"
            lines.append(f"| {name}, from {one['from']:.1f} | {cells} |")
    return "\n".join([*lines, "", f"{results['claims']} claims with a fine code, five folds by document."])


def write(results: dict[str, Any]) -> None:
    """Keep the figures and put the table into the page."""
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    marks = re.compile(r"(<!-- debatenet -->\n).*?(<!-- /debatenet -->)", re.DOTALL)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(marks.sub(lambda found: f"{found[1]}{table(results)}\n{found[2]}", text), encoding="utf-8")


def write_weights(weights: dict[str, Row]) -> None:
    """Write the table of the lexicon; grounds that were never seen keep what they have."""
    kept = {
        "agreement": {
            "marked": 1.5,
            "negated": 1.0,
            "cue": 1.2,
            "example": 1.0,
            "plain": 0.8,
            "event": 1.5,
            "open": 0.0,
        }
    }
    head = (
        "# Fitted by bench/debatenet.py --weights to DebateNet-mig15 (no words of it are here), grounds that it "
        "does not have set by hand; by the Wortlaut authors, CC0, 2026-11: log odds"
    )
    rows = [
        f"{target}\t{name}\t{value:.2f}"
        for target, one in weights.items()
        for name, value in (kept.get(target, {}) | {key: one[key] for key in one if key != "open"}).items()
    ]
    WEIGHTS.write_text("\n".join([head, "target\tfeature\tweight", *rows]) + "\n", encoding="utf-8")


def main(args: Sequence[str] | None = None) -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--weights", action="store_true")
    given = parser.parse_args(args)
    if not given.data.exists():
        sys.exit(f"{given.data} is missing; say where DebateNet-migr15v2.jsonl is: --data FILE")
    results, weights = run(quotes(given.data.read_text(encoding="utf-8").splitlines()), embedder())
    if given.weights:
        write_weights(weights)
    print(table(results))
    if given.write:
        write(results)


if __name__ == "__main__":
    main()
