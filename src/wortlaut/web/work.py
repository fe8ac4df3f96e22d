"""Work beside the pages: hands jobs to whoever works on the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wortlaut.store import FeedRow, Order, Store
from wortlaut.work import fetch_order, keep_feed, read_order


class Works(Protocol):
    """Whoever works on the jobs of a store: ``wortlaut.work.Crew`` or ``Apart``."""

    def start(self) -> None:
        """Begin, with what was left undone before."""

    def wake(self) -> None:
        """Look for something new to do."""

    def stop(self) -> None:
        """End after what is at hand."""


class Worker:
    """Writes jobs into a store and wakes whoever does them."""

    def __init__(self, store: Store, works: Works) -> None:
        self._store = store
        self._works = works

    def start(self) -> None:
        """Begin, with what was left undone before."""
        self._works.start()

    def stop(self) -> None:
        """End after the article at hand; the rest waits in the store."""
        self._works.stop()

    def wake(self) -> None:
        """Say that there is something new to do."""
        self._works.wake()

    def read(self, articles: Sequence[str]) -> int:
        """Have articles of the store read; return the number of the job."""
        return self._enqueue(read_order(articles))

    def fetch(self, url: str) -> int:
        """Have an address fetched and read, that of a feed with all that it names; return the number of the job."""
        return self._enqueue(fetch_order(url))

    def watch(self, url: str) -> FeedRow:
        """Have a feed, or the one that a page names, asked now and again from now on; raises FetchError."""
        feed = keep_feed(self._store, url)
        self.wake()
        return feed

    def retry(self, number: int | None = None) -> int:
        """Have a failed job, or all of them, tried again; return how many."""
        found = self._store.jobs.retry(number)
        self.wake()
        return found

    def _enqueue(self, order: Order) -> int:
        number = self._store.jobs.enqueue(order.kind, order.payload, host=order.host)
        self.wake()
        return number
