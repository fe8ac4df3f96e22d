"""Whether two happenings are one event told twice: a logistic model of few features, weights in a table.

An event told by the author and one told by a statement may be one for a reader, but never here: a claim is no evidence
for a fact. The weights are set by hand: too few events of the marked articles are told twice to fit them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from wortlaut.lexicon import table
from wortlaut.record import Article, Event

REPEATING = frozenset({"headline", "kicker", "lead", "subhead", "caption"})
"""Roles of paragraphs that only repeat the body."""

WORDY = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "THREATEN", "REJECT", "AGREE"})
"""Types that are told apart by what is said."""

PREFIX = 5
NEAR, FAR = 300, 1500
"""Code points between two triggers."""

DEFINITE = re.compile(r"\b(?:der|die|das|den|dem|des|diese[rsmn]?)\s+(?:\w+\s+)?$", re.IGNORECASE)


def chance(article: Article, one: Event, other: Event) -> float:
    """Return how probable it is that ``other``, told later, is the event ``one`` again (0 to 1).

    Other types, or the author beside a statement, are never one.
    """
    if one.type != other.type or one.source != other.source:
        return 0.0
    weights = _weights()
    odds = weights["constant"] + sum(weights[name] for name in features(article, one, other))
    return 1.0 / (1.0 + math.exp(-odds))


def features(article: Article, one: Event, other: Event) -> Iterator[str]:
    """Yield the names of the features that hold for two events of one type."""
    text = article.text
    yield f"initiator_{_sides(one.initiator, other.initiator)}"
    yield f"recipient_{_sides(one.recipient, other.recipient)}"
    yield "wordy" if one.type in WORDY else "deed"
    word, again = _word(text, one), _word(text, other)
    if _stem(word) == _stem(again) or (len(again) > 4 and word.lower().endswith(again.lower()[-5:])):
        yield "same_word"
    if again[:1].isupper():
        yield "noun"
        if DEFINITE.search(text[max(0, other.trigger[0].start - 40) : other.trigger[0].start]):
            yield "definite"
    if one.polarity == other.polarity:
        yield "same_polarity"
    if one.status == other.status:
        yield "same_status"
    yield from _objects(one, other)
    if one.when and other.when:
        apart = one.when.period.latest <= other.when.period.earliest
        if apart or other.when.period.latest <= one.when.period.earliest:
            yield "other_time"
    gap = other.trigger[0].start - one.trigger[-1].end
    yield "near" if gap < NEAR else "far" if gap > FAR else "between"
    if repeats(article, one) or repeats(article, other):
        yield "headline"


def repeats(article: Article, event: Event) -> bool:
    """Say whether an event is told where the article only repeats its body: in a headline, a lead."""
    return next((p.role for p in article.paragraphs if p.span.contains(event.text)), "body") in REPEATING


def _sides(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Say how the actors on one side of two events agree."""
    if not one or not other:
        return "missing" if one or other else "nobody"
    if set(one) == set(other):
        return "same"
    return "shared" if set(one) & set(other) else "other"


def _objects(one: Event, other: Event) -> Iterator[str]:
    mine, theirs = _words(one), _words(other)
    if mine and theirs:
        yield "same_object" if mine & theirs else "other_content" if one.type in WORDY else "other_object"


def _words(event: Event) -> set[str]:
    return {word[:PREFIX].lower() for word in (event.object or "").split() if word[:1].isupper() and len(word) > 3}


def _word(text: str, event: Event) -> str:
    return max((span.of(text) for span in event.trigger), key=len)


def _stem(word: str) -> str:
    return word.lower().removeprefix("ge")[:PREFIX]


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table("same_event_weights")}
