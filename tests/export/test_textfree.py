"""Packages without words: nothing of the article is in them, and one's own copy brings all of it back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import handmade
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.store import made
from wortlaut import Reader
from wortlaut.coding.files import codebook_from
from wortlaut.coding.files import example as example_codebook
from wortlaut.coding.propose import coded
from wortlaut.errors import RecordError
from wortlaut.export import record_json
from wortlaut.export.textfree import attach, attached, text_free
from wortlaut.export.textfree.letters import STRETCH, Letters
from wortlaut.export.textfree.words import public_names
from wortlaut.intake import article_from_text
from wortlaut.record import (  # fmt: skip
    Actor,
    Coding,
    Event,
    Failure,
    Fragment,
    Identity,
    Link,
    Mention,
    Party,
    Reading,
    Relation,
    Run,
    Span,
    Statement,
)

FOLDER = Path(__file__).parents[2] / "examples" / "articles"
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    """All sample articles as the model reads them, coded with the example."""
    book = codebook_from(example_codebook())
    reader = Reader.load()
    articles = [article_from_text(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.txt"))]
    return [coded(reading, book) for reading in reader.read_many(articles, processes=1)]


def strings_in(value: Any) -> Iterator[str]:
    """Yield all strings of a package, those told in pieces as one with a sign for each place."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield "".join(one if isinstance(one, str) else "⌷" for one in value)
        for one in value:
            yield from strings_in(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings_in(one)


def leaks(reading: Reading, data: bytes) -> list[str]:
    """Return what a package tells of the words of its article: four in a row, a title, a name nobody knows."""
    told = list(strings_in(json.loads(data)))
    text = reading.article.text
    known = {one.name for one in reading.actors if one.identity} & public_names()
    words = WORD.findall(text)
    rows = {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}
    found = [row for one in told for row in _rows(one) & rows if one not in known]
    public = {word for name in known for word in WORD.findall(name)}
    names = {word for one in reading.actors for name in (one.name, *one.names) for word in WORD.findall(name)}
    hidden = {name for name in names if name[:1].isupper() and len(name) > 2} - public
    return found + [word for one in told for word in WORD.findall(one) if word in hidden]


def _rows(words: str) -> set[str]:
    some = WORD.findall(words)
    return {" ".join(some[at : at + 4]) for at in range(len(some) - 3)}


def test_no_sample_leaks_and_every_one_comes_back(samples: list[Reading]) -> None:
    assert len(samples) >= 15 and any(reading.codings for reading in samples)
    for reading in samples:
        data = text_free(reading)
        assert leaks(reading, data) == []
        assert attach(data, reading.article) == reading
        bare = replace(reading, article=replace(reading.article, source=None))
        assert attach(text_free(bare), reading.article.text) == bare


def test_no_word_of_a_sample_stands_in_what_is_cited(samples: list[Reading]) -> None:
    for reading in samples:
        pieces = [one for told in json.loads(text_free(reading))["strings"] for one in told if isinstance(one, str)]
        words = set(WORD.findall(reading.article.text))
        assert [word for piece in pieces for word in WORD.findall(piece) if word in words] == []


def test_a_leak_would_be_seen(samples: list[Reading]) -> None:
    reading = samples[0]
    assert leaks(reading, record_json(reading))
    hidden = next(one for one in reading.actors if one.identity is None and one.kind == "person")
    assert leaks(reading, json.dumps({"strings": [[f"surname of {hidden.name}"]]}).encode())


def test_whom_the_lexicon_knows_keeps_his_name_and_others_get_a_number() -> None:
    text = "Titel\n„Nein“, sagte Olaf Scholz.\n„Doch“, sagte Wiltrud Kehlmann."
    reading = made.reading(made.article(text, id="a1"), known={"Olaf Scholz": "Q61053"})
    known, unknown = json.loads(text_free(reading))["reading"]["actors"]
    assert (known["name"], known["identity"]["wikidata"]) == ("Olaf Scholz", "Q61053")
    assert isinstance(unknown["name"], int) and b"Kehlmann" not in text_free(reading)


def test_a_name_is_public_only_with_an_identity_and_as_the_lexicon_has_it() -> None:
    text = "Titel\n„Nein“, sagte Olaf Scholz.\n„Doch“, sagte Wiltrud Kehlmann."
    reading = made.reading(made.article(text, id="a1"), known={"Wiltrud Kehlmann": "Q1"})
    assert all(isinstance(one["name"], int) for one in json.loads(text_free(reading))["reading"]["actors"])


def test_everything_a_record_can_hold() -> None:
    reading = handmade.reading()
    data = text_free(reading)
    assert leaks(reading, data) == []
    assert attach(data, reading.article) == reading
    told = json.loads(data)
    assert told["elsewhere"] == ["source", "outlet"] and b"Beispielbote" not in data and b"getreide" not in data
    there = attach(data, reading.article.text).article
    assert (there.title, there.byline) == (reading.article.title, reading.article.byline)
    assert (there.outlet, there.source) == (None, None)


def test_a_place_that_is_nobody_is_no_word_of_the_package() -> None:
    text = "Titel\n„Wir treffen uns in Klein Wusterwitz“, sagte Ida Roth."
    reading = made.reading(made.article(text, id="a1"), event=("treffen uns", "CONSULT", "planned"))
    reading = replace(reading, events=(replace(reading.events[0], place="Klein Wusterwitz", object="treffen"),))
    data = text_free(reading)
    assert b"Wusterwitz" not in data and b"treffen" not in data
    assert attach(data, reading.article) == reading


def test_reasons_keep_the_words_of_wortlaut_and_not_those_they_cite() -> None:
    text = "Titel\n„Wir verlangen den Aufschub“, sagte Ida Roth."
    reading = made.reading(made.article(text, id="a1"))
    reasons = ("shares «aufschub», «verlang»: keyword", "“Roth”: surname of Ida Roth")
    link = replace(reading.links[0], reasons=reasons)
    reading = replace(reading, links=(link,))
    data = text_free(reading)
    assert b"keyword" in data and b"surname" in data
    assert not any(word in data for word in (b"aufschub", b"verlang", b"Roth"))
    assert attach(data, reading.article) == reading


def test_outlet_and_address_stand_where_they_are_to_be_cited() -> None:
    reading = handmade.reading()
    reading = replace(reading, article=replace(reading.article, url="https://beispielbote.example/a/17"))
    data = text_free(reading, cite=True)
    told = json.loads(data)["reading"]["article"]
    assert (told["outlet"], told["url"]) == ("Beispielbote", "https://beispielbote.example/a/17")
    assert attach(data, reading.article.text).article.url == reading.article.url


def test_the_salt_changes_hashes_and_nothing_else() -> None:
    reading = handmade.reading()
    one, other = (json.loads(text_free(reading, salt=salt)) for salt in (b"a", b"b"))
    assert text_free(reading, salt=b"a") == text_free(reading, salt=b"a")
    assert one["text"]["hash"] != other["text"]["hash"] and one["text"]["stretches"] != other["text"]["stretches"]
    assert {key: one[key] for key in one if key != "text"} == {key: other[key] for key in other if key != "text"}


# other copies


def other_marks(text: str) -> str:
    """Return a text as another archive has it: other quotation marks, dashes, line ends, a word broken in two."""
    marks = str.maketrans("„“‚‘–", "»«''-")
    return re.sub(r"\n+", " \r\n\t", text.translate(marks)).replace("Getreide", "Ge\xadtreide")


def plain_words(span: Span, text: str) -> str:
    return Letters(span.of(text)).letters


def test_a_copy_with_other_marks_and_white_space(samples: list[Reading]) -> None:
    for reading in (*samples, handmade.reading()):
        old, copy = reading.article.text, other_marks(reading.article.text)
        found = attached(text_free(reading), copy)
        assert copy != old and not found.exact and not found.lost and found.differs is None
        new = found.reading
        for one, other in zip(reading.statements, new.statements, strict=True):
            assert [plain_words(span, old) for span in one.content] == [plain_words(s, copy) for s in other.content]
        for mention, again in zip(reading.mentions, new.mentions, strict=True):
            assert plain_words(mention.span, old) == plain_words(again.span, copy)
        assert [one.span.of(copy) for one in new.article.paragraphs] == [
            other_marks(one.span.of(old)) for one in reading.article.paragraphs
        ]
        assert attach(text_free(reading), copy) == new


def test_a_copy_with_a_line_more_loses_nothing_but_says_so() -> None:
    reading = handmade.reading()
    copy = f"Anzeige\n\n{reading.article.text}\nLesen Sie auch: Die Bahn baut um"
    found = attached(text_free(reading), copy)
    assert found.differs == "it differs from its beginning on" and found.lost == ()
    assert [one.content[0].of(copy) for one in found.reading.statements] == [
        one.content[0].of(reading.article.text) for one in reading.statements
    ]
    with pytest.raises(RecordError, match="other words than the article"):
        attach(text_free(reading), copy)


def test_words_that_were_changed_are_lost_and_nothing_points_to_them() -> None:
    reading = handmade.reading()
    copy = reading.article.text.replace("Oleh Marko", "Oleg Marko")
    found = attached(text_free(reading), copy)
    lost = {(one.field, one.id) for one in found.lost}
    assert ("mentions", "m4") in lost and found.differs is not None
    kept = {one.id for one in found.reading.mentions}
    assert kept and "m4" not in kept
    assert all(one.mention in kept for one in found.reading.links)
    assert found.reading.statements[0].content[0].of(copy) == "mit einem Einfuhrstopp"
    with pytest.raises(RecordError, match="differs after character"):
        attach(text_free(reading), copy)


def test_a_name_that_cannot_be_told_is_a_number() -> None:
    reading = handmade.reading()
    copy = reading.article.text.replace("Jan Kowal", "Jana Kowal")
    found = attached(text_free(reading), copy)
    (actor,) = found.reading.actors
    assert re.fullmatch(r"\[\d+\]", actor.name) and "strings" in {one.field for one in found.lost}
    speakers = {one.id: one.speaker for one in found.reading.statements}
    assert speakers["s3"] == Party(mention="m2", name=actor.name, carried=True)


def test_another_article_is_refused(samples: list[Reading]) -> None:
    for one, other in pairwise(samples):
        with pytest.raises(RecordError, match="not a copy of the article"):
            attach(text_free(one), other.article)
    with pytest.raises(RecordError, match="no letters"):
        attach(text_free(samples[0]), " \n")
    half = samples[0].article.text
    with pytest.raises(RecordError, match=r"differs after character \d+ \(“…"):
        attach(text_free(samples[0]), half[: len(half) // 3])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one.pop("schema"), "no text-free package"),
        (lambda one: one["text"].update(salt="xy"), "no text-free package"),
        (lambda one: one["text"].update(letters=7), "damaged"),
        (lambda one: one.update(strings=[]), "damaged"),
        (lambda one: one["reading"].pop("article"), "damaged"),
        (lambda one: one["reading"]["statements"][0].update(kind="erfunden"), "damaged"),
        (lambda one: one["reading"]["statements"][0].update(neu=1), "damaged"),
        (lambda one: one["reading"]["statements"][0].update(content=[[5]]), "damaged"),
        (lambda one: one["reading"]["statements"][0].update(content=[[5, 5]]), "damaged"),
        (lambda one: one["reading"].update(statements=7), "damaged"),
    ],
)
def test_a_damaged_package_says_so(change: Any, told: str) -> None:
    package = json.loads(text_free(handmade.reading()))
    change(package)
    with pytest.raises(RecordError, match=told):
        attach(json.dumps(package).encode(), handmade.TEXT)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000, record_json(handmade.reading())])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError, match="no text-free package"):
        attach(data, handmade.TEXT)


# any reading of any text


WORDS = (
    "Söder",
    "nein",
    "„Ja“",
    "Bündnis-Grüne",
    "ab",
    "🌾",
    "ein",
    "nicht\n",
    "Kowal",
    "3",
    "\ud800",
    "ﬁnal",
    "a\u0308",
)


@st.composite
def anything(draw: st.DrawFn) -> Reading:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=5, max_size=40)))
    spans = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start=start, end=end))
    )
    cited = st.builds(lambda span: span.of(text), spans)
    words = cited | st.text(max_size=12) | st.builds("{}n von {}".format, cited, cited)
    ids = st.sampled_from(("m1", "s2", "actor3")) | words
    optional = st.none() | words
    party = st.none() | st.builds(Party, mention=st.none() | ids, name=optional)
    identity = st.builds(
        Identity, id=words, wikidata=st.none() | st.just("Q1"), confidence=st.just(0.5), reasons=st.tuples(words)
    )
    sure = st.floats(0, 1)
    reasons = st.lists(words, max_size=2).map(tuple)
    article = made.article(text, id=draw(ids))
    return Reading(
        article=replace(article, source=draw(optional), outlet=draw(optional), byline=draw(reasons)),
        run=Run(wortlaut="1", model="m@1", lexicon="l", options=(("windows", "2"),)),
        mentions=(draw(st.builds(Mention, id=ids, span=spans, head=spans, kind=st.just("name"), confidence=sure)),),
        statements=(
            draw(
                st.builds(
                    Statement,
                    id=st.just("s1"),
                    kind=st.just("direct"),
                    content=st.lists(spans, min_size=1, max_size=2).map(tuple),
                    speaker=party,
                    confidence=sure,
                )
            ),
        ),
        fragments=(draw(st.builds(Fragment, span=spans, statement=optional, speaker=party)),),
        actors=(
            draw(
                st.builds(
                    Actor, id=ids, name=words, kind=st.just("person"), names=reasons, identity=st.none() | identity
                )
            ),
        ),
        links=(draw(st.builds(Link, mention=ids, actor=ids, confidence=sure, reasons=reasons)),),
        relations=(
            draw(
                st.builds(
                    Relation,
                    id=ids,
                    kind=st.just("ally_of"),
                    subject=ids,
                    object=words,
                    evidence=spans,
                    confidence=sure,
                )
            ),
        ),
        events=(
            draw(
                st.builds(
                    Event,
                    id=ids,
                    type=st.just("AGREE"),
                    mode=optional,
                    trigger=st.tuples(spans),
                    text=spans,
                    object=optional,
                    place=optional,
                    evidence=st.tuples(spans),
                    confidence=sure,
                )
            ),
        ),
        codings=(
            draw(
                st.builds(
                    Coding,
                    id=ids,
                    codebook=st.just("stadt"),
                    concept=st.just("bruecke"),
                    agreement=st.just("for"),
                    kind=st.just("statement"),
                    finding=ids,
                    evidence=st.tuples(spans),
                    reasons=reasons,
                    confidence=sure,
                )
            ),
        ),
        failures=(Failure(stage="dating", message=draw(words)),),
    )


@given(anything())
def test_whatever_is_packed_comes_back_and_tells_nothing(reading: Reading) -> None:
    data = text_free(reading)
    assert attach(data, reading.article) == reading
    rows = _rows(reading.article.text)
    assert [row for one in strings_in(json.loads(data)) for row in _rows(one) & rows] == []


@given(anything(), st.data())
@example(handmade.reading(), None)
def test_other_white_space_and_marks_keep_the_words(reading: Reading, data: Any) -> None:
    old = reading.article.text
    seps = (" ", "  ", "\n", "\u00a0", " - ")
    draw = (lambda: data.draw(st.sampled_from(seps))) if data else (lambda: "\n")
    copy = "".join(draw() if one.isspace() else one for one in old).replace("„", "»")
    assume(copy != old)
    found = attached(text_free(reading), copy)
    assert found.differs is None
    kept = {one.id: one for one in found.reading.statements}
    for one in reading.statements:
        letters = [plain_words(span, old) for span in one.content]
        if one.id in kept:
            assert [plain_words(span, copy) for span in kept[one.id].content] == letters
        else:
            assert "" in letters


@given(st.text(max_size=400))
def test_letters_know_where_they_come_from(text: str) -> None:
    letters = Letters(text)
    assert len(letters.letters) == len(letters.sources) and letters.sources == sorted(letters.sources)
    cuts = letters.stretches
    assert [start for start, _ in cuts] == [0, *(end for _, end in cuts[:-1])] if cuts else not letters.letters
    assert all(end - start >= min(STRETCH, len(letters.letters)) for start, end in cuts)


def test_dates_stay() -> None:
    reading = made.reading(made.article("Titel\n„Ja“, sagte Ida Roth.", day=date(2024, 5, 3)))
    assert json.loads(text_free(reading))["reading"]["article"]["published"]["earliest"] == "2024-05-03"
