"""Work beside the pages: articles that wait to be read, one job after the other, kept in the store."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from wortlaut.errors import IntakeError, StoreError, WortlautError
from wortlaut.intake import Failed, load
from wortlaut.record import Article, Reading, Run
from wortlaut.store import Job, Store, run_id

log = logging.getLogger("wortlaut")
READ, FETCH = "read", "fetch"
_ATTEMPTS = 3
_PAUSE = 60.0
_AGAIN = 30.0


class Reads(Protocol):
    """What reads articles: ``wortlaut.pipeline.Reader``."""

    run: Run

    def read(self, article: Article) -> Reading:
        """Read one article."""


class Worker:
    """Does the jobs of a store in a thread of its own; the reader is made when the first article comes."""

    def __init__(self, store: Store, reader: Callable[[], Reads]) -> None:
        self._store = store
        self._make_reader = reader
        self._reader: Reads | None = None
        self._name = f"web-{secrets.token_hex(4)}"
        self._wake = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, with what was left undone before."""
        self._ending.clear()
        self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the article at hand; the rest waits in the store."""
        self._ending.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=_AGAIN)
            self._thread = None

    def read(self, articles: Sequence[str]) -> int:
        """Have articles of the store read; return the number of the job."""
        number = self._store.jobs.enqueue(READ, {"articles": list(articles)})
        self._wake.set()
        return number

    def fetch(self, url: str) -> int:
        """Have an address fetched and read; return the number of the job."""
        number = self._store.jobs.enqueue(FETCH, {"url": url})
        self._wake.set()
        return number

    def work(self) -> bool:
        """Do one job; return False if there was none."""
        job = self._store.jobs.claim(self._name, (READ, FETCH))
        if job is None:
            return False
        try:
            done = self._do(job)
        except IntakeError as error:
            self._store.jobs.fail(job.number, self._name, str(error))
        except Exception as error:  # the next job must not suffer
            log.exception("job %s failed", job.number)
            told = str(error) if isinstance(error, WortlautError) else f"{type(error).__name__}: {error}"
            again = _AGAIN if job.attempts < _ATTEMPTS else None
            self._store.jobs.fail(job.number, self._name, told, again_in=again)
        else:
            if done is not None:
                self._store.jobs.finish(job.number, self._name, done)
        return True

    def _loop(self) -> None:
        while not self._ending.is_set():
            self._wake.clear()
            try:
                if self.work():
                    continue
            except StoreError:
                log.exception("the store does not answer")
            self._wake.wait(_PAUSE if not self._ending.is_set() else 0)

    def _do(self, job: Job) -> dict[str, int] | None:
        if job.kind == FETCH:
            articles = self._fetched(str(job.payload["url"]))
        else:
            articles = [str(id) for id in job.payload["articles"]]
        total = len(articles)
        troubles: list[str] = []
        for done, id in enumerate(articles):
            if self._ending.is_set():
                self._store.jobs.fail(job.number, self._name, "", again_in=0)
                return None
            self._store.jobs.progress(job.number, self._name, {"done": done, "total": total})
            try:
                self._read(id)
            except Exception as error:  # one bad article does not stop the others
                log.exception("article %s cannot be read", id)
                troubles.append(f"{type(error).__name__}: {error}")
        if troubles:
            raise WortlautError(f"{len(troubles)}/{total}: {troubles[0]}")
        return {"done": total, "total": total}

    def _read(self, id: str) -> None:
        if self._reader is None:
            self._reader = self._make_reader()
        run = run_id(self._reader.run)
        article = self._store.article(id)
        if article is not None and all(known.run != run for known in self._store.readings(id)):
            self._store.add(self._reader.read(article))

    def _fetched(self, url: str) -> list[str]:
        found = []
        for one in load(url):
            if isinstance(one, Failed):
                raise one.error
            found.append(self._store.add_article(one).article)
        return found
