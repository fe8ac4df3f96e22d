"""Positions: for each concept, who is for it and who against, out of the codings of a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wortlaut.record.coding import Agreement, Coding

_SIGN = {"for": 1, "against": -1, "unclear": 0}
_EVEN = 0.2
"""Share of the whole weight by which one side has to be ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor of a reading stands on a concept, and the codings that show it, in order."""

    concept: str
    actor: str
    agreement: Agreement
    codings: tuple[str, ...]


def positions(codings: Iterable[Coding]) -> tuple[Position, ...]:
    """Return one position for each concept and actor, in the order of the codings.

    Codings weigh as much as one is sure of them; who says as much for as against stands unclear.
    """
    found: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        for actor in coding.actors:
            found.setdefault((coding.concept, actor), []).append(coding)
    return tuple(
        Position(concept=concept, actor=actor, agreement=_balance(of), codings=tuple(one.id for one in of))
        for (concept, actor), of in found.items()
    )


def _balance(codings: Iterable[Coding]) -> Agreement:
    sure = [(_SIGN[one.agreement], one.confidence) for one in codings if one.agreement != "unclear"]
    whole = sum(weight for _, weight in sure)
    balance = sum(sign * weight for sign, weight in sure)
    if not sure or abs(balance) < _EVEN * whole:
        return "unclear"
    return "for" if balance > 0 else "against"
