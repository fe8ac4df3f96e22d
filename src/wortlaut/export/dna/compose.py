"""Coded readings → the content of a ``.dna`` file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from wortlaut.errors import CodingError
from wortlaut.export.dna.columns import SCHEMA_VERSION
from wortlaut.export.dna.entities import Entities, kept, shortened
from wortlaut.export.dna.notes import Origin, Provenance, notes, text_hash
from wortlaut.export.dna.passwords import PASSWORD
from wortlaut.export.dna.start import (
    ATTRIBUTE_VARIABLES,
    DNA_STATEMENT,
    MACHINE,
    TYPES,
    VARIABLES,
    WORTLAUT_STATEMENT,
    coders,
    relations,
    variable_id,
)
from wortlaut.export.dna.tables import CodedStatement, Dna, Document, Setting, Value
from wortlaut.export.dna.who import NOBODY, Named, People, StableIds
from wortlaut.export.utf16 import Utf16
from wortlaut.record import Article, Codebook, Coding, Concept, Event, Reading, Span, Statement, run_id

Coded = tuple[str, str]
"""An article's id, and the id of a finding or coding in it."""
_POSITIONS = {"for": 1, "against": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A coded statement before it has ids."""

    type: int
    span: Span
    origin: Origin
    who: Named
    to: Named = NOBODY
    concept: Concept | None = None
    agreement: str = ""
    kind: str = ""
    certainty: str = ""
    confidence: float = 0.0


def composed(
    readings: Iterable[Reading],
    codebook: Codebook | None = None,
    *,
    day: date,
    coder: str = "Wortlaut",
    people: Sequence[str] = (),
    by: Mapping[Coded, str] | None = None,
    ids: StableIds | None = None,
    password: str = PASSWORD,
    salt: bytes | None = None,
) -> Dna:
    """Return a ``.dna`` file of readings and their codings with ``codebook``; codings of other codebooks stay out.

    Coder 1 is Admin, 2 is ``coder`` (the machine), then come ``people``; ``by`` says which of them made a finding or a
    coding. ``ids`` gives stable ids of actors, else they follow from names and lexicon. ``day`` is that of the file.

    Each coding that is for or against is a "DNA Statement" for each of its actors (one without a person where it has
    none). DNA's agreement is yes or no, so a coding with agreement "unclear" is only among the "Wortlaut Statements":
    those are all statements of the readings, once for each coding, and the events that are coded. Persons stand in
    ``person`` with the body they speak for in ``organization``, everybody else in ``organization``.

    Raises CodingError for codings without a codebook, a concept that it does not have, evidence outside of the text,
    one article twice, and a person in ``by`` who is none of ``people``.
    """
    found = list(readings)
    _check(found, codebook, people, by or {}, coder)
    cast, entities = People(found, ids), Entities()
    some = coders((coder, *people), password, salt)
    coder_ids = {one.name: one.id for one in some[1:]}
    documents: list[Document] = []
    statements: list[CodedStatement] = []
    for number, reading in enumerate(found, start=1):
        article, text = reading.article, kept(reading.article.text)
        offsets, origins = Utf16(text), {}
        for row in _rows(reading, codebook, cast):
            id = len(statements) + 1
            start, stop = _units(offsets, row, article.id)
            origins[id] = row.origin
            made_by = _maker(row.origin, article.id, by or {})
            statements.append(
                CodedStatement(
                    id=id,
                    type=row.type,
                    document=number,
                    start=start,
                    stop=stop,
                    coder=coder_ids[made_by] if made_by else MACHINE,
                    values=_values(row, entities, codebook),
                )
            )
        told = Provenance(article=article.id, run=run_id(reading.run), text=text_hash(text), origins=origins)
        documents.append(_document(number, article, text, told))
    return Dna(
        settings=(
            Setting(property="version", value=SCHEMA_VERSION),
            Setting(property="date", value=day.isoformat()),
        ),
        coders=some,
        relations=relations(some),
        documents=tuple(documents),
        types=TYPES,
        variables=VARIABLES,
        statements=_numbered(statements),
        entities=entities.all(),
        attribute_variables=ATTRIBUTE_VARIABLES,
    )


def main_span(spans: Sequence[Span], article: Article) -> Span:
    """Return the one stretch that stands for several: from first to last word in the paragraph with most of them.

    A statement of DNA has one beginning and one end, a split quotation or one that the headline repeats has several.
    """
    groups: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        inside = (n for n, one in enumerate(article.paragraphs) if one.span.contains(span))
        groups[next(inside, -1)].append(span)
    best = max(groups.values(), key=lambda some: sum(one.end - one.start for one in some))
    return Span(start=min(one.start for one in best), end=max(one.end for one in best))


def _check(
    readings: Sequence[Reading],
    codebook: Codebook | None,
    people: Sequence[str],
    by: Mapping[Coded, str],
    coder: str,
) -> None:
    names = ["Admin", coder, *people]
    if twice := sorted({one for one in names if names.count(one) > 1 or not one.strip()}):
        raise CodingError(f"each coder needs a name of his own, not {twice[0]!r} again")
    if strangers := sorted({one for one in by.values()} - {*people, coder}):
        raise CodingError(f"{strangers[0]} coded something but is none of the people")
    articles = [one.article.id for one in readings]
    if len(set(articles)) < len(articles):
        again = next(one for one in articles if articles.count(one) > 1)
        raise CodingError(f"article {again} comes twice; take one reading of each article")
    for reading in readings:
        for coding in reading.codings:
            if codebook is None:
                raise CodingError(f"article {reading.article.id} has codings; tell the codebook {coding.codebook}")
            if coding.codebook == codebook.id and codebook.concept(coding.concept) is None:
                raise CodingError(f"the codebook {codebook.id} has no concept {coding.concept} (coding {coding.id})")


def _rows(reading: Reading, codebook: Codebook | None, cast: People) -> Iterator[_Row]:
    """Yield what is to be coded in a document, by place: codings first, then all statements."""
    codings: defaultdict[Coded, list[Coding]] = defaultdict(list)
    for coding in reading.codings:
        if codebook is not None and coding.codebook == codebook.id:
            codings[coding.kind, coding.finding].append(coding)
    rows: list[_Row] = []
    findings: tuple[Statement | Event, ...] = (*reading.statements, *reading.events)
    for one in findings:
        own = codings.pop(("statement" if isinstance(one, Statement) else "event", one.id), [])
        rows += _rows_of(one, own, codebook, reading, cast)
    for (kind, finding), some in codings.items():
        raise CodingError(f"coding {some[0].id} of article {reading.article.id} is of {kind} {finding}: there is none")
    yield from sorted(rows, key=lambda row: (row.span, row.type))


def _rows_of(
    one: Statement | Event, codings: Sequence[Coding], codebook: Codebook | None, reading: Reading, cast: People
) -> Iterator[_Row]:
    finding = _Row(
        type=WORTLAUT_STATEMENT,
        span=main_span(one.content if isinstance(one, Statement) else (one.text,), reading.article),
        origin=Origin(kind="statement" if isinstance(one, Statement) else "event", finding=one.id),
        who=cast.party(reading, one.speaker) if isinstance(one, Statement) else _first(one.initiator, reading, cast),
        to=cast.party(reading, one.addressee) if isinstance(one, Statement) else _first(one.recipient, reading, cast),
        kind=one.kind if isinstance(one, Statement) else "event",
        certainty=one.certainty if isinstance(one, Statement) else one.status,
        confidence=one.confidence,
    )
    if isinstance(one, Statement) and not codings:
        yield finding
    for coding in codings:
        told = replace(
            finding,
            origin=replace(finding.origin, coding=coding.id),
            concept=codebook.concept(coding.concept) if codebook else None,
            agreement=coding.agreement,
            confidence=coding.confidence,
        )
        yield told
        if coding.agreement != "unclear":
            span = main_span(coding.evidence, reading.article)
            for who in [cast.actor(reading, id) for id in coding.actors] or [NOBODY]:
                yield replace(told, type=DNA_STATEMENT, span=span, who=who)


def _first(ids: Sequence[str], reading: Reading, cast: People) -> Named:
    return cast.actor(reading, ids[0]) if ids else NOBODY


def _maker(origin: Origin, article: str, by: Mapping[Coded, str]) -> str | None:
    return by.get((article, origin.coding or "")) or by.get((article, origin.finding))


def _units(offsets: Utf16, row: _Row, article: str) -> tuple[int, int]:
    try:
        return offsets.unit_pairs([row.span])[0]
    except ValueError as error:
        raise CodingError(f"{row.origin} of article {article}: {error}") from None


def _values(row: _Row, entities: Entities, codebook: Codebook | None) -> tuple[Value, ...]:
    """Return a value for each variable of the type of a row; the ids of the values come later."""
    found: list[Value] = []

    def add(name: str, value: int) -> None:
        id = variable_id(row.type, name)
        kind = next(one.data_type for one in VARIABLES if one.id == id)
        found.append(Value(id=0, variable=id, data_type=kind, value=value))

    def add_named(name: str, one: Named) -> None:
        notes = " · ".join(dict.fromkeys(told for told in (one.wikidata, one.key) if told))
        variable = variable_id(row.type, name)
        alias = "; ".join(one.aliases)
        add(name, entities.id(variable, one.name, key=one.key, kind=one.kind, alias=alias, notes=notes))

    add_named("person", row.who if row.who.person else NOBODY)
    add_named("organization", Named(key="", name=row.who.body) if row.who.person else row.who)
    concept = row.concept
    variable = variable_id(row.type, "concept")
    if concept is None or codebook is None:
        add("concept", entities.id(variable, ""))
    else:
        alias, told = "; ".join(concept.keywords), ": ".join(filter(None, (concept.id, concept.definition)))
        add("concept", entities.id(variable, concept.name, key=concept.id, kind=codebook.name, alias=alias, notes=told))
    if row.type == DNA_STATEMENT:
        add("agreement", _POSITIONS[row.agreement])
    else:
        add_named("addressee", row.to)
        for name, word in (("position", row.agreement), ("kind", row.kind), ("certainty", row.certainty)):
            add(name, entities.id(variable_id(row.type, name), word))
        add("confidence", round(100 * row.confidence))
    return tuple(sorted(found, key=lambda one: one.variable))


def _numbered(statements: Iterable[CodedStatement]) -> tuple[CodedStatement, ...]:
    """Return statements whose values have ids, numbered for each kind of data, as DNA does."""
    last: defaultdict[str, int] = defaultdict(int)
    found = []
    for one in statements:
        own = []
        for value in one.values:
            last[value.data_type] += 1
            own.append(replace(value, id=last[value.data_type]))
        found.append(replace(one, values=tuple(own)))
    return tuple(found)


def _document(id: int, article: Article, text: str, provenance: Provenance) -> Document:
    headline = next((one.span.of(text) for one in article.paragraphs if one.role == "headline"), None)
    title = shortened(article.title or headline or "") or article.id
    whole = " ".join(kept(article.title or headline or "").split())
    day = article.published.earliest if article.published else None
    told = {
        "Title": whole if whole != title else None,
        "Address": article.url,
        "Published": None if article.published else "unknown (1970-01-01 stands for it)",
    }
    seconds = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
    return Document(
        id=id,
        title=title,
        text=text,
        coder=MACHINE,
        author=shortened("; ".join(article.byline)),
        source=shortened(article.outlet or ""),
        notes=kept(notes(provenance, told)),
        type="article",
        date=seconds,
    )
