"""Which version of the tables a database has, and how it gets the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from wortlaut.errors import StoreDamaged, StoreNewer, StoreOutdated
from wortlaut.store.schema import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """Return the version of the tables, None for an empty database; raises StoreDamaged for somebody else's."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or "articles" not in tables:
        raise StoreDamaged("this database holds something else, not a store of Wortlaut")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def demand(revision: str | None, name: str) -> None:
    """Raise StoreOutdated or StoreNewer unless ``revision`` is what this code works with."""
    if revision == REVISION:
        return
    if revision is None or revision < REVISION:
        raise StoreOutdated(f"{name} was made by an older Wortlaut; back it up and run: wortlaut db upgrade")
    raise StoreNewer(f"{name} was made by a newer Wortlaut (version {revision} of the tables); install that one")


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest version, in the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
