"""The model card of the documents: the card of the bundle, and what the product makes of it, kind by kind.

python -m bench.card --data ../shared/data [--out docs/reference/model-card.md]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.calibration import expected_error, judged
from bench.errors import cases_of, tables
from bench.figures import ROOT, SETS
from bench.product import load_reader, plain_article
from bench.quotation_scorer import Felt, read_documents, score
from bench.quotes import run
from wortlaut.tag.bundle import CARD, SHIPPED


def felt_table(by_kind: dict[str, Felt], everything: Felt) -> str:
    """Return a Markdown table of what users feel, by kind of the gold message."""
    lines = [
        "| gold kind | found | speaker's head right, of found | half of the speaker right | exact span, of found |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind, felt in [("all", everything), *sorted(by_kind.items())]:
        of_found = f"{felt.exact.hits / felt.found.hits:.0%}" if felt.found.hits else ""
        cells = [f"{share.value:.0%} ({share.hits}/{share.total})" for share in (felt.found, felt.speaker)]
        lines.append(f"| {kind} | {' | '.join(cells)} | {felt.speaker_half.value:.0%} | {of_found} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read dev and the golden articles with the product and write the card."""
    parser = argparse.ArgumentParser(prog="python -m bench.card", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "reference" / "model-card.md")
    options = parser.parse_args(arguments)
    reader = load_reader()
    documents = list(read_documents(options.data / "quotes_wikinews" / "dev.jsonl.gz"))
    result = run(reader, documents, plain_article)
    scores = score(result.documents)
    calibration = "\n".join(f"- {label}: {expected_error(judged(reader, ROOT / folder)):.3f}" for label, folder in SETS)
    text = f"""{(SHIPPED / CARD).read_text(encoding="utf-8").strip()}

## The product, kind by kind
Written by `python -m bench.card --data DATA`: statements as Wortlaut shows them (rules included) on the dev split,
counted as messages of the corpus.

{felt_table(dict(scores.felt_by_kind), scores.felt)}

{tables(cases_of(documents, result))}

Expected calibration error of statements on our golden articles (`python -m bench.calibration`), which the curves have
not seen:

{calibration}
"""
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
