"""Whatever the text: no crash, spans inside it, honest intervals, the same answer twice; and it is quick."""

import doctest
import importlib
import pkgutil
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wortlaut.dating
from tests.dating.reading import document, examples
from tests.segment.hostile import growth, texts
from wortlaut.dating import dating
from wortlaut.dating.calendar import PRECISION, around, name, part, step
from wortlaut.dating.words import _entries
from wortlaut.record import Article, Document, Paragraph, Period, Span
from wortlaut.segment import segment

WORDS = sorted({form for form, _ in _entries()})
SOUP = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.integers(0, 2400).map(str),
        st.integers(0, 40).map("{}.".format),
        st.sampled_from(["31. Februar", "29. Februar", "30.2.2021", "9999", "Uhr", "14.30", ",", ".", "/", "–", "an"]),
    ),
    max_size=30,
).map(" ".join)
DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 30)))


def published(text: str, day: date | None) -> Document:
    period = None if day is None else Period(earliest=day, latest=day + timedelta(days=1), precision="day")
    bounds = [Span(start=0, end=len(text))] if text.strip() else []
    paragraphs = tuple(Paragraph(span=span, role="body") for span in bounds)
    return segment(Article(id="a", text=text, paragraphs=paragraphs, published=period))


def check(doc: Document) -> None:
    found = dating(doc)
    text = doc.article.text
    starts, ends = ({getattr(token.span, edge) for token in doc.tokens} for edge in ("start", "end"))
    for when in found:
        assert when.period.earliest < when.period.latest
        assert when.span.end <= len(text) and when.span.start in starts and when.span.end in ends
        assert when.timexes and all(when.span.contains(timex.span) and timex.value for timex in when.timexes)
        if doc.article.published is None:
            assert when.anchor != "published"
        if when.offset and when.offset.least is not None and when.offset.most is not None:
            assert when.offset.least <= when.offset.most
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert dating(doc) == found


@given(SOUP, DAYS)
def test_any_mixture_of_time_words(text: str, day: date | None) -> None:
    check(published(text, day))


@given(texts(newlines=True), DAYS)
def test_any_text(text: str, day: date | None) -> None:
    check(published(text, day))


@given(st.sampled_from([example.text for example in examples("sentences")]), DAYS)
def test_any_day_of_publication(text: str, day: date | None) -> None:
    check(published(text, day))


@given(st.sampled_from(sorted(PRECISION)), st.dates(date(1001, 1, 1), date(8000, 1, 1)), st.integers(-30, 30))
def test_units_tile_the_calendar(unit, day, count) -> None:
    start, end = around(unit, day)
    if unit == "weekend":
        start -= timedelta(days=5)
    assert start <= day < end
    assert name(unit, start if unit != "weekend" else day) == name(unit, day)
    if count > 0 and unit not in ("century", "millennium"):
        assert around(unit, step(unit, start, count))[0] >= start
    for edge in ("begin", "middle", "end"):
        first, last = part(unit, around(unit, day), edge)
        assert around(unit, day)[0] <= first < last <= around(unit, day)[1]


@pytest.mark.parametrize("module", [info.name for info in pkgutil.iter_modules(wortlaut.dating.__path__)])
def test_docstrings(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"wortlaut.dating.{module}"))
    assert result.failed == 0


def test_dating_takes_little_more_time_than_cutting_the_text() -> None:
    """A ratio, so that it holds on a slow machine too; measured about 0.6."""
    words = " ".join(example.text for example in examples("sentences")).split()
    plain = "Der Minister lehnte den Vorschlag der Opposition ab und verwies auf die Beschlüsse der Koalition .".split()
    text = " ".join([*words[:50], *plain * 10])  # as many time words as in news, and more
    doc = document(text)
    assert _seconds(lambda: dating(doc)) < 2 * _seconds(lambda: document(text))


def _seconds(run: Callable[[], object]) -> float:
    """Return the processor time of the quickest of ten runs."""
    run()
    times = []
    for _ in range(10):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return min(times)


@pytest.mark.parametrize("unit", ["am 3. Mai ", "der ", "vor zwei Jahren ", "bis ", "1998 – ", "Nacht zum "])
def test_linear_time(unit: str) -> None:
    assert growth(lambda text: dating(document(text)), unit, 10_000) < 10
