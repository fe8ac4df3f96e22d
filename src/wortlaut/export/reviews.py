"""Reviews ↔ lines of a file, ``wortlaut-review/1``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

import msgspec

from wortlaut.errors import ReviewError
from wortlaut.export.json import encoded
from wortlaut.export.wire import Wire
from wortlaut.record import Review
from wortlaut.record.review import FindingKind, Verdict, changes_from, plain_changes, plain_target, target_from

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class TargetValue(Wire, frozen=True):
    """What a review is about: kind of thing, the words that prove it, and what the reading called it."""

    kind: FindingKind
    id: str | None
    label: str | None
    evidence: tuple[tuple[int, int], ...]


class ReviewLine(Wire, frozen=True):
    """One review: who said when what of which finding of which reading; ``correction`` by field, else null."""

    schema: Literal["wortlaut-review/1"]
    id: str
    article: str
    run: str
    target: TargetValue
    verdict: Verdict
    correction: dict[str, Any] | None
    reviewer: str
    at: datetime
    note: str | None
    withdraws: str | None


_DECODER = msgspec.json.Decoder(ReviewLine)


def review_line(review: Review) -> ReviewLine:
    """Return a review in the type of its line."""
    return ReviewLine(
        schema="wortlaut-review/1",
        id=review.id,
        article=review.article,
        run=review.run,
        target=msgspec.convert(plain_target(review.target), TargetValue),
        verdict=review.verdict,
        correction=plain_changes(review.correction) or None,
        reviewer=review.reviewer,
        at=review.at,
        note=review.note,
        withdraws=review.withdraws,
    )


def review_json(review: Review) -> bytes:
    """Return a review as one line of JSON without its end."""
    return encoded(review_line(review))


def reviews_from_json(lines: Iterable[bytes]) -> list[Review]:
    r"""Return the reviews of a file, in its order; raises ReviewError naming the first bad line.

    >>> reviews_from_json([b"\n", b"{}"])
    Traceback (most recent call last):
    wortlaut.errors.ReviewError: line 2: Object missing required field `schema`
    """
    found = []
    for number, line in enumerate(lines, start=1):
        data = line.removeprefix(_BYTE_ORDER_MARK).strip()
        if data:
            try:
                found.append(_review(_DECODER.decode(data)))
            except ValueError as error:  # msgspec's errors and UnicodeDecodeError are ValueErrors
                raise ReviewError(f"line {number}: {error}") from None
    return found


def _review(line: ReviewLine) -> Review:
    return Review(
        id=line.id,
        article=line.article,
        run=line.run,
        target=target_from(msgspec.to_builtins(line.target)),
        verdict=line.verdict,
        correction=changes_from(line.target.kind, line.correction or {}),
        reviewer=line.reviewer,
        at=line.at,
        note=line.note,
        withdraws=line.withdraws,
    )
