"""What reviews do to codings: decided once, they hold in every reading and with every run of the codebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.saying import NOON, Room, at, reading
from wortlaut.errors import ReviewError
from wortlaut.export import review_json, reviews_from_json
from wortlaut.record import Reading, Review, Run, Someone, Span, Target
from wortlaut.record.coding import Agreement, Codebook, Coding, Concept
from wortlaut.review import (
    Reviewed,
    added_coding,
    addition,
    agreement,
    changes,
    check_concept,
    doubts,
    review_of,
    reviewed,
    undo,
)


def coding(id: str, concept: str, says: Agreement, *, finding: str = "s1", **more: object) -> Coding:
    read = reading()
    evidence = next(one.content for one in read.statements if one.id == finding)
    told = Coding(
        id=id,
        codebook="handel",
        concept=concept,
        agreement=says,
        kind="statement",
        finding=finding,
        evidence=evidence,
        actors=("p1",),
        confidence=0.6,
    )
    return replace(told, **more)  # type: ignore[arg-type]


def coded(*codings: Coding, run: str = "m") -> Reading:
    base = reading()
    return replace(base, run=Run(wortlaut="0", model=run, lexicon="l"), codings=codings)


TOLD = {"concept": "stopp", "agreement": "for"}
STOP, TALKS = coding("handel.k1", "stopp", "for"), coding("handel.k2", "gespraeche", "against")


def codings(shown: Reviewed) -> dict[str, tuple[str, str]]:
    return {one.id: (one.concept, one.agreement) for one in shown.reading.codings}


def test_codings_are_accepted_rejected_and_corrected() -> None:
    room = Room(coded(STOP, TALKS))
    room.say("Anna", "coding:handel.k1", "accept")
    room.say("Anna", "coding:handel.k2", "reject")
    assert codings(room.shown()) == {"handel.k1": ("stopp", "for")}
    room.say("Bernd", "coding:handel.k1", "correct", agreement="unclear", actors=[{"name": "Oleh Marko"}])
    (one,) = room.shown().reading.codings
    assert (one.agreement, one.actors, one.evidence) == ("unclear", ("p3",), STOP.evidence)
    state = room.shown().state("coding", "handel.k1")
    assert state is not None
    assert (state.state, state.by) == ("disputed", ("Bernd",))
    room.reviews.append(undo(room.reviews, reviewer="Bernd", at=room.now))
    assert codings(room.shown()) == {"handel.k1": ("stopp", "for")}


def test_two_codings_of_the_same_words_are_told_apart_by_their_concepts() -> None:
    room = Room(coded(STOP, TALKS))
    room.say("Anna", "coding:handel.k2", "reject")
    swapped = coded(replace(STOP, id="handel.k2"), replace(TALKS, id="handel.k1"))
    shown = reviewed(swapped, room.reviews)
    assert codings(shown) == {"handel.k2": ("stopp", "for")}


def test_a_confirmed_coding_stays_when_the_machine_changes_its_mind() -> None:
    room = Room(coded(STOP))
    room.say("Anna", "coding:handel.k1", "accept")
    turned = reviewed(coded(replace(STOP, agreement="against"), run="m2"), room.reviews)
    assert codings(turned) == {"handel.k1": ("stopp", "for")}
    silent = reviewed(coded(run="m2"), room.reviews)
    (one,) = silent.reading.codings
    assert (one.concept, one.agreement, one.actors, one.finding) == ("stopp", "for", ("p1",), "s1")
    assert silent.orphans == ()


def test_what_was_corrected_is_not_told_twice_when_the_machine_finds_it_too() -> None:
    room = Room(coded(STOP))
    room.say("Anna", "coding:handel.k1", "correct", concept="zoll")
    assert codings(room.shown()) == {"handel.k1": ("zoll", "for")}
    learnt = reviewed(coded(coding("handel.k9", "zoll", "for"), run="m2"), room.reviews)
    assert codings(learnt) == {"handel.k9": ("zoll", "for")}
    lost = reviewed(coded(run="m2"), room.reviews)
    assert [(one.concept, one.agreement) for one in lost.reading.codings] == [("zoll", "for")]


def test_a_rejected_coding_that_nobody_finds_any_more_needs_no_look() -> None:
    room = Room(coded(STOP))
    room.say("Bernd", "coding:handel.k1", "reject")
    gone = reviewed(coded(run="m2"), room.reviews)
    assert gone.reading.codings == ()
    assert [one.reason for one in gone.orphans] == ["gone"]
    assert all(one.kind != "orphan" for one in doubts(gone))
    room.say("Anna", "coding:handel.k1", "accept", blind=True)
    disputed = reviewed(coded(run="m2"), room.reviews)
    assert [one.state for one in disputed.states] == ["disputed"]
    assert disputed.orphans == ()


def test_the_actors_of_a_coding_are_those_whom_people_say_spoke() -> None:
    room = Room(coded(STOP, TALKS))
    room.say("Anna", "coding:handel.k2", "correct", actors=[{"actor": "Q212"}])
    room.say("Anna", "statement:s1", "correct", speaker={"name": "Oleh Marko"})
    assert {one.id: one.actors for one in room.shown().reading.codings} == {
        "handel.k1": ("p3",),
        "handel.k2": ("p2",),
    }
    room.say("Anna", "statement:s1", "reject")
    assert room.shown().reading.codings == ()


def test_a_missing_coding_is_added_and_is_one_with_what_others_add_and_the_machine_finds() -> None:
    room = Room(coded())
    words = STOP.evidence
    told = changes("coding", {"concept": "stopp", "agreement": "for"})
    for who in ("Anna", "Bernd"):
        shown = reviewed(room.read, [])
        room.reviews.append(added_coding(shown, words, "handel", told, reviewer=who, at=room.now))
    (one,) = room.shown().reading.codings
    assert (one.concept, one.agreement, one.actors, one.finding, one.confidence) == ("stopp", "for", ("p1",), "s1", 1)
    (state,) = room.shown().states
    assert (state.state, state.by) == ("added", ("Anna", "Bernd"))
    room.say("Cem", f"coding:{one.id}", "correct", agreement="against")
    assert codings(room.shown()) == {one.id: ("stopp", "for")}
    found = reviewed(coded(STOP, run="m2"), room.reviews)
    assert codings(found) == {"handel.k1": ("stopp", "for")}


@pytest.mark.parametrize(
    ("words", "told", "why"),
    [
        (STOP.evidence, {"concept": "stopp"}, "needs its concept and agreement"),
        (STOP.evidence, {"concept": "Stopp!", "agreement": "for"}, "no id of a concept"),
        ((Span(start=0, end=9999),), TOLD | {"actors": [{"name": "Kowal"}]}, "outside"),
        ((), TOLD | {"actors": [{"name": "Kowal"}]}, "needs the words"),
        (STOP.evidence, {"concept": "gespraeche", "agreement": "for"}, "coded with handel/gespraeche already"),
        (STOP.evidence, {"concept": "stopp", "agreement": "dafür"}, "none of for"),
        (STOP.evidence, TOLD | {"actors": [{"name": "Wer"}]}, "nobody in this article"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(words: tuple[Span, ...], told: dict[str, object], why: str) -> None:
    shown = reviewed(coded(TALKS), [])
    with pytest.raises(ReviewError, match=why):
        added_coding(shown, words, "handel", changes("coding", told), reviewer="Anna", at=NOON)


def test_words_that_nobody_says_need_an_actor() -> None:
    shown = reviewed(coded(), [])
    words = (at("widersprach"),)
    free = replace(shown, reading=replace(shown.reading, events=(), statements=()))
    with pytest.raises(ReviewError, match="who takes the position"):
        added_coding(free, words, "handel", changes("coding", TOLD), reviewer="Anna", at=NOON)
    whose = changes("coding", TOLD | {"actors": [{"name": "Oleh Marko"}]})
    one = added_coding(free, words, "handel", whose, reviewer="Anna", at=NOON)
    bare = replace(coded(), events=(), statements=())
    (made,) = reviewed(bare, [one]).reading.codings
    assert (made.actors, made.finding) == (("p3",), "")


def test_a_concept_has_to_be_in_the_codebook() -> None:
    book = Codebook(id="handel", name="Handel", concepts=(Concept(id="stopp", name="Einfuhrstopp"),))
    check_concept(book, changes("coding", {"concept": "stopp", "agreement": "for"}))
    with pytest.raises(ReviewError, match="no concept zoll; it has stopp"):
        check_concept(book, changes("coding", {"concept": "zoll"}))


def test_the_queue_asks_for_codings_and_stops_when_they_are_decided() -> None:
    room = Room(coded(STOP, TALKS))
    asked = {one.id: round(one.doubt, 4) for one in doubts(room.shown()) if one.kind == "coding"}
    assert asked == {"handel.k1": 0.4, "handel.k2": 0.4}
    room.say("Anna", "coding:handel.k1", "accept")
    room.say("Anna", "coding:handel.k2", "unsure")
    (left,) = (one for one in doubts(room.shown()) if one.kind == "coding")
    assert (left.id, left.reasons) == ("handel.k2", ("unsure", "confidence"))


def test_agreement_on_concepts_and_sides_is_told() -> None:
    room = Room(coded(STOP, TALKS))
    for who in ("Anna", "Bernd"):
        room.say(who, "coding:handel.k1", "accept", blind=True)
    room.say("Anna", "coding:handel.k2", "correct", blind=True, agreement="for")
    room.say("Bernd", "coding:handel.k2", "correct", blind=True, concept="stopp")
    found = agreement([room.shown()])
    people = {one.field: (one.same, one.units) for one in found.people}
    assert (people["coding.agreement"], people["coding.concept"], people["coding.found"]) == (
        (0.5, 2),
        (0.5, 2),
        (1, 2),
    )
    machine = {one.field: (one.same, one.units) for one in found.machine}
    assert (machine["coding.agreement"], machine["coding.concept"]) == ((1, 2), (0.5, 2))


def test_reviews_of_codings_are_lines_of_a_file() -> None:
    room = Room(coded(STOP))
    room.say("Anna", "coding:handel.k1", "accept")
    room.say("Anna", "coding:handel.k1", "correct", concept="zoll", actors=[{"name": "Oleh Marko"}])
    assert reviews_from_json([review_json(one) + b"\n" for one in room.reviews]) == room.reviews


def test_a_label_is_codebook_and_concept() -> None:
    with pytest.raises(ValueError, match="CODEBOOK/CONCEPT"):
        Target(kind="coding", evidence=STOP.evidence, id="k1", label="stopp")


def test_a_missing_event_is_added_with_those_who_take_part() -> None:
    room = Room()
    words = (at("reden"),)
    told = changes("event", {"type": "CONSULT", "initiator": [{"name": "Jan Kowal"}], "status": "possible"})
    one = addition(room.shown(), words, told, kind="event", reviewer="Anna", at=room.now)
    room.reviews.append(one)
    event = next(e for e in room.shown().reading.events if e.id == one.id)
    assert (event.type, event.trigger, event.initiator, event.status) == ("CONSULT", words, ("p1",), "possible")
    with pytest.raises(ReviewError, match="an event with these words"):
        addition(room.shown(), words, told, kind="event", reviewer="Bernd", at=room.now)
    with pytest.raises(ReviewError, match="needs its type"):
        addition(room.shown(), (at("Man"),), (), kind="event", reviewer="Bernd", at=room.now)
    room.say("Bernd", f"event:{one.id}", "reject")
    room.say("Cem", f"event:{one.id}", "reject")
    assert all(e.id != one.id for e in room.shown().reading.events)


_SIDES: tuple[Agreement, ...] = ("for", "against", "unclear")
_SAYING = st.tuples(
    st.sampled_from(["Anna", "Bernd", "Cem"]),
    st.sampled_from(["handel.k1", "handel.k2"]),
    st.sampled_from(["accept", "reject", "unsure", *_SIDES, "stopp", "zoll"]),
)


@given(st.lists(_SAYING, max_size=8), st.lists(st.sampled_from([STOP, TALKS]), unique=True), st.sampled_from(_SIDES))
def test_whatever_people_say_nothing_is_lost_and_no_coding_is_of_nobody(
    told: list[tuple[str, str, str]], left: list[Coding], side: Agreement
) -> None:
    read = coded(STOP, TALKS)
    said: list[Review] = []
    for minute, (who, id, what) in enumerate(told):
        shown = reviewed(read, said)
        verdict = what if what in ("accept", "reject", "unsure") else "correct"
        field = "agreement" if what in _SIDES else "concept"
        change = changes("coding", {field: what}) if verdict == "correct" else ()
        when = NOON + timedelta(minutes=minute)
        said.append(review_of(shown, "coding", id, verdict, change, reviewer=who, at=when))  # type: ignore[arg-type]
    later = coded(*(replace(one, agreement=side) for one in left), run="m2")
    for shown in (reviewed(read, said), reviewed(later, said)):
        kept = [*(one.id for state in shown.states for one in state.reviews), *(one.review.id for one in shown.orphans)]
        assert sorted([*kept, *(one.id for one in shown.past)]) == sorted({one.id for one in said})
        ids = [one.id for one in shown.reading.codings]
        assert len(ids) == len(set(ids))
        assert all(one.actors == ("p1",) and one.finding == "s1" for one in shown.reading.codings)
        outcomes = {one.target.id: one.outcome for one in shown.states}
        assert all(outcomes.get(id) != "rejected" for id in ids)


def test_somebody_in_a_coding_is_told_so_that_every_reading_finds_him() -> None:
    room = Room(coded(STOP))
    review = room.say("Anna", "coding:handel.k1", "correct", actors=[{"actor": "Q212"}])
    told = next(one.value for one in review.correction if one.field == "actors")
    assert told == (Someone(name="Ukraine", actor="Q212", kind="state"),)
