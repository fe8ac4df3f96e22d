"""A register of actors as JSON ``wortlaut-actors/1`` and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from wortlaut.export.evidence import Evidence, Seen, evidence
from wortlaut.export.json import encoded
from wortlaut.export.judgements import JudgementLine, judgement_line
from wortlaut.export.wire import Period, Span, Wire
from wortlaut.record import Entry, Occurrence, Office, Reading, Register, Statement
from wortlaut.record.reading import ActorKind, Certainty, Gender, Kind, MentionKind, Polarity

REGISTER_HEADER = (
    "id",
    "name",
    "kind",
    "wikidata",
    "gender",
    "names",
    "offices",
    "mentions",
    "statements",
    "articles",
    "first",
    "last",
    "reasons",
)
_BETWEEN = "; "


class OfficeLine(Wire, frozen=True, rename={"from_": "from"}):
    """An office (Amt) and its days, half-open."""

    title: str
    of: str | None
    from_: date | None
    to: date | None


class SeenLine(Wire, frozen=True):
    """A mention and its sentence."""

    start: int
    end: int
    text: str
    kind: MentionKind
    sentence: Span
    confidence: float
    reasons: tuple[str, ...]


class SaidLine(Wire, frozen=True):
    """A statement that the actor made or that was addressed to him."""

    id: str
    kind: Kind
    content: tuple[Span, ...]
    speaker: str | None
    addressee: str | None
    certainty: Certainty
    polarity: Polarity


class EvidenceLine(Wire, frozen=True):
    """What one article tells of an actor."""

    mentions: tuple[SeenLine, ...]
    said: tuple[SaidLine, ...]
    addressed: tuple[SaidLine, ...]


class OccurrenceLine(Wire, frozen=True):
    """An actor as one article knows him."""

    article: str
    actor: str
    name: str
    source: str | None
    published: Period | None
    mentions: int
    statements: int
    confidence: float
    reasons: tuple[str, ...]
    evidence: EvidenceLine | None


class EntryLine(Wire, frozen=True):
    """Somebody in the world as all articles together tell."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    wikidata: str | None
    gender: Gender | None
    offices: tuple[OfficeLine, ...]
    mentions: int
    statements: int
    articles: int
    reasons: tuple[str, ...]
    judgements: tuple[str, ...]
    occurrences: tuple[OccurrenceLine, ...]


class RegisterLine(Wire, frozen=True):
    """The actors of many articles, and the judgements that had a part in it."""

    schema: Literal["wortlaut-actors/1"]
    actors: tuple[EntryLine, ...]
    judgements: tuple[JudgementLine, ...]
    overruled: tuple[str, ...]
    unknown: tuple[str, ...]


def register_json(register: Register, readings: Mapping[str, Reading] | None = None) -> bytes:
    r"""Return a register as indented UTF-8; with ``readings`` (by article id) each occurrence has its evidence.

    >>> register_json(Register(entries=()))[:35].decode()
    '{\n  "schema": "wortlaut-actors/1",\n'
    """
    judgements = {one.id: one for entry in register.entries for one in entry.judgements}
    value = RegisterLine(
        schema="wortlaut-actors/1",
        actors=tuple(_entry(entry, readings) for entry in register.entries),
        judgements=tuple(judgement_line(one) for one in sorted(judgements.values(), key=lambda one: (one.at, one.id))),
        overruled=register.overruled,
        unknown=register.unknown,
    )
    return encoded(value, pretty=True)


def register_rows(register: Register) -> Iterator[tuple[str, ...]]:
    """Yield one row of cells per actor, in the order of ``REGISTER_HEADER``; several values stand between ``; ``.

    ``first`` and ``last`` are the first days of the oldest and newest article that has one.
    """
    for entry in register.entries:
        days = sorted(one.published.earliest.isoformat() for one in entry.occurrences if one.published)
        yield (
            entry.id,
            entry.name,
            entry.kind,
            entry.wikidata or "",
            entry.gender or "",
            _BETWEEN.join(entry.names),
            _BETWEEN.join(map(office_words, entry.offices)),
            str(entry.mentions),
            str(entry.statements),
            str(entry.articles),
            days[0] if days else "",
            days[-1] if days else "",
            _BETWEEN.join(entry.reasons),
        )


def office_words(office: Office) -> str:
    """Return an office and its days (half-open) in words.

    >>> office_words(Office(title="Bundeskanzlerin", of="Deutschland", since=date(2005, 11, 22)))
    'Bundeskanzlerin (Deutschland) 2005-11-22/…'
    """
    days = "/".join(day.isoformat() if day else "…" for day in (office.since, office.until))
    dated = f" {days}" if office.since or office.until else ""
    return office.title + (f" ({office.of})" if office.of else "") + dated


def _entry(entry: Entry, readings: Mapping[str, Reading] | None) -> EntryLine:
    proofs = {proof.occurrence.id: proof for proof in evidence(entry, readings)} if readings is not None else {}
    return EntryLine(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        names=entry.names,
        wikidata=entry.wikidata,
        gender=entry.gender,
        offices=tuple(OfficeLine(title=one.title, of=one.of, from_=one.since, to=one.until) for one in entry.offices),
        mentions=entry.mentions,
        statements=entry.statements,
        articles=entry.articles,
        reasons=entry.reasons,
        judgements=tuple(one.id for one in entry.judgements),
        occurrences=tuple(_occurrence(one, proofs.get(one.id)) for one in entry.occurrences),
    )


def _occurrence(occurrence: Occurrence, proof: Evidence | None) -> OccurrenceLine:
    day = occurrence.published
    return OccurrenceLine(
        article=occurrence.article,
        actor=occurrence.actor,
        name=occurrence.name,
        source=occurrence.source,
        published=Period(earliest=day.earliest, latest=day.latest, precision=day.precision) if day else None,
        mentions=occurrence.mentions,
        statements=occurrence.statements,
        confidence=round(occurrence.confidence, 4),
        reasons=occurrence.reasons,
        evidence=_evidence(proof) if proof else None,
    )


def _evidence(proof: Evidence) -> EvidenceLine:
    text = proof.reading.article.text
    return EvidenceLine(
        mentions=tuple(_seen(one, text) for one in proof.seen),
        said=tuple(_said(one, text) for one in proof.said),
        addressed=tuple(_said(one, text) for one in proof.addressed),
    )


def _seen(seen: Seen, text: str) -> SeenLine:
    span, sentence = seen.mention.span, seen.sentence
    return SeenLine(
        start=span.start,
        end=span.end,
        text=span.of(text),
        kind=seen.mention.kind,
        sentence=Span(start=sentence.start, end=sentence.end, text=sentence.of(text)),
        confidence=round(seen.link.confidence, 4),
        reasons=seen.link.reasons,
    )


def _said(statement: Statement, text: str) -> SaidLine:
    return SaidLine(
        id=statement.id,
        kind=statement.kind,
        content=tuple(Span(start=one.start, end=one.end, text=one.of(text)) for one in statement.content),
        speaker=statement.speaker.name if statement.speaker else None,
        addressee=statement.addressee.name if statement.addressee else None,
        certainty=statement.certainty,
        polarity=statement.polarity,
    )
