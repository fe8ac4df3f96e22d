"""Roles and who bears them → offices, affiliations, parties, allies, kin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import Row, table
from wortlaut.record.reading import RelationKind
from wortlaut.resolve.beside import Bearing
from wortlaut.resolve.bodies import parties, place_adjectives
from wortlaut.resolve.cast import MARKS, Cast, Group, bodies_named, ends_in, words_of
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
        treaty = any(ends_in("treaty", cast.forms[i]) for i in range(body.first, body.last + 1))
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


