"""The tables, for every database; the full-text indexes beside them are in ``fts5`` and ``postgres``."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from wortlaut.store.types import Blob, Json, Key, Moment, Words

REVISION = "0006"
"""The newest migration: what this code reads and writes."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_article() -> Column[int]:
    return Column("article", ForeignKey("articles.number", ondelete="CASCADE"), nullable=False)


facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the store must remember about itself: the version of folding that its index was made with."""

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    # the first article with nearly the same words (itself if there is none): copies are shown once
    Column("original", Integer, nullable=False),
    Column("source", Words),
    Column("url", Words),
    Column("outlet", Words),
    Column("title", Words),
    Column("byline", Json, nullable=False),
    Column("dateline", Words),
    Column("day", Date),
    Column("latest", Date),
    Column("precision", Text),
    Column("fetched", Text),
    Column("language", Text, nullable=False),
    Column("added", Moment, nullable=False),
    # what the shown reading holds, for lists
    Column("statements", Integer, nullable=False, default=0),
    Column("events", Integer, nullable=False, default=0),
    Column("reviewed", Boolean, nullable=False, default=False),
    Index(None, "day", "number"),
    # lists count and order without looking into rows
    Index(None, "original", "day"),
    Index(None, "reviewed", "day"),
)

texts = Table(
    "texts",
    metadata,
    Column("article", ForeignKey("articles.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("paragraphs", Json, nullable=False),
    # [start, end, start, end, …] of the sentences, 4 bytes each, little-endian
    Column("sentences", Blob, nullable=False),
    # MinHash of the body, 4 bytes a number; empty for a text too short to compare
    Column("signature", Blob, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("hash", BigInteger, nullable=False),
    _of_article(),
    PrimaryKeyConstraint("hash", "article"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_article(),
    # '' and not NULL where unknown, so that the same place is the same row
    Column("url", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("title", Words),
    Column("day", Date),
    Column("added", Moment, nullable=False),
    UniqueConstraint("article", "url", "source", "outlet"),
    Index(None, "outlet", "article"),
    Index(None, "url"),
    Index(None, "source"),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("wortlaut", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("lexicon", Words, nullable=False),
    Column("options", Json, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_article(),
    Column("run", ForeignKey("runs.number"), nullable=False),
    # the public JSON, compressed by zlib
    Column("record", Blob, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("added", Moment, nullable=False),
    # the one whose statements, events and actors stand in the tables below
    Column("shown", Boolean, nullable=False),
    UniqueConstraint("article", "run"),
)

actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("gender", Text),
    Column("wikidata", Text),
    Column("articles", Integer, nullable=False, default=0, index=True),
    Column("mentions", Integer, nullable=False, default=0, index=True),
    Column("statements", Integer, nullable=False, default=0, index=True),
)

traits = Table(
    "traits",
    metadata,
    Column("actor", ForeignKey("actors.number", ondelete="CASCADE"), nullable=False),
    # name (best name of an article, weighed), form (any), word (folded, of any form), kind, gender, office
    Column("trait", Text, nullable=False),
    Column("value", Key, nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("actor", "trait", "value"),
    Index(None, "trait", "value"),
    sqlite_with_rowid=False,
)

sightings = Table(
    "sightings",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_article(),
    # the actor's id inside the reading (actor3), and the stable one that this article alone tells
    Column("local", Text, nullable=False),
    Column("base", Words, nullable=False, index=True),
    Column("nth", Integer, nullable=False),
    # whom it belongs to among all articles, after people's judgements
    Column("actor", ForeignKey("actors.number"), nullable=False),
    Column("name", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("gender", Text),
    Column("party", Text),
    Column("wikidata", Text),
    Column("names", Json, nullable=False),
    Column("offices", Json, nullable=False),
    Column("day", Date),
    Column("mentions", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    UniqueConstraint("article", "local"),
    Index(None, "actor", "day", "article"),
)


def _sighting(name: str) -> Column[int]:
    return Column(name, ForeignKey("sightings.number"))


statements = Table(
    "statements",
    metadata,
    # numbers are never used again: the index of words may still know an old one
    Column("number", Integer, primary_key=True),
    _of_article(),
    Column("id", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("medium", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("parent", Words),
    # [[start, end], …] of the words said
    Column("content", Json, nullable=False),
    Column("start", Integer, nullable=False),
    _sighting("speaker"),
    Column("speaker_name", Words),
    _sighting("addressee"),
    Column("addressee_name", Words),
    _sighting("via"),
    Column("via_name", Words),
    Column("confidence", Float, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    # of the article
    Column("day", Date),
    Column("reviewed", Boolean, nullable=False, default=False),
    UniqueConstraint("article", "id"),
    Index(None, "day", "number"),
    Index(None, "kind", "day"),
    Index(None, "certainty", "day"),
    Index(None, "reviewed", "confidence"),
    # whole indexes: somebody who is quoted every day has too many rows to look into each
    Index(None, "speaker", "day", "addressee"),
    Index(None, "addressee", "day", "speaker"),
    Index(None, "via", "day"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_article(),
    Column("id", Words, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("object", Words),
    Column("place", Words),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    # ids inside the reading: the statement that tells it, the event that it answers
    Column("source", Words),
    Column("answers", Words),
    Column("confidence", Float, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    # when it happened if the text tells it, else the day of the article
    Column("day", Date),
    Column("reviewed", Boolean, nullable=False, default=False),
    UniqueConstraint("article", "id"),
    Index(None, "type", "day", "article"),
    Index(None, "day", "number"),
    Index(None, "reviewed", "confidence"),
    sqlite_autoincrement=True,
)

parts = Table(
    "parts",
    metadata,
    Column("event", ForeignKey("events.number", ondelete="CASCADE"), nullable=False),
    Column("role", Text, nullable=False),  # initiator, recipient, place
    Column("sighting", ForeignKey("sightings.number"), nullable=False, index=True),
    PrimaryKeyConstraint("event", "role", "sighting"),
    sqlite_with_rowid=False,
)
"""Who takes part in an event."""

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _of_article(),
    Column("run", Text, nullable=False),
    # kind, evidence, id and label, as ``record.review`` writes them
    Column("target", Json),
    Column("verdict", Text, nullable=False),
    Column("correction", Json),
    Column("reviewer", Words, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("withdraws", Text),
    Column("note", Words),
    Index(None, "article"),
)

doubts = Table(
    "doubts",
    metadata,
    Column("number", Integer, primary_key=True),
    _of_article(),
    Column("kind", Text, nullable=False),  # statement, event, mention, orphan
    # the id inside the shown reading; of an orphan, that of the review
    Column("finding", Words, nullable=False),
    Column("start", Integer, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    Index(None, "kind", "doubt", "number"),
    Index(None, "article"),
)
"""What a person should look at: a view of the shown reading and its reviews, as statements and events are."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("verdict", Text, nullable=False),
    Column("first", Words, nullable=False),
    Column("second", Words, nullable=False),
    Column("reviewer", Words, nullable=False),
    # as it was given, with its zone: the id is made of it
    Column("at", Text, nullable=False),
    Column("withdraws", Text),
    Column("note", Words),
)

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", Json),
    Column("state", Text, nullable=False),  # waiting, running, done, failed
    Column("attempts", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    # a running job whose time is over belongs to nobody any more
    Column("until", Moment),
    Column("worker", Words),
    Column("progress", Json),
    Column("error", Words),
    # whom the job asks for something: one job at a time, and a pause after it
    Column("host", Words),
    Index(None, "state", "due"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("who", Words, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Words),
    Column("details", Json),
    sqlite_autoincrement=True,
)
"""Who did what, append only."""

vocabulary = Table(
    "vocabulary",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("term", Text, nullable=False, unique=True),
)
"""Every folded word of the index once: parts of compounds are looked for here."""
