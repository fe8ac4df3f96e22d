"""Reviews as lines of a file, and reviewed readings as documents of the quotation corpus."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.saying import Room, at
from tests.review.test_placing import said
from wortlaut.errors import ReviewError
from wortlaut.export import review_json, reviews_from_json
from wortlaut.export.corpus import corpus_document
from wortlaut.record import Reading


@given(seed=st.integers(0, 10**9))
def test_reviews_come_back_as_they_were(seed: int) -> None:
    reviews = said(Room().read, seed, 12)
    assert reviews_from_json([review_json(one) for one in reviews]) == reviews


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "seen"}, "Invalid enum value 'seen'"),
        ({"correction": {"kind": "loud"}}, "'loud' is none of direct"),
        ({"correction": None}, "that needs one"),
        ({"more": 1}, "unknown field `more`"),
        ({"at": "2026-11-22T12:00:00"}, "time zone"),
    ],
)
def test_a_bad_line_is_named(change: dict[str, object], message: str) -> None:
    line = json.loads(review_json(Room().say("Anna", "statement:s1", "correct", kind="direct")))
    with pytest.raises(ReviewError, match=f"line 2: .*{message}"):
        reviews_from_json([b"", json.dumps(line | change).encode()])


def words(document: dict[str, object], entry: dict[str, object] | None) -> list[str]:
    tokens = [token for sentence in document["sentences"] for token in sentence["tokens"]]  # type: ignore[attr-defined]
    return [tokens[number] for number in (entry or {})["tokenIds"]]  # type: ignore[attr-defined]


def test_a_reading_becomes_a_document_of_the_corpus() -> None:
    room = Room()
    room.say("Anna", "statement:s2", "correct", medium="writing")
    found = corpus_document(room.shown().reading)
    quotes = found["annotations"]
    assert [(one["type"], one["medium"], one["isNested"]) for one in quotes[:4]] == [
        ("Reported", "SW", False),
        ("Direct", "Writing", False),
        ("Direct", "Writing", False),
        ("Direct", "Writing", False),
    ]
    assert words(found, quotes[0]["addressee"]) == ["Ukraine"]
    assert words(found, quotes[2]["quote"]) == ["„", "Wir", "nehmen", "“"]
    assert words(found, quotes[2]["speaker"]) == ["Kowal"]
    assert words(found, quotes[2]["cue"]) == ["sagte"]
    assert words(found, quotes[2]["frame"])[:2] == ["sagte", "Kowal"]
    assert [one["isNested"] for one in quotes].count(True) == 1
    assert "Lena" not in [token for sentence in found["sentences"] for token in sentence["tokens"]], (
        "a byline is silent"
    )


def test_what_no_json_can_hold_is_replaced() -> None:
    read = Room().read
    odd = read.article.text.replace("Getreide", "Getrei\ud800e")
    article = type(read.article)(**{**{f: getattr(read.article, f) for f in read.article.__slots__}, "text": odd})
    found = corpus_document(Reading(article=article, run=read.run))
    json.dumps(found, ensure_ascii=False).encode()
    assert len(found["originalText"]) == len(read.article.text)


def test_places_do_not_move() -> None:
    room = Room()
    found = corpus_document(room.read)
    first = found["sentences"][0]
    assert first["charBegin"] == at("Streit um Getreide").start
