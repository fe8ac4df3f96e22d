"""Feeds from the first question to articles in the store; a local server, and a clock set by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.work.newsroom import NOON, Clock, Desk, Site, rss
from wortlaut import __version__
from wortlaut.errors import StoreError
from wortlaut.store import FeedRow, Store
from wortlaut.work import FETCH, keep_feed

MINUTE, HOUR = 60.0, 3600.0


def watched(store: Store, url: str) -> int:
    return keep_feed(store, url).number


def row(store: Store, number: int) -> FeedRow:
    found = store.feeds.feed(number)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Feeds are added at noon."""
    from wortlaut.store.feeds import Feeds

    add = Feeds.add
    monkeypatch.setattr(Feeds, "add", lambda self, *a, **named: add(self, *a, **{**named, "at": NOON}))


def test_new_articles_are_fetched_read_and_kept(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a", "/b")
    site.serve_article("/a", 1)
    site.serve_article("/b", 2)
    number = watched(store, site.url + "/feed")
    desk.work()
    assert site.paths() == ["/feed", "/a", "/b"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    agents = {headers["user-agent"] for _, headers in site.asked}
    assert agents == {f"Wortlaut/{__version__} (+https://pypi.org/project/wortlaut/)"}
    found = store.articles().items
    assert sorted(one.source or "" for one in found) == [site.url + "/a", site.url + "/b"]
    assert all(one.statements == 1 for one in found)
    feed = row(store, number)
    assert (feed.title, feed.articles, feed.failures, feed.error) == ("Der Bote", 2, 0, None)
    assert feed.seen is not None
    assert feed.due - feed.seen == timedelta(minutes=30)
    site.serve_feed("/feed", "/c", "/a", "/b")
    site.serve_article("/c", 3)
    desk.work(within=31 * MINUTE)
    assert site.paths()[3:] == ["/feed", "/c"]
    assert store.articles().total == 3


def test_nothing_new_is_asked_for_with_etag_and_date(store: Store, site: Site, desk: Desk) -> None:
    def feed(headers: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        if headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == "Mon, 01 Jun 2026":
            return 304, "", {}
        return 200, rss(site.url, "/a"), {"ETag": '"v1"', "Last-Modified": "Mon, 01 Jun 2026"}

    site.pages["/feed"] = feed
    site.serve_article("/a", 1)
    number = watched(store, site.url + "/feed")
    desk.work()
    first = row(store, number)
    desk.clock.advance(HOUR)
    desk.work()
    second = row(store, number)
    assert site.paths() == ["/feed", "/a", "/feed"]
    assert (second.etag, second.modified, second.failures) == ('"v1"', "Mon, 01 Jun 2026", 0)
    assert first.seen is not None and second.seen is not None
    assert second.seen - first.seen >= timedelta(hours=1)


def test_retry_after_lets_the_whole_host_rest(store: Store, site: Site, desk: Desk) -> None:
    site.pages["/feed"] = (429, "", {"Retry-After": "7200"})
    site.serve_feed("/other", "/a")
    site.serve_article("/a", 1)
    number = watched(store, site.url + "/feed")
    assert desk.worker.work()
    watched(store, site.url + "/other")
    assert not desk.worker.work()
    feed = row(store, number)
    assert (feed.failures, feed.error) == (1, "status429: the server answers 429")
    assert feed.due == NOON + timedelta(hours=2)
    desk.clock.advance(2 * HOUR - 1)
    assert not desk.worker.work()
    desk.clock.advance(2)
    site.serve_feed("/feed")
    desk.work()
    assert site.paths()[0] == "/feed" and sorted(site.paths()[1:]) == ["/a", "/feed", "/other"]


def test_an_article_is_tried_again_later_each_time_and_given_up(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a", "/fort", "/viel")
    site.pages["/a"] = (503, "", {})
    site.pages["/fort"] = (404, "", {})
    site.pages["/viel"] = (429, "", {"Retry-After": "600"})
    number = watched(store, site.url + "/feed")
    store.feeds.pause(number)
    store.feeds.resume(number, at=NOON)
    desk.work(within=10)
    jobs = {job.payload["url"].rpartition("/")[2]: job for job in store.jobs.page(kinds=[FETCH]).items}
    assert (jobs["fort"].state, "404" in (jobs["fort"].error or "")) == ("failed", True)
    assert (jobs["a"].state, jobs["a"].attempts) == ("waiting", 1)
    assert timedelta(seconds=60) <= jobs["a"].due - NOON <= timedelta(seconds=70)
    assert jobs["viel"].due - NOON >= timedelta(seconds=600)
    store.feeds.pause(number)
    desk.work(within=2 * HOUR)
    again = store.jobs.job(jobs["a"].number)
    assert again is not None
    assert (again.state, again.attempts) == ("failed", 5)
    assert store.jobs.retry(again.number, at=desk.clock.now) == 1
    site.serve_article("/a", 1)
    desk.work(within=HOUR)
    assert store.articles().total == 1


def test_robots_txt_is_obeyed_and_sets_the_pace(store: Store, site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = (200, "User-agent: *\nDisallow: /geheim\nCrawl-delay: 20\n", {})
    site.serve_feed("/feed", "/a", "/geheim/b", "/c")
    for at, path in enumerate(("/a", "/geheim/b", "/c")):
        site.serve_article(path, at)
    hidden = watched(store, site.url + "/geheim/feed")
    watched(store, site.url + "/feed")
    desk.work(within=120)
    assert site.paths() == ["/feed", "/a", "/c"]
    assert desk.clock.now - NOON >= timedelta(seconds=80)
    assert (row(store, hidden).error or "").startswith("robots: ")
    (failed,) = store.jobs.page(states=["failed"]).items
    assert "robots.txt" in (failed.error or "")


def test_private_addresses_are_refused_also_behind_redirects(
    store: Store, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = site.url.rpartition(":")[2]
    site.pages["/feed"] = (301, "", {"Location": f"http://[::1]:{port}/feed"})
    site.serve_feed("/gut", "/a", "/b")
    site.pages["/a"] = (302, "", {"Location": "http://169.254.169.254/latest/meta-data"})
    site.pages["/b"] = (302, "", {"Location": "file:///etc/passwd"})
    monkeypatch.setattr("wortlaut.intake.fetch.is_public", lambda address: address == "127.0.0.1")
    desk = Desk(store, clock, allow_private=False)
    moved, good = watched(store, site.url + "/feed"), watched(store, site.url + "/gut")
    desk.work()
    desk.fetcher.close()
    assert (row(store, moved).error or "").startswith("private: ")
    assert row(store, moved).url == site.url + "/feed"
    assert row(store, good).articles == 2
    errors = sorted(job.error or "" for job in store.jobs.page(states=["failed"]).items)
    assert "private or internal address" in errors[1]
    assert "only http and https" in errors[0]
    assert store.articles().total == 0


def test_a_feed_that_moved_for_good_is_asked_there_and_one_that_is_gone_no_more(
    store: Store, site: Site, desk: Desk
) -> None:
    site.serve_feed("/neu", "/a")
    site.serve_article("/a", 1)
    site.pages["/alt"] = (301, "", {"Location": "/neu"})
    site.pages["/kurz"] = (302, "", {"Location": "/neu2"})
    site.serve_feed("/neu2")
    site.pages["/weg"] = (410, "", {})
    old, short, gone = (watched(store, site.url + path) for path in ("/alt", "/kurz", "/weg"))
    desk.work()
    assert row(store, old).url == site.url + "/neu"
    assert row(store, old).given == site.url + "/alt"
    assert row(store, short).url == site.url + "/kurz"
    assert (row(store, gone).state, row(store, gone).error) == (
        "gone",
        "gone: the server says that it is gone for good (410)",
    )
    desk.work(within=31 * MINUTE)
    assert (site.paths().count("/alt"), site.paths().count("/neu")) == (1, 2)
    assert site.paths().count("/weg") == 1
    twin = watched(store, site.url + "/alt2")
    site.pages["/alt2"] = (308, "", {"Location": "/neu"})
    desk.work()
    assert (row(store, twin).state, "watched already" in (row(store, twin).error or "")) == ("gone", True)
    assert keep_feed(store, site.url + "/alt").number == old


def test_failures_come_later_each_time_up_to_a_day(store: Store, site: Site, desk: Desk) -> None:
    number = watched(store, site.url + "/feed")
    pauses = []
    for _ in range(8):
        desk.clock.now = row(store, number).due
        assert desk.worker.work()
        pauses.append(row(store, number).due - desk.clock.now)
    assert pauses[:4] == [timedelta(hours=one) for one in (1, 2, 4, 8)]
    assert pauses[5:] == [timedelta(days=1)] * 3
    site.serve_feed("/feed")
    desk.clock.now = row(store, number).due
    assert desk.worker.work()
    assert (row(store, number).failures, row(store, number).error) == (0, None)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<?xml version='1.0'?><rss><channel><item><link>http://127.0.0.1:1/x</li", None),
        (b"<html><body>Hier war einmal ein Feed.</body></html>", "broken"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "broken"),
        (b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "broken"),
        (b"", "broken"),
        (b"\x89PNG\r\n", "broken"),
    ],
)
def test_a_broken_feed_is_named_and_asked_later(
    store: Store, site: Site, desk: Desk, body: bytes, reason: str | None
) -> None:
    site.pages["/feed"] = (200, body, {"Content-Type": "application/xml"})
    number = watched(store, site.url + "/feed")
    assert desk.worker.work()
    feed = row(store, number)
    assert (feed.error or "").partition(":")[0] == (reason or "")
    assert feed.due > desk.clock.now + timedelta(minutes=29)


def test_a_feed_of_ten_thousand_entries(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", *(f"/{n}" for n in range(10_000)), *(f"/{n}" for n in range(50)))
    number = watched(store, site.url + "/feed")
    assert desk.worker.work()
    assert row(store, number).articles == 10_000
    assert store.jobs.page(kinds=[FETCH]).total == 10_000
    desk.clock.advance(HOUR)
    store.jobs.claim("somebody", at=desk.clock.now)
    store.jobs.finish(1, "somebody", at=desk.clock.now)
    assert desk.worker.check(number)
    assert store.jobs.page(kinds=[FETCH]).total == 10_000


def test_an_entry_twice_in_two_feeds_and_with_tracking_is_fetched_once(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a", "/a#kommentare", "/a?utm_source=rss")
    site.serve_feed("/ressort", "/a")
    site.serve_article("/a", 1)
    watched(store, site.url + "/feed")
    watched(store, site.url + "/ressort")
    desk.work()
    assert site.paths().count("/a") == 1
    assert store.articles(copies=True).total == 1


def test_what_was_added_by_hand_is_not_fetched_again(store: Store, site: Site, desk: Desk) -> None:
    site.serve_article("/a", 1)
    store.jobs.enqueue(FETCH, {"url": site.url + "/a"}, at=NOON)
    desk.work()
    site.serve_feed("/feed", "/a")
    watched(store, site.url + "/feed")
    desk.work()
    assert site.paths() == ["/a", "/feed"]


def test_a_changed_article_is_kept_beside_the_first(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a Mon, 01 Jun 2026 10:00:00 GMT")
    site.serve_article("/a", 1)
    watched(store, site.url + "/feed")
    desk.work()
    site.serve_feed("/feed", "/a Mon, 01 Jun 2026 14:00:00 GMT")
    site.serve_article("/a", 1, said="Wir handeln bald")
    desk.work(within=31 * MINUTE)
    assert site.paths().count("/a") == 2
    assert store.articles().total == 1
    versions = store.articles(copies=True, order="added").items
    assert [one.original == versions[1].id for one in versions] == [True, True]
    assert [store.reading(one.id).article.text.count("bald") for one in versions] == [1, 0]  # type: ignore[union-attr]
    desk.work(within=31 * MINUTE)
    assert site.paths().count("/a") == 2


def test_near_copies_are_places_of_the_first(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a", "/b", "/c")
    site.serve_article("/a", 1)
    site.serve_article("/b", 1)
    site.serve_article("/c", 1, said="Wir handeln nun")
    watched(store, site.url + "/feed")
    desk.work()
    (shown,) = store.articles().items
    assert {place.url for place in store.places(shown.id)} == {site.url + path for path in ("/a", "/b", "/c")}


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/atom+xml; charset=utf-8"])
def test_a_page_names_its_feed(store: Store, site: Site, desk: Desk, kind: str) -> None:
    links = f'<link rel="alternate" type="{kind}" title="Kommentare" href="/kommentare">'
    links += f'<link rel=alternate type="{kind}" href="feed">'
    site.pages["/ressort/"] = (200, f"<html><head>{links}</head><body>Startseite</body></html>", {})
    site.serve_feed("/ressort/feed", "/a")
    site.serve_article("/a", 1)
    number = watched(store, site.url + "/ressort/")
    desk.work()
    assert row(store, number).url == site.url + "/ressort/feed"
    assert site.paths() == ["/ressort/", "/ressort/feed", "/a"]
    site.pages["/ressort/feed"] = site.pages["/ressort/"]
    desk.work(within=31 * MINUTE)
    assert (row(store, number).error or "").startswith("broken: ")


def test_a_restart_in_the_middle_goes_on(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a", "/b", "/c")
    for at, path in enumerate(("/a", "/b", "/c")):
        site.serve_article(path, at)
    number = watched(store, site.url + "/feed")
    asked = store.feeds.claim("killed", at=NOON)
    assert asked is not None
    assert not desk.worker.work()  # his, and his host's, for a minute
    desk.clock.advance(61)
    assert desk.worker.work()
    with pytest.raises(StoreError, match="not asked by killed"):
        store.feeds.hold(number, "killed", at=desk.clock.now)
    desk.clock.advance(5)
    job = store.jobs.claim("killed", [FETCH], at=desk.clock.now)
    assert job is not None
    desk.worker = desk.another()
    desk.work(within=90)
    assert store.articles().total == 3
    assert all(store.readings(one.id) for one in store.articles().items)
    assert store.jobs.page(states=["waiting", "running", "failed"]).total == 0


def test_a_job_that_ends_its_worker_every_time_is_given_up(store: Store, desk: Desk) -> None:
    number = store.jobs.enqueue(FETCH, {"url": "http://127.0.0.1:1/"}, at=NOON)
    for _ in range(5):
        assert store.jobs.claim("killed", at=desk.clock.now) is not None
        desk.clock.advance(61)
    desk.work()
    job = store.jobs.job(number)
    assert job is not None
    assert (job.state, "given up" in (job.error or "")) == ("failed", True)


def worked_by_four(desk: Desk, done: Callable[[], bool]) -> list[BaseException]:
    """Let four workers work until all is done; return what went wrong."""
    stop = threading.Event()
    troubles: list[BaseException] = []

    def work() -> None:
        worker = desk.another()
        try:
            while not stop.is_set():
                if not worker.work():
                    stop.wait(0.01)
                    desk.clock.advance(0.3)
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(600):
        if done() and not desk.store.jobs.page(states=["waiting", "running"]).total:
            break
        stop.wait(0.05)
    stop.set()
    for thread in threads:
        thread.join()
    return troubles


def test_several_workers_never_share_a_job_or_a_host(store: Store, site: Site, desk: Desk) -> None:
    other = Site()
    for one in (site, other):
        one.serve_feed("/feed", *(f"/{n}" for n in range(6)))
        for n in range(6):
            one.serve_article(f"/{n}", n + (100 if one is other else 0))
        watched(store, one.url + "/feed")
    troubles = worked_by_four(desk, lambda: store.articles(copies=True).total == 12)
    other.close()
    assert troubles == []
    assert (site.most_at_once, other.most_at_once) == (1, 1)
    assert sorted(site.paths()) == sorted(["/feed", *(f"/{n}" for n in range(6))])
    assert store.articles(copies=True).total == 12
    assert all(len(store.readings(one.id)) == 1 for one in store.articles(copies=True).items)


def test_a_paused_feed_is_not_asked_and_a_removed_one_leaves_its_articles(store: Store, site: Site, desk: Desk) -> None:
    site.serve_feed("/feed", "/a")
    site.serve_article("/a", 1)
    number = watched(store, site.url + "/feed")
    desk.work()
    assert store.feeds.pause(number)
    desk.work(within=2 * HOUR)
    assert site.paths() == ["/feed", "/a"]
    assert store.feeds.resume(number, at=desk.clock.now)
    desk.work()
    assert site.paths() == ["/feed", "/a", "/feed"]
    assert store.feeds.remove(number)
    assert not store.feeds.remove(number)
    desk.work(within=2 * HOUR)
    assert (store.articles().total, store.feeds.all(), len(site.paths())) == (1, (), 3)
