"""What to look at first, and how well people and the machine agree, against published examples."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.saying import Room, at
from wortlaut.record import Reading
from wortlaut.review import addition, agreement, alpha, changes, doubts, is_settled

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C; a dot is a missing value
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(*observers: str) -> list[list[str]]:
    return [[value for value in unit if value != "."] for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "published"), [((MEG, OWEN), 0.095), ((BEN, GERRY), 0.692), (FOUR, 0.743)], ids="ABC"
)
def test_alpha_is_that_of_the_published_examples(observers: tuple[str, ...], published: float) -> None:
    found = alpha(units(*observers))
    assert found is not None
    assert round(found, 3) == published


def test_alpha_is_not_defined_where_nothing_varies() -> None:
    assert alpha([]) is alpha([["a"], ["b"]]) is alpha([["a", "a"], ["a", "a"]]) is None


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=0, max_size=4), max_size=12))
def test_alpha_knows_no_order_and_is_one_for_equal_values(values: list[list[str]]) -> None:
    found = alpha(values)
    turned = alpha([unit[::-1] for unit in reversed(values)])
    assert found is turned is None or found == pytest.approx(turned)
    assert found is None or found <= 1
    same = alpha([[unit[0], unit[0]] for unit in values if unit])
    assert same is None or same == pytest.approx(1)


def test_people_and_the_machine_are_compared_field_by_field() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "accept", blind=True)
    room.say("Bernd", "statement:s1", "accept", blind=True)
    room.say("Anna", "statement:s2", "correct", blind=True, speaker={"actor": "p3"})
    room.say("Bernd", "statement:s2", "correct", blind=True, speaker={"name": "Oleh Marko"}, certainty="possible")
    room.say("Anna", "statement:s4", "reject", blind=True)
    room.say("Bernd", "statement:s4", "accept", blind=True)
    room.say("Carla", "statement:s4", "unsure", blind=True)
    room.say("Anna", "event:e1", "correct", blind=True, status="demanded")
    found = agreement([room.shown()])
    assert found.reviewers == ("Anna", "Bernd")
    people = {row.field: row for row in found.people}
    assert people["statement.found"].alpha == pytest.approx(0.0)
    assert (people["statement.found"].units, people["statement.found"].same) == (3, pytest.approx(2 / 3))
    assert (people["statement.speaker"].alpha, people["statement.speaker"].units) == (1.0, 2)
    assert (people["statement.certainty"].alpha, people["statement.certainty"].same) == (0.0, 0.5)
    assert "event.status" not in people
    machine = {row.field: row for row in found.machine}
    assert (machine["statement.speaker"].units, machine["statement.speaker"].same) == (3, pytest.approx(2 / 3))
    assert (machine["event.status"].units, machine["event.status"].same) == (1, 0.0)


def test_words_are_compared_word_by_word() -> None:
    room = Room()
    words = at("das ist falsch")
    s4 = room.read.statements[3].content[0]
    room.say("Anna", "statement:s4", "correct", content=[[s4.start, words.start - 1]])
    found = agreement([room.shown()])
    # Kowal behauptet unsere Lastwagen seien nicht kontrolliert und | das ist falsch
    assert found.machine_words is not None
    assert (found.machine_words.precision, found.machine_words.recall) == (pytest.approx(8 / 11), 1.0)
    assert found.machine_words.f1 == pytest.approx(16 / 19)
    assert found.people_words is None
    room.say("Bernd", "statement:s4", "accept", blind=True)
    both = agreement([room.shown()]).people_words
    assert both is not None
    assert both.precision == both.recall == both.f1 == pytest.approx(16 / 19)
    told = changes("statement", {"kind": "indirect"})
    room.reviews.append(addition(room.shown(), (at("Soll Warschau also nachgeben"),), told, reviewer="C", at=room.now))
    after = agreement([room.shown()])
    assert after.machine_words is not None
    assert after.machine_words.recall == pytest.approx(11 / 15)
    assert [row.same for row in after.machine if row.field == "statement.found"] == [0.5]


def test_nobody_reviewed_nothing_is_compared() -> None:
    found = agreement([Room().shown()])
    assert (found.reviewers, found.people, found.machine, found.machine_words) == ((), (), (), None)


def queued(room: Room, *others: Reading) -> dict[str, tuple[float, tuple[str, ...]]]:
    return {f"{one.kind}:{one.id}": (round(one.doubt, 4), one.reasons) for one in doubts(room.shown(), others)}


def test_doubt_is_what_the_machine_other_runs_and_people_doubt() -> None:
    room = Room()
    assert list(queued(room))[:2] == ["statement:s6", "statement:s3"]
    assert queued(room)["statement:s6"] == (0.6, ("confidence",))
    room.say("Anna", "statement:s6", "accept")
    room.say("Anna", "statement:s3", "unsure")
    assert "statement:s6" not in queued(room)
    assert queued(room)["statement:s3"] == (0.7, ("unsure", "confidence"))
    room.say("Bernd", "statement:s6", "reject", blind=True)
    assert queued(room)["statement:s6"] == (1.0, ("dispute", "confidence"))
    for number in range(3):
        room.say(f"P{number}", "statement:s6", "accept", blind=True)
    assert queued(room)["statement:s6"] == (0.76, ("confidence", "dispute"))  # one of five: 1 - 0.4 * (1 - 2/5)


def test_what_other_runs_found_otherwise_is_doubtful() -> None:
    room = Room()
    read = room.read
    other = replace(read, statements=(replace(read.statements[0], speaker=None), *read.statements[2:]), events=())
    found = queued(room, other)
    assert found["statement:s1"] == (round(1 - 0.712345 * 0.5, 4), ("runs", "confidence"))
    assert found["statement:s2"] == (round(1 - 0.98 * 0.5, 4), ("runs", "confidence"))
    assert found["statement:s4"] == (0.05, ("confidence",))
    assert found["event:e1"] == (0.65, ("runs", "confidence"))
    assert queued(room, other, read)["event:e1"] == (round(1 - 0.7 * 0.75, 4), ("confidence", "runs"))
    assert queued(room, read) == queued(room)


def test_an_article_is_settled_when_people_agree_on_every_statement() -> None:
    room = Room()
    for one in room.read.statements:
        assert not is_settled(room.shown())
        room.say("Anna", f"statement:{one.id}", "accept")
    assert is_settled(room.shown())
    room.say("Bernd", "statement:s1", "reject", blind=True)
    assert not is_settled(room.shown())
