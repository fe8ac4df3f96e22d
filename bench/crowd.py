"""Writers and readers at once, each a process of its own: nobody waits in vain, nobody sees half an article.

    python -m bench.crowd [--minutes 5] [--writers 2] [--readers 10] [--on sqlite|postgresql] [--articles 300]
                          [--samples RECORDS] [--write]

Into a store with some articles the writers add others, mostly one by one, sometimes ten at once, and note that in the
audit log; the readers search, look at articles and at actors, and check that what belongs together is there. Every
error that a user would see is counted by its kind (``StoreLocked`` is "database is locked"). In the end ``Store.check``
must find nothing, and every article that was added must be there.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from bench.archive import fill, samples_of
from bench.results import dated, written
from bench.server import serving
from bench.variations import Variations
from wortlaut.errors import WortlautError
from wortlaut.export import readings_from_json, record_json
from wortlaut.record import Reading
from wortlaut.store import Query, Store

_TEN = 10  # every tenth time ten articles at once
_START = 600.0  # seconds in which a process has to begin
_WORDS = ("sagte", "Regierung", "haushalt", "nicht", '"der Regierung"', "müssen Länder")


@dataclass(slots=True)
class Report:
    """What one process did: ids that it added, how often it asked, the longest that it waited, what went wrong."""

    added: list[str] = field(default_factory=list)
    asked: int = 0
    longest: float = 0.0
    troubles: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What all did together; times in seconds, ``troubles`` by the name of the error."""

    writers: int
    readers: int
    seconds: float
    added: int
    asked: int
    longest_write: float
    longest_read: float
    troubles: dict[str, int]
    lost: int
    wrong: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nobody met an error and nothing is lost."""
        return not (self.troubles or self.lost or self.wrong) and self.added > 0 and self.asked > 0


class Torn(Exception):
    """A reader saw what does not belong together."""


def write(url: str, samples: Path, seed: int, seconds: float, answer: Connection) -> None:
    """Add articles until the time is over."""
    report = Report()
    stream = iter(Variations(list(_read(samples)), seed=seed))
    with Store.open(url) as store:
        _meet(answer)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            some = list(islice(stream, _TEN if len(report.added) % _TEN == _TEN - 1 else 1))
            start = time.monotonic()
            try:
                report.added += [one.article for one in store.add_many(some)]
                store.people.note(f"writer {seed}", "added", some[0].article.id)
            except WortlautError as error:
                report.troubles[type(error).__name__] += 1
            report.longest = max(report.longest, time.monotonic() - start)
    answer.send(report)


def read(url: str, seed: int, seconds: float, answer: Connection) -> None:
    """Search and look until the time is over."""
    report, chance = Report(), random.Random(seed)
    with Store.open(url) as store:
        _meet(answer)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            start = time.monotonic()
            try:
                look(store, chance)
            except (WortlautError, Torn) as error:
                report.troubles[type(error).__name__] += 1
            report.asked += 1
            report.longest = max(report.longest, time.monotonic() - start)
    answer.send(report)


def look(store: Store, chance: random.Random) -> None:
    """Search, open an article that was found and somebody in it; raises Torn where parts are missing."""
    page = store.search(Query(words=chance.choice(_WORDS)))
    rows = [hit.article for hit in page.items] + list(store.articles(order="added", limit=5).items)
    row = chance.choice(rows)
    reading = store.reading(row.id)
    statements = store.statements(article=row.id, order="text", limit=500)
    if reading is None or not len(reading.statements) == statements.total == row.statements:
        raise Torn(f"article {row.id}: {row.statements} statements in its row, {statements.total} in the table")
    people = store.actor_ids(row.id)
    if set(people) != {one.id for one in reading.actors}:
        raise Torn(f"article {row.id}: actors are missing")
    if people:
        somebody = chance.choice(sorted(people.values()))
        dossier = store.actor(somebody)
        if dossier is None or not store.sightings(somebody, limit=5).items:
            raise Torn(f"actor {somebody} of article {row.id} is missing")
        store.statements_of(somebody, limit=20)


def together(url: str, samples: Sequence[Reading], *, writers: int, readers: int, seconds: float) -> Outcome:
    """Let writers and readers loose on a store that holds at least one article; return what happened."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["wortlaut.store", "wortlaut.export", "bench.variations"])
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        records.write_bytes(b"".join(record_json(one).strip() + b"\n" for one in samples))
        pipes = [context.Pipe() for _ in range(writers + readers)]
        tasks = [(write, (url, records, 100 + at, seconds)) for at in range(writers)]
        tasks += [(read, (url, 200 + at, seconds)) for at in range(readers)]  # type: ignore[arg-type]
        processes = [
            context.Process(target=work, args=(*given, there), daemon=True)
            for (work, given), (_, there) in zip(tasks, pipes, strict=True)
        ]
        for process in processes:
            process.start()
        for here, there in pipes:
            there.close()
            _expect(here, _START)
        for here, _ in pipes:
            here.send("go")
        start = time.monotonic()
        reports = [_expect(here, seconds + _START) for here, _ in pipes]
        taken = time.monotonic() - start
        for process in processes:
            process.join()
    added = [id for report in reports for id in report.added]
    with Store.open(url) as store:
        kept = sum(store.article_row(id) is not None and store.reading(id) is not None for id in added)
        return Outcome(
            writers=writers,
            readers=readers,
            seconds=round(taken, 1),
            added=len(added),
            asked=sum(report.asked for report in reports),
            longest_write=round(max((report.longest for report in reports[:writers]), default=0.0), 2),
            longest_read=round(max((report.longest for report in reports[writers:]), default=0.0), 2),
            troubles=dict(sum((report.troubles for report in reports), Counter())),
            lost=len(added) - kept,
            wrong=tuple(store.check()),
        )


def _read(records: Path) -> list[Reading]:
    with records.open("rb") as lines:
        return [one for one in readings_from_json(lines) if isinstance(one, Reading)]


def _meet(answer: Connection) -> None:
    """Say that this process is ready and wait for the others."""
    answer.send(Report())
    answer.recv()


def _expect(here: Connection, seconds: float) -> Report:
    if not here.poll(seconds):
        raise TimeoutError("a process does not answer")
    found = here.recv()
    assert isinstance(found, Report)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, let them loose, print; 1 where anybody met an error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--on", choices=("sqlite", "postgresql"))
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    samples = samples_of(given.samples)
    results = {}
    for kind in (given.on,) if given.on else ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            url = str(Path(folder) / "store.sqlite")
            if kind == "postgresql":
                url = stack.enter_context(serving()).new()
            with Store.open(url) as store:
                fill(store, samples, given.articles)
            load = os.getloadavg()[0]
            found = together(url, samples, writers=given.writers, readers=given.readers, seconds=60 * given.minutes)
        print(f"{kind}: {found}")
        results[kind] = {**asdict(found), "sound": found.sound, **dated(load)}
    if given.write:
        written("crowd", results)
    return 0 if all(one["sound"] for one in results.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
