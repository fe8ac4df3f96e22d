"""The first tables."""

import sqlalchemy as sa
from alembic import op

from wortlaut.store.types import Json, Key, Moment, Words

revision = "0001"
down_revision = None

_UNITS = ("article", "statement", "event")


def upgrade() -> None:
    """Make all tables and the index of words."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for unit in _UNITS:
            op.execute(
                f"CREATE VIRTUAL TABLE {unit}_words USING fts5("
                "head, lemmas, forms, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        op.execute("CREATE VIRTUAL TABLE vocabulary_parts USING fts5(term, content='', tokenize='trigram')")
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for unit in _UNITS:
            op.execute(f"CREATE TABLE {unit}_words (number integer PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{unit}_words_words ON {unit}_words USING gin (words)")
        op.execute("CREATE INDEX ix_vocabulary_parts ON vocabulary USING gin (term gin_trgm_ops)")


def _tables() -> None:
    op.create_table(
        "actors",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actors")),
        sa.UniqueConstraint("id", name=op.f("uq_actors_id")),
    )
    op.create_index(op.f("ix_actors_mentions"), "actors", ["mentions"], unique=False)
    op.create_index(op.f("ix_actors_statements"), "actors", ["statements"], unique=False)
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("source", Words(), nullable=True),
        sa.Column("url", Words(), nullable=True),
        sa.Column("outlet", Words(), nullable=True),
        sa.Column("title", Words(), nullable=True),
        sa.Column("byline", Json(), nullable=False),
        sa.Column("dateline", Words(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_day_articles_number"), "articles", ["day", "number"], unique=False)
    op.create_index(op.f("ix_articles_original"), "articles", ["original"], unique=False)
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", Words(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("target", Words(), nullable=True),
        sa.Column("details", Json(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", Json(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("due", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.Column("worker", Words(), nullable=True),
        sa.Column("progress", Json(), nullable=True),
        sa.Column("error", Words(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_jobs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_jobs_state_jobs_due"), "jobs", ["state", "due"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("first", Words(), nullable=False),
        sa.Column("second", Words(), nullable=False),
        sa.Column("reviewer", Words(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("withdraws", sa.Text(), nullable=True),
        sa.Column("note", Words(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
    )
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("wortlaut", Words(), nullable=False),
        sa.Column("model", Words(), nullable=False),
        sa.Column("lexicon", Words(), nullable=False),
        sa.Column("options", Json(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
        sa.UniqueConstraint("id", name=op.f("uq_runs_id")),
    )
    op.create_table(
        "vocabulary",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_vocabulary")),
        sa.UniqueConstraint("term", name=op.f("uq_vocabulary_term")),
    )
    op.create_table(
        "bands",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_bands_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", "article", name=op.f("pk_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("object", Words(), nullable=True),
        sa.Column("place", Words(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("source", Words(), nullable=True),
        sa.Column("answers", Words(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_events_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
        sa.UniqueConstraint("article", "id", name=op.f("uq_events_article_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_day_events_number"), "events", ["day", "number"], unique=False)
    op.create_index(op.f("ix_events_type_events_day"), "events", ["type", "day"], unique=False)
    op.create_table(
        "places",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("outlet", Words(), nullable=False),
        sa.Column("title", Words(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("added", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_places_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_places")),
        sa.UniqueConstraint("article", "url", "source", "outlet", name=op.f("uq_places_article_url_source_outlet")),
    )
    op.create_index(op.f("ix_places_outlet_places_article"), "places", ["outlet", "article"], unique=False)
    op.create_index(op.f("ix_places_source"), "places", ["source"], unique=False)
    op.create_index(op.f("ix_places_url"), "places", ["url"], unique=False)
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_readings_article_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_readings_run_runs")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readings")),
        sa.UniqueConstraint("article", "run", name=op.f("uq_readings_article_run")),
    )
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("target", Words(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("correction", Json(), nullable=True),
        sa.Column("reviewer", Words(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdraws", sa.Text(), nullable=True),
        sa.Column("note", Words(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_reviews_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reviews")),
        sa.UniqueConstraint("id", name=op.f("uq_reviews_id")),
    )
    op.create_index(op.f("ix_reviews_article"), "reviews", ["article"], unique=False)
    op.create_index(op.f("ix_reviews_reviewer"), "reviews", ["reviewer"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("base", Words(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.Column("names", Json(), nullable=False),
        sa.Column("offices", Json(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_sightings_actor_actors")),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_sightings_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sightings")),
        sa.UniqueConstraint("article", "local", name=op.f("uq_sightings_article_local")),
    )
    op.create_index(op.f("ix_sightings_actor_sightings_day"), "sightings", ["actor", "day"], unique=False)
    op.create_index(op.f("ix_sightings_base"), "sightings", ["base"], unique=False)
    op.create_table(
        "texts",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("paragraphs", Json(), nullable=False),
        sa.Column("sentences", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_texts_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_texts")),
    )
    op.create_table(
        "traits",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("trait", sa.Text(), nullable=False),
        sa.Column("value", Key(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_traits_actor_actors"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor", "trait", "value", name=op.f("pk_traits")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_traits_trait_traits_value"), "traits", ["trait", "value"], unique=False)
    op.create_table(
        "parts",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("sighting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_parts_event_events"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sighting"], ["sightings.number"], name=op.f("fk_parts_sighting_sightings")),
        sa.PrimaryKeyConstraint("event", "role", "sighting", name=op.f("pk_parts")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_parts_sighting"), "parts", ["sighting"], unique=False)
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("parent", Words(), nullable=True),
        sa.Column("content", Json(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Integer(), nullable=True),
        sa.Column("speaker_name", Words(), nullable=True),
        sa.Column("addressee", sa.Integer(), nullable=True),
        sa.Column("addressee_name", Words(), nullable=True),
        sa.Column("via", sa.Integer(), nullable=True),
        sa.Column("via_name", Words(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["addressee"], ["sightings.number"], name=op.f("fk_statements_addressee_sightings")),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_statements_article_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["speaker"], ["sightings.number"], name=op.f("fk_statements_speaker_sightings")),
        sa.ForeignKeyConstraint(["via"], ["sightings.number"], name=op.f("fk_statements_via_sightings")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statements")),
        sa.UniqueConstraint("article", "id", name=op.f("uq_statements_article_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_statements_addressee"), "statements", ["addressee"], unique=False)
    op.create_index(op.f("ix_statements_day_statements_number"), "statements", ["day", "number"], unique=False)
    op.create_index(op.f("ix_statements_kind_statements_day"), "statements", ["kind", "day"], unique=False)
    op.create_index(op.f("ix_statements_certainty_statements_day"), "statements", ["certainty", "day"], unique=False)
    op.create_index(
        op.f("ix_statements_reviewed_statements_confidence"), "statements", ["reviewed", "confidence"], unique=False
    )
    op.create_index(op.f("ix_statements_speaker"), "statements", ["speaker"], unique=False)
    op.create_index(op.f("ix_statements_via"), "statements", ["via"], unique=False)
