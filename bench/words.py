"""Words of a text as a grid that character spans are laid on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Bounds = tuple[int, int]
MARKS = re.compile(r"""["„“”‟«»‹›‚‘’‛'`´]+""")
WORD = re.compile(r"\w+(?:[-./’']\w+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens in text order: where each begins and ends (code points, half-open) and what it is."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]

    @classmethod
    def of_corpus(cls, document: Mapping[str, Any]) -> Words:
        """Take the corpus's own tokens of one document; their offsets refer to ``originalText``."""
        tokens = document["tokens"]
        return cls(
            tuple(token["charBegin"] for token in tokens),
            tuple(token["charEnd"] for token in tokens),
            tuple(token["text"] for token in tokens),
        )

    @classmethod
    def of_text(cls, text: str) -> Words:
        """Cut a text into words, without punctuation and quotation marks.

        >>> Words.of_text("Das „DDR-Erbe“, so er.").texts
        ('Das', 'DDR-Erbe', 'so', 'er')
        """
        found = list(WORD.finditer(text))
        return cls(
            tuple(match.start() for match in found),
            tuple(match.end() for match in found),
            tuple(match.group() for match in found),
        )

    def overlapped(self, spans: Iterable[Bounds]) -> frozenset[int]:
        """Return every token that shares at least one code point with one of the spans.

        >>> sorted(Words.of_text("Das sagte er").overlapped([(2, 5)]))
        [0, 1]
        """
        return frozenset(
            token
            for start, end in spans
            for token in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        )

    def is_mark(self, token: int) -> bool:
        """Say whether a token exists and is only quotation marks."""
        return 0 <= token < len(self.texts) and MARKS.fullmatch(self.texts[token]) is not None

    def with_marks(self, tokens: frozenset[int]) -> frozenset[int]:
        """Add the quotation marks that stand directly before and after each run of tokens."""
        before = {token - 1 for token in tokens if token - 1 not in tokens and self.is_mark(token - 1)}
        after = {token + 1 for token in tokens if token + 1 not in tokens and self.is_mark(token + 1)}
        return tokens | before | after
