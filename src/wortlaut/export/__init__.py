"""Readings as files that others can use.

In: Reading (and, to check, the lines of a file of records).
Out: public JSON ``wortlaut/1`` and its schema, CSV, the verdict on a file.
Never: opens a file, prints, decides anything about the article.
"""

from wortlaut.export.check import Problem, Verdict, check
from wortlaut.export.csv import BYTE_ORDER_MARK, HEADER, csv_lines, csv_rows
from wortlaut.export.json import record_json, schema, schema_json

__all__ = [
    "BYTE_ORDER_MARK",
    "HEADER",
    "Problem",
    "Verdict",
    "check",
    "csv_lines",
    "csv_rows",
    "record_json",
    "schema",
    "schema_json",
]
