"""First names of all members of the Bundestag since 1949, with their usual gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_sources.tables import Table, read


def tables(data: Path) -> Iterator[Table]:
    """Yield the table of first names."""
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read(data / "kb_mdb" / "mdb.tsv"):
        for name in row["vorname"].split():
            if name[:1].isupper() and "." not in name:
                genders[name]["f" if row["geschlecht"] == "weiblich" else "m"] += 1
    note = "Deutscher Bundestag, Stammdaten aller Abgeordneten (open data), as of 2025-09-30: first names, gender"
    rows = [(name, next(iter(count)) if len(count) == 1 else "x") for name, count in genders.items()]
    yield Table(name="first_names", note=note, header="name gender", rows=rows)
