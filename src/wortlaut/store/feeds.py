"""The feeds that are watched, their state, and what they named already."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, or_, select, update

from wortlaut.errors import StoreError
from wortlaut.store.database import Database
from wortlaut.store.feed_tables import entries, feeds, hosts
from wortlaut.store.jobs import LEASE, Order, may_be_asked, occupy, write_orders
from wortlaut.store.rows import FeedRow, FeedState
from wortlaut.store.schema import places
from wortlaut.store.types import AnyRow

EVERY = 1800
"""Seconds between two questions to a feed, where nobody says otherwise."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What became of a feed when it was asked: everything about it that is new."""

    url: str
    host: str
    title: str | None
    state: FeedState
    etag: str | None
    modified: str | None
    failures: int
    error: str | None
    due: datetime
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An article that a feed names: its address, the key by which it is known again, what changes when it changes."""

    key: str
    mark: str
    order: Order
    url: str


class Feeds:
    """The feeds of a store; a question to a feed is given to one worker at a time, like a job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, url: str, host: str, *, every: int = EVERY, at: datetime | None = None) -> tuple[FeedRow, bool]:
        """Watch an address from now on; return its feed, and whether it is new. One that was paused or gone goes on."""
        now = at or datetime.now(UTC)
        same = select(feeds).where(or_(feeds.c.url == url, feeds.c.given == url))
        same = same.order_by((feeds.c.url == url).desc()).limit(1)
        with self._database.write() as connection:
            known = connection.execute(same).first()
            if known is None:
                row = {"url": url, "given": url, "host": host, "state": "active", "every": every}
                connection.execute(insert(feeds).values(**row, added=now, due=now, failures=0, articles=0))
            elif known.state != "active":
                fresh = {"state": "active", "due": now, "failures": 0, "error": None}
                connection.execute(update(feeds).where(feeds.c.number == known.number).values(**fresh))
            found = connection.execute(same).one()
        return _feed(found), known is None

    def all(self) -> tuple[FeedRow, ...]:
        """Return all feeds by their titles and addresses."""
        with self._database.read() as connection:
            rows = connection.execute(select(feeds).order_by(func.lower(func.coalesce(feeds.c.title, feeds.c.url))))
            return tuple(map(_feed, rows))

    def feed(self, which: int | str) -> FeedRow | None:
        """Return the feed with this number or address."""
        same = feeds.c.number == which if isinstance(which, int) else or_(feeds.c.url == which, feeds.c.given == which)
        with self._database.read() as connection:
            row = connection.execute(select(feeds).where(same).limit(1)).first()
        return _feed(row) if row is not None else None

    def remove(self, number: int) -> bool:
        """Forget a feed; its articles stay. Return whether it was there."""
        with self._database.write() as connection:
            return connection.execute(delete(feeds).where(feeds.c.number == number)).rowcount == 1

    def pause(self, number: int) -> bool:
        """Ask a feed no more until it is resumed; return whether it is there."""
        return self._set(number, state="paused")

    def resume(self, number: int, *, at: datetime | None = None) -> bool:
        """Ask a feed again, from now on; return whether it is there."""
        return self._set(number, state="active", due=at or datetime.now(UTC), failures=0, error=None)

    def claim(
        self, worker: str, *, only: int | None = None, lease: float = LEASE, at: datetime | None = None
    ) -> FeedRow | None:
        """Give the feed that has been due for longest to ``worker``, None if there is none.

        ``only`` this feed, due or not; None also where its host is busy.
        """
        now = at or datetime.now(UTC)
        free = or_(feeds.c.until.is_(None), feeds.c.until < now)
        due = _due(now) if only is None else feeds.c.number == only
        first = select(feeds).where(due, free, may_be_asked(feeds.c.host, now)).order_by(feeds.c.due, feeds.c.number)
        with self._database.read() as connection:
            if connection.execute(first.limit(1)).first() is None:
                return None
        until = now + timedelta(seconds=lease)
        with self._database.write() as connection:
            row = connection.execute(first.limit(1)).first()
            if row is None:
                return None
            connection.execute(update(feeds).where(feeds.c.number == row.number).values(worker=worker, until=until))
            occupy(connection, row.host, until)
        return _feed(row)

    def hold(self, number: int, worker: str, *, lease: float = LEASE, at: datetime | None = None) -> None:
        """Have a feed, and its host, for another ``lease`` seconds; raises StoreError if it is lost."""
        until = (at or datetime.now(UTC)) + timedelta(seconds=lease)
        with self._database.write() as connection:
            if connection.execute(update(feeds).where(*_mine(number, worker)).values(until=until)).rowcount != 1:
                raise StoreError(f"feed {number} is not asked by {worker}")
            occupy(connection, connection.scalar(select(feeds.c.host).where(feeds.c.number == number)), until)

    def polled(
        self,
        number: int,
        worker: str,
        polled: Polled,
        named: Sequence[Named] = (),
        *,
        rest: float = 0.0,
        at: datetime | None = None,
    ) -> int:
        """Write what a feed said, and a job for each article that is new or changed: all of it or nothing.

        Return how many jobs. A feed that moved to where another one is has gone. ``rest`` seconds the host is left
        alone. Raises StoreError where somebody else asks it by now.
        """
        now = at or datetime.now(UTC)
        with self._database.write() as connection:
            asked = connection.execute(select(feeds).where(*_mine(number, worker))).first()
            if asked is None:
                raise StoreError(f"feed {number} is not asked by {worker}")
            values = {name: value for name, value in asdict(polled).items() if name != "answered"}
            taken = connection.scalar(select(feeds.c.number).where(feeds.c.url == polled.url, feeds.c.number != number))
            if taken is not None:
                told = f"gone: it is now at {polled.url}, which is watched already"
                values |= {"url": asked.url, "host": asked.host, "state": "gone", "error": told}
            elif asked.state == "paused":
                values["state"] = "paused"  # by somebody, meanwhile
            orders: list[Order] = []
            for start in range(0, len(named) if taken is None else 0, _AT_ONCE):
                orders += _news(connection, number, named[start : start + _AT_ONCE], now)
            write_orders(connection, orders, now, now)
            occupy(connection, asked.host, now + timedelta(seconds=rest))
            seen = {"seen": now} if polled.answered else {}
            more = {"articles": feeds.c.articles + len(orders), "checked": now, "worker": None, "until": None}
            connection.execute(update(feeds).where(feeds.c.number == number).values(**values, **seen, **more))
        return len(orders)

    def soonest(self, *, at: datetime | None = None) -> datetime | None:
        """Return when the next feed can be claimed, None if none is watched."""
        now = at or datetime.now(UTC)
        ready = case((hosts.c.free > feeds.c.due, hosts.c.free), else_=feeds.c.due)
        asked = select(func.min(ready, type_=feeds.c.due.type)).select_from(
            feeds.outerjoin(hosts, hosts.c.name == feeds.c.host)
        )
        idle = or_(feeds.c.until.is_(None), feeds.c.until < now)
        with self._database.read() as connection:
            found = connection.scalar(asked.where(feeds.c.state == "active", idle))
        return max(found, now) if found is not None else None

    def _set(self, number: int, **values: object) -> bool:
        with self._database.write() as connection:
            return connection.execute(update(feeds).where(feeds.c.number == number).values(**values)).rowcount == 1


def _news(connection: Connection, feed: int, named: Sequence[Named], now: datetime) -> list[Order]:
    """Remember what a feed names; return the orders for what is new or has changed."""
    told = {_hash(one.key): one for one in named}
    asked = select(entries.c.key, entries.c.mark).where(entries.c.key.in_(told))
    known = {row.key: row.mark for row in connection.execute(asked)}
    urls = [one.url for one in named]
    there = {
        url
        for column in (places.c.url, places.c.source)
        for url in connection.scalars(select(column).where(column.in_(urls)))
    }
    fresh = {key: one for key, one in told.items() if key not in known}
    changed = {key: one for key, one in told.items() if key in known and known[key] != _hash(one.mark)}
    if fresh:
        rows = [{"key": key, "feed": feed, "mark": _hash(one.mark), "seen": now} for key, one in fresh.items()]
        connection.execute(insert(entries), rows)
    for key, one in changed.items():
        connection.execute(update(entries).where(entries.c.key == key).values(mark=_hash(one.mark)))
    return [*(one.order for one in fresh.values() if one.url not in there), *(one.order for one in changed.values())]


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(feeds.c.state == "active", feeds.c.due <= now)


def _mine(number: int, worker: str) -> tuple[ColumnElement[bool], ...]:
    return feeds.c.number == number, feeds.c.worker == worker, feeds.c.until.is_not(None)


def _hash(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _feed(row: AnyRow) -> FeedRow:
    return FeedRow(
        number=row.number,
        url=row.url,
        given=row.given,
        title=row.title,
        state=row.state,
        every=row.every,
        added=row.added,
        checked=row.checked,
        seen=row.seen,
        due=row.due,
        etag=row.etag,
        modified=row.modified,
        failures=row.failures,
        error=row.error,
        articles=row.articles,
    )
