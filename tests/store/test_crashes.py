"""Nothing that was acknowledged is lost, and nobody waits in vain: kills, writers and readers at once."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import made

from wortlaut.store import Query, Store

KILLS = 12
SECONDS, FEWEST = 4.0, 10
WORKER = """
import sys
sys.path.insert(0, sys.argv[2])
import made
from wortlaut.store import Store

with Store.open(sys.argv[1]) as store:
    print("ready", flush=True)
    for number in range(int(sys.argv[3]), 1_000_000):
        text = f"Titel {number}\\n„Wir bauen {number} Brücken“, sagte Anna Meier. " + f"Satz{number} steht hier. " * 20
        added = store.add(made.reading(made.article(text, id=f"a{number}")))
        print(added.article, flush=True)
"""


def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    chance = random.Random(6)
    acknowledged: list[str] = []
    for kill in range(KILLS):
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(path), str(Path(__file__).parent), str(kill * 10_000)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        first = worker.stdout.readline()
        acknowledged.append(first.strip())
        time.sleep(chance.uniform(0, 0.5))
        worker.kill()
        acknowledged += worker.stdout.read().split()
        worker.wait()
        worker.stdout.close()
    with Store.open(path) as store:
        assert store.check() == []
        kept = {row.id for row in store.articles(copies=True, limit=100_000).items}
        assert len(acknowledged) >= KILLS
        assert set(acknowledged) <= kept
        assert len(kept) <= len(acknowledged) + KILLS  # at most one each that was kept and not yet acknowledged
        assert all(store.reading(id) is not None for id in kept)
        assert store.statements_of("local:person:anna-meier", limit=1).total == len(kept)


def test_a_kill_while_a_store_is_made_leaves_an_empty_one(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"store{number}.sqlite"
        code = f"from wortlaut.store import Store\nprint('go', flush=True)\nStore.open({str(path)!r})"
        maker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert maker.stdout is not None
        maker.stdout.readline()
        time.sleep(0.05 + number / 10)
        maker.kill()
        maker.wait()
        maker.stdout.close()
        with Store.open(path) as store:
            assert store.check() == []


def test_writers_and_readers_at_once(store: Store, url: str) -> None:
    stop = time.monotonic() + SECONDS
    troubles: list[BaseException] = []
    added: list[str] = []

    def run(work: Callable[[], None]) -> None:
        try:
            while time.monotonic() < stop or (len(added) < FEWEST and not troubles):
                work()
        except BaseException as error:
            troubles.append(error)

    def write(name: str, own: Store) -> None:
        number = time.monotonic_ns()
        text = f"Titel {name}\n„Wir bauen“, sagte Anna Meier. " + f"{name}{number} zählt. " * 8
        added.append(own.add(made.reading(made.article(text, id=f"{name}{number}"))).article)

    def look() -> None:
        page = store.search(Query(words="bauen", speaker="local:person:anna-meier"))
        assert all(hit.passages for hit in page.items)
        dossier = store.actor("local:person:anna-meier")
        assert dossier is None or dossier.actor.articles == dossier.actor.statements

    with Store.open(url) as first, Store.open(url) as second:  # connections of their own, as other processes have
        works = [partial(write, "Nord", first), partial(write, "Süd", second), look, look, look, look]
        threads = [threading.Thread(target=run, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert troubles == []
    assert len(added) >= FEWEST
    assert store.articles(copies=True).total == len(added)
    assert store.check() == []
