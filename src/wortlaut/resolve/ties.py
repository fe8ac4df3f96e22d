"""Roles and who bears them → offices, affiliations, parties, allies, kin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import Row, table
from wortlaut.record.reading import RelationKind
from wortlaut.resolve.beside import Bearing
from wortlaut.resolve.bodies import parties, place_adjectives
from wortlaut.resolve.cast import MARKS, Cast, Group, bodies_named, endings_of, words_of
from wortlaut.resolve.nouns import base, relations
from wortlaut.resolve.possession import owner_of

ABROAD = frozenset({"für", "in", "im", "an", "am"})
"""Prepositions behind which a place is where somebody is or deals with, not whose he is: «Botschafter in Berlin»."""

BETWEEN = frozenset({"ally_of", "family_of"})


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


@dataclass(frozen=True, slots=True)
class Body:
    """Whom or what a role is of: an actor's id or words, whether a party, the tokens that say so, the pattern."""

    meant: str
    party: bool
    first: int
    last: int
    pattern: str


def ties(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """Yield what a noun for a role says of its bearer."""
    row = _row(cast, one)
    kind = row["relation"]
    if one.article.startswith("kein") or not _agrees(cast, one, row):
        return
    if kind in BETWEEN:
        yield from _between(cast, one, row)
    elif kind == "holds_office":
        yield from _office(cast, one, row)
    elif kind == "affiliated_with":
        if cast.is_person(one.bearer):
            yield from _belongs(cast, one, row)
    elif kind in {"member_of", "party_to"}:
        yield from _member(cast, one, row)
    elif kind == "part_of":
        yield from _part(cast, one, row)


def _row(cast: Cast, one: Bearing) -> Row:
    """Return the row that is meant: «SPD-Frau» is a member, «Merkels Frau» is kin."""
    for row in one.rows:
        if row["relation"] == "member_of" and one.lead and _party_of(one.lead.rstrip("-")):
            return row
    return next((row for row in one.rows if row["relation"] != "member_of"), one.rows[0])


def _agrees(cast: Cast, one: Bearing, row: Row) -> bool:
    """Say whether the bearer may be of the gender that the noun shows."""
    gender = cast.actors[one.bearer].gender
    if row["relation"] in {"holds_office", "affiliated_with", *BETWEEN} and not cast.is_person(one.bearer):
        return row["relation"] == "ally_of"
    shown = row["gender"] or {"der": "m", "die": "f"}.get(one.article, "")
    if shown == "n" or (not row["gender"] and not cast.forms[one.noun].endswith("e")):
        shown = ""
    return not gender or not shown or gender == shown


def _office(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    adjectives = [cast.forms[i].lower() for i in one.adjectives]
    if any(_begins(word, "future") for word in adjectives) or _led(one, "lead_future"):
        return
    past = one.past or is_past(cast, one)
    if not _names_itself(cast, one):
        title = title_of(cast, one, row, past=past)
        yield _tie(one, "holds_office", title, f"office {one.how}", past=past)
    yield from _belongs(cast, one, row, past=past)


def _names_itself(cast: Cast, one: Bearing) -> bool:
    """Say whether the bearer has no other name than the role: «der armenische Unterhändler»."""
    if one.how == "itself" and not cast.is_named(one.bearer):
        return True
    name = cast.actors[one.bearer].name.lower()
    noun = base(cast.forms[one.noun].rpartition("-")[2])
    return one.how == "itself" and noun[: max(4, len(noun) - 2)] in base(name.replace("-", " "))


def is_past(cast: Cast, one: Bearing) -> bool:
    """Say whether a role is over: «früherer Minister», «Ex-Minister», «Altkanzler»."""
    return any(_begins(cast.forms[i].lower(), "former") for i in one.adjectives) or _led(one, "lead_former")


def _led(one: Bearing, use: str) -> bool:
    """Say whether the compound begins with a word of one use: «Ex-», «Alt»."""
    parts = one.lead.lower().strip("-").split("-")
    return bool(words_of(use) & {parts[0]}) or ("-" not in one.lead and one.lead.lower() in words_of(use))


def _begins(word: str, use: str) -> bool:
    """Say whether an adjective is one of a list in any ending."""
    return any(word.startswith(stem) and len(word) - len(stem) <= 2 for stem in words_of(use))


def title_of(cast: Cast, one: Bearing, row: Row, *, past: bool) -> str:
    """Return a title in the nominative, with what belongs to it and without whose it is.

    «den früheren SPD-Vorsitzenden Karl Lahm» → «früherer Vorsitzender»; «Vizeaußenminister» stays.
    """
    gender = row["gender"] or _gender(cast, one)
    noun = row["form"] + ("r" if row["model"] == "Deutsche" and gender == "m" else "")
    lead = one.lead
    if lead.endswith("-"):
        parts = [part for part in lead.strip("-").split("-") if part]
        kept = [p for p in parts if not _whose(cast, p)] if "of" in row["use"] else parts
        lead = "".join(part + "-" for part in kept)
    else:
        first, hyphen, rest = lead.rpartition("-")
        lead = rest if hyphen and _whose(cast, first) else lead
    written = lead + (noun.capitalize() if not lead or lead.endswith("-") else noun)
    ending = {"m": "r", "n": "s"}.get(gender, "")
    words = [_plain(cast.forms[i]) for i in one.adjectives if _is_of_title(cast.forms[i])]
    told = any(_begins(word.lower(), "former") for word in words) or _led(one, "lead_former")
    if past and not told:
        words.insert(0, "frühere")
    return " ".join([*(word.lower() + ending for word in words), written])


def _is_of_title(form: str) -> bool:
    low = form.lower()
    return _begins(low, "title") or _begins(low, "former") or "politisch" in low


def _plain(form: str) -> str:
    """Return an adjective with the ending -e."""
    return next((form[: -len(end)] for end in ("en", "er", "em", "es") if form.endswith(end)), form[:-1]) + "e"


def _gender(cast: Cast, one: Bearing) -> str:
    """Return the gender of a noun like «Vorsitzende», whose form shows it only with its article."""
    if known := cast.actors[one.bearer].gender:
        return known
    form = cast.forms[one.noun].lower()
    article = one.article or (cast.forms[one.possessive].lower()[-2:] if one.possessive is not None else "")
    if form.endswith("r") or form.endswith("m"):
        return "m"
    if form.endswith("n"):
        return "f" if article in {"der", "einer", "er"} else "m"
    if article in {"die", "eine"}:
        return "f"
    return "m" if article in {"der", "das"} else "f"


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


def _belongs(cast: Cast, one: Bearing, row: Row, *, past: bool = False) -> Iterator[Tie]:
    """Yield the parties, states and organisations that a role ties its bearer to."""
    past = past or is_past(cast, one)
    if any(_begins(cast.forms[i].lower(), "future") for i in one.adjectives):
        return
    for body in bodies(cast, one, row):
        if body.meant != one.bearer:
            partisan = body.party or (one.lead + row["form"]).lower().startswith(("partei", "fraktion"))
            kind: RelationKind = "member_of" if partisan else "affiliated_with"
            yield _tie(one, kind, body.meant, body.pattern, body.first, body.last, past=past)


def _member(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    """Yield what a member, politician or party to a treaty belongs to."""
    candidate = row["form"].startswith("kandidat")
    person = cast.actors[one.bearer].kind == "person"
    past = is_past(cast, one) or one.past
    for body in bodies(cast, one, row):
        if body.meant == one.bearer:
            continue
        politician = row["form"].startswith(("politiker", "partei", *("mann", "frau", "kandidat")))
        if politician and not body.party:
            if body.pattern != "tail" and person and not candidate:
                yield _tie(one, "affiliated_with", body.meant, body.pattern, body.first, body.last, past=past)
            continue
        treaty = any(endings_of("treaty", cast.forms[i]) for i in range(body.first, body.last + 1))
        kind: RelationKind = "party_to" if row["relation"] == "party_to" or (treaty and not person) else "member_of"
        yield _tie(one, kind, body.meant, f"member {body.pattern}", body.first, body.last, past=past)


def _part(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    """Yield whose part a region or department is: «die ukrainische Region Cherson», «Teil der Föderation»."""
    if cast.actors[one.bearer].kind == "person":
        return
    for body in bodies(cast, one, row, sites=True):
        if body.meant != one.bearer:
            yield _tie(one, "part_of", body.meant, "part", body.first, body.last, past=is_past(cast, one))


def _between(cast: Cast, one: Bearing, row: Row) -> Iterator[Tie]:
    """Yield kin and allies: «Merkels Mann Joachim Sauer», «sein Verbündeter Wladimir Putin», «der Sohn des Königs»."""
    kind: RelationKind = "ally_of" if row["relation"] == "ally_of" else "family_of"
    other, first, last, pattern = "", one.noun, one.noun, ""
    if one.owner:
        found = cast.ending(one.owner[1])
        other = found[1] if found else cast.headed(one.owner[1]) or ""
        first, pattern = one.owner[0], "owner"
    elif one.possessive is not None:
        other = owner_of(cast, one.possessive, persons=kind == "family_of", but=one.bearer)
        first, pattern = one.possessive, "possessive"
    elif one.tails and one.tails[0].preposition in {"der", "des", "von", "vom"}:
        other = one.tails[0].meant if one.tails[0].actor else ""
        last, pattern = one.tails[0].last, "tail"
    elif kind == "ally_of" and one.adjectives:
        place = next((body for body in _by_adjectives(cast, one) if not body.party), None)
        other, pattern = (place.meant if place else ""), "adjective"
    elif one.lead and kind == "ally_of":
        other, pattern = _actor_named(cast, one.lead.rstrip("-")), "lead"
    known = other in cast.actors
    if kind == "family_of" and one.how != "itself" and cast.actors[one.bearer].kind != "person":
        return
    if not other or other == one.bearer or (kind == "family_of" and not (known and cast.is_person(other))):
        return
    subject, object_ = (
        (other, one.bearer) if kind == "ally_of" and known and one.how == "direct" else (one.bearer, other)
    )
    short = kind.partition("_")[0]
    yield _tie(one, kind, object_, f"{short} {pattern}", first, last, subject=subject)


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
    if group.preposition in ABROAD and not (sites or body or endings_of("body", cast.forms[group.last])):
        if not any(endings_of("body", cast.forms[i]) for i in range(group.first, group.last + 1)):
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


def party_nouns(word: str) -> frozenset[str]:
    """Return the parties whose member a noun means: «Christdemokrat», «Republikanerin»."""
    return frozenset(of for form, of in relations("party") if base(word).rstrip("n") in {form, form.rstrip("e")})
