"""Concepts of the codebooks: who is for, who against, since when, and the words that show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from wortlaut.record import Agreement
from wortlaut.store import Position, Store, Who
from wortlaut.web import asking
from wortlaut.web.columns import columns, unit_of
from wortlaut.web.pages import language, render

PER_PAGE = 50
SIDES: tuple[Agreement, ...] = ("for", "against", "unclear")


@dataclass(slots=True)
class Stand:
    """How often somebody is for, against, or takes no clear side."""

    who: Who
    counts: Counter[Agreement] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Return how often he speaks of it."""
        return sum(self.counts.values())


def routes(store: Store) -> APIRouter:
    """Return the routes of concepts."""
    router = APIRouter()

    @router.get("/concepts")
    def show(request: Request) -> Response:
        """Show the concepts of a codebook with who stands where, or one of them with its evidence."""
        return render(request, "concepts.html", shown(store, request))

    return router


def shown(store: Store, request: Request) -> dict[str, Any]:
    """Return the values of the page for what a request asks."""
    given = request.query_params
    books = store.codings.codebooks()
    wanted = asking.words(given, "codebook")
    book = next((one for one in books if one.id == wanted), books[0] if books else None)
    concept = book.concept(asking.words(given, "concept")) if book is not None else None
    values: dict[str, Any] = {"books": books, "book": book, "concept": concept, "sides": SIDES, "page": None}
    if book is None:
        return values
    positions = store.codings.positions(book.id)
    stands = _stands(positions)
    values |= {"stands": stands, "names": {one.id: one.name for one in book.concepts}}
    if concept is None:
        return values
    actor = asking.words(given, "actor")
    page = store.codings.listed(
        codebook=book.id,
        concept=concept.id,
        actor=actor or None,
        offset=asking.offset(given),
        limit=PER_PAGE,
    )
    mine = [one for one in positions if one.concept == concept.id and (not actor or one.actor.id == actor)]
    return values | {"page": page, "actor": actor, **_through_time(request, mine)}


def _stands(positions: Iterable[Position]) -> dict[str, list[Stand]]:
    """Return who stands where by concept, those first who speak of it most."""
    found: dict[str, dict[str, Stand]] = defaultdict(dict)
    for one in positions:
        stand = found[one.concept].setdefault(one.actor.id or "", Stand(one.actor))
        stand.counts[one.agreement] += one.count
    return {
        concept: sorted(stands.values(), key=lambda stand: (-stand.total, stand.who.name or ""))
        for concept, stands in found.items()
    }


def _through_time(request: Request, positions: Iterable[Position]) -> dict[str, Any]:
    months: dict[Agreement, Counter[date]] = {side: Counter() for side in SIDES[:2]}
    for one in positions:
        if one.month is not None and one.agreement in months:
            months[one.agreement][date.fromisoformat(f"{one.month}-01")] += one.count
    days = sorted(day for counts in months.values() for day in counts)
    if not days:
        return {"columns": (), "unit": "month"}
    since, until = days[0], (days[-1].replace(day=28))
    unit = "month" if unit_of(since, until) == "day" else unit_of(since, until)
    return {"columns": columns(since, until, unit, language(request), *months.values()), "unit": unit}
