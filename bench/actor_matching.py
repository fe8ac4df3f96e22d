"""Golden actors and the product's: whose mentions are the same, who is whom, who is wrongly one or wrongly two.

A mention of the product *fits* a golden one when each has the other's head word in it and the shorter lies mostly in
the longer. A golden mention's *partner* is the fitting mention that shares most of its characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.actor_golden import GoldActor, GoldMention
from bench.coreference_scorer import Chain, Tally, b_cubed
from bench.matching import plain_name
from bench.words import Bounds
from wortlaut.record import Actor, Link, Mention, Reading, Span

SAME_NAME = 0.1  # what equal names add to the number of shared mentions


@dataclass(frozen=True, slots=True)
class Seen:
    """What the product says of the actors of one article: all mentions, and whom each is linked to."""

    mentions: tuple[Mention, ...]
    actors: Mapping[str, Actor]
    links: Mapping[str, str]

    @classmethod
    def of(cls, reading: Reading) -> Seen:
        """Take the most confident link of each mention, of equals the first."""
        best: dict[str, Link] = {}
        for link in reading.links:
            if link.mention not in best or link.confidence > best[link.mention].confidence:
                best[link.mention] = link
        links = {mention: link.actor for mention, link in best.items()}
        return cls(reading.mentions, {actor.id: actor for actor in reading.actors}, links)

    def actor(self, mention: Mention | None) -> Actor | None:
        """Return whom a mention is linked to."""
        return self.actors.get(self.links.get(mention.id, "")) if mention else None


def shared(one: Bounds, other: Bounds) -> int:
    """Return how many characters two ranges share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def likeness(one: Bounds, other: Bounds) -> float:
    """Return the characters shared by two ranges as a share of all that either has."""
    both = shared(one, other)
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def bounds_of(span: Span) -> Bounds:
    """Return a span as a pair."""
    return span.start, span.end


def fits(gold: GoldMention, mention: Mention) -> bool:
    """Say whether a mention of the product can be the golden one."""
    span = bounds_of(mention.span)
    smaller = min(gold.bounds, span, key=lambda bounds: bounds[1] - bounds[0])
    return (
        _mostly_in(gold.head, span)
        and _mostly_in(bounds_of(mention.head), gold.bounds)
        and 2 * shared(gold.bounds, span) > smaller[1] - smaller[0]
    )


def _mostly_in(inner: Bounds, outer: Bounds) -> bool:
    return 2 * shared(inner, outer) > inner[1] - inner[0]


def partner(gold: GoldMention, mentions: Iterable[Mention]) -> Mention | None:
    """Return the fitting mention that is most like the golden one."""
    fitting = [mention for mention in mentions if fits(gold, mention)]
    return max(fitting, key=lambda mention: likeness(gold.bounds, bounds_of(mention.span)), default=None)


@dataclass(frozen=True, slots=True)
class Matched:
    """One article: its golden actors, what the product saw, and who is whom.

    ``partners`` has a place for every mention of every golden actor, ``same`` maps golden names to actor ids.
    """

    name: str
    actors: tuple[GoldActor, ...]
    seen: Seen
    partners: Mapping[str, tuple[Mention | None, ...]]
    same: Mapping[str, str]

    def linked(self, actor: GoldActor) -> list[Actor | None]:
        """Return whom the product takes each mention of a golden actor for."""
        return [self.seen.actor(mention) for mention in self.partners[actor.name]]


def matched(name: str, actors: Sequence[GoldActor], reading: Reading) -> Matched:
    """Pair golden actors one to one with those of a reading.

    The pairing has the greatest total number of shared mentions; equal names decide between equals, and pair
    actors that share none.
    """
    seen = Seen.of(reading)
    partners = {actor.name: tuple(partner(m, seen.mentions) for m in actor.mentions) for actor in actors}
    same = assigned(actors, seen, partners)
    return Matched(name, tuple(actors), seen, partners, same)


def assigned(
    actors: Sequence[GoldActor], seen: Seen, partners: Mapping[str, Sequence[Mention | None]]
) -> dict[str, str]:
    """Map golden names to the ids of the actors that they are paired with."""
    ids = list(seen.actors)
    weights = np.zeros((len(actors), len(ids)))
    for row, gold in enumerate(actors):
        shares = Counter(seen.links.get(mention.id) for mention in partners[gold.name] if mention)
        for column, key in enumerate(ids):
            weights[row, column] = shares[key] + SAME_NAME * same_name(gold.name, seen.actors[key].name)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {actors[row].name: ids[column] for row, column in pairs if weights[row, column] > 0}


def same_name(one: str, other: str) -> bool:
    """Say whether two names are equal or one ends with the other, without titles.

    >>> same_name("Dr. Anna Meier", "meier"), same_name("Obermeier", "Meier")
    (True, False)
    """
    first, second = f" {plain_name(one)}", f" {plain_name(other)}"
    return first.endswith(second) or second.endswith(first)


def grouped_together(article: Matched) -> Tally:
    """Score with B³ how the golden mentions that the product has too are grouped.

    A mention that the product links to nobody is a group of its own.
    """
    pairs = [
        ((actor.name, place), mention)
        for actor in article.actors
        for place, mention in enumerate(article.partners[actor.name])
        if mention is not None
    ]
    gold = _groups((key, key[0]) for key, _ in pairs)
    system = _groups((key, article.seen.links.get(mention.id, f"alone {mention.id}")) for key, mention in pairs)
    return b_cubed(gold, system)


def _groups(members: Iterable[tuple[tuple[str, int], str]]) -> list[Chain]:
    groups: dict[str, set[tuple[str, int]]] = {}
    for member, group in members:
        groups.setdefault(group, set()).add(member)
    return [frozenset(group) for group in groups.values()]


def wrong_merges(article: Matched) -> dict[str, list[str]]:
    """Map names of the product's actors that have mentions of several golden actors to the golden names."""
    of: dict[str, set[str]] = {}
    for gold in article.actors:
        for actor in article.linked(gold):
            if actor is not None:
                of.setdefault(actor.id, set()).add(gold.name)
    return {article.seen.actors[key].name: sorted(names) for key, names in of.items() if len(names) > 1}
