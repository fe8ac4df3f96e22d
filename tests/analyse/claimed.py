"""Claims for tests of networks, written in short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from wortlaut.record import Claim

FIRST = datetime(2024, 3, 4, tzinfo=UTC)  # a Monday


def claims(*rows: str, **given: Any) -> list[Claim]:
    """Return claims of ``"A k +"``: A is for k (``-`` against, ``?`` unclear); ``A k + 9 d2``: on day 9, in d2."""
    found = []
    for number, row in enumerate(rows):
        actor, concept, sign, *rest = row.split()
        day = int(rest[0]) if rest else number
        document = rest[1] if len(rest) > 1 else f"d{number}"
        level = {} if sign == "?" else {"agreement": sign == "+"}
        values = {"actor": actor, "concept": concept, **level}
        at = FIRST + timedelta(days=day)
        found.append(Claim(id=f"c{number}", document=document, at=at, values=values, **given))
    return found
