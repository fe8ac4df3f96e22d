"""Reviews of an article, its rows as people have reviewed them, and the queue of all articles."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import get_args

from sqlalchemy import Connection, Select, func, insert, select, union_all

from wortlaut.errors import StoreDamaged, StoreError
from wortlaut.record import Reading, Review, run_id
from wortlaut.record.review import changes_from, plain_changes, plain_target, target_from
from wortlaut.review import DoubtKind, Reviewed, reviewed
from wortlaut.review import doubts as doubts_of
from wortlaut.store.articles import number_of, rows_of, sentences
from wortlaut.store.coded import show_codings, with_codings, with_known_codebooks
from wortlaut.store.findings import around
from wortlaut.store.readings import Findings, reading_of, show, show_doubts
from wortlaut.store.rows import Page, QueueRow
from wortlaut.store.schema import articles, doubts, readings, reviews, runs, sightings
from wortlaut.store.types import AnyRow
from wortlaut.store.words import WordIndex

_OTHERS = 2
"""How many other runs are asked what they found: those read last."""

_COUNTED = 1000
"""How far behind a page the queue is counted."""


def add(connection: Connection, index: WordIndex, new: Sequence[Review]) -> None:
    """Write reviews that are not known yet, and show what comes of them.

    Raises StoreError for an unknown article or withdrawn review.
    """
    numbers = set()
    for review in new:
        number = number_of(connection, review.article)
        if number is None:
            raise StoreError(f"there is no article {review.article}")
        known = {row.id for row in connection.execute(select(reviews.c.id).where(reviews.c.article == number))}
        if review.withdraws is not None and review.withdraws not in known:
            raise StoreError(f"article {review.article} has no review {review.withdraws} that could be withdrawn")
        if review.id not in known:
            connection.execute(insert(reviews).values(**_values(review, number)))
            numbers.add(number)
    for number in sorted(numbers):
        renew(connection, index, number)


def renew(connection: Connection, index: WordIndex, number: int) -> None:
    """Show an article as people have reviewed it; nothing where nobody has read it yet."""
    reading = _shown_reading(connection, number)
    if reading is not None:
        show(connection, index, number, findings_of(connection, number, reading))


def renew_codings(connection: Connection, number: int) -> None:
    """Show other codings of an article in which people have not reviewed any: nothing else is any different."""
    reading = _shown_reading(connection, number)
    if reading is None:
        return
    shown = _as_reviewed(connection, number, reading)
    of_article = sightings.c.article == number
    asked = select(sightings.c.local, sightings.c.number).where(of_article)
    sighted = {row.local: row.number for row in connection.execute(asked)}
    day = connection.scalar(select(articles.c.day).where(articles.c.number == number))
    show_codings(connection, number, day, shown.reading, sighted, ())
    show_doubts(connection, number, doubts_of(shown, _others(connection, number, reading)))


def findings_of(connection: Connection, number: int, reading: Reading) -> Findings:
    """Return what is to be shown of an article of which there may be reviews and other readings."""
    return Findings.of(_as_reviewed(connection, number, reading), _others(connection, number, reading))


def _as_reviewed(connection: Connection, number: int, reading: Reading) -> Reviewed:
    """Return a reading with what codebooks found in it, as people have reviewed both."""
    coded = with_codings(connection, number, run_id(reading.run), reading)
    return reviewed(coded, with_known_codebooks(connection, reviews_of(connection, number)))


def _others(connection: Connection, number: int, reading: Reading) -> list[Reading]:
    """Return the readings of other runs, the latest first."""
    hidden = select(readings.c.record).where(readings.c.article == number, ~readings.c.shown)
    records = connection.scalars(hidden.order_by(readings.c.number.desc()).limit(_OTHERS))
    return [reading_of(zlib.decompress(record), reading.article.id) for record in records]


def reviewed_of(connection: Connection, number: int) -> Reviewed | None:
    """Return the shown reading of an article as people have reviewed it, None where nobody has read it yet."""
    reading = _shown_reading(connection, number)
    return _as_reviewed(connection, number, reading) if reading is not None else None


def reviewed_after(connection: Connection, number: int) -> list[int]:
    """Return the numbers of the next articles behind one that have reviews."""
    asked = select(reviews.c.article).where(reviews.c.article > number).distinct()
    return list(connection.scalars(asked.order_by(reviews.c.article).limit(_OTHERS * 10)))


def reviews_of(connection: Connection, number: int) -> list[Review]:
    """Return the reviews of an article in the order in which they came."""
    asked = select(reviews, articles.c.id.label("article_id")).join(articles, articles.c.number == reviews.c.article)
    return [
        review_of(row)
        for row in connection.execute(asked.where(articles.c.number == number).order_by(reviews.c.number))
    ]


def review_of(row: AnyRow) -> Review:
    """Return the review of a row with ``article_id``; raises StoreDamaged where it cannot be read any more."""
    try:
        target = target_from(row.target)
        return Review(
            id=row.id,
            article=row.article_id,
            run=row.run,
            target=target,
            verdict=row.verdict,
            correction=changes_from(target.kind, row.correction or {}),
            reviewer=row.reviewer,
            at=row.at,
            withdraws=row.withdraws,
            note=row.note,
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"review {row.id} of article {row.article_id} cannot be read: {error}") from None


def queue(
    connection: Connection, *, article: str | None, kinds: Collection[str], copies: bool, offset: int, limit: int
) -> Page[QueueRow]:
    """Return one page of what a person should look at, the most doubtful first, of equals the newest."""
    most = offset + limit + _COUNTED + 1
    wanted = tuple(kinds or get_args(DoubtKind))
    if article is not None:
        own = doubts.c.article == (number_of(connection, article) or 0)
        some = select(doubts.c.number, doubts.c.doubt).where(own, doubts.c.kind.in_(wanted)).limit(most).subquery()
    else:
        some = union_all(*(_most_doubtful(kind, copies, most) for kind in wanted)).subquery()
    total = connection.scalar(select(func.count()).select_from(some)) or 0
    ordered = select(some.c.number).order_by(some.c.doubt.desc(), some.c.number.desc())
    numbers = list(connection.scalars(ordered.offset(offset).limit(limit)))
    rows = {row.number: row for row in connection.execute(select(doubts).where(doubts.c.number.in_(numbers)))}
    return Page(
        items=tuple(_queued(connection, [rows[number] for number in numbers])),
        total=min(total, most - 1),
        offset=offset,
        limit=limit,
        capped=total >= most,
    )


def _most_doubtful(kind: str, copies: bool, limit: int) -> Select[tuple[int, float]]:
    """Return the numbers of the most doubtful of one kind: the index has these in order, however rare they are."""
    joined = doubts.join(articles, articles.c.number == doubts.c.article)
    asked = select(doubts.c.number, doubts.c.doubt).select_from(joined).where(doubts.c.kind == kind)
    if not copies:
        asked = asked.where(articles.c.original == articles.c.number)
    return asked.order_by(doubts.c.doubt.desc(), doubts.c.number.desc()).limit(limit).subquery().select()


def _queued(connection: Connection, rows: Sequence[AnyRow]) -> Iterator[QueueRow]:
    numbers = {row.article for row in rows}
    of, read = rows_of(connection, numbers), sentences(connection, numbers)
    for row in rows:
        text, spans = read[row.article]
        sentence = around(spans, row.start, row.start + 1)
        yield QueueRow(
            article=of[row.article],
            kind=row.kind,
            id=row.finding,
            doubt=row.doubt,
            reasons=tuple(row.reasons),
            start=row.start,
            sentence=sentence.of(text),
            sentence_span=sentence,
        )


def _shown_reading(connection: Connection, number: int) -> Reading | None:
    asked = (
        select(readings.c.record, articles.c.id)
        .join(articles, articles.c.number == readings.c.article)
        .join(runs, runs.c.number == readings.c.run)
        .where(readings.c.article == number, readings.c.shown)
    )
    row = connection.execute(asked).first()
    return reading_of(zlib.decompress(row.record), row.id) if row is not None else None


def _values(review: Review, article: int) -> dict[str, object]:
    return {
        "id": review.id,
        "article": article,
        "run": review.run,
        "target": plain_target(review.target),
        "verdict": review.verdict,
        "correction": plain_changes(review.correction) or None,
        "reviewer": review.reviewer,
        "at": review.at,
        "withdraws": review.withdraws,
        "note": review.note,
    }
