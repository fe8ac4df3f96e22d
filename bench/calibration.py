"""Does a confidence mean what it says? Statements of the product on golden articles, and a reliability table.

    python -m bench.calibration [--articles tests/golden/heldout] [--json]

A statement is right when it is the partner of a golden statement (token F1 of one half or more) of its kind. The
curve of the bundle was fitted on the dev split of the quotation corpus; ``python -m training.build`` states the error
on documents that did not fit it (``labels.json``). This is the error on articles of another make. The expected
calibration error is over ten equal bins (Naeini et al. 2015).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.golden import read_golden
from bench.product import Reads, load_reader

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements whose confidence lies in one tenth: how many, what they say on average, how many are right."""

    low: float
    count: int
    said: float
    right: float


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the tenths that hold anything.

    >>> bins([(0.95, True), (0.91, False), (0.1, False)])[-1]
    Bin(low=0.9, count=2, said=0.93, right=0.5)
    """
    found = []
    for number in range(BINS):
        inside = [(c, r) for c, r in pairs if min(int(c * BINS), BINS - 1) == number]
        if inside:
            said = sum(c for c, _ in inside) / len(inside)
            found.append(Bin(number / BINS, len(inside), round(said, 4), sum(r for _, r in inside) / len(inside)))
    return found


def expected_error(table: Sequence[Bin]) -> float:
    """Return the mean gap between what is said and what is right, by count; 0 for nothing."""
    total = sum(b.count for b in table)
    return sum(b.count * abs(b.said - b.right) for b in table) / total if total else 0.0


def judged(reader: Reads, folder: Path) -> list[Bin]:
    """Return the bins of all statements of the product on the golden articles of a folder."""
    comparisons = [read_golden(reader, path) for path in sorted(folder.glob("*.txt"))]
    pairs = [
        (case.partner.confidence, case.partner.kind == case.expected.kind)
        for comparison in comparisons
        for case in comparison.cases
        if case.partner and case.found
    ]
    pairs += [(statement.confidence, False) for x in comparisons for statement in x.extra]
    return bins(pairs)


def report(name: str, table: Sequence[Bin]) -> str:
    """Render one Markdown table."""
    lines = [f"## {name}: expected calibration error {expected_error(table):.3f}", ""]
    lines += ["| confidence | statements | says | right |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {b.low:.1f}–{b.low + 1 / BINS:.1f} | {b.count} | {b.said:.2f} | {b.right:.2f} |" for b in table]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read golden articles with the product and compare confidence with truth."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=main.__doc__)
    parser.add_argument("--articles", type=Path, nargs="+", default=[Path("tests/golden/heldout")])
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    options = parser.parse_args(arguments)
    reader = load_reader(options.model)
    found = {str(folder): judged(reader, folder) for folder in options.articles}
    if options.json:
        print(json.dumps({name: expected_error(table) for name, table in found.items()}))
    else:
        print("\n\n".join(report(name, table) for name, table in found.items()))


if __name__ == "__main__":
    main()
