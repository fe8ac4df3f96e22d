"""The grammar: words of a sentence → the expressions of time in it, the longest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.dating import dates, lengths
from wortlaut.dating.meaning import Expression, Match, Part
from wortlaut.dating.pattern import CODES, Rule, codes
from wortlaut.dating.words import Word

_DULL = frozenset(
    CODES[kind]
    for kind in "Other Article One To And Comma Dash Slash Open In Ago From Of Between At After Since Number Ordinal"
    " Approx Over Even Whole Early Long Half HalfTo Shift Every EveryFew Later Times".split()
)


def expressions(words: Sequence[Word], texts: Sequence[str]) -> list[Expression]:
    """Return the expressions of a sentence in order, none overlapping another.

    >>> from wortlaut.dating.words import time_words
    >>> texts = "Ende Mai 2023 und gestern Abend".split()
    >>> [(found.start, found.end) for found in expressions([word for *_, word in time_words(texts)], texts)]
    [(0, 3), (4, 6)]
    """
    line = codes(words)
    if _DULL.issuperset(line):
        return []
    found = [entry for number, rule in enumerate(RULES) for entry in _found(rule, number, line, words, texts)]
    taken: list[Expression] = []
    for _, _, expression in sorted(found, key=lambda entry: entry[:2]):
        if all(expression.end <= other.start or other.end <= expression.start for other in taken):
            taken.append(expression)
    return sorted(taken, key=lambda expression: expression.start)


def _found(
    rule: Rule, number: int, line: str, words: Sequence[Word], texts: Sequence[str]
) -> Iterator[tuple[tuple[int, int], int, Expression]]:
    for fit in rule.pattern.finditer(line):
        places = {name: fit.start(name) for name in rule.pattern.groupindex if fit.start(name) >= 0}
        start, end = fit.span("core") if "core" in places else fit.span()
        try:
            meant = rule.build(Match(words, texts, start, end, places))
        except ValueError:  # 31. Februar
            continue
        if meant is not None:
            parts = meant if isinstance(meant, tuple) else (Part(start, end, meant),)
            yield (start - end, number), start, Expression(start, end, parts)


RULES = dates.RULES + lengths.RULES
