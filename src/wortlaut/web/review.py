"""The queue of what a person should look at, saying what is right, how well people and machine agree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from wortlaut.errors import ReviewError
from wortlaut.export import record_json
from wortlaut.export.corpus import corpus_document
from wortlaut.record import Coding, Event, Mention, Span, Statement, Target
from wortlaut.record.reading import ActorKind
from wortlaut.record.review import Finding, Review
from wortlaut.review import DoubtKind, Orphan, Reviewed, State, agreement, is_settled
from wortlaut.store import QueueRow, Store
from wortlaut.web.links import article_path, own_path, with_query
from wortlaut.web.marking import paragraphs
from wortlaut.web.pages import render
from wortlaut.web.said import (
    REVIEWER,
    Field,
    add,
    cookie_of,
    fields_of,
    finding_of,
    missing_fields,
    rejected,
    reviewer_of,
    say,
    take_back,
)

KINDS = get_args(DoubtKind)
NEW_KINDS = tuple(kind for kind in get_args(ActorKind) if kind != "unknown")
_YEAR = 365 * 24 * 3600
_MOST_ORPHANS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is looked at now: its row of the queue, the paragraph around it, its form, what was said of it."""

    row: QueueRow
    shown: Reviewed
    finding: Finding | None
    fields: tuple[Field, ...]
    state: State | None
    reasons: tuple[str, ...]
    start: int
    end: int
    parts: tuple[tuple[str, bool], ...]
    orphan: Orphan | None


def routes(store: Store) -> APIRouter:
    """Return the routes of reviewing."""
    router = APIRouter()

    @router.get("/review")
    def queue(request: Request, kind: str = "", article: str = "", at: int = 0) -> Response:
        """Show one doubtful finding after the other."""
        kinds = (kind,) if kind in KINDS else ()
        at = max(0, min(at, 1_000_000))
        found = store.people.queue(kinds=kinds, article=article or None, offset=at, limit=1)
        if not found.items and found.total and at:
            return RedirectResponse(with_query("/review", kind=kind, article=article, at=found.total - 1), 303)
        reviewer = reviewer_of(request)
        asked = {"kind": kind if kinds else "", "article": article}
        mine = store.people.reviews(reviewer=reviewer, limit=1)
        values = {
            "item": _item(store, found.items[0]) if found.items else None,
            "total": found.total,
            "at": at,
            "asked": asked,
            "kinds": KINDS,
            "done": mine.total,
            "last": _last(store, reviewer, mine.total),
            "reviewer": reviewer,
            "here": with_query("/review", **asked, at=at),
            "new_kinds": NEW_KINDS,
        }
        return render(request, "review.html", values)

    @router.post("/articles/{id}/review")
    async def verdict(request: Request, id: str) -> Response:
        """Write what somebody says of a finding, and return to where he came from."""
        form = await request.form()
        told = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_said, store, request, id, told)

    @router.post("/reviewer")
    def reviewer(request: Request, name: Annotated[str, Form()] = "") -> Response:
        """Keep the name under which somebody reviews."""
        answer = RedirectResponse(own_path(request.headers.get("referer")), 303)
        answer.set_cookie(REVIEWER, cookie_of(name), max_age=_YEAR, samesite="lax", httponly=True)
        return answer

    @router.get("/review/agreement")
    def agreed(request: Request) -> Response:
        """Show how well people agree, with each other and with the machine, and reviews without a place."""
        records = list(store.people.all_reviewed())
        orphans = [(one.read.article, orphan) for one in records for orphan in one.orphans]
        values = {
            "told": agreement(records),
            "articles": len(records),
            "settled": sum(map(is_settled, records)),
            "orphans": orphans[:_MOST_ORPHANS],
            "more": max(0, len(orphans) - _MOST_ORPHANS),
        }
        return render(request, "agreement.html", values)

    @router.get("/review/export/{form}")
    def export(form: str, partly: bool = False) -> Response:
        """Give reviewed articles as training data in the corpus's format, or as records."""
        if form not in ("corpus", "records"):
            raise HTTPException(404, "refused:page")
        name = f"wortlaut-{form}.jsonl"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(_exported(store, form, partly), media_type="application/jsonl", headers=headers)

    return router


def _last(store: Store, reviewer: str, total: int) -> Review | None:
    """Return the latest review of a person that still counts, if it is among his last few."""
    some = store.people.reviews(reviewer=reviewer, offset=max(0, total - 20), limit=20).items
    gone = {one.withdraws for one in some}
    return next((one for one in reversed(some) if one.withdraws is None and one.id not in gone), None)


def page_values(shown: Reviewed | None) -> dict[str, Any]:
    """Return what the page of an article shows of reviews: forms of its statements and events, their states."""
    if shown is None:
        return {"shown": None, "forms": {}, "states": {}, "gone": (), "missing": (), "new_kinds": NEW_KINDS}
    findings: list[Finding] = [*shown.reading.statements, *shown.reading.events]
    return {
        "shown": shown,
        "forms": {one.id: fields_of(shown, one) for one in findings},
        "states": {state.target.id: state for state in shown.states},
        "gone": rejected(shown),
        "missing": missing_fields(),
        "new_kinds": NEW_KINDS,
    }


def _said(store: Store, request: Request, id: str, told: dict[str, str]) -> Response:
    back = own_path(f"http://here{told.get('back') or article_path(id)}")
    shown = store.people.reviewed(id)
    if shown is None:
        raise HTTPException(404, "refused:article")
    reviewer, verdict = reviewer_of(request), told.get("verdict", "")
    try:
        if verdict == "undo":
            take_back(store, shown, told.get("review") or None, reviewer=reviewer)
        elif verdict == "add":
            add(store, shown, told, reviewer=reviewer)
        else:
            say(store, shown, told.get("finding", ""), told.get("id", ""), verdict, told, reviewer=reviewer)
    except ReviewError as error:
        raise HTTPException(409, str(error)) from None
    return RedirectResponse(back, 303)


def _item(store: Store, row: QueueRow) -> Item | None:
    """Return everything about a row of the queue; None where the article is gone."""
    shown = store.people.reviewed(row.article.id)
    if shown is None:
        return None
    finding = finding_of(shown, row.kind, row.id)
    orphan = next((one for one in shown.orphans if one.review.id == row.id), None)
    text = shown.reading.article.text
    within = paragraphs(shown.reading.article.paragraphs, text)
    around = next((one.span for one in within if one.span.start <= row.start < one.span.end), None)
    whole = around or row.sentence_span
    return Item(
        row=row,
        shown=shown,
        finding=finding,
        fields=fields_of(shown, finding) if finding is not None else (),
        state=shown.state(row.kind, row.id),
        reasons=tuple(_reasons(shown, finding)),
        start=whole.start,
        end=whole.end,
        parts=tuple(_parts(text, whole, _evidence(finding, orphan))),
        orphan=orphan,
    )


def _evidence(finding: Finding | None, orphan: Orphan | None) -> tuple[Span, ...]:
    if finding is None:
        return orphan.review.target.evidence if orphan else ()
    if isinstance(finding, Mention):
        return (finding.span,)
    return (finding.text,) if isinstance(finding, Event) else Target.of(finding).evidence


def _parts(text: str, whole: Span, marked: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the words of a paragraph in pieces, and whether they are what is looked at."""
    at = whole.start
    for span in sorted(marked):
        start, end = max(at, span.start), min(span.end, whole.end)
        if start < end:
            yield text[at:start], False
            yield text[start:end], True
            at = end
    yield text[at : whole.end], False


def _reasons(shown: Reviewed, finding: Finding | None) -> Iterator[str]:
    """Yield why the people of a finding are they."""
    wanted: set[str | None] = set()
    if isinstance(finding, Mention):
        wanted = {finding.id}
    elif isinstance(finding, Statement):
        wanted = {party.mention for party in (finding.speaker, finding.addressee) if party is not None}
    elif isinstance(finding, Coding):
        yield from finding.reasons
    for link in shown.reading.links:
        if link.mention in wanted:
            yield from link.reasons


def _exported(store: Store, form: str, partly: bool) -> Iterator[bytes]:
    for one in store.people.all_reviewed():
        if not partly and not is_settled(one):
            continue
        if form == "records":
            yield record_json(one.reading) + b"\n"
        else:
            yield json.dumps(corpus_document(one.reading), ensure_ascii=False).encode() + b"\n"
