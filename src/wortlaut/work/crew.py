"""Workers in threads of one process: some fetch, one reads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from wortlaut.intake import Fetcher
from wortlaut.store import Store
from wortlaut.work.orders import FETCH, READ, polite_fetcher
from wortlaut.work.worker import Reads, Tell, Worker, present

_PATIENCE = 30.0
_GLANCE = 0.2


class Crew:
    """Works on the jobs and the feeds of a store beside whoever started it."""

    def __init__(
        self,
        store: Store,
        reader: Callable[[], Reads],
        fetcher: Fetcher | None = None,
        *,
        fetching: int = 4,
        tell: Tell = lambda news: None,
    ) -> None:
        self._store = store
        self._fetcher = fetcher or polite_fetcher()
        self.reading = Worker(store, reader, self._fetcher, kinds=(READ,), polls=False, tell=tell, more=self.wake)
        self._workers = [self.reading]
        for _ in range(fetching):
            self._workers.append(Worker(store, reader, self._fetcher, kinds=(FETCH,), tell=tell, more=self.wake))
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin, with what was left undone before."""
        for worker in self._workers:
            worker.ending.clear()
        self._threads = [threading.Thread(target=one.run, name=one.name, daemon=True) for one in self._workers]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Say that there is something new to do."""
        for worker in self._workers:
            worker.wake.set()

    def stop(self, timeout: float = _PATIENCE) -> None:
        """End after what is at hand, and wait for that so many seconds; the rest waits in the store."""
        for worker in self._workers:
            worker.ending.set()
        self.wake()
        for thread in self._threads:
            thread.join(timeout)
        self._threads = []
        self._fetcher.close()

    def finish(self, patience: timedelta, *, wait: Callable[[float], bool]) -> None:
        """Wait until nothing is left that is due, or soon will be because a host has its pause.

        ``patience`` is how far ahead that is; ``wait`` waits some seconds and says whether to go on.
        """
        while wait(_GLANCE):
            if self._is_idle(present() + patience):
                return

    def _is_idle(self, horizon: datetime) -> bool:
        """Say whether nobody works and nothing is to be done until then."""
        before = self._signs()
        soon = [self._store.jobs.soonest((READ, FETCH)), self._store.feeds.soonest()]
        if any(one is not None and one <= horizon for one in soon):
            return False
        return before == self._signs() and not any(busy for busy, _ in before)

    def _signs(self) -> list[tuple[bool, int]]:
        """Return whether each worker is busy and how much he has done; a claim between two looks changes it."""
        return [(worker.busy, worker.done) for worker in self._workers]
