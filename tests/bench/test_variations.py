"""Varied articles are articles: every span proves itself, the same seed gives the same, copies are copies."""

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from bench.excerpts import excerpt, pieces
from bench.variations import Variations
from tests.store import made
from wortlaut.export import check, record_json
from wortlaut.record import Reading
from wortlaut.store.copies import ALIKE, likeness, signature

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path("tests/golden/dev").glob("*.txt"))[:4]]
QUOTES = "„Wir bauen {0} Brücken im Land“, sagte Anna Kowal.\n„Sie bauen gar nichts“, sagte Ernst Abel zu Anna Kowal."


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    told = (f"{text}\n{QUOTES.format(n)}" for n, text in enumerate(TEXTS))
    return [made.reading(made.article(text, id=f"a{n}")) for n, text in enumerate(told)]


def test_findings_stay_true(samples: list[Reading]) -> None:
    some = list(islice(Variations(samples), 120))
    assert check(record_json(one) for one in some).problems == ()
    assert some == list(islice(Variations(samples), 120))
    assert len({one.article.text for one in some}) > 110
    said = [span.of(one.article.text) for one in some for found in one.statements for span in found.content]
    assert len(said) > 60
    assert all(words[0].isupper() for words in said)  # the words said begin where they began


def test_names_in_text_and_record_are_the_same(samples: list[Reading]) -> None:
    some = list(islice(Variations(samples), 120))
    people = Counter(actor.name for one in some for actor in one.actors)
    assert len(people) > 60
    assert people.most_common(1)[0][1] >= 5
    assert all(actor.name in one.article.text for one in some for actor in one.actors)
    known = {actor.identity is not None for one in some for actor in one.actors}
    assert known == {True, False}


def test_some_are_near_copies_of_earlier_ones_and_most_are_not(samples: list[Reading]) -> None:
    some = list(islice(Variations(samples), 400))
    signatures = [found for one in some if (found := signature(one.article)) is not None]
    copies = sum(
        any(likeness(later, earlier) >= ALIKE for earlier in signatures[:at]) for at, later in enumerate(signatures)
    )
    assert 5 < copies < 160


def test_an_excerpt_holds_what_its_words_prove() -> None:
    whole = made.reading(
        made.article(
            "Titel\n„Wir bauen“, sagte Anna Kowal. Es regnet.\n„Nein“, sagte Ernst Abel zu Anna Kowal.", id="a1"
        ),
        event=("Es regnet", "AID", "happened"),
    )
    first, second = pieces(whole)
    assert [[span.of(whole.article.text) for span in some] for some in (first, second)] == [
        ["„Wir bauen“, sagte Anna Kowal.", "Es regnet."],
        ["„Nein“, sagte Ernst Abel zu Anna Kowal."],
    ]
    part = excerpt(whole, [second, first[1:]])
    assert part.article.text == "Titel\n„Nein“, sagte Ernst Abel zu Anna Kowal.\n\nEs regnet.\n\n"
    assert [one.content[0].of(part.article.text) for one in part.statements] == ["Nein"]
    assert [one.text.of(part.article.text) for one in part.events] == ["Es regnet"]
    assert check([record_json(part)]).problems == ()
    alone = excerpt(whole, [first[1:]])
    assert (alone.statements, alone.actors, alone.mentions) == ((), (), ())
