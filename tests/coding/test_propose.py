"""Codings out of a reading, positions and claims out of codings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.coding.debate import BOOK, LIMIT, at, reading, without_day
from wortlaut.coding.claims import claims, counted_claims, utterances
from wortlaut.coding.positions import positions
from wortlaut.coding.propose import coded, propose, said
from wortlaut.coding.words import WordNearness
from wortlaut.errors import CodingError
from wortlaut.record import Span, Statement
from wortlaut.record.coding import Codebook, Coding, Concept
from wortlaut.record.reading import Party


def test_statements_and_events_of_somebody_are_coded_in_order() -> None:
    found = propose(reading(), BOOK)
    assert [(one.id, one.concept, one.agreement, one.kind, one.finding, one.actors) for one in found] == [
        ("k1", "tempolimit", "for", "statement", "s1", ("a1",)),
        ("k2", "tempolimit", "against", "event", "e1", ("a2",)),
    ]
    assert all(0 < one.confidence < 1 and one.reasons and one.codebook == "verkehr" for one in found)
    assert found[0].evidence == reading().statements[0].content


def test_a_higher_bar_lets_less_through_and_a_wrong_one_is_refused() -> None:
    assert len(propose(reading(), BOOK, least=0.0)) > len(propose(reading(), BOOK))
    with pytest.raises(CodingError, match="from 0 to 1"):
        propose(reading(), BOOK, least=2)


def test_a_nearness_of_another_codebook_is_refused() -> None:
    other = Codebook(id="x", name="X", concepts=(Concept(id="x", name="Auf Autobahnen gilt ein Tempolimit"),))
    with pytest.raises(CodingError, match="another codebook"):
        propose(reading(), BOOK, WordNearness(other))


def test_an_event_that_a_statement_already_shows_is_not_told_twice() -> None:
    event = reading().events[0]
    told = Statement(
        id="s9", kind="reported", content=(event.text,), speaker=Party(mention="m2", name="Ried"), confidence=1.0
    )
    both = replace(reading(), statements=(*reading().statements, told))
    assert [one.finding for one in propose(both, BOOK)] == ["s1", "s9"]


def test_words_of_somebody_else_inside_a_statement_are_not_the_speakers() -> None:
    outer, inner = at("Holm forderte Ried auf, die Zahlen zu lesen"), at("die Zahlen zu lesen")
    parent = Statement(id="p", kind="indirect", content=(outer,), speaker=Party(mention="m2", name="R"), confidence=1)
    child = Statement(
        id="c", kind="indirect", content=(inner,), speaker=Party(mention="m1", name="H"), parent="p", confidence=1
    )
    nested = replace(reading(), statements=(parent, child))
    assert said(nested, parent) == "Holm forderte Ried auf,"
    assert said(nested, child) == "die Zahlen zu lesen"


def test_coded_keeps_codings_with_other_codebooks() -> None:
    other = Coding(
        id="k1",
        codebook="anderes",
        concept="x",
        agreement="for",
        kind="statement",
        finding="s1",
        evidence=(Span(start=0, end=3),),
        confidence=1.0,
    )
    twice = coded(coded(replace(reading(), codings=(other,)), BOOK), BOOK)
    assert [one.codebook for one in twice.codings] == ["anderes", "verkehr", "verkehr"]


def test_positions_weigh_codings_by_confidence() -> None:
    first, second = propose(reading(), BOOK)
    both = replace(second, actors=("a1",), confidence=first.confidence / 4)
    assert [one.agreement for one in positions((first, both))] == ["for"]
    even = replace(both, confidence=first.confidence)
    assert [(one.agreement, one.codings) for one in positions((first, even))] == [("unclear", ("k1", "k2"))]


def test_a_claim_has_the_variables_of_its_coding() -> None:
    first, second = claims([coded(reading(), BOOK)], BOOK)
    assert first.id == "r1:k1"
    assert first.at == datetime(2025, 3, 4, tzinfo=UTC)
    assert dict(first.values) == {
        "actor": "karin-holm",
        "kind": "statement",
        "type": "direct",
        "addressee": "q-ried",
        "organisation": "gruene",
        "concept": "tempolimit",
        "agreement": True,
    }
    assert first.fields["source"] == "Kreisblatt"
    assert (second.values["actor"], second.values["agreement"]) == ("q-ried", False)


def test_given_ids_come_first_and_unclear_has_no_agreement() -> None:
    one = coded(reading(), BOOK)
    one = replace(one, codings=(replace(one.codings[0], agreement="unclear"),))
    found = claims([one], BOOK, ids={("r1", "a1"): "actor:7"})
    assert found[0].values["actor"] == "actor:7"
    assert "agreement" not in found[0].values


def test_several_actors_give_several_claims() -> None:
    one = coded(reading(), BOOK)
    one = replace(one, codings=(replace(one.codings[0], actors=("a1", "a2")),))
    assert [claim.id for claim in claims([one], BOOK)] == ["r1:k1:a1", "r1:k1:a2"]


def test_what_has_no_day_or_nobody_is_counted() -> None:
    nobody = coded(reading("r3"), BOOK)
    nobody = replace(nobody, codings=(replace(nobody.codings[0], actors=()),))
    found = counted_claims([coded(without_day(), BOOK), nobody], BOOK)
    assert (found.claims, found.undated, found.nobody) == ((), 2, 1)


def test_concepts_that_the_codebook_no_longer_has_give_no_claims() -> None:
    smaller = Codebook(id="verkehr", name="V", concepts=(replace(LIMIT, id="neu"),))
    assert claims([coded(reading(), BOOK)], smaller) == ()


def test_utterances_are_who_speaks_to_whom() -> None:
    found = utterances([reading(), without_day()])
    assert [(one.values["actor"], one.values["addressee"], one.values["type"]) for one in found] == [
        ("karin-holm", "q-ried", "direct"),
        ("q-ried", "karin-holm", "REJECT"),
    ]
    assert len({one.id for one in found}) == 2
