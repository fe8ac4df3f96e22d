"""Calibration makes probabilities honest."""

import numpy as np
import pytest

pytest.importorskip("torch")

from training.calibrate import curve, error, fitted


def overconfident(count: int, seed: int) -> list[tuple[float, bool]]:
    """Return cases that are right half as often as they say."""
    rng = np.random.default_rng(seed)
    said = rng.uniform(0.2, 1.0, count)
    return list(zip(said.tolist(), (rng.uniform(size=count) < said / 2).tolist(), strict=True))


def test_error_is_the_mean_gap_between_saying_and_being_right() -> None:
    said, right = np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 0.0, 0.0, 0.0])
    assert error(said, right) == pytest.approx((0.4 * 2 + 0.1 * 2) / 4)


def test_a_curve_rises_and_stays_between_zero_and_one() -> None:
    columns = np.array(overconfident(400, 1))
    said, right = curve(columns[:, 0], columns[:, 1])
    assert said == sorted(said)
    assert right == sorted(right)
    assert 0.0 < right[0] <= right[-1] < 1.0


def test_calibration_mends_overconfidence_on_documents_it_has_not_seen() -> None:
    _, before, after = fitted([overconfident(40, seed) for seed in range(25)])
    assert before > 0.25
    assert after < 0.06
