"""The text of an article on its page: all its words, marked exactly where they are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import Element, parsed
from quoting import Quoting, hostile, wide
from visiting import Site

from wortlaut.record import Article, Reading, Span, Statement
from wortlaut.web.cards import cards
from wortlaut.web.marking import blocks, paragraphs


def shown(site: Site, reading: Reading) -> Element:
    site.store.add(reading)
    return parsed(site.get(f"/articles/{reading.article.id}"))


@pytest.mark.parametrize("make", [wide, hostile])
def test_the_words_on_the_page_are_those_of_the_article(site: Site, make) -> None:
    reading = make()
    for block in shown(site, reading).all(class_="words"):
        start, end = int(block.attributes["data-start"]), int(block.attributes["data-end"])
        assert block.text == reading.article.text[start:end]


def test_sample_articles_are_whole_and_marked_where_they_say_something(site: Site, samples: list[Reading]) -> None:
    for reading in samples:
        page = shown(site, reading)
        text = reading.article.text
        covered = [(int(b.attributes["data-start"]), int(b.attributes["data-end"])) for b in page.all(class_="words")]
        assert [b.text for b in page.all(class_="words")] == [text[start:end] for start, end in covered]
        assert "".join(text[start:end] for start, end in covered).split() == text.split() or len(covered) > 1
        for statement in reading.statements:
            words = "".join(
                mark.text for mark in page.all("mark") if statement.id in mark.attributes["data-said"].split()
            )
            wanted = "".join(
                "".join(text[max(start, span.start) : min(end, span.end)] for start, end in covered if start < span.end)
                for span in sorted(statement.content)
            )
            assert words == wanted


def test_offsets_count_code_points_where_emoji_stand_before(site: Site) -> None:
    reading = wide()
    page = shown(site, reading)
    inner = "".join(mark.text for mark in page.all("mark") if "s2" in mark.attributes["data-said"].split())
    assert inner == "Das 🚀 geht nicht"
    place = reading.statements[1].content[0]
    assert page.one(id=f"c{place.start}-{place.end}").attributes["class"] == "at"
    cite = site.get(f"/articles/awide/cite?start={place.start}&end={place.end}")
    assert "„Das 🚀 geht nicht“" in parsed(cite).text


def test_certainty_is_visible_and_said(site: Site) -> None:
    page = shown(site, wide())
    inner = next(mark for mark in page.all("mark") if mark.attributes["data-said"].endswith("s2"))
    assert "c-possible" in inner.attributes["class"].split()
    assert "möglich" in page.one(data_card="s2").text


def test_each_statement_has_one_card_and_one_number(site: Site, samples: list[Reading]) -> None:
    for reading in samples:
        page = shown(site, reading)
        ids = sorted(statement.id for statement in reading.statements)
        assert sorted(card.attributes["id"] for card in page.all("details", class_="card")) == ids
        assert sorted(link.attributes["href"][1:] for link in page.all("a", class_="n")) == ids
        every = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
        assert len(every) == len(set(every))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(alphabet="ab 😀\n<&", min_size=1, max_size=40))
    bounds = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start=start, end=end))
    )
    spans = draw(st.lists(bounds, max_size=8))
    found = tuple(
        Statement(id=f"s{number}", kind="direct", content=(span,), confidence=0.5) for number, span in enumerate(spans)
    )
    return Reading(article=Article(id="a", text=text, paragraphs=()), run=Quoting.run, statements=found)


@given(readings())
def test_pieces_are_the_text_however_statements_overlap(reading: Reading) -> None:
    found = blocks(reading, cards(reading, {}))
    text = reading.article.text
    assert "".join("".join(block.span.of(text).split()) for block in found) == "".join(text.split())
    for block in found:
        assert "".join(piece.text for piece in block.pieces) == block.span.of(text)
        for piece in block.pieces:
            assert {card.id for card in piece.said} == {
                statement.id for statement in reading.statements if statement.content[0].contains(piece.span)
            }


def test_words_outside_all_paragraphs_are_shown_too() -> None:
    assert [one.span.of("a\n\n  b c\n\nd") for one in paragraphs((), "a\n\n  b c\n\nd")] == ["a", "b c", "d"]
