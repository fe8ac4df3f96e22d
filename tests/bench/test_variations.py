"""Varied articles are articles: every span proves itself, the same seed gives the same, copies are copies."""

from itertools import islice, pairwise
from pathlib import Path

from bench.variations import Variations
from tests.store import made
from wortlaut.export import check, record_json
from wortlaut.store.copies import ALIKE, likeness, signature

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path("tests/golden/dev").glob("*.txt"))[:4]]


def test_spans_move_with_the_words() -> None:
    told = (f"{text}\n„Wir bauen“, sagte Anna Kowal." for text in TEXTS)
    samples = [made.reading(made.article(text, id=f"a{n}")) for n, text in enumerate(told)]
    some = list(islice(Variations(samples), 60))
    assert check(record_json(one) for one in some).problems == ()
    assert some == list(islice(Variations(samples), 60))
    assert len({one.article.text for one in some}) == len(some)
    assert all(one.statements[0].content[0].of(one.article.text) for one in some)
    names = {one.actors[0].name for one in some}
    assert len(names) > 10
    assert all(one.statements[-1].speaker.name in one.article.text for one in some if one.statements[-1].speaker)


def test_some_are_near_copies_and_most_are_not() -> None:
    samples = [made.reading(made.article(text, id=f"a{n}")) for n, text in enumerate(TEXTS)]
    signatures = [signature(one.article) for one in islice(Variations(samples), 60)]
    pairs = [likeness(a, b) for a, b in pairwise(signatures) if a is not None and b is not None]
    assert 0 < sum(one >= ALIKE for one in pairs) < 20
