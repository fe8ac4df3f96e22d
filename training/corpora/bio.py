"""What all name corpora share: BIO tags by word, and hyphenated words taken apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.corpora.example import UNKNOWN, Example, sentences_as_words
from wortlaut.tag.grammar import NAME_TAGS

Sentence = list[tuple[str, str]]
"""(word, tag); ``?`` is unknown, ``X|part`` a word of which only a part is a name of kind X."""

TOGETHER = 10


def column(text: str, word: int, tag: int) -> list[Sentence]:
    """Return the sentences of a tab-separated file: blank lines between them, comments with ``#``."""
    sentences: list[Sentence] = [[]]
    for line in text.splitlines():
        cells = line.split("\t")
        if not line.strip():
            sentences.append([])
        elif cells[0].isdigit():
            sentences[-1].append((cells[word], cells[tag]))
    return [sentence for sentence in sentences if sentence]


def examples(name: str, sentences: Sequence[Sentence], *, apart: bool) -> list[Example]:
    """Return examples of several sentences; ``apart`` takes hyphenated words of every other one to pieces."""
    groups = [sentences[at : at + TOGETHER] for at in range(0, len(sentences), TOGETHER)]
    return [
        _example(f"{name}-{number}", [pieces(s) if apart and number % 2 else s for s in group])
        for number, group in enumerate(groups)
    ]


def pieces(sentence: Sentence) -> Sentence:
    """Split hyphenated words as treebanks do: *US-Regierung* is *US*, *-*, *Regierung*.

    Of a word that is a name only in part the first piece is the name, if it has a capital.

    >>> pieces([("US-Regierung", "LOC|part"), ("Baden-Baden", "B-LOC")])
    [('US', 'B-LOC'), ('-', 'O'), ('Regierung', 'O'), ('Baden', 'B-LOC'), ('-', 'I-LOC'), ('Baden', 'I-LOC')]
    """
    found: Sentence = []
    for word, tag in sentence:
        parts = [part for part in word.split("-")]
        if len(parts) < 2 or not all(parts):
            found.append((word, tag))
            continue
        kind, _, partly = tag.partition("|")
        for number, part in enumerate(parts):
            if number:
                found.append(("-", "O" if partly or tag in {"O", "?"} else "I-" + tag[2:]))
            if partly:
                found.append((part, f"B-{kind}" if not number and part[0].isupper() else "O"))
            else:
                found.append((part, tag if not number or tag in {"O", "?"} else "I-" + tag[2:]))
    return found


def _example(name: str, sentences: list[Sentence]) -> Example:
    tags = [tag for sentence in sentences for _, tag in sentence]
    names = [NAME_TAGS.index(tag) if tag in NAME_TAGS else UNKNOWN for tag in tags]
    return Example(
        name=name,
        words=sentences_as_words([[word for word, _ in sentence] for sentence in sentences]),
        names=np.array(names, dtype=np.int64),
    )
