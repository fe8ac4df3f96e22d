"""Somebody in all articles: lists, dossiers, and who speaks to whom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from wortlaut.record import Office
from wortlaut.resolve.ids import folded
from wortlaut.store.articles import number_of, rows_of
from wortlaut.store.rows import ActorRow, Dossier, Page, Sighting, Who
from wortlaut.store.schema import actors, parts, sightings, statements, traits
from wortlaut.store.types import AnyRow, json_text

_COLUMNS = (
    actors.c.id,
    actors.c.name,
    actors.c.kind,
    actors.c.gender,
    actors.c.wikidata,
    actors.c.articles,
    actors.c.mentions,
    actors.c.statements,
)
_ORDERS = {
    "mentions": (actors.c.mentions.desc(), actors.c.number),
    "statements": (actors.c.statements.desc(), actors.c.number),
    "articles": (actors.c.articles.desc(), actors.c.number),
    "name": (actors.c.name, actors.c.number),
}
_BEYOND = "\U0010ffff"


def dossier(connection: Connection, id: str) -> Dossier | None:
    """Return all that is known of an actor; an id that was merged away finds the entry that it is in."""
    row = _row(connection, id)
    if row is None:
        return None
    number = row.number
    forms, offices = _told(connection, number, single="@" in row.id)
    days = connection.execute(
        select(func.min(sightings.c.day), func.max(sightings.c.day)).where(sightings.c.actor == number)
    ).one()
    mine = select(sightings.c.number).where(sightings.c.actor == number)
    addressed = select(func.count()).select_from(statements).where(statements.c.addressee.in_(mine))
    took_part = select(func.count(parts.c.event.distinct())).where(parts.c.sighting.in_(mine))
    return Dossier(
        actor=_actor(row),
        names=tuple(forms),
        offices=tuple((_office(json.loads(value)), times) for value, times in offices),
        first=days[0],
        last=days[1],
        addressed=connection.scalar(addressed) or 0,
        events=connection.scalar(took_part) or 0,
    )


def stable_id(connection: Connection, id: str) -> str | None:
    """Return the id that an actor has now, whatever id or occurrence of him is given."""
    row = _row(connection, id)
    return row.id if row is not None else None


def actor_page(
    connection: Connection, words: str, kinds: Collection[str], *, order: str, offset: int, limit: int
) -> Page[ActorRow]:
    """Return one page of actors, those whose names hold words that begin as all ``words`` do."""
    conditions: list[ColumnElement[bool]] = [actors.c.articles > 0]
    if kinds:
        conditions.append(actors.c.kind.in_(list(kinds)))
    asked = folded(words)
    if words.strip() and not asked:
        return Page(items=(), total=0, offset=offset, limit=limit)
    for word in asked:
        named = select(traits.c.actor).where(
            traits.c.trait == "word", traits.c.value >= word, traits.c.value < word + _BEYOND
        )
        conditions.append(actors.c.number.in_(named))
    total = connection.scalar(select(func.count()).select_from(actors).where(*conditions)) or 0
    page = select(*_COLUMNS).where(*conditions).order_by(*_ORDERS[order]).offset(offset).limit(limit)
    return Page(items=tuple(map(_actor, connection.execute(page))), total=total, offset=offset, limit=limit)


def called(connection: Connection, words: str, limit: int) -> tuple[ActorRow, ...]:
    """Return the actor with this id, else those with exactly this name, else those with all of its words in names."""
    row = _row(connection, words)
    if row is not None:
        return (_actor(row),)
    page = actor_page(connection, words, (), order="mentions", offset=0, limit=limit).items
    exact = tuple(one for one in page if folded(one.name) == folded(words))
    shared = tuple(one for one in page if "@" not in one.id)  # before «der Sprecher von …» of a single article
    return exact or shared or page


def actor_ids(connection: Connection, article: str) -> dict[str, str]:
    """Return the stable ids of the actors of an article by their ids inside its shown reading."""
    asked = (
        select(sightings.c.local, actors.c.id)
        .join(actors, actors.c.number == sightings.c.actor)
        .where(sightings.c.article == number_of(connection, article))
    )
    return {row.local: row.id for row in connection.execute(asked)}


def sighting_page(connection: Connection, actor: str, *, offset: int, limit: int) -> Page[Sighting]:
    """Return one page of the articles in which an actor occurs, the newest first."""
    row = _row(connection, actor)
    number = row.number if row is not None else None
    total = connection.scalar(select(func.count()).select_from(sightings).where(sightings.c.actor == number))
    found = connection.execute(
        select(sightings)
        .where(sightings.c.actor == number)
        .order_by(sightings.c.day.desc().nulls_last(), sightings.c.number.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    of = rows_of(connection, {one.article for one in found})
    items = tuple(
        Sighting(
            article=of[one.article],
            local=one.local,
            actor=row.id if row is not None else actor,
            name=one.name,
            mentions=one.mentions,
            statements=one.statements,
        )
        for one in found
    )
    return Page(items=items, total=total or 0, offset=offset, limit=limit)


def partners(connection: Connection, actor: str, limit: int) -> tuple[tuple[Who, int, int], ...]:
    """Return with whom an actor speaks: how many statements go to them, how many come from them; the most first."""
    row = _row(connection, actor)
    if row is None:
        return ()
    counts: dict[int, list[int]] = {}
    mine = select(sightings.c.number).where(sightings.c.actor == row.number)
    for at, (own, other) in enumerate((("speaker", "addressee"), ("addressee", "speaker"))):
        asked = (
            select(sightings.c.actor, func.count())
            .join(statements, statements.c[other] == sightings.c.number)
            .where(statements.c[own].in_(mine))
            .group_by(sightings.c.actor)
        )
        for number, count in connection.execute(asked):
            counts.setdefault(number, [0, 0])[at] = count
    best = sorted(counts, key=lambda number: (-sum(counts[number]), number))[:limit]
    asked_names = select(actors.c.number, actors.c.id, actors.c.name).where(actors.c.number.in_(best))
    who = {one.number: Who(id=one.id, name=one.name) for one in connection.execute(asked_names)}
    return tuple((who[number], *counts[number]) for number in best)  # type: ignore[misc]


def _row(connection: Connection, id: str) -> AnyRow | None:
    """Return the entry with this id, else the one that holds the actor of this id or occurrence."""
    entry = select(actors.c.number, *_COLUMNS)
    row = connection.execute(entry.where(actors.c.id == id, actors.c.articles > 0)).first()
    if row is not None:
        return row
    article, mark, local = id.rpartition("#")
    asked = select(sightings.c.actor)
    if mark:
        asked = asked.where(sightings.c.article == number_of(connection, article), sightings.c.local == local)
    else:
        asked = asked.where(sightings.c.base == id)
    number = connection.scalar(asked.order_by(sightings.c.number).limit(1))
    return connection.execute(entry.where(actors.c.number == number)).first() if number is not None else None


def _actor(row: AnyRow) -> ActorRow:
    return ActorRow(
        id=row.id,
        name=row.name,
        kind=row.kind,
        gender=row.gender,
        wikidata=row.wikidata,
        articles=row.articles,
        mentions=row.mentions,
        statements=row.statements,
    )


def _told(connection: Connection, number: int, *, single: bool) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return the forms of an actor's name and his offices (as JSON) with the number of articles, the most first."""
    if single:
        forms: Counter[str] = Counter()
        offices: Counter[str] = Counter()
        for row in connection.execute(select(sightings).where(sightings.c.actor == number)):
            forms.update({row.name, *row.names})
            offices.update({json_text(office) for office in row.offices})
        return _most(forms), _most(offices)
    found: dict[str, Counter[str]] = {"form": Counter(), "office": Counter()}
    asked = select(traits).where(traits.c.actor == number, traits.c.trait.in_(list(found)))
    for row in connection.execute(asked):
        found[row.trait][row.value] = row.times
    return _most(found["form"]), _most(found["office"])


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _office(value: list[str | None]) -> Office:
    title, of, since, until = value
    days = (date.fromisoformat(day) if day else None for day in (since, until))
    return Office(title=title or "", of=of, since=next(days), until=next(days))
