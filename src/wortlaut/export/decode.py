"""Public JSON ``wortlaut/1`` → readings, as far as it holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from wortlaut import record
from wortlaut.export import wire
from wortlaut.export.check import Problem, check_record, documents, undecodable

_DECODER = msgspec.json.Decoder(wire.Record)


def readings_from_json(lines: Iterable[bytes]) -> Iterator[record.Reading | Problem]:
    """Yield a reading for each record of a file that ``--json`` or ``--jsonl`` wrote, a problem for each bad one.

    What a record does not hold is lost: the head of a mention (now all of it), TIMEX3 tags, codings,
    and what spoke for an identity apart from a mention. A record that does not prove itself is a problem.

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
            record.Link(mention=one.id, actor=one.actor, confidence=one.confidence, reasons=_reasons(one))
            for one in found.mentions
            if one.actor is not None
        ),
        relations=tuple(map(_relation, found.relations)),
        events=tuple(map(_event, found.events)),
        hearsay=tuple(
            record.Hearsay(span=_at(one), certainty=one.certainty, marker=_at(one.marker)) for one in found.hearsay
        ),
        failures=tuple(record.Failure(stage=one.stage, message=one.message) for one in found.failures),
    )


def _at(found: wire.Span | wire.Mention | wire.Fragment | wire.Paragraph | wire.When | wire.Hearsay) -> record.Span:
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


def _period(found: wire.Period) -> record.Period:
    return record.Period(earliest=found.earliest, latest=found.latest, precision=found.precision)


def _when(found: wire.When | None) -> record.When | None:
    if found is None:
        return None
    earliest, latest = found.earliest or record.OPEN_START, found.latest or record.OPEN_END
    period = record.Period(earliest=earliest, latest=latest, precision=found.precision)
    return record.When(span=_at(found), period=period)


def _actor(found: wire.Actor, mentions: tuple[wire.Mention, ...]) -> record.Actor:
    """Return the actor; why he is who he is stands among the reasons of his mentions, as does how sure that is."""
    own = [one for one in mentions if one.actor == found.id]
    told = (reason for one in own for reason in one.reasons if reason.startswith(wire.LEXICON_ID))
    known = found.wikidata or next(told, "").removeprefix(wire.LEXICON_ID)
    sure = max((one.confidence for one in own), default=0.0)
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


def _reasons(found: wire.Mention) -> tuple[str, ...]:
    return tuple(reason for reason in found.reasons if not reason.startswith(wire.LEXICON_ID))


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


def _event(found: wire.Event) -> record.Event:
    return record.Event(
        id=found.id,
        type=found.type,
        mode=found.mode,
        trigger=(_at(found.trigger),),
        text=_at(found.text),
        initiator=found.initiator,
        recipient=found.recipient,
        object=found.object,
        place=found.place,
        when=_when(found.when),
        status=found.status,
        polarity=found.polarity,
        source=found.source.statement,
        answers=found.answers,
        confidence=found.confidence,
    )
