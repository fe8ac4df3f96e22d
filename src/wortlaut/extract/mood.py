"""Konjunktiv: the forms that say that somebody else says so, or that a thing is only thought of.

Duden-Grammatik (10th ed. 2022), chapters on Modus and Redewiedergabe: Konjunktiv II stands for Konjunktiv I where
that has the form of the indicative (*sie hätten* for *sie haben*); where Konjunktiv I shows (*er habe*), Konjunktiv II
has a meaning of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from wortlaut.extract.topology import Clause, is_finite, is_first_form
from wortlaut.lexicon import table
from wortlaut.record import Tree

Mood = Literal["indicative", "reportive", "replacement", "irreal", "open"]

IRREAL = frozenset("wäre hätte würde müsste käme gäbe ginge stünde bräuchte ließe hieße läge wüsste täte".split())
"""Singular forms of Konjunktiv II beside a Konjunktiv I that shows."""

FIRM = frozenset("hatte hatten konnte konnten musste mussten durfte durften mochte mochten wurde wurden".split())
STRONG = re.compile(r"\w*(?:ie|i)[a-zß]{1,3}en")
DASS = frozenset({"dass", "daß"})


def mood(tree: Tree, clause: Clause) -> Mood:
    """Return the mood of the finite verb of a clause.

    ``reportive``: Konjunktiv I; ``replacement``: Konjunktiv II that may stand for it; ``irreal``: Konjunktiv II that
    does not; ``open``: a form in the plural that is preterite and Konjunktiv II alike (*sie fehlten*); in the singular
    Konjunktiv I would show.
    """
    verb = clause.finite
    if verb is None:
        return "indicative"
    low = tree.form(verb).lower()
    if is_first_konjunktiv(tree, verb):
        return "reportive"
    if low in IRREAL:
        return "irreal"
    if _konjunktiv().get(low) == "II":
        return "replacement"
    if low in FIRM or low in _forms("present"):
        return "indicative"
    strong = low in _forms("past") and STRONG.fullmatch(low)
    return "open" if strong or low.endswith("ten") else "indicative"


def is_first_konjunktiv(tree: Tree, verb: int) -> bool:
    """Say whether a finite verb is Konjunktiv I: by the table, or a third person singular in *-e*."""
    low = tree.form(verb).lower()
    if _konjunktiv().get(low) == "I":
        return True
    if not is_first_form(low):
        return False
    first = any(tree.form(near).lower() == "ich" for near in range(max(0, verb - 6), min(verb + 4, _end(tree))))
    return not first and is_finite(tree, verb)


def speaks_in_konjunktiv(tree: Tree, clauses: Sequence[Clause]) -> bool:
    """Say whether some clause has a Konjunktiv I."""
    return any(mood(tree, clause) == "reportive" for clause in clauses)


def _end(tree: Tree) -> int:
    return len(tree.doc.tokens)


@cache
def _konjunktiv() -> dict[str, str]:
    return {row["form"]: row["konjunktiv"] for row in table("subjunctive")}


@cache
def _forms(tense: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table("verb_tenses") if row["tense"] == tense)
