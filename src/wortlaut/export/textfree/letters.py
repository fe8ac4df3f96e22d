"""What two copies of a text have in common: its letters, without white space, quotation marks and hyphens."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property

from wortlaut.record import Span

STRETCH = 80
"""Letters of which the package has a hash each: few enough to say where texts differ, too many to be guessed."""

_MARKS = frozenset("\"'`´<>′″‴„‚“”‘’«»‹›〝〞〟＂＇")
_DROPPED = frozenset({"Pd", "Pi", "Pf", "Cc", "Cf", "Zl", "Zp", "Zs"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """An offset as it can be found in another copy: code points and letters before it, and marks at its two sides.

    ``before`` and ``after`` count quotation marks and hyphens between the offset and the next letter on that side.
    """

    offset: int
    letters: int
    before: int
    after: int


@cache
def _letters_of(character: str) -> str:
    """Return what of a character counts: nothing of white space, quotation marks, hyphens and invisible signs."""
    if character in _MARKS or unicodedata.category(character) in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", character)
    if plain == character:
        return character
    return "".join(one for one in plain if one not in _MARKS and unicodedata.category(one) not in _DROPPED)


class Letters:
    r"""The letters of one text, and which code point each comes from.

    >>> Letters("„Ja-\nwohl“, sagte er.").letters
    'Jawohl,sagteer.'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        parts = [_letters_of(one) for one in text]
        self.letters = "".join(parts)
        self.sources = [index for index, part in enumerate(parts) for _ in part]

    def place(self, offset: int) -> Place:
        """Return how an offset (0 to the length of the text) can be found in another copy."""
        count = bisect_left(self.sources, offset)
        left = self.sources[count - 1] + 1 if count else 0
        right = self.sources[count] if count < len(self.sources) else len(self.text)
        return Place(
            offset=offset,
            letters=count,
            before=_marks(self.text[left:offset]),
            after=_marks(self.text[offset:right]),
        )

    def span(self, first: int, start: Place, last: int, end: Place) -> Span | None:
        """Return the span from before letter ``first`` to after letter ``last - 1``, with its marks; None if empty."""
        begin = self.sources[first] if first < len(self.sources) else len(self.text)
        stop = self.sources[last - 1] + 1 if last else 0
        for _ in range(start.after):
            begin = next((at for at in self._dropped(begin - 1, -1) if _is_mark(self.text[at])), begin)
        for _ in range(end.before):
            stop = next((at + 1 for at in self._dropped(stop, 1) if _is_mark(self.text[at])), stop)
        return Span(start=begin, end=stop) if begin < stop else None

    def _dropped(self, at: int, step: int) -> list[int]:
        """Return the code points from ``at`` on that are no letters, until the next letter."""
        found = []
        while 0 <= at < len(self.text) and not _letters_of(self.text[at]):
            found.append(at)
            at += step
        return found

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The stretches of letters with a hash of their own: start and end, the last one up to twice as long."""
        return stretches(len(self.letters))


def stretches(count: int) -> tuple[tuple[int, int], ...]:
    """Cut ``count`` letters into stretches; the last takes what is too short for one of its own.

    >>> stretches(170), stretches(0)
    (((0, 80), (80, 170)), ())
    """
    cuts = list(range(0, max(count - STRETCH, 0) + 1, STRETCH))
    return tuple(zip(cuts, [*cuts[1:], count], strict=True)) if count else ()


def digest(salt: bytes, text: str) -> str:
    """Return the salted hash (SHA-256, hexadecimal) of a text or of letters."""
    return hashlib.sha256(salt + text.encode("utf-8", "surrogatepass")).hexdigest()


def _is_mark(character: str) -> bool:
    return not _letters_of(character) and not character.isspace()


def _marks(words: str) -> int:
    return sum(map(_is_mark, words))
