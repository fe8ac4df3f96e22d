"""The words of the pages in German and English: ``words.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from wortlaut.export.days import Lang

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


_GERMAN = str.maketrans(",.", ".,")


def count(number: int, key: str, lang: Lang) -> str:
    """Return a number with its noun in the right form.

    >>> count(1, "statement", "de"), count(3200, "statement", "de")
    ('1 Äußerung', '3.200 Äußerungen')
    """
    return f"{figure(number, lang)} {word(f'{key}:one' if number == 1 else f'{key}:many', lang)}"


def figure(number: float, lang: Lang) -> str:
    """Return a number as it is written, with two places at most.

    >>> figure(12345, "de"), figure(12345, "en"), figure(2.5, "de")
    ('12.345', '12,345', '2,5')
    """
    written = f"{number:,.2f}".rstrip("0").rstrip(".")
    return written.translate(_GERMAN) if lang == "de" else written
