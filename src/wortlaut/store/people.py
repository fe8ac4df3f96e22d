"""What people say and do: reviews, judgements and the audit log; rows are only added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from wortlaut.errors import JudgementError
from wortlaut.record import Judgement, Review
from wortlaut.resolve.settle import settle
from wortlaut.review import Reviewed
from wortlaut.store import reviewing
from wortlaut.store.articles import number_of
from wortlaut.store.database import Database
from wortlaut.store.rows import AuditRow, Page, QueueRow
from wortlaut.store.schema import articles, audit, judgements, reviews
from wortlaut.store.sightings import judgements_of, place_actors, plain
from wortlaut.store.words import WordIndex


class People:
    """Reviews, judgements and the log of a store."""

    def __init__(self, database: Database, index: WordIndex) -> None:
        self._database = database
        self._index = index

    def add_review(self, review: Review) -> None:
        """Write a review and show what comes of it; the same one twice is one.

        Raises StoreError for an unknown article or withdrawn review.
        """
        self.add_reviews([review])

    def add_reviews(self, new: Sequence[Review]) -> None:
        """Write reviews in one transaction, as ``add_review`` does: all or none."""
        with self._database.write() as connection:
            reviewing.add(connection, self._index, new)

    def reviews(
        self, *, article: str | None = None, reviewer: str | None = None, offset: int = 0, limit: int = 50
    ) -> Page[Review]:
        """Return one page of reviews in the order in which they came."""
        wanted = [reviews.c.reviewer == reviewer] if reviewer is not None else []
        if article is not None:
            wanted.append(articles.c.id == article)
        joined = reviews.join(articles, articles.c.number == reviews.c.article)
        asked = select(reviews, articles.c.id.label("article_id")).select_from(joined).where(*wanted)
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(joined).where(*wanted)) or 0
            rows = connection.execute(asked.order_by(reviews.c.number).offset(offset).limit(limit)).all()
        return Page(items=tuple(map(reviewing.review_of, rows)), total=total, offset=offset, limit=limit)

    def reviewed(self, id: str) -> Reviewed | None:
        """Return the shown reading of an article as people have reviewed it, None where there is none."""
        with self._database.read() as connection:
            number = number_of(connection, id)
            return reviewing.reviewed_of(connection, number) if number is not None else None

    def all_reviewed(self) -> Iterator[Reviewed]:
        """Yield all articles that people have reviewed, in the order in which they were added."""
        last = -1
        while True:
            with self._database.read() as connection:
                some = reviewing.reviewed_after(connection, last)
                found = [reviewing.reviewed_of(connection, number) for number in some]
            if not some:
                return
            last = some[-1]
            yield from filter(None, found)

    def queue(
        self,
        *,
        article: str | None = None,
        kinds: Collection[str] = (),
        copies: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> Page[QueueRow]:
        """Return one page of what a person should look at, the most doubtful first; near-copies only with ``copies``.

        ``kinds``: statement, event, mention, orphan (a review that the shown reading has no place for).
        """
        with self._database.read() as connection:
            return reviewing.queue(connection, article=article, kinds=kinds, copies=copies, offset=offset, limit=limit)

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
