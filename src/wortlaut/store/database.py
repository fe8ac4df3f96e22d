"""A database and its two kinds of transactions: many read, one writes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from wortlaut.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
)

ENVIRONMENT = "WORTLAUT_DATABASE"
PATIENCE = 30.0
"""Seconds that a writer waits for another before it gives up."""
_CONNECTIONS, _MORE = 10, 30
_WRITERS_LOCK = 7_063_019_221  # any number, the same for all writers of one PostgreSQL database


def address(given: str | Path | None = None) -> URL:
    """Return the address of the database: what is given, else WORTLAUT_DATABASE, else a file in the data folder.

    >>> address("archiv.sqlite").database, address("postgresql://anna@db/archiv").drivername
    ('archiv.sqlite', 'postgresql+psycopg')
    """
    chosen = str(given) if given is not None else os.environ.get(ENVIRONMENT, "")
    if not chosen:
        import platformdirs

        chosen = str(platformdirs.user_data_path("wortlaut", appauthor=False) / "wortlaut.sqlite")
    if "://" not in chosen:
        return URL.create("sqlite", database=chosen)
    try:
        url = make_url(chosen)
    except ArgumentError:
        raise StoreUnreachable("this is no address of a database; try a file or postgresql+psycopg://…") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreUnreachable(f"Wortlaut keeps its store in SQLite or PostgreSQL, not in {url.get_backend_name()}")
    if url.get_backend_name() == "sqlite" and not url.database:
        raise StoreUnreachable("a database of SQLite needs a file")
    return url


class Database:
    """Transactions on one database, safe for many threads; errors become ``StoreError`` with a clear text."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.name = url.database or "" if self.is_sqlite else url.render_as_string(hide_password=True)
        self._engine = self._connected()
        self._writing = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database, whatever others write meanwhile."""
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the only writing connection; at the end all of it is on the disk, after an exception none."""
        with self._told(), self._turn(), self._engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def backup(self, target: Path) -> None:
        """Copy a SQLite database to a new file while others go on reading and writing.

        The copy appears under its name when it is whole. Raises StoreError where there is a file already.
        """
        if not self.is_sqlite:
            raise StoreError("PostgreSQL has its own tool for this: pg_dump")
        if target.exists():
            raise StoreError(f"{target} exists already; a backup does not overwrite")
        unfinished = target.with_name(target.name + ".part")
        with self._told():
            try:
                with self._engine.connect() as connection:
                    copy = sqlite3.connect(unfinished)
                    try:
                        source: Any = connection.connection.dbapi_connection
                        source.backup(copy)
                        copy.execute("PRAGMA journal_mode=DELETE")
                    finally:
                        copy.close()
                os.replace(unfinished, target)
            except BaseException:
                with suppress(OSError):
                    unfinished.unlink()
                raise

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of this process write one after the other, without waking up to ask the file."""
        if not self._writing.acquire(timeout=2 * PATIENCE):
            raise StoreLocked(f"{self.name}: somebody else writes to it all the time; try again")
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise explained(error, self.name) from error
        except OSError as error:
            raise StoreUnreachable(f"{self.name}: {error.strerror or error}") from error

    def _connected(self) -> Engine:
        try:
            engine = create_engine(
                self.url,
                pool_size=_CONNECTIONS,
                max_overflow=_MORE,
                pool_pre_ping=not self.is_sqlite,
                connect_args={"timeout": PATIENCE, "check_same_thread": False} if self.is_sqlite else {},
            )
        except (ModuleNotFoundError, NoSuchModuleError):
            raise StoreUnreachable("PostgreSQL needs a driver: pip install 'wortlaut[postgres]'") from None
        if self.is_sqlite:
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
        return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    """Set up a connection of SQLite: we begin transactions ourselves, readers do not block the writer."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "cache_size=-65536", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):  # a file that may only be read stays as it is
            connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


_CAUSES: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (("database is locked", "lock timeout", "database table is locked"), StoreLocked, "somebody else is writing to it"),
    (("malformed", "not a database", "corrupt"), StoreDamaged, "is damaged, or no database at all"),
    (("readonly", "read-only", "permission denied"), StoreReadOnly, "may be read but not written"),
    (("disk is full", "no space left", "disk full"), StoreFull, "there is no room left on the disk"),
    (
        ("unable to open", "could not connect", "connection failed", "failed to resolve"),
        StoreUnreachable,
        "cannot be opened",
    ),
    (("disk i/o error",), StoreUnreachable, "the disk does not answer"),
    (
        ("server closed the connection", "connection is lost", "terminating connection"),
        StoreUnreachable,
        "the server is gone",
    ),
)


def explained(error: Exception, name: str) -> StoreError:
    """Return an error of the database in words that a user can do something with."""
    cause = getattr(error, "orig", None) or error
    words = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    for signs, kind, told in _CAUSES:
        if any(sign in str(cause).lower() for sign in signs):
            return kind(f"{name}: {told} ({words})")
    return StoreError(f"{name}: {words}")
