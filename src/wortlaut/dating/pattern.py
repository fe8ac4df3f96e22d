"""Patterns over kinds of words: every kind is one character, so that regular expressions match word by word.

``(?P<day>Ordinal) (?P<month>Month) Year?`` fits *3. Mai 2023*. A group ``core`` bounds the expression where a
pattern also looks at what stands before it; names may end in 1 or 2 (``year1``) to stand in several places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wortlaut.dating.meaning import Match, Meaning, Part
from wortlaut.dating.words import Word

Build = Callable[[Match], Meaning | tuple[Part, ...] | None]

_KINDS = """
    Other Month Weekday WeekdayPart Daypart DayAdverb Midnight Season YearUnit MonthUnit WeekUnit DayUnit ClockUnit
    LongUnit Weekend Quarter QuarterName Shift Edge Early HalfNoun EdgeUnit YearStep WeekStep Relative Today Repeat
    Length Every EveryFew Rate Later Approx Long Whole Half HalfTo Uhr Article One To And Comma Dash Slash Open In Ago
    Since After From Of Between At Over Even Number Ordinal Decade Year FullDate DayMonth Clock Vague Untagged
    Holiday Times
"""
CODES = {kind: chr(0x100 + place) for place, kind in enumerate(_KINDS.split())}
_UNITS = "YearUnit MonthUnit WeekUnit DayUnit ClockUnit LongUnit Weekend Quarter"
FRAGMENTS = {
    "UNIT": f"(?P<unit>[{_UNITS}])",
    "EDGE": "(?: (?P<edge>Edge) Article? | (?P<half>Ordinal) HalfNoun Article? | Article? (?P<edge1>Early) )",
    "OF_YEAR": "(?: (?P<year>Year) | Article? YearUnit (?P<year1>Year) | Article? (?P<cycle>Shift) YearUnit"
    " | Article? (?P<cycle1>YearStep) )",
    "OF_WEEK": "(?: Article? (?P<cycle>Shift) WeekUnit | Article? (?P<cycle1>WeekStep) )",
    "ABOUT": "[Approx Over]",
    "COUNT": "(?: One? (?P<number>Number) | (?P<number1>One) (?P<half>Half) | (?P<number2>One) | (?P<half1>Half) )",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its words mean."""

    pattern: re.Pattern[str]
    build: Build


def rule(pattern: str, build: Build) -> Rule:
    """Make a rule of a pattern and a function that builds a meaning of what fits it, or None."""
    return Rule(compiled(pattern), build)


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern written with kinds and fragments.

    >>> found = compiled("Article? (?P<day>Ordinal) Month").search(codes([Word("Ordinal"), Word("Month")]))
    >>> found.span("day")
    (0, 1)
    """
    for fragment, meaning in FRAGMENTS.items():
        pattern = pattern.replace(fragment, meaning)
    return re.compile(re.sub(r"(?<!\?)\b[A-Z]\w*", lambda match: CODES[match[0]], pattern).replace(" ", ""))


def codes(words: Sequence[Word]) -> str:
    """Write words as one character each."""
    return "".join(CODES[word.kind] for word in words)
