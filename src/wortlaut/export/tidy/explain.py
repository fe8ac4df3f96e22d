"""The codebook: one row for each column of all tables, and one for each value that a column with levels can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from wortlaut.export.tidy.columns import Column, Shape, Table, Type, cells, key, maybe, told
from wortlaut.export.tidy.places import Row
from wortlaut.export.tidy.shapes import SHAPES

CODEBOOK = Shape(
    name="codebook",
    meaning="A column of a table, what it holds and what that means.",
    columns=(
        key("table", "Name of the table."),
        key("column", "Name of the column."),
        told("number", "Place of the column in its table, from 1.", "integer"),
        Column(name="type", type="text", meaning="Type of its cells.", levels=get_args(Type)),
        told("meaning", "What it means."),
        maybe("levels", "The values it can have, from the first to the last; missing: any. One a row in levels."),
        told("key", "Whether it is part of the key: those columns together are unique.", "boolean"),
        maybe("refers", "The table it refers to: by its key, within the article if both have one."),
        told("optional", "Whether cells may be missing.", "boolean"),
    ),
)
LEVELS = Shape(
    name="levels",
    meaning="A value that a column can have.",
    columns=(
        key("table", "Name of the table."),
        key("column", "Name of the column."),
        key("number", "Counts the levels of the column from 1.", type="integer"),
        told("level", "The value."),
    ),
)
_BETWEEN = " | "


def explained(shapes: Iterable[Shape] = SHAPES) -> tuple[Table, Table]:
    """Return the codebook and the levels of these tables and of themselves."""
    everything = (*shapes, CODEBOOK, LEVELS)
    columns: Iterator[Row] = (
        {
            "table": shape.name,
            "column": column.name,
            "number": number,
            "type": column.type,
            "meaning": column.meaning,
            "levels": _BETWEEN.join(column.levels),
            "key": column.key,
            "refers": column.refers,
            "optional": column.optional,
        }
        for shape in everything
        for number, column in enumerate(shape.columns, start=1)
    )
    levels: Iterator[Row] = (
        {"table": shape.name, "column": column.name, "number": number, "level": level}
        for shape in everything
        for column in shape.columns
        for number, level in enumerate(column.levels, start=1)
    )
    return (
        Table(shape=CODEBOOK, rows=tuple(cells(CODEBOOK, row) for row in columns)),
        Table(shape=LEVELS, rows=tuple(cells(LEVELS, row) for row in levels)),
    )
