"""Where the reading of the quotation corpus goes wrong: by kind and length, and single errors to read.

    python -m bench.errors --data ../shared/data [--count 30] [--seed 1]

The single errors hold words of the corpus; they are for reading, not for publishing. What was learnt from them
stands in ``docs/explanation/errors.md``.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.product import load_reader, plain_article
from bench.quotation_scorer import FOUND, Quote, Share, assign, read_documents, token_f1
from bench.quotes import Run, run

LENGTHS = ((1, 5), (6, 15), (16, 30), (31, 10_000))
"""Words of a message, both ends included."""


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of the scorer: what was found, what should have been, and what is wrong with it."""

    document: str
    system: Quote | None
    gold: Quote | None
    fault: str


def cases(name: str, system: Sequence[Quote], gold: Sequence[Quote]) -> Iterator[Case]:
    """Yield the pairs of one document with their first fault: missed, invented, span, kind, speaker, or none."""
    for ours, theirs in assign(system, gold):
        yield Case(name, ours, theirs, _fault(ours, theirs))


def cases_of(documents: Sequence[Mapping[str, Any]], result: Run) -> list[Case]:
    """Return the cases of all documents of a run."""
    return [
        case
        for document, (system, gold) in zip(documents, result.documents, strict=True)
        for case in cases(document["documentName"], system, gold)
    ]


def _fault(ours: Quote | None, theirs: Quote | None) -> str:
    if theirs is None:
        return "invented"
    if ours is None or not ours.quote & theirs.quote:
        return "missed"
    if token_f1(ours.quote, theirs.quote) < FOUND:
        return "span, mostly wrong"
    if theirs.speaker and not ours.speaker:
        return "speaker missing"
    if theirs.speaker and ours.head != theirs.head:
        return "speaker, other words" if ours.speaker & theirs.speaker else "speaker wrong"
    if ours.kind != theirs.kind:
        return "kind"
    return "span, edges" if ours.quote != theirs.quote else ""


def tables(found: Iterable[Case]) -> str:
    """Return Markdown: share of gold messages found by kind and length, and faults by kind."""
    shares: dict[str, dict[tuple[int, int], Share]] = defaultdict(dict)
    faults: dict[str, Counter[str]] = defaultdict(Counter)
    for case in found:
        kind = (case.gold or case.system).kind if case.gold or case.system else ""
        faults[kind][case.fault or "right"] += 1
        if case.gold is not None:
            size = len(case.gold.quote)
            bucket = next(bounds for bounds in LENGTHS if bounds[0] <= size <= bounds[1])
            hit = case.system is not None and token_f1(case.system.quote, case.gold.quote) >= FOUND
            shares[kind][bucket] = shares[kind].get(bucket, Share()).plus(hit)
    heads = [f"{a}–{b}" if b < 1000 else f"{a} and more" for a, b in LENGTHS]
    lines = [f"| found, by words | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(heads)]
    for kind, row in sorted(shares.items()):
        cells = [f"{row[b].value:.0%} ({row[b].hits}/{row[b].total})" if b in row else "" for b in LENGTHS]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    names = [name for name, _ in sum(faults.values(), Counter()).most_common()]
    lines += ["", f"| what is wrong first | {' | '.join(names)} |", "| --- |" + " ---: |" * len(names)]
    lines += [f"| {kind} | {' | '.join(str(row[name]) for name in names)} |" for kind, row in sorted(faults.items())]
    return "\n".join(lines)


def shown(case: Case, words: Sequence[str]) -> str:
    """Return one error with its words, to read."""
    lines = [f"## {case.document}: {case.fault}"]
    for label, quote in (("gold", case.gold), ("ours", case.system)):
        if quote is not None:
            parts = {part: " ".join(words[i] for i in sorted(getattr(quote, part))) for part in ("speaker", "cue")}
            text = " ".join(words[i] for i in sorted(quote.quote))
            lines.append(f"{label}: {quote.kind} [{parts['speaker']} | {parts['cue']}] {text}")
    at = sorted((case.gold or case.system).quote if case.gold or case.system else ())
    if at:
        lines.append("text: … " + " ".join(words[max(0, at[0] - 25) : at[-1] + 15]) + " …")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read dev with the product, print tables and a random sample of errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.errors", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--count", type=int, default=30, help="how many errors to show")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    documents = list(read_documents(options.data / "quotes_wikinews" / "dev.jsonl.gz"))
    result = run(load_reader(options.model), documents, plain_article)
    words = {d["documentName"]: [token["text"] for token in d["tokens"]] for d in documents}
    found = cases_of(documents, result)
    print(tables(found))
    wrong = [case for case in found if case.fault]
    for case in random.Random(options.seed).sample(wrong, min(options.count, len(wrong))):
        print("\n" + shown(case, words[case.document]))


if __name__ == "__main__":
    main()
