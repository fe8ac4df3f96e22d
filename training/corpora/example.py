"""The common shape of all corpora: words, and whatever a corpus says about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wortlaut.tag.words import Words

KINDS = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
MEDIA = ("Speech", "Thought", "Writing", "ST", "SW", "TW", "none")
ROLES = ("speaker", "cue", "frame", "addressee")

UNKNOWN = -100
"""A target that the corpus does not know; it does not count in the loss."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Word positions of one quote and its roles; kind and medium are None where the corpus has none."""

    words: tuple[int, ...]
    nested: bool
    kind: str | None
    medium: str | None
    roles: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """Targets per word; ``UNKNOWN`` where the corpus is silent or known to be wrong.

    ``pos``: number in ``wortlaut.tag.grammar.POS``; ``feats``: (words, features), values as in ``FEATURES``;
    ``head``: word position, a root is its own head; ``relation``: number in ``RELATIONS``.
    """

    pos: Ints
    feats: Ints
    head: Ints
    relation: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One event as annotated: the word that tells it, its type, the words of its arguments, status and polarity.

    ``same`` is the word that told it before, ``answers`` the one that tells the offer or demand that it answers.
    """

    trigger: int
    type: str
    arguments: dict[str, tuple[int, ...]]
    status: str
    polarity: str
    same: int | None = None
    answers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document of a corpus; what is None was not annotated.

    ``names``: number in ``wortlaut.tag.grammar.NAME_TAGS`` per word. ``acts``: events in the first ``acts_until``
    words; the rest was not annotated.
    """

    name: str
    words: Words
    quotes: tuple[Quote, ...] | None = None
    names: Ints | None = None
    syntax: Syntax | None = None
    acts: tuple[Act, ...] | None = None
    acts_until: int = 0


NO_SPACE_BEFORE = set(".,;:!?)]…“”’«›") - {"“", "«"}


def depths(text: str, offsets: list[tuple[int, int]], bounds: list[tuple[int, int]]) -> list[int]:
    """Return for each word how deep it stands in quotation marks (0 to 2); ``bounds`` are paragraphs."""
    from wortlaut.segment.marks import pair_quotations

    depth = [0] * (len(text) + 1)
    for start, end in bounds:
        for quotation in pair_quotations(text, start, end):
            level = min(2, quotation.depth + 1)
            for at in range(quotation.inner.start, quotation.inner.end):
                depth[at] = max(depth[at], level)
    return [depth[begin] for begin, _ in offsets]


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the lines of ``text`` that are not empty."""
    bounds, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            bounds.append((at, at + len(line)))
        at += len(line) + 1
    return bounds


def rebuilt(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join bare tokens to plausible text and return it with the offsets of the tokens."""
    text, offsets, opened, glue = "", [], False, True
    for token in tokens:
        closing = token in {"“", "«", '"'} and opened
        glued = glue or closing or token in NO_SPACE_BEFORE
        text += token if glued or not text else " " + token
        offsets.append((len(text) - len(token), len(text)))
        glue = token in {"(", "[", "„", "»"} or (token in {'"', "“", "«"} and not closing)
        if token in {"„", "»", '"', "“", "«"}:
            opened = not closing
    return text, offsets


def sentences_as_words(sentences: Sequence[list[str]], glued: Sequence[list[bool] | None] | None = None) -> Words:
    """Return bare sentences as the words of one text, each sentence a paragraph of its own.

    ``glued`` tells per sentence which words have no space before them; where it is None, spaces are guessed.
    """
    texts: list[str] = []
    glue: list[bool] = []
    depth: list[int] = []
    number: list[int] = []
    for i, tokens in enumerate(sentences):
        known = glued[i] if glued is not None else None
        if known is None:
            text, offsets = rebuilt(tokens)
            known = [k > 0 and offsets[k][0] == offsets[k - 1][1] for k in range(len(tokens))]
        else:
            text, offsets = "", []
            for token, tight in zip(tokens, known, strict=True):
                text += token if tight or not text else " " + token
                offsets.append((len(text) - len(token), len(text)))
        texts += tokens
        glue += known
        depth += depths(text, offsets, [(0, len(text))])
        number += [i] * len(tokens)
    return Words(texts=texts, glued=glue, depth=depth, sentence=number, paragraph=number)
