"""Days and units of the calendar, and how TIMEX3 writes them; pure arithmetic.

Weeks are those of ISO 8601, seasons those of meteorologists (summer: June to August; a winter is named after the
year it begins in), the 19th century is 1801 to 1900.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

from wortlaut.lexicon import table
from wortlaut.record import Precision

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
]
Days = tuple[date, date]
"""Half-open range of days."""

PRECISION: dict[Unit, Precision] = {
    "second": "day",
    "minute": "day",
    "hour": "day",
    "day": "day",
    "weekend": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "season": "season",
    "half": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "vague",
    "millennium": "vague",
}
MASKS: dict[Unit, str] = {
    "year": "XXXX",
    "month": "XXXX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "day": "XXXX-XX-XX",
}
"""How TIMEX3 writes a unit that is not known."""
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7}
_SEASONS = ("WI", "SP", "SU", "FA")


def around(unit: Unit, day: date) -> Days:
    """Return the unit of the calendar that holds ``day``.

    >>> [str(end) for end in around("quarter", date(2023, 5, 16))]
    ['2023-04-01', '2023-07-01']
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=7)
    if unit == "weekend":
        saturday = day + timedelta(days=5 - day.weekday())
        return saturday, saturday + timedelta(days=2)
    if unit not in _MONTHS:
        return day, day + timedelta(days=1)
    months = day.year * 12 + day.month - 1
    since = {"season": 11, "century": 12}.get(unit, 0)  # seasons begin in December, centuries in the year 01
    first = months - (months - since) % _MONTHS[unit]
    return _first_of(first), _first_of(first + _MONTHS[unit])


def step(unit: Unit, day: date, count: float) -> date:
    """Move ``day`` by whole and half units; the end of a month stays inside the month.

    >>> str(step("month", date(2023, 3, 31), -1)), str(step("year", date(2023, 5, 16), 1.5))
    ('2023-02-28', '2024-11-16')
    """
    if unit in _MONTHS:
        months = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
        first = _first_of(months)
        return first.replace(day=min(day.day, (_first_of(months + 1) - first).days))
    if unit == "millennium":
        return step("year", day, 1000 * count)
    seconds = {"second": 1, "minute": 60, "hour": 3600}
    days = count * _DAYS[unit] if unit in _DAYS else count * seconds[unit] / 86400
    return day + timedelta(days=round(days))


def name(unit: Unit, day: date) -> str:
    """Write the unit that holds ``day`` as TIMEX3 does.

    >>> day = date(2023, 5, 16)
    >>> [name(unit, day) for unit in ("week", "month", "season", "half", "decade", "century")]
    ['2023-W20', '2023-05', '2023-SP', '2023-H1', '202', '20']
    """
    first = around(unit, day)[0]
    year = f"{first.year:04d}"
    if unit in ("week", "weekend"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "weekend" else "")
    names = {
        "month": f"{year}-{first.month:02d}",
        "quarter": f"{year}-Q{first.month // 3 + 1}",
        "season": f"{year}-{_SEASONS[first.month // 3 % 4]}",
        "half": f"{year}-H{first.month // 6 + 1}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
        "millennium": year[:1],
    }
    return names.get(unit, first.isoformat())


def part(unit: Unit, days: Days, edge: str) -> Days:
    """Return what Anfang, Mitte, Ende or Hälfte of a unit commonly means (``time_edges.tsv``).

    >>> [str(end) for end in part("month", (date(2023, 5, 1), date(2023, 6, 1)), "end")]
    ['2023-05-21', '2023-06-01']
    """
    found = _edges().get((unit, edge))
    if found is None:
        return days
    first, last, smaller = found
    return step(smaller, days[0], first - 1), min(step(smaller, days[0], last), days[1])


def feast(rule: str, year: int) -> date:
    """Return the day of a feast: ``12-24``, ``easter+1`` or ``advent-7`` (Ostermontag, Totensonntag).

    >>> str(feast("easter+0", 2023)), str(feast("advent-7", 2023))
    ('2023-04-09', '2023-11-26')
    """
    for start, find in (("easter", easter), ("advent", first_advent)):
        if rule.startswith(start):
            return find(year) + timedelta(days=int(rule.removeprefix(start)))
    return date(year, int(rule[:2]), int(rule[3:]))


def easter(year: int) -> date:
    """Return Easter Sunday (Ostersonntag) by the Gregorian rule of Meeus, Jones and Butcher.

    >>> [str(easter(year)) for year in (2019, 2023, 2024)]
    ['2019-04-21', '2023-04-09', '2024-03-31']
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def first_advent(year: int) -> date:
    """Return the fourth Sunday before Christmas.

    >>> str(first_advent(2023))
    '2023-12-03'
    """
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=(christmas.weekday() + 1) % 7 or 7) - timedelta(days=21)


def _first_of(months: int) -> date:
    """Return the first day of a month counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)


@cache
def _edges() -> dict[tuple[str, str], tuple[int, int, Unit]]:
    units: dict[str, Unit] = {unit: unit for unit in PRECISION}
    return {
        (row["unit"], row["edge"]): (int(row["first"]), int(row["last"]), units[row["part"]])
        for row in table("time_edges")
    }
