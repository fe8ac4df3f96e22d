"""The timeline: statements and events by day, from years down to days, what was offered beside what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from wortlaut.store import ActorRow, EventRow, Pair, Scope, StatementRow, Store
from wortlaut.web import asking
from wortlaut.web.columns import beside, columns, crumbs, unit_of
from wortlaut.web.pages import language, render

PER_PAGE = 60
_DEEPEST = 30_000
_MOST_NAMED = 8
Show = Literal["all", "statements", "events"]
SHOWN: tuple[Show, ...] = ("all", "statements", "events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something on the timeline: a statement, an event, or an event with what it answers or what answers it."""

    statement: StatementRow | None = None
    event: EventRow | None = None
    pair: Pair | None = None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """When it was, as far as that is known: the event's own time, else that of the article; half-open."""
        row = self.statement or self.event
        if self.event is not None and (self.event.earliest or self.event.latest):
            return self.event.earliest, self.event.latest
        published = row.article.published if row is not None else None
        return (published.earliest, published.latest) if published is not None else (None, None)


def routes(store: Store) -> APIRouter:
    """Return the routes of the timeline."""
    router = APIRouter()

    @router.get("/timeline")
    def show(request: Request) -> Response:
        """Show what was said and done in a range of days."""
        return render(request, "timeline.html", shown(store, request))

    return router


def shown(store: Store, request: Request) -> dict[str, Any]:
    """Return the values of the page for what a request asks."""
    given = request.query_params
    name = asking.words(given, "actor")
    found = store.called(name, limit=_MOST_NAMED) if name else ()
    limits = store.times.extent()
    since = asking.day(given, "since") or (limits[0] if limits else None)
    until = asking.day(given, "until") or (limits[1] if limits else None)
    fields = {
        "actor": name,
        "show": next((one for one in SHOWN if one == given.get("show")), "all"),
        "kind": list(asking.known(given.getlist("kind"), asking.KINDS)),
        "event": list(asking.known(given.getlist("event"), asking.TYPES)),
        "status": list(asking.known(given.getlist("status"), asking.STATUSES)),
    }
    offset = min(asking.offset(given), _DEEPEST)
    values: dict[str, Any] = {
        "fields": {**fields, "since": _iso(since), "until": _iso(until)},
        "filters": fields,
        "shown": SHOWN,
        "known": {"kind": asking.KINDS, "event": asking.TYPES, "status": asking.STATUSES},
        "choices": found if len(found) > 1 else (),
        "nobody": bool(name) and not found,
        "backwards": since is not None and until is not None and since >= until,
        "limits": limits,
        "columns": (),
        "offset": offset,
        "limit": PER_PAGE,
    }
    if since is None or until is None or since >= until or len(found) > 1 or (name and not found):
        return values
    scope = scope_of(given, since, until, found)
    said, done = store.times.days(scope)
    before, after = beside(since, until, limits) if limits else (None, None)
    return values | {
        "unit": unit_of(since, until),
        "columns": columns(since, until, unit_of(since, until), language(request), said, done),
        "entries": tuple(paired(store, store.times.newest(scope, offset=offset, limit=PER_PAGE))),
        "total": sum(said.values()) + sum(done.values()),
        "crumbs": crumbs(since, until) if (since, until) != limits else (),
        "before": before,
        "after": after,
    }


def scope_of(given: QueryParams, since: date, until: date, found: Sequence[ActorRow]) -> Scope:
    """Return what is asked for; a choice among statements leaves out events that nobody chose, and the other way."""
    kinds = asking.known(given.getlist("kind"), asking.KINDS)
    types = asking.known(given.getlist("event"), asking.TYPES)
    statuses = asking.known(given.getlist("status"), asking.STATUSES)
    show = given.get("show")
    return Scope(
        since=since,
        until=until,
        actor=found[0].id if found else None,
        kinds=kinds,
        types=types,
        statuses=statuses,
        said=show != "events" and bool(kinds or not (types or statuses)),
        done=show != "statements" and bool(types or statuses or not kinds),
    )


def paired(store: Store, rows: Sequence[StatementRow | EventRow]) -> Iterator[Entry]:
    """Yield entries; events that answer each other are one, where the newest of them stands."""
    pairs = store.times.pairs([row for row in rows if isinstance(row, EventRow)])
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if isinstance(row, StatementRow):
            yield Entry(statement=row)
            continue
        pair = pairs.get((row.article.id, row.id))
        if pair is None:
            yield Entry(event=row)
        elif (row.article.id, pair.first.id) not in seen:
            seen.add((row.article.id, pair.first.id))
            yield Entry(event=row, pair=pair)


def _iso(found: date | None) -> str:
    return found.isoformat() if found is not None else ""
