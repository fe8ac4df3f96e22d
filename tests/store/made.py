"""Small readings with statements and events, made in no time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from wortlaut.record import (
    Actor,
    Article,
    Event,
    EventType,
    Identity,
    Link,
    Mention,
    Paragraph,
    Party,
    Period,
    Reading,
    Review,
    Run,
    Span,
    Statement,
    Status,
)
from wortlaut.review import changes, review_of
from wortlaut.store import Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RUN = Run(wortlaut="0", model="m", lexicon="l")
_SAID = re.compile(r"„([^“]+)“, sagte ([A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)(?: zu ([A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+))?")


def article(
    text: str, *, id: str = "", day: date | None = None, outlet: str | None = None, url: str | None = None
) -> Article:
    """Return an article whose first line is its headline and whose paragraphs are lines."""
    paragraphs, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            paragraphs.append(Paragraph(span=Span(start=at, end=at + len(line)), role="body" if number else "headline"))
        at += len(line) + 1
    return Article(
        id=id or f"a{abs(hash(text)):x}",
        text=text,
        paragraphs=tuple(paragraphs),
        title=text.split("\n")[0],
        outlet=outlet,
        url=url,
        source=url,
        published=Period(earliest=day, latest=day + timedelta(days=1), precision="day") if day else None,
    )


def reading(
    source: Article | str,
    *,
    known: dict[str, str] | None = None,
    event: tuple[str, EventType, Status] | None = None,
    run: Run = RUN,
    gender: dict[str, str] | None = None,
) -> Reading:
    """Read «„…“, sagte NAME zu NAME» in an article; ``known`` has Wikidata ids, ``event`` words, type and status."""
    own = article(source) if isinstance(source, str) else source
    actors: dict[str, Actor] = {}
    mentions, links, statements = [], [], []

    def party(match: re.Match[str], group: int) -> Party | None:
        name = match.group(group)
        if name is None:
            return None
        id = (known or {}).get(name)
        who = Identity(id=id, wikidata=id, confidence=0.9, reasons=()) if id else None
        actors.setdefault(
            name,
            Actor(
                id=f"actor{len(actors) + 1}",
                name=name,
                kind="person",
                names=(name,),
                identity=who,
                gender=(gender or {}).get(name),  # type: ignore[arg-type]
            ),
        )
        span = Span(start=match.start(group), end=match.end(group))
        mention = Mention(id=f"m{len(mentions) + 1}", span=span, head=span, kind="name", confidence=0.9)
        mentions.append(mention)
        links.append(Link(mention=mention.id, actor=actors[name].id, confidence=0.9, reasons=()))
        return Party(mention=mention.id, name=name)

    for match in _SAID.finditer(own.text):
        statements.append(
            Statement(
                id=f"s{len(statements) + 1}",
                kind="direct",
                content=(Span(start=match.start(1), end=match.end(1)),),
                speaker=party(match, 2),
                addressee=party(match, 3),
                confidence=0.9 - len(statements) / 10,
            )
        )
    return Reading(
        article=own,
        run=run,
        mentions=tuple(mentions),
        statements=tuple(statements),
        actors=tuple(actors.values()),
        links=tuple(links),
        events=_events(own.text, event, list(actors.values())),
    )


def _events(text: str, event: tuple[str, EventType, Status] | None, actors: list[Actor]) -> tuple[Event, ...]:
    if event is None:
        return ()
    words, type, status = event
    span = Span(start=text.index(words), end=text.index(words) + len(words))
    first = (actors[0].id,) if actors else ()
    return (
        Event(
            id="e1", type=type, mode=None, trigger=(span,), text=span, initiator=first, status=status, confidence=0.7
        ),
    )


def again(old: Reading, **changes: object) -> Reading:
    """Return a reading by another run."""
    return replace(old, run=replace(RUN, model="other"), **changes)  # type: ignore[arg-type]


def review(
    store: Store, article: str, name: str, verdict: str, *, who: str = "Anna", minute: int = 0, **correction: Any
) -> Review:
    """Let somebody say something of a finding (``statement:s1``) as it is shown, and return it."""
    shown = store.people.reviewed(article)
    assert shown is not None
    kind, _, id = name.partition(":")
    told = changes(kind, correction)  # type: ignore[arg-type]
    at = NOON + timedelta(minutes=minute)
    one = review_of(shown, kind, id, verdict, told, reviewer=who, at=at)  # type: ignore[arg-type]
    store.people.add_review(one)
    return one
