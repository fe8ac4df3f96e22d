"""Two ``.dna`` files → one, with the choices that DNA's own importer gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, permutations
from typing import Any, Literal

from wortlaut.errors import CodingError
from wortlaut.export.dna.notes import renumbered
from wortlaut.export.dna.tables import (
    AttributeValue,
    AttributeVariable,
    CodedStatement,
    CoderRelation,
    Dna,
    Document,
    Entity,
    StatementType,
    Value,
    Variable,
    VariableLink,
)

Clash = Literal["keep", "merge", "overwrite"]
_DAY, _HOUR = 86_400, 3_600
_LATE = 22 * _HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOptions:
    """How to take over another file.

    ``coders`` maps coders of the other file (ids) to coders of this one; who is not in it is the coder of the same
    name, or comes along as a new coder. ``statements`` takes over statements, not just documents;
    ``with_statements`` and ``without_statements`` take over documents that have statements, and those that have none.
    ``skip_duplicates`` leaves out documents whose title, text and date are there already. ``fix_dates`` moves documents
    of 22:00 to 24:00 UTC to the next midnight: those are days that a machine in central Europe wrote as its own
    midnight. ``types`` takes over types of statements that are not known by label and variables; without it their
    statements are left out.

    Where an entity is in both, ``entities`` says whether colour and parent stay (``keep``), come where there is none
    (``merge``: black, no parent), or are the other's (``overwrite``); ``attributes`` the same of attributes (``merge``
    fills empty ones), ``regexes`` of regular expressions of the same label (``keep`` takes over no regular expression).
    """

    coders: Mapping[int, int] = field(default_factory=dict)
    statements: bool = True
    with_statements: bool = True
    without_statements: bool = True
    skip_duplicates: bool = True
    fix_dates: bool = False
    types: bool = True
    entities: Clash = "merge"
    attributes: Clash = "merge"
    regexes: Clash = "merge"


def merged(into: Dna, other: Dna, options: MergeOptions = MergeOptions()) -> Dna:
    """Return ``into`` with what ``options`` take over from ``other``; ids of ``into`` stay, the other's are new.

    Raises CodingError where ``options`` name coders that do not exist.
    """
    return _Merge(into, other, options).result()


class _Merge:
    """The new ids of the other file's rows, and what is taken over."""

    def __init__(self, into: Dna, other: Dna, options: MergeOptions) -> None:
        self._into, self._other, self._options = into, other, options
        self._coders = self._coder_ids()
        self._types, self._variables = self._type_ids()
        self._attributes = self._attribute_ids()
        self._statement_ids: dict[int, int] = {}

    def result(self) -> Dna:
        """Return the merged file."""
        into, other = self._into, self._other
        documents = self._documents()
        statements = self._statements(documents) if self._options.statements else []
        entities, ids = self._entities()
        coders, relations = self._people(documents.values(), statements)
        labels = {one.label for one in into.regexes}
        new_regexes = [one for one in other.regexes if one.label not in labels]
        theirs = {one.label: one for one in other.regexes} if self._options.regexes == "overwrite" else {}
        return replace(
            into,
            coders=coders,
            relations=relations,
            documents=(*into.documents, *(renumbered(one, self._statement_ids) for one in documents.values())),
            types=(*into.types, *self._new_types()),
            variables=(*into.variables, *self._new_variables()),
            links=(*into.links, *self._new_links()),
            regexes=(
                *(theirs.get(one.label, one) for one in into.regexes),
                *(new_regexes if self._options.regexes != "keep" else ()),
            ),
            statements=(*into.statements, *self._placed(statements, ids)),
            entities=entities,
            attribute_variables=(*into.attribute_variables, *self._new_attributes()),
        )

    def _coder_ids(self) -> dict[int, int]:
        told = self._options.coders
        if strangers := sorted(set(told) - {one.id for one in self._other.coders}):
            raise CodingError(f"the other file has no coder {strangers[0]}")
        if strangers := sorted(set(told.values()) - {one.id for one in self._into.coders}):
            raise CodingError(f"this file has no coder {strangers[0]}; map to one of its own")
        by_name = {one.name: one.id for one in reversed(self._into.coders)}
        next_id = _after(self._into.coders)
        found = {}
        for one in self._other.coders:
            found[one.id] = told.get(one.id) or by_name.get(one.name) or next(next_id)
        return found

    def _type_ids(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return the ids of types and variables; types are the same by label and variables."""
        into = {(one.label, _kinds(self._into, one.id)): one for one in reversed(self._into.types)}
        next_type, next_variable = _after(self._into.types), _after(self._into.variables)
        types: dict[int, int] = {}
        variables: dict[int, int] = {}
        for one in self._other.types:
            own = self._other.variables_of(one.id)
            known = into.get((one.label, _kinds(self._other, one.id)))
            if known is not None:
                types[one.id] = known.id
                names = {this.name: this.id for this in self._into.variables_of(known.id)}
                variables |= {this.id: names[this.name] for this in own}
            elif self._options.types:
                types[one.id] = next(next_type)
                variables |= {this.id: next(next_variable) for this in own}
        return types, variables

    def _attribute_ids(self) -> dict[int, int]:
        known = {(one.variable, one.name): one.id for one in self._into.attribute_variables}
        next_id = _after(self._into.attribute_variables)
        found = {}
        for one in self._other.attribute_variables:
            variable = self._variables.get(one.variable)
            if variable is not None:
                place = variable, one.name
                if place not in known:
                    known[place] = next(next_id)
                found[one.id] = known[place]
        return found

    def _documents(self) -> dict[int, Document]:
        """Return the documents that are taken over by the ids that they had."""
        options = self._options
        coded = {one.document for one in self._other.statements}
        seen = {(one.title, one.text, one.date) for one in self._into.documents}
        next_id = _after(self._into.documents)
        found = {}
        for one in self._other.documents:
            if not (options.with_statements if one.id in coded else options.without_statements):
                continue
            day = one.date + _DAY - one.date % _DAY if options.fix_dates and one.date % _DAY >= _LATE else one.date
            place = (one.title, one.text, day)
            if options.skip_duplicates and place in seen:
                continue
            seen.add(place)
            coder = self._coders.get(one.coder) if one.coder is not None else None
            found[one.id] = replace(one, id=next(next_id), coder=coder, date=day)
        return found

    def _statements(self, documents: Mapping[int, Document]) -> list[CodedStatement]:
        """Return the statements that are taken over, with new ids but with the entities of the other file."""
        next_id = _after(self._into.statements)
        found = []
        for one in self._other.statements:
            document = documents.get(one.document or 0)
            if document is not None and one.type in self._types:
                own = tuple(replace(this, variable=self._variables[this.variable]) for this in one.values)
                self._statement_ids[one.id] = next(next_id)
                found.append(
                    replace(
                        one,
                        id=self._statement_ids[one.id],
                        type=self._types[one.type],
                        document=document.id,
                        coder=self._coders.get(one.coder) if one.coder is not None else None,
                        values=own,
                    )
                )
        return found

    def _entities(self) -> tuple[tuple[Entity, ...], dict[int, int]]:
        """Return all entities, and the new ids of the other's; those that no statement uses come too."""
        found = {(one.variable, one.value): one for one in self._into.entities}
        next_id = _after(self._into.entities)
        ids: dict[int, int] = {}
        last = max((one.id for one in self._into.entities), default=0)
        theirs = [one for one in self._other.entities if one.variable in self._variables]
        for one in theirs:
            place = self._variables[one.variable], one.value
            if place not in found:
                found[place] = Entity(id=next(next_id), variable=place[0], value=one.value, colour=one.colour)
            ids[one.id] = found[place].id
        for one in theirs:
            place = self._variables[one.variable], one.value
            found[place] = self._joined(found[place], one, ids, new=found[place].id > last)
        return self._with_attributes(found.values()), ids

    def _joined(self, ours: Entity, theirs: Entity, ids: Mapping[int, int], *, new: bool) -> Entity:
        parent = ids.get(theirs.parent) if theirs.parent is not None else None
        parent = None if parent == ours.id else parent
        how: Clash = "overwrite" if new else self._options.entities
        if how == "overwrite":
            ours = replace(ours, colour=theirs.colour, parent=parent)
        elif how == "merge":
            blank = not any(ours.colour)
            ours = replace(ours, colour=theirs.colour if blank else ours.colour, parent=ours.parent or parent)
        told = {one.variable: one.value for one in ours.attributes}
        which: Clash = "overwrite" if new else self._options.attributes
        for one in theirs.attributes:
            id = self._attributes[one.variable]
            if which == "overwrite" or (which == "merge" and not told.get(id)):
                told[id] = one.value
        kept = {one.variable: one.id for one in ours.attributes}
        own = tuple(AttributeValue(id=kept.get(id, 0), variable=id, value=value) for id, value in told.items())
        return replace(ours, attributes=own)

    def _with_attributes(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """Return entities that have a value for each attribute of their variable, and each value an id."""
        known = [*self._into.attribute_variables, *self._new_attributes()]
        next_id = _after([own for one in self._into.entities for own in one.attributes])
        found = []
        for one in entities:
            told = {own.variable: own for own in one.attributes}
            for variable in known:
                if variable.variable == one.variable:
                    told.setdefault(variable.id, AttributeValue(id=0, variable=variable.id))
            own = tuple(this if this.id else replace(this, id=next(next_id)) for this in told.values())
            found.append(replace(one, attributes=tuple(sorted(own, key=lambda this: this.variable))))
        return tuple(found)

    def _placed(self, statements: Iterable[CodedStatement], ids: Mapping[int, int]) -> list[CodedStatement]:
        """Return statements whose values have new ids and name the entities of the merged file."""
        values = [own for one in self._into.statements for own in one.values]
        next_ids = {
            kind: _after([own for own in values if own.data_type == kind])
            for kind in ("boolean", "integer", "short text", "long text")
        }

        def placed(one: Value) -> Value:
            value: Any = one.value
            return replace(one, id=next(next_ids[one.data_type]), value=ids[value] if _is_entity(one) else value)

        return [replace(one, values=tuple(map(placed, one.values))) for one in statements]

    def _people(
        self, documents: Iterable[Document], statements: Iterable[CodedStatement]
    ) -> tuple[tuple[Any, ...], tuple[CoderRelation, ...]]:
        """Return the coders, those of the other file only where they did what is taken over, and their relations."""
        into = self._into
        active = {one.coder for one in documents} | {one.coder for one in statements}
        known = {one.id for one in into.coders}
        new = [
            replace(one, id=self._coders[one.id])
            for one in self._other.coders
            if self._coders[one.id] in active and self._coders[one.id] not in known
        ]
        coders = (*into.coders, *new)
        back = {self._coders[one.id]: one.id for one in self._other.coders}
        rights = {(one.coder, one.other): one for one in self._other.relations}
        next_id, relations = _after(into.relations), list(into.relations)
        new_ids = {one.id for one in new}
        for first, second in permutations([one.id for one in coders], 2):
            if first in new_ids or second in new_ids:
                theirs = rights.get((back.get(first), back.get(second)))
                base = theirs or CoderRelation(id=0, coder=first, other=second)
                relations.append(replace(base, id=next(next_id), coder=first, other=second))
        return coders, tuple(relations)

    def _new_types(self) -> list[StatementType]:
        known = {one.id for one in self._into.types}
        mine = [replace(one, id=self._types[one.id]) for one in self._other.types if one.id in self._types]
        return [one for one in mine if one.id not in known]

    def _new_variables(self) -> list[Variable]:
        known = {one.id for one in self._into.variables}
        mine = [one for one in self._other.variables if one.id in self._variables]
        new = [replace(one, id=self._variables[one.id], type=self._types[one.type or 0]) for one in mine]
        return [one for one in new if one.id not in known]

    def _new_links(self) -> list[VariableLink]:
        known = {(one.source, one.target) for one in self._into.links}
        next_id = _after(self._into.links)
        pairs = [
            (self._variables.get(one.source or 0), self._variables.get(one.target or 0)) for one in self._other.links
        ]
        new = dict.fromkeys(pair for pair in pairs if None not in pair and pair not in known)
        return [VariableLink(id=next(next_id), source=source, target=target) for source, target in new]

    def _new_attributes(self) -> list[AttributeVariable]:
        known = {one.id for one in self._into.attribute_variables}
        found = {}
        for one in self._other.attribute_variables:
            id = self._attributes.get(one.id)
            if id is not None and id not in known:
                found[id] = AttributeVariable(id=id, variable=self._variables[one.variable], name=one.name)
        return list(found.values())


def _kinds(dna: Dna, type: int) -> frozenset[tuple[str, str]]:
    return frozenset((one.name, one.data_type) for one in dna.variables_of(type))


def _is_entity(value: Value) -> bool:
    return value.data_type == "short text"


def _after(rows: Iterable[Any]) -> Iterator[int]:
    """Return an iterator of the ids that follow those of ``rows``."""
    return count(max((one.id for one in rows), default=0) + 1)
