"""Actors: the list of all, and the dossier of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any, Literal, get_args

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wortlaut.analyse import POSITIONS, Position, position_of
from wortlaut.export.days import Lang
from wortlaut.record import Office
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.ids import folded
from wortlaut.store import Dossier, EventRow, Store
from wortlaut.web import asking
from wortlaut.web.columns import Unit, columns
from wortlaut.web.links import actor_path
from wortlaut.web.pages import language, render
from wortlaut.web.subjects import subjects, without

PER_PAGE = 50
Order = Literal["mentions", "statements", "articles", "name"]
ORDERS: tuple[Order, ...] = get_args(Order)
TABS = ("says", "hears", "events", "articles")
_PARTNERS = 12
_OUTLETS = 12
_FORMS = 20
_EXAMPLES = 2
_READ = 200
_NAMED: tuple[ActorKind, ...] = ("person",)
_SUBJECTS = 16
_YEARS_FROM = timedelta(days=10 * 366)
_SHORTEST = timedelta(days=334)
_FIRST = date.min + _SHORTEST


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
            "offices": sorted(found.offices, key=_tenure),
            "tab": tab,
            "tabs": _tabs(found),
            "page": _page(store, id, tab, asking.offset(given)),
            "partners": store.partners(id, limit=_PARTNERS),
            "positions": positions(store, id),
            "subjects": subjects_of(store, id),
            "listened": min(found.actor.statements, _READ),
            "forms": found.names[:_FORMS],
            **quoted(store, id, language(request)),
        }
        return render(request, "actor.html", values)

    return router


def quoted(store: Store, actor: str, lang: Lang) -> dict[str, Any]:
    """Return where somebody is quoted, and how often in each month (in each year, of many years)."""
    found = store.profiles.quoted(actor)
    if not found.days:
        return {"outlets": found.outlets[:_OUTLETS], "months": (), "unit": "month", "undated": found.undated}
    until = found.days[-1][0] + timedelta(days=1)
    since = min(found.days[0][0], max(until, _FIRST) - _SHORTEST)  # one column alone would tell nothing
    unit: Unit = "month" if until - since < _YEARS_FROM else "year"
    months = columns(since, until, unit, lang, dict(found.days))
    return {"outlets": found.outlets[:_OUTLETS], "months": months, "unit": unit, "undated": found.undated}


def positions(store: Store, actor: str) -> tuple[tuple[Position, int, tuple[EventRow, ...]], ...]:
    """Return what somebody offered, supported, demanded, refused: how often, and the newest events."""
    numbers: Counter[Position] = Counter()
    newest: dict[Position, list[EventRow]] = defaultdict(list)
    for done in store.profiles.done(actor, examples=_EXAMPLES):
        position = position_of(done.type, done.status, done.polarity)
        if position is not None:
            numbers[position] += done.number
            newest[position] += done.newest
    return tuple(
        (one, numbers[one], tuple(sorted(newest[one], key=_day, reverse=True)[:_EXAMPLES]))
        for one in POSITIONS
        if numbers[one]
    )


def subjects_of(store: Store, actor: str) -> tuple[tuple[str, int], ...]:
    """Return what somebody talks about, without names of persons."""
    found = subjects(store.profiles.said(actor, limit=_READ), 2 * _SUBJECTS)
    parts = {part for word, _ in found for part in folded(word)}
    return without(found, store.profiles.naming(parts, _NAMED))[:_SUBJECTS]


def _tenure(office: tuple[Office, int]) -> tuple[bool, int, int]:
    """Sort offices by their beginning, the latest first; those without come last, the most told first."""
    since = office[0].since
    return since is None, -since.toordinal() if since else 0, -office[1]


def _day(row: EventRow) -> date:
    return row.day or date.min


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
