"""What actors are to each other: sentences of our own, read with the real model."""

from pathlib import Path

import pytest

from tests.extract.build import body
from tests.resolve.related import found, said
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


@pytest.mark.parametrize(
    ("text", "actors", "evidence"),
    [
        ("Heute kam Energieministerin Rodica Cernat.", "p Rodica Cernat", ["Energieministerin Rodica Cernat"]),
        ("Greta Sommer (FDP) stimmte dagegen.", "p Greta Sommer", ["Greta Sommer (FDP)"]),
        ("Im Mai trat Finnland der Nato bei.", "s Finnland; o Nato", ["trat Finnland der Nato"]),
    ],
)
def test_the_evidence_is_the_phrase_that_says_it(text: str, actors: str, evidence: list[str]) -> None:
    told, _, _ = found(text, actors)
    assert [relation.evidence.of(text) for relation in told] == evidence


def test_no_relation_comes_twice_and_the_full_title_wins() -> None:
    text = "Finanzministerin Ida Kraus warnte. Ministerin Ida Kraus fuhr fort. Finanzministerin Ida Kraus ging."
    assert [relation.object for relation in found(text, "p Ida Kraus")[0]] == ["Finanzministerin"]


def test_what_a_former_office_ties_to_is_less_certain() -> None:
    now = found("Der SPD-Abgeordnete Karl Lahm schwieg.", "p Karl Lahm")[0]
    then = found("Der frühere SPD-Abgeordnete Karl Lahm schwieg.", "p Karl Lahm")[0]
    assert [r.object for r in now] == ["Abgeordneter", "SPD"]
    assert [r.object for r in then] == ["früherer Abgeordneter", "SPD"]
    assert now[0].confidence == then[0].confidence
    assert then[1].confidence < now[1].confidence
    assert all(relation.when is None for relation in then)


def test_without_grammar_there_is_nothing() -> None:
    actor = Actor(id="a1", name="Anna Meier", kind="person", names=("Anna Meier",))
    assert relations(body("Ministerin Anna Meier kam."), [], [], [], [actor]) == ()
