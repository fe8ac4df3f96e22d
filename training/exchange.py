"""Names in other sentences: mention replacement (Dai and Adel 2020) with names of the corpora and of the lexicon.

A small corpus teaches a model the names it has; exchanged names teach it the sentences around them, and the lexicon.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from training.corpora.example import UNKNOWN, Example, sentences_as_words
from wortlaut.lexicon import inflect, table
from wortlaut.tag.grammar import NAME_TAGS

Pool = Mapping[str, Sequence[tuple[str, ...]]]
"""Names per kind, each a tuple of words."""

OFTEN = 0.25
"""Share of the names of a sentence that are exchanged."""


def pool(examples: Iterable[Example]) -> Pool:
    """Return all names of ``examples``, as often as they occur, and as many again of the lexicon."""
    found: dict[str, list[tuple[str, ...]]] = {"PER": [], "ORG": [], "LOC": []}
    for example in examples:
        for kind, first, end in names_of(example):
            if kind in found:
                found[kind].append(tuple(example.words.texts[first:end]))
    treaties = {row["id"] for row in table("organisations") if row["kind"] == "treaty"}
    known = {
        "PER": [row["name"] for row in table("persons")] + [row["form"] for row in table("person_names")],
        "LOC": [f for r in table("place_forms") if r["kind"] == "name" for f in _cases(r)],
        "ORG": [f for r in table("organisation_forms") if r["organisation"] not in treaties for f in _cases(r)],
    }
    rng = random.Random(0)
    return {
        kind: sorted(words + [tuple(rng.choice(known[kind]).split()) for _ in words]) for kind, words in found.items()
    }


def _cases(row: Mapping[str, str]) -> Iterable[str]:
    return inflect(row["form"], row["model"])


def names_of(example: Example) -> list[tuple[str, int, int]]:
    """Return kind, first word and word after the last of each name."""
    found: list[tuple[str, int, int]] = []
    for at, number in enumerate([] if example.names is None else example.names.tolist()):
        prefix, _, kind = NAME_TAGS[number].partition("-") if number != UNKNOWN else ("O", "", "")
        if prefix == "I" and found and found[-1][2] == at and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], at + 1)
        elif prefix != "O":
            found.append((kind, at, at + 1))
    return found


def exchanged(example: Example, names: Pool, rng: random.Random) -> Example:
    """Return the example with some names exchanged; one with quotes or syntax is returned as it is."""
    if example.names is None or example.quotes is not None or example.syntax is not None:
        return example
    words = example.words
    texts, tags, number = list(words.texts), example.names.tolist(), list(words.sentence)
    for kind, first, end in reversed(names_of(example)):
        if names.get(kind) and rng.random() < OFTEN:
            new = list(rng.choice(names[kind]))
            texts[first:end] = new
            tags[first:end] = [NAME_TAGS.index(f"{'I' if at else 'B'}-{kind}") for at in range(len(new))]
            number[first:end] = [number[first]] * len(new)
    together = zip(number, texts, strict=True)
    sentences = [[text for _, text in group] for _, group in groupby(together, key=lambda pair: pair[0])]
    return replace(example, words=sentences_as_words(sentences), names=np.array(tags, dtype=np.int64))
