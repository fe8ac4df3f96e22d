"""Which concepts the statements and events of an article are about, and where those stand who make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from wortlaut.coding.stance import Stance, is_negative, stance_of_event, stance_of_statement
from wortlaut.coding.words import Nearness, Words
from wortlaut.record import Event, Link, Reading, Span, Statement, linked
from wortlaut.record.coding import Agreement, Codebook, Coding, Concept

LEAST = 0.4
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
    found: list[Coding] = []
    for finding, text, evidence, stance in sorted(told, key=lambda one: one[2][0].start):
        who = _actors(finding, links)
        if not any(id in actors for id in who):
            continue
        scores = [(near(text, concept), concept) for concept in codebook.concepts]
        about = [(score, concept) for score, concept in scores if score >= least]
        found += [_coding(codebook, concept, finding, evidence, who, score, stance) for score, concept in about]
        if not about and isinstance(finding, Event) and finding.type == "REJECT":
            found += _refused(codebook, finding, evidence, found, stance)
    return tuple(replace(one, id=f"k{number}") for number, one in enumerate(found, 1))


def _refused(
    codebook: Codebook, event: Event, evidence: tuple[Span, ...], before: Sequence[Coding], stance: Stance
) -> Iterator[Coding]:
    """Yield what a refusal is about that does not tell it: what the one who is refused was last for, before it."""
    concepts = {concept.id: concept for concept in codebook.concepts}
    for one in reversed(before):
        if one.agreement == "for" and set(one.actors) & set(event.recipient) and one.evidence[0] != evidence[0]:
            told = replace(
                stance, reasons=(*stance.reasons, f"refuses those who are for it ({one.kind} {one.finding})")
            )
            yield _coding(codebook, concepts[one.concept], event, evidence, event.initiator, one.confidence, told)
            return


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


def _actors(finding: Statement | Event, links: Mapping[str, Link]) -> tuple[str, ...]:
    if isinstance(finding, Event):
        return finding.initiator
    mention = finding.speaker.mention if finding.speaker else None
    return (links[mention].actor,) if mention is not None and mention in links else ()


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
