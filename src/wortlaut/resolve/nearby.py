"""What stands beside a name without a noun for a role: party in brackets, «von der Universität», the town of an outlet.

And what the sentences before tell: «Der Mieterbund zeigte sich enttäuscht. Präsidentin Alma Rossi sprach …».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from wortlaut.lexicon import column, table
from wortlaut.record.reading import RelationKind
from wortlaut.record.tree import SUBJECT
from wortlaut.resolve.beside import CLOSING, Bearing
from wortlaut.resolve.bodies import parties
from wortlaut.resolve.cast import MARKS, Cast, bodies_named, ends_in
from wortlaut.resolve.ties import Tie, bodies, is_party, party_nouns

REACH = 2
"""A body that a title leaves out is named at most this many sentences before."""

CLOSED = frozenset(
    {"state", "party", "group", "government", "union", "alliance", "parliament", "military", "armed", "treaty", "court"}
)
"""Kinds of bodies whose «Präsident» or «Sprecher» is seldom meant by the bare title."""


def nearby(cast: Cast, borne: Sequence[Bearing]) -> Iterator[Tie]:
    """Yield what stands beside names, and the bodies of bare titles by the sentences before."""
    for first, last, actor in cast.names:
        if cast.is_person(actor):
            if cast.actors[actor].kind == "person":
                yield from _bracketed(cast, first, last, actor)
            yield from _of_body(cast, first, last, actor)
            yield from _party_noun(cast, first, last, actor)
        elif cast.actors[actor].kind in {"outlet", "organisation"}:
            yield from _town(cast, first, last, actor)
    for token, form in enumerate(cast.forms):
        actor_of_noun = cast.headed(token)
        if actor_of_noun and cast.is_person(actor_of_noun) and party_nouns(form):
            yield from _member_noun(cast, token, actor_of_noun, token)
    for one in borne:
        yield from _told_before(cast, one)


def _bracketed(cast: Cast, first: int, last: int, actor: str) -> Iterator[Tie]:
    """«Henrike Bolte (SPD)», «Karl Lahm (44, CDU/Hamburg)», «Jan Holm, SPD, …»."""
    opening, at = cast.form(last + 1), last + 2
    if opening not in {"(", ","}:
        return
    while cast.together(last, at) and at - last < 9:
        if cast.form(at) in parties() and (opening == "(" or cast.form(at + 1) in {",", "."}):
            meant = cast.known_as(parties()[cast.form(at)], cast.form(at))
            said = meant[0] if meant[1] else cast.form(at)
            yield Tie(
                kind="member_of", subject=actor, object=said, first=first, last=at + (opening == "("), pattern="bracket"
            )
            return
        if opening == "," or cast.form(at) == ")":
            return
        at += 1


def _of_body(cast: Cast, first: int, last: int, actor: str) -> Iterator[Tie]:
    """«Grotzky von der Universität Bamberg», «Anna Meier von den Grünen»; no agent of a passive."""
    if cast.form(last + 1) not in {"von", "vom"} or cast.is_role(last + 1):
        return
    group = group(cast, last + 1)
    if group is None or not group.meant or group.meant == actor or _is_agent(cast, group.last):
        return
    kind = cast.actors[group.meant].kind if group.actor else "organisation"
    institution = any(ends_in("body", cast.forms[i]) for i in range(group.first, group.last + 1))
    party = is_party(cast, group.meant, group.bodies)
    if kind in {"person", "state", "group", "unknown"} or not (group.actor or institution or party):
        return
    relation: RelationKind = "member_of" if party else "affiliated_with"
    yield Tie(kind=relation, subject=actor, object=group.meant, first=first, last=group.last, pattern="of body")


def _is_agent(cast: Cast, last: int) -> bool:
    """Say whether a participle follows to which «von der Polizei» may be the agent."""
    at = last + 1
    passive = False
    while cast.together(last, at) and cast.form(at) not in CLOSING:
        passive = passive or cast.tree.feature(at, "VerbForm") == "Part"
        at += 1
    return passive


def _party_noun(cast: Cast, first: int, last: int, actor: str) -> Iterator[Tie]:
    """«Sozialdemokratin Anna Meier», «der Grüne Jan Holm»."""
    if first and cast.together(first - 1, first) and party_nouns(cast.form(first - 1)):
        yield from _member_noun(cast, first - 1, actor, last)


def _member_noun(cast: Cast, noun: int, actor: str, last: int) -> Iterator[Tie]:
    meant, known = cast.known_as(party_nouns(cast.form(noun)), "")
    if (known and meant != actor) or (meant and not known):
        yield Tie(kind="member_of", subject=actor, object=meant, first=noun, last=last, pattern="party noun")


def _town(cast: Cast, first: int, last: int, actor: str) -> Iterator[Tie]:
    """«der „Rheinische Kurier“ aus Koblenz», «das Ministerium in Vilnius», «die Wiener „Abendrundschau“»."""
    if is_party(cast, actor):
        return
    after = last + 1 + (cast.form(last + 1) in MARKS)
    outlet = cast.actors[actor].kind == "outlet"
    lead = cast.form(after)
    if lead == "(" and cast.form(after + 2) == ")" and outlet:
        lead = "aus"
    hangs = cast.covered(first, after + 1) or first <= cast.tree.head(after + 1) <= last
    if lead == "aus" or (lead == "in" and hangs and not outlet):
        if (
            cast.form(after + 1)[:1].isupper()
            and cast.tree.pos(after + 1) == "PROPN"
            and cast.together(first, after + 1)
        ):
            yield _located(cast, actor, first, after + 1, cast.form(after + 1))
            return
    before = first - 1 - (cast.form(first - 1) in MARKS)
    town = cast.form(before).removesuffix("er")
    if outlet and cast.form(before).endswith("er") and (town in column("places", "capital") or town in cast.forms):
        yield _located(cast, actor, before, last, town)


def _located(cast: Cast, actor: str, first: int, last: int, town: str) -> Tie:
    meant, known = cast.known_as(bodies_named(town), town)
    return Tie(
        kind="located_in", subject=actor, object=meant if known else town, first=first, last=last, pattern="town"
    )


def _told_before(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """Yield the body of a title that names none: the organisation that the text spoke of last as a subject."""
    use = set(one.rows[0]["use"].split())
    bare = not (one.owner or one.possessive is not None or one.tails or one.lead.endswith("-"))
    if (
        one.how not in {"direct", "behind"}
        or not use & {"party", "body"}
        or not bare
        or list(bodies(cast, one, one.rows[0]))
    ):
        return
    at = cast.doc.tokens[one.noun]
    paragraph = cast.doc.sentences[at.sentence].paragraph
    candidates = []
    for first, last, actor in cast.names:
        sentence = cast.doc.tokens[last].sentence
        near = (
            last < one.noun and at.sentence - sentence < REACH and cast.doc.sentences[sentence].paragraph == paragraph
        )
        if near and _fits(cast, actor, use, one):
            candidates.append((any(cast.tree.relation(i) in SUBJECT for i in range(first, last + 1)), last, actor))
    if candidates:
        _, last, actor = max(candidates)
        kind: RelationKind = "member_of" if is_party(cast, actor) else "affiliated_with"
        yield Tie(
            kind=kind,
            subject=one.bearer,
            object=actor,
            first=one.evidence[0],
            last=one.evidence[1],
            pattern="told before",
        )


def _fits(cast: Cast, actor: str, use: set[str], one: Bearing) -> bool:
    """Say whether a title may be one of a body: «Fraktionsvize» of a party, «Verbandschef» of a «Verband»."""
    if cast.actors[actor].kind not in {"organisation", "group"}:
        return False
    kinds = {_sorts()[body] for body in cast.bodies_of(actor) if body in _sorts()}
    if "party" in use:
        return is_party(cast, actor)
    if cast.actors[actor].kind != "organisation":
        return False
    if one.lead:
        return one.lead.lower().rstrip("-s") in {
            "verband",
            "vereins",
            "gewerkschaft",
            "behörden",
            "institut",
            "instituts",
            "verein",
        }
    return not kinds & CLOSED


@cache
def _sorts() -> dict[str, str]:
    return {row["id"]: row["kind"] for row in table("organisations")} | {row["id"]: "state" for row in table("places")}
