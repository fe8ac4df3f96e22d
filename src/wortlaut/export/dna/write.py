"""The content of a ``.dna`` file → its bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from wortlaut.errors import CodingError
from wortlaut.export.dna.columns import SHAPES
from wortlaut.export.dna.database import made
from wortlaut.export.dna.tables import DATA_TABLES, CodedStatement, Dna, Entity


def dna_bytes(dna: Dna) -> bytes:
    """Return a ``.dna`` file with exactly DNA 3's schema and all ids kept; equal contents are equal bytes.

    Raises CodingError for what the schema does not allow: an id twice, an id that does not exist, a name of more than
    190 characters, lone surrogates.
    """
    with closing(made()) as connection:
        connection.execute("BEGIN")
        for field, shape in SHAPES.items():
            _insert(connection, shape.table, shape.names, map(shape.row, getattr(dna, field)))
        _insert_entities(connection, dna.entities)
        _insert_statements(connection, dna.statements)
        connection.execute("COMMIT")
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
            raise CodingError(f"row {row} of {table} names a row of {other} that does not exist")
        return connection.serialize()


def _insert_entities(connection: sqlite3.Connection, entities: tuple[Entity, ...]) -> None:
    columns = ("ID", "VariableId", "Value", "Red", "Green", "Blue", "ChildOf")
    rows = ((one.id, one.variable, one.value, *one.colour, one.parent) for one in entities)
    _insert(connection, "ENTITIES", columns, rows)
    attributes = ((value.id, one.id, value.variable, value.value) for one in entities for value in one.attributes)
    _insert(connection, "ATTRIBUTEVALUES", ("ID", "EntityId", "AttributeVariableId", "AttributeValue"), attributes)


def _insert_statements(connection: sqlite3.Connection, statements: tuple[CodedStatement, ...]) -> None:
    columns = ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder")
    rows = ((one.id, one.type, one.document, one.start, one.stop, one.coder) for one in statements)
    _insert(connection, "STATEMENTS", columns, rows)
    for data_type, table in DATA_TABLES.items():
        column = "Entity" if data_type == "short text" else "Value"
        values = (
            (value.id, one.id, value.variable, int(value.value) if isinstance(value.value, bool) else value.value)
            for one in statements
            for value in one.values
            if value.data_type == data_type
        )
        _insert(connection, table, ("ID", "StatementId", "VariableId", column), values)


def _insert(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    command = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for row in rows:
        try:
            connection.execute(command, row)
        except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
            raise CodingError(f"{table} {row[0]!r} cannot be in a file of DNA: {error}") from None
