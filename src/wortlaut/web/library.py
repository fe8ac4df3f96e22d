"""The library: what is in the archive, and how new articles come into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Literal

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.errors import IntakeError
from wortlaut.intake import Failed, Source, article_from_text, load
from wortlaut.intake.source import FORMATS
from wortlaut.record import Article, Period
from wortlaut.store import Added, Job, Store
from wortlaut.web import feeds
from wortlaut.web.access import person_of
from wortlaut.web.links import foreign
from wortlaut.web.pages import refuse, render
from wortlaut.web.work import Worker
from wortlaut.work import FETCH, READ

PER_PAGE = 40
_MOST_FILES = 500
MOST_TEXT = 10 * 1024 * 1024
"""Letters of a text, as many as a file may have bytes."""
_SHOWN_JOBS = 5
_ORDERS: dict[str, Literal["newest", "oldest", "added", "title"]] = {
    "newest": "newest",
    "oldest": "oldest",
    "added": "added",
    "title": "title",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of what somebody brought: articles (new, known) and what could not be read, by name."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    fetching: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


def routes(store: Store, worker: Worker) -> APIRouter:
    """Return the routes of the library."""
    router = APIRouter()

    @router.get("/")
    def show(request: Request) -> Response:
        """Show what is in the archive."""
        return render(request, "library.html", {**_listed(store, request), "taken": None})

    @router.get("/library/list")
    def progress(request: Request) -> Response:
        """Show the list and the jobs alone, while articles are being read."""
        return render(request, "library_list.html", _listed(store, request))

    @router.post("/library")
    async def add(request: Request) -> Response:
        """Take files, a text or an address; what is taken is in the store before the answer."""
        async with request.form(max_files=_MOST_FILES, max_fields=20, max_part_size=MOST_TEXT) as form:
            files = [(one.filename or "", await one.read()) for one in _uploads(form)]
            given = {name: str(form.get(name) or "").strip() for name in ("text", "title", "outlet", "day", "url")}
        taken = await run_in_threadpool(take, store, worker, files, given)
        for action, targets in (("article added", taken.new), ("address fetched", taken.fetching)):
            for target in targets:
                await run_in_threadpool(store.people.note, person_of(request).name, action, target)
        if not (taken.new or taken.known or taken.fetching or taken.failed):
            return refuse(request, 422, "refused:nothing")
        if len(taken.new) + len(taken.known) == 1 and not taken.failed and given["text"]:
            return RedirectResponse(f"/articles/{(taken.new or taken.known)[0]}", 303)
        values = await run_in_threadpool(_listed, store, request)
        return render(request, "library.html", {**values, "taken": taken})

    return router


def take(store: Store, worker: Worker, files: list[tuple[str, bytes]], given: dict[str, str]) -> Taken:
    """Put articles into the store and have them read; ``given`` are the fields of the form."""
    articles: list[Article] = []
    failed: list[tuple[str, str]] = []
    for name, data in files:
        for one in load(_source(name, data)):
            if isinstance(one, Failed):
                failed.append((one.source, str(one.error)))
            else:
                articles.append(one)
    if given["text"]:
        try:
            articles.append(pasted(given))
        except IntakeError as error:
            failed.append(("", str(error)))
    fetching = []
    if given["url"] and not given["text"]:
        if foreign(given["url"]) is None:
            failed.append((given["url"], "http:// https://"))
        else:
            fetching.append(given["url"])
            worker.fetch(given["url"])
    added: list[Added] = []
    try:
        for article in articles:
            added.append(store.add_article(article))
    finally:  # what is in the store will be read, whatever happens to the rest
        unread = dict.fromkeys(one.article for one in added if not store.readings(one.article))
        if unread:
            worker.read(list(unread))
    return Taken(
        new=tuple(one.article for one in added if one.new),
        known=tuple(one.article for one in added if not one.new),
        fetching=tuple(fetching),
        failed=tuple(failed),
    )


def pasted(given: dict[str, str]) -> Article:
    """Return the article of a pasted text; what is said beside it wins. Raises IntakeError."""
    return article_from_text(
        given["text"],
        outlet=given["outlet"] or None,
        title=given["title"] or None,
        url=given["url"] or None,
        published=_published(given["day"]),
    )


def _published(words: str) -> Period | None:
    if not words:
        return None
    try:
        first = date.fromisoformat(words)
        return Period(earliest=first, latest=date.fromordinal(first.toordinal() + 1), precision="day")
    except (ValueError, OverflowError):
        raise IntakeError(f"{words!r} is no day (2026-05-03)") from None


def _source(name: str, data: bytes) -> Source:
    """Return an upload as a source; its name is only told, never opened."""
    plain = PurePath(name.replace("\\", "/")).name or "?"
    return Source(name=plain, kind="bytes", data=data, format=FORMATS.get(PurePath(plain).suffix.lower(), "auto"))


def _uploads(form: FormData) -> list[UploadFile]:
    return [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]


def _listed(store: Store, request: Request) -> dict[str, object]:
    """Return the page of the list that was asked for, and the jobs that are not done."""
    asked = request.query_params
    order = asked.get("order", "added")
    outlet = asked.get("outlet") or None
    offset = int(found) if (found := asked.get("offset", "0")).isdecimal() and len(found) < 9 else 0
    page = store.articles(outlet=outlet, order=_ORDERS.get(order, "added"), offset=offset, limit=PER_PAGE)
    running = store.jobs.page(states=("running",), kinds=(READ, FETCH), limit=_SHOWN_JOBS)
    waiting = store.jobs.page(states=("waiting",), kinds=(READ, FETCH), limit=_SHOWN_JOBS)
    failed = store.jobs.page(states=("failed",), kinds=(READ, FETCH), limit=_SHOWN_JOBS)
    going = (*running.items, *waiting.items)[:_SHOWN_JOBS]
    return {
        "page": page,
        "order": order if order in _ORDERS else "added",
        "orders": tuple(_ORDERS),
        "outlet": outlet,
        "outlets": store.outlets(),
        "going": [(job, *_progress(job)) for job in going],
        "busy": any(job.error is None for job in going),  # those that wait for another try may wait long
        "waiting": running.total + waiting.total,
        "failed": failed.items,
        "failures": failed.total,
        **feeds.listed(store, request),
        "asked": {"order": order, "outlet": outlet, "offset": offset or None},
    }


def _progress(job: Job) -> tuple[int, int]:
    """Return how many articles of a job are read, and how many there are."""
    told = job.progress if isinstance(job.progress, dict) else {}
    known = job.payload.get("articles", [None]) if isinstance(job.payload, dict) else [None]
    return int(told.get("done", 0)), int(told.get("total", len(known)))
