"""The tables of feeds: what is watched, what it named, and when hosts may be asked again."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from wortlaut.store.schema import metadata
from wortlaut.store.types import Moment, Words

hosts = Table(
    "hosts",
    metadata,
    Column("name", Words, primary_key=True),
    # from then on it may be asked again; while somebody asks it, when his time is over
    Column("free", Moment, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("number", Integer, primary_key=True),
    # where it is now; ``given`` is what somebody asked to watch: a page, or where it was before it moved
    Column("url", Words, nullable=False, unique=True),
    Column("given", Words, nullable=False),
    Column("host", Words, nullable=False),
    Column("title", Words),
    Column("state", Text, nullable=False),  # active, paused, gone
    Column("every", Integer, nullable=False),  # seconds
    Column("added", Moment, nullable=False),
    Column("checked", Moment),
    Column("seen", Moment),  # the last good answer
    Column("due", Moment, nullable=False),
    Column("etag", Words),
    Column("modified", Words),
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("error", Words),
    Column("articles", Integer, nullable=False, default=0),  # that it has named so far
    Column("worker", Words),
    Column("until", Moment),
    Index(None, "state", "due"),
)

entries = Table(
    "entries",
    metadata,
    # hash of the address (``intake.address_key``): whichever feed names it, it is fetched once
    Column("key", Text, primary_key=True),
    Column("feed", ForeignKey("feeds.number", ondelete="SET NULL"), index=True),
    # hash of what the feed says of its last change
    Column("mark", Text, nullable=False),
    Column("seen", Moment, nullable=False),
)
