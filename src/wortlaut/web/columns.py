"""Numbers over time as the columns of a chart: years, months or days; and how a range of days is zoomed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from wortlaut.export.days import Lang, month

Unit = Literal["year", "month", "day"]
_MOST_YEARS = 60
_YEARS_FROM = 3 * 366
_MONTHS_FROM = 92
_TICKS, _FEW_TICKS = 12, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A stretch of time, half-open, with a number of each series.

    ``tick`` is the label below it, ``few`` whether it is shown where there is room for few labels only.
    """

    since: date
    until: date
    numbers: tuple[int, ...]
    tick: str | None
    few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A range to zoom out to, half-open; None is all there is."""

    since: date | None
    until: date | None


def unit_of(since: date, until: date) -> Unit:
    """Return in what a range is told: years, months or days.

    >>> unit_of(date(2020, 1, 1), date(2026, 1, 1)), unit_of(date(2026, 5, 1), date(2026, 6, 1))
    ('year', 'day')
    """
    days = (until - since).days
    return "year" if days > _YEARS_FROM else "month" if days > _MONTHS_FROM else "day"


def stretches(since: date, until: date, unit: Unit) -> Iterator[tuple[date, date]]:
    """Yield the stretches of a range: the years, months or days that touch it; of many years the last.

    >>> [begin.isoformat() for begin, _ in stretches(date(2026, 5, 3), date(2026, 7, 1), "month")]
    ['2026-05-01', '2026-06-01']
    """
    begin = begin_of(since, unit)
    if unit == "year":
        begin = begin.replace(year=max(begin.year, until.year - _MOST_YEARS, 1))
    while begin < until:
        try:
            end = _after(begin, unit)
        except (ValueError, OverflowError):  # the end of the calendar
            return
        yield begin, end
        begin = end


def columns(since: date, until: date, unit: Unit, lang: Lang, *series: Mapping[date, int]) -> tuple[Column, ...]:
    """Return the columns of a range for numbers by day, one number for each of ``series``."""
    counts = [Counter[date]() for _ in series]
    for count, numbers in zip(counts, series, strict=True):
        for day, number in numbers.items():
            count[begin_of(day, unit)] += number
    limits = list(stretches(since, until, unit))
    every, rarely = -(-len(limits) // _TICKS), -(-len(limits) // _FEW_TICKS)
    return tuple(
        Column(
            since=begin,
            until=end,
            numbers=tuple(count[begin] for count in counts),
            tick=_tick(begin, unit, lang, first=at == 0) if at % every == 0 or at % rarely == 0 else None,
            few=at % rarely == 0,
        )
        for at, (begin, end) in enumerate(limits)
    )


def begin_of(day: date, unit: Unit) -> date:
    """Return the first day of the year, the month or the day that a day is in."""
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def crumbs(since: date, until: date) -> tuple[Crumb, ...]:
    """Return what a range can be zoomed out to, the widest first, and the range itself.

    >>> [one.since and one.since.isoformat() for one in crumbs(date(2026, 5, 3), date(2026, 5, 4))]
    [None, '2026-01-01', '2026-05-01', '2026-05-03']
    """
    last = until - timedelta(days=1)
    found = [Crumb(since=None, until=None)]
    units: tuple[Unit, ...] = ("year", "month")
    for unit in units:
        begin = begin_of(since, unit)
        if begin == begin_of(last, unit) and begin.year < date.max.year:
            found.append(Crumb(since=begin, until=_after(begin, unit)))
    here = Crumb(since=since, until=until)
    return (*found, here) if found[-1] != here else tuple(found)


def beside(since: date, until: date, limits: tuple[date, date]) -> tuple[Crumb | None, Crumb | None]:
    """Return the range before and the one after, None where they are beyond ``limits``.

    Beside a month lies the next one, beside a year the next year, beside anything else one as long.

    >>> before, after = beside(date(2026, 2, 1), date(2026, 3, 1), (date(2026, 1, 15), date(2026, 2, 20)))
    >>> before.since.isoformat(), after
    ('2026-01-01', None)
    """
    try:
        start, end = _first_before(since, until), _end_after(since, until)
    except (ValueError, OverflowError):
        return None, None
    before = Crumb(since=start, until=since) if since > limits[0] else None
    return before, Crumb(since=until, until=end) if until < limits[1] else None


def _first_before(since: date, until: date) -> date:
    unit = _exactly(since, until)
    return begin_of(since - timedelta(days=1), unit) if unit else since - (until - since)


def _end_after(since: date, until: date) -> date:
    unit = _exactly(since, until)
    return _after(until, unit) if unit else until + (until - since)


def _exactly(since: date, until: date) -> Unit | None:
    units: tuple[Unit, ...] = ("year", "month")
    return next((unit for unit in units if since == begin_of(since, unit) and until == _after(since, unit)), None)


def _after(begin: date, unit: Unit) -> date:
    if unit == "year":
        return begin.replace(year=begin.year + 1)
    if unit == "month":
        return (begin + timedelta(days=32)).replace(day=1)
    return begin + timedelta(days=1)


def _tick(begin: date, unit: Unit, lang: Lang, *, first: bool) -> str:
    if unit == "year":
        return str(begin.year)
    short = month(begin, lang)[:3]
    if unit == "month":
        return f"{short} {begin.year}" if first or begin.month == 1 else short
    number = f"{begin.day}{'.' if lang == 'de' else ''}"
    return f"{number} {short}" if first or begin.day == 1 else number
