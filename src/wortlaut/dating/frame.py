"""Prepositions and ranges: what *seit*, *bis*, *vor*, *von … bis* make of the times beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wortlaut.dating.meaning import Expression, Fixed, Meaning, Part, Repeated, Shifted, Slot, Stretch
from wortlaut.dating.pattern import codes, compiled
from wortlaut.dating.words import Word

Relation = Literal["at", "since", "from", "until", "before", "after"]

_LEAD = compiled(
    "(?: (?P<until>To [In At Ago]?) | [Since From Ago After In At Over Of Between] ) [Approx Over Even]? Article? $"
)
_RANGE = compiled("(?: To [In At]? | Dash ) Article?")
_PAIR = compiled("And [In At Of]? Article?")
_RELATIONS: dict[str, Relation] = {"since": "since", "from": "from", "before": "before", "after": "after"}
_ADJECTIVES = frozenset({"Vague", "Untagged", "Relative", "Length", "Repeat"})
"""Kinds of words that, in lower case, go with a noun that a preposition before them belongs to."""


@dataclass(frozen=True, slots=True)
class Framed:
    """One time as told: the words with their preposition, its parts, and on which side of them it lies."""

    start: int
    end: int
    relation: Relation
    parts: tuple[Part, ...]


def framed(found: Sequence[Expression], words: Sequence[Word], texts: Sequence[str]) -> Iterator[Framed]:
    """Yield the expressions of a sentence with their prepositions, ranges joined.

    >>> from wortlaut.dating.grammar import expressions
    >>> from wortlaut.dating.words import time_words
    >>> texts = "von 1998 bis 2005 und seit Montag".split()
    >>> words = [word for *_, word in time_words(texts)]
    >>> [(time.relation, time.start, time.end) for time in framed(expressions(words, texts), words, texts)]
    [('at', 0, 4), ('since', 5, 7)]
    """
    line = codes(words)
    rest, behind = list(found), 0
    while rest:
        first = rest.pop(0)
        lead = _LEAD.search(line, behind, first.start)
        start = lead.start() if lead else first.start
        behind = first.end
        if rest and _joined(line, words, lead, first, rest[0]):
            last = rest.pop(0)
            behind = last.end
            yield Framed(start, last.end, "at", first.parts + last.parts)
        else:
            yield _single(first, words, texts, lead)


def _joined(line: str, words: Sequence[Word], lead: re.Match[str] | None, one: Expression, other: Expression) -> bool:
    """Say whether two expressions are the ends of a range: *von 1998 bis 2005*, *zwischen Mai und Juli*."""
    if not all(isinstance(part.meaning.core, Fixed | Shifted | Slot) for part in one.parts + other.parts):
        return False
    if _RANGE.fullmatch(line, one.end, other.start):
        return True
    between = lead is not None and words[lead.start()].kind == "Between"
    return between and _PAIR.fullmatch(line, one.end, other.start) is not None


def _single(found: Expression, words: Sequence[Word], texts: Sequence[str], lead: re.Match[str] | None) -> Framed:
    """Add its preposition to one expression."""
    core = found.parts[0].meaning.core
    bare = Framed(found.start, found.end, "at", found.parts)
    if lead is None or (words[found.end - 1].kind in _ADJECTIVES and texts[found.end - 1].islower()):
        return bare
    start, first = lead.start(), words[lead.start()]
    if isinstance(core, Stretch) and core.way == 0:
        return _counted(found, core, words[start : found.start], bare)
    if isinstance(core, Repeated | Stretch) and first.kind != "In":
        return bare
    if lead["until"]:
        return replace(bare, start=start, relation="until")
    onward = first.kind == "Of" and texts[found.end : found.end + 1] == ["an"]  # vom 1. Juli an
    if onward and isinstance(core, Fixed | Shifted | Slot):
        return replace(bare, start=start, end=found.end + 1, relation="from")
    return replace(bare, start=start, relation=_RELATIONS.get(first.value, "at"))


def _counted(found: Expression, length: Stretch, lead: Sequence[Word], bare: Framed) -> Framed:
    """Read *vor drei Jahren*, *seit drei Jahren*, *bis vor drei Jahren*; elsewhere a length stays a length."""
    part, start = found.parts[0], found.start - len(lead)
    kinds = [word.kind for word in lead]
    if "Ago" in kinds:
        ago = found.start - len(lead) + kinds.index("Ago")
        meaning = Meaning(Shifted(length.unit, -length.most, -length.least))
        return Framed(start, found.end, "until" if "To" in kinds else "at", (Part(ago, part.end, meaning),))
    if "Since" in kinds:
        return replace(bare, start=start, parts=(replace(part, meaning=Meaning(replace(length, way=-1))),))
    return replace(bare, start=start) if kinds[0] in ("In", "After") else bare


def ahead(time: Framed, words: Sequence[Word]) -> Framed:
    """Read *in zwei Wochen* in a clause that looks ahead."""
    core = time.parts[0].meaning.core
    lead = words[time.start]
    if not isinstance(core, Stretch) or core.way or lead.kind != "In" or words[time.start + 1].kind == "Article":
        return time
    meaning = Meaning(Shifted(core.unit, core.least, core.most))
    return replace(time, parts=(replace(time.parts[0], meaning=meaning),))
