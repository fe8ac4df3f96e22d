"""Words of time that tell no time: names, set phrases and counts.

*Theresa May*, *Arabischer Frühling*, *der „Freitag“*, *Minister Winter*, *2000 Euro*, *Agenda 2030*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from wortlaut.dating.meaning import Match
from wortlaut.dating.words import OTHER, Word
from wortlaut.lexicon import column, endings, is_role_noun, table

_NAMES = frozenset({"Month", "Weekday", "Season", "Daypart", "Holiday", "Edge", "Decade"})
_LEADING = frozenset("In At Of Since From To Ago After Between Edge Early Shift Ordinal Article Every Slash".split())
_BEFORE_YEARS = frozenset("Since To From Ago After Between Of In Open".split())
_OPENING, _CLOSING = frozenset('„“"»«‚‘›‹'), frozenset('“”"«»‘’‹›')


def without_names(words: Sequence[Word], texts: Sequence[str], surnames: set[str]) -> list[Word]:
    """Blot out the words that are names or parts of phrases; ``surnames`` of the article are kept up to date.

    >>> from wortlaut.dating.words import time_words
    >>> texts = "Ursula März sprach im März".split()
    >>> [word.kind for word in without_names([word for *_, word in time_words(texts)], texts, set())]
    ['Other', 'Other', 'Other', 'In', 'Month']
    """
    kept = list(words)
    for at, word in enumerate(words):
        name = word.kind in _NAMES and _is_name(words, texts, at, surnames)
        if name or _in_quotes(texts, at):
            kept[at] = OTHER
    for first, behind in _phrases(texts):
        kept[first:behind] = [OTHER] * (behind - first)
    return kept


def _is_name(words: Sequence[Word], texts: Sequence[str], at: int, surnames: set[str]) -> bool:
    """Say whether the word is somebody's name or a newspaper's, and remember it."""
    text, before, after = texts[at], texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
    role = words[at].kind in ("Month", "Season") and is_role_noun(before) and not after.isdigit()
    if before in column("first_names", "name") or before in endings("role_nouns", "title") or role:
        surnames.add(text)
        return True
    if before.lower().endswith(endings("media_nouns")):
        return True
    if at and words[at - 1].kind in _LEADING:
        return False
    first_name = words[at].kind == "Month" and after[:1].isupper() and words[at + 1].kind == "Other"  # Juli Zeh
    return first_name or not surnames.isdisjoint((text, text.removesuffix("s")))


def _in_quotes(texts: Sequence[str], at: int) -> bool:
    """Say whether the word stands alone in quotation marks: *„heute“*."""
    return 0 < at < len(texts) - 1 and texts[at - 1] in _OPENING and texts[at + 1] in _CLOSING


def _phrases(texts: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Return where the phrases of the table stand."""
    starts = _by_start()
    for at, text in enumerate(texts):
        for phrase in starts.get(text[:2].lower(), ()):
            behind = at + len(phrase)
            if behind <= len(texts) and all(map(_begins, texts[at:behind], phrase)):
                yield at, behind


def _begins(text: str, stem: str) -> bool:
    return text.lower().startswith(stem) and len(text) <= len(stem) + 3


@cache
def _by_start() -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases = [tuple(row["form"].split()) for row in table("time_names") if row["kind"] == "phrase"]
    return {start: tuple(p for p in phrases if p[0][:2] == start) for start in {p[0][:2] for p in phrases}}


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of one kind of the table."""
    return frozenset(row["form"] for row in table("time_names") if row["kind"] == kind)


def is_year(match: Match) -> bool:
    """Say whether a number of four figures that stands alone is a year: *2019 trat er zurück*, not *2000 Menschen*."""
    year = match.words[match.start].number
    lead, before, after = match.words[match.start - 1], match.text(match.start - 1), match.text(match.end)
    if before in listed("numbered") or after in listed("counted") or after in {"%", "€", "$", "°"}:
        return False
    if match.start and lead.kind in ("Approx", "Over"):
        return False
    if after.startswith("v.") or (after[:1] in {"-", "‐"} and after[1:]):
        return False
    licensed = bool(match.start) and (lead.kind in _BEFORE_YEARS or before == "um")
    recent, rounded = 1900 <= year < 2040, year % 50 == 0
    if after[:1].isupper() and match.kind(match.end) == "Other":
        return (recent and not rounded) or (licensed and lead.kind == "Since")
    if rounded and not licensed:
        return not match.text(match.end + 1)[:1].isupper()
    return licensed or recent or match.start == 0 or (year >= 1700 and not before[:1].isupper())
