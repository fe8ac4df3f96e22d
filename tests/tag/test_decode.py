"""Tag probabilities become quotes."""

import numpy as np
import pytest

from wortlaut.tag.decode import GAP, names, quotes, softmax
from wortlaut.tag.grammar import NAME_TAGS, NAMES


def certain(tags: list[int]) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[tags] * 0.97 + 0.01


def test_begin_starts_a_quote_and_a_gap_splits_it() -> None:
    found = quotes(certain([0, 1, 2, 0, 0, 2, 2, 1, 2, 0]), [0] * 10)
    assert [words for words, _ in found] == [[1, 2, 5, 6], [7, 8]]
    assert all(score == pytest.approx(0.99, abs=0.01) for _, score in found)


def test_a_small_hole_is_filled_where_the_model_is_in_doubt() -> None:
    chances = certain([1, 2, 0, 0, 2, 2])
    assert [words for words, _ in quotes(chances, [0] * 6)] == [[0, 1, 4, 5]]
    chances[2:4] = [[0.6, 0.0, 0.4]] * 2
    assert [words for words, _ in quotes(chances, [0] * 6)] == [[0, 1, 2, 3, 4, 5]]


def test_a_gap_that_is_too_long_starts_a_new_quote() -> None:
    found = quotes(certain([1, 2, *[0] * (GAP + 1), 2, 2, 2]), [0] * (GAP + 6))
    assert [words for words, _ in found] == [[0, 1], [GAP + 3, GAP + 4, GAP + 5]]


def test_a_gap_over_a_sentence_end_starts_a_new_quote() -> None:
    found = quotes(certain([1, 2, 0, 2, 2, 2]), [0, 0, 0, 1, 1, 1])
    assert [words for words, _ in found] == [[0, 1], [3, 4, 5]]


def test_a_stray_word_that_no_tag_begins_is_no_quote() -> None:
    assert quotes(certain([0, 2, 2, 0, 0]), [0] * 5) == []
    assert [words for words, _ in quotes(certain([0, 1, 0]), [0] * 3)] == [[1]]


def test_a_quote_without_a_gap_runs_over_sentences() -> None:
    found = quotes(certain([1, 2, 2, 2]), [0, 0, 1, 1])
    assert [words for words, _ in found] == [[0, 1, 2, 3]]


def test_the_bias_moves_the_decision() -> None:
    doubtful = np.array([[0.55, 0.45, 0.0]], dtype=np.float32)
    assert quotes(doubtful, [0]) == []
    assert len(quotes(doubtful, [0], bias=0.5)) == 1


def test_nothing_in_nothing_out() -> None:
    assert quotes(np.zeros((0, 3), dtype=np.float32), []) == []


def test_softmax_sums_to_one_even_for_huge_logits() -> None:
    assert softmax(np.array([[1000.0, 0.0, -1000.0]], dtype=np.float32)).sum() == pytest.approx(1.0)


def name_chances(*tags: str) -> np.ndarray:
    return np.eye(len(NAME_TAGS), dtype=np.float32)[[NAME_TAGS.index(tag) for tag in tags]] * 0.9 + 0.01


def test_names_are_runs_of_one_kind() -> None:
    found = names(name_chances("O", "B-PER", "I-PER", "B-LOC", "O"), [0] * 5)
    assert [(words, NAMES[kind]) for words, kind, _ in found] == [([1, 2], "PER"), ([3], "LOC")]
    assert all(0.9 < score < 0.95 for _, _, score in found)


def test_a_name_does_not_go_over_a_sentence_end() -> None:
    found = names(name_chances("B-ORG", "I-ORG"), [0, 1])
    assert [words for words, _, _ in found] == [[0], [1]]


def test_the_kind_of_a_name_is_that_of_most_of_its_words() -> None:
    found = names(name_chances("B-LOC", "I-ORG", "I-ORG"), [0] * 3)
    assert [(words, NAMES[kind]) for words, kind, _ in found] == [([0, 1, 2], "ORG")]
