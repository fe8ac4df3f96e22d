"""The moments of a time line as JSON lines or as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from wortlaut.analyse import Moment

MOMENT_HEADER = (
    "earliest", "latest", "precision", "told", "act", "type", "who", "whom", "words", "teller", "answers", "articles",
    "start", "end", "confidence", "key",
)  # fmt: skip


def moment_json(moment: Moment) -> bytes:
    """Return one line of JSON (UTF-8, with its line break)."""
    return msgspec.json.encode(_plain(moment)) + b"\n"


def moment_rows(moments: Iterable[Moment]) -> Iterator[tuple[str, ...]]:
    """Yield one row per moment, in the order of ``MOMENT_HEADER``."""
    for moment in moments:
        yield tuple(map(_cell, _plain(moment).values()))


def _plain(moment: Moment) -> dict[str, Any]:
    """Return a moment as the cells of a row, in the order of ``MOMENT_HEADER``."""
    period = moment.period
    return {
        "earliest": period.earliest.isoformat() if period else None,
        "latest": period.latest.isoformat() if period else None,
        "precision": period.precision if period else None,
        "told": moment.told,
        "act": moment.act,
        "type": moment.type,
        "who": list(moment.who),
        "whom": list(moment.whom),
        "words": moment.words,
        "teller": moment.teller,
        "answers": moment.answers,
        "articles": list(moment.articles),
        "start": moment.span.start,
        "end": moment.span.end,
        "confidence": moment.confidence,
        "key": moment.key,
    }


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
