"""For or against: acts, negations, judgements, questions, negative concepts, examples, events."""

from typing import Any

import pytest

from wortlaut.coding.stance import event_stance, polarity_of, stance
from wortlaut.coding.words import WordNearness
from wortlaut.record import Event, Span
from wortlaut.record.coding import Codebook, Concept

MAUT = Concept(id="maut", name="Die Maut kommt", keywords=("Maut",))
NONE = Concept(id="raketen", name="Keine Raketen im Land", keywords=("Raketen",))
STOP = Concept(id="aussetzung", name="Aussetzung des Familiennachzugs", keywords=("Familiennachzug",))


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("Die Maut ist überfällig.", "for"),
        ("Wir lehnen die Maut ab.", "against"),
        ("Wir lehnen die Maut nicht ab.", "for"),
        ("Die Maut war ein Fehler.", "against"),
        ("Die Maut war kein Fehler.", "for"),
        ("Die Maut ist ein Irrweg, den wir verhindern müssen.", "against"),
        ("Wir sind gegen eine Maut.", "against"),
        ("Wir kämpfen gegen den Stau, die Maut brauchen wir dafür.", "for"),
        ("Nicht nur die Länder brauchen die Maut.", "for"),
        ("An der Maut führt kein Weg vorbei.", "for"),
        ("Eine Maut? Das lehne ich ab.", "against"),
        ("Wir fordern nicht die Schiene, sondern die Maut.", "for"),
        ("Kommt die Maut?", "unclear"),
        ("ob die Maut kommt", "unclear"),
    ],
)
def test_words_of_the_clause_decide(text: str, agreement: str) -> None:
    found = stance(text, MAUT)
    assert found.agreement == agreement
    assert found.reasons


@pytest.mark.parametrize(
    ("cue", "text", "agreement"),
    [
        ("lehnte ab", "die Maut einzuführen", "against"),
        ("forderte", "die Maut einzuführen", "for"),
        ("warnte", "Die Maut belaste die Pendler", "against"),
        ("begrüßte", "dass die Maut kommt", "for"),
        ("lehnte ab", "dass die Maut verhindert wird", "for"),
        ("kritisierte", "Die Maut sei richtig", "for"),
    ],
)
def test_what_introduces_the_words_decides_where_they_hang_on_it(cue: str, text: str, agreement: str) -> None:
    assert stance(text, MAUT, cue=cue).agreement == agreement


def test_a_denied_statement_is_turned_once() -> None:
    assert stance("Die Maut komme", MAUT, polarity="denied").agreement == "against"
    assert stance("Eine Maut schloss er aus", MAUT, polarity="denied").agreement == "against"


def test_a_negative_concept_turns_the_result_round() -> None:
    assert polarity_of(NONE)[0]
    assert stance("Wir wollen keine Raketen.", NONE).agreement == "for"
    assert stance("Wir brauchen Raketen.", NONE).agreement == "against"


def test_acts_that_the_concept_names_are_no_refusal() -> None:
    assert stance("Der Familiennachzug wird ausgesetzt.", STOP).agreement == "for"
    assert stance("Der Familiennachzug darf nicht ausgesetzt werden.", STOP).agreement == "against"


def test_a_near_example_decides_where_no_word_does() -> None:
    told = Concept(id="maut", name="Die Maut kommt", counterexamples=("Pendler zahlen schon genug.",))
    near = WordNearness(Codebook(id="b", name="B", concepts=(told,))).near("Die Pendler zahlen doch schon genug")[0]
    found = stance("Die Pendler zahlen doch schon genug", told, near=near)
    assert (found.agreement, found.ground) == ("against", "example")


def event(**more: Any) -> Event:
    told = {"id": "e1", "type": "REJECT", "mode": None, "trigger": (Span(start=0, end=1),), "confidence": 1.0}
    return Event(**(told | {"text": Span(start=0, end=1)} | more))


@pytest.mark.parametrize(
    ("more", "agreement"),
    [
        ({}, "against"),
        ({"polarity": "denied"}, "for"),
        ({"type": "SUPPORT"}, "for"),
        ({"type": "SUPPORT", "polarity": "denied"}, "against"),
        ({"type": "CONSULT"}, "unclear"),
        ({"type": "CONSULT", "status": "offered"}, "for"),
        ({"type": "SUPPORT", "status": "possible"}, "unclear"),
    ],
)
def test_an_event_shows_where_its_initiator_stands(more: dict[str, Any], agreement: str) -> None:
    assert event_stance(event(**more), MAUT, "die Maut").agreement == agreement


def test_a_demand_that_something_ends_is_against_it() -> None:
    assert event_stance(event(type="REQUEST"), MAUT, "forderte, die Maut abzuschaffen").agreement == "against"


def test_who_does_what_the_concept_names_is_for_it() -> None:
    close = Concept(id="zu", name="Norland schließt die Grenze")
    found = event_stance(event(type="COERCE"), close, "Norland schließt die Grenze", "schließt")
    assert found.agreement == "for"
    assert event_stance(event(type="COERCE"), close, "Norland droht", "droht").agreement == "unclear"


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("Die Maut zu erheben, ist ein Fehler.", "against"),
        ("Die Maut zu erheben, ist kein Fehler.", "for"),
        ("Dass die Maut kommt, lehnen wir ab.", "against"),
        ("Dass die Maut kommt, begrüßen wir.", "for"),
        ("Das ist ein Fehler. Die Maut zu erheben, hilft den Städten.", "for"),
    ],
)
def test_a_clause_ahead_hangs_on_the_next_one(text: str, agreement: str) -> None:
    assert stance(text, Concept(id="maut", name="Die Maut wird erhoben")).agreement == agreement
