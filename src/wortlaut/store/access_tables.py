"""The tables of who may come in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text

from wortlaut.store.schema import metadata
from wortlaut.store.types import Json, Moment, Words

accounts = Table(
    "accounts",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", Text, nullable=False),  # reader, reviewer, admin
    Column("password", Text, nullable=False),  # as argon2 writes it
    Column("disabled", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("secret", Text, primary_key=True),  # SHA-256 of what the cookie holds
    Column("account", Words, index=True),  # none: whoever has the link that the server printed
    Column("created", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("secret", Text, nullable=False, unique=True),  # SHA-256
    Column("account", Words, nullable=False, index=True),
    Column("label", Words, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("created", Moment, nullable=False),
    Column("until", Moment),
    sqlite_autoincrement=True,
)
