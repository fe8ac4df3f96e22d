"""The seed article, the first one to master.

    python -m bench.seed --seed ../shared/seeds/NAME.txt

Bars: every direct statement with its exact boundaries and the right speaker mention; of the others 9 of 11
with at least half of the words (token F1). Exit code 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.golden import read_golden, what_is_wrong
from bench.matching import Case, Comparison
from bench.product import load_reader
from bench.quotation_scorer import Share

OTHERS = (9, 11)


def direct_right(case: Case) -> bool:
    """Say whether a direct statement has its exact boundaries and the right speaker mention."""
    return case.exact and case.speaker is True


def bars(comparison: Comparison) -> tuple[Share, Share]:
    """Count what reaches the bars: direct statements, others."""
    direct = [case for case in comparison.cases if case.expected.kind == "direct"]
    others = [case for case in comparison.cases if case.expected.kind != "direct"]
    return (
        Share(sum(map(direct_right, direct)), len(direct)),
        Share(sum(case.found for case in others), len(others)),
    )


def passed(direct: Share, others: Share) -> bool:
    """Say whether both bars are reached; the bar of the others is 9 of 11, in proportion."""
    hits, total = OTHERS
    return direct.hits == direct.total and others.hits * total >= others.total * hits


def report(comparison: Comparison) -> str:
    """Render a Markdown table, a row per golden statement, and the bars."""
    lines = ["| | kind | F1 | exact | speaker | name | right | wrong |"]
    lines.append("| --- | --- | ---: | --- | --- | --- | --- | --- |")
    for case in comparison.cases:
        right = direct_right(case) if case.expected.kind == "direct" else case.found
        marks = [_mark(verdict) for verdict in (case.exact, case.speaker, case.name, right)]
        cells = [case.expected.id, case.expected.kind, f"{case.f1:.2f}", *marks, what_is_wrong(case)]
        lines.append(f"| {' | '.join(cells)} |")
    direct, others = bars(comparison)
    lines += ["", f"direct, exact with speaker: {direct.hits} of {direct.total} (bar: all)"]
    lines.append(f"others, found: {others.hits} of {others.total} (bar: {OTHERS[0]} of {OTHERS[1]})")
    lines.append(f"statements that the golden file does not have: {len(comparison.extra)}")
    return "\n".join(lines)


def _mark(verdict: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[verdict]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the seed article with the product and compare it with its golden file."""
    parser = argparse.ArgumentParser(prog="python -m bench.seed", description=main.__doc__)
    parser.add_argument("--seed", type=Path, required=True, help="NAME.txt with NAME.gold.json beside it")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    options = parser.parse_args(arguments)
    comparison = read_golden(load_reader(options.model), options.seed)
    print(report(comparison))
    return 0 if passed(*bars(comparison)) else 1


if __name__ == "__main__":
    sys.exit(main())
