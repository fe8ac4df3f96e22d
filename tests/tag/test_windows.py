"""Windows hold every word, respect the limit and stop at sentence ends."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from wortlaut.tag.windows import cuts, windows
from wortlaut.tag.words import BOS, SEP, Words

SIZES = st.lists(st.integers(min_value=1, max_value=12), max_size=400)


def sentences(sizes: list[int], length: int) -> list[int]:
    return [i // length for i in range(len(sizes))]


@given(SIZES, st.integers(min_value=1, max_value=60))
def test_cuts_cover_every_word_in_order_within_the_limit(sizes: list[int], length: int) -> None:
    ranges = cuts(sizes, sentences(sizes, length), limit=50, overlap=0.3)
    covered = {word for first, last in ranges for word in range(first, last)}
    assert covered == set(range(len(sizes)))
    assert all(0 < sum(sizes[first:last]) <= 50 for first, last in ranges)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(ranges))


def test_cuts_stop_at_a_sentence_end_where_one_is_near() -> None:
    assert cuts([1] * 30, sentences([1] * 30, 8), limit=20, overlap=0.0) == [(0, 16), (16, 30)]


def words(texts: list[str], paragraph: list[int]) -> Words:
    return Words(
        texts=texts,
        glued=[False] * len(texts),
        depth=[1] * len(texts),
        sentence=paragraph,
        paragraph=paragraph,
    )


def test_a_window_marks_paragraph_breaks_and_the_first_piece_of_each_word() -> None:
    (window,) = windows(words(["Ja", "Nein"], [0, 1]), [(7, 8), (9,)])
    assert window.ids.tolist() == [BOS, 7, 8, SEP, 9, SEP]
    assert window.heads.tolist() == [1, 4]
    assert window.depth.tolist() == [0, 1, 1, 0, 1, 0]


def test_no_words_no_windows() -> None:
    assert windows(words([], []), []) == []
