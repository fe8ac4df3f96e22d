"""Golden events and the product's: which are the same, and what of a found one is right.

A golden event and one of the product can be the same where their clauses overlap in at least one place that tells
them. *Right* is one of the same type whose initiator and recipient agree: they share an actor (paired as in
`bench.actor_matching`), or nobody is named on either side. A golden party that is no actor of the golden file («other
countries») agrees with nobody and with whoever is none of its actors. A meeting, a cooperation or an agreement has
parties rather than two sides: there the two sides together may agree instead. The pairing is one to one and has the
greatest number of right events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.actor_matching import Matched, bounds_of, shared
from bench.golden_files import place
from bench.words import Bounds
from wortlaut.record import Event, Reading

MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
RIGHT, SAME_TYPE, SAME_WORD, NEAR = 1000.0, 100.0, 10.0, 1.0


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event of a golden file; names as they stand there, ``source`` a statement id or None for the author."""

    id: str
    type: str
    trigger: Bounds | None
    text: Bounds
    initiator: tuple[str, ...]
    recipient: tuple[str, ...]
    status: str
    polarity: str
    source: str | None
    answers: str | None


def golden_events(golden: Mapping[str, Any], text: str) -> tuple[GoldEvent, ...]:
    """Read the events of a golden file; raises GoldenError for an anchor that is not in the text."""
    return tuple(_event(event, text) for event in golden.get("events", ()))


def _event(event: Mapping[str, Any], text: str) -> GoldEvent:
    anchor = event["text"] if isinstance(event["text"], dict) else {"span": event["span"], "text": event["text"]}
    source = event.get("source")
    if isinstance(source, dict):
        source = source.get("statement")
    return GoldEvent(
        id=event["id"],
        type=event.get("type") or event["plover"],
        trigger=place(event["trigger"], text) if event.get("trigger") else None,
        text=place(anchor, text),
        initiator=tuple(event["initiator"]),
        recipient=tuple(event["recipient"]),
        status=event["status"],
        polarity=event["polarity"],
        source=None if source in {None, "author"} else source,
        answers=event.get("answers"),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """A golden event, the event of the product that is paired with it, and what of it is right."""

    gold: GoldEvent
    event: Event | None
    type: bool = False
    initiator: bool = False
    recipient: bool = False
    status: bool = False
    polarity: bool = False
    source: bool = False

    @property
    def right(self) -> bool:
        """Say whether type, initiator and recipient are right."""
        return self.type and self.initiator and self.recipient


@dataclass(frozen=True, slots=True)
class EventComparison:
    """One article: a case per golden event, and the events that are none of them."""

    name: str
    cases: tuple[Case, ...]
    extra: tuple[Event, ...]

    @property
    def answers(self) -> tuple[int, int, int]:
        """Return answers that are right, golden ones, and those of the product."""
        ids = {case.gold.id: case.event.id for case in self.cases if case.event is not None}
        wanted = [case for case in self.cases if case.gold.answers]
        right = [c for c in wanted if c.event and c.event.answers and c.event.answers == ids.get(c.gold.answers or "")]
        given = [e for e in (*(c.event for c in self.cases), *self.extra) if e is not None and e.answers]
        return len(right), len(wanted), len(given)


def compared(
    matched: Matched, gold: Sequence[GoldEvent], reading: Reading, statements: Mapping[str, str]
) -> EventComparison:
    """Pair golden events with those of a reading; ``statements`` maps golden statement ids to the product's."""
    weights = np.zeros((len(gold), len(reading.events)))
    cases = {}
    for row, one in enumerate(gold):
        for column, event in enumerate(reading.events):
            if _overlap(one, event):
                case = _case(one, event, matched, statements)
                cases[row, column] = case
                weights[row, column] = (
                    RIGHT * case.right + SAME_TYPE * case.type + SAME_WORD * _same_word(one, event) + NEAR
                )
    rows, columns = linear_sum_assignment(weights, maximize=True)
    pairs = {row: column for row, column in zip(rows.tolist(), columns.tolist(), strict=True)}
    kept = {row: column for row, column in pairs.items() if weights[row, column] > NEAR}
    found = tuple(cases[row, kept[row]] if row in kept else Case(one, None) for row, one in enumerate(gold))
    used = set(kept.values())
    extra = tuple(event for column, event in enumerate(reading.events) if column not in used)
    return EventComparison(matched.name, found, extra)


def _overlap(gold: GoldEvent, event: Event) -> bool:
    places = [gold.text, *([gold.trigger] if gold.trigger else [])]
    spans = [bounds_of(span) for span in (event.text, *event.evidence)]
    return any(shared(one, other) for one in places for other in spans)


def _same_word(gold: GoldEvent, event: Event) -> bool:
    where = gold.trigger or gold.text
    return any(shared(where, bounds_of(span)) for span in event.trigger)


def _case(gold: GoldEvent, event: Event, matched: Matched, statements: Mapping[str, str]) -> Case:
    known = {actor.name for actor in matched.actors}
    known_to_gold = set(matched.same.values())

    def ids(names: Sequence[str]) -> tuple[set[str], bool]:
        return {matched.same.get(name, "") for name in names if name in known}, any(name in known for name in names)

    def agree(names: Sequence[str], actors: Sequence[str]) -> bool:
        wanted, named = ids(names)
        strangers = bool(names) and not known_to_gold & set(actors)
        return bool(wanted & set(actors)) or (not named and (not actors or strangers))

    initiator, recipient = agree(gold.initiator, event.initiator), agree(gold.recipient, event.recipient)
    if gold.type in MUTUAL and not (initiator and recipient):
        both, _ = ids((*gold.initiator, *gold.recipient))
        if len(both) > 1 and both == {*event.initiator, *event.recipient}:
            initiator = recipient = True
    return Case(
        gold,
        event,
        type=gold.type == event.type,
        initiator=initiator,
        recipient=recipient,
        status=gold.status == event.status,
        polarity=gold.polarity == event.polarity,
        source=(statements.get(gold.source, "?") if gold.source else None) == event.source,
    )
