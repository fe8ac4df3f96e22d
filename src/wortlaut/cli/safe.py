"""Foreign words made harmless for a terminal."""

from __future__ import annotations

import unicodedata

_SURROGATES = range(0xD800, 0xE000)
_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def safe(words: str) -> str:
    r"""Replace what could command a terminal, one character for one.

    Control characters become their pictures, direction overrides and lone surrogates a replacement mark,
    line breaks and tabs a space.

    >>> safe("a\x1b[31mb\nc")
    'a␛[31mb c'
    """
    if words.isascii() and words.isprintable():
        return words
    return "".join(_safe(character) for character in words)


def _safe(character: str) -> str:
    code = ord(character)
    category = unicodedata.category(character)
    if character in "\t\n\r" or category in ("Zl", "Zp"):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if category == "Cc" or code in _SURROGATES or unicodedata.bidirectional(character) in _DIRECTIONS:
        return "\ufffd"
    return character
