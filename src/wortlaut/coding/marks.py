"""Words of a clause that say yes or no: acts, judgements, negations and idioms, out of tables of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from wortlaut.coding.words import Word, words_of
from wortlaut.lexicon import Row, column, table

_CUT = re.compile(r"[,;:.!?…–—]+|\bsondern\b|\bdoch\b|\baber\b|\bjedoch\b")
_END = re.compile(r"[.!?…;]")
_NARROW = 3
"""So many words before a judgement its negation stands at the most."""
PREPOSITIONS = frozenset("gegen für ohne statt wider pro zugunsten".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its words, whether a sentence ends behind it, whether that asks."""

    words: tuple[Word, ...]
    text: str
    ends: bool  # a sentence ends behind it
    asks: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that says yes (1), no (-1) or leaves open (0); ``at`` counts the words of its clause."""

    at: int
    form: str
    sign: int
    note: str
    kind: Literal["act", "judgement", "negation"] = "act"


def clause_of(text: str) -> Clause:
    """Return a text as one clause."""
    return Clause(tuple(words_of(text)), text, True, False)


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Cut a text into clauses at commas, stops and conjunctions of contrast; verbs keep their particles."""
    words = words_of(text)
    found: list[Clause] = []
    start = 0
    cuts = [(cut.start(), cut.end(), cut[0]) for cut in _CUT.finditer(text)] + [(len(text), len(text), "")]
    for left, right, sign in cuts:
        inside = tuple(word for word in words if start <= word.start < left)
        if inside:
            found.append(Clause(inside, text[start:left], bool(_END.search(sign)), "?" in sign))
        elif found and sign:
            last = found[-1]
            found[-1] = replace(last, ends=last.ends or bool(_END.search(sign)), asks=last.asks or "?" in sign)
        start = right
    return tuple(found)


def sign_of(marks: Sequence[Mark]) -> int | None:
    """Return 1 for yes, -1 for no, None where no word says anything.

    An odd number of acts and negations says no. A judgement is denied only by a negation right before it («kein
    Fehler»); next to other words of refusal it says the same as they do («ein Fehler, den wir ablehnen»).
    """
    marks = [mark for mark in marks if mark.sign]
    if not marks:
        return None
    used: set[int] = set()
    judged = []
    for mark in (one for one in marks if one.kind == "judgement"):
        before = [one for one in marks if one.kind == "negation" and 0 < mark.at - one.at <= _NARROW]
        used |= {before[-1].at} if before else set()
        judged.append(-mark.sign if before else mark.sign)
    rest = [one for one in marks if one.kind != "judgement" and one.at not in used]
    acts = -1 if sum(one.sign < 0 for one in rest) % 2 else 1
    if not judged:
        return acts
    return -1 if -1 in judged or (acts < 0 and rest) else 1


_SIGNS = {"for": 1, "against": -1, "ask": 0}
_JUDGEMENTS = ("judgement", "adjective")


def marks_of(clause: Clause) -> tuple[Mark, ...]:
    """Return the words of a clause that say yes or no, in their order."""
    forms = [word.form.lower() for word in clause.words]
    silent = set(_affirming(forms))
    found = []
    for idiom, places in _idioms(clause, forms):
        silent |= set(places)
        found.append(Mark(places[0], " ".join(clause.words[at].form for at in places), 1, idiom["note"]))
    for at, word in enumerate(clause.words):
        low = forms[at]
        if at in silent:
            continue
        if low in negations() or word.lemma in negations():
            found.append(Mark(at, word.form, -1, "negates", "negation"))
            continue
        row = next((one for one in signs().get(word.lemma, ()) if _fits(one, word, forms)), None)
        if row is not None:
            kind: Literal["act", "judgement"] = "judgement" if row["pos"] in _JUDGEMENTS else "act"
            found.append(Mark(at, word.form, _SIGNS[row["stance"]], row["note"], kind))
    used = {row["with"] for mark in found for row in signs().get(clause.words[mark.at].lemma, ()) if row["with"]}
    return tuple(mark for mark in found if mark.form.lower() not in used or mark.form.lower() not in PREPOSITIONS)


def _fits(row: Row, word: Word, forms: Sequence[str]) -> bool:
    if row["with"] and row["with"] not in forms:
        return False
    noun = row["pos"] in ("noun", "judgement")
    return noun == word.form[:1].isupper() or (not noun and word.start == 0)


def _affirming(forms: Sequence[str]) -> Iterator[int]:
    """Yield the places of phrases like «nicht nur» that deny nothing."""
    for row in table("negation_words"):
        if row["kind"] != "none":
            continue
        words = row["form"].lower().split()
        for place in range(len(forms) - len(words) + 1):
            if list(forms[place : place + len(words)]) == words:
                yield from range(place, place + len(words))


def _idioms(clause: Clause, forms: Sequence[str]) -> Iterator[tuple[Row, list[int]]]:
    """Yield idioms whose words the clause has in their order: «kein Weg vorbei»."""
    for row in signs().get("", ()):
        places: list[int] = []
        for wanted in row["lemma"].lower().split():
            start = places[-1] + 1 if places else 0
            at = next((n for n in range(start, len(forms)) if wanted in (forms[n], clause.words[n].lemma)), None)
            if at is None:
                break
            places.append(at)
        else:
            yield row, places


@cache
def signs() -> dict[str, tuple[Row, ...]]:
    """Return the rows of ``stance_verbs`` by dictionary form, idioms under the empty one."""
    found: dict[str, list[Row]] = {}
    for row in sorted(table("stance_verbs"), key=lambda one: not one["with"]):
        key = "" if row["pos"] == "idiom" else row["lemma"].lower().replace("ß", "ss")
        found.setdefault(key, []).append(row)
    return {lemma: tuple(rows) for lemma, rows in found.items()}


@cache
def negations() -> frozenset[str]:
    """Return the words of negation in small letters."""
    rows = (row for row in table("negation_words") if row["kind"] != "none")
    return frozenset(row["form"].lower() for row in rows) | (column("negation_words", "form") & {"kein", "nicht"})
