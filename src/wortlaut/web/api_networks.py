"""The API of codings and networks."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from wortlaut.analyse.plan import Copies
from wortlaut.record import Codebook
from wortlaut.record.coding import Agreement
from wortlaut.store import Store
from wortlaut.web import lines
from wortlaut.web.described import answer, answers, paged
from wortlaut.web.network import What, network_of

_Book = Annotated[str | None, Query(max_length=100, description="Id of a codebook; else the first one.")]
_Day = Annotated[date | None, Query(description="First day, or the day after the last.", examples=["2026-05-03"])]


def add_networks(router: APIRouter, store: Store) -> None:
    """Add the routes of codings and networks."""

    @router.get("/codings", responses=answers("Codings"))
    def codings(
        request: Request,
        article: Annotated[str | None, Query(max_length=100)] = None,
        codebook: Annotated[str | None, Query(max_length=100)] = None,
        concept: Annotated[str | None, Query(max_length=100)] = None,
        actor: Annotated[str | None, Query(min_length=1, max_length=300, description="Stable id of an actor.")] = None,
        agreement: Agreement | None = None,
        since: _Day = None,
        until: _Day = None,
        decided: bool | None = None,
        offset: Annotated[int, Query(ge=0, le=1_000_000_000, description="How many to leave out.")] = 0,
        limit: Annotated[int, Query(ge=1, le=200, description="How many at most.")] = 50,
    ) -> Response:
        """Return codings: who is for or against what."""
        found = store.codings.listed(
            article=article,
            codebook=codebook,
            concept=concept,
            actor=actor,
            agreement=agreement,
            since=since,
            until=until,
            decided=decided,
            offset=offset,
            limit=limit,
        )
        return paged(request, lines.codings(found))

    @router.get("/networks/{what}", responses=answers("NetworkGraph"))
    def network(
        what: What,
        codebook: _Book = None,
        since: _Day = None,
        until: _Day = None,
        copies: Copies = "once",
        least: Annotated[float, Query(ge=0, le=1, description="Confidence of a claim at least.")] = 0.0,
        size: Annotated[int, Query(ge=1, le=5000, description="The strongest edges.")] = 300,
    ) -> Response:
        """Return who speaks to whom (speaks), sides with whom (agree), contradicts whom, stands where (stands)."""
        book = None if what == "speaks" else _book(store, codebook)
        made = network_of(store, what, book, since=since, until=until, size=size, copies=copies, least=least)
        return answer(
            lines.graph(
                made.network,
                what=what,
                codebook=book.id if book is not None else None,
                claims=len(made.claims),
                capped=made.capped,
            )
        )


def _book(store: Store, id: str | None) -> Codebook:
    found = store.codings.codebook(id) if id is not None else next(iter(store.codings.codebooks()), None)
    if found is None:
        raise HTTPException(404, "refused:codebook")
    return found
