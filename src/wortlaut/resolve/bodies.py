"""States, organisations and outlets behind words, by the lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from wortlaut.lexicon import endings, inflect, table
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.nouns import DEFINITE, relations

STATES = frozenset({"state", "disputed"})


@cache
def place_names() -> dict[str, frozenset[str]]:
    """Return the places that a name in any case stands for."""
    return _forms((row["form"], row["model"], row["place"]) for row in table("place_forms") if row["kind"] == "name")


@cache
def place_adjectives() -> dict[str, frozenset[str]]:
    """Return the places that an adjective in any case, in lower case, stands for."""
    rows = (row for row in table("place_forms") if row["kind"] == "adjective")
    return _forms((row["form"].lower(), row["model"], row["place"]) for row in rows)


@cache
def inhabitants() -> dict[str, frozenset[str]]:
    """Return the places whose inhabitant a noun means, lower case."""
    rows = (row for row in table("place_forms") if row["kind"] == "inhabitant")
    return _forms((row["form"].lower(), row["model"], row["place"]) for row in rows)


@cache
def organisations() -> dict[str, frozenset[str]]:
    """Return the organisations that a name in any case stands for."""
    return _forms((row["form"], row["model"], row["organisation"]) for row in table("organisation_forms"))


@cache
def parties() -> dict[str, frozenset[str]]:
    """Return the parties that a name in any case stands for."""
    kinds = {row["id"]: row["kind"] for row in table("organisations")}
    found = {form: frozenset(i for i in ids if kinds[i] == "party") for form, ids in organisations().items()}
    return {form: ids for form, ids in found.items() if ids}


@cache
def names_of_bodies() -> dict[str, str]:
    """Return the usual name of every place and organisation."""
    return {row["id"]: row["name"] for name in ("places", "organisations") for row in table(name)}


def places_of(adjectives: Iterable[str], owner: str, tail: Sequence[str]) -> frozenset[str]:
    """Return the places that adjectives, a genitive or what follows the noun name.

    >>> sorted(places_of(["belarussische"], "", [])), sorted(places_of([], "", ["der", "Ukraine"]))
    (['BY'], ['UA'])
    """
    found: frozenset[str] = frozenset()
    for adjective in adjectives:
        found |= place_adjectives().get(adjective.lower(), frozenset())
    found |= place_names().get(owner, frozenset())
    words = [word for word in tail if word.lower() not in DEFINITE | {"von", "vom"}]
    if tail and tail[0] == "in":
        return found | _metonyms().get(" ".join(tail[1:]), frozenset())
    return found | place_names().get(" ".join(words), frozenset()) if words else found


def mentioned_by(word: str) -> frozenset[str]:
    """Return the places that a word brings to mind: by name, adjective or capital.

    >>> sorted(mentioned_by("österreichische")), "DE" in mentioned_by("Berlin")
    (['AT'], True)
    """
    named = place_names().get(word, frozenset()) | _metonyms().get(word, frozenset())
    return named | place_adjectives().get(word.lower(), frozenset())


def state(words: Sequence[str]) -> tuple[str, str] | None:
    """Return the state that speaks, and why: by its name, its government, its capital or a seat of its government.

    >>> state("die litauische Regierung".split())[0], state(["Minsk"])[0], state(["Georgia"])
    ('Litauen', 'Belarus', None)
    """
    if words and words[0].lower() in DEFINITE | {"aus"}:
        words = words[1:]
    form = " ".join(words)
    if named := _only_state(place_names().get(form, frozenset())):
        return named, "name of a state"
    if meant := _only_state(_metonyms().get(form, frozenset())):
        return meant, f"“{form}”: seat of the government of {meant}"
    if len(words) == 2 and words[1].lower() in {noun for noun, _ in relations("government")}:
        governed = place_adjectives().get(words[0].lower()) or place_names().get(words[0], frozenset())
        if whose := _only_state(governed):
            return whose, f"government of {whose}"
    return None


def kind_of(names: Iterable[str]) -> ActorKind | None:
    """Return what the lexicon knows a name as: outlet, organisation or state.

    >>> kind_of(["dpa"]), kind_of(["die Nachrichtenagentur BTA"]), kind_of(["EU-Kommission"]), kind_of(["Belarus"])
    ('outlet', 'outlet', 'organisation', 'state')
    """
    plain = []
    for name in names:
        words = [word.strip('„“”"»«›‹‚‘') for word in name.split()]
        start = 1 if len(words) > 1 and words[0].lower() in DEFINITE else 0
        plain.append(words[start:])
    for words in plain:
        lower = words[0].lower() if words else ""
        if " ".join(words) in _outlets() or (len(words) > 1 and lower.endswith(endings("media_nouns"))):
            return "outlet"
    if any(" ".join(words) in organisations() for words in plain):
        return "organisation"
    return "state" if any(_only_state(place_names().get(" ".join(words), frozenset())) for words in plain) else None


@cache
def _outlets() -> frozenset[str]:
    return frozenset(row["name"] for name in ("outlets", "agencies") for row in table(name))


@cache
def _metonyms() -> dict[str, frozenset[str]]:
    """Return whose government a seat or capital stands for; the lands share theirs with the state: Berlin."""
    rows = (row for row in table("metonyms") if row["body"] != "president" and not _is_land(row["of"]))
    return _forms((row["form"], row["model"], row["of"]) for row in rows)


@cache
def _kinds() -> dict[str, str]:
    return {row["id"]: row["kind"] for row in table("places")}


def _is_land(place: str) -> bool:
    return _kinds().get(place) in {"land", "region"}


def _only_state(places: frozenset[str]) -> str | None:
    """Return the name of the one state among places, or None: «Kongo» may be two."""
    only = next(iter(places)) if len(places) == 1 else ""
    return names_of_bodies()[only] if _kinds().get(only) in STATES else None


def _forms(rows: Iterable[tuple[str, str, str]]) -> dict[str, frozenset[str]]:
    """Return the ids behind each form in each case."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, model, identity in rows:
        for bent in inflect(form, model):
            found[bent].add(identity)
    return {form: frozenset(ids) for form, ids in found.items()}
