"""The archive: articles, readings and what people make of them, in SQLite or PostgreSQL.

In: Reading, Judgement, Review, jobs; a Query.
Out: the same again, and rows, pages and hits (``store/rows.py``).
Never: reads an article, decides about a finding, prints; the only door to SQLAlchemy and Alembic.
"""

from wortlaut.record import run_id
from wortlaut.store.codings import Position
from wortlaut.store.facets import Facets
from wortlaut.store.jobs import Order
from wortlaut.store.profiles import Done, Quoted
from wortlaut.store.rows import (
    ActorRow,
    Added,
    ArticleRow,
    AuditRow,
    CodingRow,
    Dossier,
    EventRow,
    FeedRow,
    Hit,
    Info,
    Job,
    Page,
    Passage,
    Place,
    Query,
    QueueRow,
    Sighting,
    StatementRow,
    StoredReading,
    Who,
)
from wortlaut.store.store import Store
from wortlaut.store.times import Pair, Scope

__all__ = [
    "ActorRow",
    "Added",
    "ArticleRow",
    "AuditRow",
    "CodingRow",
    "Done",
    "Dossier",
    "EventRow",
    "Facets",
    "FeedRow",
    "Hit",
    "Info",
    "Job",
    "Order",
    "Page",
    "Pair",
    "Passage",
    "Place",
    "Position",
    "Query",
    "QueueRow",
    "Quoted",
    "Scope",
    "Sighting",
    "StatementRow",
    "Store",
    "StoredReading",
    "Who",
    "run_id",
]
