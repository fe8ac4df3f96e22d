"""Parts of speech of the German GSD treebank, train split: words and tags only."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from training.corpora.example import UNKNOWN, Example, Syntax, sentences_as_words
from training.corpora.ud_de import TOGETHER
from wortlaut.tag.grammar import FEATURES, POS


def read(data: Path, split: str) -> list[Example]:
    """Read ``train``; every other sentence keeps its contractions (*im* is one word, tagged as a preposition)."""
    path = data / "gsd_pos_train" / f"de_gsd-ud-{split}.conllu.pos"
    sentences = [
        _sentence(line.split(), contract=number % 2 == 0)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
        if line.strip()
    ]
    groups = [sentences[at : at + TOGETHER] for at in range(0, len(sentences), TOGETHER)]
    return [_example(f"gsd-pos-{number}", group) for number, group in enumerate(groups)]


def _sentence(cells: list[str], *, contract: bool) -> list[tuple[str, str]]:
    """Return (form, tag); a contraction stands before its two parts with the tag ``_``."""
    pairs = [(form, pos) for form, _, pos in (cell.rpartition("##") for cell in cells)]
    found, at = [], 0
    while at < len(pairs):
        form, pos = pairs[at]
        if pos != "_":
            found.append((form, pos))
        elif contract:
            found.append((form, "ADP"))
            at += 2
        at += 1
    return found


def _example(name: str, sentences: list[list[tuple[str, str]]]) -> Example:
    tags = [POS.index(pos) if pos in POS else UNKNOWN for sentence in sentences for _, pos in sentence]
    blank = np.full(len(tags), UNKNOWN, dtype=np.int64)
    return Example(
        name=name,
        words=sentences_as_words([[form for form, _ in sentence] for sentence in sentences]),
        syntax=Syntax(
            pos=np.array(tags, dtype=np.int64),
            feats=np.full((len(tags), len(FEATURES)), UNKNOWN, dtype=np.int64),
            head=blank,
            relation=blank,
        ),
    )
