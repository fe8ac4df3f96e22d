"""The kinds of jobs, and what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.intake import host_of
from wortlaut.store import Order

READ, FETCH = "read", "fetch"
"""Read articles of the store; fetch an address."""


def read_order(articles: Sequence[str]) -> Order:
    """Return the job of reading articles of the store, by their ids."""
    return Order(kind=READ, payload={"articles": list(articles)})


def fetch_order(url: str, *, feed: str | None = None) -> Order:
    """Return the job of fetching an address, that of an article if a ``feed`` named it."""
    named = {"feed": feed} if feed is not None else {}
    return Order(kind=FETCH, payload={"url": url, **named}, host=host_of(url))
