"""Crews of threads and of a process: rounds, kills, and who ends with whom."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.work.newsroom import Quoting, Site
from wortlaut.intake import Fetcher
from wortlaut.record import Article
from wortlaut.store import Store
from wortlaut.work import FETCH, READ, Apart, Crew, News, keep_feed

ROOT = Path(__file__).parents[2]
ARTICLES, KILLS = 12, 4
WATCHER = """
import sys
from tests.work.newsroom import Quoting
from wortlaut.intake import Fetcher
from wortlaut.store import Store
from wortlaut.work import Worker, worker

worker.PAUSE = 0.05
with Store.open(sys.argv[1]) as store, Fetcher(allow_private=True) as fetcher:
    tell = lambda news: print(news.kind, news.article, flush=True)
    Worker(store, Quoting, fetcher, tell=tell, lease=1.0).run()
"""
STARTER = """
import sys, time
from tests.work.newsroom import Quoting
from wortlaut.work import Apart

apart = Apart(sys.argv[1], Quoting)
apart.start()
print(apart.pid, flush=True)
time.sleep(600)
"""


def until(said: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hosts have shorter pauses."""
    monkeypatch.setattr("wortlaut.work.worker.PAUSE", 0.02)


@pytest.mark.usefixtures("quick")
def test_a_round_ends_when_all_that_is_due_is_done(store: Store, site: Site) -> None:
    site.serve_feed("/feed", *(f"/{n}" for n in range(5)), "/fort", "/spaeter")
    for n in range(5):
        site.serve_article(f"/{n}", n)
    site.pages["/spaeter"] = (503, "", {})
    keep_feed(store, site.url + "/feed")
    told: list[News] = []
    crew = Crew(store, Quoting, Fetcher(allow_private=True), tell=told.append)
    crew.start()
    crew.finish(timedelta(seconds=5), wait=lambda seconds: time.sleep(seconds) is None)
    crew.stop()
    assert store.articles(copies=True).total == 5
    assert all(one.statements == 1 for one in store.articles(copies=True).items)
    assert [job.payload["url"] for job in store.jobs.page(states=["failed"]).items] == [site.url + "/fort"]
    assert [job.payload["url"] for job in store.jobs.page(states=["waiting"]).items] == [site.url + "/spaeter"]
    kinds = [news.kind for news in told]
    assert (kinds.count("feed"), kinds.count("new"), kinds.count("read"), kinds.count("failed")) == (1, 5, 5, 2)
    assert site.most_at_once == 1


def test_a_killed_watcher_goes_on_where_it_was(store: Store, site: Site, tmp_path: Path) -> None:
    site.serve_feed("/feed", *(f"/{n}" for n in range(ARTICLES)))
    for n in range(ARTICLES):
        site.serve_article(f"/{n}", n)
    keep_feed(store, site.url + "/feed")
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for kill in range(KILLS + 1):
        watcher = subprocess.Popen(
            [sys.executable, "-c", WATCHER, str(tmp_path / "archiv.sqlite")],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert watcher.stdout is not None
        lines = []
        if kill < KILLS:
            lines.append(watcher.stdout.readline())
            time.sleep(chance.uniform(0, 0.4))
        else:
            until(lambda: len(site.paths()) > ARTICLES and not store.jobs.page(states=["waiting", "running"]).total)
        watcher.send_signal(signal.SIGKILL)
        lines += watcher.stdout.read().splitlines()
        watcher.wait()
        watcher.stdout.close()
        acknowledged |= {line.split()[1] for line in lines if line.startswith(("new", "read"))}
    kept = {row.id for row in store.articles(copies=True, limit=100).items}
    assert store.check() == []
    assert len(acknowledged) >= KILLS
    assert acknowledged <= kept
    assert len(kept) == ARTICLES
    assert all(len(store.readings(id)) == 1 for id in kept)
    assert store.jobs.page(states=["failed"]).total == 0
    assert len(site.paths()) <= 1 + ARTICLES + 2 * (KILLS + 1)  # what was at hand is fetched again, and no more


def test_a_process_reads_is_started_again_and_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wortlaut.work.apart._AGAIN", 0.1)
    apart = Apart(store.address, Quoting)
    apart.start()
    first = apart.pid
    assert first is not None

    def bring(id: str) -> None:
        store.add_article(Article(id=id, text=f"„Ja {id}“, sagte sie.", paragraphs=()))
        store.jobs.enqueue(READ, {"articles": [id]})
        apart.wake()
        until(lambda: len(store.readings(id)) == 1)

    bring("a1")
    os.kill(first, signal.SIGKILL)
    until(lambda: apart.pid != first)
    bring("a2")
    store.jobs.enqueue(FETCH, {"url": "http://127.0.0.1:9/"})
    apart.wake()
    until(lambda: store.jobs.page(states=["failed"]).total == 1)
    assert "private" in (store.jobs.page(states=["failed"]).items[0].error or "")
    last = apart.pid
    apart.stop()
    assert last is not None
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)


def test_the_process_ends_with_the_one_that_started_it(store: Store) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, store.address], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    starter.kill()
    starter.wait()
    starter.stdout.close()
    until(lambda: not _is_alive(pid))


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
