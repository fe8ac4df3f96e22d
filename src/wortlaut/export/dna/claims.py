"""Coded statements of a ``.dna`` file → claims, the rows of networks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wortlaut.errors import CodingError
from wortlaut.export.dna.tables import CodedStatement, Dna, Document, Value
from wortlaut.record import Claim


def claims(dna: Dna, type: str = "DNA Statement") -> tuple[Claim, ...]:
    """Return the statements of one type (its label) as claims, in the order of their ids.

    Values are by the name of their variable: booleans are ``bool``, numbers ``int``, short and long texts ``str``; an
    empty entity stays ''. Ids are those of DNA as text; the time is that of the document in UTC. Raises CodingError
    where the file has no such type or names something that it does not hold.
    """
    types = {one.id for one in dna.types if one.label == type}
    if not types:
        known = ", ".join(repr(one.label) for one in dna.types) or "none"
        raise CodingError(f"the file has no statements of type {type!r}, only {known}")
    documents = {one.id: one for one in dna.documents}
    names = {one.id: one.name for one in dna.variables}
    entities = {one.id: one.value for one in dna.entities}
    return tuple(_claim(one, documents, names, entities) for one in dna.statements if one.type in types)


def plain_value(value: Value, entities: dict[int, str]) -> str | int | bool:
    """Return what a statement has for a variable; raises CodingError for an entity that does not exist."""
    told: Any = value.value
    if value.data_type == "boolean":
        return bool(told)
    if value.data_type == "short text":
        if told not in entities:
            raise CodingError(f"value {value.id} names entity {told}, which does not exist; run `wortlaut dna check`")
        return entities[told]
    if value.data_type == "integer":
        return int(told)
    return told or ""


def _claim(
    one: CodedStatement, documents: dict[int, Document], names: dict[int, str], entities: dict[int, str]
) -> Claim:
    document = documents.get(one.document or 0)
    if document is None:
        raise CodingError(f"statement {one.id} has no document; run `wortlaut dna check`")
    try:
        at = datetime.fromtimestamp(document.date, UTC)
    except (ValueError, OverflowError, OSError):
        raise CodingError(f"document {document.id} has no date that can be: {document.date} seconds") from None
    return Claim(
        id=str(one.id),
        document=str(document.id),
        at=at,
        values={names[value.variable]: plain_value(value, entities) for value in one.values if value.variable in names},
        fields={
            "id": str(document.id),
            "title": document.title,
            "author": document.author,
            "source": document.source,
            "section": document.section,
            "type": document.type,
        },
    )
