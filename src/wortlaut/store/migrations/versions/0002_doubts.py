"""The queue of a review: what to look at first."""

import sqlalchemy as sa
from alembic import op

from wortlaut.store.types import Json, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and put everything that nobody has looked at into it."""
    op.create_table(
        "doubts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("finding", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.Column("reasons", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name=op.f("fk_doubts_article_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_doubts")),
    )
    for kind in ("statement", "event"):
        op.execute(
            "INSERT INTO doubts (article, kind, finding, start, doubt, reasons) "
            f"SELECT article, '{kind}', id, start, 1 - confidence, '[\"confidence\"]' "
            f"FROM {kind}s WHERE NOT reviewed ORDER BY number"
        )
    op.create_index(
        op.f("ix_doubts_kind_doubts_doubt_doubts_number"), "doubts", ["kind", "doubt", "number"], unique=False
    )
    op.create_index(op.f("ix_doubts_article"), "doubts", ["article"], unique=False)
