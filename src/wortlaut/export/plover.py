"""Events as PLOVER 2.0 event records, one JSON object a line (Halterman et al. 2023).

The fields of the standard are filled as far as the text tells them; ``wortlaut`` holds what the standard has no place
for: who tells the event, its status and polarity, the interval of its time, the evidence. *Auxiliary modes*, which the
manual describes and no project has filled so far: ``historical``, ``future``, ``hypothetical``, ``negation``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from wortlaut.lexicon import table
from wortlaut.record import Actor, Article, Event, Reading, Span

VERBAL = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""Types that are about the future by themselves: an offer is no future agreement."""

LONG_AGO = timedelta(days=92)
"""What ended so long before the article appeared is historical."""

IMAGINED = frozenset({"possible", "hypothetical"})
KINDS = {"state": "GOV", "outlet": "JRN"}
AHEAD = frozenset({"planned", "offered", "demanded", "threatened"})


def plover_lines(reading: Reading) -> Iterator[bytes]:
    """Yield one line of JSON (UTF-8, with its line break) per event of ``reading``, in text order.

    ``date`` is the first day of the event's own time if it tells a day, else the day the article appeared, else null.
    """
    for event in reading.events:
        yield msgspec.json.encode(_record(reading, event)) + b"\n"


def _record(reading: Reading, event: Event) -> dict[str, Any]:
    article, actors = reading.article, {actor.id: actor for actor in reading.actors}
    heads = _mentioned(reading, event)
    quad, score = _scores().get((event.type, event.mode or ""), _scores()[event.type, ""])
    place = actors[event.place].name if event.place in actors else event.place
    return {
        "id": f"{article.id}-{event.id}",
        "date": _day(article, event),
        "event": [event.type],
        "mode": [*([event.mode] if event.mode else []), *_auxiliary(article, event)],
        "context": [],
        "actor": [_actor(actors[one], heads) for one in event.initiator],
        "recipient": [_actor(actors[one], heads) for one in event.recipient],
        "event_loc": place,
        "event_text": event.text.of(article.text),
        "quad_code": quad,
        "event_scale": score,
        "text_info": {"start": event.text.start, "end": event.text.end},
        "cite_info": {
            "article": article.id,
            "outlet": article.outlet,
            "title": article.title,
            "url": article.url,
            "published": _iso(article.published.earliest if article.published else None),
        },
        "coder": f"wortlaut {reading.run.wortlaut} {reading.run.model}",
        "wortlaut": _more(reading, event),
    }


def _more(reading: Reading, event: Event) -> dict[str, Any]:
    """Return what PLOVER has no field for."""
    text = reading.article.text
    teller = next((s.speaker.name for s in reading.statements if s.id == event.source and s.speaker), None)
    return {
        "status": event.status,
        "polarity": event.polarity,
        "object": event.object,
        "told_by": {"statement": event.source, "speaker": teller} if event.source else None,
        "answers": f"{reading.article.id}-{event.answers}" if event.answers else None,
        "earliest": _iso(event.when.earliest if event.when else None),
        "latest": _iso(event.when.latest if event.when else None),
        "trigger": [{"start": s.start, "end": s.end, "text": s.of(text)} for s in event.trigger],
        "evidence": [{"start": s.start, "end": s.end} for s in event.evidence],
        "confidence": event.confidence,
    }


def _mentioned(reading: Reading, event: Event) -> dict[str, str]:
    """Return how the event's sentence names each actor, else how the article names him first."""
    text, found = reading.article.text, dict[str, str]()
    spans = {mention.id: mention.span for mention in reading.mentions}
    near: dict[str, list[tuple[bool, Span]]] = {}
    for link in reading.links:
        span = spans[link.mention]
        near.setdefault(link.actor, []).append((not event.text.contains(span), span))
    for actor, places in near.items():
        found[actor] = min(places)[1].of(text)
    return found


def _actor(actor: Actor, mentioned: dict[str, str]) -> dict[str, Any]:
    sector = _sector(actor)
    return {
        "raw_text": mentioned.get(actor.id, actor.name),
        "entity_name": actor.name,
        "wikidata_id": actor.wikidata,
        "wiki_description": None,
        "country_name": _country(actor),
        "sector_code": sector,
        "other_sector_codes": [],
    }


def _country(actor: Actor) -> str | None:
    """Return the state that an actor is or holds an office of."""
    if actor.kind == "state":
        return actor.name
    return next((office.of for office in actor.offices if office.of and office.of in _states()), None)


def _sector(actor: Actor) -> str:
    """Return the sector by kind, office or noun: state and minister GOV, outlet JRN; UNK where nothing tells."""
    if actor.kind in KINDS:
        return KINDS[actor.kind]
    for phrase in (*(office.title for office in actor.offices), actor.name, *actor.names):
        for word in phrase.lower().split():
            ends = [row for row in table("plover_sectors") if word.endswith(row["form"])]
            if ends:
                return max(ends, key=lambda row: len(row["form"]))["sector"]
    return "UNK"


@cache
def _states() -> frozenset[str]:
    return frozenset(row["name"] for row in table("places") if row["kind"] == "state")


@cache
def _scores() -> dict[tuple[str, str], tuple[str, float]]:
    return {(row["type"], row["mode"]): (row["quad"], float(row["score"])) for row in table("plover_scores")}


def _day(article: Article, event: Event) -> str | None:
    when = event.when
    exact = when.earliest if when is not None and when.period.precision == "day" else None
    return _iso(exact or (article.published.earliest if article.published else None))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _auxiliary(article: Article, event: Event) -> Iterator[str]:
    """Yield the auxiliary modes: when and whether an event is real."""
    latest, published = event.when.latest if event.when else None, article.published
    if latest and published and event.status == "happened" and published.earliest - latest > LONG_AGO:
        yield "historical"
    if event.status in AHEAD and event.type not in VERBAL:
        yield "future"
    if event.status in IMAGINED:
        yield "hypothetical"
    if event.polarity == "denied":
        yield "negation"
