"""The words of a document as the reader model sees them, and their pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BOS, SEP = 0, 2
"""Ids of the first piece of a window and of the piece between paragraphs and at the end."""

MAX_PIECES = 12
"""A longer word is cut: only the first piece carries the tags, the rest is context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Parallel columns, one entry per word.

    ``glued``: no white space before the word; ``depth``: 0 outside quotation marks, 1 inside, 2 inside
    nested ones; ``sentence`` and ``paragraph``: running numbers.
    """

    texts: Sequence[str]
    glued: Sequence[bool]
    depth: Sequence[int]
    sentence: Sequence[int]
    paragraph: Sequence[int]

    def __len__(self) -> int:
        return len(self.texts)


class WordPieces:
    """SentencePiece unigram pieces of single words, remembered per word.

    A word after white space starts with ``▁``, a glued one does not.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer, pre_tokenizers

        self._spaced: Tokenizer = Tokenizer.from_file(str(path))
        self._glued: Tokenizer = Tokenizer.from_file(str(path))
        self._glued.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="never", split=True)
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __call__(self, text: str, *, glued: bool) -> tuple[int, ...]:
        """Return the 1 to ``MAX_PIECES`` piece ids of one word."""
        key = (text, glued)
        ids = self._known.get(key)
        if ids is None:
            tokenizer = self._glued if glued else self._spaced
            ids = tuple(tokenizer.encode(text[:200], add_special_tokens=False).ids[:MAX_PIECES]) or (3,)
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[key] = ids
        return ids
