"""Write every table that comes from data; hand-written tables (pronouns, role nouns, agencies) stay."""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

OUT = Path(__file__).parents[1] / "src" / "wortlaut" / "lexicon"


def write(name: str, note: str, header: list[str], rows: Iterable[Iterable[str]]) -> None:
    """Write one table: a comment line with source, licence and date, a header, sorted rows."""
    lines = ["# " + note, "\t".join(header), *sorted("\t".join(row) for row in rows)]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    """Read a TSV file with a header."""
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def first_names(data: Path) -> None:
    """First names of all members of the Bundestag since 1949, with their usual gender."""
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(data / "kb_mdb" / "mdb.tsv"):
        for name in row["vorname"].split():
            if name[:1].isupper() and "." not in name:
                genders[name]["f" if row["geschlecht"] == "weiblich" else "m"] += 1
    found = ((name, count.most_common(1)[0][0] if len(count) == 1 else "x") for name, count in genders.items())
    note = "Deutscher Bundestag, Stammdaten aller Abgeordneten (open data), as of 2025-09-30: first names, gender"
    write("first_names.tsv", note, ["name", "gender"], found)


def outlets(data: Path) -> None:
    """Newspapers and broadcasters of Germany, Austria and Switzerland, with domains."""
    found = {}
    for row in rows(data / "kb_outlets" / "fundus_publishers.tsv"):
        if row["region"] in {"DE", "AT", "CH", "LI", "LU"}:
            domain = (urlsplit(row["url"].strip()).hostname or "").removeprefix("www.")
            found[row["name"].strip()] = (row["name"].strip(), domain, row["region"])
    note = "fundus, docs/supported_publishers.md (commit 18da6e5, 2026-08-05), MIT: outlets and domains"
    write("outlets.tsv", note, ["name", "domain", "region"], found.values())


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    first_names(data)
    outlets(data)


if __name__ == "__main__":
    main()
