"""Quotation marks as they stand in a paragraph, with what their surroundings say (Anführungszeichen).

A sign that clearly is no quotation mark (apostrophe inside a word, inches, doubled comma) is left out here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Level = Literal["double", "guillemet", "single", "angle"]

_SIGN = re.compile("''|´´|``|,,|‚‚|‘‘|’’|<<|>>|[„“”‟\"＂»«‚‘’‛›‹'`´]")
_LEVELS: dict[str, Level] = {
    **dict.fromkeys(["„", "“", "”", "‟", '"', "＂", "''", "´´", "``", ",,", "‚‚", "‘‘", "’’"], "double"),
    **dict.fromkeys(["»", "«", ">>", "<<"], "guillemet"),
    **dict.fromkeys(["‚", "‘", "’", "‛", "'", "`", "´"], "single"),
    **dict.fromkeys(["›", "‹"], "angle"),
}
_PLAIN = {
    ">>": "»",
    "<<": "«",
    "＂": '"',
    "''": '"',
    "``": "„",
    ",,": "„",
    "‚‚": "„",
    "‘‘": "“",
    "’’": "”",
    "´´": "”",
}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_BEFORE_OPENING = frozenset("([{–—-/|:=<>")
_AFTER_CLOSING = frozenset(".,;:!?)]}…–—-/|<>")
_FEET = re.compile(r"\d['’′]\s?\d+$")


@dataclass(slots=True)
class Sign:
    """One mark (or a pair that stands for one): where it is and which way its neighbours point.

    ``before`` and ``after`` are the neighbouring characters beyond adjacent marks, empty at the edge of the
    paragraph. ``opens`` and ``closes`` are both False where the surroundings do not tell.
    """

    start: int
    end: int
    char: str
    level: Level
    before: str = ""
    after: str = ""
    opens: bool = False
    closes: bool = False

    @property
    def loose(self) -> bool:
        """Say whether there is white space (or nothing) on both sides."""
        return (not self.before or self.before.isspace()) and (not self.after or self.after.isspace())


def find_signs(text: str, start: int, end: int) -> list[Sign]:
    """Return the marks of ``text[start:end]`` that may be quotation marks, in text order."""
    signs: list[Sign] = []
    for match in _SIGN.finditer(text, start, end):
        first, last = match.span()
        sign = Sign(first, last, _PLAIN.get(match[0], match[0]), _LEVELS[match[0]])
        sign.before = _neighbour(text, first - 1, -1, start, end)
        sign.after = _neighbour(text, last, 1, start, end)
        if _is_none(text, start, sign):
            continue
        signs.append(sign)
    _look_past_neighbours(signs)
    return [sign for sign in signs if _is_plausible(text, sign)]


def _neighbour(text: str, at: int, step: int, start: int, end: int) -> str:
    """Return the nearest visible character, looking past at most four invisible ones."""
    for place in range(at, at + 5 * step, step):
        if not start <= place < end:
            return ""
        if text[place] not in _UNSEEN:
            return text[place]
    return ""


def _is_none(text: str, start: int, sign: Sign) -> bool:
    """Say whether the sign stands inside a word or measures something."""
    inside_word = sign.before.isalnum() and sign.after.isalnum()
    if sign.level in ("single", "angle") and inside_word:
        return True
    return sign.char == '"' and _FEET.search(text, max(start, sign.start - 6), sign.start) is not None


def _look_past_neighbours(signs: list[Sign]) -> None:
    """Give marks that touch each other the same neighbours, then read which way they point."""
    at = 0
    while at < len(signs):
        last = at
        while last + 1 < len(signs) and signs[last].end == signs[last + 1].start:
            last += 1
        before, after = signs[at].before, signs[last].after
        lead = not before or before.isspace() or before in _BEFORE_OPENING
        trail = not after or after.isspace() or after in _AFTER_CLOSING
        for sign in signs[at : last + 1]:
            sign.before, sign.after = before, after
            sign.opens, sign.closes = lead and not trail, trail and not lead
        at = last + 1


def _is_plausible(text: str, sign: Sign) -> bool:
    """Say whether a makeshift mark of plain characters can be meant as a quotation mark."""
    raw = text[sign.start : sign.end]
    if raw == ",,":
        return sign.opens
    if raw in ("<<", ">>"):
        return sign.opens or sign.closes
    return True
