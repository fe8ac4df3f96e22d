"""kill -9 at random moments while articles are added: what was acknowledged is there and whole.

    python -m bench.crashes [--ingests 200] [--on sqlite|postgresql] [--samples RECORDS] [--seed 6] [--write]

A process of its own adds one article after the other and acknowledges each. After some of them it is killed, at a
random moment of the next, and another one goes on behind the last acknowledged article, until all are in. With
PostgreSQL every third time it is the server that dies (``pg_ctl stop -m immediate``, as if the power had failed) and
comes back.

Then ``Store.check`` must find nothing, and every acknowledged article must have its text, its record, its statements
and events, and be found by the words of its headline. What was written and not yet acknowledged may be there: one for
each kill.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from bench.archive import samples_of
from bench.results import dated, written
from bench.server import serving
from bench.variations import Variations
from wortlaut.errors import StoreUnreachable
from wortlaut.export import readings_from_json, record_json
from wortlaut.record import Reading
from wortlaut.store import Query, Store

_TOGETHER = 5  # ingests of a process at most
_EVERY = 3  # every third time it is the server
_FIRST_GUESS = 0.3  # seconds of an ingest
_DEADLOCKED = 600.0  # seconds
_PRELOADED = ["wortlaut.store", "wortlaut.export", "wortlaut.resolve.register", "alembic.command"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some ingests: ``lost`` and ``broken`` are acknowledged articles, ``wrong`` what check says."""

    acknowledged: int
    kills: int
    servers_killed: int
    unacknowledged: int
    lost: tuple[str, ...]
    broken: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is lost or broken."""
        return not (self.lost or self.broken or self.wrong) and self.unacknowledged <= self.kills


def ingest(url: str, records: Path, first: int, acknowledge: Connection) -> None:
    """Add the articles of a file of records from the ``first`` on, one by one."""
    lines = records.read_bytes().splitlines()[first:]
    with Store.open(url) as store, suppress(StoreUnreachable):  # when the server dies
        acknowledge.send("ready")
        for reading in readings_from_json(lines):
            assert isinstance(reading, Reading)
            acknowledge.send(store.add(reading).article)


def killed(
    url: str,
    readings: Sequence[Reading],
    chance: random.Random,
    *,
    most: int | None = None,
    restart: Callable[[], None] | None = None,
) -> Outcome:
    """Add articles in processes that are killed, at most ``most`` times; return what is left in the store.

    ``restart`` lets the server die and come back.
    """
    done: list[str] = []
    kills = servers = 0
    each = _FIRST_GUESS
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        records.write_bytes(b"".join(record_json(one).strip() + b"\n" for one in readings))
        while len(done) < len(readings):
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=ingest, args=(url, records, len(done), there), daemon=True)
            process.start()
            there.close()
            if _heard(here, 1) != ["ready"]:
                raise RuntimeError("the process did not begin")
            start = time.monotonic()
            last = most is not None and kills >= most
            found = _heard(here, len(readings) if last else chance.randint(0, _TOGETHER))
            each = (time.monotonic() - start) / len(found) if found else each
            if len(done) + len(found) < len(readings):
                time.sleep(chance.uniform(0, 1.5 * each))
                kills += 1
                if restart is not None and kills % _EVERY == 0:
                    servers += 1
                    restart()
                process.kill()
                found += _heard(here, len(readings))
            process.join()
            here.close()
            if process.exitcode not in (0, -signal.SIGKILL):
                raise RuntimeError("the process ended before it was killed")
            done += found
    return _judged(url, readings, done, kills, servers)


def _heard(here: Connection, most: int) -> list[str]:
    """Return the next acknowledgements; fewer than ``most`` if the process ends, or says nothing for long."""
    found: list[str] = []
    try:
        while len(found) < most and here.poll(_DEADLOCKED):
            found.append(here.recv())
    except (EOFError, ConnectionResetError):
        pass
    return found


def _judged(url: str, readings: Sequence[Reading], done: Sequence[str], kills: int, servers: int) -> Outcome:
    by_id = {one.article.id: one for one in readings}
    with Store.open(url) as store:
        kept = {row.id for row in store.articles(copies=True, limit=len(readings) + 1).items}
        lost = [id for id in done if id not in kept]
        return Outcome(
            acknowledged=len(done),
            kills=kills,
            servers_killed=servers,
            unacknowledged=len(kept - set(done)),
            lost=tuple(lost),
            broken=tuple(id for id in sorted(kept) if not whole(store, by_id[id])),
            wrong=tuple(store.check()),
        )


def whole(store: Store, reading: Reading) -> bool:
    """Say whether all of a reading is in the store."""
    id = reading.article.id
    article, record, row = store.article(id), store.record(id), store.article_row(id)
    if article is None or record is None or row is None or article.text != reading.article.text:
        return False
    said = {one.id for one in store.statements(article=id, limit=10_000).items}
    told = {one.id for one in store.events(article=id, limit=10_000).items}
    title = Query(words=f'"{reading.article.title}"', order="oldest")
    places = {place.article for hit in store.search(title, limit=5_000).items for place in hit.places}
    return (
        record.strip() == record_json(reading).strip()
        and (row.statements, row.events) == (len(said), len(told))
        and said == {one.id for one in reading.statements}
        and told == {one.id for one in reading.events}
        and set(store.actor_ids(id)) == {one.id for one in reading.actors}
        and id in places
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, look, print; 1 where something is lost or broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ingests", type=int, default=200)
    parser.add_argument("--on", choices=("sqlite", "postgresql"))
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    readings = list(islice(Variations(samples_of(given.samples)), given.ingests))
    results = {}
    for kind in (given.on,) if given.on else ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            url, restart = str(Path(folder) / "store.sqlite"), None
            if kind == "postgresql":
                server = stack.enter_context(serving())
                url, restart = server.new(), server.restarted
            load = os.getloadavg()[0]
            found = killed(url, readings, random.Random(given.seed), restart=restart)
        print(f"{kind}: {found}")
        results[kind] = {**asdict(found), "sound": found.sound, **dated(load)}
    if given.write:
        written("crashes", results)
    return 0 if all(one["sound"] for one in results.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
