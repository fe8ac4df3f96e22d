"""The calibration error counts what a confidence promises and does not keep."""

import pytest

from bench.calibration import bins, expected_error


def test_a_promise_that_is_kept_costs_nothing() -> None:
    kept = [(0.75, True)] * 3 + [(0.75, False)]
    assert expected_error(bins(kept)) == pytest.approx(0.0)


def test_errors_of_bins_are_weighed_by_their_size() -> None:
    table = bins([(0.95, False)] * 3 + [(0.05, False)])
    assert [b.count for b in table] == [1, 3]
    assert expected_error(table) == pytest.approx((3 * 0.95 + 0.05) / 4)


def test_certainty_itself_has_a_bin_and_nothing_has_none() -> None:
    assert bins([(1.0, True)])[0].low == pytest.approx(0.9)
    assert expected_error(bins([])) == 0.0
