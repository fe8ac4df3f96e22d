"""The API: the archive as JSON under ``/api/``, described by ``/api/openapi.json``.

Articles are in the public JSON (``wortlaut/1``); lists are rows of the store. Offsets are code points, half-open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Response

from wortlaut import store as rows
from wortlaut.errors import IntakeError
from wortlaut.export import schema
from wortlaut.record import EventType, Status
from wortlaut.record.reading import ActorKind, Certainty, Kind
from wortlaut.store import Store
from wortlaut.web.api_reviews import add_reviews
from wortlaut.web.library import pasted
from wortlaut.web.work import Worker
from wortlaut.work import READ

Offset = Annotated[int, Query(ge=0, le=1_000_000_000, description="How many to leave out.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Day = Annotated[date | None, Query(description="First day, or the day after the last: 2026-05-03.")]
Name = Annotated[str | None, Query(min_length=1, max_length=300, description="Stable id of an actor.")]
Words = Annotated[str, Query(max_length=1000, description="In any form; phrases in quotation marks.")]
Outlets = Annotated[list[str], Query(max_length=50)]
Kinds = Annotated[list[Kind], Query()]
Certainties = Annotated[list[Certainty], Query()]
Types = Annotated[list[EventType], Query()]
Statuses = Annotated[list[Status], Query()]
_LARGEST = 2**31 - 1
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
        (401, "No session."),
        (403, "The request comes from another site."),
        (404, "There is no such thing."),
        (413, "Too large."),
        (422, "A value is not possible."),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article to add: its text, and what is known besides; ``published`` is a day."""

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
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
    _add_articles(router, store, worker)
    _add_findings(router, store)
    _add_actors(router, store)
    add_reviews(router, store)
    return router


def _add_articles(router: APIRouter, store: Store, worker: Worker) -> None:
    @router.get("/articles")
    def articles(
        outlet: Annotated[str | None, Query(max_length=300)] = None,
        since: Day = None,
        until: Day = None,
        reviewed: bool | None = None,
        copies: bool = False,
        order: Literal["newest", "oldest", "added", "title"] = "newest",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> rows.Page[rows.ArticleRow]:
        """Return articles, near-copies only with ``copies``."""
        return store.articles(
            outlet=outlet,
            since=since,
            until=until,
            reviewed=reviewed,
            copies=copies,
            order=order,
            offset=offset,
            limit=limit,
        )

    @router.post("/articles", status_code=202)
    def add_article(article: NewArticle) -> AddedArticle:
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
        unread = not store.readings(added.article)
        job = worker.read([added.article]) if unread else None
        return AddedArticle(id=added.article, new=added.new, original=added.original, job=job)

    @router.get("/articles/{id}", responses={200: {"content": {"application/json": {"schema": _record_schema()}}}})
    def article(id: str, run: Annotated[str | None, Query(max_length=100)] = None) -> Response:
        """Return an article with all that was found in it: the public JSON ``wortlaut/1``."""
        record = store.record(id, run)
        if record is None:
            raise HTTPException(404, "refused:article")
        return Response(record, media_type="application/json")

    @router.get("/articles/{id}/places")
    def places(id: str) -> tuple[rows.Place, ...]:
        """Return where an article and its near-copies appeared."""
        if store.article_row(id) is None:
            raise HTTPException(404, "refused:article")
        return store.places(id)

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
    @router.get("/search")
    def search(
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
    ) -> rows.Page[rows.Hit]:
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
        return store.search(query, offset=offset, limit=limit)

    @router.get("/statements")
    def statements(
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
    ) -> rows.Page[rows.StatementRow]:
        """Return statements: who said what to whom."""
        return store.statements(
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

    @router.get("/events")
    def events(
        article: Annotated[str | None, Query(max_length=100)] = None,
        actor: Name = None,
        type: Types = [],  # noqa: B006
        status: Statuses = [],  # noqa: B006
        since: Day = None,
        until: Day = None,
        order: Literal["newest", "oldest", "doubt", "text"] = "newest",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> rows.Page[rows.EventRow]:
        """Return events: who did what to whom."""
        return store.events(
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


def _add_actors(router: APIRouter, store: Store) -> None:
    @router.get("/actors")
    def actors(
        name: Annotated[str, Query(max_length=300)] = "",
        kind: Annotated[list[ActorKind], Query()] = [],  # noqa: B006
        order: Literal["mentions", "statements", "articles", "name"] = "mentions",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> rows.Page[rows.ActorRow]:
        """Return actors, those in whose names words begin so."""
        return store.actors(_clean(name), kinds=kind, order=order, offset=offset, limit=limit)

    @router.get("/actors/{id:path}/articles")
    def sightings(id: str, offset: Offset = 0, limit: Limit = 50) -> rows.Page[rows.Sighting]:
        """Return the articles in which an actor occurs, the newest first."""
        if store.actor(id) is None:
            raise HTTPException(404, "refused:actor")
        return store.sightings(id, offset=offset, limit=limit)

    @router.get("/actors/{id:path}")
    def actor(id: str) -> rows.Dossier:
        """Return all that the archive tells of an actor."""
        found = store.actor(id)
        if found is None:
            raise HTTPException(404, "refused:actor")
        return found


def _record_schema() -> dict[str, Any]:
    """Return the schema of the public JSON, with its definitions inside."""
    text = json.dumps(schema()).replace("#/$defs/", "#/components/schemas/wortlaut.")
    found = json.loads(text)
    return {"$ref": found["$ref"]}


def record_definitions() -> dict[str, Any]:
    """Return the types of the public JSON as components of OpenAPI."""
    text = json.dumps(schema()["$defs"]).replace("#/$defs/", "#/components/schemas/wortlaut.")
    return {f"wortlaut.{name}": one for name, one in json.loads(text).items()}


def _clean(words: str) -> str:
    """Return words without lone surrogates, which JSON can hold and UTF-8 cannot."""
    return words.encode("utf-8", "replace").decode()
