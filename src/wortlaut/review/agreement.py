"""How well people agree with each other and with the machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wortlaut.review.cases import Reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Krippendorff's alpha of one field: None where it is not defined (no two values, or all are equal)."""

    field: str
    alpha: float | None
    units: int
    same: float
    """Share of pairs of values that are equal, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class F1:
    """How well the words of statements agree, word by word, 0 to 1; ``units`` statements."""

    precision: float
    recall: float
    f1: float
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement among people, and of the machine with what people settled on."""

    reviewers: tuple[str, ...]
    people: tuple[Alpha, ...]
    machine: tuple[Alpha, ...]
    people_words: F1 | None
    machine_words: F1 | None


def agreement(records: Iterable[Reviewed]) -> Agreement:
    """Return how well people agree with each other, and the machine with them, over all reviewed findings."""
    raise NotImplementedError


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha for nominal values; a unit has the values that its observers gave it."""
    raise NotImplementedError
