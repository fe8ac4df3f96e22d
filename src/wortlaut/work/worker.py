"""One who works: takes a job or a feed that is due, does it, and says what became of it."""

from __future__ import annotations

import logging
import os
import random
import secrets
import socket
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from wortlaut.errors import FetchError, IntakeError, NoArticle, StoreError, WortlautError
from wortlaut.intake import FEEDS, Feed, Fetcher, page_from
from wortlaut.record import Article, Reading, Run, run_id
from wortlaut.store import FeedRow, Job, Store
from wortlaut.store.jobs import LEASE
from wortlaut.work.orders import FETCH, PAUSE, READ, fetch_order, polite_fetcher, read_order
from wortlaut.work.polling import Outcome, after_answer, after_error, pause

log = logging.getLogger("wortlaut")
ATTEMPTS = 5
_FIRST_PAUSE = 30.0  # then 60, 120, 240 seconds …
_LONGEST_IDLE = 5.0
_KEPT = timedelta(days=30)


class Reads(Protocol):
    """What reads articles: ``wortlaut.pipeline.Reader``."""

    run: Run

    def read(self, article: Article) -> Reading:
        """Read one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What became of something: ``source`` is an address or an article's source, ``told`` why it failed."""

    kind: Literal["feed", "new", "known", "read", "failed"]
    source: str
    article: str | None = None
    told: str = ""
    number: int = 0


Tell = Callable[[News], None]


def present() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)


class Worker:
    """Does jobs of a store, one after the other; the reader is made when the first article comes.

    ``kinds`` of jobs, none for all; ``polls``: feeds, too. ``more`` is called when new jobs were written. Whatever
    is worked on is this worker's own for ``lease`` seconds at a time. ``clock`` and ``chance`` (0 to 1) are
    handed in by tests.
    """

    def __init__(
        self,
        store: Store,
        reader: Callable[[], Reads],
        fetcher: Fetcher | None = None,
        *,
        kinds: Collection[str] = (READ, FETCH),
        polls: bool = True,
        clock: Callable[[], datetime] = present,
        chance: Callable[[], float] = random.random,
        tell: Tell = lambda news: None,
        more: Callable[[], None] = lambda: None,
        lease: float = LEASE,
    ) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        self.busy, self.done = False, 0
        self.wake, self.ending = threading.Event(), threading.Event()
        self._store = store
        self._make_reader = reader
        self._reader: Reads | None = None
        self._fetcher = fetcher or polite_fetcher()
        self._kinds, self._polls = tuple(kinds), polls
        self._clock, self._chance, self._tell, self._more = clock, chance, tell, more
        self._lease = lease
        self._tidied: datetime | None = None

    def run(self) -> None:
        """Work until ``ending`` is set; ``wake`` ends a rest."""
        while not self.ending.is_set():
            self.wake.clear()
            rest = _LONGEST_IDLE
            try:
                if self.work():
                    continue
                rest = self._idle()
            except StoreError as error:
                log.error("the store: %s", error)
            if not self.ending.is_set():
                self.wake.wait(rest)

    def work(self) -> bool:
        """Do one job, or ask one feed; return False if there was nothing to do."""
        self.busy = True
        try:
            job = self._store.jobs.claim(self.name, self._kinds, lease=self._lease, at=self._clock())
            if job is not None:
                self._do(job)
                return True
            feed = self._store.feeds.claim(self.name, lease=self._lease, at=self._clock()) if self._polls else None
            if feed is not None:
                self._poll(feed)
            return feed is not None
        finally:
            self.done += 1
            self.busy = False

    def check(self, number: int) -> bool:
        """Ask one feed, due or not; return False if somebody else asks it or its host just now."""
        feed = self._store.feeds.claim(self.name, only=number, lease=self._lease, at=self._clock())
        if feed is not None:
            self._poll(feed)
        return feed is not None

    def _poll(self, feed: FeedRow) -> None:
        with self._held(lambda: self._store.feeds.hold(feed.number, self.name, lease=self._lease)):
            outcome = self._asked(feed)
        rest = max(outcome.rest, self._rest(feed.url))
        named, polled = outcome.named, outcome.polled
        number = self._store.feeds.polled(feed.number, self.name, polled, named, rest=rest, at=self._clock())
        self._more()
        kind: Literal["feed", "failed"] = "failed" if polled.error else "feed"
        self._tell(News(kind=kind, source=polled.url, told=polled.error or "", number=number))

    def _asked(self, feed: FeedRow) -> Outcome:
        try:
            answer = self._fetcher.ask(feed.url, etag=feed.etag, modified=feed.modified, accept=FEEDS)
            return after_answer(feed, answer, self._clock(), self._chance())
        except IntakeError as error:
            return after_error(feed, error, self._clock(), self._chance())
        except (ValueError, RecursionError, MemoryError) as error:
            log.exception("feed %s", feed.url)
            told = IntakeError(f"{type(error).__name__}: {error}")
            return after_error(feed, told, self._clock(), self._chance())

    def _do(self, job: Job) -> None:
        try:
            if job.attempts > ATTEMPTS:
                raise IntakeError(f"given up: whoever did this ended before it was done, {ATTEMPTS} times")
            with self._held(lambda: self._store.jobs.hold(job.number, self.name, lease=self._lease)):
                self._fetch(job) if job.kind == FETCH else self._read_all(job)
        except FetchError as error:
            self._failed(job, error, passing=error.passing, after=error.after)
        except IntakeError as error:
            self._failed(job, error, passing=False)
        except Exception as error:  # the next job must not suffer
            log.exception("job %s failed", job.number)
            self._failed(job, error, passing=True)

    def _failed(self, job: Job, error: Exception, *, passing: bool, after: float | None = None) -> None:
        told = str(error) if isinstance(error, WortlautError) else f"{type(error).__name__}: {error}"
        again = passing and job.attempts < ATTEMPTS
        again_in = pause(_FIRST_PAUSE, job.attempts, self._chance(), after) if again else None
        rest = max(after or 0.0, self._rest(_url(job)))
        self._store.jobs.fail(job.number, self.name, told, again_in=again_in, rest=rest, at=self._clock())
        self._tell(News(kind="failed", source=_url(job) or ", ".join(_articles(job)[:3]), told=told))

    def _fetch(self, job: Job) -> None:
        url, feed = _url(job), job.payload.get("feed")
        found = page_from(self._fetcher.get(url), url)
        then = []
        if isinstance(found, Feed):
            if feed is not None:
                raise NoArticle("a feed names it as an article, but it is a feed")
            unknown = [entry.url for entry in found.entries if self._store.seen(entry.url) is None]
            then = [fetch_order(one, feed=url) for one in unknown]
            self._tell(News(kind="feed", source=url, number=len(then)))
        else:
            added = self._store.add_article(found, at=self._clock())
            if not self._store.readings(added.article):
                then = [read_order([added.article])]
            self._tell(News(kind="new" if added.new else "known", source=url, article=added.article))
        total = max(len(then), 1)
        self._store.jobs.finish(
            job.number,
            self.name,
            {"done": total, "total": total},
            then=then,
            rest=self._rest(url),
            at=self._clock(),
        )
        self._more()

    def _read_all(self, job: Job) -> None:
        articles = _articles(job)
        total = len(articles)
        troubles: list[str] = []
        for done, id in enumerate(articles):
            if self.ending.is_set():
                self._store.jobs.release(job.number, self.name)
                return
            if total > 1:
                self._store.jobs.progress(
                    job.number, self.name, {"done": done, "total": total}, lease=self._lease, at=self._clock()
                )
            try:
                self._read(id)
            except StoreError:
                raise
            except Exception as error:  # one bad article does not stop the others
                log.exception("article %s cannot be read", id)
                troubles.append(f"{type(error).__name__}: {error}")
        if troubles:
            raise WortlautError(f"{len(troubles)}/{total}: {troubles[0]}")
        self._store.jobs.finish(job.number, self.name, {"done": total, "total": total}, at=self._clock())

    def _read(self, id: str) -> None:
        if self._reader is None:
            self._reader = self._make_reader()
        run = run_id(self._reader.run)
        article = self._store.article(id)
        if article is not None and all(known.run != run for known in self._store.readings(id)):
            reading = self._reader.read(article)
            self._store.add(reading, at=self._clock())
            number = len(reading.statements)
            self._tell(News(kind="read", source=article.source or id, article=id, number=number))

    def _rest(self, url: str) -> float:
        return max(PAUSE, self._fetcher.delay(url))

    def _idle(self) -> float:
        """Return how many seconds there is nothing to do, at most a few: others write jobs, too."""
        now = self._clock()
        if self._polls and (self._tidied is None or now - self._tidied > timedelta(days=1)):
            self._tidied = now
            self._store.jobs.forget(now - _KEPT)
        soon = [self._store.jobs.soonest(self._kinds, at=now)]
        soon += [self._store.feeds.soonest(at=now)] if self._polls else []
        waits = [(one - now).total_seconds() for one in soon if one is not None]
        return min([max(one, 0.05) for one in waits] + [_LONGEST_IDLE])

    @contextmanager
    def _held(self, hold: Callable[[], None]) -> Iterator[None]:
        """Keep a job or a feed while it is worked on, however long that takes."""
        done = threading.Event()

        def holding() -> None:
            while not done.wait(self._lease / 3):
                try:
                    hold()
                except StoreError as error:
                    log.warning("%s", error)

        thread = threading.Thread(target=holding, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def _url(job: Job) -> str:
    return str(job.payload["url"]) if job.kind == FETCH else ""


def _articles(job: Job) -> list[str]:
    return [str(id) for id in job.payload["articles"]] if job.kind == READ else []
