"""Honest intervals of calendar days (Zeitraum)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wortlaut.record.span import Span

Precision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "vague"]


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
class When:
    """A time expression of the text (``span``) and the period it stands for."""

    span: Span
    period: Period
