"""A reading as public JSON, ``wortlaut/1``."""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec

from wortlaut import record
from wortlaut.export import wire

SCHEMA_ID = "urn:wortlaut:record:1"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def record_json(reading: record.Reading, *, pretty: bool = False) -> bytes:
    r"""Return the public JSON of ``reading`` as UTF-8, on one line or (``pretty``) indented.

    Ends without a line break; a one-line record contains none. Lone surrogates, which UTF-8 cannot hold,
    become U+FFFD one for one, so that all offsets stay true.

    >>> from wortlaut.record import Article, Reading, Run
    >>> article = Article(id="a1", text="„Nein“, sagte Söder.", paragraphs=())
    >>> record_json(Reading(article=article, run=Run(wortlaut="0.1.0", model="m", lexicon="l")))[:50].decode()
    '{"schema":"wortlaut/1","article":{"id":"a1","sourc'
    """
    return encoded(record_wire(reading), pretty=pretty)


def encoded(value: wire.Wire, *, pretty: bool = False) -> bytes:
    """Return an object of a public JSON as UTF-8; lone surrogates become U+FFFD."""
    try:
        line = msgspec.json.encode(value)
    except UnicodeEncodeError:
        line = msgspec.json.encode(encodable(msgspec.to_builtins(value)))
    return msgspec.json.format(line, indent=2) if pretty else line


def record_wire(reading: record.Reading) -> wire.Record:
    """Return ``reading`` in the types of the public JSON."""
    text = reading.article.text
    links = record.linked(reading)
    known = {actor.id: _reasons(actor.identity) for actor in reading.actors if actor.identity}
    return wire.Record(
        schema="wortlaut/1",
        article=_article(reading.article),
        actors=tuple(_actor(actor, text) for actor in reading.actors),
        mentions=tuple(_mention(mention, links.get(mention.id), known, text) for mention in reading.mentions),
        statements=tuple(_statement(statement, links, text) for statement in reading.statements),
        fragments=tuple(_fragment(fragment, links, text) for fragment in reading.fragments),
        hearsay=tuple(_hearsay(told, text) for told in reading.hearsay),
        events=tuple(_event(event, text) for event in reading.events),
        relations=tuple(_relation(relation, text) for relation in reading.relations),
        run=wire.Run(
            wortlaut=reading.run.wortlaut,
            model=reading.run.model,
            lexicon=reading.run.lexicon,
            options=dict(reading.run.options),
        ),
        failures=tuple(wire.Failure(stage=failure.stage, message=failure.message) for failure in reading.failures),
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one record.

    >>> schema()["$defs"]["Record"]["properties"]["schema"]
    {'const': 'wortlaut/1'}
    """
    found = msgspec.json.schema(wire.Record)
    definitions = found["$defs"]
    for definition in definitions.values():
        definition["description"] = inspect.cleandoc(definition["description"])
    definitions["Record"]["properties"]["schema"] = {"const": "wortlaut/1"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Wortlaut record, version 1",
        "description": definitions["Record"]["description"],
        "$ref": found["$ref"],
        "$defs": definitions,
    }


def schema_json() -> bytes:
    """Return the JSON Schema of one record as indented UTF-8 without a final line break."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2)


def _reasons(identity: record.Identity) -> tuple[str, ...]:
    """Return why somebody is who he is, and the lexicon's own id where Wikidata has none."""
    return identity.reasons if identity.wikidata else (*identity.reasons, wire.LEXICON_ID + identity.id)


def _span(span: record.Span, text: str) -> wire.Span:
    return wire.Span(start=span.start, end=span.end, text=span.of(text))


def _spans(spans: tuple[record.Span, ...], text: str) -> tuple[wire.Span, ...]:
    return tuple(_span(span, text) for span in spans)


def _article(article: record.Article) -> wire.Article:
    return wire.Article(
        id=article.id,
        source=article.source,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        byline=article.byline,
        dateline=article.dateline,
        published=_period(article.published),
        language=article.language,
        text=article.text,
        paragraphs=tuple(
            wire.Paragraph(start=paragraph.span.start, end=paragraph.span.end, role=paragraph.role)
            for paragraph in article.paragraphs
        ),
    )


def _period(period: record.Period | None) -> wire.Period | None:
    if period is None:
        return None
    return wire.Period(earliest=period.earliest, latest=period.latest, precision=period.precision)


def _when(when: record.When | None, text: str) -> wire.When | None:
    if when is None:
        return None
    return wire.When(
        start=when.span.start,
        end=when.span.end,
        text=when.span.of(text),
        earliest=when.earliest,
        latest=when.latest,
        precision=when.period.precision,
    )


def _actor(actor: record.Actor, text: str) -> wire.Actor:
    return wire.Actor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        names=actor.names,
        wikidata=actor.wikidata,
        offices=tuple(
            wire.Office(
                title=office.title,
                of=office.of,
                from_=office.since.isoformat() if office.since else None,
                to=office.until.isoformat() if office.until else None,
                evidence=_span(office.evidence, text) if office.evidence else None,
            )
            for office in actor.offices
        ),
        gender=actor.gender,
    )


def _event(event: record.Event, text: str) -> wire.Event:
    """Return an event; its trigger reaches from the first to the last of the words that tell it."""
    first, last = min(event.trigger), max(event.trigger)
    return wire.Event(
        id=event.id,
        type=event.type,
        mode=event.mode,
        trigger=_span(record.Span(start=first.start, end=last.end), text),
        text=_span(event.text, text),
        initiator=event.initiator,
        recipient=event.recipient,
        object=event.object,
        place=event.place,
        when=_when(event.when, text),
        status=event.status,
        polarity=event.polarity,
        source=wire.EventSource(statement=event.source),
        answers=event.answers,
        confidence=_probability(event.confidence),
    )


def _relation(relation: record.Relation, text: str) -> wire.Relation:
    return wire.Relation(
        id=relation.id,
        kind=relation.kind,
        subject=relation.subject,
        object=relation.object,
        when=_when(relation.when, text),
        evidence=_span(relation.evidence, text),
        confidence=_probability(relation.confidence),
    )


def _mention(
    mention: record.Mention, link: record.Link | None, known: dict[str, tuple[str, ...]], text: str
) -> wire.Mention:
    """Return the mention; linked, its confidence is that of the link, otherwise that of the mention."""
    return wire.Mention(
        id=mention.id,
        start=mention.span.start,
        end=mention.span.end,
        text=mention.span.of(text),
        kind=mention.kind,
        actor=link.actor if link else None,
        reasons=(*link.reasons, *known.get(link.actor, ())) if link else (),
        confidence=_probability(link.confidence if link else mention.confidence),
    )


def _party(party: record.Party | None, links: dict[str, record.Link]) -> wire.Party | None:
    if party is None:
        return None
    link = links.get(party.mention) if party.mention is not None else None
    return wire.Party(
        mention=party.mention,
        actor=link.actor if link else None,
        name=party.name,
        carried=party.carried,
    )


def _statement(statement: record.Statement, links: dict[str, record.Link], text: str) -> wire.Statement:
    return wire.Statement(
        id=statement.id,
        kind=statement.kind,
        content=_spans(statement.content, text),
        cue=_spans(statement.cue, text),
        frame=_spans(statement.frame, text),
        speaker=_party(statement.speaker, links),
        addressee=_party(statement.addressee, links),
        via=_party(statement.via, links),
        medium=statement.medium,
        certainty=statement.certainty,
        polarity=statement.polarity,
        when=_when(statement.when, text),
        parent=statement.parent,
        confidence=_probability(statement.confidence),
    )


def _fragment(fragment: record.Fragment, links: dict[str, record.Link], text: str) -> wire.Fragment:
    return wire.Fragment(
        start=fragment.span.start,
        end=fragment.span.end,
        text=fragment.span.of(text),
        statement=fragment.statement,
        speaker=_party(fragment.speaker, links),
    )


def _hearsay(told: record.Hearsay, text: str) -> wire.Hearsay:
    return wire.Hearsay(
        start=told.span.start,
        end=told.span.end,
        text=told.span.of(text),
        certainty=told.certainty,
        marker=_span(told.marker, text),
    )


def _probability(confidence: float) -> float:
    """Round to four digits: more would only claim a precision that no calibration has."""
    return round(float(confidence), 4)


def encodable(value: Any) -> Any:
    """Replace lone surrogates in all strings of a tree of plain values."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [encodable(item) for item in value]
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    return value
