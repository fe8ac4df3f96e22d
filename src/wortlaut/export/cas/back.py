"""A CAS that people worked on → what they changed, as reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, get_args
from zipfile import ZipFile

from wortlaut.errors import RecordError, ReviewError
from wortlaut.export.cas.layers import CODING, METADATA, STATEMENT, cassis, types
from wortlaut.export.cas.write import kept, mark
from wortlaut.record import Change, Codebook, Party, Reading, Review, Someone, Span, Statement, linked, run_id
from wortlaut.record.coding import Agreement
from wortlaut.record.reading import Kind, Medium
from wortlaut.record.words import Certainty, Polarity
from wortlaut.review import Reviewed, added_coding, addition, check_concept, review_of, someone

_WORDS: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "certainty": get_args(Certainty),
    "polarity": get_args(Polarity),
    "medium": get_args(Medium),
}
_SIDES: tuple[str, ...] = get_args(Agreement)
_NEW_KIND: Kind = "reported"
LARGEST = 100_000_000
"""Bytes of a file in a ZIP that are unpacked at most."""
_PARTIES = ("speaker", "addressee", "via")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Reviews, and what cannot be taken over, in words."""

    reviews: tuple[Review, ...] = ()
    problems: tuple[str, ...] = ()


def reviews_from_cas(
    data: bytes, shown: Reading | Reviewed, codebook: Codebook | None = None, *, reviewer: str, at: datetime
) -> Returned:
    """Return what a person changed in the CAS of a reading: statements, their speakers and addressees, codings.

    ``shown`` is the reading as the CAS told it; ``data`` is XMI, JSON, or the ZIP of XMI and types that INCEpTION
    exports. Statements and codings that are gone are rejected, new ones added ("reported" unless they tell the kind;
    codings need the ``codebook``). Mentions, cues and events are not compared. Raises RecordError for what is no CAS,
    for that of another article or text, and of another run.
    """
    told = shown if isinstance(shown, Reviewed) else Reviewed(reading=shown, read=shown)
    cas, some = _opened(data)
    _check(cas.sofa_string, some, told.reading)
    back = _Back(told, some, codebook, reviewer, at)
    reviews = (*back.statements(), *back.codings())
    return Returned(reviews=reviews, problems=tuple(back.problems))


def text_of_cas(data: bytes) -> tuple[str, str | None]:
    """Return the text of a CAS, and the id of the article that it tells; raises RecordError for what is no CAS."""
    cas, some = _opened(data)
    return str(cas.sofa_string), next((_told(one, "documentId") for one in some[METADATA]), None)


def _opened(data: bytes) -> tuple[Any, dict[str, list[Any]]]:
    cassis()
    try:
        cas = _loaded(data)
        return cas, {layer: list(cas.select(layer)) for layer in (STATEMENT, CODING, METADATA)}
    except Exception as error:  # whatever a broken file makes the library raise
        raise RecordError(f"this is no CAS (XMI, JSON or ZIP) with Wortlaut's layers: {error!r}") from None


def _loaded(data: bytes) -> Any:
    """Return a CAS with the types of its file, or ours where the file tells none."""
    if data.lstrip()[:1] == b"{":
        return cassis().load_cas_from_json(BytesIO(data))
    if not data.startswith(b"PK"):
        return cassis().load_cas_from_xmi(BytesIO(data), typesystem=types(), lenient=True)
    with ZipFile(BytesIO(data)) as archive:
        names = [one.filename for one in archive.infolist() if one.file_size <= LARGEST]
        xmi = [name for name in names if name.lower().endswith(".xmi")]
        if len(xmi) != 1:
            raise ValueError(f"{len(xmi)} files .xmi in it")
        system = next((name for name in names if name.lower().endswith("typesystem.xml")), None)
        system_types = cassis().load_typesystem(BytesIO(archive.read(system))) if system else types()
        return cassis().load_cas_from_xmi(BytesIO(archive.read(xmi[0])), typesystem=system_types, lenient=True)


def _check(text: str, some: Mapping[str, Sequence[Any]], reading: Reading) -> None:
    article = reading.article
    if text != kept(article.text):
        ids = [one.documentId for one in some[METADATA]]
        told = f"; it says that it is {ids[0]}" if ids and ids[0] != article.id else ""
        raise RecordError(f"the text of this CAS is not that of article {article.id}{told}")
    runs = {str(one.identifier).rpartition("@")[2] for one in some[STATEMENT] if _told(one, "identifier")}
    if runs - {run_id(reading.run)}:
        raise RecordError(f"article {article.id} was read again since this CAS was written")


@dataclass(slots=True)
class _Back:
    """Compares one CAS with its reading."""

    shown: Reviewed
    some: Mapping[str, Sequence[Any]]
    codebook: Codebook | None
    reviewer: str
    at: datetime
    problems: list[str] = field(default_factory=list)

    def statements(self) -> Iterator[Review]:
        """Yield the reviews of statements."""
        if self._lacks(STATEMENT, self.shown.reading.statements):
            return
        there, new = self._by_id(STATEMENT)
        for one in self.shown.reading.statements:
            parts = there.get(mark(self.shown.reading, one.id))
            if parts is None:
                yield from self._said("statement", one.id, "reject", [])
            elif changes := list(self._changes(one, parts)):
                yield from self._said("statement", one.id, "correct", changes)
        for made in new:
            yield from self._added(made)

    def codings(self) -> Iterator[Review]:
        """Yield the reviews of codings."""
        if self._lacks(CODING, self.shown.reading.codings):
            return
        there, new = self._by_id(CODING)
        for one in self.shown.reading.codings:
            parts = there.get(mark(self.shown.reading, one.id))
            if parts is None:
                yield from self._said("coding", one.id, "reject", [])
                continue
            changes = []
            for name in ("agreement", "concept"):
                if _told(parts[0], name) != getattr(one, name):
                    changes.append(Change(field=name, value=_told(parts[0], name)))
            if changes and self._fits(changes, f"coding {one.id}"):
                yield from self._said("coding", one.id, "correct", changes)
        for made in new:
            yield from self._coded(made)

    def _lacks(self, layer: str, findings: Sequence[object]) -> bool:
        """Say whether a file has nothing of a layer: its project may not know the layer, so nothing is rejected."""
        lacks = bool(findings) and not self.some[layer]
        if lacks:
            self._problem(layer, "nothing of this layer is in the file; if the project has it, reject them in Wortlaut")
        return lacks

    def _by_id(self, layer: str) -> tuple[dict[str, list[Any]], list[Any]]:
        """Return the annotations of a layer by their identifiers, parts in order; and those that people made."""
        known: defaultdict[str, list[Any]] = defaultdict(list)
        new = []
        for one in self.some[layer]:
            if _told(one, "identifier"):
                known[one.identifier].append(one)
            else:
                new.append(one)
        return known, new

    def _changes(self, one: Statement, parts: Sequence[Any]) -> Iterator[Change]:
        first = min(parts, key=lambda part: int(_told(part, "part") or 1))
        for name, words in _WORDS.items():
            value = _told(first, name)
            if value != getattr(one, name):
                if value in words:
                    yield Change(field=name, value=value)
                else:
                    self._problem(f"statement {one.id}", f"{name}: {value!r} is none of {', '.join(words)}")
        spans = tuple(sorted(Span(start=part.begin, end=part.end) for part in parts))
        if spans != tuple(sorted(one.content)):
            yield Change(field="content", value=spans)
        for name in _PARTIES:
            yield from self._party(one, first, name)

    def _party(self, one: Statement, first: Any, name: str) -> Iterator[Change]:
        """Yield another speaker, addressee or go-between, where the slot holds another mention."""
        before: Party | None = getattr(one, name)
        targets = _targets(first, name)
        was = before.mention if before is not None else None
        if not targets:
            if was is not None:
                yield Change(field=name, value=None)
            return
        if len(targets) > 1:
            self._problem(f"statement {one.id}", f"{name} has several mentions; the first counts")
        now = targets[0]
        if was is not None and _told(now, "identifier") == mark(self.shown.reading, was):
            return
        try:
            yield Change(field=name, value=self._someone(now))
        except ReviewError as error:
            self._problem(f"statement {one.id}", str(error))

    def _someone(self, mention: Any) -> Someone:
        """Return whom a mention means: its actor, or for a new one the words."""
        reading = self.shown.reading
        links = linked(reading)
        id = (_told(mention, "identifier") or "").rpartition("@")[0]
        if id in links:
            return someone(reading, actor=links[id].actor)
        return someone(reading, span=Span(start=mention.begin, end=mention.end))

    def _added(self, made: Any) -> Iterator[Review]:
        changes = [Change(field="kind", value=kind if (kind := _told(made, "kind")) in _WORDS["kind"] else _NEW_KIND)]
        changes += [
            Change(field=name, value=value)
            for name in ("certainty", "polarity", "medium")
            if (value := _told(made, name)) in _WORDS[name]
        ]
        where = f"new statement at {made.begin}"
        try:
            for name in _PARTIES:
                targets = _targets(made, name)
                if targets:
                    changes.append(Change(field=name, value=self._someone(targets[0])))
            span = Span(start=made.begin, end=made.end)
            yield addition(self.shown, (span,), tuple(changes), reviewer=self.reviewer, at=self.at)
        except (ReviewError, ValueError) as error:
            self._problem(where, str(error))

    def _coded(self, made: Any) -> Iterator[Review]:
        where = f"new coding at {made.begin}"
        if self.codebook is None:
            self._problem(where, "tell the codebook of new codings")
            return
        changes = [Change(field=name, value=_told(made, name)) for name in ("concept", "agreement")]
        if self._fits(changes, where):
            try:
                span = Span(start=made.begin, end=made.end)
                yield added_coding(
                    self.shown, (span,), self.codebook.id, tuple(changes), reviewer=self.reviewer, at=self.at
                )
            except (ReviewError, ValueError) as error:
                self._problem(where, str(error))

    def _fits(self, changes: Sequence[Change], where: str) -> bool:
        """Say whether a coding can have these values; a problem otherwise."""
        told = {change.field: change.value for change in changes}
        if "agreement" in told and told["agreement"] not in _SIDES:
            self._problem(where, f"agreement: {told['agreement']!r} is none of {', '.join(_SIDES)}")
            return False
        try:
            if self.codebook is not None:
                check_concept(self.codebook, changes)
        except ReviewError as error:
            self._problem(where, str(error))
            return False
        return True

    def _said(self, kind: Any, id: str, verdict: Any, changes: Sequence[Change]) -> Iterator[Review]:
        try:
            yield review_of(self.shown, kind, id, verdict, tuple(changes), reviewer=self.reviewer, at=self.at)
        except ReviewError as error:
            self._problem(f"{kind} {id}", str(error))

    def _problem(self, where: str, why: str) -> None:
        self.problems.append(f"{where} (article {self.shown.reading.article.id}): {why}")


def _told(found: Any, name: str) -> str | None:
    """Return a feature; None for one that is empty or that the file's types do not have."""
    value = getattr(found, name, None)
    return str(value) if value not in (None, "") else None


def _targets(holder: Any, slot: str) -> list[Any]:
    """Return the annotations that a slot links to."""
    found = getattr(holder, slot, None)
    links = getattr(found, "elements", found) or []
    return [one.target for one in links if one is not None and one.target is not None]
