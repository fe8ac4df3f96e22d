"""Whom or what a role is of: by compound, adjectives, genitive, possessive and what follows the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import Row, column, table
from wortlaut.resolve.bodies import parties, place_adjectives
from wortlaut.resolve.nouns import base, relations
from wortlaut.resolve.relations.beside import Bearing
from wortlaut.resolve.relations.cast import Cast
from wortlaut.resolve.relations.groups import Group, is_institution
from wortlaut.resolve.relations.possession import owner_of
from wortlaut.resolve.relations.terms import MARKS, bodies_named, kinds_of_bodies

ABROAD = frozenset({"in", "im", "an", "am"})
"""Prepositions behind which a place is where somebody is, not whose he is: «Botschafter in Berlin»."""


@dataclass(frozen=True, slots=True)
class Body:
    """Whom or what a role is of: an actor's id or words, whether a party, the tokens that say so, the pattern."""

    meant: str
    party: bool
    first: int
    last: int
    pattern: str


def bodies(cast: Cast, one: Bearing, row: Row, *, sites: bool = False) -> Iterator[Body]:
    """Yield whom or what a role is of, by compound, adjectives, genitive, possessive and what follows.

    ``sites``: of a place, whose part it is.
    """
    owned = "of" in row["use"] or sites
    colleague = row["form"].startswith("kolleg")
    if owned:
        yield from _by_lead(cast, one, row)
    yield from (body for body in by_adjectives(cast, one) if body.party or owned)
    if one.owner and row["relation"] != "member_of" and not colleague:
        yield from _by_owner(cast, one.owner, one)
    if one.possessive is not None and one.how != "itself" and not colleague:
        owner = owner_of(cast, one.possessive, persons=False, but=one.bearer)
        if owner and cast.actors[owner].kind not in {"person", "unknown"}:
            yield Body(owner, is_party(cast, owner), one.possessive, one.noun, "possessive")
    found = (body for group in one.tails if (body := _by_tail(cast, one, group, sites=sites)))
    yield from (body for body in [next(found, None)] if body)


def _by_lead(cast: Cast, one: Bearing, row: Row) -> Iterator[Body]:
    """«SPD-Abgeordnete», «Nato-Sprecher», «US-Präsident»; «VW-Chef», although nobody knows VW."""
    parts = one.lead.split("-")[:-1]
    for part in ("-".join(parts[:n]) for n in range(len(parts), 0, -1)):
        named = bodies_named(part)
        meant = actor_named(cast, part)
        if named and not meant:
            meant = cast.known_as(named, part)[0]
        if meant or (_is_sign(part) and "body" in row["use"]):
            yield Body(meant or part, is_party(cast, meant, named), one.noun, one.noun, "lead")
            return


def names_whose(cast: Cast, lead: str) -> bool:
    """Say whether a part of a compound names a body or place: «SPD-», «US-», «VW-»."""
    return bool(bodies_named(lead)) or actor_named(cast, lead) != "" or _is_sign(lead)


def _is_sign(lead: str) -> bool:
    return len(lead) > 1 and lead.isupper()


def actor_named(cast: Cast, name: str) -> str:
    """Return the actor with a name or whose name ends in it, no person, or an empty string."""
    for actor in cast.actors.values():
        forms = {actor.name, *actor.names}
        if actor.kind not in {"person", "unknown"}:
            forms.add(actor.name.split()[-1])
        if actor.kind != "person" and name in forms:
            return actor.id
    return ""


def by_adjectives(cast: Cast, one: Bearing) -> Iterator[Body]:
    """Yield the states and parties of adjectives: «die norwegische Ministerin», «der demokratische Abgeordnete»."""
    for token in one.adjectives:
        low = cast.low(token)
        stem = next((stem for stem in _party_stems() if low.startswith(stem) and len(low) - len(stem) <= 2), None)
        places = place_adjectives().get(low, frozenset())
        if stem:
            meant, known = cast.known_as(_party_stems()[stem], "")
            if known:
                yield Body(meant, True, token, one.noun, "party adjective")
        elif places and (meant := cast.headed(token) or cast.known_as(places, "")[0]):
            colleague = one.rows[0]["form"].startswith("kolleg") and not one.lead
            yield Body(meant, False, token, one.noun, "colleague" if colleague else "adjective")


@cache
def _party_stems() -> dict[str, frozenset[str]]:
    """Return stem → parties of adjectives, the longest stem first: «christdemokratisch» before «demokratisch»."""
    found: dict[str, set[str]] = {}
    for row in sorted(table("relation_words"), key=lambda row: -len(row["form"])):
        if row["use"] == "party":
            found.setdefault(row["form"], set()).add(row["of"])
    return {stem: frozenset(of) for stem, of in found.items()}


def owner(cast: Cast, tokens: tuple[int, int]) -> str:
    """Return whom a genitive before a noun names: an actor's id, words, or nothing."""
    found = cast.ending(tokens[1])
    if actor := found[1] if found else cast.headed(tokens[1]):
        return actor
    form = " ".join(form for form in cast.forms[tokens[0] : tokens[1] + 1] if form not in MARKS)
    named = bodies_named(form)
    return cast.known_as(named, "")[0] if named else ""


def _by_owner(cast: Cast, tokens: tuple[int, int], one: Bearing) -> Iterator[Body]:
    """«Frankreichs Handelsministerin»."""
    if meant := owner(cast, tokens):
        yield Body(meant, is_party(cast, meant), tokens[0], one.noun, "owner")


def _by_tail(cast: Cast, one: Bearing, group: Group, *, sites: bool) -> Body | None:
    """«Vorsitzende der Bürgerpartei», «Staatssekretär im Verkehrsministerium», «Forscher an der Universität Bremen»."""
    if not group.meant or group.preposition == "für":
        return None
    kind = cast.actors[group.meant].kind if group.actor else "unknown"
    if kind == "outlet" and _may_be_told(cast, one):
        return None
    body = group.actor and kind not in {"state", "person"}
    if group.preposition in ABROAD and (kind == "person" or not (sites or body or is_institution(cast, group))):
        return None
    return Body(group.meant, is_party(cast, group.meant, group.bodies), one.noun, group.last, "tail")


def _may_be_told(cast: Cast, one: Bearing) -> bool:
    """Say whether an outlet behind a role is told something: «sagte eine Sprecherin der APA»."""
    before = cast.low(one.start - 1)
    return before in column("verb_tenses", "form") or cast.tree.pos(one.start - 1) == "VERB"


def is_party(cast: Cast, meant: str, named: frozenset[str] = frozenset()) -> bool:
    """Say whether an actor or words are a party or its group in a parliament."""
    known = cast.actors.get(meant)
    if known and known.kind == "person":
        return False
    named = named or (cast.bodies_of(meant) if known else frozenset())
    names = (known.name, *known.names) if known else (meant,)
    kinds = {kinds_of_bodies()[body] for body in named}
    return bool(kinds & {"party", "group"}) or any(name.lower().endswith(("partei", "fraktion")) for name in names)


def party_of(form: str) -> frozenset[str]:
    """Return the parties that a form in any case names."""
    return parties().get(form, frozenset())


def party_nouns(word: str) -> frozenset[str]:
    """Return the parties whose member a noun means.

    >>> sorted(party_nouns("Sozialdemokratin"))
    ['spd', 'spoe']
    """
    noun = base(word).rstrip("n")
    return frozenset(of for form, of in relations("party") if noun in {form, form.rstrip("e")})
