"""To whom an event is done where its own words do not say so, but the article does.

«Die Opposition forderte Neuwahlen. Der Kanzler lehnte das ab»: the demand goes to the chancellor, the refusal to the
opposition. In this order: who is answered; who answers; whose plan, law or troops the object are; where troops go;
whom the same actor dealt with right before. Nobody is taken who acts himself. Such an event is less sure by `DOUBT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from wortlaut.record import Article, Event, Link, Mention, Span

ANSWERED = {
    "REJECT": frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"}),
    "CONCEDE": frozenset({"REQUEST", "ACCUSE", "THREATEN", "PROTEST"}),
    "AGREE": frozenset({"REQUEST"}),
    "SUPPORT": frozenset({"AGREE"}),
}
"""What a refusal, concession, promise or approval without an addressee may answer."""

TAKEN_UP = re.compile(r"\b(?:das|dies|dem|darauf|dazu|es|ihn|sie|diese[nrsm]?|de[nr]|die)\b", re.IGNORECASE)
OPEN = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"})
"""Types whose addressee shows by who answers."""

OWNED = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "SANCTION", "THREATEN"})
"""Types that are directed at whoever the object belongs to."""

FRIENDLY = frozenset({"AGREE", "SUPPORT", "AID", "CONCEDE", "COOPERATE", "CONSULT"})
ALONE = frozenset({"PROTEST", "RETREAT", "CONSULT", "COOPERATE"})
"""Types that need no other side."""

CLOSE, NEAR = 350, 700
"""Code points between an answer and what it answers, between two events of one actor."""

DOUBT = 0.15
"""How much less sure an event is whose other side is implied."""

STEM = 6
"""Letters that two forms of a noun share."""

REACH = 60
"""Code points between a noun and its owner."""

LONGEST = 40
"""Letters of a word that are looked at before and after a place in it."""

BEHIND = re.compile(r"\s+(?:(?:des|der|von|vom|aus)\s+)(?:[\wäöüß-]+\s+){0,2}$")
"""Between a noun and its owner: «Angebot der abtrünnigen Region …»."""

BEFORE = re.compile(r"^(?:s|')?\s+(?:[\wäöüß-]+\s+)?$")
"""Between an owner and his thing: «Lukaschenkos neues Angebot», «russische Truppen»."""


def implied(
    article: Article, events: Sequence[Event], mentions: Sequence[Mention], links: Sequence[Link]
) -> list[Event]:
    """Return the events in their order, those without a recipient with whom the article implies, if anybody."""
    found = [_answering(article, event, events[:at]) for at, event in enumerate(events)]
    answers = {event.answers: event for event in reversed(found) if event.answers}
    owners = _Owners(article, mentions, links)
    for at, event in enumerate(found):
        if event.recipient or not event.initiator or event.type in ALONE:
            continue
        for whom in _candidates(event, answers.get(event.id), owners, found[:at]):
            others = tuple(actor for actor in whom if actor not in event.initiator)
            if others:
                found[at] = _with(event, others)
                break
    return found


def _with(event: Event, recipient: tuple[str, ...]) -> Event:
    return replace(event, recipient=recipient, confidence=round(max(0.05, event.confidence - DOUBT), 2))


def _candidates(
    event: Event, answer: Event | None, owners: _Owners, before: Sequence[Event]
) -> Iterator[tuple[str, ...]]:
    """Yield who may be meant, the surest first."""
    if answer is not None and event.type in OPEN:
        yield answer.initiator
    if event.type in OWNED and event.object:
        yield owners.of(event, before)
    if event.type == "MOBILIZE" and event.place in owners.known:
        yield (event.place,) if event.place else ()
    for other in reversed(before):
        if event.text.start - other.text.end > NEAR:
            break
        if other.recipient and set(other.initiator) & set(event.initiator) and _alike(event, other):
            yield other.recipient


def _alike(one: Event, other: Event) -> bool:
    """Say whether two acts of somebody can be meant for the same: both friendly or both not."""
    return (one.type in FRIENDLY) == (other.type in FRIENDLY) and other.type not in ALONE


def _answering(article: Article, event: Event, before: Sequence[Event]) -> Event:
    """Return an answer that names nobody with what was told right before it, if somebody else did that."""
    wanted = ANSWERED.get(event.type, frozenset())
    if event.answers or event.recipient or not event.initiator or event.status in {"offered", "demanded"}:
        return event
    words = event.text.of(article.text)
    for other in reversed(before):
        if event.text.start - other.text.end > CLOSE:
            break
        if other.type not in wanted or other.polarity == "denied" or not other.initiator:
            continue
        meant = not other.recipient or bool(set(other.recipient) & set(event.initiator)) or TAKEN_UP.search(words)
        others = tuple(actor for actor in other.initiator if actor not in event.initiator)
        if meant and others:
            return replace(_with(event, others), answers=other.id)
    return event


class _Owners:
    """Whose a thing is, by any place of the article that says so: «der Plan des Innenministers»."""

    def __init__(self, article: Article, mentions: Sequence[Mention], links: Iterable[Link]) -> None:
        self.text = article.text
        best: dict[str, Link] = {}
        for link in links:
            if link.mention not in best or link.confidence > best[link.mention].confidence:
                best[link.mention] = link
        known = [mention for mention in mentions if mention.id in best and mention.kind != "pronoun"]
        self.actors = {mention.span: best[mention.id].actor for mention in known}
        self.starts: Mapping[int, Span] = {span.start: span for span in self.actors}
        self.ends: Mapping[int, Span] = {span.end: span for span in self.actors}
        self.known = frozenset(self.actors.values())

    def of(self, event: Event, before: Sequence[Event]) -> tuple[str, ...]:
        """Return whose the object is, by the first place up to the event that says so, or who did what it names."""
        noun = next((w for w in reversed((event.object or "").split()) if w[:1].isupper() and len(w) >= STEM - 1), "")
        if not noun:
            return ()
        stem = noun[:STEM]
        for found in re.finditer(re.escape(stem), self.text[: event.text.end]):
            owner = self._beside(*self._word(found.start()))
            if owner is not None and owner not in event.initiator:
                return (owner,)
        for other in reversed(before):
            if any(span.of(self.text)[:STEM].lower() == stem.lower() for span in other.trigger):
                return other.initiator
        return ()

    def _word(self, at: int) -> tuple[int, int]:
        """Return the bounds of the word around a place, of a very long one only the part near it."""
        start = end = at
        while start > max(0, at - LONGEST) and self.text[start - 1].isalpha():
            start -= 1
        while end < min(len(self.text), at + LONGEST) and self.text[end].isalpha():
            end += 1
        return start, end

    def _beside(self, start: int, end: int) -> str | None:
        """Return who stands as an owner beside a noun."""
        for at in range(end + 1, min(end + REACH, len(self.text))):
            if at in self.starts and BEHIND.match(self.text[end:at]):
                return self.actors[self.starts[at]]
        for at in range(start, max(start - REACH, 0), -1):
            if at in self.ends and BEFORE.match(self.text[at:start]):
                span = self.ends[at]
                if self.text[span.start].islower() or self.text[at - 1] == "s" or self.text[at : at + 1] == "'":
                    return self.actors[span]
        return None
