"""Search finds what German readers mean, on both databases the same."""

from datetime import date

import made
import pytest

from wortlaut.store import Query, Store, words
from wortlaut.store.folding import fold, folded, marks, terms

ARTICLES = {
    "a1": (
        "Klimaschutzpolitik im Streit\n„Die Häuser werden teurer“, sagte Anna Meier zu Bernd Kuhn.\n"
        "Die Außenministerin schwieg. Der Rat lehnte den Plan ab."
    ),
    "a2": "Neues vom Rathaus\n„Wir bauen ein Haus“, sagte Bernd Kuhn. Politik macht müde.",
    "a3": "Reise nach Minsk\nDer Aussenminister traf Lukaschenkos Sprecher in Deutschland und landete spät.",
}


@pytest.fixture
def filled(store: Store) -> Store:
    for number, (id, text) in enumerate(ARTICLES.items(), start=1):
        event = ("Der Rat lehnte den Plan ab", "REJECT", "happened") if id == "a1" else None
        store.add(
            made.reading(
                made.article(text, id=id, day=date(2024, number, 1), outlet=f"Blatt {number}"),
                event=event,  # type: ignore[arg-type]
            )
        )
    return store


def found(store: Store, words: str = "", **conditions: object) -> list[str]:
    return [hit.article.id for hit in store.search(Query(words=words, **conditions)).items]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("Haus", ["a2", "a1"]),
        ("haeuser", ["a2", "a1"]),
        ("HÄUSER", ["a2", "a1"]),
        ("häuser", ["a2", "a1"]),
        ("bauen", ["a2"]),
        ("baut", ["a2"]),
        ("aussenministerin", ["a1"]),
        ("Außenminister", ["a3", "a1"]),  # a part of the other
        ("politik", ["a2", "a1"]),
        ("klimaschutz", ["a1"]),
        ("Lukaschenko", ["a3"]),
        ("Politik Haus", ["a2", "a1"]),
        ('"die häuser werden"', ["a1"]),
        ('"häuser die werden"', []),
        ("„ein Haus“ Kuhn", ["a2"]),
        ("land", ["a3"]),  # Deutschland; «landete» is no compound
        ("gibtesnicht", []),
        ("rat", ["a1"]),  # too short for a part: not the Rathaus
        ("!?", []),
        ("*", []),
        ('" OR "', []),
        ("NEAR( haus", []),
        ("forms:haus", []),
    ],
)
def test_words_in_any_form_and_as_parts(filled: Store, words: str, articles: list[str]) -> None:
    assert set(found(filled, words)) == set(articles)


def test_the_very_word_comes_before_its_compounds(filled: Store) -> None:
    assert found(filled, "Außenminister") == ["a3", "a1"]
    assert found(filled, "politik") == ["a2", "a1"]


def test_a_hit_shows_its_words_in_their_sentence(filled: Store) -> None:
    hit = filled.search(Query(words="haus")).items[0]
    text = ARTICLES[hit.article.id]
    for passage in hit.passages:
        assert passage.words == passage.span.of(text)
        assert all(passage.span.contains(mark) for mark in passage.marks)
    marked = {
        mark.of(ARTICLES[h.article.id])
        for h in filled.search(Query(words="haus")).items
        for p in h.passages
        for mark in p.marks
    }
    assert marked == {"Häuser", "Haus", "Rathaus"}


def test_conditions_on_statements_find_statements(filled: Store) -> None:
    anna, bernd = "local:person:anna-meier", "local:person:bernd-kuhn"
    assert found(filled, speaker=bernd) == ["a2"]
    assert found(filled, speaker=anna, addressee=bernd) == ["a1"]
    assert found(filled, speaker=bernd, addressee=anna) == []
    assert found(filled, actor=bernd) == ["a2", "a1"]
    assert found(filled, "haus", speaker=anna) == ["a1"]
    assert found(filled, "Außenministerin", speaker=anna) == []  # not in what she says
    assert found(filled, speaker="nobody") == []
    assert found(filled, kinds=("direct",)) == ["a2", "a1"]
    assert found(filled, kinds=("indirect",)) == []
    assert found(filled, certainties=("asserted",), outlets=("Blatt 2", "Blatt 9")) == ["a2"]
    (hit,) = filled.search(Query(words="teuer", speaker=anna)).items
    (passage,) = hit.passages
    assert (passage.statement, [mark.of(ARTICLES["a1"]) for mark in passage.marks]) == ("s1", ["teurer"])
    assert passage.speaker is not None
    assert (passage.speaker.id, hit.found) == (anna, 1)


def test_conditions_on_events_find_events(filled: Store) -> None:
    (hit,) = filled.search(Query(event_types=("REJECT",))).items
    assert [(p.event, [mark.of(ARTICLES["a1"]) for mark in p.marks]) for p in hit.passages] == [
        ("e1", ["Der Rat lehnte den Plan ab"])
    ]
    assert found(filled, "plan", statuses=("happened",)) == ["a1"]
    assert found(filled, "haus", event_types=("REJECT",)) == []
    assert found(filled, event_types=("REJECT",), speaker="local:person:anna-meier") == []  # the author tells it


def test_days_outlets_reviews_and_orders(filled: Store) -> None:
    assert found(filled) == ["a3", "a2", "a1"]
    assert found(filled, order="oldest") == ["a1", "a2", "a3"]
    assert found(filled, since=date(2024, 2, 1), until=date(2024, 3, 1)) == ["a2"]
    assert found(filled, "haus", since=date(2024, 2, 1)) == ["a2"]
    assert found(filled, "politik", order="oldest") == ["a1", "a2"]
    made.review(filled, "a1", "statement:s1", "accept")
    assert (found(filled, reviewed=True), found(filled, reviewed=False)) == (["a1"], ["a3", "a2"])
    assert found(filled, kinds=("direct",), reviewed=False) == ["a2"]


def test_pages(filled: Store) -> None:
    pages = [filled.search(Query(), offset=offset, limit=2) for offset in (0, 2, 4)]
    assert [[hit.article.id for hit in page.items] for page in pages] == [["a3", "a2"], ["a1"], []]
    assert [(page.total, page.next, page.capped) for page in pages] == [
        (3, 2, False),
        (3, None, False),
        (3, None, False),
    ]


def test_near_copies_are_one_hit_with_all_places(store: Store) -> None:
    words = " ".join(f"Wort{number} steht hier" for number in range(40))
    for number in range(1, 4):
        text = f"Titel {number}\n{words}\nNur Blatt {number} hat Sonderling{number}."
        store.add(made.reading(made.article(text, id=f"a{number}", outlet=f"Blatt {number}")))
    (hit,) = store.search(Query(words="wort7")).items
    assert [place.outlet for place in hit.places] == ["Blatt 1", "Blatt 2", "Blatt 3"]
    (only,) = store.search(Query(words="Sonderling3")).items  # what only a copy says is found there
    assert only.article.id == "a3"
    assert len(only.places) == 3
    assert [hit.article.id for hit in store.search(Query(words="wort7", outlets=("Blatt 2",))).items] == ["a2"]


def test_a_shown_review_changes_what_is_found(filled: Store) -> None:
    made.review(filled, "a2", "statement:s1", "reject")
    assert found(filled, "haus", kinds=("direct",)) == ["a1"]
    assert set(found(filled, "haus")) == {"a1", "a2"}  # the text stays


def test_folding_keeps_places() -> None:
    text = "Die Ha\u0308user am Mu\u00adseum, ERDOĞANS Straße"
    assert [word.form for word in folded(text)] == ["die", "haeuser", "am", "museum", "erdogans", "strasse"]
    assert [mark.span.of(text) for mark in marks(text, terms("haus museum"))] == ["Ha\u0308user", "Mu\u00adseum"]
    assert fold("½") == "12"


def test_of_many_compounds_the_first_and_the_last_are_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST_COMPOUNDS", 4)
    for number, word in enumerate(("Holzbrücke", "Steinbrücke", "Seilbrücke", "Bahnbrücke", "Zugbrücke")):
        store.add(made.reading(made.article(f"Nachricht\nDie {word} wurde gebaut.", id=f"b{number}")))
    found = {hit.article.id for hit in store.search(Query(words="brücke")).items}
    assert found == {"b0", "b1", "b2", "b4"}
