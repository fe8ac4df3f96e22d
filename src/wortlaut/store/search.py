"""Query → hits: candidates from the database, joined to articles, ranked, with the sentences that were hit."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, literal, select

from wortlaut.record import Span
from wortlaut.store.actors import stable_id
from wortlaut.store.articles import places_of, rows_of, sentences
from wortlaut.store.facets import Facets, facets
from wortlaut.store.findings import among, around, event_rows, statement_rows, told_by, with_role, within
from wortlaut.store.folding import Mark, Term, marks, terms
from wortlaut.store.rows import Hit, Page, Passage, Query
from wortlaut.store.schema import actors, articles, events, places, sightings, statements
from wortlaut.store.words import Match, Unit, WordIndex

CANDIDATES = 5_000
"""Statements, events or articles that a search looks at; of more, the newest in the store."""
_PASSAGES = 3
_OF_ARTICLE = (articles.c.number.label("article"), articles.c.original, articles.c.day)
_Candidate = tuple[int, int, int, date | None, float]
"""Number of the row, its article, the original of that, the day, the rank: the smaller the better."""
_TABLES: dict[Unit, Table] = {"article": articles, "statement": statements, "event": events}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Conditions:
    """What must hold: ``rows`` on the table of what is looked for; the others are numbers of which one must be it.

    Numbers are gathered before words are looked for: that is quicker than to look at the row of every word's hit.
    """

    rows: list[ColumnElement[bool]]
    numbers: list[Select[tuple[int]]]
    articles: list[Select[tuple[int]]]

    def on(self, unit: Unit, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Return all conditions; ``number`` is what is compared with the numbers."""
        found = [number.in_(some) for some in self.numbers]
        article = number if unit == "article" else _TABLES[unit].c.article
        return [*found, *(article.in_(some) for some in self.articles), *self.rows]


@dataclass(slots=True)
class _Found:
    """What was found of one article and its copies: the best row, and all rows with their ranks."""

    article: int
    day: date | None
    rank: float
    rows: dict[int, float] = field(default_factory=dict)


def search(connection: Connection, index: WordIndex, query: Query, *, offset: int, limit: int) -> Page[Hit]:
    """Return one page of the articles that fit, or that hold statements or events that do."""
    return _searched(connection, index, query, offset, limit)[0]


def surveyed(
    connection: Connection, index: WordIndex, query: Query, *, offset: int, limit: int
) -> tuple[Page[Hit], Facets]:
    """Return one page of what fits as ``search`` does, and the facets of all of it (of the first 5,000)."""
    page, groups = _searched(connection, index, query, offset, limit)
    rows = {one.article: tuple(one.rows) for one in groups.values()}
    return page, facets(connection, unit_of(query), rows) if rows else Facets(values={})


def _searched(
    connection: Connection, index: WordIndex, query: Query, offset: int, limit: int
) -> tuple[Page[Hit], dict[int, _Found]]:
    wanted = terms(query.words)
    unit = unit_of(query)
    if query.words.strip() and not wanted:
        return Page(items=(), total=0, offset=offset, limit=limit), {}
    candidates, capped = _candidates(connection, index, query, unit, wanted)
    groups = _grouped(candidates)
    ordered = _ordered(groups, query.order if wanted or query.order != "rank" else "newest")
    page = ordered[offset : offset + limit]
    hits = _hits(connection, page, groups, unit, wanted)
    return Page(items=hits, total=len(ordered), offset=offset, limit=limit, capped=capped), groups


def unit_of(query: Query) -> Unit:
    """Return what a query looks for."""
    if query.event_types or query.statuses:
        return "event"
    if query.speaker or query.addressee or query.kinds or query.certainties:
        return "statement"
    return "article"


def _candidates(
    connection: Connection, index: WordIndex, query: Query, unit: Unit, wanted: Sequence[Term]
) -> tuple[list[_Candidate], bool]:
    """Return what fits, and whether there may be more; what only compounds hold ranks behind the very words."""
    conditions = _conditions(connection, query, unit)
    if not wanted:
        found = _newest(connection, unit, conditions, oldest=query.order == "oldest")
        return found, len(found) == CANDIDATES
    exact = _matching(connection, unit, index.match(unit, wanted), conditions, ranked=True)
    widened = index.widened(connection, wanted)
    if len(exact) == CANDIDATES or widened == tuple(wanted):
        return exact, len(exact) == CANDIDATES
    wide = _matching(connection, unit, index.match(unit, widened), conditions, ranked=False)
    known = {one[0] for one in exact}
    return [*exact, *(one for one in wide if one[0] not in known)], len(wide) == CANDIDATES


def _newest(connection: Connection, unit: Unit, conditions: _Conditions, *, oldest: bool) -> list[_Candidate]:
    number, day = _TABLES[unit].c.number, _TABLES[unit].c.day
    order = (day.asc() if oldest else day.desc()).nulls_last(), number.desc()
    first = select(number).where(*conditions.on(unit, number)).order_by(*order).limit(CANDIDATES)
    asked = _joined(unit, select(number, *_OF_ARTICLE, literal(0.0))).where(number.in_(first.subquery().select()))
    return [tuple(row) for row in connection.execute(asked.order_by(*order)).all()]


def _matching(
    connection: Connection, unit: Unit, match: Match, conditions: _Conditions, *, ranked: bool
) -> list[_Candidate]:
    number = _TABLES[unit].c.number
    asked = select(number, *_OF_ARTICLE, match.rank if ranked else literal(0.0))
    asked = asked.select_from(match.source).join(_TABLES[unit], number == match.number)
    holds = match.condition, *conditions.on(unit, match.found)
    asked = _joined(unit, asked).where(*holds).order_by(match.number.desc()).limit(CANDIDATES)
    return [tuple(row) for row in connection.execute(asked).all()]


def _joined(unit: Unit, asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return asked if unit == "article" else asked.join(articles, articles.c.number == _TABLES[unit].c.article)


def _conditions(connection: Connection, query: Query, unit: Unit) -> _Conditions:
    said = [*among(statements.c.kind, query.kinds), *among(statements.c.certainty, query.certainties)]
    roles = _roles(connection, query)
    if unit == "event":
        rows: list[ColumnElement[bool]] = [
            *among(events.c.type, query.event_types),
            *among(events.c.status, query.statuses),
        ]
        if said or roles:
            rows.append(told_by([*said, *(statements.c.number.in_(some) for some in roles)]))
        numbers: list[Select[tuple[int]]] = []
    else:
        rows, numbers = said, list(roles)
    if query.reviewed is not None:  # little is, nearly all is not
        table = _TABLES[unit]
        numbers += [select(table.c.number).where(table.c.reviewed)] if query.reviewed else []
        rows += [] if query.reviewed else [~table.c.reviewed]
    of_articles = list(_of_articles(connection, query))
    if unit == "statement":  # has the day of its article
        rows += within(statements, since=query.since, until=query.until)
    elif query.since or query.until:
        days = within(articles, since=query.since, until=query.until)
        of_articles.append(select(articles.c.number).where(*days))
    return _Conditions(rows=rows, numbers=numbers, articles=of_articles)


def _of_articles(connection: Connection, query: Query) -> Iterator[Select[tuple[int]]]:
    """Yield the numbers of the articles with an actor, and of those in an outlet."""
    if query.actor:
        id = stable_id(connection, query.actor) or query.actor
        yield select(sightings.c.article).join(actors, actors.c.number == sightings.c.actor).where(actors.c.id == id)
    if query.outlets:
        yield select(places.c.article).where(places.c.outlet.in_(query.outlets))


def _roles(connection: Connection, query: Query) -> list[Select[tuple[int]]]:
    """Return the numbers of the statements that somebody makes, or that are made to somebody."""
    asked = (("speaker", query.speaker), ("addressee", query.addressee))
    return [
        select(statements.c.number).where(with_role(role, stable_id(connection, actor) or actor))
        for role, actor in asked
        if actor is not None
    ]


def _grouped(candidates: Sequence[_Candidate]) -> dict[int, _Found]:
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
