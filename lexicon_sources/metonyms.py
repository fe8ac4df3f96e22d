"""Words that stand for somebody else: the Kremlin, Karlsruhe, and every capital."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexicon_sources.tables import Table, with_model, written


def tables(data: Path) -> Iterator[Table]:
    """Yield seats as written and capitals of states and Länder."""
    seats = [
        (*with_model(row["form"], "name"), row["of"], "seat", row["body"], "authors") for row in written("metonyms")
    ]
    capitals = [
        (row["capital"], "name", row["id"], "capital", "government", "authors")
        for row in written("places")
        if row["capital"] and row["kind"] in {"state", "disputed", "land"}
    ]
    note = "Wortlaut authors, CC0, 2026-11: metonyms, the place or organisation meant, and which of its bodies"
    yield Table(name="metonyms", note=note, header="form model of kind body source", rows=[*seats, *capitals])
