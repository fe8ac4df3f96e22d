"""The bench of certainty counts classes, and hearsay once each."""

import pytest

from bench.certainty import class_f1, figures, judge, macro_f1
from wortlaut.record import Article, Hearsay, Reading, Run, Span, Statement

TEXT = "Er soll geflohen sein. Sie sagte, das sei gut. Das könnte reichen."


def at(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


def reading(*told: Hearsay) -> Reading:
    statement = Statement(id="s1", kind="indirect", content=(at("das sei gut"),), certainty="reported", confidence=1.0)
    article = Article(id="a", text=TEXT, paragraphs=())
    run = Run(wortlaut="1", model="m", lexicon="l")
    return Reading(article=article, run=run, statements=(statement,), hearsay=told)


GOLDEN = {
    "statements": [
        {
            "id": "s1",
            "kind": "indirect",
            "content": [{"text": "das sei gut"}],
            "certainty": "reported",
            "polarity": "denied",
        }
    ],
    "hearsay": [
        {"at": {"text": "Er soll geflohen sein"}, "certainty": "hearsay", "marker": {"text": "soll"}},
        {"at": {"text": "Das könnte reichen"}, "certainty": "possible", "marker": {"text": "könnte"}},
    ],
}


def test_hearsay_needs_words_and_certainty() -> None:
    right = Hearsay(span=at("soll geflohen sein"), certainty="hearsay", marker=at("soll"))
    wrong = Hearsay(span=at("Das könnte reichen"), certainty="probable", marker=at("könnte"))
    judged = judge("a", GOLDEN, reading(right, right, wrong))
    assert (judged.right, judged.golden, judged.found) == (1, 2, 3)
    assert len([line for line in judged.misses if "invented" in line]) == 2


def test_polarity_and_certainty_are_judged_apart() -> None:
    rows = figures([judge("a", GOLDEN, reading())])
    assert rows["certainty right"].value == 1.0
    assert rows["polarity right"].value == 0.0
    assert rows["denials right"].total == 1


def test_macro_f1_is_the_mean_over_golden_classes() -> None:
    pairs = [("asserted", "asserted"), ("asserted", "question"), ("possible", "possible")]
    assert class_f1(pairs) == {"asserted": pytest.approx(2 / 3), "possible": 1.0}
    assert macro_f1(pairs) == pytest.approx(5 / 6)
