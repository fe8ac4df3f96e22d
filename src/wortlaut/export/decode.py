"""Public JSON ``wortlaut/1`` → readings, as far as it holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import msgspec

from wortlaut import record
from wortlaut.export import wire
from wortlaut.export.check import Problem, check_record, documents, undecodable
from wortlaut.lexicon import table

_BODIES = ("organisation", "outlet", "group", "unknown")
_DECODER = msgspec.json.Decoder(wire.Record)


def readings_from_json(lines: Iterable[bytes]) -> Iterator[record.Reading | Problem]:
    """Yield a reading for each record of a file that ``--json`` or ``--jsonl`` wrote, a problem for each bad one.

    What a record does not hold is lost: the lexicon's own id of a person whom Wikidata does not know (that of a body is
    found by its name), the head of a mention (now all of it), TIMEX3 tags. A record that does not prove itself is a
    problem.

    >>> next(readings_from_json([b'{"schema":"wortlaut/1"}'])).message
    'Object missing required field `article`'
    """
    for number, data in documents(lines):
        try:
            found = _DECODER.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield undecodable(number, error)
            continue
        bad = check_record(found)
        if bad:
            path, message = bad[0]
            yield Problem(line=number, path=path, message=message)
            continue
        try:
            yield reading_of(found)
        except ValueError as error:
            yield Problem(line=number, path="$", message=str(error))


def reading_of(found: wire.Record) -> record.Reading:
    """Return the reading that a record was made of; raises ValueError where the record breaks a rule of its types."""
    return record.Reading(
        article=_article(found.article),
        run=record.Run(
            wortlaut=found.run.wortlaut,
            model=found.run.model,
            lexicon=found.run.lexicon,
            options=tuple(found.run.options.items()),
        ),
        mentions=tuple(
            record.Mention(id=one.id, span=_at(one), head=_at(one), kind=one.kind, confidence=one.confidence)
            for one in found.mentions
        ),
        statements=tuple(map(_statement, found.statements)),
        fragments=tuple(
            record.Fragment(span=_at(one), statement=one.statement, speaker=_party(one.speaker))
            for one in found.fragments
        ),
        actors=tuple(_actor(one, found.mentions) for one in found.actors),
        links=tuple(
            record.Link(mention=one.id, actor=one.actor, confidence=one.confidence, reasons=one.reasons)
            for one in found.mentions
            if one.actor is not None
        ),
        relations=tuple(map(_relation, found.relations)),
        failures=tuple(record.Failure(stage=one.stage, message=one.message) for one in found.failures),
    )


def _at(found: wire.Span | wire.Mention | wire.Fragment | wire.Paragraph | wire.When) -> record.Span:
    return record.Span(start=found.start, end=found.end)


def _article(found: wire.Article) -> record.Article:
    return record.Article(
        id=found.id,
        text=found.text,
        paragraphs=tuple(record.Paragraph(span=_at(one), role=one.role) for one in found.paragraphs),
        source=found.source,
        url=found.url,
        outlet=found.outlet,
        title=found.title,
        byline=found.byline,
        dateline=found.dateline,
        published=_period(found.published) if found.published else None,
        language=found.language,
    )


def _period(found: wire.Period | wire.When) -> record.Period:
    return record.Period(earliest=found.earliest, latest=found.latest, precision=found.precision)


def _when(found: wire.When | None) -> record.When | None:
    return record.When(span=_at(found), period=_period(found)) if found else None


def _actor(found: wire.Actor, mentions: tuple[wire.Mention, ...]) -> record.Actor:
    """Return the actor; why he is who he is stands among the reasons of his mentions, as does how sure that is."""
    known = found.wikidata or (_body(found.name) if found.kind in _BODIES else None)
    sure = max((one.confidence for one in mentions if one.actor == found.id), default=0.0)
    return record.Actor(
        id=found.id,
        name=found.name,
        kind=found.kind,
        names=found.names,
        identity=record.Identity(id=known, wikidata=found.wikidata, confidence=sure, reasons=()) if known else None,
        offices=tuple(
            record.Office(
                title=office.title,
                of=office.of,
                since=date.fromisoformat(office.from_) if office.from_ else None,
                until=date.fromisoformat(office.to) if office.to else None,
                evidence=_at(office.evidence) if office.evidence else None,
            )
            for office in found.offices
        ),
        gender=found.gender,
    )


@cache
def _body(name: str) -> str | None:
    """Return the lexicon's own id of the one body with this name, where Wikidata has none: records do not hold it."""
    bodies = {row["id"]: row for row in table("organisations")}
    named = {row["organisation"] for row in table("organisation_forms") if row["form"] == name}
    named |= {id for id, row in bodies.items() if row["name"] == name}
    only = named.pop() if len(named) == 1 else None
    return only if only and not bodies[only]["wikidata"] else None


def _party(found: wire.Party | None) -> record.Party | None:
    return record.Party(mention=found.mention, name=found.name, carried=found.carried) if found else None


def _statement(found: wire.Statement) -> record.Statement:
    return record.Statement(
        id=found.id,
        kind=found.kind,
        content=tuple(map(_at, found.content)),
        cue=tuple(map(_at, found.cue)),
        frame=tuple(map(_at, found.frame)),
        speaker=_party(found.speaker),
        addressee=_party(found.addressee),
        via=_party(found.via),
        medium=found.medium,
        certainty=found.certainty,
        polarity=found.polarity,
        when=_when(found.when),
        parent=found.parent,
        confidence=found.confidence,
    )


def _relation(found: wire.Relation) -> record.Relation:
    return record.Relation(
        id=found.id,
        kind=found.kind,
        subject=found.subject,
        object=found.object,
        evidence=_at(found.evidence),
        when=_when(found.when),
        confidence=found.confidence,
    )
