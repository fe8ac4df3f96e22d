"""The rules of DNA 3 that a ``.dna`` file breaks: DNA refuses such a file, or stops when it comes upon the row.

The rules are those that DNA's own code relies on without checking them (leifeld-lab/dna 3.1.2).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import permutations
from typing import Any, Literal

from wortlaut.errors import RecordError
from wortlaut.export.dna.columns import TABLES
from wortlaut.export.dna.database import made, opened, table_names
from wortlaut.export.dna.read import content
from wortlaut.export.dna.tables import DATA_TABLES, LONGEST, Dna
from wortlaut.export.utf16 import Utf16

Rule = Literal[
    "schema",  # tables, columns, keys and unique columns are those of DNA 3
    "constraint",  # every row keeps the constraints of its table
    "reference",  # whatever a row names exists
    "length",  # short texts have at most 190 characters
    "empty entity",  # every short-text variable in use has an entity ''
    "attribute",  # every entity has one value for each attribute of its variable
    "value",  # every statement has one value for each variable of its type
    "version",  # SETTINGS tells a version 3.…
    "admin",  # coder 1 exists
    "relation",  # every ordered pair of coders has one relation
    "offset",  # a statement lies within the text of its document, and halves no character
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a file breaks, where, and how in a sentence; ``row`` is an id, None for the table as a whole."""

    rule: Rule
    table: str
    row: int | str | None
    message: str


def violations(data: bytes) -> tuple[Violation, ...]:
    """Return every rule of DNA 3 that a file breaks; () for a file that DNA 3 can open and work with.

    Where tables or columns are missing nothing else is looked at. Raises RecordError for what is no file of DNA 3.
    """
    with opened(data) as connection:
        found = list(schema(connection))
        if any(one.rule == "schema" and "missing" in one.message for one in found):
            return tuple(found)
        found += [*constraints(connection), *references(connection)]
        try:
            dna = content(connection)
        except RecordError:  # values of what does not exist: the references tell it
            dna = content(_without_strays(connection))
    return tuple(found + [one for rule in CONTENT_RULES for one in rule(dna)])


def schema(connection: sqlite3.Connection) -> Iterator[Violation]:
    """Tables, columns, foreign keys and unique columns that are not those of DNA 3."""
    names = table_names(connection)
    with closing(made()) as model:
        for table in TABLES:
            if table not in names:
                yield Violation(rule="schema", table=table, row=None, message="the table is missing")
                continue
            own, needed = _columns(connection, table), _columns(model, table)
            for column, kind in needed.items():
                if column not in own:
                    yield Violation(rule="schema", table=table, row=None, message=f"column {column} is missing")
                elif own[column] != kind:
                    yield _schema(table, f"column {column} is {own[column]}, not {kind}")
            if _keys(connection, table) != _keys(model, table):
                yield _schema(table, f"the foreign keys are not {_keys(model, table)}")
            if _unique(connection, table) != _unique(model, table):
                yield _schema(table, f"what is unique is not {_unique(model, table)}")


def constraints(connection: sqlite3.Connection) -> Iterator[Violation]:
    """Rows that DNA's own tables would not take (apart from too long texts): a colour of 300, a unique value twice."""
    with closing(made()) as model:
        for table in TABLES:
            columns = list(_columns(model, table))
            command = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall():
                try:
                    model.execute(command, row)
                except sqlite3.Error as error:
                    if "LENGTH(" not in str(error):
                        yield Violation(rule="constraint", table=table, row=row[0], message=str(error))


def references(connection: sqlite3.Connection) -> Iterator[Violation]:
    """Rows that name a row which does not exist."""
    for table in TABLES:
        for column, other, _, _ in _keys(connection, table):
            strays = f"{column} IS NOT NULL AND {column} NOT IN (SELECT ID FROM {other})"
            for row, named in connection.execute(f"SELECT ID, {column} FROM {table} WHERE {strays}").fetchall():
                message = f"{column} {named} is not in {other}"
                yield Violation(rule="reference", table=table, row=row, message=message)


def lengths(dna: Dna) -> Iterator[Violation]:
    """Texts of more than 190 characters in short columns."""
    short: list[tuple[str, int | str, str, str]] = [("CODERS", one.id, "Name", one.name) for one in dna.coders]
    short += [("CODERS", one.id, "Password", one.password) for one in dna.coders]
    for document in dna.documents:
        for name in ("title", "author", "source", "section", "type"):
            short.append(("DOCUMENTS", document.id, name.capitalize(), getattr(document, name)))
    short += [("STATEMENTTYPES", one.id, "Label", one.label) for one in dna.types]
    short += [("VARIABLES", one.id, "Variable", one.name) for one in dna.variables]
    short += [("REGEXES", one.label, "Label", one.label) for one in dna.regexes]
    short += [("ATTRIBUTEVARIABLES", one.id, "AttributeVariable", one.name) for one in dna.attribute_variables]
    for entity in dna.entities:
        short.append(("ENTITIES", entity.id, "Value", entity.value))
        short += [("ATTRIBUTEVALUES", one.id, "AttributeValue", one.value) for one in entity.attributes]
    for table, row, column, words in short:
        if words is not None and len(words) > LONGEST:
            message = f"{column} has {len(words)} characters, {LONGEST} are allowed"
            yield Violation(rule="length", table=table, row=row, message=message)


def empty_entities(dna: Dna) -> Iterator[Violation]:
    """Short-text variables without an entity '' where their type has statements or they have other entities."""
    blank = {one.variable for one in dna.entities if one.value == ""}
    types, used = {one.type for one in dna.statements}, {one.variable for one in dna.entities}
    for variable in dna.variables:
        needed = variable.data_type == "short text" and (variable.type in types or variable.id in used)
        if needed and variable.id not in blank:
            message = f"variable {variable.name!r} has no entity ''"
            yield Violation(rule="empty entity", table="ENTITIES", row=None, message=message)


def attributes(dna: Dna) -> Iterator[Violation]:
    """Entities that have not exactly one value for each attribute of their variable, and no others."""
    names = {one.id: one.name for one in dna.attribute_variables}
    for entity in dna.entities:
        needed = Counter(one.id for one in dna.attribute_variables if one.variable == entity.variable)
        told = Counter(one.variable for one in entity.attributes)
        for id in sorted({*needed, *told}):
            if needed[id] != told[id]:
                message = f"{told[id]} values for attribute {names.get(id, id)!r}, {needed[id]} are needed"
                yield Violation(rule="attribute", table="ENTITIES", row=entity.id, message=message)


def values(dna: Dna) -> Iterator[Violation]:
    """Statements that have not exactly one value for each variable of their type, of its kind, and no others."""
    needed_of = {one.id: {(own.id, own.data_type) for own in dna.variables_of(one.id)} for one in dna.types}
    names = {one.id: one.name for one in dna.variables}
    variable_of = {one.id: one.variable for one in dna.entities}
    for statement in dna.statements:
        needed = needed_of.get(statement.type or 0, set())
        told = Counter((one.variable, one.data_type) for one in statement.values)
        for key in sorted({*needed, *told}):
            if told[key] != (key in needed):
                name, table = names.get(key[0], key[0]), DATA_TABLES[key[1]]
                message = f"{told[key]} rows of {name!r} in {table}, not {int(key in needed)}"
                yield Violation(rule="value", table="STATEMENTS", row=statement.id, message=message)
        for one in statement.values:
            entity: Any = one.value
            if one.data_type == "short text" and variable_of.get(entity, one.variable) != one.variable:
                message = f"{names.get(one.variable)!r} is entity {entity}, which belongs to another variable"
                yield Violation(rule="value", table="STATEMENTS", row=statement.id, message=message)


def version(dna: Dna) -> Iterator[Violation]:
    """Tell where the version is not 3.…."""
    if not dna.version.startswith("3."):
        message = f"version is {dna.version!r}, not 3.…"
        yield Violation(rule="version", table="SETTINGS", row="version", message=message)


def admin(dna: Dna) -> Iterator[Violation]:
    """Coders without the first."""
    if all(one.id != 1 for one in dna.coders):
        yield Violation(rule="admin", table="CODERS", row=1, message="coder 1 (Admin) is missing")


def relations(dna: Dna) -> Iterator[Violation]:
    """Ordered pairs of coders that have not exactly one relation."""
    told = Counter((one.coder, one.other) for one in dna.relations)
    for pair in permutations([one.id for one in dna.coders], 2):
        if told[pair] != 1:
            message = f"{told[pair]} relations of coder {pair[0]} to coder {pair[1]}, not 1"
            yield Violation(rule="relation", table="CODERRELATIONS", row=None, message=message)


def offsets(dna: Dna) -> Iterator[Violation]:
    """Statements that lie outside of their text or halve a character of two UTF-16 units."""
    texts = {one.id: Utf16(one.text) for one in dna.documents}
    for statement in dna.statements:
        text = texts.get(statement.document or 0)
        if text is None:
            continue
        if not 0 <= statement.start < statement.stop <= text.length:
            message = f"{statement.start}–{statement.stop} is no part of a text of {text.length} UTF-16 units"
        elif any(text.units(text.points(one)) != one for one in (statement.start, statement.stop)):
            message = f"{statement.start}–{statement.stop} halves a character of two UTF-16 units"
        else:
            continue
        yield Violation(rule="offset", table="STATEMENTS", row=statement.id, message=message)


CONTENT_RULES: tuple[Callable[[Dna], Iterator[Violation]], ...] = (
    lengths,
    empty_entities,
    attributes,
    values,
    version,
    admin,
    relations,
    offsets,
)


def _schema(table: str, message: str) -> Violation:
    return Violation(rule="schema", table=table, row=None, message=message)


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table: type, whether they may be empty, and whether they are the key."""
    return {
        name: f"{kind.upper()}{' NOT NULL' if needed else ''}{' PRIMARY KEY' if key else ''}"
        for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info({table})")
    }


def _keys(connection: sqlite3.Connection, table: str) -> list[tuple[str, str, str, str]]:
    rows = connection.execute(f"PRAGMA foreign_key_list({table})")
    return sorted((column, other, target or "ID", gone) for _, _, other, column, target, _, gone, _ in rows)


def _unique(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    indexes = [row[1] for row in connection.execute(f"PRAGMA index_list({table})") if row[2]]
    return sorted([row[2] for row in connection.execute(f'PRAGMA index_info("{index}")')] for index in indexes)


def _without_strays(connection: sqlite3.Connection) -> sqlite3.Connection:
    for table in DATA_TABLES.values():
        connection.execute(f"DELETE FROM {table} WHERE StatementId NOT IN (SELECT ID FROM STATEMENTS)")
    connection.execute("DELETE FROM ATTRIBUTEVALUES WHERE EntityId NOT IN (SELECT ID FROM ENTITIES)")
    return connection
