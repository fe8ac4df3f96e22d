"""What a table is: columns with a type and a meaning, and rows of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

Type = Literal["text", "integer", "number", "boolean", "date"]
Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``meaning`` is one sentence, ``levels`` all values it can have (empty: any).

    ``key`` columns together are unique in the table and never missing. ``refers`` names the table whose key column of
    the same meaning this one points to. ``optional`` cells may be missing.
    """

    name: str
    type: Type
    meaning: str
    levels: tuple[str, ...] = ()
    key: bool = False
    refers: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The columns of a table in their order, and what a row of it stands for."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: ``rows`` have one cell for each column of ``shape``, None where it is missing."""

    shape: Shape
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.shape.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns."""
        return self.shape.columns

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return the cells of one column from the first row to the last; raises KeyError for a name it does not have.

        >>> shape = Shape(name="days", meaning="A day.", columns=(key("day", "The day.", type="date"),))
        >>> Table(shape=shape, rows=((date(2024, 3, 4),),)).column("day")
        (datetime.date(2024, 3, 4),)
        """
        try:
            place = self.shape.names.index(name)
        except ValueError:
            raise KeyError(name) from None
        return tuple(row[place] for row in self.rows)


def cells(shape: Shape, told: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """Return a row in the order of the columns; empty text is missing, as no file of CSV can tell them apart."""
    if len(told) != len(shape.columns):
        raise KeyError(f"a row of {shape.name} has the columns {', '.join(shape.names)}, not {', '.join(told)}")
    return tuple(None if (cell := told[column.name]) == "" else cell for column in shape.columns)


def key(name: str, meaning: str, *, refers: str | None = None, type: Type = "text") -> Column:
    """Return a column that is part of the key."""
    return Column(name=name, type=type, meaning=meaning, key=True, refers=refers)


def told(name: str, meaning: str, type: Type = "text", *, refers: str | None = None) -> Column:
    """Return a column whose cells are never missing."""
    return Column(name=name, type=type, meaning=meaning, refers=refers)


def maybe(name: str, meaning: str, type: Type = "text", *, refers: str | None = None) -> Column:
    """Return a column whose cells may be missing."""
    return Column(name=name, type=type, meaning=meaning, refers=refers, optional=True)


def one_of(name: str, meaning: str, levels: Any, *, key: bool = False, optional: bool = False) -> Column:
    """Return a column with the levels of a Literal type."""
    return Column(name=name, type="text", meaning=meaning, levels=get_args(levels), key=key, optional=optional)
