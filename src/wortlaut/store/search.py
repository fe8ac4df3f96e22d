"""Query → hits: candidates from the database, joined to articles, ranked, with the sentences that were hit."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, false, select

from wortlaut.record import Span
from wortlaut.store.actors import stable_id
from wortlaut.store.articles import places_of, rows_of, sentences
from wortlaut.store.findings import among, around, event_rows, statement_rows, told_by, with_role
from wortlaut.store.folding import Mark, Term, marks, terms
from wortlaut.store.rows import Hit, Page, Passage, Query
from wortlaut.store.schema import actors, articles, events, places, sightings, statements
from wortlaut.store.words import Unit, WordIndex

CANDIDATES = 10_000
"""Statements, events or articles that a search looks at; of more, the newest in the store."""
_PASSAGES = 3
_TABLES: dict[Unit, Table] = {"article": articles, "statement": statements, "event": events}


@dataclass(slots=True)
class _Found:
    """What was found of one article and its copies: the best row, and all rows with their ranks."""

    article: int
    day: date | None
    rank: float
    rows: dict[int, float] = field(default_factory=dict)


def search(connection: Connection, index: WordIndex, query: Query, *, offset: int, limit: int) -> Page[Hit]:
    """Return one page of the articles that fit, or that hold statements or events that do."""
    wanted = terms(query.words)
    unit = unit_of(query)
    if query.words.strip() and not wanted:
        return Page(items=(), total=0, offset=offset, limit=limit)
    candidates, capped = _candidates(connection, index, query, unit, wanted)
    groups = _grouped(candidates)
    ordered = _ordered(groups, query.order if wanted or query.order != "rank" else "newest")
    page = ordered[offset : offset + limit]
    hits = _hits(connection, page, groups, unit, wanted)
    return Page(items=hits, total=len(ordered), offset=offset, limit=limit, capped=capped)


def unit_of(query: Query) -> Unit:
    """Return what a query looks for."""
    if query.event_types or query.statuses:
        return "event"
    if query.speaker or query.addressee or query.kinds or query.certainties:
        return "statement"
    return "article"


def _candidates(
    connection: Connection, index: WordIndex, query: Query, unit: Unit, wanted: Sequence[Term]
) -> tuple[list[Any], bool]:
    """Return rows (number, article, original, day, rank), those with the very words before those with compounds."""
    table = _TABLES[unit]
    conditions = _conditions(connection, query, unit)
    columns = (articles.c.number.label("article"), articles.c.original, articles.c.day)
    if not wanted:
        asked = select(table.c.number, *columns, articles.c.number.label("rank"))
        if unit != "article":
            asked = asked.join(articles, articles.c.number == table.c.article)
        newest = (table.c.day.asc() if query.order == "oldest" else table.c.day.desc()).nulls_last()
        found = connection.execute(asked.where(*conditions).order_by(newest, table.c.number.desc()).limit(CANDIDATES))
        rows = [(row.number, row.article, row.original, row.day, 0.0) for row in found]
        return rows, len(rows) == CANDIDATES
    widened = index.widened(connection, wanted)
    rows, seen = [], set()
    for words, exact in ((wanted, True), (widened, False)):
        if not exact and (widened == tuple(wanted) or len(rows) >= CANDIDATES):
            break
        match = index.match(unit, words)
        asked = select(table.c.number, *columns, (match.rank if exact else articles.c.number).label("rank"))
        asked = asked.select_from(match.source).join(table, table.c.number == match.number)
        if unit != "article":
            asked = asked.join(articles, articles.c.number == table.c.article)
        asked = asked.where(match.condition, *conditions).order_by(match.number.desc()).limit(CANDIDATES)
        for row in connection.execute(asked):
            if row.number not in seen:
                seen.add(row.number)
                rows.append((row.number, row.article, row.original, row.day, row.rank if exact else 0.0))
    return rows, len(rows) >= CANDIDATES


def _conditions(connection: Connection, query: Query, unit: Unit) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    said: list[ColumnElement[bool]] = [
        *_role(connection, "speaker", query.speaker),
        *_role(connection, "addressee", query.addressee),
        *among(statements.c.kind, query.kinds),
        *among(statements.c.certainty, query.certainties),
    ]
    if unit == "event":
        found += [*among(events.c.type, query.event_types), *among(events.c.status, query.statuses)]
        found += [told_by(said)] if said else []
    else:
        found += said
    if query.actor:
        id = stable_id(connection, query.actor) or query.actor
        here = select(sightings.c.article).join(actors, actors.c.number == sightings.c.actor).where(actors.c.id == id)
        found.append(articles.c.number.in_(here))
    if query.outlets:
        in_outlet = places.c.article == articles.c.number, places.c.outlet.in_(query.outlets)
        found.append(exists(select(places.c.number).where(*in_outlet)))
    published = statements.c.day if unit == "statement" else articles.c.day
    if query.since:
        found.append(published >= query.since)
    if query.until:
        found.append(published < query.until)
    if query.reviewed is not None:
        found.append(_TABLES[unit].c.reviewed == query.reviewed)
    return found


def _role(connection: Connection, role: str, actor: str | None) -> list[ColumnElement[bool]]:
    if actor is None:
        return []
    id = stable_id(connection, actor)
    return [with_role(role, id)] if id is not None else [false()]


def _grouped(candidates: Iterable[Any]) -> dict[int, _Found]:
    """Return what was found by the number of the original; the copy with the best rank stands for all."""
    groups: dict[int, _Found] = {}
    for _, article, original, day, rank in candidates:
        group = groups.setdefault(original, _Found(article, day, rank))
        if (rank, article != original, article) < (group.rank, group.article != original, group.article):
            group.article, group.day, group.rank = article, day, rank
    for number, article, original, _, rank in candidates:
        if groups[original].article == article:
            groups[original].rows[number] = rank
    return groups


def _ordered(groups: dict[int, _Found], order: str) -> list[int]:
    def age(original: int) -> int:
        day = groups[original].day
        return -day.toordinal() if day else 1

    if order == "oldest":
        return sorted(groups, key=lambda one: (groups[one].day is None, -age(one), one))
    if order == "newest":
        return sorted(groups, key=lambda one: (age(one), -one))
    return sorted(groups, key=lambda one: (groups[one].rank, age(one), -one))


def _hits(
    connection: Connection, page: Sequence[int], groups: dict[int, _Found], unit: Unit, wanted: Sequence[Term]
) -> tuple[Hit, ...]:
    found = {original: groups[original] for original in page}
    of = rows_of(connection, (one.article for one in found.values()))
    where = places_of(connection, found)
    passages = _passages(connection, list(found.values()), unit, tuple(wanted))
    return tuple(
        Hit(
            article=of[one.article],
            places=where.get(original, ()),
            passages=tuple(passages[one.article]),
            found=len(one.rows),
            rank=0.0 - one.rank,
        )
        for original, one in found.items()
    )


def _passages(
    connection: Connection, found: Sequence[_Found], unit: Unit, wanted: tuple[Term, ...]
) -> dict[int, list[Passage]]:
    if unit == "article":
        read = sentences(connection, (one.article for one in found))
        return {one.article: _sentences_hit(*read[one.article], wanted) for one in found}
    best = {one.article: sorted(one.rows, key=lambda number: (one.rows[number], number))[:_PASSAGES] for one in found}
    numbers = [number for those in best.values() for number in those]
    passages: dict[int, list[Passage]] = defaultdict(list)
    if unit == "statement":
        said = statement_rows(connection, numbers)
        for article, those in best.items():
            for row in (said[number] for number in those):
                inside = _marked(row.sentence, row.sentence_span.start, wanted)
                marked = tuple(mark for mark in inside if any(mark.overlaps(span) for span in row.content))
                passages[article].append(
                    Passage(
                        span=row.sentence_span, words=row.sentence, marks=marked, statement=row.id, speaker=row.speaker
                    )
                )
    else:
        told = event_rows(connection, numbers)
        read = sentences(connection, best)
        for article, those in best.items():
            text, spans = read[article]
            for event in (told[number] for number in those):
                span = around(spans, event.span.start, event.span.end)
                marked = tuple(_marked(span.of(text), span.start, wanted)) if wanted else (event.trigger,)
                passages[article].append(Passage(span=span, words=span.of(text), marks=marked, event=event.id))
    return passages


def _sentences_hit(text: str, spans: tuple[Span, ...], wanted: Sequence[Term]) -> list[Passage]:
    """Return the sentences with the most different words of a search in text order, the first one without words."""
    starts = [span.start for span in spans]
    hit: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks(text, wanted):
        at = bisect_right(starts, mark.span.start) - 1
        if at >= 0 and mark.span.start < spans[at].end:  # a phrase may go on in the next sentence
            inside = Span(start=mark.span.start, end=min(mark.span.end, spans[at].end))
            hit[at].append(Mark(inside, mark.term))
    if not hit:  # no words were asked for, or they stand in the title only
        return [Passage(span=span, words=span.of(text), marks=()) for span in spans[:1]]
    best = sorted(hit, key=lambda at: (-len({mark.term for mark in hit[at]}), at))[:_PASSAGES]
    return [
        Passage(span=spans[at], words=spans[at].of(text), marks=tuple(dict.fromkeys(mark.span for mark in hit[at])))
        for at in sorted(best)
    ]


def _marked(words: str, start: int, wanted: Sequence[Term]) -> list[Span]:
    spans = dict.fromkeys(mark.span for mark in marks(words, wanted))
    return [Span(start=span.start + start, end=span.end + start) for span in spans]
