"""Stores for tests: a SQLite file always, a real PostgreSQL server where Debian's packages are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from wortlaut.store import Store


@dataclass(slots=True)
class Server:
    """A PostgreSQL server of our own on a socket in a folder of its own."""

    programs: Path
    folder: Path
    databases: int = field(default=0)

    def run(self, program: str, *words: str) -> None:
        """Run a program as somebody whom PostgreSQL lets."""
        command = [str(self.programs / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "nobody", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, timeout=120)

    def start(self) -> None:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        data = str(self.folder / "data")
        self.run("initdb", "-D", data, "-U", "wortlaut", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        # durability is PostgreSQL's own business; the tests only need it quick
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://wortlaut@/{database}?host={self.folder}"

    def new(self) -> str:
        """Make a database and return its address."""
        self.databases += 1
        name = f"store{self.databases}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self.url(name)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a PostgreSQL server, or skip where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="wl", dir="/tmp"))  # a socket's path must be short
    own = Server(programs=found[-1].parent, folder=folder)
    try:
        own.start()
        yield own
        own.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
