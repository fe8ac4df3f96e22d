"""Folds that share nothing, claims made one, and what is counted; no words of the data are here."""

import json
import random

import numpy as np

from bench.debatenet import Tally, f1, fit, main_scores, small, table
from bench.debatenet_claims import Quote, folds, quotes
from wortlaut.coding.words import Near

LONG = "Die Kreise verlangen mehr Geld vom Bund für neue Unterkünfte"


def row(quote: str, doc: int, values: list[str], cpos: str = "1") -> str:
    return json.dumps({"quote": quote, "doc_id": doc, "claimvalues": values, "cpos": cpos})


def test_rows_with_the_same_words_are_one_claim() -> None:
    found = quotes(
        [
            row("Mehr Geld!", 1, ["800", "805"]),
            row(" mehr  Geld ", 1, ["803.805"], "-1"),
            row("Mehr Geld!", 2, ["805"]),
            row("Nichts", 3, ["100"]),
        ]
    )
    assert [(one.doc, sorted(one.codes), one.positive) for one in found] == [
        (1, ["803", "805"], None),
        (2, ["805"], True),
    ]
    assert found[0].main == frozenset({"800"})


def test_documents_with_a_common_quote_are_in_one_fold() -> None:
    texts = [
        LONG,
        LONG + " und Schulen",
        *(f"Ganz anderer Satz Nummer {n} über Sache {n * 7} und Ort {n}" for n in range(8)),
    ]
    found = [Quote(text, number, frozenset({"101"}), True) for number, text in enumerate(texts)]
    where = folds(found)
    assert where[0] == where[1]
    assert len(set(where)) == 5


def test_first_and_three_are_counted() -> None:
    tally = Tally()
    tally.add({"101": 0.9, "202": 0.5, "303": 0.4, "404": 0.1}, frozenset({"303"}))
    tally.add({"101": 0.9, "202": 0.5}, frozenset({"101"}))
    assert tally.plain() == {"top1": 0.5, "top3": 1.0, "claims": 2}
    assert main_scores({"101": 0.2, "102": 0.7, "201": 0.4}) == {"100": 0.7, "200": 0.4}


def test_macro_f1_counts_both_sides_and_unclear_is_wrong() -> None:
    found = f1([(True, True), (True, None), (False, True), (False, False)])
    assert found["accuracy"] == 0.5
    assert found["macro_f1"] == round((0.5 + 2 / 3) / 2, 4)


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    draw = np.random.default_rng(3)
    values = draw.normal(size=4000)
    right = draw.random(4000) < 1 / (1 + np.exp(-(2 * values - 1)))
    found = fit([{"constant": 1.0, "x": float(v)} for v in values], [bool(r) for r in right], ("constant", "x"))
    assert abs(found["x"] - 2) < 0.25
    assert abs(found["constant"] + 1) < 0.2


def test_a_small_codebook_has_one_right_concept_every_other_time() -> None:
    nears = [Near(concept=str(n), score=0.0) for n in range(20)]
    draw = random.Random(1)
    drawn = [small(nears, frozenset({"3"}), draw) for _ in range(400)]
    assert {len(one) for one in drawn} == {8}
    share = sum(any(near.concept == "3" for near in one) for one in drawn) / 400
    assert 0.4 < share < 0.6


def test_the_table_shows_all_figures() -> None:
    one = {"top1": 0.5, "top3": 0.75, "claims": 4}
    results = {
        "claims": 4,
        "concepts": {name: {"main": one, "fine": one} for name in ("most frequent", "words", "meaning", "trained")},
        "polarity": {"trained": {"accuracy": 0.8, "macro_f1": 0.7, "claims": 4}},
        "grounds": {"marked": {"right": 0.9, "claims": 4}},
        "calibration": {"words": [{"from": 0.2, "confidence": 0.3, "right": 0.25, "claims": 4}]},
    }
    shown = table(results)
    for cell in (
        "| words | 50.0% | 75.0% | 50.0% | 75.0% |",
        "| trained | 80.0% | 70.0% |",
        "| words, from 0.2 | 0.30 |",
    ):
        assert cell in shown
