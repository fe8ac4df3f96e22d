"""Golden positions read, are about actors that the article names, and are counted as they should be."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.golden_files import read_text
from bench.positions import FOLDER, Case, compared, own_case, seed_case, together
from tests.coding.debate import BOOK, reading
from wortlaut.coding.words import WordNearness
from wortlaut.record.coding import Codebook, Concept

SEEDS = sorted((Path(__file__).parents[2] / ".." / "shared" / "seeds").glob("*.gold.json"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_golden_positions_are_about_an_article_of_ours(path: Path) -> None:
    case = own_case(path)
    text = read_text(case.article)
    assert {one.id for one in case.codebook.concepts} == set(case.golden)
    for one in case.codebook.concepts:
        assert case.golden[one.id]
        assert any(word.lower() in text.lower() for word in one.keywords)


def test_right_wrong_missed_and_more_are_told_apart() -> None:
    golden = {"tempolimit": {"Karin Holm": "for", "Ole Brandt": "against"}, "maut": {}}
    counts, lines = compared(Case(Path("x"), BOOK, golden), reading(), WordNearness(BOOK))
    assert dict(counts) == {"golden": 2, "right": 1, "missed": 1, "more": 1}
    turned = {"tempolimit": {"Karin Holm": "against", "Jens Ried": "against"}, "maut": {}}
    counts, _ = compared(Case(Path("x"), BOOK, turned), reading(), WordNearness(BOOK))
    assert dict(counts) == {"golden": 2, "right": 1, "wrong": 1}
    assert any(line.startswith("more") for line in lines)


def test_codings_on_the_debate_of_another_article_are_told_apart() -> None:
    case = Case(Path("x"), BOOK, {})
    other = replace(case, codebook=Codebook(id="o", name="O", concepts=(Concept(id="regen", name="Es regnet"),)))
    assert together([case], [reading()], None)[0][1:] == (2, 2)
    assert together([other, case], [reading(), replace(reading(), statements=(), events=())], None)[0][1:] == (3, 1)


@pytest.mark.skipif(not SEEDS, reason="the seed article is not here")
def test_a_seed_gives_a_codebook_of_names_only() -> None:
    case = seed_case(SEEDS[0])
    assert case.article.exists()
    assert all(not one.keywords and not one.examples for one in case.codebook.concepts)
