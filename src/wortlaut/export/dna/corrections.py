"""What people changed in DNA: a ``.dna`` file that Wortlaut made, before and after → corrections and reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_args

from wortlaut.errors import ReviewError
from wortlaut.export.dna.claims import plain_value
from wortlaut.export.dna.entities import kept
from wortlaut.export.dna.notes import Origin, Provenance, provenance_of, text_hash
from wortlaut.export.dna.start import MACHINE
from wortlaut.export.dna.tables import CodedStatement, Dna, Document
from wortlaut.export.utf16 import Utf16
from wortlaut.record import Change, Reading, Review, Someone, Span, run_id
from wortlaut.record.reading import Kind
from wortlaut.record.words import Certainty
from wortlaut.review import Reviewed, addition, review_of, someone

Told = str | int | bool | Span | None
_ADDED_KIND: Kind = "reported"
_WORDS: Mapping[str, tuple[str, ...]] = {"kind": get_args(Kind), "certainty": get_args(Certainty)}
_BODIES = {"state", "organisation", "outlet", "group"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that somebody changed in DNA.

    ``finding`` is the statement or event of the reading, ``coding`` the coding that the row came from; both are None
    for what was added. ``field`` is a variable of DNA, ``span`` (where it stands, in code points) or ``statement`` (the
    whole row: ``new`` None where it was deleted, ``old`` None where it was added, else its words). ``coder`` made it:
    DNA does not keep who changes or deletes a row, so that is the row's coder, or the person who brings the file.
    """

    article: str
    type: str
    statement: int
    finding: str | None
    coding: str | None
    field: str
    old: Told
    new: Told
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back from DNA: corrections, those of them that reviews can tell, and what cannot be taken over."""

    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    problems: tuple[str, ...] = ()


def reviews_from(
    before: Dna, after: Dna, readings: Iterable[Reading | Reviewed], *, reviewer: str, at: datetime
) -> Returned:
    """Return what people changed in DNA since Wortlaut wrote ``before``; ``readings`` are those that it was made of.

    Reviews are of another speaker, addressee, kind, certainty or place of a statement, of statements all of whose rows
    of the type "Wortlaut Statement" were deleted (rejected) and of new rows of that type (added; "reported" unless
    they tell the kind). What concerns concepts and positions are corrections only. ``reviewer`` is who brings the file.
    """
    shown = {}
    for one in readings:
        told = one if isinstance(one, Reviewed) else Reviewed(reading=one, read=one)
        shown[told.read.article.id] = told
    problems: list[str] = []
    corrections: list[Correction] = []
    reviews: list[Review] = []
    files = _Table(before), _Table(after)
    for document in before.documents:
        provenance = provenance_of(document)
        if provenance is None:
            continue
        where = f"document {document.id} (article {provenance.article})"
        now = files[1].documents.get(document.id)
        if now is None:
            problems.append(f"{where} was deleted in DNA: its statements are not rejected for that")
        elif now.text != document.text:
            problems.append(f"{where} has another text in DNA: what was changed there cannot be placed")
        else:
            some = list(_compared(document, provenance, files, reviewer))
            corrections += some
            own = shown.get(provenance.article)
            if some and (misfit := _misfit(own, provenance)):
                problems.append(f"{where}: {misfit}; there are no reviews of it")
            elif some and own is not None:
                made = _Reviews(shown=own, document=document, files=files, reviewer=reviewer, at=at, problems=problems)
                reviews += made.of(some)
    known = {one.id for one in before.documents}
    problems += [f"document {one.id} is new in DNA and is no article" for one in after.documents if one.id not in known]
    return Returned(corrections=tuple(corrections), reviews=tuple(reviews), problems=tuple(problems))


class _Table:
    """A file by ids."""

    def __init__(self, dna: Dna) -> None:
        self.documents = {one.id: one for one in dna.documents}
        self.entities = {one.id: one.value for one in dna.entities}
        self.coders = {one.id: one.name for one in dna.coders}
        self.types = {one.id: one.label for one in dna.types}
        self._names = {one.id: one.name for one in dna.variables}
        self._notes = {one.id: one.name for one in dna.attribute_variables}
        self.told: dict[tuple[str, str], dict[str, str]] = {
            (self._names.get(one.variable, ""), one.value): {
                self._notes[own.variable]: own.value for own in one.attributes if own.variable in self._notes
            }
            for one in dna.entities
        }
        self.statements: defaultdict[int, dict[int, CodedStatement]] = defaultdict(dict)
        for one in dna.statements:
            self.statements[one.document or 0][one.id] = one

    def values(self, one: CodedStatement) -> dict[str, str | int | bool]:
        """Return the values of a statement by variable."""
        return {self._names[own.variable]: plain_value(own, self.entities) for own in one.values}


def _misfit(shown: Reviewed | None, provenance: Provenance) -> str | None:
    if shown is None:
        return "its reading is not here"
    if text_hash(kept(shown.read.article.text)) != provenance.text:
        return "its reading has another text"
    if run_id(shown.read.run) != provenance.run:
        return "it was read again since the file was written"
    return None


def _compared(
    document: Document, provenance: Provenance, files: tuple[_Table, _Table], reviewer: str
) -> Iterator[Correction]:
    """Yield what is other in a document, by the ids of its statements."""
    first, second = files
    old, new = first.statements[document.id], second.statements[document.id]
    offsets = Utf16(document.text)
    for id in sorted({*old, *new}):
        was, now = old.get(id), new.get(id)
        origin = provenance.origins.get(id)
        if was is not None and now is not None and not _replaced(was, now):
            yield from _changed(was, now, origin, provenance.article, files, offsets, reviewer)
            continue
        if was is not None:
            words = _span(was, offsets).of(document.text)
            yield _correction(was, origin, provenance.article, first, "statement", words, None, reviewer)
        if now is not None:
            words = _span(now, offsets).of(document.text)
            coder = _coder(now, second, reviewer)
            yield _correction(now, None, provenance.article, second, "statement", None, words, coder)


def _replaced(was: CodedStatement, now: CodedStatement) -> bool:
    """Say whether an id was given again: SQLite does so when the last row is deleted and one is added."""
    apart = was.stop <= now.start or now.stop <= was.start
    moved = (was.start, was.stop) != (now.start, now.stop)
    return was.type != now.type or apart or (moved and was.coder != now.coder)


def _changed(
    was: CodedStatement,
    now: CodedStatement,
    origin: Origin | None,
    article: str,
    files: tuple[_Table, _Table],
    offsets: Utf16,
    reviewer: str,
) -> Iterator[Correction]:
    coder = _coder(now, files[1], reviewer)
    spans = _span(was, offsets), _span(now, offsets)
    if spans[0] != spans[1]:
        yield _correction(now, origin, article, files[1], "span", *spans, coder)
    old, new = files[0].values(was), files[1].values(now)
    for name in old | new:
        if old.get(name) != new.get(name):
            yield _correction(now, origin, article, files[1], name, old.get(name), new.get(name), coder)


def _coder(one: CodedStatement, table: _Table, reviewer: str) -> str:
    """Return the person who coded a statement; who brings the file where it is Admin's or the machine's."""
    return table.coders.get(one.coder or 0, reviewer) if (one.coder or 0) > MACHINE else reviewer


def _span(one: CodedStatement, offsets: Utf16) -> Span:
    start, stop = min(one.start, offsets.length - 1), min(one.stop, offsets.length)
    return offsets.span(start, max(stop, start + 1))


def _correction(
    one: CodedStatement,
    origin: Origin | None,
    article: str,
    table: _Table,
    name: str,
    old: Told,
    new: Told,
    coder: str,
) -> Correction:
    return Correction(
        article=article,
        type=table.types.get(one.type or 0, ""),
        statement=one.id,
        finding=f"{origin.kind}:{origin.finding}" if origin else None,
        coding=origin.coding if origin else None,
        field=name,
        old=old,
        new=new,
        coder=coder,
    )


@dataclass(slots=True, kw_only=True)
class _Reviews:
    """Makes the reviews of one article."""

    shown: Reviewed
    document: Document
    files: tuple[_Table, _Table]
    reviewer: str
    at: datetime
    problems: list[str]
    _changes: dict[tuple[str, str], dict[str, Change]] = field(default_factory=dict)

    def of(self, corrections: list[Correction]) -> Iterator[Review]:
        """Yield the reviews of corrections, in their order."""
        for one in corrections:
            kind, _, finding = (one.finding or "").partition(":")
            if one.field == "statement" and one.type == "Wortlaut Statement":
                if one.new is not None:
                    yield from self._added(one)
                elif kind == "statement" and self._gone(one):
                    yield from self._said(one, finding, "reject", {})
            elif kind == "statement" and (change := self._change(one, finding)):
                own = self._changes.setdefault((one.coder, finding), {})
                if own.setdefault(change.field, change).value != change.value:
                    self._problem(one, f"{change.field} is told twice and otherwise; the first counts")
        for (coder, finding), changes in self._changes.items():
            if any(one.id == finding for one in self.shown.reading.statements):
                told = next(one for one in corrections if one.finding == f"statement:{finding}" and one.coder == coder)
                yield from self._said(told, finding, "correct", changes)

    def _gone(self, one: Correction) -> bool:
        """Say whether this is the first of the deleted rows of a finding of which none is left."""
        told = provenance_of(self.document)
        rows = [id for id, origin in (told.origins if told else {}).items() if str(origin).split("/")[0] == one.finding]
        old, new = (table.statements[self.document.id] for table in self.files)
        own = [id for id in rows if id in old and self.files[0].types.get(old[id].type or 0) == one.type]
        return all(id not in new or _replaced(old[id], new[id]) for id in own) and own[0] == one.statement

    def _change(self, one: Correction, finding: str) -> Change | None:
        """Return what a correction says of a statement of the reading, None where it does not."""
        try:
            if one.field in ("person", "organization"):
                return self._speaker(one)
            if one.type != "Wortlaut Statement":
                return None
            if one.field == "addressee":
                return Change(field="addressee", value=self._someone("addressee", str(one.new)))
            if one.field in _WORDS:
                if one.new in _WORDS[one.field]:
                    return Change(field=one.field, value=str(one.new))
                self._problem(one, f"{one.field}: {one.new!r} is none of {', '.join(_WORDS[one.field])}")
            if one.field == "span" and isinstance(one.new, Span):
                statement = next((own for own in self.shown.reading.statements if own.id == finding), None)
                if statement is not None and len(statement.content) == 1:
                    return Change(field="content", value=(one.new,))
                self._problem(one, "a statement of several parts cannot be moved as one")
        except ReviewError as error:
            self._problem(one, str(error))
        return None

    def _speaker(self, one: Correction) -> Change | None:
        """Return another speaker: another person, or another organization where no person speaks."""
        values = self.files[1].values(self.files[1].statements[self.document.id][one.statement])
        if values.get("person"):
            if one.field != "person":
                return None
            return Change(field="speaker", value=self._someone("person", str(values["person"])))
        return Change(field="speaker", value=self._someone("organization", str(values.get("organization", ""))))

    def _someone(self, variable: str, name: str) -> Someone | None:
        """Return whom an entity of DNA means in this article, None for the empty one."""
        if not name:
            return None
        told = self.files[1].told.get((variable, name), {})
        ids = [one for one in told.get("Notes", "").split(" · ") if one]
        for id in ids:
            name = name.removesuffix(f" ({id})")
        actor = next((id for id in ids if not id.startswith("local:")), None)
        reading = self.shown.reading
        try:
            return someone(reading, name=name, actor=actor)
        except ReviewError:
            kind = told.get("Type", "")
            body = kind if kind in _BODIES else "organisation"
            person = variable == "person" or kind == "person"
            return someone(reading, name=name, actor=actor, kind="person" if person else body)  # type: ignore[arg-type]

    def _added(self, one: Correction) -> Iterator[Review]:
        now = self.files[1].statements[self.document.id][one.statement]
        values = self.files[1].values(now)
        kind = values.get("kind")
        changes = [Change(field="kind", value=str(kind) if kind in _WORDS["kind"] else _ADDED_KIND)]
        if values.get("certainty") in _WORDS["certainty"]:
            changes.append(Change(field="certainty", value=str(values["certainty"])))
        try:
            who = "person" if values.get("person") else "organization"
            for name, variable in (("speaker", who), ("addressee", "addressee")):
                found = self._someone(variable, str(values.get(variable, "")))
                if found is not None:
                    changes.append(Change(field=name, value=found))
            span = _span(now, Utf16(self.document.text))
            yield addition(self.shown, (span,), tuple(changes), reviewer=one.coder, at=self.at)
        except ReviewError as error:
            self._problem(one, str(error))

    def _said(self, one: Correction, finding: str, verdict: str, changes: dict[str, Change]) -> Iterator[Review]:
        try:
            yield review_of(
                self.shown,
                "statement",
                finding,
                verdict,  # type: ignore[arg-type]  # reject or correct
                tuple(changes.values()),
                reviewer=one.coder,
                at=self.at,
            )
        except ReviewError as error:
            self._problem(one, str(error))

    def _problem(self, one: Correction, why: str) -> None:
        self.problems.append(f"statement {one.statement} (article {one.article}): {why}")
