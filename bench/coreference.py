"""The product's actors against the coreference chains of the Potsdam Commentary Corpus (`bench.pcc`).

    python -m bench.coreference --data ../shared/data [--json]

The chains of the product are its mentions grouped by the actor that they are linked to; chains of one mention are
left out on both sides, for the corpus links them to nothing. Four rows: mentions are the same when they have the same
words (*exact*, no punctuation) or when each has the other's head word in it (*head*, one to one by greatest likeness;
the corpus marks no heads, ours are those of `bench.matching`); all chains, or only those with a proper name, on either
side. Each figure is the mean of five document folds and their standard deviation; nothing here is trained on the
corpus, the folds only tell how much a figure depends on the texts.

For comparison: CorPipe 26 (one-stage, umT5-base, fine-tuned on CorefUD 1.4, to which this corpus belongs) reports a
CoNLL F1 of 68.1 % on the test part, https://huggingface.co/ufal/corpipe26-onestage-corefud1.4-base-260702; CorPipe 23
(mT5-large) 67.9 % on that of CorefUD 1.1, https://github.com/ufal/crac2023-corpipe. That is another task: those models
resolve every noun phrase, things and events as well as people, are trained on this corpus, use heads from dependency
trees, and are scored on a fixed split of it. The product resolves who can act or speak; what stands in the row of all
chains says how much of the corpus that is, the row of chains with a name is nearest to what the product is for.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.actor_golden import GoldMention, gold_mention
from bench.actor_matching import Seen, bounds_of, fits, likeness
from bench.coreference_scorer import METRICS, Chain, Coreference, score, without_singletons
from bench.pcc import Commentary, commentaries, folds
from bench.product import Reads, intake_article, load_reader
from bench.words import Bounds, Words
from wortlaut.record import Mention, Period, Reading

FOLDS = 5
ROWS = (
    ("all chains, exact", False, False),
    ("all chains, head", False, True),
    ("chains with a name, exact", True, False),
    ("chains with a name, head", True, True),
)


@dataclass(frozen=True, slots=True)
class Ours:
    """A chain of the product: its mentions, and whether one is a name."""

    mentions: tuple[Mention, ...]
    is_named: bool


def read_text(reader: Reads, text: Commentary) -> Reading:
    """Read one text with the product, as published on its day.

    Raises ValueError where intake changes the text, because then no offset holds.
    """
    article = intake_article(text.text)
    if article.text != text.text:
        raise ValueError(f"{text.name}: intake changed the text")
    if text.published:
        period = Period(earliest=text.published, latest=text.published + timedelta(days=1), precision="day")
        article = replace(article, published=period)
    return reader.read(article)


def our_chains(reading: Reading) -> list[Ours]:
    """Group the mentions of a reading by the actor that they are linked to."""
    seen = Seen.of(reading)
    groups: dict[str, list[Mention]] = {}
    for mention in seen.mentions:
        if mention.id in seen.links:
            groups.setdefault(seen.links[mention.id], []).append(mention)
    return [Ours(tuple(group), any(mention.kind == "name" for mention in group)) for group in groups.values()]


def exact_keys(text: Commentary, mentions: Sequence[Mention]) -> dict[str, Bounds]:
    """Map ids of mentions to the numbers of their first and last word that is not punctuation."""
    keys = {}
    for place, mention in enumerate(mentions):
        tokens = text.words.overlapped([bounds_of(mention.span)])
        covered = [token for token in tokens if any(letter.isalnum() for letter in text.words.texts[token])]
        keys[mention.id] = (min(covered), max(covered)) if covered else (-1, place)
    return keys


def head_keys(text: Commentary, mentions: Sequence[Mention]) -> dict[str, Bounds]:
    """Map ids of mentions to the words of the markables that they are paired with; the others to words of their own."""
    markables = [markable for chain in text.chains for markable in chain]
    words = Words.of_text(text.text)
    gold = [gold_mention(text.bounds(markable), words, text.text) for markable in markables]
    keys = {mention.id: (-1, place) for place, mention in enumerate(mentions)}
    for row, column in _paired(gold, mentions):
        keys[mentions[column].id] = (markables[row].first, markables[row].last)
    return keys


def _paired(gold: Sequence[GoldMention], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Pair places of golden mentions with places of ours that fit, with the greatest total likeness."""
    weights = np.zeros((len(gold), len(mentions)))
    for row, one in enumerate(gold):
        for column, mention in enumerate(mentions):
            if fits(one, mention):
                weights[row, column] = likeness(one.bounds, bounds_of(mention.span))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if weights[row, column] > 0]


def documents(
    read: Iterable[tuple[Commentary, Reading]], *, named: bool, by_head: bool
) -> list[tuple[list[Chain], list[Chain]]]:
    """Return golden chains and ours of every text, in one of the four ways."""
    pairs = []
    for text, reading in read:
        ours = [chain for chain in our_chains(reading) if chain.is_named or not named]
        theirs = [chain for chain in text.chains if not named or any(markable.is_name for markable in chain)]
        mentions = [mention for chain in ours for mention in chain.mentions]
        keys = (head_keys if by_head else exact_keys)(text, mentions)
        gold: list[Chain] = [frozenset((m.first, m.last) for m in chain) for chain in theirs]
        pairs.append((gold, without_singletons(_apart(ours, keys))))
    return pairs


def _apart(chains: Sequence[Ours], keys: Mapping[str, Bounds]) -> list[Chain]:
    """Return the chains as sets of keys; a key that two chains have stays in the first."""
    taken: set[Bounds] = set()
    found: list[Chain] = []
    for chain in chains:
        members = frozenset(keys[mention.id] for mention in chain.mentions) - taken
        taken |= members
        found.append(members)
    return found


def figures(scores: Sequence[Coreference]) -> dict[str, tuple[float, float]]:
    """Return mean and standard deviation over folds of every metric's F1, of mentions also precision and recall."""
    values: dict[str, list[float]] = {"CoNLL": [one.conll for one in scores]}
    values |= {name: [one.measure(name).f1 for one in scores] for name in METRICS[1:]}
    values["mentions P"] = [one.measure("mentions").precision for one in scores]
    values["mentions R"] = [one.measure("mentions").recall for one in scores]
    return {name: (statistics.mean(part), statistics.stdev(part)) for name, part in values.items()}


def run(reader: Reads, texts: Iterable[Commentary]) -> dict[str, dict[str, tuple[float, float]]]:
    """Read the corpus and score it in all four ways."""
    parts = [[(text, read_text(reader, text)) for text in fold] for fold in folds(texts, FOLDS)]
    return {
        row: figures([score(documents(part, named=named, by_head=by_head)) for part in parts])
        for row, named, by_head in ROWS
    }


def report(found: Mapping[str, Mapping[str, tuple[float, float]]]) -> str:
    """Render a Markdown table, F1 in percent, mean ± standard deviation over folds."""
    columns = list(next(iter(found.values())))
    lines = [f"| F1 in % | {' | '.join(columns)} |", "| --- |" + " ---: |" * len(columns)]
    for row, values in found.items():
        cells = [f"{100 * mean:.1f} ± {100 * deviation:.1f}" for mean, deviation in values.values()]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the product on the Potsdam Commentary Corpus."""
    parser = argparse.ArgumentParser(prog="python -m bench.coreference", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora, with pcc/ in it")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    found = run(load_reader(options.model), commentaries(options.data))
    print(json.dumps(found, indent=1, ensure_ascii=False) if options.json else report(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
