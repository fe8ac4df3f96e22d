"""Tags with thousands of attributes are refused before anything parses them, in time with the length of the page."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from wortlaut.errors import NoArticle
from wortlaut.intake import article_from_html, feed_named
from wortlaut.intake.tags import MOST_ATTRIBUTES, refuse_wide_tags

PAGE = (
    "<html><body><article><h1>Streit</h1>{}<p>„Nein“, sagte Anna Meier am Montag in Berlin.</p></article></body></html>"
)


def wide(count: int, form: str = "a{}=1") -> str:
    return "<p " + " ".join(form.format(number) for number in range(count)) + ">"


@pytest.mark.parametrize("form", ["a{}=1", "a{}", "a{}='>'", 'a{}=">"', "a{}/", "a{} = b", "'{}", '"{}x'])
def test_a_wide_tag_is_refused(form: str) -> None:
    with pytest.raises(NoArticle, match="attributes"):
        refuse_wide_tags(PAGE.format(wide(MOST_ATTRIBUTES + 3, form)))


@pytest.mark.parametrize(
    "tag",
    [
        wide(MOST_ATTRIBUTES),
        "<p data-words='" + "ein Wort " * 5000 + "'>",
        '<p data-words="' + "ein Wort's " * 5000 + '">',
        "<p>" * (MOST_ATTRIBUTES + 3),
        "<p a=1>" * (MOST_ATTRIBUTES + 3),
        "<p>" + "ein Wort " * 5000,
    ],
    ids=["most", "quoted", "doubly quoted", "many tags", "many tags with attributes", "many words"],
)
def test_other_pages_are_not(tag: str) -> None:
    refuse_wide_tags(PAGE.format(tag))


def test_nothing_parses_a_wide_tag() -> None:
    page = PAGE.format(wide(100_000))
    start = time.process_time()
    with pytest.raises(NoArticle):
        article_from_html(page)
    assert feed_named(page, "https://example.org/") is None
    assert time.process_time() - start < 2


@pytest.mark.parametrize("piece", ["<p a='", '<p a="', "<p ", "<", "<p a=", "a " * 10, "<p a='\" ", "<p a   =   "])
def test_time_is_linear(piece: str) -> None:
    html = piece * 100_000
    start = time.process_time()
    with suppress(NoArticle):
        refuse_wide_tags(html)
    assert time.process_time() - start < 3
