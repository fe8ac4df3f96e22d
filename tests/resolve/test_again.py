"""What tells that two happenings are one event."""

from dataclasses import replace
from datetime import date

import pytest

from wortlaut.lexicon import table
from wortlaut.record import Article, Event, Paragraph, Period, Span, When
from wortlaut.resolve.again import chance, features

TEXT = "Oslo droht Kiew\nAm Montag griff Oslo die Stadt an. Der Angriff dauerte lange. Später griff Riga an."
HEAD, BODY = TEXT.split("\n")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


ARTICLE = Article(
    id="a",
    text=TEXT,
    paragraphs=(Paragraph(span=at(HEAD), role="headline"), Paragraph(span=at(BODY), role="body")),
)
FIRST = Event(
    id="e1", type="ASSAULT", mode=None, trigger=(at("griff"),), text=at("Am Montag griff Oslo die Stadt an"),
    initiator=("oslo",), recipient=("kiew",), confidence=0.8,
)  # fmt: skip
NOUN = replace(FIRST, trigger=(at("Angriff"),), text=at("Der Angriff dauerte lange"), initiator=(), recipient=("kiew",))


def test_a_definite_noun_with_the_same_sides_takes_up_what_was_told() -> None:
    assert {"noun", "definite", "initiator_missing", "recipient_same", "near", "deed"} <= set(
        features(ARTICLE, FIRST, NOUN)
    )
    other = replace(NOUN, trigger=(at("griff"),), initiator=("riga",), recipient=("minsk",))
    assert chance(ARTICLE, FIRST, NOUN) > chance(ARTICLE, FIRST, other)


def test_other_types_and_another_teller_are_never_one() -> None:
    assert chance(ARTICLE, FIRST, replace(NOUN, type="THREATEN")) == 0.0
    assert chance(ARTICLE, FIRST, replace(NOUN, source="s1")) == 0.0


def test_another_day_is_told() -> None:
    def on(day: int) -> When:
        period = Period(earliest=date(2024, 5, day), latest=date(2024, 5, day + 1), precision="day")
        return When(span=at("Am Montag"), period=period)

    assert "other_time" in set(features(ARTICLE, replace(FIRST, when=on(3)), replace(NOUN, when=on(7))))
    assert "other_time" not in set(features(ARTICLE, replace(FIRST, when=on(3)), replace(NOUN, when=on(3))))


@pytest.mark.parametrize(
    ("mine", "theirs", "name"), [("Hilfe", "Hilfen", "same_object"), ("Geld", "Waffen", "other_object")]
)
def test_objects_are_compared_by_their_nouns(mine: str, theirs: str, name: str) -> None:
    assert name in set(features(ARTICLE, replace(FIRST, object=mine), replace(NOUN, object=theirs)))


def test_a_headline_repeats() -> None:
    head = replace(FIRST, trigger=(at("droht"),), text=at(HEAD))
    assert "headline" in set(features(ARTICLE, head, FIRST))
    assert "headline" not in set(features(ARTICLE, FIRST, NOUN))


def test_every_feature_has_a_weight() -> None:
    known = {row["feature"] for row in table("same_event_weights")}
    sides = {
        f"{side}_{how}"
        for side in ("initiator", "recipient")
        for how in ("same", "shared", "other", "missing", "nobody")
    }
    more = {"wordy", "deed", "same_word", "noun", "definite", "same_polarity", "same_status", "same_object"}
    assert sides | more | {"other_object", "other_time", "near", "far", "between", "headline", "constant"} <= known
