"""An article: its text as in a good newspaper, its statements marked, their cards beside it; citing it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.record import Article, Reading, Run, Span
from wortlaut.store import CodingRow, Store
from wortlaut.web.cards import cards, deeds
from wortlaut.web.citing import FORMS, citation
from wortlaut.web.links import article_path
from wortlaut.web.marking import blocks
from wortlaut.web.pages import language, render
from wortlaut.web.review import page_values
from wortlaut.web.said import reviewer_of
from wortlaut.web.work import Worker
from wortlaut.work import READ

_NOT_READ = Run(wortlaut="", model="", lexicon="")
_MOST_JOBS = 200
_MOST_CITED = 2000
_MOST_ABOVE = 3
_MOST_CODINGS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom a mention means: name, the id of his page, and whether the words name him (and are no pronoun)."""

    name: str
    id: str | None
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a statement or event stands on a concept, whose name is ``concept``."""

    coding: CodingRow
    concept: str


def routes(store: Store, worker: Worker) -> APIRouter:
    """Return the routes of articles."""
    router = APIRouter()

    @router.get("/articles/{id}")
    def show(request: Request, id: str) -> Response:
        """Show an article with what was found in it."""
        shown = store.people.reviewed(id)
        read = shown is not None
        reading = shown.reading if shown is not None else Reading(article=_article(store, id), run=_NOT_READ)
        actors = store.actor_ids(id)
        found = cards(reading, actors)
        told = deeds(reading, found, actors)
        text = blocks(reading, found, told)
        headlines = [at for at, block in enumerate(text) if block.role == "headline"]
        front = headlines[0] + 1 if headlines and headlines[0] <= _MOST_ABOVE else 0
        values = {
            "article": reading.article,
            "read": read,
            "reading": reading,
            "front": text[:front],
            "rest": text[front:],
            "cards": found,
            "deeds": {deed.event.id: deed for deed in told},
            "people": _people(reading, actors),
            "stands": _stands(store, id),
            "places": store.places(id),
            "has_headline": front > 0,
            "waiting": not read and _is_waiting(store, id),
            "reviewer": reviewer_of(request),
            **page_values(shown),
        }
        return render(request, "article.html", values)

    @router.post("/articles/{id}/read")
    def read(id: str) -> Response:
        """Have an article read that nobody has read yet."""
        _article(store, id)
        if not _is_waiting(store, id):
            worker.read([id])
        return RedirectResponse(article_path(id), 303)

    @router.get("/articles/{id}/cite")
    def cite(request: Request, id: str, start: int, end: int, form: str = "") -> Response:
        """Show how to cite words of an article, or give the citation as a file of ``form``."""
        article = _article(store, id)
        if not 0 <= start < end <= len(article.text) or end - start > _MOST_CITED:
            raise HTTPException(404, "refused:span")
        span = Span(start=start, end=end)
        found = citation(article, span, str(request.base_url), language(request))
        if form:
            if form not in FORMS:
                raise HTTPException(404, "refused:form")
            ending, media = FORMS[form]
            name = {"content-disposition": f'attachment; filename="{found.key}.{ending}"'}
            return Response(found.text(form), media_type=f"{media}; charset=utf-8", headers=name)
        fragment = "hx-request" in request.headers
        values = {"article": article, "citation": found, "span": span, "forms": FORMS}
        return render(request, "citation.html" if fragment else "cite.html", values)

    return router


def _article(store: Store, id: str) -> Article:
    article = store.article(id)
    if article is None:
        raise HTTPException(404, "refused:article")
    return article


def _stands(store: Store, id: str) -> dict[str, list[Stand]]:
    """Return what the codebooks found in an article, by the ids of its statements and events."""
    rows = store.codings.listed(article=id, limit=_MOST_CODINGS).items
    books = [store.codings.codebook(book) for book in {row.codebook for row in rows}]
    names = {(book.id, one.id): one.name for book in books if book is not None for one in book.concepts}
    found: dict[str, list[Stand]] = {}
    for row in rows:
        stand = Stand(coding=row, concept=names.get((row.codebook, row.concept), row.concept))
        found.setdefault(row.finding, []).append(stand)
    return found


def _is_waiting(store: Store, id: str) -> bool:
    """Say whether a job that is not done will read an article."""
    jobs = store.jobs.page(states=("waiting", "running"), kinds=(READ,), limit=_MOST_JOBS).items
    return any(id in job.payload.get("articles", ()) for job in jobs)


def _people(reading: Reading, stable: dict[str, str]) -> dict[str, Meant]:
    """Return whom each mention means."""
    names = {actor.id: actor.name for actor in reading.actors}
    pronouns = {mention.id for mention in reading.mentions if mention.kind == "pronoun"}
    return {
        link.mention: Meant(
            name=names.get(link.actor, link.actor), id=stable.get(link.actor), named=link.mention not in pronouns
        )
        for link in reading.links
    }
