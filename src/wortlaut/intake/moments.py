"""Time stamps of machines and pages → the day of publication on German clocks (Erscheinungstag)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from wortlaut.intake.dates import published_in

_ISO = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:(?:T| {1,2})(\d{1,2}):?(\d{2})(?::?\d{2})?(?:[.,]\d{1,9})? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_ENGLISH = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4}")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*$")


def day_in(words: str) -> date | None:
    """Return the day of a time stamp or a German date line, None without one.

    The day is that of the clock on the wall in Berlin: as written where the stamp carries a local
    offset or none, moved by one or two hours where it is in UTC.

    >>> day_in("2023-05-13T22:30:00Z"), day_in("2023-05-14T23:30:00+02:00")
    (datetime.date(2023, 5, 14), datetime.date(2023, 5, 14))
    >>> day_in("Stand: 14.05.2023, 10:12 Uhr")
    datetime.date(2023, 5, 14)
    """
    words = words[:200]
    if match := _ISO.match(words):
        return _iso_day(match)
    if match := _EPOCH.match(words):
        return berlin_day(datetime.fromtimestamp(int(match[1]), UTC))
    if _ENGLISH.match(words):
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, OverflowError):
            return None
        utc = moment.tzinfo is None or not moment.utcoffset()
        return berlin_day(moment.replace(tzinfo=UTC)) if utc and "GMT" in words else moment.date()
    period = published_in(words)
    return period.earliest if period and period.precision == "day" else None


def _iso_day(match: re.Match[str]) -> date | None:
    year, month, day, hour, minute, zone = match.groups()
    try:
        written = date(int(year), int(month), int(day))
        if hour is None or zone not in ("Z", "UTC", "GMT", "+00:00", "+0000"):
            return written if 1600 <= written.year <= 2200 else None
        return berlin_day(datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=UTC))
    except ValueError:
        return None


def berlin_day(moment: datetime) -> date:
    """Return the day in Berlin of a moment in UTC (Central European Time and its summer time).

    Summer time runs from the last Sunday of March to the last of October, 01:00 UTC
    (Directive 2000/84/EC).

    >>> berlin_day(datetime(2023, 1, 31, 23, 30, tzinfo=UTC)).isoformat()
    '2023-02-01'
    """
    begin, end = _last_sunday(moment.year, 3), _last_sunday(moment.year, 10)
    hours = 2 if begin <= moment < end else 1
    return (moment + timedelta(hours=hours)).date()


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
