"""Bytes of a ``.dna`` file → its content."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from wortlaut.errors import RecordError
from wortlaut.export.dna.columns import SHAPES, Shape
from wortlaut.export.dna.database import opened
from wortlaut.export.dna.tables import (
    DATA_TABLES,
    DATA_TYPES,
    AttributeValue,
    CodedStatement,
    Colour,
    Dna,
    Entity,
    Value,
)


def dna_from(data: bytes) -> Dna:
    """Return everything that a ``.dna`` file of DNA 3 holds.

    Rules of DNA that the file breaks are no error (see ``violations``); raises RecordError for a file of DNA 2, a
    damaged one, one of another program, and one without DNA's tables.
    """
    with opened(data) as connection:
        if not _version(connection).startswith("3."):
            raise RecordError("the file does not say which version of DNA made it (SETTINGS, version 3.…)")
        return content(connection)


def content(connection: sqlite3.Connection) -> Dna:
    """Return everything in a database of DNA 3; raises RecordError where tables, columns or values do not fit."""
    try:
        plain = {field: tuple(_rows(connection, shape)) for field, shape in SHAPES.items()}
        return Dna(**plain, statements=_statements(connection), entities=_entities(connection))
    except sqlite3.OperationalError as error:
        if not str(error).startswith("no such"):
            raise
        raise RecordError(f"this is not the schema of DNA 3: {error}") from None


def _version(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    return str(found[0]) if found else ""


def _rows(connection: sqlite3.Connection, shape: Shape) -> list[Any]:
    rows = connection.execute(f"SELECT {', '.join(shape.names)} FROM {shape.table} ORDER BY rowid")
    return [shape.value(row) for row in rows]


def _statements(connection: sqlite3.Connection) -> tuple[CodedStatement, ...]:
    values: defaultdict[int, list[Value]] = defaultdict(list)
    for data_type in DATA_TYPES:
        column = "Entity" if data_type == "short text" else "Value"
        rows = connection.execute(f"SELECT StatementId, ID, VariableId, {column} FROM {DATA_TABLES[data_type]}")
        for statement, id, variable, value in rows:
            values[statement].append(Value(id=id, variable=variable, data_type=data_type, value=value))
    told = "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID"
    found = []
    for id, type, document, start, stop, coder in connection.execute(told):
        own = tuple(sorted(values.pop(id, ()), key=lambda one: (one.variable, one.data_type, one.id)))
        found.append(
            CodedStatement(id=id, type=type, document=document, start=start, stop=stop, coder=coder, values=own)
        )
    if values:
        raise RecordError(f"values belong to statement {min(values)}, which does not exist; take another copy")
    return tuple(found)


def _entities(connection: sqlite3.Connection) -> tuple[Entity, ...]:
    attributes: defaultdict[int, list[AttributeValue]] = defaultdict(list)
    rows = connection.execute("SELECT EntityId, ID, AttributeVariableId, AttributeValue FROM ATTRIBUTEVALUES")
    for entity, id, variable, value in rows:
        attributes[entity].append(AttributeValue(id=id, variable=variable, value=value))
    told = "SELECT ID, VariableId, Value, Red, Green, Blue, ChildOf FROM ENTITIES ORDER BY ID"
    found = []
    for id, variable, value, *colour, parent in connection.execute(told):
        own = tuple(sorted(attributes.pop(id, ()), key=lambda one: (one.variable, one.id)))
        found.append(
            Entity(id=id, variable=variable, value=value, colour=Colour(*colour), parent=parent, attributes=own)
        )
    if attributes:
        raise RecordError(f"attributes belong to entity {min(attributes)}, which does not exist; take another copy")
    return tuple(found)
