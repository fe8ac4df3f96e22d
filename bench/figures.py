"""The figures of the README: quotation corpus and golden articles, in one run.

    python -m bench.figures [--data ../shared/data] [--write]

``--write`` replaces what stands between the marks ``<!-- figures -->`` and ``<!-- /figures -->`` of the README.
Without ``--data`` (the corpora are not part of the project) the row of the corpus is left out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from bench.actor_checks import read_traps
from bench.actor_linking import linking, linking_table, read_linking
from bench.actors import judge_article, speakers
from bench.golden import read_golden
from bench.matching import figures
from bench.product import Reads, load_reader, plain_article
from bench.quotation_scorer import read_documents, score
from bench.quotes import BASELINE_DEV, run, with_fragments

ROOT = Path(__file__).parents[1]
MARKS = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
SETS = (("sample articles", "examples/articles"), ("held-out articles", "tests/golden/heldout"))
ROWS = (
    ("statements found (token F1 ≥ 0.5)", "found"),
    ("… direct", "found direct"),
    ("… indirect", "found indirect"),
    ("… indirect free indirect", "found indirect_free_indirect"),
    ("… reported", "found reported"),
    ("of what is shown, in the golden reading", "not invented"),
    ("direct quotes with exact bounds", "exact direct"),
    ("speaker's mention right, of found", "speaker mention"),
    ("speaker's name right, of found", "speaker name"),
)


def corpus_table(reader: Reads, data: Path) -> str:
    """Return F1 by the published scorer on the dev split of the quotation corpus."""
    result = run(reader, read_documents(data / "quotes_wikinews" / "dev.jsonl.gz"), plain_article)
    names = ("message", "roles", "joint", "type")
    rows = {
        "Wortlaut, statements": score(result.documents),
        "Wortlaut, fragments counted as direct": with_fragments(result),
    }
    lines = ["| dev, F1 in % | message | roles | joint | type |", "| --- | ---: | ---: | ---: | ---: |"]
    for label, scores in rows.items():
        lines.append(f"| {label} | " + " | ".join(f"{100 * getattr(scores, name).f1:.1f}" for name in names) + " |")
    baseline = " | ".join(f"{BASELINE_DEV[name]:.1f}" for name in names)
    return "\n".join([*lines, f"| rule-based baseline of the corpus's authors | {baseline} |"])


def golden_table(reader: Reads) -> str:
    """Return shares on both sets of golden articles."""
    columns = []
    for label, folder in SETS:
        paths = sorted((ROOT / folder).glob("*.txt"))
        columns.append((f"{label} ({len(paths)})", figures([read_golden(reader, path) for path in paths])))
    lines = ["| share in % | " + " | ".join(label for label, _ in columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for label, key in ROWS:
        cells = (f"{100 * found[key].value:.0f} ({found[key].hits}/{found[key].total})" for _, found in columns)
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def actors_table(reader: Reads) -> str:
    """Return how often speakers are the right actor, and how well actors are linked."""
    columns = []
    for label, folder in (*SETS[:1], ("development articles", "tests/golden/dev"), *SETS[1:]):
        paths = sorted((ROOT / folder).glob("*.txt"))
        found = speakers([judge_article(reader, path) for path in paths])
        columns.append((f"{label} ({len(paths)})", found))
    lines = ["| speaker is the right actor, % of found | " + " | ".join(label for label, _ in columns) + " |"]
    lines.append("| --- |" + " ---: |" * len(columns))
    for row in ("all", "name", "role", "pronoun", "carried"):
        cells = (
            f"{100 * found[row][0].value:.0f} ({found[row][0].hits}/{found[row][0].total})" for _, found in columns
        )
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    texts = linking(read_linking(reader, ROOT / "tests/golden/linking/heldout.jsonl"))
    traps = read_traps(reader, ROOT / "tests/golden/traps.jsonl")
    passed = sum(not trap.broken for trap in traps)
    return "\n".join([*lines, "", linking_table(texts), "", f"Traps passed: {passed} of {len(traps)}."])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    reader = load_reader()
    parts = [corpus_table(reader, options.data)] if options.data else []
    text = "\n\n".join([*parts, golden_table(reader), actors_table(reader)])
    print(text)
    if options.write:
        readme = ROOT / "README.md"
        found = MARKS.sub(lambda m: f"{m[1]}{text}\n{m[2]}", readme.read_text(encoding="utf-8"))
        readme.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
