"""Decide which mark opens, which closes, and which belong together (Paarung).

One pass with a stack. A mark that only ever opens (``„``) or closes is believed, unless its surroundings
and the marks nearby speak against it; a mark that goes both ways is read from its surroundings first and
from what is open second. Linear in the number of marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from wortlaut.segment.signs import Level, Sign

Move = Literal["open", "close", "skip"]

_LOW = frozenset("„‟")
_ELISION = re.compile(r"(?:n|ne|nen|nem|ner|s|rum|rein|raus|rauf|runter|rüber|nauf|nix|Ndrangheta|\d\ds?(?:er)?)\b")
_LEVELS: tuple[Level, ...] = ("double", "guillemet", "single", "angle")


@dataclass(frozen=True, slots=True)
class Style:
    """The opening guillemets an article uses: ``»`` or ``›`` (German), ``«`` or ``‹`` (Swiss, French)."""

    guillemet: str = ""
    angle: str = ""


@dataclass(slots=True)
class Pairs:
    """Indices into the signs: pairs, openers whose closing mark is missing, closers with nothing to close."""

    closed: dict[int, int] = field(default_factory=dict)
    missing: set[int] = field(default_factory=set)
    stray: list[int] = field(default_factory=list)


def read_style(text: str, start: int, end: int) -> Style:
    """Read from clear cases in ``text[start:end]`` which way the guillemets point."""
    clear = r"(?:(?<=[\s(\[–—:])|\A){}(?=\w)"

    def majority(german: str, swiss: str) -> str:
        counts = [len(re.findall(clear.format(char), text[start:end])) for char in (german, swiss)]
        return "" if counts[0] == counts[1] else (german if counts[0] > counts[1] else swiss)

    return Style(majority("»", "«"), majority("›", "‹"))


def pair_signs(text: str, signs: list[Sign], style: Style) -> Pairs:
    """Match the marks of one paragraph; the pairs never cross."""
    return _Pairing(text, signs, style).run()


class _Pairing:
    """The stack and the rules; one object per paragraph."""

    def __init__(self, text: str, signs: list[Sign], style: Style) -> None:
        self.text = text
        self.signs = signs
        self.style = style
        self.pairs = Pairs()
        self.stack: list[int] = []
        self.open: dict[Level, list[int]] = {level: [] for level in _LEVELS}
        self.after = _following(signs)

    def run(self) -> Pairs:
        rules = {
            "double": self._double,
            "guillemet": self._angled,
            "single": self._single,
            "angle": self._angled,
        }
        for at, sign in enumerate(self.signs):
            move = rules[sign.level](at, sign)
            if move == "open":
                self.stack.append(at)
                self.open[sign.level].append(at)
            elif move == "close":
                self._close(at, sign.level)
        while self.stack:
            self._lose(self.stack.pop())
        return self.pairs

    def _close(self, at: int, level: Level) -> None:
        if not self.open[level]:
            self.pairs.stray.append(at)
            return
        while True:
            opener = self.stack.pop()
            if self.signs[opener].level == level:
                self.open[level].pop()
                self.pairs.closed[opener] = at
                return
            self.open[self.signs[opener].level].pop()
            self._lose(opener)

    def _lose(self, opener: int) -> None:
        """Note an opener without closer; a mark that is easily an apostrophe or a bullet is forgotten."""
        sign = self.signs[opener]
        if sign.level in ("double", "guillemet") or sign.char == "‚" or (sign.level == "angle" and sign.opens):
            self.pairs.missing.add(opener)

    def _opener(self, level: Level) -> str:
        """Return the mark that opened the innermost quotation of this level, or nothing."""
        return self.signs[self.open[level][-1]].char if self.open[level] else ""

    def _next(self, at: int) -> Sign | None:
        """Return the next mark of the same level."""
        follower = self.after[at]
        return None if follower < 0 else self.signs[follower]

    def _next_closes(self, at: int) -> bool:
        follower = self._next(at)
        return follower is not None and follower.closes

    def _double(self, at: int, sign: Sign) -> Move:
        opener = self._opener("double")
        if sign.char in _LOW:
            return "close" if opener and sign.closes and not self._next_closes(at) else "open"
        if sign.char == '"':
            return self._straight(at, sign)
        if sign.char == "”":
            if opener:
                return "open" if sign.opens and opener == "”" else "close"
            return "open" if sign.opens and self._next_closes(at) else "close"
        if sign.opens:  # “ before a word: English opening, or a German closing mark with a space too many
            return "open" if opener not in _LOW or not opener or self._next_closes(at) else "close"
        follower = self._next(at)
        english = not opener and sign.loose and follower is not None and follower.char == "”"
        return "open" if english else "close"

    def _straight(self, at: int, sign: Sign) -> Move:
        measure = sign.before.isdigit() and self.text[sign.start - 1] == sign.before
        if sign.opens:
            return "open"
        if self.open["double"]:
            return "skip" if sign.closes and measure and self._next_closes(at) else "close"
        if sign.closes:
            return "skip" if measure else "close"
        return "open" if not measure and self.after[at] >= 0 else "close"

    def _angled(self, at: int, sign: Sign) -> Move:
        opener = self._opener(sign.level)
        usual = self.style.guillemet if sign.level == "guillemet" else self.style.angle
        if sign.opens:
            misplaced = opener not in ("", sign.char) and usual == opener and not self._next_closes(at)
            return "close" if misplaced else "open"
        if sign.closes:
            return "close"
        if opener:
            return "close" if sign.char != opener or sign.char != usual else "open"
        follower = self._next(at)
        if follower is None or follower.char == sign.char:
            return "skip"
        return "open" if sign.loose or usual in ("", sign.char) else "skip"

    def _single(self, at: int, sign: Sign) -> Move:
        on_top = bool(self.stack) and self.signs[self.stack[-1]].level == "single"
        if sign.char == "‚":
            return "skip" if sign.before.isalnum() or sign.closes else "open"
        if sign.opens:
            if on_top and sign.char == "‘" and self._opener("single") == "‚" and not self._next_closes(at):
                return "close"
            elided = sign.char != "‘" and _ELISION.match(self.text, sign.end)
            plausible = sign.after.isalnum() and not elided and self._next_closes(at)
            return "open" if plausible else "skip"
        if not on_top or sign.loose or self._is_apostrophe(at, sign):
            return "skip"
        return "close"

    def _is_apostrophe(self, at: int, sign: Sign) -> bool:
        """Tell ``‚Das ist Hans’ Haus‘`` from a closing mark: a better closing mark follows."""
        if not sign.closes or not sign.before.isalpha() or not self._next_closes(at):
            return False
        opener, follower = self._opener("single"), self._next(at)
        if opener == "‚":
            return sign.char != "‘" and follower is not None and follower.char == "‘"
        return sign.before in "sxzßSXZ"


def _following(signs: list[Sign]) -> list[int]:
    """For every mark the index of the next one of its level, or -1."""
    latest: dict[Level, int] = dict.fromkeys(_LEVELS, -1)
    after = [-1] * len(signs)
    for at in range(len(signs) - 1, -1, -1):
        after[at] = latest[signs[at].level]
        latest[signs[at].level] = at
    return after
