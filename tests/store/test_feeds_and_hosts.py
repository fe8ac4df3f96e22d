"""Feeds in both databases, and hosts that are asked by one at a time."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wortlaut.errors import StoreError
from wortlaut.store import Order, Store
from wortlaut.store.feeds import Named, Polled

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = "https://bote.example/feed"
GOOD = Polled(
    url=FEED,
    host="bote.example",
    title="Bote",
    state="active",
    etag='"1"',
    modified=None,
    failures=0,
    error=None,
    due=NOON + timedelta(minutes=30),
    answered=True,
)


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def named(*paths: str, mark: str = "1") -> list[Named]:
    return [
        Named(key=path, mark=mark, url=path, order=Order(kind="fetch", payload={"url": path}, host="bote.example"))
        for path in paths
    ]


def added(store: Store) -> int:
    feed, new = store.feeds.add(FEED, "bote.example", at=NOON)
    assert new
    return feed.number


def test_what_a_feed_names_becomes_jobs_once(store: Store) -> None:
    number = added(store)
    assert not store.feeds.add(FEED, "bote.example", at=NOON)[1]
    for at, some, expected in ((0, ("a", "b"), 2), (60, ("b", "a", "c"), 1), (120, ("a", "b", "c"), 0)):
        assert store.feeds.claim("w", only=number, at=later(at)) is not None
        assert store.feeds.polled(number, "w", GOOD, named(*some), at=later(at)) == expected
    assert store.feeds.claim("w", only=number, at=later(180)) is not None
    assert store.feeds.polled(number, "w", GOOD, named("a", mark="2"), at=later(180)) == 1
    urls = [job.payload["url"] for job in reversed(store.jobs.page(kinds=["fetch"]).items)]
    assert urls == ["a", "b", "c", "a"]
    feed = store.feeds.feed(FEED)
    assert feed is not None
    assert (feed.articles, feed.etag, feed.title, feed.seen, feed.due) == (4, '"1"', "Bote", later(180), GOOD.due)
    assert store.feeds.soonest(at=later(180)) == GOOD.due


def test_a_question_has_one_worker_and_all_or_nothing_is_written(store: Store) -> None:
    number = added(store)
    assert store.feeds.claim("w1", at=NOON, lease=60) is not None
    assert store.feeds.claim("w2", at=later(59)) is None
    store.feeds.hold(number, "w1", lease=60, at=later(50))
    assert store.feeds.claim("w2", at=later(100)) is None
    assert store.feeds.claim("w2", at=later(111)) is not None
    with pytest.raises(StoreError, match="not asked by w1"):
        store.feeds.polled(number, "w1", GOOD, named("a"), at=later(112))
    assert store.jobs.page().total == 0
    assert store.feeds.feed(number).seen is None  # type: ignore[union-attr]


def test_a_host_is_asked_by_one_at_a_time_and_has_its_pause(store: Store) -> None:
    first = store.jobs.enqueue("fetch", {"url": "a"}, host="bote.example", at=NOON)
    second = store.jobs.enqueue("fetch", {"url": "b"}, host="bote.example", at=NOON)
    other = store.jobs.enqueue("fetch", {"url": "c"}, host="kurier.example", at=NOON)
    added(store)
    assert store.jobs.claim("w1", at=NOON).number == first  # type: ignore[union-attr]
    assert store.jobs.claim("w2", at=NOON).number == other  # type: ignore[union-attr]
    assert store.jobs.claim("w3", at=NOON) is None
    assert store.feeds.claim("w3", at=NOON) is None
    store.jobs.hold(first, "w1", at=later(30))
    assert store.jobs.soonest(at=later(30)) == later(90)
    store.jobs.finish(first, "w1", rest=10, then=[Order(kind="read", payload={"articles": []})], at=later(40))
    assert store.jobs.claim("w3", ["fetch"], at=later(49)) is None
    assert store.feeds.soonest(at=later(49)) == later(50)
    assert store.jobs.soonest(["fetch"], at=later(49)) == later(50)
    assert store.jobs.soonest(at=later(49)) == later(49)
    claimed = store.jobs.claim("w3", ["fetch"], at=later(51))
    assert claimed is not None
    assert (claimed.number, claimed.host) == (second, "bote.example")
    store.jobs.fail(second, "w3", "429", again_in=5, rest=600, at=later(51))
    assert store.jobs.soonest(["fetch"], at=later(60)) == later(651)
    assert store.feeds.claim("w3", at=later(650)) is None
    assert store.feeds.claim("w3", at=later(652)) is not None


def test_a_job_that_was_given_back_counts_as_not_tried(store: Store) -> None:
    number = store.jobs.enqueue("read", {}, at=NOON)
    assert store.jobs.claim("w", at=NOON) is not None
    store.jobs.release(number, "w")
    job = store.jobs.claim("v", at=NOON)
    assert job is not None
    assert job.attempts == 1


def test_jobs_are_retried_and_forgotten(store: Store) -> None:
    numbers = [store.jobs.enqueue("read", {"n": n}, at=NOON) for n in range(4)]
    for number in numbers:
        assert store.jobs.claim("w", at=NOON) is not None
        if number == numbers[0]:
            store.jobs.finish(number, "w", at=NOON)
    store.jobs.fail(numbers[1], "w", "no", at=NOON)
    store.jobs.fail(numbers[2], "w", "later", again_in=9999, at=NOON)
    assert store.jobs.retry(numbers[0], at=NOON) == 0
    assert store.jobs.retry(at=NOON) == 2
    assert [store.jobs.claim("w", at=NOON).number for _ in range(2)] == numbers[1:3]  # type: ignore[union-attr]
    assert store.jobs.forget(later(-1)) == 0
    assert store.jobs.forget(later(1)) == 1
    assert store.jobs.page().total == 3


def test_a_feed_that_moved_onto_another_is_gone(store: Store) -> None:
    number = added(store)
    store.feeds.add("https://bote.example/neu", "bote.example", at=NOON)
    assert store.feeds.claim("w", only=number, at=NOON) is not None
    moved = replace(GOOD, url="https://bote.example/neu")
    assert store.feeds.polled(number, "w", moved, named("a"), at=NOON) == 0
    feed = store.feeds.feed(number)
    assert feed is not None
    assert (feed.state, feed.url, (feed.error or "")[:5]) == ("gone", FEED, "gone:")
    again, new = store.feeds.add(FEED, "bote.example", at=later(5))
    assert (again.number, again.state, again.error, new) == (number, "active", None, False)


def test_a_pause_while_a_feed_is_asked_holds(store: Store) -> None:
    number = added(store)
    assert store.feeds.claim("w", at=NOON) is not None
    assert store.feeds.pause(number)
    store.feeds.polled(number, "w", GOOD, at=NOON)
    assert store.feeds.feed(number).state == "paused"  # type: ignore[union-attr]
    assert store.feeds.claim("w", at=later(9999)) is None
    assert store.feeds.soonest(at=NOON) is None
    assert not store.feeds.pause(99)


def test_what_a_removed_feed_named_is_known_still(store: Store) -> None:
    number = added(store)
    assert store.feeds.claim("w", at=NOON) is not None
    store.feeds.polled(number, "w", GOOD, named("a"), at=NOON)
    assert store.feeds.remove(number)
    again = added(store)
    assert store.feeds.claim("w", at=later(60)) is not None
    assert store.feeds.polled(again, "w", GOOD, named("a", "b"), at=later(60)) == 1


def test_claims_at_once_never_meet(store: Store, url: str) -> None:
    for n in range(30):
        store.jobs.enqueue("fetch", {"n": n}, host=f"h{n % 3}" if n % 2 else None, at=NOON)
    taken: list[int] = []
    hosts: list[str | None] = []
    start = threading.Barrier(4)

    def claim(name: str) -> None:
        with Store.open(url) as own:
            start.wait()
            while (job := own.jobs.claim(name, at=NOON)) is not None:
                taken.append(job.number)
                hosts.append(job.host)

    threads = [threading.Thread(target=claim, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 18
    assert sorted(host for host in hosts if host) == ["h0", "h1", "h2"]


def test_an_address_that_two_feeds_had_means_the_one_that_is_there(store: Store) -> None:
    first = added(store)
    assert store.feeds.claim("w", at=NOON) is not None
    store.feeds.polled(first, "w", replace(GOOD, url="https://bote.example/neu"), at=NOON)
    second, new = store.feeds.add("https://bote.example/drei", "bote.example", at=NOON)
    assert new
    assert store.feeds.claim("w", only=second.number, at=later(1)) is not None
    store.feeds.polled(second.number, "w", GOOD, at=later(1))
    assert store.feeds.add(FEED, "bote.example", at=later(2))[0].number == second.number
