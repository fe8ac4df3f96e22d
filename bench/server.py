"""A PostgreSQL server of our own, on a socket in a folder of its own; nobody else's is touched.

It is the one that Debian installs (``apt-get install postgresql``), with the settings that it comes with.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text


@dataclass(slots=True)
class Server:
    """A server whose data lie in ``folder``; ``durable``: what is committed is on the disk."""

    programs: Path
    folder: Path
    durable: bool = True
    databases: int = field(default=0)

    def run(self, program: str, *words: str) -> None:
        """Run a program as somebody whom PostgreSQL lets."""
        command = [str(self.programs / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "nobody", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, timeout=120)

    def start(self) -> None:
        """Start the server; the first time, its files are made."""
        data = self.folder / "data"
        if not data.exists():
            if os.geteuid() == 0:
                nobody = pwd.getpwnam("nobody")
                os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.run("initdb", "-D", str(data), "-U", "wortlaut", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        options += "" if self.durable else " -c fsync=off"
        self.run("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server: ``fast`` as one should, ``immediate`` as if the power had failed."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def restarted(self) -> None:
        """Let the server die as if the power had failed, and come back."""
        self.stop()
        self.start()

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql+psycopg://wortlaut@/{database}?host={self.folder}"

    def new(self) -> str:
        """Make a database and return its address."""
        self.databases += 1
        return self.made(f"store{self.databases}")

    def made(self, name: str) -> str:
        """Make a database unless it is there; return its address."""
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            known = text("SELECT 1 FROM pg_database WHERE datname = :name")
            if connection.scalar(known, {"name": name}) is None:
                connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self.url(name)


def programs() -> Path | None:
    """Return the folder with the newest PostgreSQL's programs, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def serving(folder: Path | None = None, *, durable: bool = True) -> Iterator[Server]:
    """Give a running server, with what is in ``folder`` from before; without a folder it is thrown away afterwards.

    Raises FileNotFoundError where PostgreSQL is not installed.
    """
    found = programs()
    if found is None:
        raise FileNotFoundError("PostgreSQL is not installed (apt-get install postgresql)")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    where = folder.resolve() if folder is not None else Path(tempfile.mkdtemp(prefix="wl", dir="/tmp"))
    server = Server(programs=found, folder=where, durable=durable)
    try:
        server.start()
        try:
            yield server
        finally:
            server.stop("fast" if durable else "immediate")
    finally:
        if folder is None:
            shutil.rmtree(where, ignore_errors=True)
