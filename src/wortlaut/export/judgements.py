"""Judgements ↔ lines of a file that only grows, ``wortlaut-judgement/1``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from wortlaut.errors import JudgementError
from wortlaut.export.json import encoded
from wortlaut.export.wire import Wire
from wortlaut.record import Judgement
from wortlaut.record.judgement import SameOrDifferent

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class JudgementLine(Wire, frozen=True):
    """One judgement: who said when that two actors are the same or different."""

    schema: Literal["wortlaut-judgement/1"]
    id: str
    verdict: SameOrDifferent
    first: str
    second: str
    reviewer: str
    at: datetime
    note: str | None
    withdraws: str | None


_DECODER = msgspec.json.Decoder(JudgementLine)


def judgement_line(judgement: Judgement) -> JudgementLine:
    """Return a judgement in the type of its line."""
    return JudgementLine(
        schema="wortlaut-judgement/1",
        id=judgement.id,
        verdict=judgement.verdict,
        first=judgement.first,
        second=judgement.second,
        reviewer=judgement.reviewer,
        at=judgement.at,
        note=judgement.note,
        withdraws=judgement.withdraws,
    )


def judgement_json(judgement: Judgement) -> bytes:
    """Return a judgement as one line of JSON without its end."""
    return encoded(judgement_line(judgement))


def judgements_from_json(lines: Iterable[bytes]) -> list[Judgement]:
    r"""Return the judgements of a file, in its order; raises JudgementError naming the first bad line.

    >>> judgements_from_json([b"\n", b"{}"])
    Traceback (most recent call last):
    wortlaut.errors.JudgementError: line 2: Object missing required field `schema`
    """
    found = []
    for number, line in enumerate(lines, start=1):
        data = line.removeprefix(_BYTE_ORDER_MARK).strip()
        if not data:
            continue
        try:
            one = _DECODER.decode(data)
            found.append(
                Judgement(
                    id=one.id,
                    verdict=one.verdict,
                    first=one.first,
                    second=one.second,
                    reviewer=one.reviewer,
                    at=one.at,
                    note=one.note,
                    withdraws=one.withdraws,
                )
            )
        except ValueError as error:  # msgspec's errors and UnicodeDecodeError are ValueErrors
            raise JudgementError(f"line {number}: {error}") from None
    return found
