"""The words of relations by the lexicon: nouns for roles, ends of nouns for bodies and treaties, possessives."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from wortlaut.lexicon import Row, column, endings, inflect, table
from wortlaut.resolve.bodies import names_of_bodies, organisations, place_names

OWNS = re.compile(r"(?:mein|dein|sein|ihr|unser|unsr|euer|eur)(?:e[nmrs]?)?|deren|dessen", re.IGNORECASE)
MARKS = frozenset("„“”\"»«›‹‚‘'’")
LEADING = frozenset("von vom bei beim in im an am aus für zu zum zur".split())
"""Prepositions behind a noun that lead to whose or where somebody is."""

FORMS = 1 << 16
"""So many forms are remembered at a time."""


def is_owning(form: str) -> bool:
    """Say whether a word is a possessive: «seine», «Deren».

    >>> [is_owning(form) for form in ("Ihre", "deren", "Meinhard")]
    [True, True, False]
    """
    return OWNS.fullmatch(form) is not None


@cache
def _nouns() -> dict[str, tuple[Row, ...]]:
    """Return the rows of ``relation_nouns`` by each form."""
    found: dict[str, list[Row]] = {}
    for row in table("relation_nouns"):
        for form in inflect(row["form"], row["model"]):
            found.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@lru_cache(FORMS)
def role_rows(form: str) -> tuple[str, tuple[Row, ...]]:
    """Return what stands before the noun in a compound, and the rows of the longest noun at its end.

    >>> [(lead, rows[0]["form"]) for lead, rows in map(role_rows, ("SPD-Abgeordnete", "Außenministers"))]
    [('SPD-', 'abgeordnete'), ('Außen', 'minister')]
    """
    if not form[:1].isupper():
        return "", ()
    low = form.lower()
    hyphen = low.rfind("-") + 1
    for start in range(hyphen, len(low) - 2):
        rows = tuple(row for row in _nouns().get(low[start:], ()) if start == hyphen or "whole" not in row["use"])
        if rows and start - hyphen != 1:
            return form[:start], rows
    return "", ()


@cache
def words_of(use: str) -> frozenset[str]:
    """Return the words of one use in ``relation_words``."""
    return frozenset(row["form"] for row in table("relation_words") if row["use"] == use)


@cache
def _ends(use: str) -> frozenset[str]:
    return words_of(use) | frozenset(endings("body_nouns") if use == "body" else ())


@cache
def _areas() -> frozenset[str]:
    """Return the nouns for regions and towns."""
    return frozenset(row["form"] for row in table("relation_nouns") if row["relation"] in {"part_of", "located_in"})


@lru_cache(FORMS)
def ends_in(use: str, word: str) -> bool:
    """Say whether a noun ends in a word of one use, in any case.

    >>> ends_in("treaty", "Atomwaffensperrvertrags"), ends_in("body", "Universität"), ends_in("body", "Meier")
    (True, True, False)
    """
    low = word.lower()
    return any(low.removesuffix(ending).endswith(tuple(_ends(use))) for ending in ("", "s", "es", "en"))


def is_bare(noun: str) -> bool:
    """Say whether a noun is one for bodies or regions and names none: «Behörde», «Bundesstaates».

    >>> is_bare("Ministeriums"), is_bare("Verkehrsministerium")
    (True, False)
    """
    low = noun.lower()
    return any(low.removesuffix(ending) in _ends("body") | _areas() for ending in ("", "s", "es"))


def bodies_named(form: str) -> frozenset[str]:
    """Return the places and organisations that a form in any case names.

    >>> sorted(bodies_named("SPD")), sorted(bodies_named("Belarus"))
    (['spd'], ['BY'])
    """
    return organisations().get(form, frozenset()) | place_names().get(form, frozenset())


@cache
def _forms_of() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in table("organisation_forms"):
        if "~" not in row["form"]:
            found.setdefault(row["organisation"], []).append(row["form"])
    return found


def usual(body: str) -> str:
    """Return the name that a paper prints: of a party its abbreviation.

    >>> usual("cdu"), usual("BY")
    ('CDU', 'Belarus')
    """
    forms = [form for form in _forms_of().get(body, ()) if " " not in form and "-" not in form]
    short = [form for form in forms if sum(char.isupper() for char in form) > 1]
    return min(short, key=len) if short else names_of_bodies()[body]


@cache
def kinds_of_bodies() -> dict[str, str]:
    """Return the kind of every organisation, and «state» for every place."""
    places = {row["id"]: "state" for row in table("places")}
    return places | {row["id"]: row["kind"] for row in table("organisations")}


@cache
def capitals() -> frozenset[str]:
    """Return the capitals of states."""
    return column("places", "capital")
