"""Clauses by their words: where one ends, who its subject is, and whether it says that something is so.

The tree of a sentence in the middle of an article is often wrong (bench/card.py), so words and their order come first.
"""

from __future__ import annotations

from functools import cache

from wortlaut.lexicon import table
from wortlaut.record.tree import SUBJECT
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE
from wortlaut.resolve.relations.cast import Cast, Named

STOPS = frozenset(",;:–()")
MARKED = frozenset('„“»«"‚‘›‹”')
DENYING = frozenset("nicht nie niemals weder kein keine keinen keinem keiner keines fast beinahe kaum ohne".split())
IF = frozenset("wenn falls sofern ob sollte sollten solange bevor ehe damit um".split())
PREPOSITIONS = frozenset(
    "von vom bei beim in im ins an am ans auf aus mit nach vor für zu zum zur über gegen durch um ohne seit bis wegen "
    "trotz während gegenüber unter zwischen neben hinter laut ab".split()
)
LONGEST = 10
"""Commas enclose at most so many words behind a name."""
OBLIQUE = frozenset("dem den des einem einen eines".split())


def bounds(cast: Cast, token: int, *, marks: bool = True) -> tuple[int, int]:
    """Return first and last token of the clause around a token; ``marks``: quotation marks end it too."""
    stops = STOPS | MARKED if marks else STOPS
    low = high = token
    while low > 0 and cast.together(low - 1, low) and cast.forms[low - 1] not in stops:
        low -= 1
    while cast.together(high, high + 1) and cast.forms[high + 1] not in stops:
        high += 1
    return low, high


def asserted(cast: Cast, *tokens: int) -> bool:
    """Say whether the clause of some tokens says that something is so: no question, negation, wish or condition.

    Modal verbs, «wird» and Konjunktiv II take it away, Konjunktiv I («sei») does not: somebody says it.
    """
    low, high = bounds(cast, min(tokens))[0], bounds(cast, max(tokens))[1]
    words = {form.lower() for form in cast.forms[low : high + 1]}
    if words & (DENYING | IF) or words & _unreal():
        return False
    end = high
    while cast.together(end, end + 1):
        end += 1
    return "?" not in cast.forms[high : end + 1]


@cache
def _unreal() -> frozenset[str]:
    """Return the finite verbs of wish, duty, possibility and future, and the Konjunktiv II."""
    ahead = {row["form"] for row in table("verb_tenses") if row["tense"] == "future"}
    return frozenset(ahead | {row["form"] for row in table("subjunctive") if row["konjunktiv"] == "II"})


def subjects(cast: Cast, verb: int) -> list[Named]:
    """Return the subjects of a verb, several where «und» joins them.

    What the tree calls subject in the clause, if somebody is named there; else the first name before the verb that no
    preposition leads, else the first behind it: «Russland und Belarus bilden», «2004 trat Estland der Nato bei».
    """
    low, high = bounds(cast, verb, marks=False)
    here = [one for one in cast.named_in(cast.doc.tokens[verb].sentence) if low <= one[0] and one[1] <= high]
    heads = {child for top in (verb, cast.tree.head(verb)) for child in cast.tree.below(top, *SUBJECT)}
    free = [one for one in here if not _led(cast, one[0])]
    by_tree = [one for one in free if heads & set(range(one[0], one[1] + 1))]
    before = [one for one in free if one[1] < verb]
    found = by_tree or before or _past_commas(cast, verb, low) or [one for one in free if one[0] > verb]
    return _joined(found[0], cast, here) if found else []


def _past_commas(cast: Cast, verb: int, low: int) -> list[Named]:
    """Return the name before what commas enclose, if the verb follows it: «Nilüfer Aydın, 47, leitet …»."""
    if low != verb or cast.form(verb - 1) != ",":
        return []
    opening = next((i for i in range(verb - 2, max(verb - 2 - LONGEST, 0), -1) if cast.forms[i] == ","), 0)
    name = cast.ending(opening - 1) if opening and cast.together(opening, verb) else None
    return [(name[0], opening - 1, name[1])] if name else []


def _led(cast: Cast, token: int) -> bool:
    """Say whether a preposition or an article of another case stands before a name or its noun phrase."""
    at = token - 1
    while (
        at >= 0
        and cast.together(at, token)
        and (cast.is_role(at) or (cast.forms[at][0].islower() and cast.forms[at].endswith(("e", "en", "er"))))
    ):
        at -= 1
    low = cast.form(at).lower()
    return (
        cast.together(at, token) and low in PREPOSITIONS | OBLIQUE | {"der"} and not (low == "der" and _opens(cast, at))
    )


def _opens(cast: Cast, token: int) -> bool:
    """Say whether «der» stands first in its clause, where it is nominative."""
    return token == 0 or not cast.together(token - 1, token) or not cast.forms[token - 1][0].isalnum()


def _joined(one: Named, cast: Cast, here: list[Named]) -> list[Named]:
    """Return a name with the ones that «und» joins to it: «Russland und Belarus», «die Türkei sowie Ungarn»."""
    found = [one]
    for other in here:
        between = [form.lower() for form in cast.forms[found[-1][1] + 1 : other[0]]]
        articles = DEFINITE | INDEFINITE
        if between and between[0] in {"und", "sowie"} and set(between[1:]) <= articles and other[2] != one[2]:
            found.append(other)
    return found
