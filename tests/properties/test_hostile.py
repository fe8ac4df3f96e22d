"""Whatever the text, and whatever the model says about it, every span proves itself and nothing fails."""

import numpy as np
import pytest
from hypothesis import given, settings

from bench.hostile import problems
from tests.segment.hostile import texts
from wortlaut.pipeline import Reader
from wortlaut.tag import Tagger, open_bundle


class WildEngine:
    """A model that says anything: seeded noise in the shape of the real outputs."""

    def __init__(self) -> None:
        self._noise = np.random.default_rng(7)

    def encode(self, ids, depth, mask, heads):
        shape = heads.shape
        states = self._noise.normal(size=(*shape, 8)).astype(np.float32)
        return states, self._noise.normal(scale=3, size=(*shape, 2, 3)).astype(np.float32)

    def relate(self, states, place, distance, sentence, mask):
        quotes, words = place.shape
        return tuple(
            self._noise.normal(scale=3, size=shape).astype(np.float32)
            for shape in ((quotes, words, 4), (quotes, 5), (quotes, 7))
        )


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
