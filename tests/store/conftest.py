"""Stores for tests: a SQLite file always, a real PostgreSQL server where Debian's packages are installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.server import Server, programs, serving
from wortlaut.store import Store


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a PostgreSQL server, or skip where there is none."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    with serving(durable=False) as own:  # durability is PostgreSQL's own business; the tests only need it quick
        yield own


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, one of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    server: Server = request.getfixturevalue("server")
    return server.new()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store on each database."""
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a SQLite file."""
    with Store.open(tmp_path / "store.sqlite") as opened:
        yield opened
