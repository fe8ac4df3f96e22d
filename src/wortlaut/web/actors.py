"""Actors: the list of all, and the dossier of one."""

from __future__ import annotations

from typing import Any, Literal, get_args

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.store import Dossier, Store
from wortlaut.web import asking
from wortlaut.web.links import actor_path
from wortlaut.web.pages import render

PER_PAGE = 50
Order = Literal["mentions", "statements", "articles", "name"]
ORDERS: tuple[Order, ...] = get_args(Order)
TABS = ("says", "hears", "events", "articles")
_PARTNERS = 20
_QUOTED = 400
_FORMS = 20


def routes(store: Store) -> APIRouter:
    """Return the routes of actors."""
    router = APIRouter()

    @router.get("/actors")
    def show_all(request: Request) -> Response:
        """Show all actors, or those of a name."""
        given = request.query_params
        name = asking.words(given, "name")
        kinds = asking.known(given.getlist("kind"), asking.ACTOR_KINDS)
        order: Order = next((one for one in ORDERS if one == given.get("order")), "mentions")
        page = store.actors(name, kinds=kinds, order=order, offset=asking.offset(given), limit=PER_PAGE)
        fields = {"name": name, "kind": list(kinds), "order": order}
        values = {"page": page, "fields": fields, "orders": ORDERS, "kinds": asking.ACTOR_KINDS}
        return render(request, "actors.html", values)

    @router.get("/actors/{id:path}")
    def show(request: Request, id: str) -> Response:
        """Show all that the archive tells of one actor."""
        found = store.actor(id)
        if found is None:
            raise HTTPException(404, "refused:actor")
        if found.actor.id != id:  # merged into somebody else
            return RedirectResponse(actor_path(found.actor.id), 307)
        given = request.query_params
        tab = next((one for one in TABS if one == given.get("tab")), "says")
        values = {
            "dossier": found,
            "tab": tab,
            "tabs": _tabs(found),
            "page": _page(store, id, tab, asking.offset(given)),
            "partners": store.partners(id, limit=_PARTNERS),
            "outlets": quoted_by(store, id),
            "forms": found.names[:_FORMS],
        }
        return render(request, "actor.html", values)

    return router


def quoted_by(store: Store, actor: str) -> tuple[tuple[str, int], ...]:
    """Return which outlets quote an actor and how often, the most first; in his newest articles."""
    counts: dict[str, int] = {}
    for sighting in store.sightings(actor, limit=_QUOTED).items:
        if sighting.statements and sighting.article.outlet:
            counts[sighting.article.outlet] = counts.get(sighting.article.outlet, 0) + sighting.statements
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _tabs(found: Dossier) -> tuple[tuple[str, int], ...]:
    numbers = (found.actor.statements, found.addressed, found.events, found.actor.articles)
    return tuple(zip(TABS, numbers, strict=True))


def _page(store: Store, actor: str, tab: str, offset: int) -> Any:
    if tab == "events":
        return store.events(actor=actor, offset=offset, limit=PER_PAGE)
    if tab == "articles":
        return store.sightings(actor, offset=offset, limit=PER_PAGE)
    role: Literal["speaker", "addressee"] = "speaker" if tab == "says" else "addressee"
    return store.statements_of(actor, role, offset=offset, limit=PER_PAGE)
