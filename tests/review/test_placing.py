"""Reviews survive another reading of the article, or are listed with the reason why not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.saying import NOON, Room, at, reading
from wortlaut.export import check, readings_from_json, record_json
from wortlaut.record import Reading, Review, Span, Statement, Target
from wortlaut.review import Reviewed, addition, changes, doubts, review_of, reviewed, undo
from wortlaut.review.placing import Unplaced, overlap, place


def other_run(read: Reading, statements: tuple[Statement, ...]) -> Reading:
    """Return the reading of another run: all local ids are others."""
    renamed = tuple(replace(one, id=f"x{number}", parent=None) for number, one in enumerate(statements))
    return replace(
        read,
        run=replace(read.run, model="m-2"),
        statements=renamed,
        events=tuple(replace(one, source=None) for one in read.events),
        fragments=(),
    )


def moved(one: Statement, start: int, end: int) -> Statement:
    first = one.content[0]
    return replace(one, content=(Span(start=first.start + start, end=first.end + end), *one.content[1:]))


def target(start: int, end: int, *, id: str | None = "s1", label: str = "direct") -> Target:
    return Target(kind="statement", evidence=(Span(start=start, end=end),), id=id, label=label)


def test_reviews_find_their_statements_by_the_words() -> None:
    room = Room()
    room.say("Anna", "statement:s4", "correct", speaker={"actor": "p1"}, certainty="hearsay")
    room.say("Anna", "statement:s5", "reject")
    room.say("Anna", "statement:s2", "accept")
    room.say("Bernd", "event:e2", "correct", status="planned")
    old = room.read.statements
    shuffled = (moved(old[3], 3, -2), old[4], old[1], old[0])
    shown = reviewed(other_run(room.read, shuffled), room.reviews)
    assert shown.orphans == ()
    assert {one.target.name: one.state for one in shown.states} == {
        "statement:x0": "corrected",
        "statement:x1": "rejected",
        "statement:x2": "accepted",
        "event:e2": "corrected",
    }
    first = shown.reading.statements[0]
    assert (first.id, first.certainty, first.speaker and first.speaker.name) == ("x0", "hearsay", "Jan Kowal")
    assert check([record_json(shown.reading)]).problems == ()


def test_an_actor_whom_the_new_reading_does_not_know_is_made() -> None:
    room = Room()
    room.say("Anna", "statement:s6", "correct", speaker={"actor": "p3", "span": list(bounds("Oleh Marko"))})
    bare = replace(other_run(room.read, room.read.statements), actors=(), links=(), relations=(), events=())
    shown = reviewed(bare, room.reviews)
    speaker = shown.reading.statements[5].speaker
    assert speaker is not None
    assert speaker.name == "Oleh Marko"
    assert [(one.name, one.kind) for one in shown.reading.actors] == [("Oleh Marko", "person")]


def bounds(words: str) -> tuple[int, int]:
    span = at(words)
    return span.start, span.end


def test_an_added_statement_is_the_one_that_a_new_run_finds() -> None:
    room = Room()
    words = at("und das ist falsch.")
    told = changes("statement", {"kind": "indirect", "certainty": "reported"})
    room.reviews.append(addition(room.shown(), (words,), told, reviewer="Anna", at=room.now))
    found = Statement(id="x", kind="indirect", content=(Span(start=words.start + 4, end=words.end),), confidence=0.5)
    again = other_run(room.read, (*room.read.statements, found))
    shown = reviewed(again, room.reviews)
    assert len(shown.reading.statements) == len(again.statements)
    (state,) = shown.states
    assert (state.target.id, state.state, state.found) == ("x6", "corrected", again.statements[6])
    assert shown.reading.statements[6].content == (words,)


def test_orphans_tell_why() -> None:
    room = Room()
    room.say("Anna", "statement:s6", "accept")
    room.say("Anna", "statement:s3", "accept")
    room.say("Anna", "event:e1", "reject")
    s3 = room.read.statements[2]
    half = s3.content[0].start + (s3.content[0].end - s3.content[0].start) // 2
    twins = (replace(s3, content=(at("Das Angebot aus Brüssel sei „lächerlich“ und komme zu spät"),)), s3)
    same = tuple(replace(one, kind="indirect", content=twins[0].content) for one in twins)
    shown = reviewed(replace(other_run(room.read, same), events=()), room.reviews)
    assert [(one.review.target.name, one.reason) for one in shown.orphans] == [
        ("statement:s6", "gone"),
        ("statement:s3", "ambiguous"),
        ("event:e1", "gone"),
    ]
    assert all(one.message for one in shown.orphans)
    assert [one.id for one in doubts(shown) if one.kind == "orphan"] == [
        one.review.id for one in sorted(shown.orphans[:2], key=lambda one: one.review.target.start)
    ], "what was wrong and is gone needs no look"
    left = replace(s3, content=(Span(start=s3.content[0].start, end=half),))
    assert reviewed(other_run(room.read, (left, *same[:1])), room.reviews).state("statement", "x1")


def test_equal_words_are_told_apart_by_what_they_were() -> None:
    found = [target(0, 10, id="a"), target(0, 10, id="b", label="indirect")]
    placed = place([target(0, 10, id="s1", label="indirect")], found, same_run=False)
    assert list(placed.values()) == [found[1]]
    (lost,) = place([target(0, 10, id="s1", label="reported")], found, same_run=False).values()
    assert isinstance(lost, Unplaced)
    assert lost.reason == "ambiguous"


def test_two_of_one_run_are_never_one_of_another() -> None:
    first, second = target(0, 10, id="s1"), target(0, 8, id="s2")
    placed = place([second, first], [target(0, 10, id="a")], same_run=False)
    assert placed[first] == target(0, 10, id="a")
    assert isinstance(placed[second], Unplaced)
    assert placed[second].reason == "taken"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (((0, 4),), ((0, 4),), 1.0),
        (((0, 4),), ((4, 8),), 0.0),
        (((0, 2), (1, 4)), ((0, 4),), 1.0),
        (((0, 9),), ((0, 3),), 0.5),
    ],
)
def test_overlap(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], share: float) -> None:
    spans = [[Span(start=start, end=end) for start, end in pairs] for pairs in (one, other)]
    assert overlap(*spans) == overlap(*reversed(spans)) == share


def said(read: Reading, seed: int, number: int) -> list[Review]:
    """Return what three people say at random, each seeing what was said before, or not."""
    dice = random.Random(seed)
    reviews: list[Review] = []
    length = len(read.article.text)
    for minute in range(number):
        who, moment = dice.choice(["Anna", "Bernd", "Carla"]), NOON.replace(minute=minute % 60, hour=minute // 60)
        seen = reviewed(read, reviews if dice.random() < 0.7 else [])
        things = [("statement", one.id) for one in seen.reading.statements]
        things += [("event", one.id) for one in read.events] + [("mention", one.id) for one in read.mentions]
        kind, id = dice.choice(things)
        start = dice.randrange(length - 30)
        while not read.article.text[start].strip():
            start += 1
        span = [start, start + dice.randint(1, 25)]
        somebody = dice.choice([None, {"actor": "p1"}, {"name": "Neu", "kind": "person"}, {"span": span}])
        correction = {
            "statement": dice.choice([{"speaker": somebody}, {"content": [span]}, {"kind": "direct", "cue": []}]),
            "event": dice.choice([{"initiator": [somebody] if somebody else []}, {"type": "AID"}, {"trigger": [span]}]),
            "mention": {"actor": somebody},
        }[kind]
        act = dice.choice(["accept", "reject", "correct", "add", "unsure", "undo"])
        if act == "undo" and reviews:
            one = dice.choice(reviews)
            reviews.append(one.withdrawn(reviewer=who, at=moment))
        elif act == "add":
            told = changes("statement", {"kind": "direct", "speaker": somebody})
            words = (Span(start=span[0], end=span[1]),)
            if all(one.content != words for one in seen.reading.statements):
                reviews.append(addition(seen, words, told, reviewer=who, at=moment))
        elif act != "undo":
            told = changes(kind, correction) if act == "correct" else ()  # type: ignore[arg-type]
            reviews.append(review_of(seen, kind, id, act, told, reviewer=who, at=moment))  # type: ignore[arg-type]
    return reviews


def told_once(shown: Reviewed, reviews: list[Review]) -> None:
    found = [one.id for state in shown.states for one in state.reviews]
    found += [one.review.id for one in shown.orphans] + [one.id for one in shown.past]
    assert sorted(found) == sorted(one.id for one in reviews)
    assert check([record_json(shown.reading)]).problems == ()


@given(seed=st.integers(0, 10**9), number=st.integers(0, 25))
def test_every_review_is_applied_past_or_an_orphan(seed: int, number: int) -> None:
    read = reading()
    reviews = said(read, seed, number)
    shown = reviewed(read, reviews)
    told_once(shown, reviews)
    reasons = {one.reason for one in shown.orphans}
    assert reasons <= {"gone", "taken"}, "of the same run only what was added has no place"
    assert reviewed(read, reviews) == shown
    if not [one for state in shown.states for one in state.reviews if one.verdict not in ("accept", "unsure")]:
        assert shown.reading == read
    stored = next(readings_from_json([record_json(shown.reading)]))
    assert isinstance(stored, Reading)


@given(seed=st.integers(0, 10**9), number=st.integers(1, 20), data=st.data())
def test_no_review_is_lost_in_another_reading(seed: int, number: int, data: st.DataObject) -> None:
    read = reading()
    reviews = said(read, seed, number)
    assert read.article.text.endswith(".\n"), "so that a statement can grow by one"
    kept = data.draw(st.lists(st.sampled_from(read.statements), unique=True))
    shifted = tuple(
        moved(one, data.draw(st.integers(0, 9)), data.draw(st.integers(-4, 1))) if len(one.content) == 1 else one
        for one in kept
    )
    again = other_run(read, shifted)
    shown = reviewed(again, reviews)
    told_once(shown, reviews)
    assert all(one.message for one in shown.orphans)
    values = [one.doubt for one in doubts(shown, [read])]
    assert values == sorted(values, reverse=True)
    assert all(0 <= one <= 1 for one in values)


@given(seed=st.integers(0, 10**9), number=st.integers(1, 15))
def test_to_take_everything_back_leaves_the_reading(seed: int, number: int) -> None:
    read = reading()
    reviews = [one for one in said(read, seed, number) if one.withdraws is None]
    later = NOON.replace(hour=23)
    for one in list(reviews):
        reviews.append(undo(reviews, one.id, reviewer=one.reviewer, at=later))
    shown = reviewed(read, reviews)
    assert (shown.reading, shown.states, shown.orphans) == (read, (), ())
    assert len(shown.past) == len(reviews)


@given(shuffled=st.permutations(range(12)), seed=st.integers(0, 10**9))
def test_time_decides_and_not_the_order_of_a_file(shuffled: list[int], seed: int) -> None:
    read = reading()
    reviews = [one for one in said(read, seed, 12) if one.withdraws is None]
    mixed = [reviews[at] for at in shuffled if at < len(reviews)]
    assert reviewed(read, mixed).reading == reviewed(read, reviews).reading
