"""The tables of codebooks, of what the machine proposes with them, and of the codings that are shown."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from wortlaut.store.schema import metadata
from wortlaut.store.types import Json, Moment, Words

codebooks = Table(
    "codebooks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("version", Words, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("told", Json, nullable=False),
    Column("added", Moment, nullable=False),
    # every version is kept; the one with the highest number counts
    Index(None, "id", "number"),
    sqlite_autoincrement=True,
)

proposals = Table(
    "proposals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", ForeignKey("articles.number", ondelete="CASCADE"), nullable=False),
    Column("codebook", Text, nullable=False),
    Column("hash", Text, nullable=False),
    # the run whose reading was coded: of another one the codings do not fit any more
    Column("run", Text, nullable=False),
    Column("made_by", Words, nullable=False),
    Column("codings", Json, nullable=False),
    Column("added", Moment, nullable=False),
    UniqueConstraint("article", "codebook"),
    Index(None, "codebook"),
    sqlite_autoincrement=True,
)
"""What the machine found in an article with a codebook, none as well as some."""

codings = Table(
    "codings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", ForeignKey("articles.number", ondelete="CASCADE"), nullable=False),
    Column("id", Words, nullable=False),
    Column("codebook", Text, nullable=False),
    Column("concept", Text, nullable=False),
    Column("agreement", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("finding", Words, nullable=False),
    # of the finding: kind of the statement or type of the event, certainty, who is spoken to
    Column("form", Text),
    Column("certainty", Text),
    Column("addressee", ForeignKey("sightings.number")),
    # [[start, end], …] of the words that prove it
    Column("evidence", Json, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    # whether a person said what it is
    Column("decided", Boolean, nullable=False),
    # of the article
    Column("day", Date),
    UniqueConstraint("article", "id"),
    Index(None, "codebook", "day"),
    Index(None, "codebook", "concept", "day"),
    Index(None, "addressee"),
    sqlite_autoincrement=True,
)
"""The codings of the shown reading, as people reviewed them."""

coding_actors = Table(
    "coding_actors",
    metadata,
    Column("coding", ForeignKey("codings.number", ondelete="CASCADE"), nullable=False),
    Column("sighting", ForeignKey("sightings.number"), nullable=False, index=True),
    PrimaryKeyConstraint("coding", "sighting"),
    sqlite_with_rowid=False,
)
"""Who takes a position."""
