"""How fast readings become tables and linked files: our sample articles, read once, then copied under other ids.

    python -m bench.tables [--copies 125] [--write] [--ftm FILE]

Times are seconds by the clock in one process, memory is the most that this process held, readings and model included.
``--write`` puts them into bench/results/ and docs/reference/tables.md; ``--ftm`` writes the entities of the samples,
for ``python -m bench.ftm_model --check FILE``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.networks import timed
from bench.results import FOLDER, ROOT, dated, put
from wortlaut import Reader, Reading
from wortlaut.export.annotations import annotation_collections, quotes_from_annotations
from wortlaut.export.ftm import ftm_lines
from wortlaut.export.tidy import parquet, tables, tidy_csv

PAGE = ROOT / "docs" / "reference" / "tables.md"
SAMPLES = ROOT / "examples" / "articles"


def samples() -> list[Reading]:
    """Return the readings of the sample articles."""
    reader = Reader.load()
    return [reader.read(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]


def copied(readings: Sequence[Reading], copies: int) -> list[Reading]:
    """Return each reading so many times, each time as one of another article."""
    return [
        replace(one, article=replace(one.article, id=f"{one.article.id}x{number}"))
        for number in range(copies)
        for one in readings
    ]


def measured(readings: Sequence[Reading], copies: int) -> dict[str, Any]:
    """Return all figures."""
    before = os.getloadavg()[0]
    many = copied(readings, copies)
    made, found = timed(lambda: tables(many))
    columns, stored = timed(lambda: sum(len(parquet(table)) for table in found.values()))
    cells, text = timed(lambda: sum(len(tidy_csv(table)) for table in found.values()))
    linked, entities = timed(lambda: sum(1 for _ in ftm_lines(many)))
    noted, collections = timed(lambda: list(annotation_collections(many)))
    texts = {one.article.id: one.article.text for one in many}
    read, quotes = timed(lambda: [quotes_from_annotations(data, texts[id]) for id, data in collections])
    return {
        **dated(before),
        "articles": len(many),
        "rows": sum(len(table.rows) for table in found.values()),
        "tables": round(made, 1),
        "parquet": [round(columns, 1), stored],
        "csv": [round(cells, 1), text],
        "ftm": [round(linked, 1), entities],
        "annotations": [round(noted, 1), sum(map(len, quotes))],
        "quotes": [round(read, 1), sum(quote.span is not None for some in quotes for quote in some)],
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
    }


def shown(told: dict[str, Any]) -> str:
    """Return the figures as a table of Markdown."""
    rows = (
        (f"all tables, {told['rows']:,} rows", told["tables"]),
        (f"as Parquet, {told['parquet'][1] / 1e6:.1f} MB", told["parquet"][0]),
        (f"as CSV, {told['csv'][1] / 1e6:.0f} MB", told["csv"][0]),
        (f"{told['ftm'][1]:,} entities of FollowTheMoney", told["ftm"][0]),
        (f"Web Annotations with {told['annotations'][1]:,} quotes", told["annotations"][0]),
        (f"finding these again: {told['quotes'][1]:,}", told["quotes"][0]),
    )
    lines = [f"| {told['articles']:,} articles | seconds |", "| --- | ---: |", *(f"| {a} | {b} |" for a, b in rows)]
    loads = " → ".join(map(str, told["load"]))
    memory = f"The process held {told['megabytes']:,} MB at most."
    return "\n".join([*lines, "", f"{memory} Measured {told['date']}, load average of the machine {loads}."])


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=125)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ftm", type=Path)
    given = parser.parse_args(arguments)
    readings = samples()
    if given.ftm:
        given.ftm.write_bytes(b"".join(ftm_lines(readings)))
    told = measured(readings, given.copies)
    if given.write:
        (FOLDER / "tables.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        put(PAGE, "speed", shown(told))
    print(shown(told))


if __name__ == "__main__":
    main()
