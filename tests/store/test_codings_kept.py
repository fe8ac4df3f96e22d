"""Codebooks and codings in the store: what is coded anew, what stays, and the claims that networks are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import made
import pytest

from wortlaut.coding.claims import claims as claims_of
from wortlaut.errors import CodingError
from wortlaut.record import Reading, Run, run_id
from wortlaut.record.coding import Agreement, Codebook, Coding, Concept
from wortlaut.review import added_coding, changes
from wortlaut.store import Store

BOOK = Codebook(
    id="bau",
    name="Bau",
    concepts=(
        Concept(id="bruecke", name="Die Brücke wird gebaut", keywords=("Brücke",), examples=("Wir bauen neu",)),
        Concept(id="tunnel", name="Ein Tunnel wird gebaut"),
    ),
)
NEWER = replace(BOOK, version="2", concepts=(*BOOK.concepts, Concept(id="faehre", name="Eine Fähre fährt")))
TEXT = "Brücke\n„Wir bauen neu“, sagte Anna Meier zu Bernd Kuhn. „Nie“, sagte Bernd Kuhn."
DAY = date(2026, 11, 3)


def read(id: str = "a1", *, day: date | None = DAY, more: str = "", **told: object) -> Reading:
    return made.reading(made.article(TEXT + more, id=id, day=day, outlet="Halmer Bote"), **told)  # type: ignore[arg-type]


def coded(reading: Reading, *sides: Agreement, concept: str = "bruecke", codebook: str = "bau") -> tuple[Coding, ...]:
    """Return a coding of each statement."""
    links = {link.mention: link.actor for link in reading.links}
    return tuple(
        Coding(
            id=f"k{number}",
            codebook=codebook,
            concept=concept,
            agreement=side,
            kind="statement",
            finding=one.id,
            evidence=one.content,
            actors=(links[one.speaker.mention or ""],) if one.speaker else (),
            confidence=0.6,
            reasons=("Wort +1",),
        )
        for number, (one, side) in enumerate(zip(reading.statements, sides, strict=False), 1)
    )


def code(store: Store, reading: Reading, *sides: Agreement, book: Codebook = BOOK, **more: str) -> None:
    found = coded(reading, *sides, codebook=book.id, **more)
    assert store.codings.set_codings(reading.article.id, book, found, made_by="hand")


def filled(store: Store) -> Reading:
    one = read()
    store.add(one)
    store.codings.add_codebook(BOOK)
    code(store, one, "for", "against")
    return one


def shown(store: Store, **wanted: object) -> list[tuple[str, str, str, bool]]:
    page = store.codings.listed(**wanted)  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return [(row.id, row.concept, row.agreement, row.decided) for row in page.items]


def uncoded(store: Store, book: Codebook = BOOK) -> list[str]:
    found = [one.article.id for some in store.codings.uncoded(book, size=2) for one in some]
    assert store.codings.count_uncoded(book) == len(found)
    return found


def test_every_version_of_a_codebook_is_kept_and_the_newest_counts(store: Store) -> None:
    for book in (BOOK, NEWER, NEWER):
        store.codings.add_codebook(book)
    store.codings.add_codebook(replace(BOOK, id="alt"))
    assert [one.id for one in store.codings.codebooks()] == ["alt", "bau"]
    assert store.codings.codebook("bau") == NEWER
    assert (store.codings.codebook("bau", "1"), store.codings.codebook("bau", "9")) == (BOOK, None)
    assert store.codings.versions("bau") == (BOOK, NEWER)
    store.codings.add_codebook(BOOK)
    assert store.codings.codebook("bau") == BOOK
    with pytest.raises(CodingError, match="no codebook neu"):
        store.codings.remove_codebook("neu")


def test_articles_are_coded_once_for_each_version_and_each_reading(store: Store) -> None:
    for number in range(5):
        store.add(read(f"a{number}", more=f" Nummer {number}."))
    store.add_article(made.article("Nur da.", id="b1"))
    store.codings.add_codebook(BOOK)
    assert uncoded(store) == ["a0", "a1", "a2", "a3", "a4"]
    code(store, read("a1", more=" Nummer 1."))
    code(store, read("a3", more=" Nummer 3."), "for")
    assert uncoded(store) == ["a0", "a2", "a4"]
    store.codings.add_codebook(NEWER)
    assert uncoded(store, NEWER) == ["a0", "a1", "a2", "a3", "a4"]
    assert shown(store) == [("bau.k1", "bruecke", "for", False)]
    code(store, read("a3", more=" Nummer 3."), book=NEWER)
    assert (shown(store), uncoded(store, NEWER)) == ([], ["a0", "a1", "a2", "a4"])
    store.add(made.again(read("a3", more=" Nummer 3.")))
    assert uncoded(store, NEWER) == ["a0", "a1", "a2", "a3", "a4"]


def test_codings_have_to_fit_to_what_is_shown(store: Store) -> None:
    one = read()
    store.codings.add_codebook(BOOK)
    with pytest.raises(CodingError, match="no reading of article a1"):
        code(store, one, "for")
    store.add(one)
    (good,) = coded(one, "for")
    with pytest.raises(CodingError, match="not the codebook bau that the store has now"):
        store.codings.set_codings("a1", NEWER, (good,), made_by="hand")
    for bad, why in (
        (replace(good, concept="faehre"), "bau/faehre, which codebook bau does not have"),
        (replace(good, finding="s9"), "a statement s9, which the shown reading does not have"),
        (replace(good, actors=("actor9",)), "actors whom the shown reading does not have"),
        (replace(good, evidence=(made.Span(start=1, end=9999),)), "outside of the text"),
    ):
        with pytest.raises(CodingError, match=why):
            store.codings.set_codings("a1", BOOK, (bad,), made_by="hand")
    with pytest.raises(CodingError, match="two codings have the id k1"):
        store.codings.set_codings("a1", BOOK, (good, good), made_by="hand")
    other = run_id(Run(wortlaut="1", model="m", lexicon="l"))
    assert not store.codings.set_codings("a1", BOOK, (good,), made_by="hand", run=other)
    assert (shown(store), uncoded(store)) == ([], ["a1"])
    assert store.codings.set_codings("a1", BOOK, (good,), made_by="hand", run=run_id(one.run))
    with pytest.raises(CodingError, match="a9"):
        store.codings.set_many({"a1": ((), None), "a9": ((), None)}, BOOK, made_by="hand")
    assert len(shown(store)) == 1


def test_codings_are_found_by_what_they_are(store: Store) -> None:
    filled(store)
    later = read("b1", day=date(2026, 12, 1), more=" Später.")
    store.add(later)
    code(store, later, "unclear", concept="tunnel")
    assert shown(store, article="a1") == [("bau.k1", "bruecke", "for", False), ("bau.k2", "bruecke", "against", False)]
    assert [row.article.id for row in store.codings.listed(codebook="bau").items] == ["b1", "a1", "a1"]
    assert shown(store, concept="tunnel") == shown(store, since=date(2026, 12, 1)) == shown(store, agreement="unclear")
    assert shown(store, until=date(2026, 12, 1), actor="local:person:bernd-kuhn") == [
        ("bau.k2", "bruecke", "against", False)
    ]
    assert shown(store, codebook="neu") == shown(store, actor="Q1") == shown(store, article="c1") == []
    (row,) = store.codings.listed(agreement="against").items
    assert (row.words, row.sentence, row.actors[0].name) == (("Nie",), "„Nie“, sagte Bernd Kuhn.", "Bernd Kuhn")
    assert store.codings.listed(offset=1, limit=1).next == 2
    assert store.check() == []


def test_claims_are_those_of_the_reading_with_stable_ids(store: Store) -> None:
    one = filled(store)
    codings = tuple(replace(coding, id=f"bau.{coding.id}") for coding in coded(one, "for", "against"))
    stable = store.actor_ids("a1")
    assert store.claims.coded("bau") == claims_of([replace(one, codings=codings)], ids=lambda _, actor: stable[actor])
    assert [row.id for row in store.claims.codings(store.claims.coded("bau"))] == ["bau.k1", "bau.k2"]


def test_claims_are_chosen_by_day_outlet_certainty_and_person(store: Store) -> None:
    one = filled(store)
    undated = read("u1", day=None, more=" Ohne Tag.")
    store.add(undated)
    code(store, undated, "for")
    assert [claim.document for claim in store.claims.coded("bau")] == ["a1", "a1"]
    assert store.claims.coded("bau", since=DAY, until=DAY) == store.claims.coded("neu") == ()
    assert store.claims.coded("bau", outlet="Dorner Kurier") == store.claims.coded("bau", concepts=["tunnel"]) == ()
    assert len(store.claims.coded("bau", since=DAY, until=DAY + timedelta(days=1), outlet="Halmer Bote")) == 2
    assert len(store.claims.coded("bau", most=1)) == 1
    made.review(store, "a1", "coding:bau.k2", "accept")
    (sure,) = store.claims.coded("bau", least_confidence=0.7)
    assert (sure.id, sure.confidence, sure.at) == ("a1:bau.k2", 1.0, datetime(2026, 11, 3, tzinfo=UTC))
    assert store.claims.coded("bau", decided=True) == (sure,)
    assert [claim.id for claim in store.claims.coded("bau", decided=False)] == ["a1:bau.k1"]
    both = tuple(replace(coding, actors=("actor1", "actor2")) for coding in coded(one, "unclear"))
    store.codings.set_codings("a1", BOOK, both, made_by="hand")
    told = {claim.id: claim.values for claim in store.claims.coded("bau", decided=False)}
    assert sorted(told) == ["a1:bau.k1:actor1", "a1:bau.k1:actor2"]
    assert "agreement" not in told["a1:bau.k1:actor1"]


def test_near_copies_name_their_original(store: Store) -> None:
    words = "\n" + " ".join(f"Wort{number} steht hier" for number in range(40))
    store.codings.add_codebook(BOOK)
    for number in (1, 2):
        one = read(f"b{number}", more=words + f"\nBlatt {number}.")
        store.add(one)
        code(store, one, "for")
    assert [(claim.document, claim.original) for claim in store.claims.coded("bau")] == [("b1", None), ("b2", "b1")]
    assert [claim.document for claim in store.claims.coded("bau", copies=False)] == ["b1"]
    assert [one.count for one in store.codings.positions("bau")] == [1]
    assert [one.count for one in store.codings.positions("bau", copies=True)] == [2]


def test_positions_are_counted_by_month(store: Store) -> None:
    filled(store)
    for number, day in enumerate((date(2026, 11, 9), date(2026, 12, 1), None)):
        one = read(f"c{number}", day=day, more=f" Nummer {number}.")
        store.add(one)
        code(store, one, "for")
    told = [(one.actor.name, one.agreement, one.month, one.count) for one in store.codings.positions("bau")]
    assert told == [
        ("Anna Meier", "for", None, 1),
        ("Anna Meier", "for", "2026-11", 2),
        ("Anna Meier", "for", "2026-12", 1),
        ("Bernd Kuhn", "against", "2026-11", 1),
    ]
    assert len(store.codings.positions("bau", actor="local:person:bernd-kuhn")) == 1
    assert store.codings.positions("bau", since=date(2027, 1, 1)) == store.codings.positions("bau", decided=True) == ()


def test_what_people_decided_holds_when_article_and_codebook_change(store: Store) -> None:
    one = filled(store)
    carla = {"name": "Carla Neu", "kind": "person"}
    made.review(store, "a1", "coding:bau.k1", "correct", agreement="unclear", actors=[carla])
    made.review(store, "a1", "coding:bau.k2", "reject", minute=1)
    assert shown(store) == [("bau.k1", "bruecke", "unclear", True)]
    assert [claim.values["actor"] for claim in store.claims.coded("bau")] == ["local:person:carla-neu"]
    store.add(made.again(one))
    ((_, concept, agreement, decided),) = shown(store)
    assert (concept, agreement, decided) == ("bruecke", "unclear", True)
    code(store, one, "for", "for", concept="bruecke")
    assert shown(store) == [("bau.k1", "bruecke", "unclear", True)]
    assert store.check() == []


def test_a_corrected_speaker_takes_the_position(store: Store) -> None:
    filled(store)
    made.review(store, "a1", "statement:s1", "correct", speaker={"name": "Bernd Kuhn"})
    assert {claim.values["actor"] for claim in store.claims.coded("bau")} == {"local:person:bernd-kuhn"}


def test_the_queue_has_codings_where_there_is_a_codebook(store: Store) -> None:
    one = filled(store)
    rows = store.people.queue(kinds=["coding"]).items
    assert [(row.id, round(row.doubt, 4), row.sentence) for row in rows] == [
        ("bau.k2", 0.4, "„Nie“, sagte Bernd Kuhn."),
        ("bau.k1", 0.4, "„Wir bauen neu“, sagte Anna Meier zu Bernd Kuhn."),
    ]
    assert {row.kind for row in store.people.queue().items} == {"statement", "coding"}
    made.review(store, "a1", "coding:bau.k1", "accept")
    assert [row.id for row in store.people.queue(kinds=["coding"]).items] == ["bau.k2"]
    code(store, one, "for", "against")
    assert [row.id for row in store.people.queue(kinds=["coding"]).items] == ["bau.k2"]
    store.codings.remove_codebook("bau")
    assert {row.kind for row in store.people.queue().items} == {"statement"}


def test_what_was_said_of_a_codebook_waits_for_it(store: Store) -> None:
    one = filled(store)
    other = read("b1", more=" Anderswo.")
    store.add(other)
    code(store, other, "for")
    alone = replace(BOOK, id="alt")
    store.codings.add_codebook(alone)
    code(store, one, "for", book=alone)
    made.review(store, "a1", "coding:bau.k2", "accept")
    reviewed = store.people.reviewed("a1")
    assert reviewed is not None
    told = changes("coding", {"concept": "tunnel", "agreement": "against"})
    words = one.statements[0].content
    store.people.add_review(added_coding(reviewed, words, "bau", told, reviewer="Anna", at=made.NOON))
    assert len(shown(store)) == 5
    store.codings.remove_codebook("bau")
    assert shown(store) == [("alt.k1", "bruecke", "for", False)]
    assert (store.people.reviews(article="a1").total, store.people.queue(kinds=["orphan"]).total) == (2, 0)
    assert store.check() == []
    store.codings.add_codebook(BOOK)
    assert {(row.concept, row.agreement) for row in store.codings.listed(codebook="bau").items} == {
        ("bruecke", "against"),
        ("tunnel", "against"),
    }
    assert uncoded(store) == ["a1", "b1"]


def test_codings_of_memory_are_not_taken_for_those_of_a_codebook(store: Store) -> None:
    one = read()
    store.add(replace(one, codings=coded(one, "for")))
    assert (shown(store), store.reading("a1")) == ([], one)
