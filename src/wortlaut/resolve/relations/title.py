"""Titles as words: in the nominative, with what belongs to them and without whose they are."""

from __future__ import annotations

from wortlaut.lexicon import Row
from wortlaut.resolve.relations.belonging import names_whose
from wortlaut.resolve.relations.beside import Bearing
from wortlaut.resolve.relations.cast import Cast
from wortlaut.resolve.relations.terms import words_of


def is_past(cast: Cast, one: Bearing) -> bool:
    """Say whether a role is over: «früherer Minister», «Ex-Minister», «Altkanzler», «bis 2019 Minister»."""
    return one.past or _has_adjective(cast, one, "former") or _leads(one, "lead_former")


def is_ahead(cast: Cast, one: Bearing) -> bool:
    """Say whether a role is yet to come or in doubt: «designierter Minister», «selbsternannter Präsident»."""
    return _has_adjective(cast, one, "future") or _leads(one, "lead_future")


def _has_adjective(cast: Cast, one: Bearing, use: str) -> bool:
    return any(begins(cast.low(i), use) for i in one.adjectives)


def begins(word: str, use: str) -> bool:
    """Say whether an adjective, in lower case, is a word of one use in any ending.

    >>> begins("früheren", "former"), begins("frühe", "former")
    (True, False)
    """
    return any(word.startswith(stem) and len(word) - len(stem) <= 2 for stem in words_of(use))


def _leads(one: Bearing, use: str) -> bool:
    """Say whether the compound begins with a word of one use: «Ex-», «Alt»."""
    return one.lead.lower().partition("-")[0] in words_of(use)


def title_of(cast: Cast, one: Bearing, row: Row, *, past: bool) -> str:
    """Return a title in the nominative.

    «den früheren SPD-Vorsitzenden Karl Lahm» is «früherer Vorsitzender», «Vizeaußenminister» stays what it is. What
    says that an office is over belongs to the title, so that nobody takes it for one of today.
    """
    gender = row["gender"] or gender_of(cast, one)
    noun = row["form"] + ("r" if row["model"] == "Deutsche" and gender == "m" else "")
    *parts, rest = one.lead.split("-")
    kept = [part for part in parts if part and not ("of" in row["use"] and names_whose(cast, part))]
    lead = "".join(part + "-" for part in kept) + rest
    written = lead + (noun if rest else noun.capitalize())
    words = [_strong(cast.low(i), gender) for i in one.adjectives if _is_of_title(cast.low(i))]
    if past and not _has_adjective(cast, one, "former") and not _leads(one, "lead_former"):
        words.insert(0, _strong("frühere", gender))
    return " ".join([*words, written[0].upper() + written[1:]])


def _is_of_title(word: str) -> bool:
    return begins(word, "title") or begins(word, "former") or "politisch" in word


def _strong(word: str, gender: str) -> str:
    """Return an adjective as it stands without article: «früheren» → «früherer», «frühere», «früheres»."""
    stem = next((word.removesuffix(end) for end in ("en", "er", "em", "es") if word.endswith(end)), word[:-1])
    return stem + {"m": "er", "n": "es"}.get(gender, "e")


def gender_of(cast: Cast, one: Bearing) -> str:
    """Return the gender of a noun like «Vorsitzende» by bearer, ending and article, else by the first name."""
    if known := cast.actors[one.bearer].gender:
        return known
    form = cast.low(one.noun)
    article = one.article or ("" if one.possessive is None else cast.low(one.possessive)[-2:])
    if form.endswith(("r", "m")):
        return "m"
    if form.endswith("n"):
        return "f" if article in {"der", "einer", "er"} else "m"
    shown = {"der": "m", "das": "m", "die": "f", "eine": "f"}.get(article)
    return shown or cast.gender(one.bearer) or "f"
