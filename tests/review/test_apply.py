"""What reviews do to a reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.review.saying import NOON, Room, at, reading
from wortlaut.errors import ReviewError
from wortlaut.export import check, record_json
from wortlaut.record import Change, Party, Reading, Review, Someone, Span, Statement, Target, run_id
from wortlaut.review import Reviewed, State, addition, changes, review_of, reviewed, someone, undo


def valid(shown: Reviewed) -> Reviewed:
    assert check([record_json(shown.reading)]).problems == ()
    return shown


def statement(shown: Reviewed, id: str) -> Statement:
    return next(one for one in shown.reading.statements if one.id == id)


def state(shown: Reviewed, name: str) -> State:
    kind, _, id = name.partition(":")
    found = shown.state(kind, id)
    assert found is not None
    return found


def pair(words: str, nth: int = 0) -> list[int]:
    span = at(words, nth)
    return [span.start, span.end]


def test_without_reviews_the_reading_is_shown() -> None:
    read = reading()
    assert reviewed(read, []) == Reviewed(reading=read, read=read)


def test_to_accept_changes_nothing_but_the_state() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "accept")
    shown = room.shown()
    assert shown.reading == room.read
    assert (state(shown, "statement:s1").state, state(shown, "statement:s1").by) == ("accepted", ("Anna",))


def test_a_corrected_speaker_is_a_mention_of_the_reading_where_it_is_one() -> None:
    room = Room()
    room.say("Anna", "statement:s6", "correct", speaker={"actor": "p3"}, certainty="possible")
    shown = valid(room.shown())
    speaker = statement(shown, "s6").speaker
    assert speaker == Party(mention="m4", name="Oleh Marko", carried=True)
    assert statement(shown, "s6").certainty == "possible"
    assert state(shown, "statement:s6").state == "corrected"
    assert shown.reading.mentions == room.read.mentions


def test_a_speaker_by_selected_words_gets_a_mention_and_an_actor() -> None:
    room = Room()
    room.say(
        "Anna", "statement:s3", "correct",
        speaker={"span": pair("Soll Warschau"), "name": "Warschau", "kind": "state"},
        addressee={"actor": "Q212"},
        cue=[pair("sei", 0)], kind="indirect", medium="speech", polarity="affirmed",
    )  # fmt: skip
    shown = valid(room.shown())
    one = statement(shown, "s3")
    assert one.speaker is not None
    assert one.speaker.name == "Warschau"
    mention = next(m for m in shown.reading.mentions if m.id == one.speaker.mention)
    assert mention.span == at("Soll Warschau")
    link = next(link for link in shown.reading.links if link.mention == mention.id)
    actor = next(a for a in shown.reading.actors if a.id == link.actor)
    assert (actor.name, actor.kind) == ("Warschau", "state")
    assert (one.addressee.mention, one.cue) == ("m3", (at("sei"),))  # type: ignore[union-attr]


def test_nobody_is_a_speaker_too() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "correct", speaker=None)
    assert statement(valid(room.shown()), "s1").speaker is None


def test_rejecting_leaves_a_valid_record() -> None:
    room = Room()
    room.say("Anna", "statement:s4", "reject")
    room.say("Anna", "statement:s3", "reject")
    room.say("Anna", "statement:s1", "reject")
    room.say("Anna", "event:e1", "reject")
    shown = valid(room.shown())
    assert [one.id for one in shown.reading.statements] == ["s2", "s5", "s6"]
    assert statement(shown, "s5").parent is None
    assert shown.reading.fragments[0].statement is None
    (event,) = shown.reading.events
    assert (event.source, event.answers) == (None, None)
    assert state(shown, "statement:s4").found == room.read.statements[3]


def test_what_was_nested_in_a_rejected_statement_moves_up() -> None:
    inner = replace(reading().statements[4], id="s7", parent="s5", content=(at("nicht kontrolliert"),))
    room = Room(replace(reading(), statements=(*reading().statements, inner)))
    room.say("Anna", "statement:s5", "reject")
    assert statement(valid(room.shown()), "s7").parent == "s4"
    room.say("Anna", "statement:s4", "reject")
    assert statement(valid(room.shown()), "s7").parent is None


def test_a_mention_is_linked_to_somebody_else_and_speakers_follow() -> None:
    room = Room()
    room.say("Anna", "mention:m2", "correct", actor={"name": "Piotr Kowal", "kind": "person"})
    shown = valid(room.shown())
    assert {one.speaker.name for one in shown.reading.statements[1:3] if one.speaker} == {"Piotr Kowal"}
    room.say("Anna", "mention:m2", "reject")
    shown = valid(room.shown())
    assert shown.reading.statements[1].speaker == Party(mention=None, name="Jan Kowal")
    assert "Piotr Kowal" not in {one.name for one in shown.reading.actors}
    room.say("Anna", "mention:m4", "correct", actor=None)
    shown = valid(room.shown())
    assert "p3" in {one.id for one in shown.reading.actors}, "an event names him"
    assert "m4" not in {link.mention for link in shown.reading.links}


def test_events_are_corrected_field_by_field() -> None:
    room = Room()
    room.say(
        "Anna", "event:e1", "correct",
        type="REQUEST", mode="yield", status="demanded", polarity="denied", object="Getreide",
        trigger=[pair("mit einem Einfuhrstopp")], place={"name": "Warschau"},
        initiator=[{"actor": "p1"}, {"span": pair("Deutschen Presse-Agentur"), "name": "dpa", "kind": "outlet"}],
        recipient=[],
    )  # fmt: skip
    shown = valid(room.shown())
    event = shown.reading.events[0]
    assert (event.type, event.mode, event.status, event.polarity) == ("REQUEST", "yield", "demanded", "denied")
    assert (event.object, event.place, event.recipient) == ("Getreide", "Warschau", ())
    names = {one.id: one.name for one in shown.reading.actors}
    assert [names[id] for id in event.initiator] == ["Jan Kowal", "dpa"]
    room.say("Bernd", "event:e1", "correct", type="ACCUSE")
    assert (room.shown().reading.events[0].type, room.shown().reading.events[0].mode) == ("ACCUSE", None)
    with pytest.raises(ReviewError, match="no mode of THREATEN"):
        Room().say("Anna", "event:e1", "correct", mode="yield")
    with pytest.raises(ReviewError, match="no mode of AGREE"):
        Room().say("Anna", "event:e1", "correct", mode="yield", type="AGREE")


def test_a_missing_statement_is_added_where_it_stands() -> None:
    room = Room()
    words = at("und das ist falsch")
    told = changes("statement", {"kind": "indirect", "speaker": {"actor": "p3"}, "cue": [pair("widersprach")]})
    add = addition(room.shown(), (words,), told, reviewer="Anna", at=room.now)
    room.reviews.append(add)
    shown = valid(room.shown())
    one = statement(shown, add.id)
    assert (one.content, one.kind, one.parent, one.confidence) == ((words,), "indirect", "s4", 1.0)
    assert one.speaker == Party(mention="m4", name="Oleh Marko")
    assert state(shown, f"statement:{add.id}").state == "added"
    with pytest.raises(ReviewError, match="already"):
        addition(shown, (words,), told, reviewer="Bernd", at=room.now)

    room.say("Bernd", f"statement:{add.id}", "accept")
    assert state(room.shown(), f"statement:{add.id}").by == ("Anna", "Bernd")
    room.say("Bernd", f"statement:{add.id}", "correct", certainty="hearsay")
    assert statement(room.shown(), add.id).certainty == "hearsay"
    assert statement(room.shown(), add.id).speaker is not None
    room.say("Carla", f"statement:{add.id}", "reject")
    assert state(room.shown(), f"statement:{add.id}").state == "disputed"
    room.say("Bernd", f"statement:{add.id}", "reject")
    shown = valid(room.shown())
    assert all(one.id != add.id for one in shown.reading.statements)
    room.reviews.append(undo(room.reviews, add.id, reviewer="Anna", at=room.now))
    shown = room.shown()
    assert {one.reason for one in shown.orphans} == {"gone"}
    assert shown.reading == room.read


def test_two_who_add_the_same_agree() -> None:
    room = Room()
    words = at("und das ist falsch.")
    blind = reviewed(room.read, [])
    for who, span in (("Anna", words), ("Bernd", Span(start=words.start, end=words.end - 1))):
        told = changes("statement", {"kind": "indirect"})
        room.reviews.append(addition(blind, (span,), told, reviewer=who, at=room.now))
    shown = valid(room.shown())
    assert len(shown.reading.statements) == 7
    (only,) = shown.states
    assert (only.state, len(only.reviews)) == ("disputed", 2)  # on where it ends


def test_a_later_review_replaces_and_undo_brings_back() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "accept")
    wrong = room.say("Anna", "statement:s1", "reject")
    assert state(room.shown(), "statement:s1").state == "rejected"
    assert [one.verdict for one in room.shown().past] == ["accept"]
    back = undo(room.reviews, reviewer="Anna", at=room.now)
    assert back.withdraws == wrong.id
    room.reviews.append(back)
    assert state(room.shown(), "statement:s1").state == "accepted"
    room.reviews.append(undo(room.reviews, back.id, reviewer="Anna", at=room.now))
    assert state(room.shown(), "statement:s1").state == "rejected"
    for id, who, message in (
        (wrong.id, "Bernd", "of Anna, who alone"),
        ("v9", "Anna", "no review v9"),
        (back.id, "Anna", "undone already"),
        (None, "Carla", "nothing of Carla"),
    ):
        with pytest.raises(ReviewError, match=message):
            undo(room.reviews, id, reviewer=who, at=room.now)


def test_where_people_disagree_most_decide_and_of_equals_the_latest() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "reject")
    room.say("Bernd", "statement:s1", "accept", blind=True)
    shown = room.shown()
    assert (state(shown, "statement:s1").state, state(shown, "statement:s1").outcome) == ("disputed", "accepted")
    room.say("Carla", "statement:s1", "reject")
    shown = room.shown()
    assert (state(shown, "statement:s1").state, state(shown, "statement:s1").by) == ("disputed", ("Anna", "Carla"))
    assert all(one.id != "s1" for one in shown.reading.statements)


def test_fields_are_decided_one_by_one() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "correct", certainty="possible", blind=True)
    room.say("Bernd", "statement:s1", "correct", speaker={"actor": "p3"}, blind=True)
    shown = room.shown()
    assert state(shown, "statement:s1").state == "corrected", "who corrects another field does not contradict"
    assert (statement(shown, "s1").certainty, statement(shown, "s1").speaker.name) == ("possible", "Oleh Marko")  # type: ignore[union-attr]
    room.say("Carla", "statement:s1", "accept", blind=True)
    room.say("Dora", "statement:s1", "correct", certainty="possible", speaker={"name": "Oleh Marko"}, blind=True)
    shown = room.shown()
    assert state(shown, "statement:s1").state == "disputed"
    assert (statement(shown, "s1").certainty, statement(shown, "s1").speaker.name) == ("possible", "Oleh Marko")  # type: ignore[union-attr]
    assert state(shown, "statement:s1").by == ("Anna", "Bernd", "Dora")


def test_to_accept_what_is_shown_is_to_correct_the_same() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "correct", certainty="possible")
    same = room.say("Bernd", "statement:s1", "accept")
    assert (same.verdict, same.correction) == ("correct", (Change(field="certainty", value="possible"),))
    room.say("Bernd", "statement:s1", "correct", speaker=None)
    shown = room.shown()
    assert (statement(shown, "s1").certainty, statement(shown, "s1").speaker) == ("possible", None)
    assert state(shown, "statement:s1").state == "corrected"


def test_unsure_says_nothing() -> None:
    room = Room()
    room.say("Anna", "statement:s1", "unsure")
    assert state(room.shown(), "statement:s1").state == "unsure"
    room.say("Bernd", "statement:s1", "reject")
    assert (state(room.shown(), "statement:s1").state, state(room.shown(), "statement:s1").by) == (
        "rejected",
        ("Bernd",),
    )


@pytest.mark.parametrize(
    ("name", "correction", "message"),
    [
        ("statement:s9", {"kind": "direct"}, "no statement s9"),
        ("statement:s1", {"kind": "shouted"}, "'shouted' is none of direct"),
        ("statement:s1", {"type": "AGREE"}, "'type' of a statement cannot be corrected"),
        ("statement:s1", {"content": []}, "content needs at least one span"),
        ("statement:s1", {"content": [[5, 99999]]}, "lies outside of the text"),
        ("statement:s1", {"content": [[9, 5]]}, "0 <= start < end"),
        ("statement:s1", {"cue": [["a", 5]]}, "start, end"),
        ("statement:s1", {"content": "Wir"}, "a list of"),
        ("statement:s1", {"speaker": {"name": "Wer"}}, "nobody in this article is Wer"),
        ("statement:s1", {"speaker": {"actor": "Q1"}}, "nobody in this article is Q1"),
        ("statement:s1", {"speaker": {"span": [5, 99999]}}, "lies outside of the text"),
        ("statement:s1", {"speaker": {"wer": "x"}}, "somebody is told by"),
        ("statement:s1", {"speaker": {}}, "somebody needs a name"),
        ("statement:s1", {"speaker": {"name": "X", "kind": "ship"}}, "'ship' is none of"),
        ("statement:s1", {}, "that needs one"),
        ("event:e1", {"initiator": {"name": "X"}}, "a list of people"),
        ("event:e1", {"object": 3}, "is not what this field can be"),
        ("event:e1", {"status": None}, "None is none of"),
        ("mention:m1", {"actor": "p1"}, "somebody is told by"),
    ],
)
def test_what_cannot_be_is_refused(name: str, correction: dict[str, object], message: str) -> None:
    with pytest.raises(ReviewError, match=message):
        Room().say("Anna", name, "correct", **correction)


def test_a_review_keeps_its_invariants() -> None:
    target = Target.of(reading().statements[0])
    day = datetime(2026, 11, 22)
    with pytest.raises(ValueError, match="time zone"):
        Review.of("accept", target, article="a1", run="r", reviewer="Anna", at=day)
    day = day.replace(tzinfo=UTC)
    one = Change(field="kind", value="direct")
    for verdict, which, correction, message in (
        ("accept", target, (one,), "belongs to the verdict correct"),
        ("correct", target, (one, one), "each field once"),
        ("add", target, (one,), "has no id before"),
        ("add", replace(target, id=None), (), "needs its kind"),
        ("reject", replace(target, id=None), (), "only what is added"),
        ("seen", target, (), "is none of accept"),
    ):
        with pytest.raises(ValueError, match=message):
            Review.of(verdict, which, correction, article="a1", run="r", reviewer="Anna", at=day)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="needs a reviewer"):
        Review.of("accept", target, article="a1", run="r", reviewer=" ", at=day)
    with pytest.raises(ValueError, match="no id"):
        Review.of("accept", target, article="a 1", run="r", reviewer="Anna", at=day)
    with pytest.raises(ValueError, match="cannot withdraw itself"):
        replace(Review.of("accept", target, article="a1", run="r", reviewer="Anna", at=day), id="v1", withdraws="v1")


def test_somebody_is_named_so_that_every_reading_finds_him() -> None:
    read = reading()
    assert someone(read, actor="p2") == Someone(name="Ukraine", actor="Q212", kind="state")
    assert someone(read, name="kowal") == Someone(name="Jan Kowal", kind="person")
    span = at("Kowal", 2)
    assert someone(read, span=span) == Someone(name="Jan Kowal", kind="person", span=span)
    new = Someone(name="Neu", actor="Q9", kind="person")
    assert someone(read, actor="Q9", name="Neu", kind="person") == new
    room = Room(read)
    room.say("Anna", "statement:s1", "correct", speaker={"actor": "Q9", "name": "Neu", "kind": "person"})
    added = valid(room.shown()).reading.actors[-1]
    assert (added.name, added.wikidata) == ("Neu", "Q9")


def test_reviews_of_another_article_and_bad_ones_are_orphans_not_errors() -> None:
    read = reading()
    target = Target.of(read.statements[0])
    told = {"article": read.article.id, "run": run_id(read.run), "reviewer": "Anna", "at": NOON}
    far = Review.of("accept", target, **{**told, "article": "b2"})  # type: ignore[arg-type]
    outside = Change(field="content", value=(Span(start=1, end=99_999),))
    bad = Review.of("correct", target, (outside,), **told)  # type: ignore[arg-type]
    shown = reviewed(read, [far, bad])
    assert [one.reason for one in shown.orphans] == ["article", "invalid"]
    assert "outside of the text" in shown.orphans[1].message
    assert shown.reading == read


def test_a_review_of_what_is_shown_can_be_made_of_a_rejected_finding() -> None:
    room = Room()
    room.say("Anna", "event:e1", "reject")
    room.say("Bernd", "event:e1", "accept")
    assert state(room.shown(), "event:e1").outcome == "accepted"
    with pytest.raises(ReviewError, match="no event e9"):
        review_of(room.shown(), "event", "e9", "accept", reviewer="Anna", at=NOON)


def test_unknown_reading_types_do_not_matter() -> None:
    bare = Reading(article=reading().article, run=reading().run)
    assert reviewed(bare, [Room().say("Anna", "event:e1", "accept")]).orphans[0].reason == "gone"
