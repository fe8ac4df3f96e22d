"""A reading → a CAS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wortlaut.export.cas.layers import (
    CODING,
    CUE,
    EVENT,
    MENTION,
    METADATA,
    SENTENCE,
    STATEMENT,
    TOKEN,
    cassis,
    link_type,
    types,
)
from wortlaut.record import Event, Party, Reading, Span, Statement, linked, run_id
from wortlaut.record.document import Sentence, Token
from wortlaut.segment import segment

if TYPE_CHECKING:
    from cassis import Cas

_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def cas_xmi(reading: Reading) -> bytes:
    """Return a reading as XMI (XML 1.0), INCEpTION's *UIMA CAS XMI*. Raises RecordError without the extra ``cas``."""
    return str(_cas(reading).to_xmi()).encode()


def cas_json(reading: Reading) -> bytes:
    """Return a reading as JSON, INCEpTION's *UIMA CAS JSON*, with its types. Raises RecordError without the extra."""
    return str(_cas(reading).to_json()).encode()


def kept(text: str) -> str:
    """Return a text as XML can hold it: what it cannot is a space, so that offsets stay."""
    return _NOT_XML.sub(" ", text)


def mark(reading: Reading, id: str) -> str:
    """Return what names a finding in a CAS: its id, and the run that found it."""
    return f"{id}@{run_id(reading.run)}"


def _cas(reading: Reading) -> Cas:
    article = reading.article
    cas: Cas = cassis().Cas(typesystem=types())
    cas.sofa_string, cas.sofa_mime = kept(article.text), "text/plain"
    whole = {"begin": 0, "end": len(article.text), "language": "de"}
    title = kept(article.title or article.id)
    cas.add(types().get_type(METADATA)(**whole, documentId=article.id, documentTitle=title))
    document = segment(article)
    parts: dict[str, Sequence[Sentence | Token]] = {SENTENCE: document.sentences, TOKEN: document.tokens}
    for name, found in parts.items():
        kind = types().get_type(name)
        cas.add_all(kind(begin=one.span.start, end=one.span.end) for one in found)
    _Findings(reading, cas).add()
    return cas


class _Findings:
    """Puts the findings of a reading into a CAS."""

    def __init__(self, reading: Reading, cas: Cas) -> None:
        self._reading = reading
        self._cas = cas
        self._mentions: dict[str, Any] = {}

    def add(self) -> None:
        actors = {actor.id: actor for actor in self._reading.actors}
        links = linked(self._reading)
        for one in self._reading.mentions:
            actor = actors.get(links[one.id].actor) if one.id in links else None
            told: dict[str, str] = {"kind": one.kind}
            if actor is not None:
                told |= {"actor": actor.id, "name": kept(actor.name), "wikidata": actor.wikidata or ""}
            self._mentions[one.id] = self._annotation(MENTION, one.span, one.id, told)
        for statement in self._reading.statements:
            self._statement(statement)
        for event in self._reading.events:
            self._event(event)
        for coding in self._reading.codings:
            told = {
                "codebook": coding.codebook,
                "concept": coding.concept,
                "agreement": coding.agreement,
                "confidence": f"{coding.confidence:.3f}",
                "actors": kept("; ".join(actors[id].name for id in coding.actors if id in actors)),
            }
            for span in coding.evidence:
                self._annotation(CODING, span, coding.id, told)

    def _statement(self, one: Statement) -> None:
        told = {
            "kind": one.kind,
            "certainty": one.certainty,
            "polarity": one.polarity,
            "medium": one.medium,
            "confidence": f"{one.confidence:.3f}",
            "speakerName": kept(one.speaker.name or "") if one.speaker else "",
        }
        cues = [self._annotation(CUE, span, one.id, {}) for span in one.cue]
        for number, span in enumerate(one.content, start=1):
            made = self._annotation(STATEMENT, span, one.id, {**told, "part": str(number)})
            if number == 1:
                for slot in ("speaker", "addressee", "via"):
                    self._slot(made, STATEMENT, slot, self._named([getattr(one, slot)]))
                self._slot(made, STATEMENT, "cue", cues)

    def _event(self, one: Event) -> None:
        told = {
            "eventType": one.type,
            "mode": one.mode or "",
            "status": one.status,
            "polarity": one.polarity,
            "confidence": f"{one.confidence:.3f}",
        }
        for number, span in enumerate(one.trigger, start=1):
            made = self._annotation(EVENT, span, one.id, {**told, "part": str(number)})
            if number == 1:
                self._slot(made, EVENT, "initiator", self._nearest(one.initiator, one.text))
                self._slot(made, EVENT, "recipient", self._nearest(one.recipient, one.text))

    def _named(self, parties: Iterable[Party | None]) -> list[Any]:
        return [self._mentions[one.mention] for one in parties if one is not None and one.mention in self._mentions]

    def _nearest(self, actors: Iterable[str], text: Span) -> list[Any]:
        """Return the mention of each actor that stands nearest to a clause."""
        found = []
        for actor in actors:
            own = {link.mention for link in self._reading.links if link.actor == actor}
            some = [one for one in self._reading.mentions if one.id in own]
            if some:
                best = min(
                    some, key=lambda one: (max(text.start - one.span.end, one.span.start - text.end, 0), one.span)
                )
                found.append(self._mentions[best.id])
        return found

    def _annotation(self, layer: str, span: Span, id: str, told: Mapping[str, str]) -> Any:
        values = {name: value for name, value in told.items() if value}
        made = types().get_type(layer)(begin=span.start, end=span.end, identifier=mark(self._reading, id), **values)
        self._cas.add(made)
        return made

    def _slot(self, holder: Any, layer: str, slot: str, targets: list[Any]) -> None:
        if targets:
            link = types().get_type(link_type(layer, slot))
            array = types().get_type("uima.cas.FSArray")
            setattr(holder, slot, array(elements=[link(role=slot, target=one) for one in targets]))


def _apart(one: Span, other: Span) -> int:
    """Return how many code points lie between two spans."""
    return max(other.start - one.end, one.start - other.end, 0)
