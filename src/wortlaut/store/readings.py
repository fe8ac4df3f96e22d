"""Readings of an article, and the rows of the one that is shown."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from wortlaut.errors import StoreDamaged
from wortlaut.export import Problem, readings_from_json, record_json
from wortlaut.record import Event, Party, Reading, Role, Run, Span, Statement, When, linked, run_id
from wortlaut.review import Doubt, Reviewed
from wortlaut.review import doubts as doubts_of
from wortlaut.store.articles import Kept
from wortlaut.store.coded import show_codings
from wortlaut.store.coding_tables import codings
from wortlaut.store.folding import Folded
from wortlaut.store.rows import StoredReading
from wortlaut.store.schema import articles, doubts, events, parts, readings, runs, statements
from wortlaut.store.sightings import replace_sightings
from wortlaut.store.words import Entry, WordIndex, read_words

_ECHOES: tuple[Role, ...] = ("headline", "kicker", "lead", "subhead", "caption")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is to be shown of an article, with the words for the index, and what a person should look at.

    ``reviewed`` are the findings that a person has looked at: ``statement:s3``, ``event:e1``.
    """

    reading: Reading
    statements: tuple[list[Folded], ...]
    events: tuple[list[Folded], ...]
    doubts: tuple[Doubt, ...]
    reviewed: frozenset[str]

    @classmethod
    def of(cls, shown: Reviewed, others: Sequence[Reading] = ()) -> Findings:
        """Return a reading as people reviewed it ready to be written; ``others`` are readings of other runs."""
        reading = shown.reading
        text = reading.article.text
        said = (" ".join(dict.fromkeys(span.of(text) for span in one.content)) for one in reading.statements)
        told = (one.text.of(text) for one in reading.events)
        seen = (one.target.name for one in shown.states if one.state != "unsure")
        return cls(
            reading=reading,
            statements=tuple(map(read_words, said)),
            events=tuple(map(read_words, told)),
            doubts=doubts_of(shown, others),
            reviewed=frozenset(name for name in seen if name is not None),
        )


def packed(reading: Reading) -> bytes:
    """Return the public JSON of a reading, compressed."""
    return zlib.compress(record_json(reading))


def keep_reading(connection: Connection, kept: Kept, run: Run, record: bytes, failures: int, at: datetime) -> bool:
    """Write the record of a reading and make it the shown one; say whether it is new."""
    number = _run(connection, run)
    of_article = readings.c.article == kept.number
    known = connection.scalar(select(readings.c.number).where(of_article, readings.c.run == number))
    connection.execute(update(readings).where(of_article, readings.c.shown).values(shown=False))
    if known is not None:
        connection.execute(update(readings).where(readings.c.number == known).values(shown=True))
        return False
    row = {"article": kept.number, "run": number, "record": record, "failures": failures, "added": at, "shown": True}
    connection.execute(insert(readings), row)
    return True


def is_shown(connection: Connection, kept: Kept, run: Run) -> bool:
    """Say whether the reading of this run is the shown one already."""
    asked = (
        select(readings.c.number)
        .join(runs, runs.c.number == readings.c.run)
        .where(readings.c.article == kept.number, readings.c.shown, runs.c.id == run_id(run))
    )
    return connection.scalar(asked) is not None


def show(connection: Connection, index: WordIndex, number: int, findings: Findings) -> None:
    """Write statements, events, actors, codings and doubts in place of those before."""
    reading = findings.reading
    day = connection.scalar(select(articles.c.day).where(articles.c.number == number))
    connection.execute(delete(codings).where(codings.c.article == number))
    connection.execute(delete(events).where(events.c.article == number))
    connection.execute(delete(statements).where(statements.c.article == number))
    sighted = replace_sightings(connection, number, day, reading)
    who = {mention: sighted.get(link.actor) for mention, link in linked(reading).items()}
    named = {actor.name: sighted.get(actor.id) for actor in reversed(reading.actors)}
    echoes = [one.span for one in reading.article.paragraphs if one.role in _ECHOES]
    rows = [_statement(one, number, day, who, named, echoes) for one in reading.statements]
    for row in rows:
        row["reviewed"] = f"statement:{row['id']}" in findings.reviewed
    if rows:
        connection.execute(insert(statements), rows)
    numbers = _numbers(connection, statements, number)
    said = zip(reading.statements, findings.statements, strict=True)
    index.add(connection, "statement", [Entry(number=numbers[one.id], words=words) for one, words in said])
    _show_events(connection, index, number, day, findings, sighted)
    show_codings(connection, number, day, reading, sighted, findings.reviewed)
    show_doubts(connection, number, findings.doubts)
    connection.execute(
        update(articles)
        .where(articles.c.number == number)
        .values(statements=len(rows), events=len(reading.events), reviewed=bool(findings.reviewed))
    )


def _show_events(
    connection: Connection,
    index: WordIndex,
    number: int,
    day: date | None,
    findings: Findings,
    sighted: dict[str, int],
) -> None:
    found = findings.reading.events
    if not found:
        return
    rows = [_event(one, number, day, sighted) for one in found]
    for row in rows:
        row["reviewed"] = f"event:{row['id']}" in findings.reviewed
    connection.execute(insert(events), rows)
    numbers = _numbers(connection, events, number)
    roles = (("initiator", lambda one: one.initiator), ("recipient", lambda one: one.recipient), ("place", _places))
    taking = {
        (numbers[one.id], role, sighted[actor])
        for one in found
        for role, actors in roles
        for actor in actors(one)
        if actor in sighted
    }
    if taking:
        keys = ("event", "role", "sighting")
        connection.execute(insert(parts), [dict(zip(keys, values, strict=True)) for values in sorted(taking)])
    told = zip(found, findings.events, strict=True)
    index.add(connection, "event", [Entry(number=numbers[one.id], words=words) for one, words in told])


def show_doubts(connection: Connection, number: int, found: tuple[Doubt, ...]) -> None:
    """Write what a person should look at in an article in place of what was there before."""
    connection.execute(delete(doubts).where(doubts.c.article == number))
    rows = [
        {
            "article": number,
            "kind": one.kind,
            "finding": one.id,
            "start": one.span.start,
            "doubt": one.doubt,
            "reasons": list(one.reasons),
        }
        for one in found
    ]
    if rows:
        connection.execute(insert(doubts), rows)


def record_of(connection: Connection, id: str, run: str | None) -> bytes | None:
    """Return the public JSON of the shown reading of an article, or of that of a run."""
    asked = (
        select(readings.c.record)
        .join(articles, articles.c.number == readings.c.article)
        .join(runs, runs.c.number == readings.c.run)
        .where(articles.c.id == id, readings.c.shown if run is None else runs.c.id == run)
    )
    found = connection.scalar(asked)
    return None if found is None else zlib.decompress(found)


def reading_of(data: bytes, id: str) -> Reading:
    """Return the reading of a record; raises StoreDamaged where it cannot be read any more."""
    found = next(readings_from_json([data]), None)
    if found is None or isinstance(found, Problem):
        raise StoreDamaged(f"the record of article {id} cannot be read: {found}")
    return found


def readings_of(connection: Connection, id: str) -> tuple[StoredReading, ...]:
    """Return what there is of an article, in the order in which it was added."""
    asked = (
        select(readings.c.failures, readings.c.added, readings.c.shown, runs)
        .join(articles, articles.c.number == readings.c.article)
        .join(runs, runs.c.number == readings.c.run)
        .where(articles.c.id == id)
        .order_by(readings.c.number)
    )
    return tuple(
        StoredReading(
            article=id,
            run=row.id,
            wortlaut=row.wortlaut,
            model=row.model,
            lexicon=row.lexicon,
            failures=row.failures,
            added=row.added,
            shown=row.shown,
        )
        for row in connection.execute(asked)
    )


def _run(connection: Connection, run: Run) -> int:
    id = run_id(run)
    known = connection.scalar(select(runs.c.number).where(runs.c.id == id))
    if known is not None:
        return int(known)
    values = {"id": id, "wortlaut": run.wortlaut, "model": run.model, "lexicon": run.lexicon}
    connection.execute(insert(runs), {**values, "options": dict(run.options)})
    return int(connection.scalars(select(runs.c.number).where(runs.c.id == id)).one())


def _numbers(connection: Connection, table: Any, article: int) -> dict[str, int]:
    asked = select(table.c.id, table.c.number).where(table.c.article == article)
    return {row.id: row.number for row in connection.execute(asked)}


def _statement(
    one: Statement,
    number: int,
    day: date | None,
    who: dict[str, int | None],
    named: dict[str, int | None],
    echoes: Iterable[Span],
) -> dict[str, Any]:
    own = [span for span in one.content if not any(span.overlaps(echo) for echo in echoes)]
    row: dict[str, Any] = {
        "article": number,
        "id": one.id,
        "kind": one.kind,
        "medium": one.medium,
        "certainty": one.certainty,
        "polarity": one.polarity,
        "parent": one.parent,
        "content": [[span.start, span.end] for span in one.content],
        "start": (own or one.content)[0].start,
        "confidence": one.confidence,
        "day": day,
        **_days(one.when),
    }
    for role, party in (("speaker", one.speaker), ("addressee", one.addressee), ("via", one.via)):
        row[role] = _who(party, who, named)
        row[f"{role}_name"] = party.name if party else None
    return row


def _who(party: Party | None, who: dict[str, int | None], named: dict[str, int | None]) -> int | None:
    """Return who a party is: by its mention, else (a person told so, without words that name him) by the very name."""
    if party is None:
        return None
    return who.get(party.mention) if party.mention is not None else named.get(party.name or "")


def _event(one: Event, number: int, day: date | None, sighted: dict[str, int]) -> dict[str, Any]:
    days = _days(one.when)
    return {
        "article": number,
        "id": one.id,
        "type": one.type,
        "mode": one.mode,
        "status": one.status,
        "polarity": one.polarity,
        "object": one.object,
        "place": one.place if one.place not in sighted else None,
        "start": one.text.start,
        "end": one.text.end,
        "trigger_start": min(one.trigger).start,
        "trigger_end": max(span.end for span in one.trigger),
        "source": one.source,
        "answers": one.answers,
        "confidence": one.confidence,
        "day": days["earliest"] or day,
        **days,
    }


def _places(one: Event) -> tuple[str, ...]:
    return (one.place,) if one.place is not None else ()


def _days(when: When | None) -> dict[str, date | None]:
    return {"earliest": when.earliest if when else None, "latest": when.latest if when else None}
