"""Calendar dates as German news pages print them (Datumszeile)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wortlaut.record import Period

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jaenner jan",
            "februar feber feb",
            "märz maerz mär mrz",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./] ?(\d{1,2})[./] ?(\d{4}|\d{2})(?![\d:])")
_WORDY = re.compile(rf"(?<!\d)(\d{{1,2}})\.? {{0,2}}{_MONTH} {{0,2}}(\d{{4}})(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?![\d-])")
_MONTH_YEAR = re.compile(rf"\b{_MONTH} {{0,2}}(\d{{4}})(?!\d)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?Uhr| ?h)?(?!\d)|\b\d{1,2} Uhr\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:aktualisiert|geändert|update|stand|bearbeitet)\b[^\d]{0,20}$", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(?:stand|datum|date|erstellt|veröffentlicht|publiziert|erschienen|aktualisiert|zuletzt|letzte|update|"
    r"aktualisierung|geändert|online|seit|am|um|vom|den|der|uhr|mez|mesz|cet|cest|lesezeit|minuten?|min|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)\b\.?",
    re.IGNORECASE,
)
_READING_TIME = re.compile(r"\blesezeit:? {0,2}(?:ca\. ?)?\d{1,3}\b|\b\d{1,3} ?min(?:\.|uten)?\b", re.IGNORECASE)
_PREFIX = re.compile(r"\s*(?:date|datum)(?::[ \t]*|[ \t]+)(?=\d)", re.IGNORECASE)


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if number < 100:
        number += 2000 if number < 70 else 1900
    try:
        return date(number, month, int(day)) if 1600 <= number <= 2200 else None
    except ValueError:
        return None


def day_period(day: date) -> Period:
    """Return the period of one day."""
    return Period(earliest=day, latest=day + timedelta(days=1), precision="day")


def month_period(year: int, month: int) -> Period | None:
    """Return the period of one calendar month, None for an impossible one."""
    if not (1 <= month <= 12 and 1600 <= year <= 2200):
        return None
    follower = date(year + month // 12, month % 12 + 1, 1)
    return Period(earliest=date(year, month, 1), latest=follower, precision="month")


def dates_in(line: str) -> list[tuple[int, int, Period]]:
    """Find the full dates and the months with a year in a short line: (start, end, period), in order.

    >>> [str(period.earliest) for _, _, period in dates_in("Stand: 14.05.2023, 10:12 Uhr")]
    ['2023-05-14']
    """
    found: list[tuple[int, int, Period]] = []

    def add(match: re.Match[str], period: Period | None) -> None:
        inside = any(start < match.end() and match.start() < end for start, end, _ in found)
        if period is not None and not inside:
            found.append((match.start(), match.end(), period))

    for match in _ISO.finditer(line):
        day = _day(match[1], int(match[2]), match[3]) if int(match[2]) <= 12 else None
        add(match, day_period(day) if day else None)
    for match in _WORDY.finditer(line):
        day = _day(match[3], _MONTHS[match[2].lower()], match[1])
        add(match, day_period(day) if day else None)
    for match in _NUMERIC.finditer(line):
        day = _day(match[3], int(match[2]), match[1])
        add(match, day_period(day) if day else None)
    for match in _ISO_MONTH.finditer(line):
        add(match, month_period(int(match[1]), int(match[2])))
    for match in _MONTH_YEAR.finditer(line):
        add(match, month_period(int(match[2]), _MONTHS[match[1].lower()]))
    return sorted(found, key=lambda entry: entry[0])


def published_in(line: str) -> Period | None:
    """Return the date of a line, the first that is not one of a change ("Aktualisiert am …").

    >>> published_in("Erstellt: 14. Mai 2023, 10.12 Uhr").earliest.isoformat()
    '2023-05-14'
    """
    found = dates_in(line)
    for start, _, period in found:
        if not _CHANGED.search(line[:start]):
            return period
    return found[0][2] if found else None


def date_prefix(text: str) -> tuple[int, Period | None]:
    """Read a first ``date 2023-05`` or ``Datum: 14.05.2023`` and return (where the rest starts, period).

    >>> end, period = date_prefix("date 2023-05 Berlin schweigt")
    >>> end, period.precision
    (13, 'month')
    """
    label = _PREFIX.match(text[:400])
    if label is None:
        return 0, None
    line = text[label.end() : label.end() + 40]
    for start, end, period in dates_in(line):
        if start == 0:
            while end < len(line) and line[end] in " \t":
                end += 1
            return label.end() + end, period
    return 0, None


def without_dates(line: str) -> str:
    """Return what a short line says besides dates, times, weekdays and words such as ``Stand``.

    >>> without_dates("Stand: Sonntag, 14. Mai 2023, 10:12 Uhr")
    ''
    """
    kept, last = [], 0
    for start, end, _ in dates_in(line):
        kept.append(line[last:start])
        last = end
    rest = " ".join([*kept, line[last:]])
    for pattern in (_READING_TIME, _CLOCK, _LABELS):
        rest = pattern.sub(" ", rest)
    return " ".join(rest.split()).strip(" ,;:|/–—-•·()").strip()
