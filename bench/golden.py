"""The product on our golden articles.

    python -m bench.golden [NAME …] [--articles examples/articles] [--misses] [--json]

``found`` counts golden statements whose partner shares half of the words (token F1), ``not invented`` the
statements of the product that are such a partner. The other rows judge found statements only, except
*exact direct*, whose total is all direct golden statements, and *paragraph roles*. An addressee or parent
counts when the golden file or the product has one, so that an invented one is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.golden_files import golden_article, golden_of, read_text
from bench.matching import Case, Comparison, compare, figures
from bench.product import Reads, intake_article, load_reader
from bench.quotation_scorer import Share


def read_golden(reader: Reads, path: Path) -> Comparison:
    """Read one article with the product and compare it with the golden file beside it."""
    reading = reader.read(intake_article(read_text(path)))
    return compare(golden_article(path.stem, golden_of(path), reading.article.text), reading)


def report(comparisons: Sequence[Comparison]) -> str:
    """Render a Markdown table, a row per figure, a column per article and one for all."""
    names = [comparison.name for comparison in comparisons]
    columns = [figures(comparisons), *(figures([comparison]) for comparison in comparisons)]
    lines = [f"| | all | {' | '.join(names)} |", "| --- |" + " ---: |" * len(columns)]
    for row in columns[0]:
        cells = [_cell(column.get(row, Share()), of_all=place == 0) for place, column in enumerate(columns)]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(share: Share, *, of_all: bool) -> str:
    if not share.total:
        return ""
    return f"{share.value:.1%} ({share.hits}/{share.total})" if of_all else f"{share.hits}/{share.total}"


def misses(comparison: Comparison, text: str) -> list[str]:
    """Name everything that is not as in the golden file, one line each."""
    lines = []
    for case in comparison.cases:
        wrong = what_is_wrong(case)
        if wrong:
            start, end = case.expected.content[0]
            words = " ".join(text[start:end].split())
            lines.append(f"{comparison.name} {case.expected.id} {case.expected.kind}: {wrong}: {words[:70]}")
    for statement in comparison.extra:
        words = " ".join(statement.content[0].of(text).split())
        lines.append(f"{comparison.name} – {statement.kind}: invented: {words[:70]}")
    return lines


def what_is_wrong(case: Case) -> str:
    """Say in a few words what of a case is wrong; empty if nothing is."""
    if not case.found:
        return "not found" if case.partner is None else f"not found (F1 {case.f1:.2f})"
    verdicts = [(part, getattr(case, part)) for part in ("speaker", "name", "addressee", "parent")]
    if case.expected.kind == "direct":
        verdicts.append(("exact span", case.exact))
    if case.partner is not None:
        verdicts.append(("kind", case.partner.kind == case.expected.kind))
    return ", ".join(part for part, verdict in verdicts if verdict is False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all golden articles with the product and compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.golden", description=main.__doc__)
    parser.add_argument("names", nargs="*", help="only articles whose name begins so")
    parser.add_argument("--articles", type=Path, default=Path("examples/articles"))
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--misses", action="store_true", help="list everything that is wrong")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    paths = [
        path.with_name(path.name.replace(".gold.json", ".txt")) for path in sorted(options.articles.glob("*.gold.json"))
    ]
    paths = [p for p in paths if not options.names or p.name.startswith(tuple(options.names))]
    if not paths:
        parser.error(f"no golden articles in {options.articles}")
    reader = load_reader(options.model)
    comparisons = [read_golden(reader, path) for path in paths]
    if options.json:
        print(json.dumps(as_json(comparisons), indent=1))
        return 0
    print(report(comparisons))
    if options.misses:
        for path, comparison in zip(paths, comparisons, strict=True):
            print("\n".join(["", *misses(comparison, read_text(path))]))
    return 0


def as_json(comparisons: Sequence[Comparison]) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures of all articles together and of each, as plain values."""
    parts = {"all": list(comparisons), **{comparison.name: [comparison] for comparison in comparisons}}
    return {
        name: {
            row: {"hits": share.hits, "total": share.total, "value": share.value}
            for row, share in figures(part).items()
        }
        for name, part in parts.items()
    }


if __name__ == "__main__":
    sys.exit(main())
