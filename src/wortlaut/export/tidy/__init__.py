"""Readings as tidy tables (Wickham 2014) for R, pandas and spreadsheets: one row per thing, one value per cell.

In: Readings, and the register of their actors where people have judged.
Out: tables with typed columns, the codebook that explains every column; a table as CSV or Parquet.
Never: puts a list into a cell, opens a file, decides anything about the article.
"""

from wortlaut.export.tidy.columns import Cell, Column, Table
from wortlaut.export.tidy.explain import explained
from wortlaut.export.tidy.tables import tables
from wortlaut.export.tidy.write import parquet, tidy_csv

__all__ = ["Cell", "Column", "Table", "explained", "parquet", "tables", "tidy_csv"]
