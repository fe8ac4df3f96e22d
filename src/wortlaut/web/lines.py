"""Rows of the store as lines of the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from wortlaut.export import lists, wire
from wortlaut.record import Network, Office, Period, Span
from wortlaut.store import (
    ActorRow,
    ArticleRow,
    CodingRow,
    Dossier,
    EventRow,
    Hit,
    Page,
    Passage,
    Place,
    Sighting,
    StatementRow,
    Who,
)


def articles(page: Page[ArticleRow]) -> lists.Articles:
    """Return a page of articles."""
    return lists.Articles(items=tuple(map(article, page.items)), **_bounds(page))


def statements(page: Page[StatementRow]) -> lists.Statements:
    """Return a page of statements."""
    return lists.Statements(items=tuple(map(statement, page.items)), **_bounds(page))


def events(page: Page[EventRow]) -> lists.Events:
    """Return a page of events."""
    return lists.Events(items=tuple(map(event, page.items)), **_bounds(page))


def codings(page: Page[CodingRow]) -> lists.Codings:
    """Return a page of codings."""
    items = (
        lists.ListedCoding(
            article=article(one.article),
            id=one.id,
            codebook=one.codebook,
            concept=one.concept,
            agreement=one.agreement,
            kind=one.kind,
            finding=one.finding or None,
            actors=tuple(lists.ListedParty(actor=who.id, name=who.name) for who in one.actors),
            evidence=tuple(
                wire.Span(start=span.start, end=span.end, text=words)
                for span, words in zip(one.evidence, one.words, strict=True)
            ),
            sentence=wire.Span(start=one.sentence_span.start, end=one.sentence_span.end, text=one.sentence),
            confidence=one.confidence,
            decided=one.decided,
        )
        for one in page.items
    )
    return lists.Codings(items=tuple(items), **_bounds(page))


def graph(network: Network, *, what: str, codebook: str | None, claims: int, capped: bool) -> lists.NetworkGraph:
    """Return a network."""
    nodes = (
        lists.NetworkNode(
            id=node.id,
            name=node.label,
            mode=node.mode,
            claims=node.claims,
            community=camp if isinstance(camp := node.attributes.get("community"), int) else None,
        )
        for node in network.nodes
    )
    edges = (
        lists.NetworkEdge(source=edge.source, target=edge.target, weight=edge.weight, claims=edge.claims)
        for edge in network.edges
    )
    return lists.NetworkGraph(
        what=what, codebook=codebook, nodes=tuple(nodes), edges=tuple(edges), claims=claims, capped=capped
    )


def actors(page: Page[ActorRow]) -> lists.Actors:
    """Return a page of actors."""
    return lists.Actors(items=tuple(map(actor, page.items)), **_bounds(page))


def sightings(page: Page[Sighting]) -> lists.Sightings:
    """Return a page of the articles in which an actor occurs."""
    items = (
        lists.ListedSighting(
            article=article(one.article),
            local=one.local,
            name=one.name,
            mentions=one.mentions,
            statements=one.statements,
        )
        for one in page.items
    )
    return lists.Sightings(items=tuple(items), **_bounds(page))


def hits(page: Page[Hit]) -> lists.Hits:
    """Return a page of hits."""
    items = (
        lists.ListedHit(
            article=article(one.article),
            places=tuple(map(place, one.places)),
            passages=tuple(map(_passage, one.passages)),
            found=one.found,
            rank=one.rank,
        )
        for one in page.items
    )
    return lists.Hits(items=tuple(items), **_bounds(page))


def places(found: tuple[Place, ...]) -> lists.Places:
    """Return all places of an article."""
    return lists.Places(items=tuple(map(place, found)))


def file_of(found: Dossier) -> lists.ActorFile:
    """Return all that is told of an actor."""
    return lists.ActorFile(
        actor=actor(found.actor),
        names=tuple(lists.ToldName(name=name, articles=number) for name, number in found.names),
        offices=tuple(lists.ToldOffice(office=_office(office), articles=number) for office, number in found.offices),
        first=found.first,
        last=found.last,
        addressed=found.addressed,
        events=found.events,
    )


def article(row: ArticleRow) -> lists.ListedArticle:
    """Return an article."""
    return lists.ListedArticle(
        id=row.id,
        source=row.source,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=_period(row.published),
        original=row.original,
        added=row.added,
        statements=row.statements,
        events=row.events,
        reviewed=row.reviewed,
    )


def statement(row: StatementRow) -> lists.ListedStatement:
    """Return a statement."""
    return lists.ListedStatement(
        article=article(row.article),
        id=row.id,
        kind=row.kind,
        content=tuple(_span(span, words) for span, words in zip(row.content, row.words, strict=True)),
        sentence=_span(row.sentence_span, row.sentence),
        speaker=_party(row.speaker),
        addressee=_party(row.addressee),
        via=_party(row.via),
        medium=row.medium,
        certainty=row.certainty,
        polarity=row.polarity,
        when=_time(row.earliest, row.latest),
        parent=row.parent,
        confidence=row.confidence,
        reviewed=row.reviewed,
    )


def event(row: EventRow) -> lists.ListedEvent:
    """Return an event."""
    return lists.ListedEvent(
        article=article(row.article),
        id=row.id,
        type=row.type,
        mode=row.mode,
        trigger=_span(row.trigger, row.trigger_words),
        text=_span(row.span, row.words),
        initiator=tuple(map(_known, row.initiator)),
        recipient=tuple(map(_known, row.recipient)),
        object=row.object,
        place=_party(row.place),
        when=_time(row.earliest, row.latest),
        status=row.status,
        polarity=row.polarity,
        source=wire.EventSource(statement=row.source),
        answers=row.answers,
        confidence=row.confidence,
        reviewed=row.reviewed,
    )


def actor(row: ActorRow) -> lists.ListedActor:
    """Return an actor."""
    return lists.ListedActor(
        id=row.id,
        name=row.name,
        kind=row.kind,
        wikidata=row.wikidata,
        gender=row.gender,
        articles=row.articles,
        mentions=row.mentions,
        statements=row.statements,
    )


def place(row: Place) -> lists.ListedPlace:
    """Return a place."""
    return lists.ListedPlace(
        article=row.article, url=row.url, source=row.source, outlet=row.outlet, title=row.title, day=row.day
    )


def _passage(found: Passage) -> lists.Passage:
    start = found.span.start
    marks = (_span(mark, found.words[mark.start - start : mark.end - start]) for mark in found.marks)
    return lists.Passage(
        start=start,
        end=found.span.end,
        text=found.words,
        marks=tuple(marks),
        statement=found.statement,
        event=found.event,
        speaker=_party(found.speaker),
    )


def _bounds(page: Page[Any]) -> dict[str, Any]:
    return {"total": page.total, "offset": page.offset, "limit": page.limit, "capped": page.capped}


def _party(who: Who | None) -> lists.ListedParty | None:
    return _known(who) if who is not None else None


def _known(who: Who) -> lists.ListedParty:
    return lists.ListedParty(actor=who.id, name=who.name)


def _time(earliest: date | None, latest: date | None) -> lists.ListedTime | None:
    return lists.ListedTime(earliest=earliest, latest=latest) if earliest or latest else None


def _office(office: Office) -> wire.Office:
    since, until = (one.isoformat() if one else None for one in (office.since, office.until))
    return wire.Office(title=office.title, of=office.of, from_=since, to=until, evidence=None)


def _period(period: Period | None) -> wire.Period | None:
    if period is None:
        return None
    return wire.Period(earliest=period.earliest, latest=period.latest, precision=period.precision)


def _span(span: Span, text: str) -> wire.Span:
    return wire.Span(start=span.start, end=span.end, text=text)
