"""Codings out of a reading, positions and claims out of codings."""

from dataclasses import replace

import pytest

from tests.coding.debate import BOOK, at, reading
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
