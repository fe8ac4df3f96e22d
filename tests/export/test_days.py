"""Periods in words."""

from __future__ import annotations

from datetime import date

import pytest

from wortlaut.export.days import days, period
from wortlaut.record import OPEN_END, OPEN_START, Period, Precision


def of(earliest: str, latest: str, precision: Precision) -> Period:
    return Period(
        earliest=date.fromisoformat(earliest) if earliest else OPEN_START,
        latest=date.fromisoformat(latest) if latest else OPEN_END,
        precision=precision,
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "german", "english"),
    [
        ("2022-06-01", "2022-09-01", "season", "Sommer 2022", "summer 2022"),
        ("2022-12-01", "2023-03-01", "season", "Winter 2022/23", "winter 2022/23"),
        ("2022-06-01", "2022-09-01", "month", "Juni bis August 2022", "June to August 2022"),
        ("2022-06-01", "2022-09-01", "vague", "Juni bis August 2022", "June to August 2022"),
        ("2022-06-11", "2022-09-11", "vague", "Juni bis September 2022", "June to September 2022"),
        ("2022-11-01", "2023-02-01", "month", "November 2022 bis Januar 2023", "November 2022 to January 2023"),
        ("2022-04-01", "2022-07-01", "quarter", "2. Quartal 2022", "quarter 2 of 2022"),
        ("2022-05-02", "2022-05-09", "week", "Woche ab 2. Mai 2022", "week of 2 May 2022"),
        ("2022-01-01", "2023-01-01", "year", "2022", "2022"),
        ("2021-05-03", "2022-05-03", "year", "2021 bis 2022", "2021 to 2022"),
        ("2019-01-01", "2022-01-01", "year", "2019 bis 2021", "2019 to 2021"),
        ("1990-01-01", "2000-01-01", "decade", "1990er-Jahre", "1990s"),
        ("2022-05-03", "2022-05-04", "day", "3. Mai 2022", "3 May 2022"),
        ("2022-05-03", "2022-05-08", "day", "3. bis 7. Mai 2022", "3 to 7 May 2022"),
        ("2022-05-28", "2022-06-03", "day", "28. Mai bis 2. Juni 2022", "28 May to 2 June 2022"),
        (
            "2022-12-31",
            "2023-01-03",
            "day",
            "31. Dezember 2022 bis 2. Januar 2023",
            "31 December 2022 to 2 January 2023",
        ),
        ("", "2025-03-01", "month", "bis Februar 2025", "until February 2025"),
        ("2025-03-01", "", "year", "ab 2025", "from 2025"),
        ("2025-03-04", "", "day", "ab 4. März 2025", "from 4 March 2025"),
        ("", "", "vague", "", ""),
    ],
)
def test_a_period_is_told_as_people_say_it(
    earliest: str, latest: str, precision: Precision, german: str, english: str
) -> None:
    found = of(earliest, latest, precision)
    assert period(found, "de") == german
    assert period(found, "en") == english


def test_no_period_is_no_words() -> None:
    assert period(None, "de") == ""
    assert days(None, None, "de") == ""
