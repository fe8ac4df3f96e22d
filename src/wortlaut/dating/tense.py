"""Does a clause look back or ahead? Finite verbs of the table ``verb_tenses``, participles and *zu* with infinitive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from wortlaut.lexicon import table

Tense = Literal["past", "future"]

_BREAK = frozenset(',;:–—()„“”"»«')
_PARTICIPLE = re.compile(
    r"(?:(?:\w{2,6})?ge\w+|(?:be|er|ver|zer|ent|emp|miss|über|unter|wider)\w+)(?:t|en)|\w+iert|worden"
)
_ZU = re.compile(r"(?:ab|an|auf|aus|bei|ein|fort|her|hin|los|mit|nach|teil|um|vor|weg|weiter|zurück|zusammen)zu\w+n")


def tense(texts: Sequence[str], place: int) -> Tense | None:
    """Say whether the clause around the word at ``place`` looks back or ahead; None: its verbs do not tell.

    The verb of the clause between marks counts, otherwise the nearest one of the sentence. A present tense with
    a day looks ahead, as it does in news: *Am Freitag berät der Bundestag*.

    >>> satz = "Er sagte am Montag , dass er am Freitag reisen werde".split()
    >>> tense(satz, 3), tense(satz, 8)
    ('past', 'future')
    """
    start = max((at + 1 for at in range(place) if texts[at] in _BREAK), default=0)
    end = next((at for at in range(place + 1, len(texts)) if texts[at] in _BREAK), len(texts))
    return _of_clause(texts, start, end, place) or _of_clause(texts, 0, len(texts), place)


def _of_clause(texts: Sequence[str], start: int, end: int, place: int) -> Tense | None:
    known = _verbs()
    found = [(at, known[word]) for at in range(start, end) if (word := _small(texts, at)) in known]
    planned = any(kind == "planned" for _, kind in found)
    verbs = [(at, kind) for at, kind in found if kind != "planned"]
    telling = [(at, kind) for at, kind in verbs if kind != "present"]
    if len(telling) > 1 and texts[telling[-1][0]] == "werden" and telling[-1][0] == end - 1:
        telling.pop()
    if telling or verbs:
        kind = min(telling or verbs, key=lambda verb: abs(verb[0] - place))[1]
        if kind in ("perfect", "reported"):
            done = not planned and any(_PARTICIPLE.fullmatch(word) for word in texts[start:end])
            return "past" if done else "future" if kind == "perfect" else None
        return "past" if kind == "past" else "future"
    return "future" if _to_do(texts, start, end) else None


def _to_do(texts: Sequence[str], start: int, end: int) -> bool:
    """Say whether there is *zu reisen* or *anzureisen*, but not *gereist zu sein*."""
    for at in range(start, end):
        follower = texts[at + 1] if at + 1 < end else ""
        if texts[at] == "zu" and follower.islower() and follower.endswith("n"):
            return follower not in ("sein", "haben") or not _PARTICIPLE.fullmatch(texts[at - 1])
        if _ZU.fullmatch(texts[at]):
            return True
    return False


def _small(texts: Sequence[str], at: int) -> str:
    return texts[at].lower() if at == 0 else texts[at]


@cache
def _verbs() -> dict[str, str]:
    return {row["form"]: row["tense"] for row in table("verb_tenses")}
