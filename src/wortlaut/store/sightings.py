"""Who occurs in an article, and whom of all articles that is: the register, kept up to date article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from wortlaut.record import Actor, Identity, Judgement, Occurrence, Office, Reading, is_local
from wortlaut.resolve.ids import folded, own_id
from wortlaut.resolve.register import Sight, register_of, sights_of
from wortlaut.store.ledger import Ledger
from wortlaut.store.schema import actors, articles, judgements, sightings
from wortlaut.store.types import AnyRow

_AT_ONCE = 300


def replace_sightings(connection: Connection, number: int, day: date | None, reading: Reading | None) -> dict[str, int]:
    """Write the actors of an article's reading in place of those before; return their numbers by their local ids.

    Nothing may point to the sightings before. None leaves nobody.
    """
    ledger = Ledger(connection, [number])
    mine = select(sightings).where(sightings.c.article == number)
    before = connection.execute(mine).all()
    for sighting in before:
        ledger.count(sighting.actor, sighting, -1)
    connection.execute(delete(sightings).where(sightings.c.article == number))
    rows = list(_rows(number, day, reading)) if reading is not None else []
    numbers = _actors(connection, {row["base"]: row for row in rows})
    if rows:
        connection.execute(insert(sightings), [{**row, "actor": numbers[row["base"]]} for row in rows])
    after = connection.execute(mine).all()
    for sighting in after:
        ledger.count(sighting.actor, sighting, 1)
    ledger.settle()
    place_actors(connection, {row.base for row in (*before, *after)})
    return {row.local: row.number for row in after}


def place_actors(connection: Connection, bases: Iterable[str]) -> None:
    """Put sightings into the entries where all articles and judgements together want them.

    Looked at are those with one of the ids ``bases`` (or occurrences), and whoever judgements tie to them. The entries
    are those of ``resolve.register`` on all readings. Raises JudgementError as that does.
    """
    decided = judgements_of(connection)
    wanted = _unsettled(connection, set(bases), decided)
    rows = _sightings(connection, wanted)
    if not rows:
        return
    register = register_of(sorted(map(_sight, rows), key=lambda sight: sight.id), decided)
    entries = {seen.id: entry.id for entry in register.entries for seen in entry.occurrences}
    now = {row.number: entries[_occurrence(row)] for row in rows}
    numbers = _actors(connection, {now[row.number]: row._asdict() for row in rows})
    moved = [(row, numbers[now[row.number]]) for row in rows if row.actor != numbers[now[row.number]]]
    if not moved:
        return
    ledger = Ledger(connection, (row.article for row, _ in moved))
    for row, actor in moved:
        ledger.count(row.actor, row, -1)
        ledger.count(actor, row, 1)
    connection.execute(
        update(sightings).where(sightings.c.number == bindparam("sighting")).values(actor=bindparam("entry")),
        [{"sighting": row.number, "entry": actor} for row, actor in moved],
    )
    ledger.settle()


def judgements_of(connection: Connection) -> list[Judgement]:
    """Return all judgements in the order in which they came."""
    return [
        Judgement(
            id=row.id,
            verdict=row.verdict,
            first=row.first,
            second=row.second,
            reviewer=row.reviewer,
            at=datetime.fromisoformat(row.at),
            withdraws=row.withdraws,
            note=row.note,
        )
        for row in connection.execute(select(judgements).order_by(judgements.c.number))
    ]


def plain(id: str) -> str:
    """Return an id of a judgement as ``sightings.base`` has it, without what tells namesakes apart.

    >>> plain("local:person:jan-kowal+spd"), plain("a1#actor3")
    ('local:person:jan-kowal', 'a1#actor3')
    """
    return id if "#" in id else id.partition("+")[0]


def _unsettled(connection: Connection, bases: set[str], decided: list[Judgement]) -> set[str]:
    """Return the ids of all whose entry hangs on others: who is judged, and namesakes who contradict each other."""
    ties: dict[str, set[str]] = defaultdict(set)
    pairs = [(plain(one.first), plain(one.second)) for one in decided]
    judged = {id for pair in pairs for id in pair if "#" in id}
    pairs += [(_occurrence(row), row.base) for row in _sightings(connection, judged)]
    for first, second in pairs:
        ties[first].add(second)
        ties[second].add(first)
    found = {id for id in bases if id in ties} | _disputed(connection, bases)
    waiting = list(found)
    while waiting:
        new = ties.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def _disputed(connection: Connection, bases: set[str]) -> set[str]:
    """Return the ids of persons whose articles contradict each other in gender or party, or did so."""
    persons = sorted(base for base in bases if base.startswith("local:person:") and "@" not in base)
    told: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set(), set()])
    for some in _some(persons):
        asked = (
            select(sightings.c.base, sightings.c.gender, sightings.c.party, actors.c.id)
            .join(actors, actors.c.number == sightings.c.actor)
            .where(sightings.c.base.in_(some))
            .distinct()
        )
        for row in connection.execute(asked):
            for values, value in zip(told[row.base], (row.gender, row.party, row.id), strict=True):
                values.update(filter(None, [value]))
    return {
        base for base, (genders, parties, ids) in told.items() if len(genders) > 1 or len(parties) > 1 or len(ids) > 1
    }


def _sightings(connection: Connection, ids: set[str]) -> list[AnyRow]:
    """Return the sightings with one of these ids as base, or that are one of these occurrences."""
    asked = select(sightings, articles.c.id.label("article_id")).join(
        articles, articles.c.number == sightings.c.article
    )
    found: dict[int, AnyRow] = {}
    for some in _some(sorted(id for id in ids if "#" not in id)):
        found.update({row.number: row for row in connection.execute(asked.where(sightings.c.base.in_(some)))})
    occurrences = [id.rpartition("#") for id in sorted(ids) if "#" in id]
    for some in _some(occurrences):
        exact = or_(*(and_(articles.c.id == article, sightings.c.local == local) for article, _, local in some))
        found.update({row.number: row for row in connection.execute(asked.where(exact))})
    return list(found.values())


def _occurrence(row: AnyRow) -> str:
    return f"{row.article_id}#{row.local}"


def _sight(row: AnyRow) -> Sight:
    """Return what the register has to know of a sighting."""
    known = None if is_local(row.base) else row.base
    identity = Identity(id=known, wikidata=row.wikidata, confidence=1.0, reasons=()) if known else None
    actor = Actor(
        id=row.local, name=row.name, kind=row.kind, names=tuple(row.names), identity=identity, gender=row.gender
    )
    own = own_id(actor, row.article_id, row.nth)
    return Sight(
        occurrence=Occurrence(
            article=row.article_id,
            actor=row.local,
            name=row.name,
            source=None,
            published=None,
            mentions=row.mentions,
            statements=row.statements,
            confidence=1.0,
            reasons=(),
        ),
        actor=actor,
        known=known,
        shared=row.base if known is None and row.base != own else None,
        own=own,
        party=row.party,
    )


def _rows(number: int, day: date | None, reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the rows of the actors of a reading; their entry is still open."""
    seen: Counter[tuple[str, ...]] = Counter()
    for sight in sights_of(reading):
        actor = sight.actor
        name = (actor.kind, *folded(actor.name))
        yield {
            "article": number,
            "local": actor.id,
            "base": sight.base,
            "nth": seen[name],
            "name": actor.name,
            "kind": actor.kind,
            "gender": actor.gender,
            "party": sight.party,
            "wikidata": actor.wikidata,
            "names": list(actor.names),
            "offices": [office_value(office) for office in actor.offices],
            "day": day,
            "mentions": sight.occurrence.mentions,
            "statements": sight.occurrence.statements,
        }
        seen[name] += 1


def office_value(office: Office) -> list[str | None]:
    """Return an office without its evidence as a plain value."""
    since, until = (one.isoformat() if one else None for one in (office.since, office.until))
    return [office.title, office.of, since, until]


def _actors(connection: Connection, wanted: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Return the numbers of entries by id; a new one has the name and kind of the sighting that wants it."""
    found: dict[str, int] = {}
    for some in _some(sorted(wanted)):
        asked = select(actors.c.id, actors.c.number).where(actors.c.id.in_(some))
        found.update({row.id: row.number for row in connection.execute(asked)})
    new = [
        {
            "id": id,
            "name": wanted[id]["name"],
            "kind": wanted[id]["kind"],
            "gender": wanted[id]["gender"],
            "wikidata": id if id[:1] == "Q" and id[1:].isdecimal() else None,
        }
        for id in sorted(wanted)
        if id not in found
    ]
    if new:
        connection.execute(insert(actors), new)
        asked = select(actors.c.id, actors.c.number).where(actors.c.id.in_([row["id"] for row in new]))
        found.update({row.id: row.number for row in connection.execute(asked)})
    return found


def _some(values: list[Any]) -> Iterator[list[Any]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
