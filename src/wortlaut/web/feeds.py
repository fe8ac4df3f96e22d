"""The feeds of the library and its queue: add, pause, remove, try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.errors import FetchError
from wortlaut.export.days import Lang, day
from wortlaut.store import FeedRow, Store
from wortlaut.web.access import person_of
from wortlaut.web.pages import language, refuse, render
from wortlaut.web.words import table, word
from wortlaut.web.work import Worker

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_FEEDS, _QUEUE = "/#feeds", "/#list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A feed as the library shows it; ``trouble`` in plain words."""

    feed: FeedRow
    name: str
    seen: str
    next: str
    trouble: str


def routes(store: Store, worker: Worker) -> APIRouter:
    """Return the routes of feeds and of jobs that failed."""
    router = APIRouter()
    _add_feeds(router, store, worker)
    _add_removal(router, store)
    _add_jobs(router, worker)
    return router


def _add_feeds(router: APIRouter, store: Store, worker: Worker) -> None:
    @router.get("/library/feeds")
    def rows(request: Request) -> Response:
        """Show the list of feeds alone, while one is being asked for the first time."""
        return render(request, "feeds.html", listed(store, request))

    @router.post("/feeds")
    def add(request: Request, url: Annotated[str, Form(max_length=2000)] = "") -> Response:
        """Watch a feed from now on."""
        try:
            feed = worker.watch(url.strip())
        except FetchError as error:
            return refuse(request, 422, str(error))
        store.people.note(person_of(request).name, "feed added", feed.url)
        return RedirectResponse(_FEEDS, 303)

    @router.post("/feeds/{number}/pause")
    def pause(number: Number) -> Response:
        """Leave a feed alone."""
        return _done(store.feeds.pause(number))

    @router.post("/feeds/{number}/ask")
    def ask(number: Number) -> Response:
        """Ask a feed now, and from now on if it was paused."""
        found = store.feeds.resume(number)
        worker.wake()
        return _done(found)


def _add_removal(router: APIRouter, store: Store) -> None:
    @router.post("/feeds/{number}/remove")
    def remove(request: Request, number: Number) -> Response:
        """Watch a feed no more."""
        url = next((feed.url for feed in store.feeds.all() if feed.number == number), None)
        found = store.feeds.remove(number)
        if found:
            store.people.note(person_of(request).name, "feed removed", url)
        return _done(found)


def _add_jobs(router: APIRouter, worker: Worker) -> None:
    @router.post("/jobs/retry")
    def retry_all() -> Response:
        """Let everything that failed be tried again."""
        worker.retry()
        return RedirectResponse(_QUEUE, 303)

    @router.post("/jobs/{number}/retry")
    def retry(number: Number) -> Response:
        """Let a job that failed be tried again."""
        if not worker.retry(number):
            raise HTTPException(404, "refused:job")
        return RedirectResponse(_QUEUE, 303)


def _done(found: bool) -> Response:
    if not found:
        raise HTTPException(404, "refused:feed")
    return RedirectResponse(_FEEDS, 303)


def listed(store: Store, request: Request) -> dict[str, object]:
    """Return the feeds as the library shows them, and whether one waits for its first answer."""
    lang = language(request)
    feeds = [_shown(feed, lang) for feed in store.feeds.all()]
    asking = any(one.feed.checked is None and one.feed.state == "active" for one in feeds)
    return {"feeds": feeds, "asking": asking}


def _shown(feed: FeedRow, lang: Lang) -> Shown:
    return Shown(
        feed=feed,
        name=feed.title or feed.url,
        seen=_moment(feed.seen, lang) if feed.seen else word("feed:never", lang),
        next=_moment(feed.due, lang) if feed.state == "active" else "",
        trouble=trouble(feed.error, lang) if feed.error else "",
    )


def trouble(error: str, lang: Lang) -> str:
    """Return in plain words what was wrong with a feed: its error is one word, a colon, and a sentence in English.

    >>> trouble("status404: the server answers 404", "de")
    'Die Seite gibt es nicht (404).'
    """
    reason, _, told = error.partition(": ")
    for key in (f"feed:error:{reason}", "feed:error:status" if reason.startswith("status") else ""):
        if key in table():
            return word(key, lang, reason.removeprefix("status"))
    return told or error


def _moment(at: datetime, lang: Lang) -> str:
    here = at.astimezone()
    return f"{day(here.date(), lang)}, {here:%H:%M}"
