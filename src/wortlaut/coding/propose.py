"""Proposals: which concepts the statements and events of a reading are about, and who stands where on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wortlaut.coding.confidence import agreement_confidence, concept_confidence
from wortlaut.coding.stance import Stance, event_stance, stance
from wortlaut.coding.words import Near, Nearness, WordNearness, weight, words_of
from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, CodedKind, Coding
from wortlaut.record.event import Event
from wortlaut.record.reading import Party, Reading, Statement
from wortlaut.record.span import Span

LEAST = 0.15
"""Confidence in a concept below which nothing is proposed."""
MOST = 3
"""Concepts of one finding at most."""
_BEFORE, _ANSWERED = 0.7, 0.9
"""What the sentence before counts where words point back, and the event that an event answers."""
_FEW, _TELLING = 4, 0.5
_PROPOSALS = frozenset(
    "angebot ansinnen antrag appell bitte einladung entwurf forderung gesuch idee initiative offerte plan vorhaben "
    "vorschlag vorstoß wunsch".split()
)
"""What somebody is for, without saying what it is: «Abels Vorschlag»."""
_POINTING = frozenset("das dies es davon dagegen dazu darauf dafür darüber ihn sie solche so".split())
_SENTENCE = re.compile(r"[.!?…:][“”»«\"]?\s+(?=[A-ZÄÖÜ„»«“\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A finding with what it tells: its words, those who take the position, and what was told before."""

    kind: CodedKind
    id: str
    evidence: tuple[Span, ...]
    actors: tuple[str, ...]
    text: str
    before: tuple[tuple[str, float], ...]
    item: Statement | Event
    cue: str = ""


def propose(
    reading: Reading,
    codebook: Codebook,
    nearness: Nearness | None = None,
    *,
    least: float = LEAST,
    most: int = MOST,
) -> tuple[Coding, ...]:
    """Return proposals for the statements and events of a reading, in the order of the text; ids are k1, k2 ….

    Without ``nearness`` words alone decide (``WordNearness``). A finding may have up to ``most`` concepts, each with a
    confidence in the concept of at least ``least``; what nobody says or does has none. Raises CodingError for a
    ``least`` outside of 0 to 1.
    """
    if not 0 <= least <= 1 or most < 1:
        raise CodingError(f"least is a probability from 0 to 1 and most at least 1, not {least} and {most}")
    by_words = nearness or WordNearness(codebook)
    found: list[Coding] = []
    for finding in sorted(_findings(reading), key=lambda one: (one.evidence[0].start, one.kind != "statement")):
        for near, sure, own in _concepts(finding, by_words, least)[:most]:
            pointed = None if own else " ".join(text for text, _ in finding.before)
            coding = _coding(finding, near, sure, codebook, pointed)
            if coding is not None and not _repeats(coding, found):
                found.append(coding)
        if not any(one.finding == finding.id and one.kind == finding.kind for one in found):
            found.extend(_answers(reading, finding, codebook, found))
    return tuple(replace(one, id=f"k{number}") for number, one in enumerate(found, start=1))


def coded(reading: Reading, codebook: Codebook, nearness: Nearness | None = None, *, least: float = LEAST) -> Reading:
    """Return the reading with the codings proposed for it; those with another codebook stay."""
    kept = tuple(one for one in reading.codings if one.codebook != codebook.id)
    return replace(reading, codings=(*kept, *propose(reading, codebook, nearness, least=least)))


def said(reading: Reading, statement: Statement) -> str:
    """Return the words of a statement without those of statements of others inside it."""
    text = reading.article.text
    inner = [
        span
        for one in reading.statements
        if one.parent == statement.id and one.speaker and one.speaker != statement.speaker
        for span in (*one.content, *one.frame)
    ]
    pieces = []
    for span in statement.content:
        signs = list(span.of(text))
        for hole in inner:
            for at in range(max(hole.start, span.start), min(hole.end, span.end)):
                signs[at - span.start] = " "
        pieces.append("".join(signs).strip())
    return " … ".join(piece for piece in pieces if piece)


def actor_of(reading: Reading, party: Party | None) -> str | None:
    """Return the id of the actor that a party of a statement is, None if the reading knows nobody."""
    if party is None:
        return None
    if party.mention is not None:
        link = next((one for one in reading.links if one.mention == party.mention), None)
        if link is not None:
            return link.actor
    if party.name is None:
        return None
    return next((one.id for one in reading.actors if party.name == one.name or party.name in one.names), None)


def _findings(reading: Reading) -> Iterator[_Found]:
    text = reading.article.text
    for one in reading.statements:
        actor = actor_of(reading, one.speaker)
        words = said(reading, one)
        if actor is None or not words:
            continue
        start = min(span.start for span in (*one.content, *one.frame))
        cue = "" if one.kind == "reported" else " ".join(span.of(text) for span in sorted(one.cue))
        yield _Found(
            kind="statement",
            id=one.id,
            evidence=one.content,
            actors=(actor,),
            text=words,
            before=((_before(reading, start), _BEFORE),) if _points_back(words) else (),
            item=one,
            cue=cue,
        )
    events = {event.id: event for event in reading.events}
    for event in reading.events:
        if event.initiator:
            told = event.text.of(text)
            answered = events.get(event.answers or "")
            yield _Found(
                kind="event",
                id=event.id,
                evidence=(event.text,),
                actors=event.initiator,
                text=told,
                before=(
                    *(((answered.text.of(text), _ANSWERED),) if answered else ()),
                    *(((_before(reading, event.text.start), _BEFORE),) if answered or _points_back(told) else ()),
                ),
                item=event,
                cue=" ".join(span.of(text) for span in event.trigger),
            )


def _before(reading: Reading, start: int) -> str:
    """Return the sentence before a place in its paragraph, the headline for the first one of the text."""
    spans = [one.span for one in reading.article.paragraphs if one.span.start <= start < one.span.end]
    if not spans:
        return ""
    ahead = reading.article.text[spans[0].start : start].strip(" „“”»«\"'\n")
    return _SENTENCE.split(ahead)[-1] if ahead else reading.article.title or ""


def _concepts(found: _Found, nearness: Nearness, least: float) -> list[tuple[Near, float, bool]]:
    """Return the concepts that are near enough with their confidence, and whether the words themselves say so."""
    ranked = [(one, concept_confidence(one), True) for one in nearness.near(found.text)]
    if max((sure for _, sure, _ in ranked), default=0.0) < least and found.before:
        rows = [
            [(near, much * concept_confidence(near)) for near in nearness.near(text)] for text, much in found.before
        ]
        best = (max(column, key=lambda one: one[1]) for column in zip(*rows, strict=True))
        ranked = [(replace(near, example=None), sure, False) for near, sure in best]
    return sorted((one for one in ranked if one[1] >= least), key=lambda one: -one[1])


def _points_back(text: str) -> bool:
    """Say whether words point at what was told before: few that tell anything, or «das» and «davon»."""
    words = list(words_of(text))
    telling = sum(weight(word.lemma) > _TELLING for word in words)
    return telling < _FEW or any(word.form.lower() in _POINTING for word in words[:3])


def _coding(found: _Found, near: Near, sure: float, codebook: Codebook, pointed: str | None) -> Coding | None:
    """Return a coding; None where only words before (``pointed``) speak of the concept and these say no yes or no."""
    concept = codebook.concept(near.concept)
    if concept is None:
        raise CodingError(f"the nearness is that of another codebook: {codebook.id} has no concept {near.concept}")
    held: Stance
    if isinstance(found.item, Event):
        one = found.item
        held = event_stance(one, concept, found.text, found.cue, pointed)
    else:
        held = stance(found.text, concept, cue=found.cue, polarity=found.item.polarity, near=near, pointed=pointed)
    if pointed is not None and held.ground in ("plain", "open", "negated"):
        return None
    agreed = 1.0 if held.agreement == "unclear" else agreement_confidence(held.ground)
    return Coding(
        id="k0",
        codebook=codebook.id,
        concept=near.concept,
        agreement=held.agreement,
        kind=found.kind,
        finding=found.id,
        evidence=found.evidence,
        actors=found.actors,
        confidence=round(sure * agreed, 3),
        reasons=(*([] if pointed is None else ["told before"]), *_why(near), *held.reasons),
    )


def _answers(reading: Reading, found: _Found, codebook: Codebook, before: Sequence[Coding]) -> Iterator[Coding]:
    """Yield what a refusal, or words on somebody's proposal, are about: what he was for when he was last told of.

    A refusal that does not say whom it refuses, or somebody who was for nothing, is of the last offer of another.
    """
    refusal = isinstance(found.item, Event) and found.item.type == "REJECT"
    if not refusal and not any(word.lemma in _PROPOSALS for word in words_of(found.text)):
        return
    others = [one for one in before if one.agreement == "for" and not set(one.actors) & set(found.actors)]
    named = _named_in(reading, found)
    theirs = [one for one in others if set(one.actors) & named]
    if not theirs and refusal:
        theirs = others
    for concept in {one.concept: one for one in theirs if theirs and one.finding == theirs[-1].finding}.values():
        near = Near(concept=concept.concept, score=0.0)
        told = codebook.concept(concept.concept)
        coding = _coding(found, near, _ANSWERED * concept.confidence, codebook, told.name if told else "")
        if coding is not None and not _repeats(coding, before):
            yield replace(coding, reasons=(f"answers {concept.kind} {concept.finding}", *coding.reasons[1:]))


def _named_in(reading: Reading, found: _Found) -> set[str]:
    """Return the actors whom a finding is directed at, or who are named in its words."""
    spans = {
        one.id for one in reading.mentions if any(span.start <= one.head.start < span.end for span in found.evidence)
    }
    named = {link.actor for link in reading.links if link.mention in spans}
    return named | (set(found.item.recipient) if isinstance(found.item, Event) else set())


def _why(near: Near) -> Iterator[str]:
    if near.keyword is not None:
        yield f"keyword «{near.keyword}»"
    if near.words:
        yield f"shares {', '.join(f'«{word}»' for word in near.words)}"
    if near.meaning is not None:
        yield f"meaning alike: {near.meaning:.2f}"
    if near.probability is not None:
        yield f"learnt from codings: {near.probability:.2f}"


def _repeats(coding: Coding, others: Sequence[Coding]) -> bool:
    """Say whether a statement already shows what an event shows: same concept, somebody the same, the same words."""
    return any(
        one.concept == coding.concept
        and one.kind != coding.kind
        and set(one.actors) & set(coding.actors)
        and any(a.start < b.end and b.start < a.end for a in one.evidence for b in coding.evidence)
        for one in others
    )
