"""The timeline: statements and events by day, from years down to days, with what was offered beside what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import merge
from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from wortlaut.store import EventRow, StatementRow, Store
from wortlaut.web import asking
from wortlaut.web.pages import render

PER_PAGE = 60
_MOST_YEARS = 60
_DEEPEST = 3000
_YEARS_FROM = 3 * 366
_MONTHS_FROM = 92
Unit = Literal["year", "month", "day"]
Show = Literal["all", "statements", "events"]
SHOWN: tuple[Show, ...] = ("all", "statements", "events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time, half-open, with how much is said and done in it."""

    since: date
    until: date
    statements: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something on the timeline: a statement, or an event with the one that it answers."""

    day: date
    statement: StatementRow | None = None
    event: EventRow | None = None
    answered: EventRow | None = None

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
        given = request.query_params
        name = asking.words(given, "actor")
        found = store.called(name, limit=8) if name else ()
        actor = found[0].id if len(found) == 1 else None
        shown: Show = next((one for one in SHOWN if one == given.get("show")), "all")
        limits = extent(store)
        since = asking.day(given, "since") or (limits[0] if limits else None)
        until = asking.day(given, "until") or (limits[1] if limits else None)
        clear = since is not None and until is not None and since < until and (actor is not None or not name)
        offset = min(asking.offset(given), _DEEPEST)
        fields = {"actor": name, "show": shown, "since": _iso(since), "until": _iso(until)}
        values = {
            "fields": fields,
            "shown": SHOWN,
            "choices": found if len(found) > 1 else (),
            "nobody": bool(name) and not found,
            "limits": limits,
            "unit": None,
            "bars": (),
            "entries": (),
            "total": 0,
            "offset": offset,
            "limit": PER_PAGE,
        }
        if clear and since is not None and until is not None:
            unit = unit_of(since, until)
            entries, total = entries_of(store, since, until, actor, shown, offset)
            values |= {
                "unit": unit,
                "bars": tuple(bars(store, since, until, unit, actor)),
                "entries": entries,
                "total": total,
            }
        return render(request, "timeline.html", values)

    return router


def extent(store: Store) -> tuple[date, date] | None:
    """Return the days of the first and after the last article that has one."""
    ends = []
    for order in ("oldest", "newest"):
        some = store.articles(order="oldest" if order == "oldest" else "newest", copies=True, limit=1, since=date.min)
        ends += [row.published for row in some.items if row.published is not None]
    return (ends[0].earliest, max(one.latest for one in ends)) if ends else None


def unit_of(since: date, until: date) -> Unit:
    """Return in what a range is told: years, months or days.

    >>> unit_of(date(2020, 1, 1), date(2026, 1, 1)), unit_of(date(2026, 5, 1), date(2026, 6, 1))
    ('year', 'day')
    """
    days = (until - since).days
    return "year" if days > _YEARS_FROM else "month" if days > _MONTHS_FROM else "day"


def stretches(since: date, until: date, unit: Unit) -> Iterator[tuple[date, date]]:
    """Yield the stretches of a range: the years, months or days that touch it; of many years the last.

    >>> [begin.isoformat() for begin, _ in stretches(date(2026, 5, 3), date(2026, 7, 1), "month")]
    ['2026-05-01', '2026-06-01']
    """
    begin = _begin(since, unit)
    if unit == "year":
        begin = begin.replace(year=max(begin.year, until.year - _MOST_YEARS, 1))
    while begin < until:
        try:
            end = _after(begin, unit)
        except (ValueError, OverflowError):  # the end of the calendar
            return
        yield begin, end
        begin = end


def bars(store: Store, since: date, until: date, unit: Unit, actor: str | None) -> Iterator[Bar]:
    """Yield how much there is in each stretch of a range."""
    counts: Counter[tuple[str, date]] = Counter()
    for what, days in zip(("said", "done"), store.days(actor=actor, since=since, until=until), strict=True):
        for day, number in days.items():
            counts[what, _begin(day, unit)] += number
    for begin, end in stretches(since, until, unit):
        yield Bar(since=begin, until=end, statements=counts["said", begin], events=counts["done", begin])


def entries_of(
    store: Store, since: date, until: date, actor: str | None, shown: Show, offset: int
) -> tuple[tuple[Entry, ...], int]:
    """Return one page of what is on the timeline, the newest first, and how much there is."""
    said, done = [], []
    total = 0
    most = offset + PER_PAGE
    if shown != "events":
        statements = store.statements(speaker=actor, since=since, until=until, order="newest", limit=most)
        said = [Entry(day=_day_of(one), statement=one) for one in statements.items]
        total += statements.total
    if shown != "statements":
        events = store.events(actor=actor, since=since, until=until, order="newest", limit=most)
        done = [Entry(day=one.day or _day_of(one), event=one) for one in events.items]
        total += events.total
    both = list(merge(said, done, key=lambda one: one.day, reverse=True))[offset:most]
    return tuple(_answered(store, both)), total


def _answered(store: Store, entries: list[Entry]) -> Iterator[Entry]:
    """Yield entries, events with the offer, demand or accusation that they answer."""
    known = store.answered([one.event for one in entries if one.event is not None])
    for one in entries:
        event = one.event
        answered = known.get((event.article.id, event.answers or "")) if event is not None else None
        yield replace(one, answered=answered) if answered is not None else one


def _day_of(row: StatementRow | EventRow) -> date:
    return row.article.day or row.earliest or date.min


def _begin(day: date, unit: Unit) -> date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _after(begin: date, unit: Unit) -> date:
    if unit == "year":
        return begin.replace(year=begin.year + 1)
    if unit == "month":
        return (begin + timedelta(days=32)).replace(day=1)
    return begin + timedelta(days=1)


def _iso(found: date | None) -> str:
    return found.isoformat() if found is not None else ""
