"""Where the roles of a quote are sought."""

import numpy as np

from wortlaut.tag.neighbourhood import AFTER, BEFORE, DISTANCES, INSIDE, neighbourhood


def near(quote: list[int], total: int):
    quoted = np.zeros(total, dtype=np.bool_)
    quoted[quote] = True
    return neighbourhood(quote, quoted, np.arange(total) // 10)


def test_places_tell_first_word_own_words_and_the_rest() -> None:
    found = near([5, 6, 7], 12)
    assert found.place.tolist() == [0] * 5 + [3, 2, 2] + [0] * 4
    assert found.at.tolist() == list(range(12))


def test_a_long_quote_is_cut_in_the_middle() -> None:
    found = near(list(range(100, 300)), 500)
    assert found.at[0] == 100 - BEFORE
    assert found.at[-1] == 299 + AFTER
    assert len(found.at) == BEFORE + AFTER + 2 * INSIDE


def test_distance_is_signed_and_zero_inside() -> None:
    found = near([50], 300)
    at = dict(zip(found.at.tolist(), found.distance.tolist(), strict=True))
    assert at[50] == 24
    assert at[49] == 23
    assert at[51] == 25
    assert min(at.values()) >= 0
    assert max(at.values()) < DISTANCES
    assert at[0] < at[20] < at[45]


def test_sentence_offsets_are_clipped_to_nine_values() -> None:
    found = near([150], 300)
    assert set(found.sentence.tolist()) == set(range(9))
