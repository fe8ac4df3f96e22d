"""What actors are to each other: sentences of our own, read with the real model."""

from pathlib import Path

import pytest

from tests.extract.build import body
from tests.resolve.related import said
from wortlaut.record import Actor
from wortlaut.resolve.relations import relations

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "relations.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "actors", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_a_sentence_tells_its_relations_and_no_others(text: str, actors: str, told: str) -> None:
    assert said(text, actors) == {part.strip() for part in told.split(";") if part.strip()}


def test_without_grammar_there_is_nothing() -> None:
    actor = Actor(id="a1", name="Anna Meier", kind="person", names=("Anna Meier",))
    assert relations(body("Ministerin Anna Meier kam."), [], [], [], [actor]) == ()
