"""Search: words, who speaks to whom, how certain, which events; each hit in its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from wortlaut.store import Passage, Store
from wortlaut.web import asking
from wortlaut.web.pages import render

PER_PAGE = 20
_NAMES = 12


def routes(store: Store) -> APIRouter:
    """Return the routes of search."""
    router = APIRouter()

    @router.get("/search")
    def search(request: Request) -> Response:
        """Show what was asked for, and what was found."""
        asked = asking.asked(store, request.query_params)
        offset = asking.offset(request.query_params)
        page = store.search(asked.query, offset=offset, limit=PER_PAGE) if asked.clear and not asked.empty else None
        values = {
            "asked": asked,
            "page": page,
            "parts": parts,
            "outlets": store.outlets(),
            "known": {
                "kind": asking.KINDS,
                "certainty": asking.CERTAINTIES,
                "event": asking.TYPES,
                "status": asking.STATUSES,
            },
            "orders": asking.ORDERS,
        }
        return render(request, "search.html", values)

    @router.get("/search/names")
    def names(request: Request) -> Response:
        """Show whom a name that is being typed may mean, as options of a list."""
        given = request.query_params
        name = next((asking.words(given, role) for role in (*asking.ROLES, "name") if given.get(role)), "")
        return render(request, "names.html", {"found": store.actors(name, limit=_NAMES).items if name else ()})

    return router


def parts(passage: Passage) -> Iterator[tuple[str, bool]]:
    """Yield the words of a passage in pieces, each with whether it was hit."""
    end = passage.span.start
    for mark in sorted(passage.marks):
        start, stop = max(mark.start, end), min(mark.end, passage.span.end)
        if start >= stop:
            continue
        yield passage.words[end - passage.span.start : start - passage.span.start], False
        yield passage.words[start - passage.span.start : stop - passage.span.start], True
        end = stop
    yield passage.words[end - passage.span.start :], False
