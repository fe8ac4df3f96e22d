"""The coreference scorer by the test cases of the reference scorer, and against the definitions computed otherwise."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.coreference_scorer import b_cubed, ceaf_e, muc, score, score_document, without_singletons

A = "a bc def"
B_CUBED_PAPER = "12345 67 89ABC"
CASES = [
    # gold, system, metric, recall, precision: github.com/conll/reference-coreference-scorers, test/TestCases.README
    (A, "a bc def", muc, "3/3", "3/3"),
    (A, "a bc def", b_cubed, "6/6", "6/6"),
    (A, "a bc def", ceaf_e, "3/3", "3/3"),
    (A, "a de", muc, "1/3", "1/1"),
    (A, "a de", b_cubed, "7/18", "3/3"),
    (A, "a de", ceaf_e, "3/5", "9/10"),
    (A, "a bcx defy z", muc, "3/3", "3/5"),
    (A, "a bcx defy z", b_cubed, "6/6", "55/108"),
    (A, "a bcx defy z", ceaf_e, "31/35", "93/140"),
    (A, "a bcx dy z", muc, "1/3", "1/3"),
    (A, "a bcx dy z", b_cubed, "5/9", "17/42"),
    (A, "a bcx dy z", ceaf_e, "11/15", "11/20"),
    (A, "a bcxB dy z", muc, "1/3", "1/4"),
    (A, "a bcxB dy z", b_cubed, "5/9", "5/16"),
    (A, "a bcxB dy z", ceaf_e, "31/45", "31/60"),
    (A, "a bcx dy Bz", b_cubed, "5/9", "17/48"),
    (A, "a b c d e f", muc, "0", "0"),
    (A, "a b c d e f", b_cubed, "3/6", "6/6"),
    (A, "abcdef", muc, "3/3", "3/5"),
    (A, "abcdef", b_cubed, "6/6", "7/18"),
    (A, "a x y c d e z", b_cubed, "13/36", "4/7"),
    (A, "axycdez", muc, "1/3", "1/6"),
    (A, "axycdez", b_cubed, "17/36", "6/49"),
    (B_CUBED_PAPER, "12345 6789ABC", muc, "9/9", "9/10"),
    (B_CUBED_PAPER, "12345 6789ABC", b_cubed, "12/12", "16/21"),
    (B_CUBED_PAPER, "1234589ABC 67", b_cubed, "1", "7/12"),
    ("ABCD", "AB CD", muc, "2/3", "2/2"),
    ("AB CD", "ABCD", muc, "2/2", "2/3"),
    ("ABC", "AC", muc, "1/2", "1/1"),
    ("BCDEGHJ", "ABC DEF GHI", muc, "3/6", "3/6"),
    ("ABC DEFG", "AB CD FGH", muc, "2/5", "2/4"),
    ("abcdef", "abcdef", ceaf_e, "1", "1"),
    ("a b c d e f", "a b c d e f", muc, "0", "0"),
    # Pradhan et al. 2014, section 5: the worked example of the paper
    ("abc defg", "ab cd fghi", muc, "2/5", "2/5"),
    ("abc defg", "ab cd fghi", b_cubed, "5/12", "1/2"),
    ("abc defg", "ab cd fghi", ceaf_e, "13/20", "13/30"),
]


def chains(words: str):
    return [frozenset(word) for word in words.split()]


@pytest.mark.parametrize(("gold", "system", "metric", "recall", "precision"), CASES)
def test_cases_of_the_reference_scorer(gold, system, metric, recall, precision):
    measure = metric(chains(gold), chains(system)).measure
    assert measure.recall == pytest.approx(float(Fraction(recall)))
    assert measure.precision == pytest.approx(float(Fraction(precision)))


@st.composite
def partitions(draw):
    """Chains over some of eight mentions."""
    labels = draw(st.lists(st.integers(0, 4), min_size=8, max_size=8))
    groups = [frozenset(m for m, label in zip("abcdefgh", labels, strict=True) if label == k) for k in range(1, 5)]
    return [group for group in groups if group]


def chain_of(mention, side):
    return next((chain for chain in side if mention in chain), frozenset())


@given(partitions(), partitions())
def test_b_cubed_is_the_mean_over_mentions(gold, system):
    mentions = [m for chain in gold for m in chain]
    shares = [Fraction(len(chain_of(m, gold) & chain_of(m, system)), len(chain_of(m, gold))) for m in mentions]
    wanted = float(sum(shares) / len(shares)) if shares else 0.0
    assert b_cubed(gold, system).measure.recall == pytest.approx(wanted)


@given(partitions(), partitions())
def test_muc_counts_the_links_that_a_spanning_forest_needs(gold, system):
    joined = {m: m for chain in gold for m in chain}

    def root(m):
        return m if joined[m] == m else root(joined[m])

    links = 0
    for one in gold:
        for other in system:
            members = sorted(one & other)
            for left, right in pairwise(members):
                links += root(left) != root(right)
                joined[root(left)] = root(right)
    tally = muc(gold, system)
    assert tally.right_gold == links == tally.right_system


@given(partitions(), partitions())
def test_ceaf_takes_the_best_of_all_pairings(gold, system):
    few, many = sorted((gold, system), key=len)
    best = max(
        sum(Fraction(2 * len(x & y), len(x) + len(y)) for x, y in zip(few, order, strict=True))
        for order in permutations(many, len(few))
    )
    assert ceaf_e(gold, system).right_gold == pytest.approx(float(best))


@given(partitions(), partitions())
def test_sides_exchange_precision_and_recall(gold, system):
    there, back = score_document(gold, system), score_document(system, gold)
    for name in there.tallies:
        assert there.measure(name).precision == pytest.approx(back.measure(name).recall)
        assert 0 <= there.measure(name).f1 <= 1 + 1e-9
    assert there.conll == pytest.approx(back.conll)


@given(partitions().map(without_singletons).filter(bool))
def test_a_perfect_system_has_one_hundred_percent(gold):
    result = score_document(gold, gold)
    assert result.conll == pytest.approx(1.0)
    assert result.measure("mentions").f1 == 1.0


def test_documents_are_summed_before_dividing():
    documents = [(chains("abc"), chains("ab")), (chains("de"), chains("de")), ([], chains("xy")), ([], [])]
    result = score(documents)
    assert result.measure("MUC").recall == pytest.approx(2 / 3)
    assert result.measure("MUC").precision == pytest.approx(2 / 3)
    assert result.measure("CEAF-e").recall == pytest.approx((0.8 + 1) / 2)
    assert result.measure("mentions").precision == pytest.approx(4 / 6)


def test_a_mention_of_two_chains_is_refused():
    with pytest.raises(ValueError, match="two chains"):
        score_document(chains("ab bc"), [])
    with pytest.raises(ValueError, match="empty"):
        score_document([frozenset()], [])
