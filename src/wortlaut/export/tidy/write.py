"""Tables as files: CSV for every program, Parquet for R and pandas."""

from __future__ import annotations

import csv
import io
from datetime import date

from wortlaut.errors import RecordError
from wortlaut.export.csv import guarded
from wortlaut.export.json import encodable
from wortlaut.export.tidy.columns import Cell, Column, Table


def tidy_csv(table: Table, *, exact: bool = False) -> bytes:
    r"""Return a table as CSV (RFC 4180, UTF-8, with a header): missing is empty, days are ISO 8601, true and false.

    A cell of text that a spreadsheet would run as a formula gets a leading apostrophe, unless ``exact``.

    >>> from wortlaut.export.tidy.columns import Shape, key, maybe
    >>> shape = Shape(name="days", meaning="A day.", columns=(key("day", "It.", type="date"), maybe("note", "Words.")))
    >>> tidy_csv(Table(shape=shape, rows=((date(2024, 3, 4), "=1"), (date(2024, 3, 5), None))))
    b"day,note\r\n2024-03-04,'=1\r\n2024-03-05,\r\n"
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.shape.names)
    for row in table.rows:
        writer.writerow([_written(cell, exact) for cell in row])
    return str(encodable(buffer.getvalue())).encode()


def parquet(table: Table) -> bytes:
    """Return a table as Parquet: typed columns, those with levels as factors, each with its meaning as metadata.

    Raises RecordError without pyarrow.
    """
    try:
        import pyarrow
        from pyarrow import parquet as files
    except ImportError:
        raise RecordError("Parquet needs pyarrow: pip install 'wortlaut[parquet]'") from None
    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    fields, arrays = [], []
    for place, column in enumerate(table.columns):
        cells = _storable(column, [row[place] for row in table.rows])
        if column.levels:
            numbers = {level: number for number, level in enumerate(column.levels)}
            chosen = pyarrow.array([None if cell is None else numbers[str(cell)] for cell in cells], pyarrow.int32())
            array = pyarrow.DictionaryArray.from_arrays(chosen, pyarrow.array(column.levels, pyarrow.string()))
        else:
            array = pyarrow.array(cells, types[column.type])
        arrays.append(array)
        fields.append(pyarrow.field(column.name, array.type, metadata={"meaning": column.meaning}))
    schema = pyarrow.schema(fields, metadata={"table": table.name, "meaning": table.shape.meaning})
    sink = pyarrow.BufferOutputStream()
    files.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _written(cell: Cell, exact: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return cell if exact else guarded(cell)
    return repr(cell)


def _storable(column: Column, cells: list[Cell]) -> list[Cell]:
    """Return cells without lone surrogates, which UTF-8 does not know."""
    return [encodable(cell) for cell in cells] if column.type == "text" else cells
