"""What every script returns, and how tables are read and written."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "wortlaut" / "lexicon"
WRITTEN = Path(__file__).parent / "written"
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: ``note`` names source, licence and date, ``header`` the columns."""

    name: str
    note: str
    header: str
    rows: Iterable[tuple[str, ...]]

    def save(self, folder: Path = OUT) -> None:
        """Write a comment line, a header and the sorted rows."""
        columns = self.header.split()
        lines = sorted({"\t".join(row) for row in self.rows})
        assert all(line.count("\t") == len(columns) - 1 for line in lines), self.name
        text = "\n".join(["# " + self.note, "\t".join(columns), *lines]) + "\n"
        (folder / f"{self.name}.tsv").write_text(text, encoding="utf-8")


def read(path: Path) -> list[Row]:
    """Read a TSV file with a header; lines that start with ``#`` are comments."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def written(name: str) -> list[Row]:
    """Read a table that we wrote ourselves."""
    return read(WRITTEN / f"{name}.tsv")


def split(cell: str) -> list[str]:
    """Split a cell that holds a list.

    >>> split("russisch,russländisch"), split("")
    (['russisch', 'russländisch'], [])
    """
    return [part for part in cell.split(",") if part]


def jurisdictions() -> dict[str, str]:
    """Return the id of each place by the English name in our sources."""
    return {row["name"]: row["place"] for row in written("jurisdictions")}


def with_model(entry: str, model: str) -> tuple[str, str]:
    """Split ``form/Model``; ``model`` if none is given.

    >>> with_model("Bayer/Ungar", "Belgier"), with_model("Brite", "Russe")
    (('Bayer', 'Ungar'), ('Brite', 'Russe'))
    """
    form, slash, given = entry.rpartition("/")
    return (form, given) if slash and given in MODELS else (entry, model)


MODELS = frozenset(row["model"] for row in read(OUT / "inflections.tsv"))
