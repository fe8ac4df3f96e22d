"""Rows of articles and of those whom they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wortlaut.export.tidy.places import Row, bounds, probability, word
from wortlaut.export.whom import Whom
from wortlaut.record import OPEN_END, OPEN_START, Link, Reading, Register


def actors(register: Register, articles: frozenset[str]) -> Iterator[Row]:
    """Yield the actors of a register that occur in these articles."""
    for entry in register.entries:
        seen = [one for one in entry.occurrences if one.article in articles]
        if seen:
            yield {
                "actor": entry.id,
                "name": entry.name,
                "kind": entry.kind,
                "wikidata": entry.wikidata,
                "gender": entry.gender,
                "articles": len({one.article for one in seen}),
                "mentions": sum(one.mentions for one in seen),
                "statements": sum(one.statements for one in seen),
            }


def articles(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the article and what read it."""
    article, run = reading.article, reading.run
    day = article.published
    yield {
        "article": article.id,
        "source": article.source,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "dateline": article.dateline,
        "published_earliest": None if day is None or day.earliest == OPEN_START else day.earliest,
        "published_latest": None if day is None or day.latest == OPEN_END else day.latest,
        "published_precision": day.precision if day else None,
        "language": article.language,
        "text": article.text,
        "wortlaut": run.wortlaut,
        "model": run.model,
        "lexicon": run.lexicon,
    }


def bylines(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield who wrote the article."""
    for number, author in enumerate(reading.article.byline, start=1):
        yield {"article": whom.article, "number": number, "author": author}


def paragraphs(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the paragraphs."""
    text = reading.article.text
    for number, one in enumerate(reading.article.paragraphs, start=1):
        yield {"article": whom.article, "number": number, "role": one.role, **bounds(one.span, text)}


def occurrences(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the actors as this article knows them."""
    for actor in reading.actors:
        known = actor.identity
        yield {
            "article": whom.article,
            "local": actor.id,
            "actor": whom.id(actor.id),
            "name": actor.name,
            "kind": actor.kind,
            "gender": actor.gender,
            "identity": known.id if known else None,
            "wikidata": actor.wikidata,
            "identity_confidence": probability(known.confidence) if known else None,
            "confidence": probability(whom.confidence(actor.id)),
        }


def names(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the forms of the actors' names."""
    for actor in reading.actors:
        for number, name in enumerate(actor.names, start=1):
            yield {"article": whom.article, "local": actor.id, "number": number, "name": name}


def offices(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the actors' offices."""
    text = reading.article.text
    for actor in reading.actors:
        for number, office in enumerate(actor.offices, start=1):
            proof = bounds(office.evidence, text) if office.evidence else {"start": None, "end": None, "text": None}
            yield {
                "article": whom.article,
                "local": actor.id,
                "number": number,
                "title": office.title,
                "of": office.of,
                "since": office.since,
                "until": office.until,
                **proof,
            }


def mentions(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield the mentions."""
    text = reading.article.text
    for one in reading.mentions:
        yield {
            "article": whom.article,
            "mention": one.id,
            "kind": one.kind,
            **bounds(one.span, text),
            **word("head", one.head, text),
            "confidence": probability(one.confidence),
        }


def links(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield whom each mention means, the most confident link first."""
    for mention, found in _ranked(reading).items():
        for number, link in enumerate(found, start=1):
            yield {
                "article": whom.article,
                "mention": mention,
                "number": number,
                "local": link.actor,
                "actor": whom.id(link.actor),
                "confidence": probability(link.confidence),
            }


def reasons(reading: Reading, whom: Whom) -> Iterator[Row]:
    """Yield why: of identities, of links, of codings."""
    for row, told in enumerate(_told(reading), start=1):
        yield {"article": whom.article, "row": row, "mention": None, "local": None, "coding": None, **told}


def _told(reading: Reading) -> Iterator[Row]:
    for actor in reading.actors:
        for number, reason in enumerate(actor.identity.reasons if actor.identity else (), start=1):
            yield {"of": "identity", "local": actor.id, "number": number, "reason": reason}
    for link in reading.links:
        for number, reason in enumerate(link.reasons, start=1):
            yield {"of": "link", "mention": link.mention, "local": link.actor, "number": number, "reason": reason}
    for coding in reading.codings:
        for number, reason in enumerate(coding.reasons, start=1):
            yield {"of": "coding", "coding": coding.id, "number": number, "reason": reason}


def _ranked(reading: Reading) -> dict[str, list[Link]]:
    """Return the links of each mention from the most confident to the least; of equals the first counts."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in reading.links:
        found[link.mention].append(link)
    return {mention: sorted(some, key=lambda link: -link.confidence) for mention, some in found.items()}
