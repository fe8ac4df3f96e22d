"""Bytes of a ``.dna`` file ↔ a database in memory; nothing is opened on a disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from wortlaut.errors import RecordError
from wortlaut.export.dna.columns import TABLES

_MAGIC = b"SQLite format 3\x00"
_LEAST = 512
_JOURNAL = slice(18, 20)
_NOT_DNA = "this is no file of the Discourse Network Analyzer"


@contextmanager
def opened(data: bytes) -> Iterator[sqlite3.Connection]:
    """Give a database of DNA 3 as a connection in memory.

    Raises RecordError for what is no database, a damaged one, one of DNA 2, or one of another program.
    """
    if not data.startswith(_MAGIC):
        raise RecordError(f"{_NOT_DNA}: it is no SQLite database")
    if len(data) < _LEAST:
        raise RecordError(f"the file is cut off after {len(data)} bytes; take another copy")
    image = bytearray(data)
    image[_JOURNAL] = b"\x01\x01"  # a file of write-ahead logging cannot be opened in memory otherwise
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.deserialize(bytes(image))
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")  # what breaks them is no damage
            problems = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
            if problems != ["ok"]:
                raise RecordError(f"the database is damaged: {problems[0]}; take another copy")
            _check_kind(connection)
            yield connection
        except sqlite3.Error as error:
            raise RecordError(f"the database is damaged: {error}; take another copy") from None


def made() -> sqlite3.Connection:
    """Return an empty database in memory with the tables of DNA 3; the caller closes it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for table, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {table}({columns})")
    return connection


def table_names(connection: sqlite3.Connection) -> set[str]:
    """Return the names of all tables (no views) in capitals."""
    return {row[0].upper() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _check_kind(connection: sqlite3.Connection) -> None:
    names = table_names(connection)
    if "CODERPERMISSIONS" in names:
        raise RecordError("this file is of DNA 2: open it once in DNA 3 and save it")
    if not {"SETTINGS", "DOCUMENTS", "STATEMENTS"} <= names:
        raise RecordError(f"{_NOT_DNA}, but a database of another program")
    found = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    version = str(found[0]) if found else ""
    if version.split(".")[0].isdigit() and not version.startswith("3."):
        raise RecordError(f"this file is of DNA {version}: open it once in DNA 3 and save it")
