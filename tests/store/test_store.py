"""What is put in comes out: articles, places, near-copies, readings, the tables below them; on both databases."""

from datetime import UTC, date, datetime

import made
import pytest
from sqlalchemy import select

from wortlaut.errors import StoreError
from wortlaut.record import Span
from wortlaut.store import Store, run_id
from wortlaut.store.schema import sightings, statements

BRIDGE = (
    "Brücke bleibt gesperrt\n"
    "Die Außenbrücke in Wesel bleibt bis Ostern gesperrt, weil Gutachter neue Risse gefunden haben.\n"
    "„Wir bauen neu“, sagte Anna Meier zu Bernd Kuhn. Der Landkreis rechnet mit Kosten von elf Millionen Euro.\n"
    "Die Opposition lehnte den Haushaltsplan am Abend ab und verlangt eine unabhängige Prüfung durch das Land."
)
DAY = date(2024, 3, 5)


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    reading = made.reading(made.article(BRIDGE, id="a1", day=DAY, outlet="Bote", url="https://bote.example/1"))
    added = store.add(reading)
    assert (added.article, added.new, added.place, added.reading, added.original) == ("a1", True, True, True, "a1")
    assert added.run == run_id(made.RUN)
    assert store.article("a1") == reading.article
    assert store.reading("a1") == reading
    row = store.article_row("a1")
    assert row is not None
    assert (row.title, row.day, row.statements, row.events) == ("Brücke bleibt gesperrt", DAY, 1, 0)
    assert [span.of(BRIDGE) for span in store.sentences("a1")][:2] == BRIDGE.split("\n")[:2]
    assert store.seen("https://bote.example/1") == "a1"
    assert store.seen("https://bote.example/2") is None
    assert store.check() == []


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.article("a9") is store.reading("a9") is store.article_row("a9") is store.actor("Q1") is None
    assert store.readings("a9") == store.places("a9") == store.sentences("a9") == ()
    assert store.articles().total == store.statements().total == store.events().total == store.actors().total == 0


def test_the_same_article_again_is_one_with_another_place(store: Store) -> None:
    first = made.reading(made.article(BRIDGE, id="a1", outlet="Bote", url="https://bote.example/1"))
    second = made.reading(made.article(BRIDGE, id="a1", outlet="Kurier", url="https://kurier.example/9"))
    store.add(first)
    again = store.add(second)
    assert (again.new, again.place, again.reading) == (False, True, False)
    assert (store.add(first).place, store.articles().total) == (False, 1)
    assert [place.outlet for place in store.places("a1")] == ["Bote", "Kurier"]
    assert store.outlets() == (("Bote", 1), ("Kurier", 1))
    assert store.articles(outlet="Kurier").total == 1


def test_another_text_under_a_known_id_is_refused(store: Store) -> None:
    store.add(made.reading(made.article(BRIDGE, id="a1")))
    with pytest.raises(StoreError, match="another article has the id a1"):
        store.add(made.reading(made.article("Ganz anders.", id="a1")))
    assert store.article("a1") is not None


def test_agency_copy_is_shown_once_with_all_its_places(store: Store) -> None:
    store.add(made.reading(made.article(BRIDGE, id="a1", day=DAY, outlet="Bote")))
    for number, outlet in enumerate(("Kurier", "Anzeiger"), start=2):
        text = BRIDGE.replace("Brücke bleibt gesperrt", f"Gesperrt! ({outlet})") + "\nMehr dazu morgen im Blatt."
        added = store.add(made.reading(made.article(text, id=f"a{number}", day=DAY, outlet=outlet)))
        assert added.original == "a1"
    other = "Ein anderer Bericht\n" + " ".join(f"Satz {number} hat ganz eigene Wörter." for number in range(30))
    assert store.add(made.reading(made.article(other, id="a4"))).original == "a4"
    assert {row.id for row in store.articles().items} == {"a1", "a4"}
    assert store.articles(copies=True).total == 4
    assert [place.outlet for place in store.places("a2")] == ["Bote", "Kurier", "Anzeiger"]
    assert [row.id for row in store.articles(outlet="Anzeiger").items] == ["a1"]


def test_readings_of_other_runs_are_kept_and_the_last_one_is_shown(store: Store) -> None:
    first = made.reading(made.article(BRIDGE, id="a1"))
    store.add(first)
    store.add(made.again(first, statements=()))
    assert [(one.run == run_id(made.RUN), one.shown) for one in store.readings("a1")] == [(True, False), (False, True)]
    assert store.statements(article="a1").total == 0
    assert store.reading("a1", run_id(made.RUN)) == first
    assert store.add(first).reading is False
    assert store.statements(article="a1").total == 1
    assert len(list(store.export())) == 2
    assert store.check() == []


def test_articles_come_in_pages_and_orders(store: Store) -> None:
    for number in range(5):
        text = f"Titel {4 - number}\nNummer {number}."
        store.add(made.reading(made.article(text, id=f"a{number}", day=date(2024, 1, 9 - number))))
    store.add(made.reading(made.article("Ohne Tag\nNichts.", id="a5")))
    page = store.articles(limit=2)
    assert ([row.id for row in page.items], page.total, page.next) == (["a0", "a1"], 6, 2)
    assert [row.id for row in store.articles(order="oldest").items] == ["a4", "a3", "a2", "a1", "a0", "a5"]
    assert [row.id for row in store.articles(order="title", limit=2, offset=4).items] == ["a1", "a0"]
    assert [row.id for row in store.articles(since=date(2024, 1, 6), until=date(2024, 1, 8)).items] == ["a2", "a3"]
    assert store.articles(offset=4, limit=2).next is None


def test_statements_and_events_have_their_actors_and_sentences(store: Store) -> None:
    found = made.reading(
        made.article(BRIDGE, id="a1", day=DAY),
        known={"Anna Meier": "Q7"},
        event=("lehnte den Haushaltsplan am Abend ab", "REJECT", "happened"),
    )
    store.add(found)
    (row,) = store.statements_of("Q7").items
    assert (row.words, row.id) == (("Wir bauen neu",), "s1")
    assert (row.speaker, row.addressee) == (
        store.statements(article="a1").items[0].speaker,
        store.statements_of("local:person:bernd-kuhn", "addressee").items[0].addressee,
    )
    assert row.speaker is not None
    assert row.addressee is not None
    assert (row.speaker.id, row.addressee.id) == ("Q7", "local:person:bernd-kuhn")
    assert row.sentence == "„Wir bauen neu“, sagte Anna Meier zu Bernd Kuhn."
    assert row.sentence_span.of(BRIDGE) == row.sentence
    (event,) = store.events(actor="Q7", roles=["initiator"]).items
    assert (event.type, event.words, event.day) == ("REJECT", "lehnte den Haushaltsplan am Abend ab", DAY)
    assert [who.id for who in event.initiator] == ["Q7"]
    assert store.events(actor="Q7", roles=["recipient"]).total == store.events(types=["AGREE"]).total == 0
    ((partner, told, heard),) = store.partners("Q7")
    assert (partner.id, told, heard) == ("local:person:bernd-kuhn", 1, 0)


def test_the_most_doubtful_come_first_and_reviewed_ones_last(store: Store) -> None:
    text = "Streit\n„Ja“, sagte Anna Meier. „Nein“, sagte Bernd Kuhn. „Nie“, sagte Anna Meier."
    found = made.reading(made.article(text, id="a1"))
    store.add(found)
    assert [row.id for row in store.statements(order="doubt").items] == ["s3", "s2", "s1"]
    made.review(store, "a1", "statement:s3", "accept")
    assert [row.id for row in store.statements(order="doubt").items] == ["s2", "s1", "s3"]
    assert [row.id for row in store.statements(reviewed=True).items] == ["s3"]
    assert [row.id for row in store.statements(article="a1", order="text").items] == ["s1", "s2", "s3"]
    assert store.articles(reviewed=True).total == 1


def test_an_article_without_a_reading_can_wait(store: Store) -> None:
    added = store.add_article(made.article(BRIDGE, id="a1"))
    assert (added.new, added.run) == (True, None)
    assert store.reading("a1") is None
    assert store.record("a1") is None
    assert store.add(made.reading(made.article(BRIDGE, id="a1"))).new is False
    assert store.statements().total == 1


def test_unstorable_characters_become_marks_of_the_same_length(store: Store) -> None:
    text = "Titel \0 \ud800\nNull \0 und „Halbes \ud83d“, sagte Anna Meier."
    reading = made.reading(made.article(text, id="a1"))
    store.add(reading)
    found = store.article("a1")
    assert found is not None
    assert found.text == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd").replace("\ud83d", "\ufffd")
    (row,) = store.statements().items
    assert row.words == ("Halbes \ufffd",)
    assert store.check() == []


def test_all_or_nothing(store: Store) -> None:
    good = made.reading(made.article(BRIDGE, id="a1"))
    bad = made.reading(made.article("Anderer Text.", id="a1"))
    with pytest.raises(StoreError):
        store.add_many([good, bad])
    assert store.articles().total == 0
    assert [one.new for one in store.add_many([good, made.reading(made.article("Kurz.", id="a2"))])] == [True, True]


def test_dates_beyond_the_calendar_and_times_come_back(store: Store) -> None:
    at = datetime(2026, 11, 23, 4, 5, 6, 7, tzinfo=UTC)
    store.add(made.reading(made.article(BRIDGE, id="a1", day=date(9999, 12, 30))), at=at)
    row = store.article_row("a1")
    assert row is not None
    assert (row.added, row.day) == (at, date(9999, 12, 30))


def test_rows_of_former_readings_are_gone(store: Store) -> None:
    found = made.reading(made.article(BRIDGE, id="a1"))
    store.add(found)
    store.add(made.again(found, statements=(), mentions=(), links=(), actors=()))
    with store.read() as connection:
        assert connection.execute(select(statements)).all() == []
        assert connection.execute(select(sightings)).all() == []
    assert store.actors().total == 0
    assert store.actor("local:person:anna-meier") is None


def test_the_sentence_of_a_quote_in_the_headline_is_that_of_the_body(store: Store) -> None:
    text = "„Wir bauen neu“\nEs regnet. „Wir bauen neu“, sagte Anna Meier."
    found = made.reading(made.article(text, id="a1"))
    headline = Span(start=1, end=14)
    both = made.replace(found.statements[0], content=(headline, *found.statements[0].content))
    store.add(made.replace(found, statements=(both,)))
    (row,) = store.statements().items
    assert row.sentence == "„Wir bauen neu“, sagte Anna Meier."
    assert row.words == ("Wir bauen neu", "Wir bauen neu")
