"""Findings as W3C Web Annotations (Recommendation of 2017-02-23, JSON-LD), and quotes found again in a text.

Hypothesis, Recogito, Apache Annotator and others read them. Each finding is an annotation whose target is the article
and whose selectors are the words with what stands around them (TextQuoteSelector) and the place in code points
(TextPositionSelector), as the Recommendation asks for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec

from wortlaut.errors import RecordError
from wortlaut.export.json import encodable
from wortlaut.export.whom import Whom, one_each, register_for, seen_in
from wortlaut.record import Article, Event, Mention, Party, Reading, Register, Span, Statement

CONTEXT = 32
"""Code points before and after a quote that are kept at least; more where it would not be the only one."""

ANNO = "http://www.w3.org/ns/anno.jsonld"
WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote of an annotation: where its words stand in the text, None where they do not.

    ``annotation`` is the IRI of the annotation, ``source`` that of its target, ``tags`` the texts of its bodies.
    """

    annotation: str | None
    source: str | None
    exact: str
    span: Span | None
    tags: tuple[str, ...] = ()


def annotation_collections(
    readings: Iterable[Reading], register: Register | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the id of each article and its statements, events and mentions as an AnnotationCollection (JSON-LD).

    Statements of several pieces have several targets. Actors have the stable ids of ``register`` (None: that of these
    readings). The target is the article's address, else its id as a URN; of an address the state names the URN of the
    text whose code points the positions count. Of several readings of one article the first counts. Raises RecordError
    where the register does not know an actor.
    """
    some = one_each(readings)
    seen = seen_in(register_for(some, register))
    for reading in some:
        yield reading.article.id, _collection(reading, Whom.of(reading, seen))


def _collection(reading: Reading, whom: Whom) -> bytes:
    article, run, name = reading.article, reading.run, f"{urn(reading.article)}:annotations"
    items = [
        *(_annotation(article, "statement", one.id, one.content, _statement(one, whom)) for one in reading.statements),
        *(_annotation(article, "event", one.id, (one.text,), _event(one, whom)) for one in reading.events),
        *(
            _annotation(article, "mention", one.id, (one.span,), _mention(one, reading, whom))
            for one in reading.mentions
        ),
    ]
    collection = {
        "@context": ANNO,
        "id": name,
        "type": "AnnotationCollection",
        "label": article.title or article.source or article.id,
        "generator": {"type": "Software", "name": f"Wortlaut {run.wortlaut} (model {run.model})"},
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
    }
    return msgspec.json.format(msgspec.json.encode(encodable(collection)), indent=2)


def urn(article: Article) -> str:
    """Return the IRI of the text of an article.

    >>> urn(Article(id="aee9751a4befc98c8", text="Berlin schweigt.", paragraphs=()))
    'urn:wortlaut:aee9751a4befc98c8'
    """
    return f"urn:wortlaut:{_escaped(article.id)}"


def quotes_from_annotations(data: bytes, text: str) -> tuple[Quote, ...]:
    """Return the quotes of a file of annotations with their places in ``text``, which may have changed since.

    Takes a collection with its pages inside, a page, a list of annotations or a single one, of any program. Of several
    places with the same words the one with the most of the kept context counts, then the nearest to the kept position.
    Selectors without a quote are left out. Raises RecordError for what is no JSON or no annotation.

    >>> data = b'{"type": "Annotation", "target": {"selector": {"type": "TextQuoteSelector", "exact": "Nein"}}}'
    >>> quotes_from_annotations(data, "Ein klares Nein.")[0].span
    Span(start=11, end=15)
    """
    try:
        return tuple(found for one in _items(json.loads(data)) for found in _quotes(one, text))
    except (ValueError, RecursionError) as error:
        raise RecordError(f"no file of annotations: it cannot be read as JSON ({error})") from None


def place(text: str, exact: str, prefix: str = "", suffix: str = "", near: int = 0) -> Span | None:
    """Return where ``exact`` stands with the most of ``prefix`` before and ``suffix`` after it, None if nowhere.

    >>> place("Ja. Nein. Nein!", "Nein", suffix="!")
    Span(start=10, end=14)
    """
    if not exact:
        return None
    best: tuple[int, int, int] | None = None
    start = text.find(exact)
    while start >= 0:
        before = _shared(reversed(text[max(0, start - len(prefix)) : start]), reversed(prefix))
        end = start + len(exact)
        fits = before + _shared(text[end : end + len(suffix)], suffix)
        best = max(best or (-1, 0, 0), (fits, -abs(start - near), start))
        start = text.find(exact, start + 1)
    return Span(start=best[2], end=best[2] + len(exact)) if best else None


def _shared(some: Iterable[str], others: Iterable[str]) -> int:
    """Return how many letters two texts share from their beginning."""
    shared = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _annotation(
    article: Article, of: str, id: str, spans: Iterable[Span], bodies: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    targets = [_target(article, span) for span in spans]
    return {
        "id": f"{urn(article)}:{of}:{_escaped(id)}",
        "type": "Annotation",
        "motivation": "identifying" if of == "mention" else "tagging",
        "body": [_tag(of), *bodies],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(article: Article, span: Span) -> dict[str, Any]:
    prefix, suffix = _around(article.text, span)
    quoted = {"type": "TextQuoteSelector", "exact": span.of(article.text), "prefix": prefix, "suffix": suffix}
    placed = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    target = {"type": "SpecificResource", "source": article.url or urn(article), "selector": [quoted, placed]}
    return target | ({"state": {"type": "TimeState", "cached": urn(article)}} if article.url else {})


def _around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after a span, so much that nowhere else the same stands around the same words."""
    reach = CONTEXT
    while True:
        start, end = max(0, span.start - reach), span.end + reach
        whole = text[start:end]
        only = text.find(whole) == text.rfind(whole)
        if only or (start == 0 and end >= len(text)):
            return text[start : span.start], text[span.end : end]
        reach *= 2


def _statement(one: Statement, whom: Whom) -> Iterator[dict[str, Any]]:
    yield _tag(f"kind: {one.kind}")
    for part, party in (("speaker", one.speaker), ("addressee", one.addressee), ("via", one.via)):
        yield from _party(part, party, whom)
    yield _tag(f"medium: {one.medium}")
    yield from _modality(one)


def _event(one: Event, whom: Whom) -> Iterator[dict[str, Any]]:
    yield _tag(f"type: {one.type}")
    if one.mode:
        yield _tag(f"mode: {one.mode}")
    for part, people in (("initiator", one.initiator), ("recipient", one.recipient)):
        for local in people:
            yield _tag(f"{part}: {whom.name(local)}")
            yield _tag(f"{part} id: {whom.id(local)}")
    yield _tag(f"status: {one.status}")
    yield from _modality(one)


def _mention(one: Mention, reading: Reading, whom: Whom) -> Iterator[dict[str, Any]]:
    yield _tag(f"kind: {one.kind}")
    local = whom.by_mention.get(one.id)
    if local is not None:
        yield _tag(f"actor: {whom.name(local)}")
        yield _tag(f"actor id: {whom.id(local)}")
        wikidata = next((actor.wikidata for actor in reading.actors if actor.id == local), None)
        if wikidata:
            yield {"type": "SpecificResource", "purpose": "identifying", "source": WIKIDATA + wikidata}
    yield _tag(f"confidence: {one.confidence:.4f}")


def _party(part: str, party: Party | None, whom: Whom) -> Iterator[dict[str, Any]]:
    if party is not None and party.name:
        yield _tag(f"{part}: {party.name}")
    id = whom.party(party)
    if id is not None:
        yield _tag(f"{part} id: {id}")


def _modality(one: Statement | Event) -> Iterator[dict[str, Any]]:
    if isinstance(one, Statement):
        yield _tag(f"certainty: {one.certainty}")
    yield _tag(f"polarity: {one.polarity}")
    yield _tag(f"confidence: {one.confidence:.4f}")


def _tag(words: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": words}


def _escaped(id: str) -> str:
    return quote(id.encode("utf-8", "replace"), safe="")


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the annotations of whatever holds them."""
    if isinstance(value, list):
        for one in value:
            yield from _items(one)
        return
    types = _several(value.get("type")) if isinstance(value, Mapping) else []
    if "Annotation" in types:
        yield value
    elif "AnnotationPage" in types:
        yield from _items(_several(value.get("items")))
    elif "AnnotationCollection" in types:
        page = value.get("first")
        while isinstance(page, Mapping):
            yield from _items(page)
            page = page.get("next")
    else:
        raise RecordError("no file of annotations: an Annotation, AnnotationPage or AnnotationCollection is needed")


def _quotes(annotation: Mapping[str, Any], text: str) -> Iterator[Quote]:
    bodies = _several(annotation.get("body"))
    told = (body.get("value") if isinstance(body, Mapping) else None for body in bodies)
    tags = tuple(one for one in told if isinstance(one, str))
    for target in _several(annotation.get("target")):
        if not isinstance(target, Mapping):
            continue
        selectors = [one for one in _several(target.get("selector")) if isinstance(one, Mapping)]
        near = next((one["start"] for one in selectors if type(one.get("start")) is int), 0)
        for selector in selectors:
            if selector.get("type") == "TextQuoteSelector" and _words(selector, "exact"):
                exact = _words(selector, "exact")
                span = place(text, exact, _words(selector, "prefix"), _words(selector, "suffix"), near)
                id, source = annotation.get("id"), target.get("source")
                yield Quote(
                    annotation=id if isinstance(id, str) else None,
                    source=source if isinstance(source, str) else None,
                    exact=exact,
                    span=span,
                    tags=tags,
                )


def _words(selector: Mapping[str, Any], field: str) -> str:
    value = selector.get(field, "")
    if not isinstance(value, str):
        raise RecordError(f"{field} of a TextQuoteSelector is text, not {value!r}")
    return value


def _several(value: Any) -> list[Any]:
    """Return one or many as JSON-LD has them, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
