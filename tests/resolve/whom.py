"""Resolve one phrase of a text and say who it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.extract.build import body
from wortlaut.extract.parties import head_of, kind_of
from wortlaut.record import Actor, Link, Mention, Period, Span, Tags
from wortlaut.resolve import resolve


def linked(text: str, *phrases: str, day: str | None = None) -> list[tuple[Actor, Link]]:
    """Return actor and link of the last occurrence of each phrase in an article of that day."""
    doc = body(text)
    if day:
        first = date.fromisoformat(day)
        period = Period(earliest=first, latest=first + timedelta(days=1), precision="day")
        doc = replace(doc, article=replace(doc.article, published=period))
    mentions = []
    for number, phrase in enumerate(phrases):
        start = text.rindex(phrase)
        words = phrase.split()
        head = head_of(words)
        at = start + len(" ".join(words[:head])) + bool(head)
        mentions.append(
            Mention(
                id=f"m{number}",
                span=Span(start=start, end=start + len(phrase)),
                head=Span(start=at, end=at + len(words[head])),
                kind=kind_of(words, head),
                confidence=1.0,
            )
        )
    resolved = resolve(doc, Tags(quotes=()), mentions, [])
    actors = {actor.id: actor for actor in resolved.actors}
    links = {link.mention: link for link in resolved.links}
    return [(actors[links[m.id].actor], links[m.id]) for m in mentions]


def who(text: str, phrase: str, *, day: str | None = None) -> str:
    """Return the name of the actor whom the last occurrence of a phrase means."""
    return linked(text, phrase, day=day)[0][0].name
