"""Happenings → events: who they are whom the text names, what is told twice, what answers what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wortlaut.record import Actor, Article, Event, Happening, Link, Mention, Span

ANSWERS = {
    "REJECT": frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"}),
    "AGREE": frozenset({"AGREE", "REQUEST"}),
    "SUPPORT": frozenset({"AGREE", "REQUEST"}),
    "CONCEDE": frozenset({"REQUEST", "ACCUSE", "THREATEN"}),
}
"""Which types of events can be answered by a refusal, a counter-offer, an approval, a concession."""


WORDY = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "THREATEN", "REJECT"})
"""Types whose events are told apart by what is said: two of one pair of actors need the same object to be one."""

REPEATING = frozenset({"headline", "kicker", "lead", "subhead", "caption"})
PREFIX = 5


def events(
    article: Article,
    happenings: Sequence[Happening],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    actors: Sequence[Actor],
) -> tuple[Event, ...]:
    """Return the events of one article in text order, each told event once, answers pointing to what they answer."""
    whom = _whom(mentions, links)
    kinds = {actor.id: actor.kind for actor in actors}
    found: list[Event] = []
    for happening in happenings:
        event = _event(happening, whom)
        if event is None or _unfit(event, kinds):
            continue
        same = next((at for at, other in enumerate(found) if _is_same(article, other, event)), None)
        if same is None:
            found.append(event)
        else:
            found[same] = _joined(article, found[same], event)
    numbered = [replace(event, id=f"e{number}") for number, event in enumerate(found, start=1)]
    return tuple(replace(event, answers=_answered(event, numbered[:place])) for place, event in enumerate(numbered))


def _whom(mentions: Sequence[Mention], links: Sequence[Link]) -> dict[Span, str]:
    """Return whom each head means, by the most confident link of its mention."""
    best: dict[str, Link] = {}
    for link in links:
        if link.mention not in best or link.confidence > best[link.mention].confidence:
            best[link.mention] = link
    return {mention.head: best[mention.id].actor for mention in mentions if mention.id in best}


def _ids(heads: Iterable[Span], whom: Mapping[Span, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(whom[head] for head in heads if head in whom))


def _event(happening: Happening, whom: Mapping[Span, str]) -> Event | None:
    initiator = _ids(happening.initiator, whom)
    recipient = tuple(actor for actor in _ids(happening.recipient, whom) if actor not in initiator)
    if not initiator and not recipient:
        return None
    return Event(
        id="e0",
        type=happening.type,
        mode=happening.mode,
        trigger=happening.trigger,
        text=happening.text,
        initiator=initiator,
        recipient=recipient,
        object=happening.object,
        place=whom.get(happening.place) if happening.place else None,
        when=happening.when,
        status=happening.status,
        polarity=happening.polarity,
        source=happening.source,
        evidence=(happening.text,),
        confidence=happening.confidence,
    )


def _unfit(event: Event, kinds: Mapping[str, str]) -> bool:
    """Say whether only newspapers and broadcasters are in it: «das Interview führte die Zeitung»."""
    return all(kinds.get(actor) == "outlet" for actor in (*event.initiator, *event.recipient))


def _is_same(article: Article, one: Event, other: Event) -> bool:
    """Say whether two happenings of one article are one event told twice."""
    if (one.type, one.polarity) != (other.type, other.polarity) or one.source != other.source:
        return False
    if set(one.initiator) != set(other.initiator):
        return False
    repeated = _role(article, one.text) in REPEATING or _role(article, other.text) in REPEATING
    mine, theirs = set(one.recipient), set(other.recipient)
    alike = _stem(article, one) == _stem(article, other)
    if mine != theirs and not (repeated and (alike or mine & theirs)):
        return False
    if repeated:
        return True
    shared = bool(_words(one) & _words(other)) or not _words(one) or not _words(other)
    return shared and (alike or one.type not in WORDY)


def _stem(article: Article, event: Event) -> str:
    return max((span.of(article.text) for span in event.trigger), key=len).lower().removeprefix("ge")[:PREFIX]


def _words(event: Event) -> set[str]:
    words = (event.object or "").split()
    return {word[:PREFIX].lower() for word in words if word[:1].isupper() and len(word) > 3}


def _role(article: Article, span: Span) -> str:
    return next((p.role for p in article.paragraphs if p.span.contains(span)), "body")


def _joined(article: Article, one: Event, other: Event) -> Event:
    """Return one event with the evidence of both, told as the fuller one tells it."""
    fuller = other if _role(article, one.text) in REPEATING and _role(article, other.text) not in REPEATING else one
    return replace(
        fuller,
        recipient=fuller.recipient or one.recipient or other.recipient,
        object=fuller.object or one.object or other.object,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        confidence=max(one.confidence, other.confidence),
    )


def _answered(event: Event, before: Sequence[Event]) -> str | None:
    """Return the last event before to which this one answers: its recipient did it, best to its initiator."""
    wanted = ANSWERS.get(event.type, frozenset())
    best: tuple[int, int] | None = None
    chosen = None
    for place, other in enumerate(before):
        if other.type not in wanted or other.polarity == "denied":
            continue
        from_them = bool(set(other.initiator) & set(event.recipient))
        to_us = bool(set(other.recipient) & set(event.initiator))
        open_end = not event.recipient or not other.recipient
        if not (from_them or to_us) or not (open_end or from_them) or set(other.initiator) & set(event.initiator):
            continue
        rank = (from_them + to_us, place)
        if best is None or rank >= best:
            best, chosen = rank, other.id
    return chosen
