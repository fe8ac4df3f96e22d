"""The API: the archive as JSON under ``/api/``, described by ``/api/openapi.json``.

Articles are in the public JSON (``wortlaut/1``), lists in its types (``export.lists``); a header ``Link`` leads from
page to page. Offsets are code points, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, HTTPException, Path, Query, Request, Response
from fastapi.openapi.models import Example
from pydantic import Field

from wortlaut import store as rows
from wortlaut.errors import IntakeError
from wortlaut.record import EventType, Status
from wortlaut.record.reading import ActorKind, Certainty, Kind
from wortlaut.store import Store
from wortlaut.web import lines
from wortlaut.web.access import person_of
from wortlaut.web.api_networks import add_networks
from wortlaut.web.api_reviews import add_reviews
from wortlaut.web.described import answer, answers, paged, record_answer
from wortlaut.web.library import MOST_TEXT, pasted
from wortlaut.web.work import Worker
from wortlaut.work import READ

Offset = Annotated[int, Query(ge=0, le=1_000_000_000, description="How many to leave out.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Day = Annotated[date | None, Query(description="First day, or the day after the last.", examples=["2026-05-03"])]
Name = Annotated[
    str | None, Query(min_length=1, max_length=300, description="Stable id of an actor.", examples=["Q567"])
]
Words = Annotated[
    str,
    Query(max_length=1000, description="In any form; phrases in quotation marks.", examples=["haushalt „im Streit“"]),
]
Line = Annotated[str, Field(max_length=2000)]
Outlets = Annotated[list[str], Query(max_length=50)]
Kinds = Annotated[list[Kind], Query()]
Certainties = Annotated[list[Certainty], Query()]
Types = Annotated[list[EventType], Query()]
Statuses = Annotated[list[Status], Query()]
_LARGEST = 2**31 - 1
_NEW: dict[str, Example] = {
    "article": {
        "summary": "An article and what is known of it",
        "value": {
            "text": "„Wir müssen handeln“, sagte Ministerin Anna Meier am Montag in Berlin.",
            "title": "Meier drängt zur Eile",
            "outlet": "Wellener Zeitung",
            "published": "2026-05-03",
        },
    }
}
_WRONG: dict[int | str, dict[str, Any]] = {
    code: {
        "description": told,
        "content": {
            "application/json": {
                "schema": {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
            }
        },
    }
    for code, told in (
        (401, "Neither a token nor a session that is valid."),
        (403, "The right for it is missing; or a request with a session that comes from another site."),
        (404, "There is no such thing."),
        (413, "Too large."),
        (422, "A value is not possible."),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article to add: its text, and what is known besides; ``published`` is a day."""

    text: Annotated[str, Field(max_length=MOST_TEXT)]
    title: Line = ""
    outlet: Line = ""
    url: Line = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedArticle:
    """What became of it: its id, whether it was new, and the job that reads it (None: it is read already)."""

    id: str
    new: bool
    original: str
    job: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """How far a job is: articles done, of how many."""

    number: int
    state: Literal["waiting", "running", "done", "failed"]
    done: int
    total: int
    error: str | None


def routes(store: Store, worker: Worker) -> APIRouter:
    """Return the routes of the API."""
    router = APIRouter(prefix="/api", responses=_WRONG)
    _add_articles(router, store)
    _add_intake(router, store, worker)
    _add_findings(router, store)
    _add_actors(router, store)
    add_networks(router, store)
    add_reviews(router, store)
    return router


def _add_articles(router: APIRouter, store: Store) -> None:
    @router.get("/articles", responses=answers("Articles"))
    def articles(
        request: Request,
        outlet: Annotated[str | None, Query(max_length=300)] = None,
        since: Day = None,
        until: Day = None,
        reviewed: bool | None = None,
        copies: bool = False,
        order: Literal["newest", "oldest", "added", "title"] = "newest",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response:
        """Return articles, near-copies only with ``copies``."""
        found = store.articles(
            outlet=outlet,
            since=since,
            until=until,
            reviewed=reviewed,
            copies=copies,
            order=order,
            offset=offset,
            limit=limit,
        )
        return paged(request, lines.articles(found))

    @router.get("/articles/{id}", responses=record_answer())
    def article(id: str, run: Annotated[str | None, Query(max_length=100)] = None) -> Response:
        """Return an article with all that was found in it: the public JSON ``wortlaut/1``."""
        record = store.record(id, run)
        if record is None:
            raise HTTPException(404, "refused:article")
        return Response(record, media_type="application/json")

    @router.get("/articles/{id}/places", responses=answers("Places"))
    def places(id: str) -> Response:
        """Return where an article and its near-copies appeared."""
        if store.article_row(id) is None:
            raise HTTPException(404, "refused:article")
        return answer(lines.places(store.places(id)))


def _add_intake(router: APIRouter, store: Store, worker: Worker) -> None:
    @router.post("/articles", status_code=202)
    def add_article(request: Request, article: Annotated[NewArticle, Body(openapi_examples=_NEW)]) -> AddedArticle:
        """Add an article and have it read."""
        given = {
            "text": _clean(article.text),
            "title": _clean(article.title),
            "outlet": _clean(article.outlet),
            "url": _clean(article.url),
            "day": article.published.isoformat() if article.published else "",
        }
        try:
            added = store.add_article(pasted(given))
        except IntakeError as error:
            raise HTTPException(422, str(error)) from None
        if added.new:
            store.people.note(person_of(request).name, "article added", added.article)
        unread = not store.readings(added.article)
        job = worker.read([added.article]) if unread else None
        return AddedArticle(id=added.article, new=added.new, original=added.original, job=job)

    @router.get("/jobs/{number}")
    def job(number: Annotated[int, Path(ge=0, le=_LARGEST)]) -> JobState:
        """Return how far a job is."""
        found = store.jobs.job(number)
        if found is None:
            raise HTTPException(404, "refused:job")
        told = found.progress if isinstance(found.progress, dict) else {}
        total = len(found.payload.get("articles", ())) if found.kind == READ else 1
        return JobState(
            number=found.number,
            state=found.state,
            done=int(told.get("done", 0)),
            total=int(told.get("total", total)),
            error=found.error,
        )


def _add_findings(router: APIRouter, store: Store) -> None:
    @router.get("/search", responses=answers("Hits"))
    def search(
        request: Request,
        words: Words = "",
        actor: Name = None,
        speaker: Name = None,
        addressee: Name = None,
        kind: Kinds = [],  # noqa: B006 - FastAPI copies it
        certainty: Certainties = [],  # noqa: B006
        event: Types = [],  # noqa: B006
        status: Statuses = [],  # noqa: B006
        outlet: Outlets = [],  # noqa: B006
        since: Day = None,
        until: Day = None,
        reviewed: bool | None = None,
        order: Literal["rank", "newest", "oldest"] = "rank",
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> Response:
        """Return what fits all conditions, the best first."""
        query = rows.Query(
            words=_clean(words),
            actor=actor,
            speaker=speaker,
            addressee=addressee,
            kinds=tuple(kind),
            certainties=tuple(certainty),
            event_types=tuple(event),
            statuses=tuple(status),
            outlets=tuple(outlet),
            since=since,
            until=until,
            reviewed=reviewed,
            order=order,
        )
        return paged(request, lines.hits(store.search(query, offset=offset, limit=limit)))

    @router.get("/statements", responses=answers("Statements"))
    def statements(
        request: Request,
        article: Annotated[str | None, Query(max_length=100)] = None,
        speaker: Name = None,
        addressee: Name = None,
        via: Name = None,
        kind: Kinds = [],  # noqa: B006
        certainty: Certainties = [],  # noqa: B006
        since: Day = None,
        until: Day = None,
        reviewed: bool | None = None,
        order: Literal["newest", "oldest", "doubt", "text"] = "newest",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response:
        """Return statements: who said what to whom."""
        found = store.statements(
            article=article,
            speaker=speaker,
            addressee=addressee,
            via=via,
            kinds=kind,
            certainties=certainty,
            since=since,
            until=until,
            reviewed=reviewed,
            order=order,
            offset=offset,
            limit=limit,
        )
        return paged(request, lines.statements(found))

    @router.get("/events", responses=answers("Events"))
    def events(
        request: Request,
        article: Annotated[str | None, Query(max_length=100)] = None,
        actor: Name = None,
        type: Types = [],  # noqa: B006
        status: Statuses = [],  # noqa: B006
        since: Day = None,
        until: Day = None,
        order: Literal["newest", "oldest", "doubt", "text"] = "newest",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response:
        """Return events: who did what to whom."""
        found = store.events(
            article=article,
            actor=actor,
            types=type,
            statuses=status,
            since=since,
            until=until,
            order=order,
            offset=offset,
            limit=limit,
        )
        return paged(request, lines.events(found))


def _add_actors(router: APIRouter, store: Store) -> None:
    @router.get("/actors", responses=answers("Actors"))
    def actors(
        request: Request,
        name: Annotated[str, Query(max_length=300)] = "",
        kind: Annotated[list[ActorKind], Query()] = [],  # noqa: B006
        order: Literal["mentions", "statements", "articles", "name"] = "mentions",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response:
        """Return actors, those in whose names words begin so."""
        found = store.actors(_clean(name), kinds=kind, order=order, offset=offset, limit=limit)
        return paged(request, lines.actors(found))

    @router.get("/actors/{id:path}/articles", responses=answers("Sightings"))
    def sightings(request: Request, id: str, offset: Offset = 0, limit: Limit = 50) -> Response:
        """Return the articles in which an actor occurs, the newest first."""
        if store.actor(id) is None:
            raise HTTPException(404, "refused:actor")
        return paged(request, lines.sightings(store.sightings(id, offset=offset, limit=limit)))

    @router.get("/actors/{id:path}", responses=answers("ActorFile"))
    def actor(id: str) -> Response:
        """Return all that the archive tells of an actor."""
        found = store.actor(id)
        if found is None:
            raise HTTPException(404, "refused:actor")
        return answer(lines.file_of(found))


def _clean(words: str) -> str:
    """Return words without lone surrogates, which JSON can hold and UTF-8 cannot."""
    return words.encode("utf-8", "replace").decode()
