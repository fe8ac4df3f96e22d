"""Golden actors: forms and anchors, proper names and descriptions; every golden file of ours fits its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.actor_golden import golden_actors, how_named, placed, proper_words
from bench.actor_linking import dated, json_lines
from bench.golden_files import GoldenError, place, read_text
from bench.product import plain_article

ROOT = Path(__file__).resolve().parents[2]


def test_a_bare_form_is_its_first_occurrence_outside_longer_mentions():
    text = "Anna Meier kam. Obermeier sah Meier, Meier ging."
    assert placed(["Meier", "Anna Meier"], text) == [(0, 10), (30, 35)]
    assert placed(["Meier", "Anna Meier"], text, every=True) == [(0, 10), (30, 35), (37, 42)]
    assert placed([{"text": "Meier"}], text) == [(5, 10)]
    with pytest.raises(GoldenError):
        placed(["Schulze"], text)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("Dr. Johannes Grotzky", "person", {"Johannes", "Grotzky"}),
        ("Ursula von der Leyen", "person", {"Ursula", "Leyen"}),
        ("Putin", "person", {"Putin"}),
        ("Präsident Bulgariens", "person", set()),
        ("Bundeskanzler", "person", set()),
        ("frühere Kanzlerin", "person", set()),
        ("Vater von Ueli Brandenberg", "person", set()),
        ("Lektorin von Mira Thaler", "unknown", set()),
        ("Rebellen in der Fraktion", "group", set()),
        ("Universität Bamberg", "organisation", {"Universität", "Bamberg"}),
    ],
)
def test_proper_words(name, kind, words):
    assert proper_words(name, kind) == words


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Meiers", "name"),
        ("Frau Meier", "name"),
        ("die CDU-Politikerin", "role"),
        ("ihre Sprecherin", "role"),
        ("ihr", "pronoun"),
        ("Diese", "pronoun"),
        ("der", "pronoun"),
    ],
)
def test_how_somebody_is_named(words, how):
    assert how_named(words, frozenset({"Anna", "Meier"})) == how


GOLDEN_FILES = sorted([*(ROOT / "examples" / "articles").glob("*.txt"), *(ROOT / "tests/golden/heldout").glob("*.txt")])


@pytest.mark.parametrize("path", GOLDEN_FILES, ids=lambda path: path.stem)
def test_actors_of_golden_files_fit_their_articles(path):
    golden = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    found = golden_actors(golden, read_text(path))
    assert found and all(one.mentions for one in found)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "golden").glob("linking/*.jsonl")), ids=lambda path: path.stem
)
def test_linking_files_fit_their_texts(path):
    for line in json_lines(path):
        assert golden_actors(line, plain_article(line["text"]).text)
        dated(plain_article(line["text"]), line.get("published"))


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "golden").glob("traps*.jsonl")), ids=lambda path: path.stem)
def test_anchors_of_traps_are_in_their_texts(path):
    for line in json_lines(path):
        anchors = [pair[side] for pair in line.get("pairs", ()) for side in ("a", "b")]
        for one in [*anchors, *(link["mention"] for link in line.get("links", ()))]:
            place(one, line["text"])
