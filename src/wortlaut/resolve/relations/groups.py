"""Noun groups by their words: where «der Universität Bamberg» ends, and whom or what it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wortlaut.resolve.names import is_first_name, titles
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE
from wortlaut.resolve.relations.cast import Cast, Named
from wortlaut.resolve.relations.terms import LEADING, MARKS, bodies_named, ends_in, is_bare, is_owning

TOPICS = frozenset("über zur zum gegen für von mit".split())
"""Prepositions that go on with the name of a treaty."""

JOINING = frozenset({"&", "/", "-"})
BENT_NAME = re.compile(r"(?:isch|deutsch|lich|ig|al|iv|ell|är|eint|ständ)(?:e|en|er|em|es)$", re.IGNORECASE)
"""Adjectives that begin the name of a body: «Vereinten Nationen», «Ständigen Ausschusses»."""

LONGEST = 12
"""A group has at most so many words behind its first noun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A noun group: ``start`` is its preposition or article, ``first`` the word behind them, ``last`` its end.

    ``preposition`` is the word that leads it, lower case; ``meant`` an actor's id or the words, ``actor`` says which;
    empty for nouns that name nobody («der Behörde»). ``bodies``: who of the lexicon it may be.
    """

    start: int
    first: int
    last: int
    preposition: str
    meant: str = ""
    actor: bool = False
    bodies: frozenset[str] = frozenset()


def group(cast: Cast, start: int) -> Group | None:
    """Return the noun group that starts at a token with a preposition or an article, None where none does.

    «von der Universität Bamberg», «des Landes Kasachstan», «im Verkehrsministerium»
    """
    at, preposition = start, ""
    if cast.low(at) in LEADING | TOPICS:
        preposition, at = cast.low(at), at + 1
    if cast.low(at) in DEFINITE | INDEFINITE or is_owning(cast.form(at)):
        preposition, at = preposition or cast.low(at), at + 1
    at += cast.form(at) in MARKS and _is_noun(cast, at + 1)
    first = at
    while _modifies(cast, at):
        at += 1
    if not preposition or not cast.together(start, at) or not _is_noun(cast, at):
        return None
    last = _end(cast, at)
    meant, actor, bodies = _meant(cast, first, at, last)
    if actor and preposition in {"von", "in", "aus"} and cast.is_seat(last):
        meant, actor, bodies = cast.forms[last], False, frozenset()
    return Group(start=start, first=first, last=last, preposition=preposition, meant=meant, actor=actor, bodies=bodies)


def _modifies(cast: Cast, token: int) -> bool:
    """Say whether a token is an adjective before a noun: «gesetzgebenden», «Vereinten», «Kieler»."""
    form, following = cast.form(token), cast.form(token + 1)
    if not form or not cast.together(token, token + 1) or not (following[0].isupper() or BENT.search(following)):
        return False
    if form[0].islower():
        return BENT.search(form) is not None and form not in LEADING
    noun = ends_in("body", form) or cast.tree.pos(token) == "NOUN"
    return following[0].isupper() and ((BENT_NAME.search(form) is not None and not noun) or cast.is_town(form))


def _is_noun(cast: Cast, token: int) -> bool:
    return cast.form(token)[:1].isupper()


def _end(cast: Cast, token: int) -> int:
    """Return the last token of the nouns and names that start at a token."""
    last, limit = token, min(len(cast.forms), token + LONGEST)
    wholes = [end for _, end, _ in cast.spanning(token)]
    while last + 1 < limit and cast.together(token, last + 1):
        following = cast.forms[last + 1]
        if any(end > last for end in wholes):
            last = max(wholes)
        elif _goes_on(cast, last):
            last += 1
        elif _is_noun(cast, last + 2) and (following in JOINING or (following == "für" and _has(cast, token, last))):
            last += 2
        elif following in TOPICS and ends_in("treaty", cast.forms[token]) and (inner := group(cast, last + 1)):
            last = inner.last
        else:
            break
    return last


def _goes_on(cast: Cast, last: int) -> bool:
    """Say whether the next word belongs to the name: a capital, no person's name and no other noun for a role."""
    following = cast.forms[last + 1]
    if following in MARKS:
        return (cast.forms[last] not in MARKS and following not in "„»‚") or _is_noun(cast, last + 2)
    first_name = is_first_name(following) and _is_noun(cast, last + 2)
    other = cast.person(last + 1) is not None or first_name or cast.is_role(last + 1)
    return following[0].isupper() and not other and following not in titles()


def _has(cast: Cast, first: int, last: int, use: str = "body") -> bool:
    """Say whether one of some words is a noun for bodies."""
    return any(ends_in(use, cast.forms[i]) for i in range(first, last + 1))


def is_institution(cast: Cast, one: Group) -> bool:
    """Say whether a group has a noun for bodies: «der Philosophischen Fakultät»."""
    return _has(cast, one.first, one.last)


def is_alliance(cast: Cast, one: Group) -> bool:
    """Say whether a group has a noun for what members form: «einen Unionsstaat»."""
    return _has(cast, one.first, one.last, "alliance")


def is_treaty(cast: Cast, one: Group) -> bool:
    """Say whether a group has a noun for treaties."""
    return _has(cast, one.first, one.last, "treaty")


def _meant(cast: Cast, first: int, noun: int, last: int) -> tuple[str, bool, frozenset[str]]:
    """Return the actor or the words that a group names, and the bodies of the lexicon it may be."""
    spans = [one for one in cast.spans_in(max(first - 1, 0), last) if one[1] >= noun]
    owners = [one for one in spans if _only_owns(cast, one, noun)]
    if inside := [one for one in spans if one not in owners]:
        who = max(inside, key=lambda one: (one[1] - one[0], -one[0]))[2]
        return who, True, cast.bodies_of(who)
    owning = {token for low, high, _ in owners for token in range(low, high + 1)}
    for token in range(noun, last + 1):
        if (who_heads := cast.headed(token)) and token not in owning:
            return who_heads, True, cast.bodies_of(who_heads)
    words = [word for word in cast.forms[first : last + 1] if word not in MARKS]
    written = nominative(cast, first, noun, last)
    for form in (words, words[noun - first :]):
        if found := bodies_named(" ".join(form)):
            return *cast.known_as(found, written), found
    if not _speaks(cast, first, noun, last):
        return "", False, frozenset()
    return *cast.known_as(frozenset(), written), frozenset()


def _only_owns(cast: Cast, span: Named, noun: int) -> bool:
    """Say whether a mention is part of what names a body: «der Verbraucherzentrale Hessen», «des US-Kongresses»."""
    first, last, who = span
    actor, form = cast.actors[who], cast.forms[noun]
    if first == noun:
        return "-" in form and not any("-" in name for name in (actor.name, *actor.names))
    genitive = cast.forms[last].endswith("s") and not actor.name.endswith("s")
    area = ends_in("area", form) or cast.is_role(noun) or (is_bare(form) and not genitive)
    return first > noun and actor.kind == "state" and not area


def _speaks(cast: Cast, first: int, noun: int, last: int) -> bool:
    """Say whether nouns name a body by themselves: a compound or a name, not «der Behörde»."""
    form = cast.forms[noun]
    if any(cast.forms[i][0].isupper() for i in range(first, noun)):
        return True
    if last == noun and is_bare(form):
        return False
    proper = any(cast.tree.pos(i) == "PROPN" for i in range(noun, last + 1))
    return proper or _has(cast, noun, last) or ends_in("treaty", form)


def nominative(cast: Cast, first: int, noun: int, last: int) -> str:
    """Return the words of a group without endings of another case: «des Kieler Instituts» → «Kieler Institut».

    The gender of a noun after «des» is guessed: neuter for the ends of ``relation_words``, else masculine.
    """
    words = [word for word in cast.forms[first : last + 1] if word not in MARKS]
    at, form, lead = noun - first, cast.forms[noun], cast.low(first - 1)
    strong = "es" if ends_in("neuter", form) else "er"
    ending = {"der": "e", "von": "e", "den": "e", "des": strong, "dem": strong}.get(lead, "")
    for i in range(min(at, len(words))):
        if words[i].endswith("en") and ending:
            words[i] = words[i][:-2] + ending
    if lead in {"des", "eines"} and at < len(words):
        words[at] = _without_genitive(form)
    return " ".join(words)


def _without_genitive(form: str) -> str:
    """Return a masculine or neuter noun in the nominative: «Ausschusses» → «Ausschuss», «Landes» → «Land»."""
    if form.endswith("s") and not form[-2:-1].isupper():
        for ending, kept in (("sses", "ss"), ("tes", "t"), ("des", "d"), ("kes", "k"), ("ges", "g"), ("s", "")):
            if form.endswith(ending):
                return form.removesuffix(ending) + kept
    return form
