"""Offsets in code points (Wortlaut, Python) ↔ offsets in UTF-16 units (Java, JavaScript, UIMA)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from wortlaut.record import Span

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """The offsets of one text both ways; made once per text, then each offset costs a binary search.

    Characters beyond U+FFFF (emoji, rare letters) are one code point and two UTF-16 units; lone surrogates are one of
    each.

    >>> offsets = Utf16("🌾 Mais")
    >>> offsets.units(2), offsets.points(3), offsets.span(0, 1)
    (3, 2, Span(start=0, end=1))
    """

    __slots__ = ("_length", "_wide", "_wide_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [found.start() for found in _WIDE.finditer(text)]
        self._wide_units = [point + before for before, point in enumerate(self._wide)]

    @property
    def length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._length + len(self._wide)

    def units(self, points: int) -> int:
        """Return an offset in UTF-16 units; raises ValueError for one outside of the text."""
        if not 0 <= points <= self._length:
            raise ValueError(f"offset {points} lies outside of a text of {self._length} code points")
        return points + bisect_left(self._wide, points)

    def points(self, units: int) -> int:
        """Return an offset in code points; one between the halves of a character is where that character begins.

        Raises ValueError for one outside of the text.
        """
        return self._points(units, up=False)

    def span(self, start: int, stop: int) -> Span:
        """Return the characters between two offsets in UTF-16 units; halves of a character count as the whole.

        Raises ValueError for offsets outside of the text or a range without a character.
        """
        return Span(start=self._points(start, up=False), end=self._points(stop, up=True))

    def unit_pairs(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """Return each span as start and end in UTF-16 units; raises ValueError as ``units`` does."""
        return [(self.units(span.start), self.units(span.end)) for span in spans]

    def _points(self, units: int, *, up: bool) -> int:
        if not 0 <= units <= self.length:
            raise ValueError(f"offset {units} lies outside of a text of {self.length} UTF-16 units")
        before = bisect_left(self._wide_units, units)
        halved = before > 0 and self._wide_units[before - 1] + 1 == units
        return units - before + (1 if halved and up else 0)
