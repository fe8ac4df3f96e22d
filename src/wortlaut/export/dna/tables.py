"""What a file of the Discourse Network Analyzer 3 (``.dna``) holds, table by table and row by row.

Names follow the columns of DNA's tables (leifeld-lab/dna, 3.0.7 to 3.1.2). Rows are kept as they are, also where they
break DNA's own rules; ``wortlaut.export.dna.violations`` finds those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

DataType = Literal["boolean", "integer", "short text", "long text"]
DATA_TYPES: tuple[DataType, ...] = get_args(DataType)
DATA_TABLES: Mapping[DataType, str] = {
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
}
LONGEST = 190
"""Characters that fit into a short column (names, titles, entities, values of attributes)."""


class Colour(NamedTuple):
    """A colour, 0 to 255 each; None where the file has none."""

    red: int | None = 0
    green: int | None = 0
    blue: int | None = 0


BLACK = Colour()


class Permissions(NamedTuple):
    """What a coder may do."""

    add_documents: bool = True
    edit_documents: bool = True
    delete_documents: bool = True
    import_documents: bool = True
    add_statements: bool = True
    edit_statements: bool = True
    delete_statements: bool = True
    edit_attributes: bool = True
    edit_regex: bool = True
    edit_statement_types: bool = True
    edit_coders: bool = True
    edit_coder_relations: bool = True
    view_others_documents: bool = True
    edit_others_documents: bool = True
    view_others_statements: bool = True
    edit_others_statements: bool = True


EVERYTHING = Permissions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A property of the database: ``version`` ("3.0.7"), ``date``."""

    property: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Somebody who codes; ``password`` is a hash of Jasypt's StrongPasswordEncryptor, 1 is always Admin."""

    id: int
    name: str
    colour: Colour = BLACK
    refresh: int = 0
    font_size: int = 14
    password: str
    popup_width: int | None = 300
    colour_by_coder: bool = False
    popup_decoration: bool = False
    popup_auto_complete: bool = True
    permissions: Permissions = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderRelation:
    """What one coder may do with what another one made; one for each ordered pair."""

    id: int
    coder: int | None
    other: int | None
    view_statements: bool = True
    edit_statements: bool = True
    view_documents: bool = True
    edit_documents: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text; ``date`` are seconds since 1970-01-01 UTC."""

    id: int
    title: str
    text: str
    coder: int | None
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    type: str = ""
    date: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementType:
    """A type of statements, as 1 "DNA Statement"."""

    id: int
    label: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of the statements of one type (``type`` is its id)."""

    id: int
    name: str
    data_type: DataType = "short text"
    type: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableLink:
    """Two variables that belong together."""

    id: int
    source: int | None
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regex:
    """A regular expression that DNA highlights."""

    label: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a statement has for a variable: 0 or 1, a number, the id of an entity, or a text, as ``data_type`` says."""

    id: int
    variable: int
    data_type: DataType
    value: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStatement:
    """A coded passage: ``start`` and ``stop`` (exclusive) are offsets of the document's text in UTF-16 units."""

    id: int
    type: int | None
    document: int | None
    start: int
    stop: int
    coder: int | None
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeVariable:
    """An attribute that the entities of a variable have."""

    id: int
    variable: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeValue:
    """What an entity has for an attribute (``variable`` is the id of the attribute variable)."""

    id: int
    variable: int
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A value of a short-text variable: somebody, an organization, a concept; ``parent`` is an entity's id."""

    id: int
    variable: int
    value: str = ""
    colour: Colour = BLACK
    parent: int | None = None
    attributes: tuple[AttributeValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dna:
    """The whole content of a ``.dna`` file."""

    settings: tuple[Setting, ...]
    coders: tuple[Coder, ...]
    relations: tuple[CoderRelation, ...] = ()
    documents: tuple[Document, ...] = ()
    types: tuple[StatementType, ...] = ()
    variables: tuple[Variable, ...] = ()
    links: tuple[VariableLink, ...] = ()
    regexes: tuple[Regex, ...] = ()
    statements: tuple[CodedStatement, ...] = ()
    entities: tuple[Entity, ...] = ()
    attribute_variables: tuple[AttributeVariable, ...] = ()

    @property
    def version(self) -> str:
        """The version of DNA that made the file, '' where it does not say."""
        return next((one.value for one in self.settings if one.property == "version"), "")

    def variables_of(self, type: int) -> tuple[Variable, ...]:
        """Return the variables of a type of statements, by its id."""
        return tuple(one for one in self.variables if one.type == type)
