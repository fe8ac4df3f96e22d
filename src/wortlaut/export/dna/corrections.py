"""What people changed in DNA: a ``.dna`` file that Wortlaut made, before and after → corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.export.dna.claims import plain_value
from wortlaut.export.dna.notes import Origin, Provenance
from wortlaut.export.dna.start import MACHINE
from wortlaut.export.dna.tables import CodedStatement, Dna, Document
from wortlaut.export.utf16 import Utf16
from wortlaut.record import Span

Told = str | int | bool | Span | None


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


class Table:
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


def compared(
    document: Document, provenance: Provenance, files: tuple[Table, Table], reviewer: str
) -> Iterator[Correction]:
    """Yield what is other in a document, by the ids of its statements."""
    first, second = files
    old, new = first.statements[document.id], second.statements[document.id]
    offsets = Utf16(document.text)
    for id in sorted({*old, *new}):
        was, now = old.get(id), new.get(id)
        origin = provenance.origins.get(id)
        if was is not None and now is not None and not replaced(was, now):
            yield from _changed(was, now, origin, provenance.article, files, offsets, reviewer)
            continue
        if was is not None:
            words = span_of(was, offsets).of(document.text)
            yield _correction(was, origin, provenance.article, first, "statement", words, None, reviewer)
        if now is not None:
            words = span_of(now, offsets).of(document.text)
            coder = _coder(now, second, reviewer)
            yield _correction(now, None, provenance.article, second, "statement", None, words, coder)


def replaced(was: CodedStatement, now: CodedStatement) -> bool:
    """Say whether an id was given again: SQLite does so when the last row is deleted and one is added."""
    apart = was.stop <= now.start or now.stop <= was.start
    moved = (was.start, was.stop) != (now.start, now.stop)
    return was.type != now.type or apart or (moved and was.coder != now.coder)


def _changed(
    was: CodedStatement,
    now: CodedStatement,
    origin: Origin | None,
    article: str,
    files: tuple[Table, Table],
    offsets: Utf16,
    reviewer: str,
) -> Iterator[Correction]:
    coder = _coder(now, files[1], reviewer)
    spans = span_of(was, offsets), span_of(now, offsets)
    if spans[0] != spans[1]:
        yield _correction(now, origin, article, files[1], "span", *spans, coder)
    old, new = files[0].values(was), files[1].values(now)
    for name in old | new:
        if old.get(name) != new.get(name):
            yield _correction(now, origin, article, files[1], name, old.get(name), new.get(name), coder)


def _coder(one: CodedStatement, table: Table, reviewer: str) -> str:
    """Return the person who coded a statement; who brings the file where it is Admin's or the machine's."""
    return table.coders.get(one.coder or 0, reviewer) if (one.coder or 0) > MACHINE else reviewer


def span_of(one: CodedStatement, offsets: Utf16) -> Span:
    """Return where a statement stands in the text, in code points; at least one of them."""
    start, stop = min(one.start, offsets.length - 1), min(one.stop, offsets.length)
    return offsets.span(start, max(stop, start + 1))


def _correction(
    one: CodedStatement,
    origin: Origin | None,
    article: str,
    table: Table,
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
