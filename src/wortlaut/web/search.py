"""Search: words, who speaks to whom, how certain, which events; each hit in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from wortlaut.store import Facets, Passage, Store
from wortlaut.web import asking
from wortlaut.web.asking import Asked
from wortlaut.web.pages import render

PER_PAGE = 20
_NAMES = 12
_VALUES = 8
EXAMPLES: dict[str, dict[str, Any]] = {
    "words": {"words": "haushalt streit"},
    "phrase": {"words": "„im Streit um“"},
    "speaker": {"kind": ["direct"]},
    "event": {"event": ["REJECT"]},
}
"""Searches that show what can be asked for."""


def routes(store: Store) -> APIRouter:
    """Return the routes of search."""
    router = APIRouter()

    @router.get("/search")
    def search(request: Request) -> Response:
        """Show what was asked for, and what was found."""
        asked = asking.asked(store, request.query_params)
        offset = asking.offset(request.query_params)
        page, facets = None, Facets(values={})
        if asked.clear and not asked.empty:
            page, facets = store.survey(asked.query, offset=offset, limit=PER_PAGE)
        values = {
            "asked": asked,
            "page": page,
            "chosen": tuple(chosen(asked)),
            "facets": tuple(narrower(asked, facets)),
            "parts": parts,
            "outlets": store.outlets(),
            "known": {
                "kind": asking.KINDS,
                "certainty": asking.CERTAINTIES,
                "event": asking.TYPES,
                "status": asking.STATUSES,
            },
            "orders": asking.ORDERS,
            "examples": EXAMPLES,
        }
        return render(request, "search.html", values)

    @router.get("/search/names")
    def names(request: Request) -> Response:
        """Show whom a name that is being typed may mean, as options of a list."""
        given = request.query_params
        name = next((asking.words(given, role) for role in (*asking.ROLES, "name") if given.get(role)), "")
        return render(request, "names.html", {"found": store.actors(name, limit=_NAMES).items if name else ()})

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrower:
    """A value that hits have: how many, and the fields of the search for these alone."""

    value: str
    number: int
    fields: dict[str, Any]


def narrower(asked: Asked, facets: Facets) -> Iterator[tuple[str, tuple[Narrower, ...]]]:
    """Yield the fields by which hits can be told apart, each with its most frequent values."""
    for name, counts in facets.values.items():
        if len(counts) > 1:
            those = (Narrower(value=one, number=number, fields=_with(asked, name, one)) for one, number in counts)
            yield name, tuple(those)[:_VALUES]


def chosen(asked: Asked) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each condition of a search besides its words: its field, its value, the fields without it."""
    for name, value in asked.fields.items():
        if name not in ("words", "order"):
            values = value if isinstance(value, list) else [value] if value else []
            for one in values:
                rest = [other for other in values if other != one] if isinstance(value, list) else ""
                yield name, one, {**asked.fields, name: rest}


def _with(asked: Asked, name: str, value: str) -> dict[str, Any]:
    if name == "year":
        return {**asked.fields, "since": value, "until": str(int(value) + 1)}
    return {**asked.fields, name: [value]}


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
