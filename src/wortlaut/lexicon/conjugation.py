"""Forms of German verbs from their principal parts (Stammformen): strong ones by table, all others by rule."""

from __future__ import annotations

from functools import cache
from typing import Literal

from wortlaut.lexicon import Row, table

Part = Literal["finite", "infinitive", "participle"]

UNSTRESSED = (
    "be",
    "ge",
    "er",
    "ver",
    "zer",
    "ent",
    "emp",
    "miss",
    "wider",
    "unter",
    "über",
    "hinter",
    "voll",
    "hinter",
)
"""Prefixes that never leave their verb and take no «ge» in the participle."""

WEAK = frozenset({"beantragen", "beauftragen", "beschmieren", "verwarnen", "bedrängen"})
"""Verbs that only look like a strong one with a prefix."""


@cache
def forms(lemma: str) -> dict[str, frozenset[Part]]:
    """Return the forms of a verb, lower case, with the parts each plays; ``an|kündigen`` has a separable particle.

    Finite forms of a separable verb are those without its particle, and those with it as they stand at the end of a
    subordinate clause: «kündigte», «ankündigte». The rule is generous: some forms do not occur.

    >>> [sorted(forms("ab|lehnen")[form]) for form in ("abgelehnt", "lehnte", "abzulehnen")]
    [['participle'], ['finite'], ['infinitive']]
    >>> sorted(forms("verhandeln")["verhandelt"]), sorted(forms("verbieten")["verbot"])
    (['finite', 'participle'], ['finite'])
    """
    particle, plain = particle_of(lemma), lemma.rpartition("|")[2]
    found: dict[str, set[Part]] = {}
    for form in _finite(plain):
        found.setdefault(form, set()).add("finite")
        found.setdefault(particle + form, set()).add("finite")
    infinitives = (particle + plain, f"{particle}zu{plain}") if particle else (plain,)
    for form in infinitives:
        found.setdefault(form, set()).add("infinitive")
    for form in _participles(plain):
        found.setdefault(particle + form, set()).add("participle")
    swiss = {form.replace("ß", "ss"): parts for form, parts in found.items()}
    return {form: frozenset(parts) for form, parts in (found | swiss).items()}


def particle_of(lemma: str) -> str:
    """Return the separable particle of a verb, or an empty string.

    >>> particle_of("an|kündigen"), particle_of("fordern")
    ('an', '')
    """
    return lemma.rpartition("|")[0].replace("|", "")


@cache
def _strong() -> dict[str, Row]:
    return {row["infinitive"]: row for row in table("strong_verbs")}


def _parts(plain: str) -> tuple[str, Row] | None:
    """Return prefix and principal parts of a strong verb: ``("ver", bieten)``."""
    if plain in WEAK:
        return None
    for cut in range(len(plain)):
        prefix, base = plain[:cut], plain[cut:]
        if base in _strong() and (not prefix or prefix in UNSTRESSED):
            return prefix, _strong()[base]
    return None


def _stem(plain: str) -> str:
    return plain[:-2] if plain.endswith("en") else plain[:-1]


def _needs_e(stem: str) -> bool:
    """Say whether an e stands before t: «arbeitet», «entwaffnet»."""
    if stem.endswith(("d", "t")):
        return True
    before = stem[-3:-1] if stem[-2:-1] == "h" else stem[-2:-1]
    return stem.endswith(("m", "n")) and (before == "ch" or (len(before) == 1 and before not in set("aeiouäöürlmn")))


def _finite(plain: str) -> set[str]:
    if plain == "sein":
        return {row["form"] for row in table("auxiliaries") if row["verb"] == "sein"}
    stem = _stem(plain)
    link = "e" if _needs_e(stem) else ""
    found = {plain, stem + "e", f"{stem}{link}t", stem + "et", stem}
    if plain.endswith(("eln", "ern")):
        found |= {stem[:-2] + stem[-1] + "e"}
    parts = _parts(plain)
    if parts is None:
        return (found | {f"{stem}{link}te{end}" for end in ("", "n", "t", "st")}) - {stem}
    prefix, row = parts
    past = prefix + row["preterite"]
    if past.endswith("te"):
        return (found | {prefix + row["present"], past, past + "n", past + "t"}) - {stem}
    bent = _bent(past)
    return (found | {prefix + row["present"], past, past + "en", past + "t", bent + "e", bent + "en"}) - {stem}


def _bent(past: str) -> str:
    """Return the stem of Konjunktiv II: «bot» → «böt»."""
    for at in range(len(past) - 1, -1, -1):
        if past[at] in "aou" and past[at : at + 2] != "au":
            return past[:at] + {"a": "ä", "o": "ö", "u": "ü"}[past[at]] + past[at + 1 :]
    return past


def _participles(plain: str) -> set[str]:
    parts = _parts(plain)
    if parts:
        prefix, row = parts
        return {prefix + row["participle"].removeprefix("ge") if prefix else row["participle"]}
    stem = _stem(plain)
    ending = "et" if _needs_e(stem) else "t"
    if plain.endswith("ieren") or plain.startswith(UNSTRESSED):
        return {stem + ending}
    return {f"ge{stem}{ending}"}
