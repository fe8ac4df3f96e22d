"""Words of a reading that are not in its package: each is told by where the text has it.

A string becomes a tuple of pieces, spans of the article and, between them, what is not the article's: spaces, digits,
characters that the text does not have, words of Wortlaut itself ("full name"), public names of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from wortlaut.lexicon import table
from wortlaut.record import Reading, Span

Piece = Span | str
_TOKEN = re.compile(r"\w+|\W")
_OPENING, _CLOSING = frozenset("«“"), frozenset("»”")
"""How reasons cite."""

_TABLES = ("places", "organisations", "persons", "outlets", "agencies")


@cache
def public_names() -> frozenset[str]:
    """Return the names of all whom the lexicon knows."""
    return frozenset(row["name"] for name in _TABLES for row in table(name))


class Words:
    """Tells strings by the text of one reading; ``names`` are those of the lexicon that may stand as they are."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._places: dict[str, Span] = {}
        for found in _TOKEN.finditer(self._text):
            self._places.setdefault(found[0], Span(start=found.start(), end=found.end()))
        self._folded = frozenset(word.casefold() for word in self._places)
        self.names = frozenset(one.name for one in reading.actors if one.identity) & public_names()
        self._public = frozenset(word for name in self.names for word in _TOKEN.findall(name))
        hidden = (name for one in reading.actors for name in (one.name, *one.names))
        self._hidden = frozenset(word.casefold() for name in hidden for word in _TOKEN.findall(name))

    def pieces(self, words: str, *, own: bool = False) -> tuple[Piece, ...]:
        """Return the pieces of a string; ``own``: Wortlaut says it, its words in small letters may stand."""
        span = self.whole(words)
        if span is not None:
            return (span,)
        return tuple(_joined(self._each(_TOKEN.findall(words), own)))

    def whole(self, words: str) -> Span | None:
        """Return where the text has a string as it stands, as a word of its own rather than as part of one.

        None for what has no letters or digits, such as a mere dash.
        """
        start = self._text.find(words) if any(map(str.isalnum, words)) else -1
        return None if start < 0 else self._places.get(words) or Span(start=start, end=start + len(words))

    def _each(self, tokens: Iterable[str], own: bool) -> Iterator[Piece]:
        """Yield the pieces of tokens; what Wortlaut cites between quotation marks is not its own."""
        cited = 0
        for token in tokens:
            cited = max(cited + (token in _OPENING) - (token in _CLOSING), 0)
            yield from self._of(token, own=own and not cited)

    def _of(self, token: str, *, own: bool) -> Iterator[Piece]:
        if not token.isalnum() or token in self._public - self._places.keys():
            yield token
        elif token in self._places:
            yield self._places[token]
        elif own and token.casefold() == token and token not in self._folded and token not in self._hidden:
            yield token
        else:
            yield from self._cut(token)

    def _cut(self, token: str) -> Iterator[Piece]:
        """Cut a word that the text does not have into the longest parts that it has."""
        while token:
            size = next((size for size in range(len(token), 0, -1) if token[:size] in self._text), 0)
            at = self._text.find(token[:size])
            yield Span(start=at, end=at + size) if size else token[0]
            token = token[size or 1 :]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join strings that follow each other."""
    waiting = ""
    for piece in pieces:
        if isinstance(piece, str):
            waiting += piece
            continue
        if waiting:
            yield waiting
        waiting = ""
        yield piece
    if waiting:
        yield waiting
