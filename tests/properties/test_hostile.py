"""Whatever the text, and whatever the model says about it, every span proves itself and nothing fails."""

import numpy as np
import pytest
from hypothesis import given, settings

from bench.hostile import problems
from tests.segment.hostile import texts
from wortlaut.pipeline import Reader
from wortlaut.tag import Tagger, open_bundle
from wortlaut.tag.grammar import FEATURES, NAME_TAGS, POS, RELATIONS
from wortlaut.tag.tagger import Seen


class WildEngine:
    """A model that says anything: seeded noise in the shape of the real outputs."""

    def __init__(self) -> None:
        self._noise = np.random.default_rng(7)

    def encode(self, ids, depth, heads, sentence):
        words = len(heads)
        grammar = len(POS) + sum(map(len, FEATURES.values()))
        apart = sentence[:, None] != sentence[None, :]
        return Seen(
            states=self._drawn(words, 8),
            quotes=self._drawn(words, 2, 3),
            names=self._drawn(words, len(NAME_TAGS)),
            grammar=self._drawn(words, grammar),
            arcs=self._drawn(words, words) - np.float32(30000) * apart,
            relations=self._drawn(words, len(RELATIONS)),
        )

    def relate(self, states, place, distance, sentence):
        return self._drawn(len(place), 4), self._drawn(5), self._drawn(7)

    def _drawn(self, *shape):
        return self._noise.normal(scale=3, size=shape).astype(np.float32)


@pytest.fixture(scope="module")
def wild() -> Reader:
    return Reader(Tagger(open_bundle(), WildEngine()))


@pytest.fixture(scope="module")
def real() -> Reader:
    return Reader.load()


@settings(max_examples=300)
@given(texts(newlines=True))
def test_a_wild_model_never_breaks_the_record(wild: Reader, text: str) -> None:
    assert problems(wild, text) == []


@settings(max_examples=100)
@given(texts(newlines=True))
def test_the_real_model_never_breaks_the_record(real: Reader, text: str) -> None:
    assert problems(real, text) == []


@pytest.mark.parametrize("unit", ["Wort ", "„", "»Ja« sagte er ", "x-"])
def test_long_texts_without_a_full_stop(wild: Reader, unit: str) -> None:
    assert problems(wild, unit * (10_000 // len(unit))) == []
