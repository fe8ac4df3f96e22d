"""Words that tell an event: verbs, particle verbs, light verbs with their noun, and nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import Row, table
from wortlaut.lexicon.conjugation import Part, forms, particle_of
from wortlaut.record import Tree

ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "se", "nen")
LONG = 5
"""A noun of at least so many letters may be the end of a compound: «Luftangriff»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A row of the table and the tokens that match it; ``at`` is the verb or the noun, ``part`` the verb's form."""

    row: Row
    at: int
    tokens: tuple[int, ...]
    part: Part | None = None

    @property
    def needs(self) -> frozenset[str]:
        """Return the conditions of the row."""
        return frozenset(self.row["needs"].split("|"))


@cache
def _verbs() -> dict[str, tuple[tuple[Row, frozenset[Part]], ...]]:
    found: dict[str, list[tuple[Row, frozenset[Part]]]] = {}
    for row in (*table("event_triggers"), *table("event_operators")):
        if row.get("pos") == "noun" or row["lemma"][0].isupper():
            continue
        for form, parts in forms(row["lemma"]).items():
            found.setdefault(form, []).append((row, parts))
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def is_verb_form(low: str) -> bool:
    """Say whether a word is a form of a verb in the tables."""
    return low in _verbs()


@cache
def is_finite_form(low: str) -> bool:
    """Say whether a word can be a finite form of a verb in the tables and nothing else of it."""
    parts = {part for _, found in _verbs().get(low, ()) for part in found}
    return parts == {"finite"}


PARTICIPLE = re.compile(r"(?:ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|zu|zurück|zusammen)?ge\w+t")


@cache
def is_participle(low: str) -> bool:
    """Say whether a word is or looks like a participle: «ausgebaut», «gefordert»."""
    parts = {part for _, found in _verbs().get(low, ()) for part in found}
    return "participle" in parts if parts else PARTICIPLE.fullmatch(low) is not None


@cache
def _nouns() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in table("event_triggers"):
        if row["pos"] == "noun":
            for ending in ENDINGS:
                found.setdefault(row["lemma"].lower() + ending, []).append(row)
    for low, plural in (("vorwürfe", "vorwurf"), ("aufrufe", "aufruf"), ("vorschläge", "vorschlag")):
        found[low] = found[plural]
    return {form: tuple(rows) for form, rows in found.items()}


UMLAUTS = str.maketrans("äöü", "aou")


def noun_rows(form: str) -> tuple[Row, ...]:
    """Return the rows of a noun or of the end of a compound; the longest end counts.

    >>> [row["type"] for row in noun_rows("Luftangriffen")], [row["type"] for row in noun_rows("Wahlkampf")]
    (['ASSAULT'], ['none'])
    """
    if not form[:1].isupper():
        return ()
    low = form.lower()
    for cut in range(max(1, len(low) - LONG + 1)):
        if cut in {1, 2}:
            continue
        end = low[cut:].lstrip("-")
        if end in _nouns():
            return _nouns()[end]
        plain = end.translate(UMLAUTS)
        if plain != end and plain in _nouns():
            return _nouns()[plain]
    return ()


@cache
def _objects() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("event_objects"):
        found.setdefault(row["class"], set()).add(row["form"])
    return {name: frozenset(words) for name, words in found.items()}


@cache
def is_object(form: str, kind: str) -> bool:
    """Say whether a noun, or the end of a compound, is of a class: «Kampftruppen» are troops.

    >>> is_object("Kampftruppen", "troops"), is_object("Gruppe", "troops")
    (True, False)
    """
    low = form.lower()
    return any(low == word or (len(word) > 4 and low.endswith(word)) for word in _objects()[kind])


def operator_in(tree: Tree, tokens: Sequence[int]) -> Row | None:
    """Return the row of a verb in a clause that only does, plans or stops what its object names."""
    for token in tokens:
        for row, _ in _verbs().get(tree.form(token).lower(), ()):
            if "type" not in row and _particle(tree, token, tokens, row["lemma"]) is not None:
                return row
    return None


@cache
def operator_nouns() -> dict[str, str]:
    """Return nouns like «Plan» with the status of the infinitive that hangs on them."""
    return {row["lemma"]: row["status"] for row in table("event_operators") if row["lemma"][0].isupper()}


def triggers(tree: Tree, tokens: Sequence[int]) -> list[Trigger]:
    """Return what tells an event in a clause; light verbs before verbs before nouns, no word used twice."""
    found = [*_light_and_verbs(tree, tokens), *_noun_triggers(tree, tokens)]
    chosen: list[Trigger] = []
    taken: set[int] = set()
    for trigger in sorted(found, key=lambda t: (-_weight(t), t.at)):
        if not taken & set(trigger.tokens):
            chosen.append(trigger)
            kind = trigger.row["object"]
            taken |= {*trigger.tokens, *(t for t in tokens if kind and is_object(tree.form(t), kind))}
    return [trigger for trigger in chosen if trigger.row["type"] != "none"]


def _weight(trigger: Trigger) -> int:
    row = trigger.row
    return (
        {"light": 6, "verb": 2, "noun": 0}[row["pos"]]
        + bool(row["object"]) * 2
        + bool(row["beside"])
        + bool(row["with"])
    )


def _light_and_verbs(tree: Tree, tokens: Sequence[int]) -> Iterator[Trigger]:
    lows = {token: tree.form(token).lower() for token in tokens}
    for token in tokens:
        if tree.form(token)[0].isupper() and token != tokens[0]:
            continue
        for row, parts in _verbs().get(lows[token], ()):
            if lows[token] == "bitte" and "ich" not in lows.values():
                continue
            if "type" not in row or _attributive(tree, token, parts):
                continue
            particle = _particle(tree, token, tokens, row["lemma"])
            if particle is None:
                continue
            words = _beside(tree, tokens, token, row)
            if words is not None:
                part = _part(tree, token, tokens, parts)
                yield Trigger(row=row, at=token, tokens=tuple(sorted({token, *particle, *words})), part=part)


def _part(tree: Tree, token: int, tokens: Sequence[int], parts: frozenset[Part]) -> Part:
    """Return which part an ambiguous form plays, by the other verbs of its clause and by its place.

    «Paris verteidigt den Plan» has a finite verb, «Paris hat den Plan verteidigt» a participle.
    """
    if len(parts) == 1:
        return next(iter(parts))
    lows = {tree.form(other).lower() for other in tokens if other != token}
    helped = bool(lows & auxiliaries().keys())
    if "participle" in parts and (helped or (token == tokens[-1] and "dass" not in lows and len(tokens) > 2)):
        return "participle"
    if "infinitive" in parts and (helped or tree.form(token - 1).lower() == "zu"):
        return "infinitive"
    return "finite" if "finite" in parts else "participle"


@cache
def auxiliaries() -> dict[str, str]:
    """Return the finite forms of auxiliary and modal verbs with their infinitive."""
    return {row["form"]: row["verb"] for row in table("auxiliaries")}


def _attributive(tree: Tree, token: int, parts: frozenset[Part]) -> bool:
    """Say whether a form stands as an adjective before a noun: «die stationierten Soldaten»."""
    if token == 0 or token + 1 >= len(tree.doc.tokens) or "participle" in parts:
        return False
    nouns = tree.form(token + 1)[0].isupper() and tree.pos(token + 1) in {"NOUN", ""}
    return nouns and tree.pos(token) == "ADJ" and tree.pos(token - 1) in {"DET", "ADP", "ADJ"}


def _particle(tree: Tree, token: int, tokens: Sequence[int], lemma: str) -> tuple[int, ...] | None:
    """Return the particle that stands apart, an empty tuple where none does; None where it is missing or another."""
    particle, low = particle_of(lemma), tree.form(token).lower()
    apart = [
        other
        for other in tokens
        if token < other and (other == tokens[-1] or not _goes_on(tree, other, tokens)) and tree.form(other).islower()
    ]
    if particle and low.startswith(particle) and (low in forms(lemma)) and low not in forms(lemma.rpartition("|")[2]):
        return ()
    if particle:
        return next(((other,) for other in apart if tree.form(other).lower() == particle), None)
    strange = [other for other in apart if tree.form(other).lower() in _particles()]
    return None if strange and "finite" in _verbs_parts(low, lemma) else ()


def _verbs_parts(low: str, lemma: str) -> frozenset[Part]:
    return forms(lemma).get(low, frozenset())


@cache
def _particles() -> frozenset[str]:
    more = {"auf", "aus", "an", "ein", "zu", "zurück", "vor", "nach", "bei", "um", "ab", "zusammen", "fest", "los"}
    return frozenset(more - {"um", "zu"})


def _goes_on(tree: Tree, token: int, tokens: Sequence[int]) -> bool:
    """Say whether a particle or preposition is followed by a phrase of its own, not by the end of the clause."""
    place = list(tokens).index(token)
    after = tokens[place + 1]
    if after != token + 1:
        return False
    low = tree.form(after).lower()
    return not (low in {"und", "oder", "aber", "als", "wie"} or low in _links())


@cache
def _links() -> frozenset[str]:
    return frozenset({"dass", "ob", "weil", "nachdem", "bevor"})


def _beside(tree: Tree, tokens: Sequence[int], verb: int, row: Row) -> set[int] | None:
    """Return the further words of a trigger; None where a word, a preposition or an object is missing."""
    found: set[int] = set()
    if row["with"]:
        words = _with(tree, tokens, verb, row["with"])
        if words is None:
            return None
        found |= words
    if row["beside"] and not _has_preposition(tree, tokens, verb, row["beside"]):
        return None
    if row["object"] and not any(
        is_object(tree.form(token), row["object"]) for token in tokens if tree.form(token)[0].isupper()
    ):
        return None
    return found


CONTRACTED = {
    "zum": "zu", "zur": "zu", "am": "an", "ans": "an", "im": "in", "ins": "in", "vom": "von", "beim": "bei",
    "aufs": "auf", "fürs": "für", "übers": "über", "ums": "um", "daran": "an", "darauf": "auf", "dafür": "für",
    "dagegen": "gegen", "davon": "von", "damit": "mit", "dazu": "zu", "darüber": "über",
}  # fmt: skip


def _has_preposition(tree: Tree, tokens: Sequence[int], verb: int, wanted: str) -> bool:
    for token in tokens:
        low = tree.form(token).lower()
        if token != verb and (low == wanted or CONTRACTED.get(low) == wanted):
            return True
    return False


def _with(tree: Tree, tokens: Sequence[int], verb: int, words: str) -> set[int] | None:
    """Return where the words of a light verb stand: «unter Druck», «Abfuhr»."""
    *before, noun = words.split()
    for place, token in enumerate(tokens):
        if token == verb or not _is_form(tree.form(token), noun):
            continue
        near = [tree.form(t).lower() for t in tokens[max(0, place - 4) : place]]
        wanted = [word.lower() for word in before if word.lower() not in {"einen", "den", "der", "die", "das"}]
        if all(any(low == w or CONTRACTED.get(low) == w or low == CONTRACTED.get(w) for low in near) for w in wanted):
            return {token}
    return None


def _is_form(form: str, word: str) -> bool:
    """Say whether a word is a form of another, or a compound that ends in it: «Waffenruhe», «Friedensgespräche»."""
    low, base = form.lower(), word.lower()
    if word[0].islower():
        return low == base
    if not form[0].isupper():
        return False
    plain = low.translate(UMLAUTS)
    return any(
        one == base + ending or (len(base) >= LONG and one.endswith(base + ending))
        for ending in ENDINGS
        for one in (low, plain)
    )


def _noun_triggers(tree: Tree, tokens: Sequence[int]) -> Iterator[Trigger]:
    for token in tokens:
        for row in noun_rows(tree.form(token)):
            joint = "joint" in row["needs"]
            if joint and not any(tree.form(t).lower().startswith("gemeinsam") for t in tokens if token - 4 < t < token):
                continue
            if row["object"] and not any(
                is_object(tree.form(t), row["object"]) for t in range(token + 1, min(token + 5, tokens[-1] + 1))
            ):
                continue
            yield Trigger(row=row, at=token, tokens=(token,))
