"""What people changed in DNA, as reviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_args

from wortlaut.errors import ReviewError
from wortlaut.export.dna.corrections import Correction, Table, compared, replaced, span_of
from wortlaut.export.dna.entities import kept
from wortlaut.export.dna.notes import Provenance, provenance_of, text_hash
from wortlaut.export.dna.tables import Dna, Document
from wortlaut.export.utf16 import Utf16
from wortlaut.record import Change, Codebook, Reading, Review, Someone, Span, run_id
from wortlaut.record.reading import Kind
from wortlaut.record.words import Certainty
from wortlaut.review import Reviewed, added_coding, addition, review_of, someone

_ADDED_KIND: Kind = "reported"
_WORDS: Mapping[str, tuple[str, ...]] = {"kind": get_args(Kind), "certainty": get_args(Certainty)}
_BODIES = {"state", "organisation", "outlet", "group"}
_SIDES = {True: "for", False: "against"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back from DNA: corrections, those of them that reviews can tell, and what cannot be taken over."""

    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    problems: tuple[str, ...] = ()


def reviews_from(
    before: Dna,
    after: Dna,
    readings: Iterable[Reading | Reviewed],
    codebook: Codebook | None = None,
    *,
    reviewer: str,
    at: datetime,
) -> Returned:
    """Return what people changed in DNA since Wortlaut wrote ``before``; ``readings`` are those that it was made of.

    Reviews are of another speaker, addressee, kind, certainty or place of a statement, of statements all of whose rows
    of the type "Wortlaut Statement" were deleted (rejected) and of new rows of that type (added; "reported" unless
    they tell the kind). With the ``codebook`` of the file they are of positions, too: another agreement or concept of a
    "DNA Statement", codings all of whose rows were deleted (rejected), new rows (added); without it such changes are
    corrections only. ``reviewer`` is who brings the file.
    """
    shown = {}
    for one in readings:
        told = one if isinstance(one, Reviewed) else Reviewed(reading=one, read=one)
        shown[told.read.article.id] = told
    problems: list[str] = []
    corrections: list[Correction] = []
    reviews: list[Review] = []
    files = Table(before), Table(after)
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
            some = list(compared(document, provenance, files, reviewer))
            corrections += some
            own = shown.get(provenance.article)
            if some and (misfit := _misfit(own, provenance)):
                problems.append(f"{where}: {misfit}; there are no reviews of it")
            elif some and own is not None:
                made = _Reviews(
                    shown=own,
                    document=document,
                    files=files,
                    codebook=codebook,
                    at=at,
                    problems=problems,
                )
                reviews += made.of(some)
    known = {one.id for one in before.documents}
    problems += [f"document {one.id} is new in DNA and is no article" for one in after.documents if one.id not in known]
    return Returned(corrections=tuple(corrections), reviews=tuple(reviews), problems=tuple(problems))


def _misfit(shown: Reviewed | None, provenance: Provenance) -> str | None:
    if shown is None:
        return "its reading is not here"
    if text_hash(kept(shown.read.article.text)) != provenance.text:
        return "its reading has another text"
    if run_id(shown.read.run) != provenance.run:
        return "it was read again since the file was written"
    return None


@dataclass(slots=True, kw_only=True)
class _Reviews:
    """Makes the reviews of one article."""

    shown: Reviewed
    document: Document
    files: tuple[Table, Table]
    codebook: Codebook | None
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
        if self.codebook is not None:
            yield from self._positions([one for one in corrections if one.type == "DNA Statement"], self.codebook)

    def _positions(self, corrections: list[Correction], codebook: Codebook) -> Iterator[Review]:
        """Yield the reviews of what was changed in codings."""
        changes: dict[tuple[str, str], dict[str, Change]] = {}
        for one in corrections:
            if one.field == "statement" and one.coding is None:
                yield from self._coded(one, codebook)
            elif one.field == "statement" and one.coding is not None:
                if self._gone(one):
                    yield from self._said(one, one.coding, "reject", {}, "coding")
                elif not self._left(one):
                    self._problem(one, "other rows of this coding are left; correct its actors in Wortlaut")
            elif one.coding is not None and (change := self._position(one, codebook)):
                own = changes.setdefault((one.coder, one.coding), {})
                if own.setdefault(change.field, change).value != change.value:
                    self._problem(one, f"{change.field} is told twice and otherwise; the first counts")
        for (coder, coding), some in changes.items():
            told = next(one for one in corrections if one.coding == coding and one.coder == coder)
            yield from self._said(told, coding, "correct", some, "coding")

    def _position(self, one: Correction, codebook: Codebook) -> Change | None:
        """Return what a correction says of a coding, None where it says nothing."""
        if one.field == "agreement" and isinstance(one.new, bool):
            return Change(field="agreement", value=_SIDES[one.new])
        if one.field != "concept":
            return None
        concept = self._concept(str(one.new), codebook)
        known = next((own.concept for own in self.shown.reading.codings if own.id == one.coding), None)
        if concept is None:
            self._problem(one, f"{one.new!r} is no concept of the codebook {codebook.id}")
        return Change(field="concept", value=concept) if concept not in (None, known) else None

    def _concept(self, name: str, codebook: Codebook) -> str | None:
        """Return the id of a concept, which its entity's notes keep when people call it otherwise."""
        noted = self.files[1].told.get(("concept", name), {}).get("Notes", "").split(":")[0]
        if codebook.concept(noted) is not None:
            return noted
        return next((one.id for one in codebook.concepts if one.name == name), None)

    def _coded(self, one: Correction, codebook: Codebook) -> Iterator[Review]:
        """Yield the review that adds the coding of a new row."""
        now = self.files[1].statements[self.document.id][one.statement]
        values = self.files[1].values(now)
        concept = self._concept(str(values.get("concept", "")), codebook)
        if concept is None:
            self._problem(one, f"{values.get('concept', '')!r} is no concept of the codebook {codebook.id}")
            return
        changes = [
            Change(field="concept", value=concept),
            Change(field="agreement", value=_SIDES[bool(values.get("agreement"))]),
        ]
        try:
            variable = "person" if values.get("person") else "organization"
            found = self._someone(variable, str(values.get(variable, "")))
            if found is not None:
                changes.append(Change(field="actors", value=(found,)))
            span = span_of(now, Utf16(self.document.text))
            yield added_coding(self.shown, (span,), codebook.id, tuple(changes), reviewer=one.coder, at=self.at)
        except ReviewError as error:
            self._problem(one, str(error))

    def _gone(self, one: Correction) -> bool:
        """Say whether this is the first of the deleted rows of a finding, or of a coding, of which none is left."""
        own = self._rows(one)
        return self._left(one) and own[0] == one.statement

    def _left(self, one: Correction) -> bool:
        """Say whether none of the rows of a finding, or of a coding, is left."""
        old, new = (table.statements[self.document.id] for table in self.files)
        return all(id not in new or replaced(old[id], new[id]) for id in self._rows(one))

    def _rows(self, one: Correction) -> list[int]:
        """Return the rows that the file before had of the same type and finding, or coding."""
        told = provenance_of(self.document)
        old = self.files[0].statements[self.document.id]
        whole = one.type == "DNA Statement"
        name = f"{one.finding}/{one.coding}" if whole else one.finding
        return [
            id
            for id, origin in (told.origins if told else {}).items()
            if (str(origin) if whole else str(origin).split("/")[0]) == name
            and id in old
            and self.files[0].types.get(old[id].type or 0) == one.type
        ]

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
            span = span_of(now, Utf16(self.document.text))
            yield addition(self.shown, (span,), tuple(changes), reviewer=one.coder, at=self.at)
        except ReviewError as error:
            self._problem(one, str(error))

    def _said(
        self, one: Correction, finding: str, verdict: str, changes: dict[str, Change], kind: str = "statement"
    ) -> Iterator[Review]:
        try:
            yield review_of(
                self.shown,
                kind,  # type: ignore[arg-type]  # statement or coding
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
