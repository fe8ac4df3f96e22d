"""Codebooks as TOML: what is written reads back equal, and what is wrong is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.coding.files import codebook_from, codebook_toml, example
from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, Concept

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
CONCEPTS = st.builds(
    Concept,
    id=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    name=WORDS,
    definition=st.text(st.characters(exclude_categories=["Cs"])),
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    examples=st.lists(WORDS, max_size=3).map(tuple),
    counterexamples=st.lists(WORDS, max_size=3).map(tuple),
)


@given(st.lists(CONCEPTS, min_size=1, max_size=4, unique_by=lambda one: one.id), WORDS)
def test_what_is_written_reads_back_equal(concepts: list[Concept], name: str) -> None:
    book = Codebook(id="b", name=name, version="2026-11", concepts=tuple(concepts))
    assert codebook_from(codebook_toml(book)) == book


def test_the_example_reads_and_is_written_again_equal() -> None:
    book = codebook_from(example())
    assert 6 <= len(book.concepts) <= 10
    assert all(one.definition and one.keywords and one.examples and one.counterexamples for one in book.concepts)
    assert codebook_from(codebook_toml(book)) == book


HEAD = 'id = "b"\nname = "B"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('id = "b\n', "line 1"),
        (HEAD, "no concept"),
        ('name = "B"\n[[concept]]\nid="a"\nname="A"', "has no id"),
        (HEAD + '[concept]\nid="a"\nname="A"', "two brackets"),
        (HEAD + '[[concept]]\nname="A"', "concept number 1 has no id"),
        (HEAD + '[[concept]]\nid="a"', "concept 'a' has no name"),
        (HEAD + '[[concept]]\nid="A b"\nname="A"', "'A b' is no id"),
        (HEAD + '[[concept]]\nid="a"\nname="A"\nkeyword=["x"]', "did you mean 'keywords'"),
        (HEAD + '[[concept]]\nid="a"\nname="A"\nkeywords="x"', "a list of words"),
        (HEAD + '[[concept]]\nid="a"\nname=3', "name is 3"),
        (HEAD + '[[concept]]\nid="a"\nname="A"\n[[concept]]\nid="a"\nname="B"', "twice: a"),
    ],
)
def test_what_is_wrong_is_named(text: str, told: str) -> None:
    with pytest.raises(CodingError, match=told):
        codebook_from(text)
