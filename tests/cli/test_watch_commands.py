"""wortlaut watch, feeds, jobs, and add with addresses of feeds; the pages come from this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.work.newsroom import Site
from wortlaut.cli.app import app
from wortlaut.store import Store

pytestmark = pytest.mark.usefixtures("fake_reader")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("WORTLAUT_DATABASE", str(path))
    monkeypatch.setattr("wortlaut.work.worker.PAUSE", 0.02)
    monkeypatch.setattr("wortlaut.work.orders.PAUSE", 0.02)
    monkeypatch.setattr("wortlaut.cli.articles._PAUSE", 0.02)
    return path


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    found.serve_feed("/feed", "/a", "/b", "/fort")
    found.serve_article("/a", 1)
    found.serve_article("/b", 2)
    yield found
    found.close()


def wortlaut(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


def test_a_feed_is_added_like_a_file(database: Path, site: Site) -> None:
    result = wortlaut("add", site.url + "/feed", "--allow-private", "--json")
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    with Store.open(database) as store:
        assert {line["article"] for line in lines if "article" in line} == {one.id for one in store.articles().items}
    assert [line["new"] for line in lines if "new" in line] == [True, True]
    assert [(line["failed"], "404" in line["why"]) for line in lines if "failed" in line] == [
        (site.url + "/fort", True)
    ]
    assert "2 articles: 2 new, 0 known" in result.stderr
    again = wortlaut("add", site.url + "/feed", "--allow-private")
    assert "0 articles: 0 new" in again.stderr
    assert site.paths().count("/a") == 1


def test_watch_once_makes_a_round_and_says_what_happened(database: Path, site: Site) -> None:
    result = wortlaut("watch", site.url + "/feed", "--once", "--allow-private")
    assert result.exit_code == 0
    assert f"{site.url}/feed: 3 new articles" in result.stderr
    assert f"{site.url}/a: 1 statement" in result.stderr
    assert f"failed: {site.url}/fort" in result.stderr
    assert "1 not done (wortlaut jobs list, wortlaut jobs retry):" in result.stderr
    second = wortlaut("watch", "--once", "--allow-private", "--quiet")
    assert (second.exit_code, second.stdout, second.stderr) == (0, "", "")
    assert site.paths().count("/feed") == 1  # not due
    listed = wortlaut("jobs", "list")
    assert "failed" in listed.stdout and f"{site.url}/fort" in listed.stdout
    site.serve_article("/fort", 3)
    assert wortlaut("jobs", "retry").stdout == "1 to be tried again\n"
    told = wortlaut("watch", "--once", "--allow-private", "--json")
    news = [json.loads(line) for line in told.stdout.splitlines()]
    assert [one["kind"] for one in news] == ["new", "read"]
    assert wortlaut("jobs", "list").stderr == "0 of 0\n"
    assert wortlaut("jobs", "retry", "1").exit_code == 1
    assert wortlaut("jobs", "list", "--state", "lost").exit_code == 2


def test_watch_needs_feeds_and_addresses(database: Path) -> None:
    Store.open(database).close()
    nothing = wortlaut("watch", "--once")
    assert (nothing.exit_code, nothing.stderr) == (1, "error: no feeds are watched yet: wortlaut watch FEED\n")
    assert wortlaut("watch", "datei.xml", "--once").exit_code == 2
    assert wortlaut("feeds", "add", "ftp://bote.example/").exit_code == 2


def test_feeds_are_added_listed_paused_checked_and_removed(database: Path, site: Site) -> None:
    added = wortlaut("feeds", "add", site.url + "/feed", "--allow-private", "--every", "60")
    assert added.exit_code == 0
    assert "Der Bote" in added.stdout
    assert "3 articles" in added.stdout
    refused = wortlaut("feeds", "add", site.url + "/anderswo")
    assert (refused.exit_code, "private: " in refused.stdout) == (1, True)
    (first, second) = [json.loads(line) for line in wortlaut("feeds", "list", "--json").stdout.splitlines()]
    assert (first["url"], first["every"], first["failures"]) == (site.url + "/feed", 3600, 0)
    assert second["failures"] == 1
    assert "[paused]" in wortlaut("feeds", "pause", "1").stdout
    assert "[paused]" in wortlaut("feeds", "list").stdout
    assert "[paused]" not in wortlaut("feeds", "pause", site.url + "/feed", "--resume").stdout
    time.sleep(0.05)
    assert wortlaut("feeds", "check", "1", "--allow-private").exit_code == 0
    assert site.paths() == ["/feed", "/feed"]
    assert wortlaut("feeds", "remove", "2").stdout == f"removed {site.url}/anderswo\n"
    assert wortlaut("feeds", "remove", "2").exit_code == 2


def test_ctrl_c_ends_watch_and_a_killed_add_has_kept_what_it_acknowledged(tmp_path: Path, site: Site) -> None:
    database = tmp_path / "store.sqlite"
    faked = [sys.executable, str(Path(__file__).parent / "faked.py")]
    options = ["--allow-private", "--json", "--database", str(database)]
    watching = subprocess.Popen(
        [*faked, "watch", site.url + "/feed", *options],
        stdout=subprocess.PIPE,
        text=True,
        # whoever runs tests in the background has Ctrl-C ignored, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert watching.stdout is not None
    assert json.loads(watching.stdout.readline())["kind"] == "feed"
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=120) == 130
    watching.stdout.close()
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(
            f"Streit {n}\n\n„Wir bauen {n} Häuser“, sagte Anna Meier.\n", encoding="utf-8"
        )
    files = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    environment = {**os.environ, "WORTLAUT_FAKE_PAUSE": "0.02"}
    adding = subprocess.Popen([*faked, "add", *files, *options], stdout=subprocess.PIPE, text=True, env=environment)
    assert adding.stdout is not None
    lines = [adding.stdout.readline() for _ in range(5)]
    adding.kill()
    lines += adding.stdout.read().splitlines(keepends=True)
    adding.wait()
    adding.stdout.close()
    acknowledged = {json.loads(line)["article"] for line in lines if line.endswith("\n")}
    with Store.open(database) as store:
        assert store.check() == []
        kept = {one.id for one in store.articles(copies=True, limit=100).items if store.readings(one.id)}
    assert 5 <= len(acknowledged) < 40
    assert acknowledged <= kept
