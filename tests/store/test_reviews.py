"""Reviews are added and never changed; rows, search and the queue show what comes of them."""

from __future__ import annotations

from datetime import timedelta

import made
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, select, text, update

from wortlaut.errors import StoreDamaged, StoreError
from wortlaut.record import Span
from wortlaut.review import addition, changes, undo
from wortlaut.store import Query, Store
from wortlaut.store.database import Database, address
from wortlaut.store.folding import VERSION
from wortlaut.store.migrate import MIGRATIONS
from wortlaut.store.schema import doubts, reviews, statements

BRIDGE = "Brücke\n„Wir bauen neu“, sagte Anna Meier zu Bernd Kuhn. „Nie“, sagte Bernd Kuhn.\nEr ging heim."


def bridge(**more: object) -> made.Reading:
    return made.reading(made.article(BRIDGE, id="a1"), event=("Wir bauen", "AGREE", "planned"), **more)  # type: ignore[arg-type]


def test_reviews_are_added_once_and_never_changed(store: Store) -> None:
    store.add(bridge())
    first = made.review(store, "a1", "statement:s1", "correct", speaker={"name": "Bernd Kuhn"}, cue=[[9, 12]])
    store.people.add_review(first)
    back = undo([first], reviewer="Anna", at=made.NOON + timedelta(minutes=1), note="doch wörtlich \ud800")
    store.people.add_review(back)
    page = store.people.reviews(article="a1")
    assert page.items[0] == first
    assert (page.items[1].withdraws, page.items[1].note, page.total) == (first.id, "doch wörtlich \ufffd", 2)
    assert store.people.reviews(reviewer="Bernd").total == store.people.reviews(article="a9").total == 0
    with pytest.raises(StoreError, match="no review v9"):
        store.people.add_review(made.replace(back, id="v3", withdraws="v9"))
    with pytest.raises(StoreError, match="no article a9"):
        store.people.add_review(made.replace(first, id="v4", article="a9"))


def test_what_people_made_of_a_reading_is_shown_and_the_reading_stays(store: Store) -> None:
    found = bridge()
    store.add(found)
    review = made.review(
        store, "a1", "statement:s1", "correct", speaker={"name": "Bernd Kuhn"}, addressee={"name": "Anna Meier"}
    )
    assert store.statements_of("local:person:bernd-kuhn").total == 2
    assert store.statements_of("local:person:anna-meier").total == 0
    assert store.reading("a1") == found
    store.add(found)  # nothing new: what people made of it stays
    assert store.statements_of("local:person:bernd-kuhn").total == 2
    assert [row.id for row in store.statements(reviewed=True).items] == ["s1"]
    store.people.add_review(undo([review], reviewer="Anna", at=made.NOON + timedelta(minutes=1)))
    assert store.statements_of("local:person:anna-meier").total == 1
    assert store.articles(reviewed=True).total == 0
    assert store.check() == []


def test_a_rejected_statement_is_found_no_more_and_an_added_one_is(store: Store) -> None:
    store.add(bridge())
    made.review(store, "a1", "statement:s2", "reject")
    made.review(store, "a1", "event:e1", "reject")
    shown = store.people.reviewed("a1")
    assert shown is not None
    at = BRIDGE.index("Er ging")
    words = (Span(start=at, end=at + len("Er ging heim")),)
    told = changes("statement", {"kind": "reported", "speaker": {"name": "Neu", "kind": "person"}})
    added = addition(shown, words, told, reviewer="Anna", at=made.NOON)
    store.people.add_review(added)
    assert store.search(Query(words="nie", kinds=("direct",))).total == 0
    assert store.search(Query(words="ging", kinds=("reported",))).total == 1
    assert [row.id for row in store.statements(article="a1", order="text").items] == ["s1", added.id]
    assert store.events().total == 0
    assert [one.name for one in store.actors("neu").items] == ["Neu"]
    assert store.check() == []


def test_reviews_stay_when_the_article_is_read_again(store: Store) -> None:
    found = bridge()
    store.add(found)
    made.review(store, "a1", "statement:s1", "correct", speaker={"name": "Bernd Kuhn"})
    made.review(store, "a1", "statement:s2", "accept", minute=1)
    renamed = made.replace(found.statements[0], id="x7", content=(Span(start=8, end=21),))
    store.add(made.again(found, statements=(renamed,)))
    (row,) = store.statements(article="a1").items
    assert (row.id, row.speaker and row.speaker.name, row.reviewed) == ("x7", "Bernd Kuhn", True)
    assert store.articles(reviewed=True).total == 1
    (lost,) = store.people.queue(kinds=["orphan"]).items
    assert (lost.doubt, lost.sentence) == (1.0, "„Nie“, sagte Bernd Kuhn.")
    shown = store.people.reviewed("a1")
    assert shown is not None
    assert [one.review.id for one in shown.orphans] == [lost.id]
    store.add(found)  # the first run again: all is back
    assert store.people.queue(kinds=["orphan"]).total == 0
    assert {row.id for row in store.statements(reviewed=True).items} == {"s1", "s2"}


def test_the_most_doubtful_are_looked_at_first(store: Store) -> None:
    store.add(bridge())
    rows = store.people.queue().items
    assert [(row.kind, row.id, round(row.doubt, 4)) for row in rows] == [
        ("event", "e1", 0.3),
        ("statement", "s2", 0.2),
        ("statement", "s1", 0.1),
    ]
    assert (rows[1].sentence, rows[1].reasons) == ("„Nie“, sagte Bernd Kuhn.", ("confidence",))
    made.review(store, "a1", "event:e1", "accept")
    made.review(store, "a1", "statement:s1", "accept")
    made.review(store, "a1", "statement:s1", "reject", who="Bernd", minute=1)
    assert [(row.id, row.doubt, row.reasons[0]) for row in store.people.queue().items] == [
        ("s1", 1.0, "dispute"),
        ("s2", pytest.approx(0.2), "confidence"),
    ]
    page = store.people.queue(kinds=["statement"], limit=1, offset=1)
    assert ([row.id for row in page.items], page.total, page.capped) == (["s2"], 2, False)
    assert store.people.queue(article="a9").total == 0


def test_where_runs_differ_is_doubtful_and_copies_are_asked_once(store: Store) -> None:
    found = bridge()
    store.add(found)
    silent = made.replace(found.statements[1], speaker=None)
    store.add(made.again(found, statements=(found.statements[0], silent)))
    assert {row.id: row.reasons[0] for row in store.people.queue().items} == {
        "s2": "runs",
        "s1": "confidence",
        "e1": "confidence",
    }
    words = "\n" + " ".join(f"Wort{number} steht hier" for number in range(40))
    for number in (1, 2):
        store.add(made.reading(made.article(BRIDGE + words + f"\nBlatt {number}.", id=f"b{number}")))
    assert {row.article.id for row in store.people.queue().items} == {"a1", "b1"}
    assert {row.article.id for row in store.people.queue(copies=True).items} == {"a1", "b1", "b2"}
    assert store.people.queue(article="b2").total == 2


def test_all_that_people_reviewed_comes_one_by_one(store: Store) -> None:
    for number in range(45):
        store.add(made.reading(made.article(BRIDGE + f" Nummer {number}.", id=f"a{number}")))
        if number % 2:
            made.review(store, f"a{number}", "statement:s1", "accept")
    found = [one.read.article.id for one in store.people.all_reviewed()]
    assert found == [f"a{number}" for number in range(1, 45, 2)]


def test_a_damaged_review_is_no_riddle(store: Store) -> None:
    store.add(bridge())
    made.review(store, "a1", "statement:s1", "accept")
    with store.write() as connection:
        connection.execute(update(reviews).values(target={"kind": "ship"}))
    with pytest.raises(StoreDamaged, match="cannot be read"):
        store.people.reviewed("a1")


def test_an_older_store_gets_a_queue(url: str) -> None:
    database = Database(address(url))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO facts (name, value) VALUES ('folding', :it)"), {"it": VERSION})
        article = {"number": 1, "id": "a1", "original": 1, "byline": "[]", "language": "de", "added": "2026-11-22"}
        columns = ", ".join(article)
        values = ", ".join(f":{name}" for name in article)
        command_text = f"INSERT INTO articles ({columns}, statements, events, reviewed) VALUES ({values}, 2, 0, :no)"
        connection.execute(text(command_text), {**article, "no": False})
        for id, sure, seen in (("s1", 0.75, False), ("s2", 0.5, True)):
            row = {"article": 1, "id": id, "content": [[3, 5]], "start": 3, "confidence": sure, "reviewed": seen}
            words = {"kind": "direct", "medium": "speech", "certainty": "asserted", "polarity": "affirmed"}
            connection.execute(insert(statements), row | words)
    database.close()
    Store.upgrade(url)
    with Store.open(url) as store, store.read() as connection:
        rows = connection.execute(select(doubts)).all()
    assert [(row.finding, row.start, row.doubt, row.reasons) for row in rows] == [("s1", 3, 0.25, ["confidence"])]
