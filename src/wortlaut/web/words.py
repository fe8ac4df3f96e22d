"""The words of the pages in German and English: ``words.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from wortlaut.record import Period, When

Lang = Literal["de", "en"]
LANGUAGES: tuple[Lang, ...] = ("de", "en")


@cache
def table() -> Mapping[str, Mapping[Lang, str]]:
    """Return all words by key and language."""
    text = (files("wortlaut.web") / "words.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["key"]: {"de": row["de"], "en": row["en"]} for row in rows}


def word(key: str, lang: Lang, *values: object) -> str:
    """Return the words for ``key``, with ``values`` in the places of their braces.

    >>> word("page:library", "de"), word("found:many", "en", 12)
    ('Bibliothek', '12 hits')
    """
    found = table()[key][lang]
    return found.format(*values) if values else found


def count(number: int, key: str, lang: Lang) -> str:
    """Return a number with its noun in the right form.

    >>> count(1, "statement", "de"), count(3200, "statement", "de")
    ('1 Äußerung', '3.200 Äußerungen')
    """
    return f"{figure(number, lang)} {word(f'{key}:one' if number == 1 else f'{key}:many', lang)}"


def figure(number: int, lang: Lang) -> str:
    """Return a number as it is written.

    >>> figure(12345, "de"), figure(12345, "en")
    ('12.345', '12,345')
    """
    written = f"{number:,}"
    return written.replace(",", ".") if lang == "de" else written


def day(found: date, lang: Lang) -> str:
    """Return a day in words.

    >>> day(date(2023, 5, 3), "de"), day(date(2023, 5, 3), "en")
    ('3. Mai 2023', '3 May 2023')
    """
    return f"{found.day}{'.' if lang == 'de' else ''} {month(found, lang)}"


def month(found: date, lang: Lang) -> str:
    """Return a month in words.

    >>> month(date(2023, 5, 1), "de")
    'Mai 2023'
    """
    return f"{word(f'month:{found.month}', lang)} {found.year}"


def period(found: Period | When | None, lang: Lang) -> str:
    """Return a period in words, never more exact than it is; empty where neither end is known.

    >>> period(Period(earliest=date(2023, 5, 1), latest=date(2023, 6, 1), precision="month"), "en")
    'May 2023'
    """
    if found is None:
        return ""
    limits = found.period if isinstance(found, When) else found
    earliest = None if limits.earliest == date.min else limits.earliest
    return days(earliest, None if limits.latest == date.max else limits.latest, lang)


def days(earliest: date | None, latest: date | None, lang: Lang) -> str:
    """Return a half-open range of days in words: a day, a month or a year where it is one.

    >>> days(date(2023, 5, 1), date(2023, 5, 2), "de"), days(date(2023, 1, 1), date(2024, 1, 1), "de")
    ('1. Mai 2023', '2023')
    >>> days(None, date(2023, 5, 2), "en"), days(date(2023, 5, 1), date(2023, 5, 8), "en")
    ('until 1 May 2023', '1 May 2023 – 7 May 2023')
    """
    if earliest is None and latest is None:
        return ""
    if latest is None:
        return word("from_day", lang, day(earliest, lang)) if earliest is not None else ""
    last = latest - timedelta(days=1) if latest > date.min else latest
    if earliest is None:
        return word("until_day", lang, day(last, lang))
    if earliest == last:
        return day(earliest, lang)
    if earliest.day == latest.day == 1:
        if (earliest.month, latest.month, latest.year) == (1, 1, earliest.year + 1):
            return str(earliest.year)
        if (earliest.year, earliest.month) == (last.year, last.month):
            return month(earliest, lang)
    return f"{day(earliest, lang)} – {day(last, lang)}"
