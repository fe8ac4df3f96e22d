"""The kinds of jobs, what they are about, and how feeds come to be watched."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.intake import Fetcher, Pace, check_url, host_of
from wortlaut.store import FeedRow, Order, Store
from wortlaut.store.feeds import EVERY

READ, FETCH = "read", "fetch"
"""Read articles of the store; fetch an address."""
PAUSE = 1.0
"""Seconds that a host is left alone after each request, where it does not ask for more."""


def read_order(articles: Sequence[str]) -> Order:
    """Return the job of reading articles of the store, by their ids."""
    return Order(kind=READ, payload={"articles": list(articles)})


def fetch_order(url: str, *, feed: str | None = None) -> Order:
    """Return the job of fetching an address, that of an article if a ``feed`` named it."""
    named = {"feed": feed} if feed is not None else {}
    return Order(kind=FETCH, payload={"url": url, **named}, host=host_of(url))


def keep_feed(store: Store, url: str, *, every: int = EVERY) -> FeedRow:
    """Watch a feed, or the one that a page names, every so many seconds; raises FetchError for what is no address."""
    check_url(url)
    return store.feeds.add(url, host_of(url), every=every)[0]


def polite_fetcher(*, allow_private: bool = False) -> Fetcher:
    """Return what workers fetch with: it pauses at hosts also where an answer leads on to them."""
    return Fetcher(allow_private=allow_private, pace=Pace(pause=PAUSE))
