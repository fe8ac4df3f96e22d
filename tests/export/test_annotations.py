"""Web Annotations: the shape that the Recommendation asks for, and quotes found again in texts that changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import whole
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from wortlaut.errors import RecordError
from wortlaut.export.annotations import CONTEXT, annotation_collections, place, quotes_from_annotations
from wortlaut.record import Article, Mention, Reading, Register, Run, Span


def collection(reading: Reading) -> dict[str, Any]:
    ((article, data),) = annotation_collections([reading])
    assert article == reading.article.id
    return json.loads(data)  # type: ignore[no-any-return]


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def of_spans(text: str, *spans: Span, url: str | None = None) -> Reading:
    return Reading(
        article=Article(id="a", text=text, paragraphs=(), url=url),
        run=Run(wortlaut="1", model="m", lexicon="l"),
        mentions=tuple(
            Mention(id=f"m{number}", span=span, head=span, kind="name", confidence=1.0)
            for number, span in enumerate(spans)
        ),
    )


@pytest.mark.parametrize("reading", whole.readings(), ids=lambda reading: reading.article.id)
def test_the_shape_of_the_recommendation(reading: Reading) -> None:
    found = collection(reading)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = found["first"]["items"]
    assert found["total"] == len(items) == len(reading.statements) + len(reading.events) + len(reading.mentions)
    assert len({item["id"] for item in items}) == len(items)
    assert found["first"]["partOf"] == found["id"]
    for item in items:
        assert (item["type"], item["motivation"] in ("tagging", "identifying")) == ("Annotation", True)
        assert item["body"]
        for target in targets(item):
            assert target["source"] == (reading.article.url or f"urn:wortlaut:{reading.article.id}")
            assert ("state" in target) == (reading.article.url is not None)
            quoted, placed = target["selector"]
            assert (quoted["type"], placed["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert reading.article.text[placed["start"] : placed["end"]] == quoted["exact"]
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert reading.article.text.count(around) == 1
            assert len(quoted["prefix"]) >= min(CONTEXT, placed["start"])


def test_positions_count_code_points_beyond_the_basic_plane() -> None:
    items = collection(whole.second())["first"]["items"]
    (mention,) = (item for item in items if item["id"] == "urn:wortlaut:a2:mention:m3")
    assert mention["target"]["selector"][1]["start"] == whole.SECOND.index("Brüssel")


def test_bodies_tell_who_and_what() -> None:
    items = {item["id"]: item for item in collection(whole.first())["first"]["items"]}
    values = [body.get("value") for body in items["urn:wortlaut:a1:statement:s2"]["body"]]
    assert {"statement", "kind: direct", "speaker: Jan Kowal", "speaker id: local:person:jan-kowal"} <= set(values)
    assert len(targets(items["urn:wortlaut:a1:statement:s2"])) == 3
    values = [body.get("value") for body in items["urn:wortlaut:a1:event:e1"]["body"]]
    assert {"event", "type: THREATEN", "recipient: Ukraine", "recipient id: Q212", "status: threatened"} <= set(values)
    assert {"type": "SpecificResource", "purpose": "identifying", "source": "http://www.wikidata.org/entity/Q212"} in (
        items["urn:wortlaut:a1:mention:m3"]["body"]
    )


@pytest.mark.parametrize("reading", whole.readings(), ids=lambda reading: reading.article.id)
def test_all_quotes_are_found_in_the_article_and_behind_a_new_beginning(reading: Reading) -> None:
    ((_, data),) = annotation_collections([reading])
    said = [one.content for one in reading.statements]
    expected = [span for spans in said for span in spans]
    expected += [one.text for one in reading.events] + [one.span for one in reading.mentions]
    assert [quote.span for quote in quotes_from_annotations(data, reading.article.text)] == expected
    new = "Korrektur: In einer früheren Fassung hieß es, Kowal habe Brüssel gedroht.\n\n"
    moved = [Span(start=span.start + len(new), end=span.end + len(new)) for span in expected]
    assert [quote.span for quote in quotes_from_annotations(data, new + reading.article.text)] == moved


def test_words_that_were_cut_are_not_found() -> None:
    reading = whole.second()
    ((_, data),) = annotation_collections([reading])
    cut = reading.article.text.replace("Es bleibt dabei", "Es bleibt so")
    lost = [quote for quote in quotes_from_annotations(data, cut) if quote.span is None]
    assert [(quote.annotation, quote.exact) for quote in lost] == [("urn:wortlaut:a2:statement:s2", "Es bleibt dabei")]
    assert lost[0].source == reading.article.url
    assert "speaker: Jan Kowal" in lost[0].tags


def test_no_article_and_a_register_of_others() -> None:
    assert list(annotation_collections([])) == []
    with pytest.raises(RecordError, match="register of the same readings"):
        list(annotation_collections([whole.first()], Register(entries=())))


letters = st.text(st.sampled_from("ab 🌾\n"), max_size=90)  # few letters: the same words stand in many places


@st.composite
def marked(draw: st.DrawFn, text: st.SearchStrategy[str] = letters) -> tuple[str, Span]:
    words = draw(text.filter(bool))
    start = draw(st.integers(0, len(words) - 1))
    return words, Span(start=start, end=draw(st.integers(start + 1, len(words))))


@settings(deadline=None)  # a busy machine is no failure
@given(marked())
@example(("a" * 300, Span(start=150, end=151)))
def test_the_place_is_found_however_often_the_words_stand_in_the_text(case: tuple[str, Span]) -> None:
    text, span = case
    ((_, data),) = annotation_collections([of_spans(text, span)])
    assert [quote.span for quote in quotes_from_annotations(data, text)] == [span]


@settings(deadline=None)
@given(marked(), letters, letters, st.integers(0, 1000))
def test_changes_outside_of_the_kept_context_do_not_matter(
    case: tuple[str, Span], before: str, after: str, away: int
) -> None:
    text, span = case
    ((_, data),) = annotation_collections([of_spans(text, span)])
    selector, position = json.loads(data)["first"]["items"][0]["target"]["selector"]
    around = selector["prefix"] + selector["exact"] + selector["suffix"]
    changed = before + around + after
    assume(changed.find(around) == changed.rfind(around))
    (quote,) = quotes_from_annotations(data, changed)
    begin = len(before) + len(selector["prefix"])
    assert quote.span == Span(start=begin, end=begin + len(span.of(text)))
    position["start"] += away  # the position only decides where the context does not
    moved = json.dumps({"type": "Annotation", "target": {"selector": [position, selector]}}, ensure_ascii=True).encode()
    assert quotes_from_annotations(moved, changed)[0].span == quote.span


@settings(deadline=None)
@given(marked(st.text(st.characters(codec=None, exclude_categories=()), max_size=60)))
def test_any_text_can_be_written(case: tuple[str, Span]) -> None:
    text, span = case
    ((_, data),) = annotation_collections([of_spans(text, span, url="https://beispielbote.example/1")])
    storable = "".join("\ufffd" if 0xD800 <= ord(letter) <= 0xDFFF else letter for letter in text)
    (quote,) = quotes_from_annotations(data, storable)
    assert quote.exact == span.of(storable)
    assert quote.span is not None and quote.span.of(storable) == quote.exact


def test_of_equal_places_the_nearest_counts() -> None:
    assert place("Nein. Nein. Nein.", "Nein", near=7) == Span(start=6, end=10)
    assert place("Nein.", "", near=1) is None


def test_files_of_other_programs() -> None:
    selector = {"type": "TextQuoteSelector", "exact": "Kowal", "prefix": "Agrarminister Jan ", "suffix": " (Bauern"}
    one = {
        "id": "https://notes.example/1",
        "type": ["Annotation", "oa:Annotation"],
        "body": "https://notes.example/body",
        "target": {"source": "https://beispielbote.example/1", "selector": selector},
    }
    page = {"type": "AnnotationPage", "items": [one, {**one, "target": "https://beispielbote.example/1"}]}
    other = {"type": "AnnotationPage", "items": one}
    for value in (page, [one], {"type": "AnnotationCollection", "first": {**other, "next": "https://notes.example/2"}}):
        (quote,) = quotes_from_annotations(json.dumps(value).encode(), whole.SECOND)
        assert (quote.annotation, quote.span, quote.tags) == (one["id"], whole.at("Kowal", 1), ())
    only_position = {**one, "target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 3}}}
    assert quotes_from_annotations(json.dumps(only_position).encode(), whole.SECOND) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"3",
        b'{"type": "Note"}',
        b"[" * 100_000,
        b"[" * 900 + b"]" * 900 + b"]",
        b'{"type": "Annotation", "target": {"selector": {"type": "TextQuoteSelector", "exact": 3}}}',
    ],
)
def test_what_is_no_annotation_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError, match=r"annotations|TextQuoteSelector"):
        quotes_from_annotations(data, "Text")


def test_readings_of_one_article_count_once() -> None:
    first = whole.first()
    assert len(list(annotation_collections([first, replace(first, mentions=())]))) == 1
