"""Roles and who bears them → offices, affiliations, parties, allies, kin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.lexicon import Row
from wortlaut.record.reading import RelationKind
from wortlaut.resolve.nouns import base
from wortlaut.resolve.relations.belonging import actor_named, bodies, by_adjectives, owner, party_of
from wortlaut.resolve.relations.beside import Bearing
from wortlaut.resolve.relations.cast import Cast
from wortlaut.resolve.relations.possession import owner_of
from wortlaut.resolve.relations.terms import ends_in
from wortlaut.resolve.relations.title import is_ahead, is_past, title_of

PARTISAN = ("politiker", "partei", "kandidat", "mann", "frau")
"""Beginnings of nouns for members of a party; with a state before them they tell where somebody is from."""

OF_PARTIES = ("partei", "fraktion")
"""Beginnings of titles that only parties have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation with its evidence as tokens and the pattern that told it; ``past``: it is over."""

    kind: RelationKind
    subject: str
    object: str
    first: int
    last: int
    pattern: str
    past: bool = False


def ties(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """Yield what a noun for a role says of its bearer."""
    row = _row(one)
    if one.article.startswith("kein") or is_ahead(cast, one) or not _fits(cast, one, row):
        return
    match row["relation"]:
        case "holds_office":
            if not _names_itself(cast, one):
                past = is_past(cast, one)
                yield _tie(one, "holds_office", title_of(cast, one, row, past=past), f"office {one.how}", past=past)
            yield from _belongs(cast, one, row)
        case "affiliated_with":
            yield from _belongs(cast, one, row)
        case "member_of" | "party_to":
            yield from _member(cast, one, row)
        case "ally_of":
            yield from _ally(cast, one)
        case "family_of":
            yield from _kin(cast, one)
        case "part_of":
            yield from _part(cast, one, row)


def _row(one: Bearing) -> Row:
    """Return the row that is meant: «SPD-Frau» is a member, «Merkels Frau» is kin."""
    for row in one.rows:
        if row["relation"] == "member_of" and party_of(one.lead.rstrip("-")):
            return row
    return next((row for row in one.rows if row["relation"] != "member_of"), one.rows[0])


def _fits(cast: Cast, one: Bearing, row: Row) -> bool:
    """Say whether the bearer may be what the noun says: a person of its gender, for what only persons are."""
    if row["relation"] in {"member_of", "party_to", "part_of", "ally_of", "located_in"}:
        return one.how != "itself" or cast.is_named(one.bearer)
    gender = cast.actors[one.bearer].gender
    shown = row["gender"]
    if not shown and cast.forms[one.noun].endswith("e"):
        shown = {"der": "m", "die": "f"}.get(one.article, "")
    return cast.is_person(one.bearer) and (not gender or shown not in {"f", "m"} or gender == shown)


def _names_itself(cast: Cast, one: Bearing) -> bool:
    """Say whether the bearer has no other name than the role: «der armenische Unterhändler»."""
    if one.how != "itself":
        return False
    noun = base(cast.forms[one.noun].rpartition("-")[2])
    name = base(cast.actors[one.bearer].name.replace("-", " "))
    return not cast.is_named(one.bearer) or noun[: max(4, len(noun) - 2)] in name


def _belongs(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    """Yield the parties, states and organisations that a role ties its bearer to."""
    partisan = (one.lead.rpartition("-")[2] + row["form"]).lower().startswith(OF_PARTIES)
    for body in bodies(cast, one, row):
        if body.meant != one.bearer:
            member = body.party or (partisan and body.pattern != "adjective")
            kind: RelationKind = "member_of" if member else "affiliated_with"
            yield _tie(one, kind, body.meant, body.pattern, body.first, body.last, past=is_past(cast, one))


def _member(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    """Yield what a member, politician or party to a treaty belongs to."""
    person = cast.actors[one.bearer].kind == "person"
    past = is_past(cast, one)
    for body in bodies(cast, one, row):
        kind: RelationKind = "party_to" if row["relation"] == "party_to" else "member_of"
        treaty = any(ends_in("treaty", cast.forms[i]) for i in range(body.first, body.last + 1))
        if row["form"].startswith(PARTISAN) and not body.party:
            if body.pattern == "tail" or row["form"].startswith("kandidat") or not person:
                continue
            kind = "affiliated_with"
        elif treaty and not person:
            kind = "party_to"
        if body.meant != one.bearer:
            yield _tie(one, kind, body.meant, f"member {body.pattern}", body.first, body.last, past=past)


def _part(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    """Yield whose part a region or department is: «die ukrainische Region Cherson», «Teil der Föderation»."""
    if cast.actors[one.bearer].kind != "person":
        for body in bodies(cast, one, row, sites=True):
            person = body.meant in cast.actors and cast.actors[body.meant].kind == "person"
            if body.meant != one.bearer and not person:
                yield _tie(one, "part_of", body.meant, "part", body.first, body.last, past=is_past(cast, one))


def _kin(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """Yield kin: «Merkels Mann Joachim Sauer», «seine Frau», «der Sohn des Königs»."""
    for other, first, last, pattern in _others(cast, one, persons=True):
        role = one.how == "itself" and cast.is_person(one.bearer)
        persons = (role or cast.actors[one.bearer].kind == "person") and cast.is_person(other)
        if persons and other != one.bearer:
            yield _tie(one, "family_of", other, f"family {pattern}", first, last)


def _ally(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """Yield allies: «sein Verbündeter Wladimir Putin», «Russlands Verbündeter Belarus»."""
    found = [*_others(cast, one, persons=False)]
    if not found and one.lead:
        found = [(actor, one.noun, one.noun, "lead") for actor in [actor_named(cast, one.lead.rstrip("-"))] if actor]
    if not found:
        states = (body for body in by_adjectives(cast, one) if body.meant in cast.actors)
        found = [(body.meant, body.first, body.last, "adjective") for body in states]
    for other, first, last, pattern in found[:1]:
        if other != one.bearer:
            turned = one.how == "direct"
            subject, object_ = (other, one.bearer) if turned else (one.bearer, other)
            yield _tie(one, "ally_of", object_, f"ally {pattern}", first, last, subject=subject)


def _others(cast: Cast, one: Bearing, *, persons: bool) -> Iterator[tuple[str, int, int, str]]:
    """Yield the actor whose kin or ally the bearer is, the tokens that say so and the pattern."""
    other = ""
    if one.owner:
        other, first, last, pattern = owner(cast, one.owner), one.owner[0], one.noun, "owner"
    elif one.possessive is not None:
        other = owner_of(cast, one.possessive, persons=persons, but=one.bearer)
        first, last, pattern = one.possessive, one.noun, "possessive"
    elif one.tails and one.tails[0].preposition in {"der", "des", "von", "vom"}:
        other, first, last, pattern = one.tails[0].meant, one.noun, one.tails[0].last, "tail"
    if other in cast.actors:
        yield other, first, last, pattern


def _tie(
    one: Bearing,
    kind: RelationKind,
    meant: str,
    pattern: str,
    first: int | None = None,
    last: int | None = None,
    *,
    subject: str = "",
    past: bool = False,
) -> Tie:
    """Build a relation whose evidence reaches from the bearer to what else is told."""
    low = min(one.evidence[0], one.noun, one.noun if first is None else first)
    high = max(one.evidence[1], one.noun, one.noun if last is None else last)
    return Tie(kind=kind, subject=subject or one.bearer, object=meant, first=low, last=high, pattern=pattern, past=past)
