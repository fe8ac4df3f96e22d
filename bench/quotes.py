"""The product on the quotation corpus, by the published scorer.

    python -m bench.quotes --data ../shared/data [--split dev] [--out FILE] [--predictions FILE]

How a reading (characters) becomes messages (tokens of the corpus):

* A token belongs to a span when they share a code point.
* A direct quote gets the quotation marks around each of its runs: the corpus annotates them (737 of the 740
  direct quotes of train and dev begin and end with a mark). Nothing is added to the other kinds.
* A direct statement in several pieces becomes one message per piece, as the corpus has it (2 of 740 direct
  messages have two pieces; split quotes are two messages with the same frame).
* Fragments (words in quotation marks that are no statement) are left out; one row shows the figures with
  them as direct messages, since the corpus annotates many of them as nested direct quotes.
* Medium: speech, writing and thought as they are; ``unknown`` becomes SW, the commonest mixed label of the
  corpus (32 % of train). The row "medium, mixed as one" merges SW, ST, TW and none on both sides instead.
* Messages come in text order, as in the corpus (the order decides ties of the pairing).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.product import Reads, intake_article, load_reader, mention_of, plain_article
from bench.quotation_scorer import (
    ROLES,
    Measure,
    Quote,
    Scores,
    gold_quotes,
    head_of,
    read_documents,
    score,
    table,
)
from bench.words import Bounds, Words
from wortlaut.record import Article, Party, Reading, Span, Statement

KIND = {
    "direct": "Direct",
    "indirect": "Indirect",
    "free_indirect": "FreeIndirect",
    "indirect_free_indirect": "IndirectFreeIndirect",
    "reported": "Reported",
}
MEDIUM = {"speech": "Speech", "writing": "Writing", "thought": "Thought", "unknown": "SW"}
MIXED = frozenset({"SW", "ST", "TW", "none"})
# rule-based baseline of Petersen-Frey and Biemann 2024, F1: on test as published, on dev as measured
PUBLISHED = {"message": 47.91, "roles": 35.48, "joint": 39.06, "type": 43.93, "medium": 36.31}
BASELINE_DEV = {"message": 48.79, "roles": 34.87, "joint": 38.91, "type": 39.11}


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over the corpus: (system, gold) per document, and what went wrong or how long it took."""

    documents: list[tuple[list[Quote], list[Quote]]]
    fragments: list[list[Quote]]
    failures: list[str]
    seconds: float


def quotes_of(reading: Reading, words: Words) -> list[Quote]:
    """Return the statements of a reading as messages over the tokens of the corpus."""
    found = [quote for statement in reading.statements for quote in _messages(reading, statement, words)]
    return sorted((quote for quote in found if quote.quote), key=_place)


def fragments_of(reading: Reading, words: Words) -> list[Quote]:
    """Return the fragments of a reading as direct messages with their speaker."""
    found = []
    for fragment in reading.fragments:
        tokens = words.with_marks(words.overlapped([_bounds(fragment.span)]))
        speaker = _party(reading, fragment.speaker, words)
        head = head_of(speaker, words.texts)
        found.append(Quote(tokens, "Direct", MEDIUM["unknown"], speaker=speaker, head=head))
    return sorted((quote for quote in found if quote.quote), key=_place)


def _messages(reading: Reading, statement: Statement, words: Words) -> Iterable[Quote]:
    pieces = [words.overlapped([_bounds(span)]) for span in statement.content]
    if statement.kind == "direct":
        contents = [words.with_marks(piece) for piece in pieces]
    else:
        contents = [frozenset().union(*pieces)]
    speaker = _party(reading, statement.speaker, words)
    for content in contents:
        yield Quote(
            quote=content,
            kind=KIND[statement.kind],
            medium=MEDIUM[statement.medium],
            speaker=speaker,
            cue=words.overlapped(map(_bounds, statement.cue)),
            frame=words.overlapped(map(_bounds, statement.frame)),
            addressee=_party(reading, statement.addressee, words),
            head=head_of(speaker, words.texts),
        )


def _party(reading: Reading, party: Party | None, words: Words) -> frozenset[int]:
    mention = mention_of(reading, party)
    return words.overlapped([_bounds(mention.span)]) if mention else frozenset()


def _bounds(span: Span) -> Bounds:
    return span.start, span.end


def _place(quote: Quote) -> tuple[int, int]:
    return min(quote.quote), max(quote.quote)


def run(reader: Reads, documents: Iterable[Mapping[str, Any]], article_of: Callable[[str], Article]) -> Run:
    """Read every document; a document that fails counts as predicted empty and is named."""
    pairs, fragments, failures = [], [], []
    begun = time.perf_counter()
    for document in documents:
        gold, system, extra = gold_quotes(document), [], []
        name, text = document["documentName"], document["originalText"]
        try:
            reading = reader.read(article_of(text))
        except Exception as error:  # one bad document must not hide the others' figures
            failures.append(f"{name}: {type(error).__name__}: {error}")
        else:
            failures += [f"{name}: {failure.stage}: {failure.message}" for failure in reading.failures]
            if reading.article.text == text:
                words = Words.of_corpus(document)
                system, extra = quotes_of(reading, words), fragments_of(reading, words)
            else:
                failures.append(f"{name}: intake changed the text, offsets do not hold")
        pairs.append((system, gold))
        fragments.append(extra)
    return Run(pairs, fragments, failures, time.perf_counter() - begun)


def with_fragments(result: Run) -> Scores:
    """Score with fragments as direct messages, unless a statement has the same tokens already."""
    documents = []
    for (system, gold), extra in zip(result.documents, result.fragments, strict=True):
        taken = {quote.quote for quote in system}
        more = [quote for quote in extra if quote.quote not in taken]
        documents.append((sorted([*system, *more], key=_place), gold))
    return score(documents)


def mixed_media_as_one(result: Run) -> Measure:
    """Return the medium figures with SW, ST, TW and none merged on both sides."""

    def merge(quotes: Sequence[Quote]) -> list[Quote]:
        return [replace(quote, medium="mixed") if quote.medium in MIXED else quote for quote in quotes]

    return score((merge(system), merge(gold)) for system, gold in result.documents).medium


def report(split: str, runs: Mapping[str, Run]) -> str:
    """Render a Markdown report: against the baseline, then each run in full; figures in percent."""
    scored = {name: score(result.documents) for name, result in runs.items()}
    lines = [
        f"# Quotation attribution, {split}",
        "",
        f"| F1 | {' | '.join(PUBLISHED)} | medium, mixed as one |",
    ]
    lines.append("| --- |" + " ---: |" * (len(PUBLISHED) + 1))
    for where, figures in (("test", PUBLISHED), ("dev", BASELINE_DEV)):
        cells = [f"{figures[name]:.2f}" if name in figures else "" for name in PUBLISHED]
        lines.append(f"| rule-based baseline (published, on {where}) | {' | '.join(cells)} | |")
    for name, result in runs.items():
        merged = mixed_media_as_one(result).f1
        lines.append(f"| {name} | {_f1s(scored[name])} | {100 * merged:.2f} |")
        lines.append(f"| {name}, fragments as direct | {_f1s(with_fragments(result))} | |")
    for name, result in runs.items():
        lines += ["", f"## {name}", "", table(scored[name]), ""]
        lines.append(f"read in {result.seconds:.1f} s, {len(result.failures)} failures")
        lines += [f"- {failure}" for failure in result.failures[:10]]
    return "\n".join(lines)


def _f1s(scores: Scores) -> str:
    return " | ".join(f"{100 * getattr(scores, name).f1:.2f}" for name in PUBLISHED)


def as_prediction(name: str, quotes: Sequence[Quote]) -> dict[str, Any]:
    """Return messages in the form `bench.quotation_scorer` reads."""
    return {
        "documentName": name,
        "annotations": [
            {"type": quote.kind, "medium": quote.medium}
            | {part: sorted(getattr(quote, part)) for part in ("quote", *ROLES)}
            for quote in quotes
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the corpus with the product and score it."""
    parser = argparse.ArgumentParser(prog="python -m bench.quotes", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--out", type=Path, help="write the report here as well")
    parser.add_argument("--predictions", type=Path, help="write the messages here, JSONL")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--limit", type=int, help="only the first N documents")
    parser.add_argument("--skip-intake", action="store_true", help="plain body paragraphs only")
    options = parser.parse_args(arguments)
    documents = list(read_documents(options.data / "quotes_wikinews" / f"{options.split}.jsonl.gz"))
    documents = documents[: options.limit]
    reader = load_reader(options.model)
    runs = {"Wortlaut": run(reader, documents, plain_article)}
    if not options.skip_intake:
        runs["Wortlaut, own intake"] = run(reader, documents, intake_article)
    text = report(options.split, runs)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as lines:
            for document, (system, _) in zip(documents, runs["Wortlaut"].documents, strict=True):
                found = as_prediction(document["documentName"], system)
                lines.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
