"""Findings of all articles together: how many on which day, and what events answer."""

from dataclasses import replace
from datetime import date

import made

from wortlaut.store import Store

ANNA = "local:person:anna-meier"


def test_how_much_there_is_on_each_day(store: Store) -> None:
    for number, day in enumerate((1, 1, 3, None)):
        words = f"Titel {number}\n„Wir bauen {number}“, sagte Anna Meier. „Ja“, sagte Ernst Abel."
        store.add(
            made.reading(
                made.article(words, id=f"a{number}", day=date(2024, 5, day) if day else None),
                event=("Wir bauen", "AGREE", "planned"),
            )
        )
    first, third = date(2024, 5, 1), date(2024, 5, 3)
    assert store.days() == ({first: 4, third: 2}, {first: 2, third: 1})
    assert store.days(actor=ANNA) == ({first: 2, third: 1}, {first: 2, third: 1})
    assert store.days(actor="local:person:ernst-abel") == ({first: 2, third: 1}, {})
    assert store.days(since=first, until=third) == ({first: 4}, {first: 2})
    assert store.days(actor="local:person:nobody") == ({}, {})


def test_what_an_event_answers(store: Store) -> None:
    for id in ("a1", "a2"):
        told = made.reading(
            made.article(f"Titel {id}\n„Wir bauen“, sagte Anna Meier.", id=id), event=("Wir bauen", "AID", "offered")
        )
        offer = told.events[0]
        store.add(replace(told, events=(offer, replace(offer, id="e2", type="REJECT", answers=offer.id))))
    events = store.events().items
    found = store.answered(events)
    assert {key: row.type for key, row in found.items()} == {("a1", "e1"): "AID", ("a2", "e1"): "AID"}
    assert all(found[key].article.id == key[0] for key in found)
    assert store.answered([row for row in events if row.answers is None]) == {}
