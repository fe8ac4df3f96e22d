"""The time line, the profile of an actor and the facets of a search, on both databases the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import made
import pytest

from wortlaut.record import Event, Reading, Span
from wortlaut.store import EventRow, Query, Scope, StatementRow, Store

YEAR = Scope(since=date(2024, 1, 1), until=date(2025, 1, 1))
TALKS = "Handel\n„Das geht nicht“, sagte Anna Meier. Kuhn bot Hilfe an. Meier lehnte ab. Kuhn lehnte auch ab."


def event(text: str, words: str, **facts: object) -> Event:
    span = Span(start=text.index(words), end=text.index(words) + len(words))
    known: dict[str, object] = {"mode": None, "trigger": (span,), "text": span, "confidence": 0.7}
    return Event(**{**known, **facts})  # type: ignore[arg-type]


def talks() -> Reading:
    """An offer, and two refusals that answer it."""
    found = made.reading(made.article(TALKS, id="a1", day=date(2024, 3, 5), outlet="Blatt A"))
    return replace(
        found,
        events=(
            event(TALKS, "Kuhn bot Hilfe an", id="e1", type="AID", status="offered"),
            event(TALKS, "Meier lehnte ab", id="e2", type="REJECT", answers="e1", initiator=("actor1",)),
            event(TALKS, "Kuhn lehnte auch ab", id="e3", type="REJECT", answers="e1"),
        ),
    )


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(talks())
    for number, (outlet, day) in enumerate((("Blatt A", date(2024, 3, 5)), ("Blatt B", date(2025, 7, 1)))):
        said = f"„Der Haushalt {number} steht“, sagte Anna Meier zu Bernd Kuhn. „Ja“, sagte Bernd Kuhn."
        text = f"Nummer {number}\n{said}"
        store.add(made.reading(made.article(text, id=f"b{number}", day=day, outlet=outlet)))
    store.add(made.reading(made.article("Ohne Tag\n„Wann“, sagte Anna Meier.", id="c", outlet="Blatt C")))
    return store


def meier(store: Store) -> str:
    (found,) = store.called("Anna Meier")
    return found.id


def test_the_extent_is_that_of_all_articles_with_a_day(filled: Store, store: Store) -> None:
    assert filled.times.extent() == (date(2024, 3, 5), date(2025, 7, 2))


def test_an_empty_store_has_no_extent(store: Store) -> None:
    assert store.times.extent() is None
    assert store.times.days(YEAR) == ({}, {})


def test_days_are_counted_however_they_are_asked_for(filled: Store) -> None:
    day = date(2024, 3, 5)
    assert filled.times.days(YEAR) == ({day: 3}, {day: 3})
    assert filled.times.days(replace(YEAR, kinds=("direct",))) == ({day: 3}, {day: 3})
    assert filled.times.days(replace(YEAR, kinds=("indirect",), done=False)) == ({}, {})
    assert filled.times.days(replace(YEAR, actor=meier(filled))) == ({day: 2}, {day: 1})
    assert filled.times.days(replace(YEAR, types=("REJECT",), said=False)) == ({}, {day: 2})
    assert filled.times.days(replace(YEAR, statuses=("offered",), said=False)) == ({}, {day: 1})


def test_the_end_of_a_range_is_not_in_it(filled: Store) -> None:
    assert filled.times.days(Scope(since=date(2024, 1, 1), until=date(2024, 3, 5))) == ({}, {})
    assert filled.times.days(Scope(since=date(2024, 3, 5), until=date(2024, 3, 6)))[0] == {date(2024, 3, 5): 3}


def test_the_newest_come_first_and_pages_join(filled: Store) -> None:
    scope = Scope(since=date(2024, 1, 1), until=date(2026, 1, 1))
    whole = filled.times.newest(scope, limit=50)
    assert len(whole) == sum(sum(days.values()) for days in filled.times.days(scope)) == 8
    assert [row.article.day for row in whole] == sorted((row.article.day for row in whole), reverse=True)  # type: ignore[type-var]
    pages = [row for offset in range(0, 9, 3) for row in filled.times.newest(scope, offset=offset, limit=3)]
    assert pages == list(whole)
    assert isinstance(whole[2], EventRow)
    assert isinstance(whole[-1], StatementRow)


def test_an_offer_and_its_answers_are_one_pair_whichever_is_asked_for(filled: Store) -> None:
    rows = {row.id: row for row in filled.events(article="a1").items}
    for id in ("e1", "e2", "e3"):
        pair = filled.times.pairs([rows[id]])["a1", id]
        assert pair.first.id == "e1"
        assert [one.id for one in pair.answers] == ["e2", "e3"]
    assert filled.times.pairs([]) == {}


def test_where_and_when_somebody_is_quoted(filled: Store) -> None:
    found = filled.profiles.quoted(meier(filled))
    assert found.outlets == (("Blatt A", 2), ("Blatt B", 1), ("Blatt C", 1))
    assert found.days == ((date(2024, 3, 5), 2), (date(2025, 7, 1), 1))
    assert found.undated == 1
    assert filled.profiles.quoted("nobody").outlets == ()


def test_what_somebody_says_and_does(filled: Store) -> None:
    id = meier(filled)
    assert filled.profiles.said(id, limit=2) == ("Der Haushalt 1 steht", "Der Haushalt 0 steht")
    (done,) = filled.profiles.done(id, examples=1)
    assert (done.type, done.status, done.polarity, done.number) == ("REJECT", "happened", "affirmed", 1)
    assert done.newest[0].words == "Meier lehnte ab"


def test_words_that_name_somebody(filled: Store) -> None:
    assert filled.profiles.naming({"meier", "haushalt"}, ("person",)) == {"meier"}
    assert filled.profiles.naming({"meier"}, ("state",)) == set()
    assert filled.profiles.naming((), ("person",)) == set()


def test_facets_tell_how_hits_are_spread(filled: Store) -> None:
    page, found = filled.survey(Query(words="haushalt"))
    assert page == filled.search(Query(words="haushalt"))
    assert found.values == {"outlet": (("Blatt A", 1), ("Blatt B", 1)), "year": (("2025", 1), ("2024", 1))}
    said = filled.survey(Query(kinds=("direct",)))[1].values
    assert said["kind"] == (("direct", 6),)
    assert said["certainty"] == (("asserted", 6),)
    done = filled.survey(Query(event_types=("REJECT", "AID")))[1].values
    assert done["event"] == (("REJECT", 2), ("AID", 1))
    assert filled.survey(Query(words="gibtesnicht"))[1].values == {}
