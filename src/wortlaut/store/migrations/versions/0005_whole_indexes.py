"""Indexes that hold all that lists, timelines and dossiers of large archives count and order by."""

from alembic import op

revision = "0005"
down_revision = "0004"

_NEW = {
    "actors": (("articles",),),
    "articles": (("original", "day"), ("reviewed", "day")),
    "events": (("type", "day", "article"), ("reviewed", "confidence")),
    "sightings": (("actor", "day", "article"),),
    "statements": (("speaker", "day", "addressee"), ("addressee", "day", "speaker"), ("via", "day")),
}
_OLD = {
    "articles": (("original",),),
    "events": (("type", "day"),),
    "sightings": (("actor", "day"),),
    "statements": (("speaker",), ("addressee",), ("via",)),
}


def upgrade() -> None:
    """Make the new indexes, and drop those that they take the place of."""
    for table, indexes in _NEW.items():
        for columns in indexes:
            op.create_index(_name(table, columns), table, list(columns), unique=False)
    for table, indexes in _OLD.items():
        for columns in indexes:
            op.drop_index(_name(table, columns), table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_vocabulary_parts")
        op.execute('CREATE INDEX ix_vocabulary_parts ON vocabulary USING gin (term COLLATE "C" gin_trgm_ops)')


def _name(table: str, columns: tuple[str, ...]) -> str:
    return op.f("_".join(("ix", *(f"{table}_{column}" for column in columns))))
