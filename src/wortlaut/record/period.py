"""Honest intervals of calendar days (Zeitraum)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wortlaut.record.span import Span

Precision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "vague"]
Anchor = Literal[
    "calendar",  # the words say it all: am 3. Mai 2023
    "published",  # counted from the day of publication: vor zwei Jahren
    "told",  # counted from a time told before: am Tag danach
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
OPEN_START, OPEN_END = date.min, date.max
"""Ends of a period that the words leave open: ``bis 2005``, ``künftig``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Half-open range of days, ``earliest <= t < latest``: May 2023 is 2023-05-01 to 2023-06-01."""

    earliest: date
    latest: date
    precision: Precision

    def __post_init__(self) -> None:
        if not self.earliest < self.latest:
            raise ValueError(f"a period needs earliest < latest, got {self.earliest}, {self.latest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """The words of one TIMEX3 tag (without preposition), its type and its ISO-like value.

    TimeML: ``vor zwei Jahren`` is a DATE ``2021``, ``zwei Jahre lang`` a DURATION ``P2Y``. ``marked`` is False for
    words that TimeML leaves without a tag though they tell a vague time: ``bald``, ``inzwischen``.
    """

    span: Span
    type: TimexType
    value: str
    marked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far from its anchor a time lies: ``vor drei Jahren`` is -3 to -3 years, ``bald`` 0 to 90 days.

    ``None`` is an open end: ``damals`` is any number of days before the anchor. ``unit`` is an English word.
    """

    unit: str
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression of the text (``span``) and the period it stands for.

    An end that is not known is ``OPEN_START`` or ``OPEN_END``; both are open for a mere duration, for what
    recurs, and for a time relative to a date that the article does not have. ``anchor`` says what the period
    was counted from (None: nothing), ``offset`` how far, ``timexes`` the TIMEX3 tags inside.
    """

    span: Span
    period: Period
    anchor: Anchor | None = None
    offset: Offset | None = None
    timexes: tuple[Timex, ...] = ()

    @property
    def earliest(self) -> date | None:
        """First day, None where that is open."""
        return None if self.period.earliest == OPEN_START else self.period.earliest

    @property
    def latest(self) -> date | None:
        """Day after the last, None where that is open."""
        return None if self.period.latest == OPEN_END else self.period.latest
