"""Rows of DNA's tables ↔ dataclasses: the schema of DNA 3, and which columns hold which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from wortlaut.export.dna.tables import (
    AttributeVariable,
    Coder,
    CoderRelation,
    Colour,
    Document,
    Permissions,
    Regex,
    Setting,
    StatementType,
    Variable,
    VariableLink,
)

SCHEMA_VERSION = "3.1.2"
"""The version of DNA whose schema this is; equal since 3.0.7."""

_FLAGS = (
    "PermissionAddDocuments",
    "PermissionEditDocuments",
    "PermissionDeleteDocuments",
    "PermissionImportDocuments",
    "PermissionAddStatements",
    "PermissionEditStatements",
    "PermissionDeleteStatements",
    "PermissionEditAttributes",
    "PermissionEditRegex",
    "PermissionEditStatementTypes",
    "PermissionEditCoders",
    "PermissionEditCoderRelations",
    "PermissionViewOthersDocuments",
    "PermissionEditOthersDocuments",
    "PermissionViewOthersStatements",
    "PermissionEditOthersStatements",
)
_KEY = "ID INTEGER NOT NULL PRIMARY KEY"


def _short(column: str, default: str = "") -> str:
    return f"{column} TEXT NOT NULL {default} CHECK (LENGTH({column}) < 191)"


def _flag(column: str, default: int) -> str:
    return f"{column} INTEGER NOT NULL CHECK ({column} BETWEEN 0 AND 1) DEFAULT {default}"


def _colours(rule: str = "NOT NULL DEFAULT 0 ") -> str:
    return ", ".join(f"{one} INTEGER {rule}CHECK ({one} BETWEEN 0 AND 255)" for one in ("Red", "Green", "Blue"))


def _refers(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _data(column: str, *more: str) -> str:
    rows = ["ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL", column]
    refers = [_refers("StatementId", "STATEMENTS"), _refers("VariableId", "VARIABLES"), *more]
    return ", ".join([*rows, *refers, "UNIQUE (StatementId, VariableId)"])


_RIGHTS = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
_ONE_TYPE = " OR ".join(f"DataType = '{one}'" for one in ("boolean", "integer", "long text", "short text"))

TABLES: Mapping[str, str] = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": ", ".join(
        [
            _KEY,
            _short("Name"),
            _colours(),
            "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0",
            "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14",
            _short("Password"),
            "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300",
            _flag("ColorByCoder", 0),
            _flag("PopupDecoration", 0),
            _flag("PopupAutoComplete", 1),
            *(_flag(one, 1) for one in _FLAGS),
        ]
    ),
    "DOCUMENTS": ", ".join(
        [
            _KEY,
            _short("Title"),
            "Text TEXT NOT NULL",
            "Coder INTEGER",
            *(_short(one, "DEFAULT ''") for one in ("Author", "Source", "Section")),
            "Notes TEXT NOT NULL DEFAULT ''",
            _short("Type", "DEFAULT ''"),
            "Date INTEGER NOT NULL",
            _refers("Coder", "CODERS"),
        ]
    ),
    "STATEMENTTYPES": ", ".join([_KEY, _short("Label"), _colours()]),
    "VARIABLES": ", ".join(
        [
            _KEY,
            _short("Variable"),
            f"DataType TEXT NOT NULL CHECK ({_ONE_TYPE}) DEFAULT 'short text'",
            "StatementTypeId INTEGER",
            _refers("StatementTypeId", "STATEMENTTYPES"),
            "UNIQUE (Variable, StatementTypeId)",
        ]
    ),
    "VARIABLELINKS": ", ".join(
        [
            _KEY,
            "SourceVariableId INTEGER, TargetVariableId INTEGER, CHECK (TargetVariableId != SourceVariableId)",
            _refers("SourceVariableId", "VARIABLES"),
            _refers("TargetVariableId", "VARIABLES"),
        ]
    ),
    "REGEXES": f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), {_colours()}",
    "CODERRELATIONS": ", ".join(
        [
            _KEY,
            *(f"{one} INTEGER CHECK({one} > 0)" for one in ("Coder", "OtherCoder")),
            *(f"{one} INTEGER NOT NULL DEFAULT 1 CHECK({one} BETWEEN 0 AND 1)" for one in _RIGHTS),
            "CHECK (Coder != OtherCoder)",
            _refers("Coder", "CODERS"),
            _refers("OtherCoder", "CODERS"),
        ]
    ),
    "STATEMENTS": ", ".join(
        [
            _KEY,
            "StatementTypeId INTEGER, DocumentId INTEGER",
            *(f"{one} INTEGER NOT NULL CHECK({one} >= 0)" for one in ("Start", "Stop")),
            "Coder INTEGER, CHECK (Start < Stop)",
            _refers("StatementTypeId", "STATEMENTTYPES"),
            _refers("Coder", "CODERS"),
            _refers("DocumentId", "DOCUMENTS"),
        ]
    ),
    "DATABOOLEAN": _data("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": ", ".join(
        [
            "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL",
            _short("Value", "DEFAULT ''"),
            _colours(""),
            "ChildOf INTEGER CHECK(ChildOf > 0), UNIQUE (VariableId, Value)",
            _refers("ChildOf", "ENTITIES"),
            _refers("VariableId", "VARIABLES"),
        ]
    ),
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", _refers("Entity", "ENTITIES")),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": ", ".join(
        [
            "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL",
            _short("AttributeVariable"),
            "UNIQUE(VariableId, AttributeVariable)",
            _refers("VariableId", "VARIABLES"),
        ]
    ),
    "ATTRIBUTEVALUES": ", ".join(
        [
            "ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL",
            _short("AttributeValue", "DEFAULT ''"),
            "UNIQUE (EntityId, AttributeVariableId)",
            _refers("EntityId", "ENTITIES"),
            _refers("AttributeVariableId", "ATTRIBUTEVARIABLES"),
        ]
    ),
}
"""The tables of DNA 3 in the order of their making, and what stands between the parentheses of CREATE TABLE."""

_COLOUR = ("Red", "Green", "Blue")
_BOOLS = {
    "colour_by_coder",
    "popup_decoration",
    "popup_auto_complete",
    "view_statements",
    "edit_statements",
    "view_documents",
    "edit_documents",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How rows of a table become values of a type: the columns in the order of the type's fields."""

    table: str
    type: type[Any]
    columns: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns."""
        return tuple(name for columns in self.columns for name in columns)

    def value(self, row: tuple[Any, ...]) -> Any:
        """Return a row, in the order of ``names``, as a value."""
        cells = iter(row)
        told: dict[str, Any] = {}
        for field, columns in zip(fields(self.type), self.columns, strict=True):
            some = [next(cells) for _ in columns]
            if field.name == "colour":
                told[field.name] = Colour(*some)
            elif field.name == "permissions":
                told[field.name] = Permissions(*map(bool, some))
            else:
                told[field.name] = bool(some[0]) if field.name in _BOOLS else some[0]
        return self.type(**told)

    def row(self, value: Any) -> tuple[Any, ...]:
        """Return a value as a row, in the order of ``names``."""
        return tuple(self._cells(value))

    def _cells(self, value: Any) -> Iterator[Any]:
        for field in fields(self.type):
            cell = getattr(value, field.name)
            if field.name in ("colour", "permissions"):
                yield from (int(one) if isinstance(one, bool) else one for one in cell)
            else:
                yield int(cell) if isinstance(cell, bool) else cell


def _shape(table: str, type: type[Any], *columns: str | tuple[str, ...]) -> Shape:
    return Shape(table=table, type=type, columns=tuple(one if isinstance(one, tuple) else (one,) for one in columns))


SHAPES: Mapping[str, Shape] = {
    "settings": _shape("SETTINGS", Setting, "Property", "Value"),
    "coders": _shape(
        "CODERS",
        Coder,
        *("ID", "Name", _COLOUR, "Refresh", "FontSize", "Password", "PopupWidth"),
        *("ColorByCoder", "PopupDecoration", "PopupAutoComplete", _FLAGS),
    ),
    "relations": _shape("CODERRELATIONS", CoderRelation, "ID", "Coder", "OtherCoder", *_RIGHTS),
    "documents": _shape(
        "DOCUMENTS",
        Document,
        *("ID", "Title", "Text", "Coder", "Author", "Source", "Section", "Notes", "Type", "Date"),
    ),
    "types": _shape("STATEMENTTYPES", StatementType, "ID", "Label", _COLOUR),
    "variables": _shape("VARIABLES", Variable, "ID", "Variable", "DataType", "StatementTypeId"),
    "links": _shape("VARIABLELINKS", VariableLink, "ID", "SourceVariableId", "TargetVariableId"),
    "regexes": _shape("REGEXES", Regex, "Label", _COLOUR),
    "attribute_variables": _shape("ATTRIBUTEVARIABLES", AttributeVariable, "ID", "VariableId", "AttributeVariable"),
}
"""The fields of ``Dna`` whose rows have no parts in other tables."""
