"""Events that people of ours marked: in articles of the quotation corpus, and in articles written for it (CC0).

``training/events/wikinews.tsv`` holds no text, only numbers: the place of a document in the ``train`` split of the
corpus and the positions of its words. ``own.txt`` holds articles of ours, a sentence of words a line, an empty line
between two; ``own.tsv`` is what was marked in them, in the same form. What was marked, and how:
``training/events/GUIDE.md``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from training.corpora import quotes_wikinews
from training.corpora.example import Act, Example, sentences_as_words

ARGUMENTS = ("initiator", "recipient", "object", "place")
FOLDER = Path(__file__).parents[1] / "events"


def read(data: Path, split: str) -> list[Example]:
    """Read the documents of the quotation corpus in which events are marked; only ``train`` has any."""
    examples = quotes_wikinews.read(data, split)
    found = _acts(FOLDER / "wikinews.tsv") if split == "train" else {}
    return [replace(examples[at], acts=acts, acts_until=until) for at, (until, acts) in found.items()]


def own() -> list[Example]:
    """Read the articles of ours."""
    texts = (FOLDER / "own.txt").read_text(encoding="utf-8").split("\n\n")
    found = []
    for at, (_, acts) in _acts(FOLDER / "own.tsv").items():
        words = sentences_as_words([line.split(" ") for line in texts[at].strip().split("\n")])
        words = replace(words, paragraph=[0] * len(words.texts))
        found.append(Example(name=f"own {at}", words=words, acts=acts, acts_until=len(words.texts)))
    return found


def _acts(path: Path) -> dict[int, tuple[int, tuple[Act, ...]]]:
    """Return per document how many words were read, and what was marked in them."""
    found: dict[int, list[Act]] = defaultdict(list)
    until: dict[int, int] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            document = int(row["document"])
            until[document] = int(row["until"])
            if row["trigger"]:
                found[document].append(_act(row))
    return {document: (end, tuple(found[document])) for document, end in until.items()}


def _act(row: Mapping[str, str]) -> Act:
    return Act(
        trigger=int(row["trigger"]),
        type=row["type"],
        arguments={name: tuple(_numbers(row[name])) for name in ARGUMENTS},
        status=row["status"],
        polarity=row["polarity"],
        same=int(row["same"]) if row["same"] else None,
        answers=int(row["answers"]) if row["answers"] else None,
    )


def _numbers(words: str) -> Iterable[int]:
    return map(int, words.split())
