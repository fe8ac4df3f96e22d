"""Tables to take away: hits of a search, statements and events of an actor, as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeVar

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wortlaut.export import BYTE_ORDER_MARK, csv_lines
from wortlaut.record import Span
from wortlaut.store import ArticleRow, EventRow, Hit, Page, StatementRow, Store, Who
from wortlaut.web import asking

MOST = 5000
"""Rows, or articles of a search, in one table."""
_AT_ONCE = 500
_GAP = " […] "
_ARTICLE = ("article", "outlet", "published", "title", "url")
HIT = (*_ARTICLE, "places", "found", "statement", "event", "speaker", "speaker_id", "words", "start", "end")
STATEMENT = (
    *_ARTICLE,
    *("statement", "kind", "speaker", "speaker_id", "addressee", "addressee_id", "via", "via_id", "medium"),
    *("certainty", "polarity", "confidence", "reviewed", "words", "start", "end"),
)
EVENT = (
    *_ARTICLE,
    *("event", "type", "mode", "status", "polarity", "earliest", "latest", "initiator", "initiator_id", "recipient"),
    *("recipient_id", "place", "object", "answers", "confidence", "reviewed", "words", "start", "end"),
)
T = TypeVar("T")


def routes(store: Store) -> APIRouter:
    """Return the routes of tables."""
    router = APIRouter()

    @router.get("/csv/search")
    def hits(request: Request) -> Response:
        """Give the hits of a search, one row per passage."""
        asked = asking.asked(store, request.query_params)
        if not asked.clear or asked.empty:
            raise HTTPException(422, "refused:table")
        found = _all(lambda offset: store.search(asked.query, offset=offset, limit=_AT_ONCE))
        return _file("suche", HIT, (row for hit in found for row in hit_rows(hit)))

    @router.get("/csv/actors/{id:path}")
    def actor(request: Request, id: str) -> Response:
        """Give what an actor says, what is said to him, or the events that he takes part in."""
        if store.actor(id) is None:
            raise HTTPException(404, "refused:actor")
        tab = request.query_params.get("tab")
        if tab == "events":
            events = _all(lambda offset: store.events(actor=id, offset=offset, limit=_AT_ONCE))
            return _file("ereignisse", EVENT, map(event_row, events))
        role: Literal["speaker", "addressee"] = "addressee" if tab == "hears" else "speaker"
        said = _all(lambda offset: store.statements_of(id, role, offset=offset, limit=_AT_ONCE))
        return _file("aeusserungen", STATEMENT, map(statement_row, said))

    return router


def hit_rows(hit: Hit) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a hit: article, how often it appeared, how much of it fits, then each passage."""
    for one in hit.passages:
        yield (
            *_article(hit.article),
            str(len(hit.places)),
            str(hit.found),
            one.statement or "",
            one.event or "",
            *_who(one.speaker),
            one.words,
            *_bounds(one.span),
        )


def statement_row(row: StatementRow) -> tuple[str, ...]:
    """Return a statement as a row; its bounds are the outer ones of all pieces."""
    return (
        *_article(row.article),
        row.id,
        row.kind,
        *_who(row.speaker),
        *_who(row.addressee),
        *_who(row.via),
        row.medium,
        row.certainty,
        row.polarity,
        f"{row.confidence:.4f}",
        _yes(row.reviewed),
        _GAP.join(row.words),
        *_bounds(*row.content),
    )


def event_row(row: EventRow) -> tuple[str, ...]:
    """Return an event as a row."""
    return (
        *_article(row.article),
        row.id,
        row.type,
        row.mode or "",
        row.status,
        row.polarity,
        row.earliest.isoformat() if row.earliest else "",
        row.latest.isoformat() if row.latest else "",
        *_who(*row.initiator),
        *_who(*row.recipient),
        (row.place.name or "") if row.place else "",
        row.object or "",
        row.answers or "",
        f"{row.confidence:.4f}",
        _yes(row.reviewed),
        row.words,
        *_bounds(row.span),
    )


def _file(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Response:
    """Return a table as a download that spreadsheets open with the right letters."""

    def lines() -> Iterator[str]:
        yield BYTE_ORDER_MARK + csv_lines([header])
        for row in rows:
            yield csv_lines([row])

    told = {"content-disposition": f'attachment; filename="wortlaut-{name}.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=told)


def _all(page: Callable[[int], Page[T]]) -> Iterator[T]:
    offset: int | None = 0
    while offset is not None and offset < MOST:
        found = page(offset)
        yield from found.items
        offset = found.next


def _article(row: ArticleRow) -> tuple[str, ...]:
    found = row.published
    if found is None:
        published = ""
    elif found.precision == "day":
        published = found.earliest.isoformat()
    else:
        published = f"{found.earliest.isoformat()}/{found.latest.isoformat()}"
    return row.id, row.outlet or "", published, row.title or "", row.url or ""


def _who(*those: Who | None) -> tuple[str, str]:
    known = [who for who in those if who is not None]
    return "; ".join(who.name or "" for who in known), "; ".join(who.id or "" for who in known)


def _bounds(*spans: Span) -> tuple[str, str]:
    return str(min(span.start for span in spans)), str(max(span.end for span in spans))


def _yes(value: bool) -> str:
    return "yes" if value else "no"
