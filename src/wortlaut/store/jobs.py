"""Work to be done: given to one worker at a time, given out again if he falls silent.

A job that asks something of a host is given out only while nobody else asks that host, and after the pause that it
wants; ``hosts`` says until when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, or_, select, update

from wortlaut.errors import StoreError
from wortlaut.store.database import Database
from wortlaut.store.feed_tables import hosts
from wortlaut.store.rows import Job, Page
from wortlaut.store.schema import jobs
from wortlaut.store.types import AnyRow

LEASE = 60.0
"""Seconds after which a job that nobody has heard of may go to another worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A job to be written: its kind, what it is about, the host that it will ask."""

    kind: str
    payload: Any
    host: str | None = None


class Jobs:
    """The queue of a store; it survives restarts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(
        self,
        kind: str,
        payload: Any,
        *,
        host: str | None = None,
        due: datetime | None = None,
        at: datetime | None = None,
    ) -> int:
        """Write a job that waits until ``due`` and return its number."""
        now = at or datetime.now(UTC)
        with self._database.write() as connection:
            (number,) = write_orders(connection, [Order(kind=kind, payload=payload, host=host)], due or now, now)
        return number

    def claim(
        self, worker: str, kinds: Collection[str] = (), *, lease: float = LEASE, at: datetime | None = None
    ) -> Job | None:
        """Give the oldest job that is due to ``worker`` for ``lease`` seconds, None if there is none."""
        now = at or datetime.now(UTC)
        abandoned = and_(jobs.c.state == "running", jobs.c.until < now)
        conditions: list[ColumnElement[bool]] = [
            or_(and_(jobs.c.state == "waiting", jobs.c.due <= now), abandoned),
            may_be_asked(jobs.c.host, now),
        ]
        if kinds:
            conditions.append(jobs.c.kind.in_(list(kinds)))
        first = select(jobs.c.number).where(*conditions).order_by(jobs.c.due, jobs.c.number).limit(1)
        with self._database.read() as connection:
            if connection.scalar(first) is None:
                return None  # asking often must not keep others from writing
        until = now + timedelta(seconds=lease)
        taken = {"state": "running", "worker": worker, "until": until, "error": None}
        with self._database.write() as connection:
            number = connection.scalar(first)
            if number is None:
                return None
            connection.execute(
                update(jobs).where(jobs.c.number == number).values(**taken, attempts=jobs.c.attempts + 1)
            )
            found = _job(connection.execute(select(jobs).where(jobs.c.number == number)).one())
            occupy(connection, found.host, until)
            return found

    def soonest(self, kinds: Collection[str] = (), *, at: datetime | None = None) -> datetime | None:
        """Return when the next waiting job can be claimed, its host considered; None if none waits."""
        now = at or datetime.now(UTC)
        wanted = [jobs.c.state == "waiting"] + ([jobs.c.kind.in_(list(kinds))] if kinds else [])
        ready = case((hosts.c.free > jobs.c.due, hosts.c.free), else_=jobs.c.due)
        joined = jobs.outerjoin(hosts, hosts.c.name == jobs.c.host)
        with self._database.read() as connection:
            found = connection.scalar(select(func.min(ready, type_=jobs.c.due.type)).select_from(joined).where(*wanted))
        return max(found, now) if found is not None else None

    def hold(self, number: int, worker: str, *, lease: float = LEASE, at: datetime | None = None) -> None:
        """Have a job, and its host, for another ``lease`` seconds; raises StoreError if it is lost."""
        until = (at or datetime.now(UTC)) + timedelta(seconds=lease)
        self._change(number, worker, free=until, until=until)

    def progress(
        self, number: int, worker: str, value: Any = None, *, lease: float = LEASE, at: datetime | None = None
    ) -> None:
        """Tell how far a job is, and have it for another ``lease`` seconds; raises StoreError if it is lost."""
        until = (at or datetime.now(UTC)) + timedelta(seconds=lease)
        self._change(number, worker, free=until, progress=value, until=until)

    def finish(
        self,
        number: int,
        worker: str,
        value: Any = None,
        *,
        then: Sequence[Order] = (),
        rest: float = 0.0,
        at: datetime | None = None,
    ) -> None:
        """Say that a job is done; ``value`` is its last progress.

        ``then`` are the jobs that follow from it, written together with this; its host is left alone for ``rest``
        seconds.
        """
        now = at or datetime.now(UTC)
        free = now + timedelta(seconds=rest)
        self._change(number, worker, free=free, then=then, now=now, state="done", progress=value, until=None)

    def fail(
        self,
        number: int,
        worker: str,
        error: str,
        *,
        again_in: float | None = None,
        rest: float = 0.0,
        at: datetime | None = None,
    ) -> None:
        """Say that a job went wrong: for good, or to be tried again in so many seconds."""
        now = at or datetime.now(UTC)
        values: dict[str, Any] = {"state": "failed", "error": error, "until": None}
        if again_in is not None:
            values |= {"state": "waiting", "due": now + timedelta(seconds=again_in)}
        self._change(number, worker, free=now + timedelta(seconds=rest), **values)

    def release(self, number: int, worker: str) -> None:
        """Give a job back undone, as if nobody had taken it."""
        self._change(number, worker, state="waiting", until=None, attempts=jobs.c.attempts - 1)

    def retry(self, number: int | None = None, *, at: datetime | None = None) -> int:
        """Let a failed job, or all of them, and those that wait for another try, begin anew; return how many."""
        now = at or datetime.now(UTC)
        stuck = or_(jobs.c.state == "failed", and_(jobs.c.state == "waiting", jobs.c.error.is_not(None)))
        which = [stuck] if number is None else [stuck, jobs.c.number == number]
        with self._database.write() as connection:
            again = update(jobs).where(*which).values(state="waiting", attempts=0, due=now, worker=None)
            return connection.execute(again).rowcount

    def forget(self, before: datetime) -> int:
        """Remove the jobs that were done, and the hosts that are free, since before a moment; return how many jobs."""
        with self._database.write() as connection:
            connection.execute(delete(hosts).where(hosts.c.free < before))
            return connection.execute(delete(jobs).where(jobs.c.state == "done", jobs.c.created < before)).rowcount

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

    def _change(
        self,
        number: int,
        worker: str,
        *,
        free: datetime | None = None,
        then: Sequence[Order] = (),
        now: datetime | None = None,
        **values: Any,
    ) -> None:
        mine = (jobs.c.number == number, jobs.c.state == "running", jobs.c.worker == worker)
        with self._database.write() as connection:
            if connection.execute(update(jobs).where(*mine).values(**values)).rowcount != 1:
                raise StoreError(f"job {number} is not running at {worker}")
            if free is not None:
                occupy(connection, connection.scalar(select(jobs.c.host).where(jobs.c.number == number)), free)
            if then:
                moment = now or datetime.now(UTC)
                write_orders(connection, then, moment, moment)


def write_orders(connection: Connection, orders: Iterable[Order], due: datetime, now: datetime) -> list[int]:
    """Write jobs and return their numbers."""
    common = {"state": "waiting", "attempts": 0, "created": now, "due": due}
    rows = [{"kind": one.kind, "payload": one.payload, "host": one.host, **common} for one in orders]
    if not rows:
        return []
    added = insert(jobs).returning(jobs.c.number, sort_by_parameter_order=True)
    return [int(number) for number in connection.scalars(added, rows)]


def may_be_asked(host: ColumnElement[str], now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody asks a host just now, and that it does not rest."""
    return or_(host.is_(None), host.not_in(select(hosts.c.name).where(hosts.c.free > now)))


def occupy(connection: Connection, host: str | None, until: datetime) -> None:
    """Let nobody else ask a host until then."""
    if host is None:
        return
    if connection.execute(update(hosts).where(hosts.c.name == host).values(free=until)).rowcount == 0:
        connection.execute(insert(hosts).values(name=host, free=until))


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
        host=row.host,
    )
