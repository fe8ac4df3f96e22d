"""Which event answers which: the refusal the offer, the denial the accusation, the counter-offer the offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wortlaut.record import Article, Event, Statement

ANSWERS = {
    "REJECT": frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"}),
    "AGREE": frozenset({"AGREE", "REQUEST"}),
    "SUPPORT": frozenset({"AGREE", "REQUEST"}),
    "CONCEDE": frozenset({"REQUEST", "ACCUSE", "THREATEN"}),
}
"""Which types of events can be answered by a refusal, a counter-offer, an approval, a concession."""

NAMED = {
    "vorw": "ACCUSE", "anschuldig": "ACCUSE", "beschuldig": "ACCUSE", "kritik": "ACCUSE", "darstellung": "ACCUSE",
    "angebot": "AGREE", "vorschl": "AGREE", "einladung": "AGREE", "friedensplan": "AGREE", "initiative": "AGREE",
    "forderung": "REQUEST", "bitte": "REQUEST", "ultimatum": "REQUEST", "appell": "REQUEST", "drohung": "THREATEN",
}  # fmt: skip
"""Nouns by which a refusal names what it answers."""

DENYING = ("weis", "wies", "widerspr", "dementier", "bestr", "leugn", "stritt")
REACH = 200
"""So many events before are looked at."""

NEAR = 1500
"""A refusal that names nobody answers what was told at most so many characters before."""

CLOSE = 120
"""A denial that names nobody contradicts what was said at most so many characters before."""


def answered(
    article: Article,
    events: Sequence[Event],
    statements: Sequence[Statement],
    whom: Mapping[str, str],
    sides: Mapping[str, tuple[str, ...]],
) -> Iterator[Event]:
    """Yield the events with what they answer; a refusal that names nobody is one of whoever offered or accused.

    ``whom`` maps mentions to actors, ``sides`` an actor to those he stands for: a president to his country.
    """
    before: list[Event] = []
    for event in events:
        near = before[-REACH:]
        other = _answered(event, near, sides) or _by_noun(event, near)
        if other is not None:
            event = replace(event, answers=other.id, recipient=event.recipient or _others(other, event))
        elif event.type == "REJECT" and not event.recipient and _denies(article, event):
            spoken = _spoken_before(event, statements, whom)
            event = replace(event, recipient=(spoken,) if spoken else ())
        before.append(event)
        yield event


def _denies(article: Article, event: Event) -> bool:
    return any(stem in span.of(article.text).lower() for span in event.trigger for stem in DENYING)


def _others(other: Event, event: Event) -> tuple[str, ...]:
    return tuple(actor for actor in other.initiator if actor not in event.initiator)


def _answered(event: Event, before: Sequence[Event], sides: Mapping[str, tuple[str, ...]]) -> Event | None:
    """Return the last event before to which this one answers: its recipient did it, best to its initiator."""
    wanted = ANSWERS.get(event.type, frozenset())
    ours = {side for actor in event.initiator for side in (actor, *sides.get(actor, ()))}
    best: tuple[int, int] | None = None
    chosen = None
    for place, other in enumerate(before):
        if other.type not in wanted or other.polarity == "denied" or set(other.initiator) & set(event.initiator):
            continue
        theirs = {side for actor in other.recipient for side in (actor, *sides.get(actor, ()))}
        from_them = bool(set(other.initiator) & set(event.recipient))
        to_us = bool(theirs & ours)
        near = event.text.start - other.text.end < NEAR
        fits = from_them if event.recipient else (to_us and near and event.type in {"REJECT", "CONCEDE"})
        if not fits or (other.recipient and not to_us and not near):
            continue
        rank = (from_them + to_us, place)
        if best is None or rank >= best:
            best, chosen = rank, other
    return chosen


def _by_noun(event: Event, before: Sequence[Event]) -> Event | None:
    """Return the last event of the type that the object of a refusal names: «wies die Vorwürfe zurück»."""
    object_ = (event.object or "").lower()
    wanted = next((kind for noun, kind in NAMED.items() if noun in object_), None)
    if event.type not in {"REJECT", "AGREE"} or wanted is None or event.recipient:
        return None
    others = [o for o in before if o.type == wanted and o.initiator and not set(o.initiator) & set(event.initiator)]
    return others[-1] if others else None


def _spoken_before(event: Event, statements: Sequence[Statement], whom: Mapping[str, str]) -> str | None:
    """Return who spoke right before a denial, if it was somebody else."""
    said = [s for s in statements if 0 <= event.text.start - max(s.content).end < CLOSE and s.speaker]
    for statement in sorted(said, key=lambda s: max(s.content).end, reverse=True)[:1]:
        speaker = whom.get(statement.speaker.mention or "") if statement.speaker else None
        if speaker is not None and speaker not in event.initiator:
            return speaker
    return None
