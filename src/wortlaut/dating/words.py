"""Tokens → words of time: what part each plays in the grammar, looked up or read off its shape.

Forms come from the tables ``time_words``, ``time_numbers``, ``time_vague`` and ``holidays``: ``|`` parts forms,
``~`` stands for the endings of an adjective, and a form may have several words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import table

_ENDINGS = ("e", "en", "er", "es", "em")
_UNITS = {"jähr": "Y", "monat": "M", "wöch": "W", "täg": "D", "stünd": "H", "minüt": "M"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of time: its part in the grammar (``kind``), its value and, for numbers, the range it means."""

    kind: str
    value: str = ""
    least: float = 0
    most: float = 0

    @property
    def number(self) -> int:
        """The number of an ordinal, a year or a numbered thing."""
        return int(self.least)


OTHER = Word("Other")


def time_words(tokens: Sequence[str]) -> list[tuple[int, int, Word]]:
    """Return for every token, or run of tokens that is one word of time, (first, behind last, word).

    >>> [word.kind for _, _, word in time_words(["Anfang", "kommender", "Woche", "tagt", "er"])]
    ['Edge', 'Shift', 'WeekUnit', 'Other', 'Other']
    >>> time_words(["vor", "Kurzem"])
    [(0, 2, Word(kind='Vague', value='PAST_REF', least=-30.0, most=0.0))]
    """
    found = []
    forms, longer = _forms(), _longer()
    at = 0
    while at < len(tokens):
        first = tokens[at]
        starts = at == 0 or (not tokens[at - 1][-1].isalnum() and tokens[at - 1] != ",")
        small = first[:1].lower() + first[1:] if starts and first[:1].isupper() else first
        behind, word = at + 1, None
        for rest, entry in (*longer.get(small, ()), *(longer.get(first, ()) if small != first else ())):
            if tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                behind, word = at + 1 + len(rest), entry
                break
        word = word or forms.get(small) or forms.get(first) or _shape(first)
        found.append((at, behind, word))
        at = behind
    return found


@cache
def _entries() -> tuple[tuple[str, Word], ...]:
    """Return every form of the tables with its word, adjectives with their endings."""
    words = [(row["form"], Word(row["kind"], row["value"], *_range(row["value"]))) for row in table("time_words")]
    words += [
        (row["form"], Word(row["kind"], "", float(row["least"]), float(row["most"]))) for row in table("time_numbers")
    ]
    for row in table("time_vague"):
        kind = "Vague" if row["timex"] == "yes" else "Untagged"
        least, most = float(row["least"] or "-inf"), float(row["most"] or "inf")
        words.append((row["form"], Word(kind, row["value"], least, most)))
    words += [
        (row["form"], Word("Holiday", row["rule"], int(row["before"]), int(row["after"]))) for row in table("holidays")
    ]
    return tuple((form, word) for forms, word in words for form in _inflected(forms))


@cache
def _forms() -> dict[str, Word]:
    return {form: word for form, word in _entries() if " " not in form}


@cache
def _longer() -> dict[str, tuple[tuple[tuple[str, ...], Word], ...]]:
    """Return the forms of several words by their first, the longest first."""
    split = [(tuple(form.split()), word) for form, word in _entries() if " " in form]
    split.sort(key=lambda entry: -len(entry[0]))
    return {start[0]: tuple((form[1:], word) for form, word in split if form[0] == start[0]) for start, _ in split}


def _inflected(forms: str) -> Iterator[str]:
    for form in forms.split("|"):
        if form.endswith("~"):
            yield from (form[:-1] + ending for ending in _ENDINGS)
        else:
            yield form


def _range(value: str) -> tuple[float, float]:
    """Return the number a value begins with, as a range."""
    match = re.match(r"-?\d+(?:\.\d+)?(?![\w-])", value)
    return (float(match[0]), float(match[0])) if match else (0, 0)


def _shape(token: str) -> Word:
    """Read figures, compounds (``Montagabend``) and adjectives of length (``zweitägig``) off their shape."""
    if token[:1].isdigit() or token[:1] in "’'":
        return next((make(match) for pattern, make in _SHAPES if (match := pattern.fullmatch(token))), OTHER)
    if match := _LENGTH.fullmatch(token):
        return _length(match)
    if token[:1].isupper() and (match := _compound().fullmatch(token)):
        forms = _forms()
        day = forms[match[1]].least
        return Word("WeekdayPart", forms[match[2].capitalize()].value, day, day)
    if match := _MULTIPLE.fullmatch(token):
        return Word("Times")
    if match := _QUARTER.fullmatch(token):
        return Word("QuarterName", "quarter", int(match[1]), int(match[1]))
    return OTHER


@cache
def _compound() -> re.Pattern[str]:
    days = "|".join(form for form, word in _forms().items() if word.kind == "Weekday")
    parts = "|".join(form.lower() for form, word in _forms().items() if word.kind == "Daypart")
    return re.compile(f"({days})({parts})")


def _number(match: re.Match[str]) -> Word:
    number = float(match[0].replace(".", "").replace(",", "."))
    return Word("Number", match[0], number, number)


def _year(match: re.Match[str]) -> Word:
    return Word("Year", match[0], int(match[0]), int(match[0]))


def _ordinal(match: re.Match[str]) -> Word:
    return Word("Ordinal", match[1], int(match[1]), int(match[1]))


def _decade(match: re.Match[str]) -> Word:
    number = int(match[1])
    year = number if number > 99 else 1900 + number if number > 19 else 2000 + number
    return Word("Decade", match[0], year, year)


def _length(match: re.Match[str]) -> Word:
    stem, unit = match[1], _UNITS[match[2]]
    if stem == "mehr":
        count = "X"
    elif stem.isdigit():
        if unit == "Y":  # der 35-jährige Mann: an age
            return OTHER
        count = stem
    else:
        word = _forms().get(stem) or (Word("Number", "", 1, 1) if stem == "ein" else OTHER)
        if word.kind != "Number":
            return OTHER
        count = f"{word.least:g}"
    time = "T" if match[2] in ("stünd", "minüt") else ""
    return Word("Length", f"P{time}{count}{unit}")


_LENGTH = re.compile(r"(\w+?)-?(jähr|monat|wöch|täg|stünd|minüt)ig(?:e[nmrs]?)?")
_MULTIPLE = re.compile(r"(?:\w+|\d+-)[mM]al")
_QUARTER = re.compile(r"Q([1-4])")
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Word]], ...] = (
    (re.compile(r"(?:1\d|20|21)\d\d"), _year),
    (re.compile(r"(\d{1,2})\."), _ordinal),
    (re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)"), lambda match: Word("FullDate", match[0])),
    (re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d"), lambda match: Word("Clock", match[0])),
    (re.compile(r"\d{1,2}\.\d{1,2}\."), lambda match: Word("DayMonth", match[0])),
    (re.compile(r"[’']?((?:1\d|20)?\d0)[-‐‑]?er(?:[-‐‑]?[Jj]ahren?)?"), _decade),
    (re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"), _number),
    (_LENGTH, _length),
    (_MULTIPLE, lambda match: Word("Times")),
)
