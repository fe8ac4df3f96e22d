"""How values of Wortlaut lie in columns, the same on every database."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Row, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(words: str) -> str:
    r"""Replace what a database cannot hold (NUL, lone surrogates) by U+FFFD, one for one: all offsets stay true.

    >>> storable("a\0b")
    'a�b'
    """
    return words if words.isascii() and "\0" not in words else _UNSTORABLE.sub("\ufffd", words)


class Words(TypeDecorator[str]):
    """Any text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return text that the database can hold."""
        return None if value is None else storable(value)


class Key(Words):
    """Text compared code point by code point, as SQLite does anyway, so that prefixes are ranges."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of this database."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


class Json(TypeDecorator[Any]):
    """A small value of lists, objects, strings and numbers; equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the value as JSON."""
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the value of JSON."""
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as ISO 8601 in UTC: sorts as text, and every database gives back what it got."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the time in UTC; raises ValueError for one without a time zone."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time in the store needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        return None if value is None else datetime.fromisoformat(value)


Blob = LargeBinary
AnyRow = Row[*tuple[Any, ...]]
"""A row of a result; its columns are attributes."""


def json_text(value: Any) -> str:
    """Return a value as the one JSON text that it has here."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)
