"""Periods are half-open and never empty; a When tells its open ends as None."""

from datetime import date

import pytest

from wortlaut.record import OPEN_END, OPEN_START, Period, Span, When


def test_a_period_needs_at_least_a_day() -> None:
    with pytest.raises(ValueError):
        Period(earliest=date(2023, 5, 1), latest=date(2023, 5, 1), precision="day")


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ((date(2023, 5, 1), date(2023, 6, 1)), (date(2023, 5, 1), date(2023, 6, 1))),
        ((OPEN_START, date(2023, 6, 1)), (None, date(2023, 6, 1))),
        ((date(2023, 5, 1), OPEN_END), (date(2023, 5, 1), None)),
        ((OPEN_START, OPEN_END), (None, None)),
    ],
)
def test_open_ends_are_none(period, ends) -> None:
    earliest, latest = period
    when = When(span=Span(start=0, end=1), period=Period(earliest=earliest, latest=latest, precision="month"))
    assert (when.earliest, when.latest) == ends
    assert (when.anchor, when.offset, when.timexes) == (None, None, ())
