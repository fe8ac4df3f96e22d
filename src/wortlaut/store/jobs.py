"""Work to be done: given to one worker at a time, given out again if he falls silent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from wortlaut.errors import StoreError
from wortlaut.store.database import Database
from wortlaut.store.rows import Job, Page
from wortlaut.store.schema import jobs
from wortlaut.store.types import AnyRow

LEASE = 300.0
"""Seconds after which a job that nobody has heard of may go to another worker."""


class Jobs:
    """The queue of a store; it survives restarts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, kind: str, payload: Any, *, due: datetime | None = None, at: datetime | None = None) -> int:
        """Write a job that waits until ``due`` and return its number."""
        now = at or datetime.now(UTC)
        row = insert(jobs).values(kind=kind, payload=payload, state="waiting", attempts=0, created=now, due=due or now)
        with self._database.write() as connection:
            key = connection.execute(row).inserted_primary_key
        return int(key[0]) if key else 0

    def claim(
        self, worker: str, kinds: Collection[str] = (), *, lease: float = LEASE, at: datetime | None = None
    ) -> Job | None:
        """Give the oldest job that is due to ``worker`` for ``lease`` seconds, None if there is none."""
        now = at or datetime.now(UTC)
        abandoned = and_(jobs.c.state == "running", jobs.c.until < now)
        conditions: list[ColumnElement[bool]] = [or_(and_(jobs.c.state == "waiting", jobs.c.due <= now), abandoned)]
        if kinds:
            conditions.append(jobs.c.kind.in_(list(kinds)))
        first = select(jobs.c.number).where(*conditions).order_by(jobs.c.due, jobs.c.number).limit(1)
        with self._database.read() as connection:
            if connection.scalar(first) is None:
                return None  # asking often must not keep others from writing
        taken = {"state": "running", "worker": worker, "until": now + timedelta(seconds=lease), "error": None}
        with self._database.write() as connection:
            number = connection.scalar(first)
            if number is None:
                return None
            connection.execute(
                update(jobs).where(jobs.c.number == number).values(**taken, attempts=jobs.c.attempts + 1)
            )
            return _job(connection.execute(select(jobs).where(jobs.c.number == number)).one())

    def progress(
        self, number: int, worker: str, value: Any = None, *, lease: float = LEASE, at: datetime | None = None
    ) -> None:
        """Tell how far a job is, and have it for another ``lease`` seconds; raises StoreError if it is lost."""
        until = (at or datetime.now(UTC)) + timedelta(seconds=lease)
        self._change(number, worker, progress=value, until=until)

    def finish(self, number: int, worker: str, value: Any = None) -> None:
        """Say that a job is done; ``value`` is its last progress."""
        self._change(number, worker, state="done", progress=value, until=None)

    def fail(
        self, number: int, worker: str, error: str, *, again_in: float | None = None, at: datetime | None = None
    ) -> None:
        """Say that a job went wrong: for good, or to be tried again in so many seconds."""
        if again_in is None:
            self._change(number, worker, state="failed", error=error, until=None)
        else:
            due = (at or datetime.now(UTC)) + timedelta(seconds=again_in)
            self._change(number, worker, state="waiting", error=error, until=None, due=due)

    def job(self, number: int) -> Job | None:
        """Return a job."""
        with self._database.read() as connection:
            row = connection.execute(select(jobs).where(jobs.c.number == number)).first()
        return _job(row) if row is not None else None

    def page(
        self, *, states: Collection[str] = (), kinds: Collection[str] = (), offset: int = 0, limit: int = 50
    ) -> Page[Job]:
        """Return one page of jobs, the latest first."""
        wanted = [jobs.c[name].in_(list(those)) for name, those in (("state", states), ("kind", kinds)) if those]
        asked = select(jobs).where(*wanted).order_by(jobs.c.number.desc()).offset(offset).limit(limit)
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(jobs).where(*wanted)) or 0
            items = tuple(map(_job, connection.execute(asked)))
        return Page(items=items, total=total, offset=offset, limit=limit)

    def _change(self, number: int, worker: str, **values: Any) -> None:
        mine = (jobs.c.number == number, jobs.c.state == "running", jobs.c.worker == worker)
        with self._database.write() as connection:
            if connection.execute(update(jobs).where(*mine).values(**values)).rowcount != 1:
                raise StoreError(f"job {number} is not running at {worker}")


def _job(row: AnyRow) -> Job:
    return Job(
        number=row.number,
        kind=row.kind,
        payload=row.payload,
        state=row.state,
        attempts=row.attempts,
        created=row.created,
        due=row.due,
        until=row.until,
        worker=row.worker,
        progress=row.progress,
        error=row.error,
    )
