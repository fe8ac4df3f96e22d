"""Days and periods in words, German and English, as people say them and never more exact than they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from wortlaut.record import OPEN_END, OPEN_START, Period, Precision, When

Lang = Literal["de", "en"]
_MONTHS: dict[Lang, tuple[str, ...]] = {
    "de": tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
_SEASONS: dict[Lang, dict[int, str]] = {
    "de": {3: "Frühjahr", 6: "Sommer", 9: "Herbst", 12: "Winter"},
    "en": {3: "spring", 6: "summer", 9: "autumn", 12: "winter"},
}
_WORDS: dict[str, tuple[str, str]] = {
    "to": ("{} bis {}", "{} to {}"),
    "since": ("ab {}", "from {}"),
    "until": ("bis {}", "until {}"),
    "week": ("Woche ab {}", "week of {}"),
    "quarter": ("{}. Quartal {}", "quarter {} of {}"),
    "decade": ("{}er-Jahre", "{}s"),
}
_DAY = timedelta(days=1)
_EXACT: tuple[Precision, ...] = ("day", "week")
_BROAD: tuple[Precision, ...] = ("year", "decade")


def day(found: date, lang: Lang) -> str:
    """Return a day.

    >>> day(date(2023, 5, 3), "de"), day(date(2023, 5, 3), "en")
    ('3. Mai 2023', '3 May 2023')
    """
    return f"{_number(found, lang)} {month(found, lang)}"


def month(found: date, lang: Lang) -> str:
    """Return a month.

    >>> month(date(2023, 3, 1), "de")
    'März 2023'
    """
    return f"{_MONTHS[lang][found.month - 1]} {found.year}"


def period(found: Period | When | None, lang: Lang) -> str:
    """Return a period; empty where neither end is known.

    >>> from datetime import date as day
    >>> period(Period(earliest=day(2022, 6, 1), latest=day(2022, 9, 1), precision="season"), "de")
    'Sommer 2022'
    >>> period(Period(earliest=day(2025, 5, 12), latest=day(2025, 6, 12), precision="month"), "de")
    'Mai bis Juni 2025'
    """
    if found is None:
        return ""
    limits = found.period if isinstance(found, When) else found
    earliest = None if limits.earliest == OPEN_START else limits.earliest
    latest = None if limits.latest == OPEN_END else limits.latest
    return days(earliest, latest, lang, limits.precision)


def days(earliest: date | None, latest: date | None, lang: Lang, precision: Precision | None = None) -> str:
    """Return a half-open range of days: a day, months, a season, years; None is an open end.

    What is only known to the month or the year is told in whole months or years, and so is a range of such.

    >>> days(date(2022, 6, 1), date(2022, 9, 1), "de"), days(date(2023, 1, 1), date(2024, 1, 1), "de")
    ('Juni bis August 2022', '2023')
    >>> days(None, date(2023, 5, 2), "en"), days(date(2023, 5, 1), date(2023, 5, 8), "de")
    ('until 1 May 2023', '1. bis 7. Mai 2023')
    """
    if earliest is None or latest is None:
        return _open(earliest, latest, lang, precision)
    last = latest - _DAY
    named = _named(earliest, latest, lang, precision)
    if named is not None:
        return named
    if earliest == last:
        return day(earliest, lang)
    if precision in _BROAD or _is_year(earliest, latest):
        return str(earliest.year) if earliest.year == last.year else _between(str(earliest.year), str(last.year), lang)
    if earliest.day == latest.day == 1 or precision not in (None, *_EXACT):
        return _months(earliest, last, lang)
    return _days(earliest, last, lang)


def _open(earliest: date | None, latest: date | None, lang: Lang, precision: Precision | None) -> str:
    known = earliest or (latest - _DAY if latest is not None else None)
    if known is None:
        return ""
    if precision in (None, *_EXACT):
        told = day(known, lang)
    else:
        told = str(known.year) if precision in _BROAD else month(known, lang)
    return _word("since" if earliest is not None else "until", lang).format(told)


def _named(earliest: date, latest: date, lang: Lang, precision: Precision | None) -> str | None:
    """Return the name of a season, a quarter, a decade or a week, where the range is exactly one."""
    months = (latest.year - earliest.year) * 12 + latest.month - earliest.month
    whole = earliest.day == latest.day == 1
    if precision == "week" and (latest - earliest).days == 7:
        return _word("week", lang).format(day(earliest, lang))
    if precision == "season" and whole and months == 3 and earliest.month in _SEASONS[lang]:
        over = f"/{latest.year % 100:02}" if earliest.month == 12 else ""
        return f"{_SEASONS[lang][earliest.month]} {earliest.year}{over}"
    if precision == "quarter" and whole and months == 3 and earliest.month % 3 == 1:
        return _word("quarter", lang).format(earliest.month // 3 + 1, earliest.year)
    if precision == "decade" and _is_year(earliest, latest) and months == 120 and earliest.year % 10 == 0:
        return _word("decade", lang).format(earliest.year)
    return None


def _is_year(earliest: date, latest: date) -> bool:
    return (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 1, 1)


def _months(earliest: date, last: date, lang: Lang) -> str:
    if (earliest.year, earliest.month) == (last.year, last.month):
        return month(earliest, lang)
    first = _MONTHS[lang][earliest.month - 1] if earliest.year == last.year else month(earliest, lang)
    return _between(first, month(last, lang), lang)


def _days(earliest: date, last: date, lang: Lang) -> str:
    first = day(earliest, lang)
    if earliest.year == last.year:
        first = first.removesuffix(f" {earliest.year}")
        if earliest.month == last.month:
            first = _number(earliest, lang)
    return _between(first, day(last, lang), lang)


def _number(found: date, lang: Lang) -> str:
    return f"{found.day}{'.' if lang == 'de' else ''}"


def _between(first: str, last: str, lang: Lang) -> str:
    return _word("to", lang).format(first, last)


def _word(key: str, lang: Lang) -> str:
    return _WORDS[key][0 if lang == "de" else 1]
