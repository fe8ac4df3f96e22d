"""Whom or what a role is of: by compound, adjectives, genitive, possessive and what follows the noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import Row, table
from wortlaut.resolve.beside import Bearing
from wortlaut.resolve.bodies import parties, place_adjectives
from wortlaut.resolve.cast import Cast
from wortlaut.resolve.groups import Group, is_institution
from wortlaut.resolve.nouns import base, relations
from wortlaut.resolve.possession import owner_of
from wortlaut.resolve.terms import MARKS, bodies_named, kinds_of_bodies

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
    """Yield whom or what a role is of, by compound, adjectives, genitive, possessive and what follows."""
    if one.lead and "-" in one.lead and ("of" in row["use"] or sites):
        yield from _by_lead(cast, one)
    yield from (body for body in _by_adjectives(cast, one) if body.party or "of" in row["use"] or sites)
    if one.owner and row["relation"] != "member_of" and not row["form"].startswith("kolleg"):
        yield from _by_owner(cast, one)
    if one.possessive is not None and one.how != "itself" and not row["form"].startswith("kolleg"):
        owner = owner_of(cast, one.possessive, persons=False, but=one.bearer)
        if owner and cast.actors[owner].kind not in {"person", "unknown"}:
            yield Body(owner, is_party(cast, owner), one.possessive, one.noun, "possessive")
    for group in one.tails:
        if body := _by_tail(cast, one, group, sites=sites):
            yield body
            break


def _by_lead(cast: Cast, one: Bearing) -> Iterator[Body]:
    """«SPD-Abgeordnete», «Nato-Sprecher», «US-Präsident»."""
    for part in _parts(one.lead):
        named = bodies_named(part) | _party_of(part)
        if named or _actor_named(cast, part):
            meant = _actor_named(cast, part) or cast.known_as(named, part)[0]
            meant = part if meant not in cast.actors and named & _parties() else meant
            yield Body(meant, is_party(cast, meant, named), one.noun, one.noun, "lead")
            return
        if part.isupper() and len(part) > 1 and "body" in cast_use(one):
            yield Body(part, False, one.noun, one.noun, "lead")
            return


def cast_use(one: Bearing) -> str:
    """Return the uses of the first row of a role."""
    return one.rows[0]["use"]


def _parts(lead: str) -> list[str]:
    """Return the beginnings of a compound, the longest first: «Rhein-Main-» → «Rhein-Main», «Rhein»; «EU-Rats» → «EU»."""
    parts = lead.split("-")[:-1]
    return ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]


def _by_adjectives(cast: Cast, one: Bearing) -> Iterator[Body]:
    """«die norwegische Außenministerin», «der demokratische Abgeordnete»."""
    for token in one.adjectives:
        form = cast.forms[token]
        places = place_adjectives().get(form.lower(), frozenset())
        stem = next((row for row in _party_adjectives() if form.lower().startswith(row[0])), None)
        if stem and len(form) - len(stem[0]) <= 2:
            meant, known = cast.known_as(stem[1], "")
            if known:
                yield Body(meant, True, token, one.noun, "party adjective")
        elif places and (form[0].islower() or len(places) == 1):
            meant = cast.headed(token) or cast.known_as(places, "")[0]
            if meant:
                yield Body(meant, False, token, one.noun, "adjective")


def _by_owner(cast: Cast, one: Bearing) -> Iterator[Body]:
    """«Frankreichs Handelsministerin»."""
    assert one.owner is not None
    first, last = one.owner
    found = cast.ending(last)
    meant = found[1] if found else cast.headed(last) or ""
    if not meant:
        form = " ".join(form for form in cast.forms[first : last + 1] if form not in MARKS)
        named = bodies_named(form)
        meant = cast.known_as(named, form)[0] if named else ""
    if meant:
        yield Body(meant, is_party(cast, meant), first, one.noun, "owner")


def _by_tail(cast: Cast, one: Bearing, group: Group, *, sites: bool) -> Body | None:
    """«Vorsitzende der Bürgerpartei», «Staatssekretär im Verkehrsministerium», «Forscher an der Universität Bamberg»."""
    if not group.meant or group.preposition == "für":
        return None
    body = group.actor and cast.actors[group.meant].kind not in {"state", "person"}
    if group.preposition in ABROAD and not (sites or body or ends_in("body", cast.forms[group.last])):
        if not any(ends_in("body", cast.forms[i]) for i in range(group.first, group.last + 1)):
            return None
    person = group.actor and cast.actors[group.meant].kind == "person"
    if person and group.preposition in ABROAD:
        return None
    return Body(group.meant, is_party(cast, group.meant, group.bodies), one.noun, group.last, "tail")


def is_party(cast: Cast, meant: str, named: frozenset[str] = frozenset()) -> bool:
    """Say whether an actor or words are a party or its group in a parliament."""
    known = cast.actors.get(meant)
    if known and known.kind == "person":
        return False
    named = named or (cast.bodies_of(meant) if known else frozenset())
    names = (known.name, *known.names) if known else (meant,)
    return bool(named & _parties()) or any(name.lower().endswith(("partei", "fraktion")) for name in names)


def _party_of(form: str) -> frozenset[str]:
    return parties().get(form, frozenset())


@cache
def _parties() -> frozenset[str]:
    """Return the parties and their groups in parliaments."""
    return frozenset(row["id"] for row in table("organisations") if row["kind"] in {"party", "group"})


@cache
def _party_adjectives() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return stem → parties of adjectives, the longest stem first: «christdemokratisch» before «demokratisch»."""
    found: dict[str, set[str]] = {}
    for row in table("relation_words"):
        if row["use"] == "party":
            found.setdefault(row["form"], set()).add(row["of"])
    return tuple((stem, frozenset(found[stem])) for stem in sorted(found, key=len, reverse=True))


def _whose(cast: Cast, lead: str) -> bool:
    """Say whether the first part of a compound names a body or place: «SPD-», «US-»."""
    return bool(bodies_named(lead)) or _actor_named(cast, lead) != "" or (lead.isupper() and len(lead) > 1)


def _actor_named(cast: Cast, name: str) -> str:
    found = (
        actor.id
        for actor in cast.actors.values()
        if actor.kind not in {"person", "unknown"} and name in {actor.name, actor.name.split()[-1], *actor.names}
    )
    return next(found, "")


def party_of(form: str) -> frozenset[str]:
    """Return the parties that a form in any case names."""
    return parties().get(form, frozenset())


def party_nouns(word: str) -> frozenset[str]:
    """Return the parties whose member a noun means: «Christdemokrat», «Republikanerin».

    >>> sorted(party_nouns("Sozialdemokratin"))
    ['spd', 'spoe']
    """
    noun = base(word).rstrip("n")
    return frozenset(of for form, of in relations("party") if noun in {form, form.rstrip("e")})
