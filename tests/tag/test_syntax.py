"""Arc scores become one tree per sentence."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wortlaut.tag.syntax import sentence_bounds, tree

SCORES = st.integers(min_value=1, max_value=9).flatmap(
    lambda n: arrays(np.float32, (n, n), elements=st.floats(min_value=-20, max_value=20, width=32))
)


def is_tree(heads: list[int]) -> bool:
    roots = [word for word, head in enumerate(heads) if word == head]

    def leads_to_root(word: int) -> bool:
        for _ in heads:
            word = heads[word]
        return word in roots

    return len(roots) == 1 and all(map(leads_to_root, range(len(heads))))


@given(SCORES)
def test_whatever_the_scores_there_is_one_root_and_no_cycle(scores: np.ndarray) -> None:
    assert is_tree(tree(scores).tolist())


def test_the_best_heads_are_taken_if_they_make_a_tree() -> None:
    scores = np.array([[0, 5, 0], [0, 5, 0], [0, 5, 0]], dtype=np.float32)
    assert tree(scores).tolist() == [1, 1, 1]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1, 9, 0], [8, 0, 0], [0, 0, 9]], dtype=np.float32)  # 0 and 1 want each other, 2 is the root
    scores[1, 2] = 7
    assert tree(scores).tolist() == [1, 2, 2]


def test_two_roots_become_one() -> None:
    scores = np.array([[9, 1, 0], [0, 8, 7], [0, 6, 5]], dtype=np.float32)
    scores[1, 0] = 4
    assert is_tree(tree(scores).tolist())


def test_sentences_are_runs_of_one_number() -> None:
    assert list(sentence_bounds([3, 3, 4, 6, 6])) == [(0, 2), (2, 3), (3, 5)]
    assert list(sentence_bounds([])) == []
