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
import pytest
from sqlalchemy import text

from bench.crashes import killed, whole
from bench.crowd import Torn, look, together
from bench.server import Server
from wortlaut.record import Reading
from wortlaut.store import Query, Store

INGESTS, KILLS = 40, 4
SECONDS, FEWEST = 4.0, 10
ABOUT = "„Wir bauen {0} Brücken“, sagte Anna Meier zu Ernst Abel.\n" + "Satz {0} steht hier am Fluss. " * 10


def bridges(number: int) -> Reading:
    return made.reading(
        made.article(f"Titel {number} der Zeitung\n{ABOUT.format(number)}", id=f"a{number}"),
        event=("Wir bauen", "AGREE", "planned"),
    )


def test_a_killed_writer_loses_nothing_acknowledged(url: str, request: pytest.FixtureRequest) -> None:
    restart = None
    if url.startswith("postgresql"):  # the server is killed as well
        server: Server = request.getfixturevalue("server")
        restart = server.restarted
    readings = [bridges(number) for number in range(INGESTS)]
    found = killed(url, readings, random.Random(6), most=KILLS, restart=restart)
    assert found.sound, found
    assert (found.acknowledged, found.lost) == (INGESTS, ())
    assert 0 < found.kills <= KILLS
    assert found.servers_killed == (found.kills // 3 if restart else 0)
    with Store.open(url) as store:
        assert store.articles(copies=True).total == INGESTS
        assert store.statements_of("local:person:anna-meier", limit=1).total == INGESTS


@pytest.mark.parametrize("table", ["statements", "events", "readings", "article_words"])
def test_an_article_that_is_not_whole_is_noticed(store: Store, table: str) -> None:
    reading = bridges(1)
    store.add(reading)
    assert whole(store, reading)
    with store.write() as connection:
        if table == "article_words" and store.url.endswith(".sqlite"):
            connection.execute(text("INSERT INTO article_words (article_words) VALUES ('delete-all')"))
        else:
            connection.execute(text(f"DELETE FROM {table}"))
    assert not whole(store, reading)


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


def test_processes_that_write_and_read_at_once(url: str) -> None:
    samples = [bridges(number) for number in range(3)]
    with Store.open(url) as store:
        store.add_many(samples)
    found = together(url, samples, writers=2, readers=3, seconds=SECONDS)
    assert found.sound, found
    assert found.longest_write < 30


def test_half_an_article_is_noticed(store: Store) -> None:
    store.add(bridges(1))
    look(store, random.Random(1))
    with store.write() as connection:
        connection.execute(text("DELETE FROM statements"))
    with pytest.raises(Torn):
        look(store, random.Random(1))
