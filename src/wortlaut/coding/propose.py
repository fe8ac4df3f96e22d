"""Which concepts the statements and events of an article are about, and where those stand who make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from wortlaut.coding.stance import Stance, is_negative, stance_of_event, stance_of_statement
from wortlaut.coding.words import Nearness, Words
from wortlaut.record import Event, Reading, Span, Statement, linked
from wortlaut.record.coding import Agreement, Codebook, Coding, Concept

LEAST = 0.45
"""A concept that is less near is not proposed."""
_TURNED: dict[Agreement, Agreement] = {"for": "against", "against": "for", "unclear": "unclear"}


def coded(reading: Reading, codebook: Codebook, *, nearness: Nearness | None = None, least: float = LEAST) -> Reading:
    """Return the reading with the codings that ``propose`` finds."""
    return replace(reading, codings=propose(reading, codebook, nearness=nearness, least=least))


def propose(
    reading: Reading, codebook: Codebook, *, nearness: Nearness | None = None, least: float = LEAST
) -> tuple[Coding, ...]:
    """Return what the statements and events of a reading say of the concepts of a codebook, in the order of the text.

    ``nearness`` says how near a text is to a concept (``coding.words``, the default; ``coding.meaning`` knows meanings,
    too); what is nearer than ``least`` is proposed. One finding may be about several concepts. Whoever speaks or acts
    takes the position; where nobody is known, there is none. The confidence is the product of how near the text is and
    how clear the position is; it is not calibrated yet.
    """
    actors = {actor.id: actor for actor in reading.actors}
    links = linked(reading)
    told = [*_statements(reading), *_events(reading)]
    near = nearness or Words(codebook, (text for _, text, *_ in told))
    found = []
    for finding, text, evidence, stance in sorted(told, key=lambda one: one[2][0].start):
        who = _actors(finding, links.get)
        if not any(id in actors for id in who):
            continue
        for concept in codebook.concepts:
            score = near(text, concept)
            if score >= least:
                found.append(_coding(codebook, concept, finding, evidence, who, score, stance))
    return tuple(replace(one, id=f"k{number}") for number, one in enumerate(found, 1))


_Told = tuple[Statement | Event, str, tuple[Span, ...], Stance]


def _statements(reading: Reading) -> Iterator[_Told]:
    text = reading.article.text
    for one in reading.statements:
        content = [span.of(text) for span in one.content]
        cue = " ".join(span.of(text) for span in one.cue)
        stance = stance_of_statement(cue, content, polarity=one.polarity, certainty=one.certainty)
        yield one, " . ".join(content), one.content, stance


def _events(reading: Reading) -> Iterator[_Told]:
    text = reading.article.text
    names = {actor.id: actor.name for actor in reading.actors}
    by_id = {event.id: event for event in reading.events}
    for one in reading.events:
        words = [one.text.of(text), *(names.get(id, "") for id in (*one.initiator, *one.recipient)), one.object or ""]
        answered = by_id.get(one.answers or "")
        if answered is not None:
            words.append(answered.text.of(text))
        yield one, " . ".join(words), (one.text,), stance_of_event(one.type, one.status, one.polarity)


def _actors(finding: Statement | Event, link: Callable[[str], object]) -> tuple[str, ...]:
    if isinstance(finding, Event):
        return finding.initiator
    mention = finding.speaker.mention if finding.speaker else None
    found = link(mention) if mention is not None else None
    return (found.actor,) if found is not None else ()  # type: ignore[attr-defined]


def _coding(
    codebook: Codebook,
    concept: Concept,
    finding: Statement | Event,
    evidence: tuple[Span, ...],
    actors: Iterable[str],
    score: float,
    stance: Stance,
) -> Coding:
    turned = is_negative(concept.name)
    reasons = (f"near to the concept: {score:.2f}", *stance.reasons, *(("the concept is negative",) if turned else ()))
    return Coding(
        id="k0",
        codebook=codebook.id,
        concept=concept.id,
        agreement=_TURNED[stance.agreement] if turned else stance.agreement,
        kind="event" if isinstance(finding, Event) else "statement",
        finding=finding.id,
        evidence=evidence,
        actors=tuple(actors),
        confidence=round(score * stance.confidence, 4),
        reasons=reasons,
    )
