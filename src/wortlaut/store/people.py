"""What people say and do: reviews, judgements and the audit log; rows are only added."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from wortlaut.errors import JudgementError, StoreError
from wortlaut.record import Judgement
from wortlaut.resolve.settle import settle
from wortlaut.store.articles import number_of
from wortlaut.store.database import Database
from wortlaut.store.rows import AuditRow, Page, ReviewRow
from wortlaut.store.schema import articles, audit, judgements, reviews
from wortlaut.store.sightings import judgements_of, place_actors, plain
from wortlaut.store.types import AnyRow


class People:
    """Reviews, judgements and the log of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_review(self, review: ReviewRow) -> None:
        """Write a review; the same one twice is one. Raises StoreError for an unknown article or withdrawn review."""
        with self._database.write() as connection:
            article = number_of(connection, review.article)
            if article is None:
                raise StoreError(f"there is no article {review.article}")
            known = {row.id for row in connection.execute(select(reviews.c.id).where(reviews.c.article == article))}
            if review.withdraws is not None and review.withdraws not in known:
                raise StoreError(f"article {review.article} has no review {review.withdraws} that could be withdrawn")
            if review.id not in known:
                connection.execute(insert(reviews).values(**{**asdict(review), "article": article}))

    def reviews(
        self, *, article: str | None = None, reviewer: str | None = None, offset: int = 0, limit: int = 50
    ) -> Page[ReviewRow]:
        """Return one page of reviews in the order in which they came."""
        wanted = [reviews.c.reviewer == reviewer] if reviewer is not None else []
        if article is not None:
            wanted.append(articles.c.id == article)
        joined = reviews.join(articles, articles.c.number == reviews.c.article)
        asked = select(reviews, articles.c.id.label("article_id")).select_from(joined).where(*wanted)
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(joined).where(*wanted)) or 0
            rows = connection.execute(asked.order_by(reviews.c.number).offset(offset).limit(limit)).all()
        return Page(items=tuple(map(_review, rows)), total=total, offset=offset, limit=limit)

    def add_judgement(self, judgement: Judgement) -> None:
        """Write a judgement and move whom it concerns; the same one twice is one.

        Raises JudgementError where it makes two of the lexicon one, or withdraws what is not there.
        """
        with self._database.write() as connection:
            known = judgements_of(connection)
            if judgement in known:
                return
            if judgement.withdraws is not None and all(one.id != judgement.withdraws for one in known):
                raise JudgementError(f"there is no judgement {judgement.withdraws} that could be withdrawn")
            settle([*known, judgement])
            row = {**asdict(judgement), "at": judgement.at.isoformat()}
            connection.execute(insert(judgements).values(**row))
            place_actors(connection, {plain(judgement.first), plain(judgement.second)})

    def judgements(self) -> list[Judgement]:
        """Return all judgements in the order in which they came."""
        with self._database.read() as connection:
            return judgements_of(connection)

    def note(
        self, who: str, action: str, target: str | None = None, details: Any = None, *, at: datetime | None = None
    ) -> None:
        """Write into the log who did what to what; ``details`` is any JSON value."""
        row = {"at": at or datetime.now(UTC), "who": who, "action": action, "target": target, "details": details}
        with self._database.write() as connection:
            connection.execute(insert(audit).values(**row))

    def audit(self, *, offset: int = 0, limit: int = 50) -> Page[AuditRow]:
        """Return one page of the log, the latest first."""
        asked = select(audit).order_by(audit.c.number.desc()).offset(offset).limit(limit)
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(audit)) or 0
            rows = connection.execute(asked).all()
        items = tuple(
            AuditRow(at=row.at, who=row.who, action=row.action, target=row.target, details=row.details) for row in rows
        )
        return Page(items=items, total=total, offset=offset, limit=limit)


def _review(row: AnyRow) -> ReviewRow:
    return ReviewRow(
        id=row.id,
        article=row.article_id,
        run=row.run,
        target=row.target,
        verdict=row.verdict,
        correction=row.correction,
        reviewer=row.reviewer,
        at=row.at,
        withdraws=row.withdraws,
        note=row.note,
    )
