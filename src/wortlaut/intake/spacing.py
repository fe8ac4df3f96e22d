"""Plain text → paragraph bounds (Absätze); looks at line ends only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from wortlaut.errors import TooLarge, UndecodableText

# white space as str.isspace() knows it, and characters that show nothing
WHITE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
)
_LINE = re.compile("[^\n\x0b\x0c\x85\u2028\u2029]+")
_FIRST_WORD = re.compile(r"\S{1,60}")
_BULLET = re.compile(r"(?:[-–—•*·▪■►+]|\d{1,2}[.)]) ")
_ENDED = re.compile(r"[.!?:;…][\"'“”’»«)]*$")
_MAX_LINES = 200_000
_MAX_WIDTH = 132


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    apart: bool  # a blank line, a page break or an indent stands before it


def normalise(text: str) -> str:
    """Drop a byte-order mark and write every line end as LF; nothing else is touched.

    Raises UndecodableText for half characters (lone surrogates), which cannot be written to any file.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UndecodableText("half characters (lone surrogates): decode the file again as UTF-8") from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def strip_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both bounds inwards over white space; start == end when nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(WHITE))
    return start + left, max(start + left, start + len(piece.rstrip(WHITE)))


def _lines(text: str, begin: int) -> list[_Line]:
    found: list[_Line] = []
    last_end, last_indent = begin, 0
    for number, match in enumerate(_LINE.finditer(text, begin)):
        if number > _MAX_LINES:
            raise TooLarge(f"over {_MAX_LINES} lines: not one article; split the file first")
        start, end = strip_bounds(text, match.start(), match.end())
        if start == end:
            continue
        gap = text[last_end:start]
        indent = start - match.start()
        apart = gap.count("\n") > 1 or "\x0c" in gap or "\u2029" in gap or indent >= last_indent + 2
        found.append(_Line(start, end, text[start : min(end, start + 200)], apart))
        last_end, last_indent = end, indent
    return found


def _continues(above: _Line, below: _Line) -> bool:
    """Say whether a line surely goes on in the next: no full stop here, no capital there."""
    return (
        below.words[0].islower()
        and above.end - above.start >= 20
        and not _ENDED.search(above.words[-8:] if above.end - above.start <= 200 else "")
        and not below.words.lower().startswith(("von ", "dpa", "afp", "http", "www."))
    )


def _wrapped_width(text: str, lines: list[_Line]) -> int:
    """Return the width a text was wrapped at, 0 if its line ends are paragraph ends."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart]
    running = [a.end - a.start for a, b in pairs if b.words[0].islower()]
    if len(pairs) < 2 or len(running) * 4 < len(pairs):
        return 0
    width = max(running)
    return width if 30 <= width <= _MAX_WIDTH else 0


def paragraph_bounds(text: str, begin: int = 0) -> list[tuple[int, int]]:
    r"""Cut a text at blank lines or, where lines are not wrapped, at every line end.

    Lines wrapped at a fixed width are joined: a line end is a wrap if the next word would not have
    fitted. Bounds are code points of ``text``, without white space at either end, in order. Linear
    in the length of the text. Raises TooLarge for over 200,000 lines.

    >>> paragraph_bounds("Eins.\n\nZwei.\n")
    [(0, 5), (7, 12)]
    """
    lines = _lines(text, begin)
    width = _wrapped_width(text, lines)
    bounds: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        joins = False
        if number and not line.apart and not _BULLET.match(line.words):
            above = lines[number - 1]
            word = _FIRST_WORD.match(line.words)
            full = above.end - above.start + 1 + (len(word[0]) if word else 0) > width - 2
            joins = (bool(width) and full and above.end - above.start <= width + 3) or _continues(above, line)
        if joins:
            bounds[-1] = (bounds[-1][0], line.end)
        else:
            bounds.append((line.start, line.end))
    return bounds
