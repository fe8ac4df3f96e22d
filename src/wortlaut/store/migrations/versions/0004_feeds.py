"""Feeds, what they name, and when hosts may be asked again."""

import sqlalchemy as sa
from alembic import op

from wortlaut.store.types import Moment, Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of feeds; jobs get a host."""
    keep = {"sqlite_autoincrement": True}
    lite = op.get_bind().dialect.name == "sqlite"  # there the table is made anew, so that constraints stay last
    with op.batch_alter_table("jobs", recreate="always" if lite else "never", table_kwargs=keep) as jobs:
        jobs.add_column(sa.Column("host", Words(), nullable=True))
    op.create_table(
        "hosts",
        sa.Column("name", Words(), nullable=False),
        sa.Column("free", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hosts")),
    )
    op.create_table(
        "feeds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("given", Words(), nullable=False),
        sa.Column("host", Words(), nullable=False),
        sa.Column("title", Words(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.Column("checked", Moment(), nullable=True),
        sa.Column("seen", Moment(), nullable=True),
        sa.Column("due", Moment(), nullable=False),
        sa.Column("etag", Words(), nullable=True),
        sa.Column("modified", Words(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", Words(), nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("worker", Words(), nullable=True),
        sa.Column("until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_feeds")),
        sa.UniqueConstraint("url", name=op.f("uq_feeds_url")),
    )
    op.create_index(op.f("ix_feeds_state_feeds_due"), "feeds", ["state", "due"], unique=False)
    op.create_table(
        "entries",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("feed", sa.Integer(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("seen", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.number"], name=op.f("fk_entries_feed_feeds"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_feed"), "entries", ["feed"], unique=False)
