"""Codebooks, what the machine proposes with them, and the codings that are shown."""

import sqlalchemy as sa
from alembic import op

from wortlaut.store.types import Json, Moment, Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables; nothing is coded yet."""
    op.create_table(
        "codebooks",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", Words(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("told", Json(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codebooks")),
        sa.UniqueConstraint("hash", name=op.f("uq_codebooks_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_codebooks_id_codebooks_number"), "codebooks", ["id", "number"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("made_by", Words(), nullable=False),
        sa.Column("codings", Json(), nullable=False),
        sa.Column("added", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_proposals_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_proposals")),
        sa.UniqueConstraint("article", "codebook", name=op.f("uq_proposals_article_codebook")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposals_codebook"), "proposals", ["codebook"], unique=False)
    op.create_table(
        "codings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("finding", Words(), nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("certainty", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Integer(), nullable=True),
        sa.Column("evidence", Json(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_codings_article_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["addressee"], ["sightings.number"], name=op.f("fk_codings_addressee_sightings")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codings")),
        sa.UniqueConstraint("article", "id", name=op.f("uq_codings_article_id")),
        sqlite_autoincrement=True,
    )
    for columns in (("codebook", "day"), ("codebook", "concept", "day"), ("addressee",)):
        name = op.f("_".join(("ix", *(f"codings_{column}" for column in columns))))
        op.create_index(name, "codings", list(columns), unique=False)
    op.create_table(
        "coding_actors",
        sa.Column("coding", sa.Integer(), nullable=False),
        sa.Column("sighting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding"], ["codings.number"], name=op.f("fk_coding_actors_coding_codings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sighting"], ["sightings.number"], name=op.f("fk_coding_actors_sighting_sightings")),
        sa.PrimaryKeyConstraint("coding", "sighting", name=op.f("pk_coding_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_coding_actors_sighting"), "coding_actors", ["sighting"], unique=False)
