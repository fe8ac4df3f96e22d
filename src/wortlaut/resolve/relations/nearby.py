"""What stands beside a name without a title: party in brackets, «von der Universität», the town of an outlet.

And what the sentences before tell of a bare title: «Der Mieterbund klagt. Präsidentin Alma Rossi sprach von …».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.record.reading import RelationKind
from wortlaut.record.tree import SUBJECT
from wortlaut.resolve.relations.belonging import bodies, is_party, party_nouns, party_of
from wortlaut.resolve.relations.beside import CLOSING, Bearing
from wortlaut.resolve.relations.cast import Cast, Named
from wortlaut.resolve.relations.groups import group, is_institution
from wortlaut.resolve.relations.terms import MARKS, bodies_named, capitals, kinds_of_bodies, words_of
from wortlaut.resolve.relations.ties import Tie

REACH = 2
"""A body that a title leaves out is named in its sentence or the one before."""

BRACKET = 8
"""Brackets behind a name are read up to so many words."""

SILENT = frozenset("state party group government union alliance parliament military armed treaty court".split())
"""Kinds of bodies whose «Präsident» or «Sprecher» is seldom meant by the bare title."""

FAR = 10
"""A title that takes up the noun of its body («Verbandschef») finds it so many sentences before."""


def nearby(cast: Cast, borne: Sequence[Bearing]) -> Iterator[Tie]:
    """Yield what stands beside names, and the bodies of bare titles by the sentences before."""
    for name in cast.names:
        kind = cast.actors[name[2]].kind
        if kind == "person":
            yield from _bracketed(cast, name)
        if kind in {"person", "unknown"}:
            yield from _of_body(cast, name)
            if name[0] and cast.together(name[0] - 1, name[0]):
                yield from _party_noun(cast, name[0] - 1, name[2], name[1])
        elif kind in {"outlet", "organisation"} and not is_party(cast, name[2]):
            yield from _town(cast, name)
    for token in range(len(cast.forms)):
        if (actor := cast.headed(token)) and cast.actors[actor].kind == "person":
            yield from _party_noun(cast, token, actor, token)
    for one in borne:
        yield from _told_before(cast, one)
        yield from _site(cast, one)


def _bracketed(cast: Cast, name: Named) -> Iterator[Tie]:
    """«Henrike Bolte (SPD)», «Karl Lahm (44, CDU/Hamburg)», «Jan Holm, SPD, …»."""
    first, last, actor = name
    opening = cast.form(last + 1)
    for at in range(last + 2, last + 2 + BRACKET) if opening in {"(", ","} else ():
        if not cast.together(last, at) or cast.form(at) == ")":
            return
        party = party_of(cast.form(at))
        if party and (opening == "(" or cast.form(at + 1) in {",", "."}):
            meant = cast.known_as(party, cast.form(at))[0]
            end = at + (cast.form(at + 1) == ")")
            yield Tie(kind="member_of", subject=actor, object=meant, first=first, last=end, pattern="bracket")
            return
        if opening == ",":
            return


def _of_body(cast: Cast, name: Named) -> Iterator[Tie]:
    """«Grotzky von der Universität Bamberg», «Anna Meier von den Grünen»; no agent of a passive."""
    first, last, actor = name
    found = group(cast, last + 1) if cast.low(last + 1) in {"von", "vom"} else None
    if found is None or found.meant in {"", actor} or _is_agent(cast, found.last):
        return
    party = is_party(cast, found.meant, found.bodies)
    kind = cast.actors[found.meant].kind if found.actor else "organisation"
    if kind in {"organisation", "outlet"} and (found.actor or party or is_institution(cast, found)):
        relation: RelationKind = "member_of" if party else "affiliated_with"
        yield Tie(kind=relation, subject=actor, object=found.meant, first=first, last=found.last, pattern="of body")


def _is_agent(cast: Cast, last: int) -> bool:
    """Say whether a participle follows to which «von der Polizei» may be the agent."""
    at = last + 1
    while cast.together(last, at) and cast.form(at) not in CLOSING:
        if cast.tree.feature(at, "VerbForm") == "Part":
            return True
        at += 1
    return False


def _party_noun(cast: Cast, noun: int, actor: str, last: int) -> Iterator[Tie]:
    """«Sozialdemokratin Anna Meier», «der Christdemokrat»."""
    if named := party_nouns(cast.form(noun)):
        meant = cast.known_as(named, "")[0] or (cast.form(noun) if named & party_of(cast.form(noun)) else "")
        if meant and meant != actor:
            yield Tie(kind="member_of", subject=actor, object=meant, first=noun, last=last, pattern="party noun")


def _town(cast: Cast, name: Named) -> Iterator[Tie]:
    """«der „Rheinische Kurier“ aus Koblenz», «das Ministerium in Vilnius», «die Wiener „Abendrundschau“»."""
    first, last, actor = name
    at = last + 1 + (cast.form(last + 1) in MARKS)
    outlet = cast.actors[actor].kind == "outlet"
    bracket = outlet and cast.form(at) == "(" and cast.form(at + 2) == ")"
    inside = cast.form(at) == "in" and not outlet and cast.covered(first, at + 1)
    if len(cast.form(last)) < 3:
        return
    town = cast.form(at + 1)
    place = town in capitals() or bool(bodies_named(town)) or cast.tree.pos(at + 1) == "PROPN"
    proper = town[:1].isupper() and place and cast.together(first, at + 1)
    if proper and (bracket or inside or cast.form(at) == "aus"):
        yield _located(cast, actor, (first, at + 1), cast.form(at + 1))
        return
    before = first - 1 - (cast.form(first - 1) in MARKS)
    if outlet and cast.is_town(cast.form(before)):
        yield _located(cast, actor, (before, last), cast.form(before).removesuffix("er"))


def _site(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """«die Stadt Cherson in der Ukraine»."""
    if one.rows[0]["relation"] != "located_in" or one.how != "direct" or cast.actors[one.bearer].kind == "person":
        return
    at = one.evidence[1] + 1
    found = group(cast, at) if cast.low(at) in {"in", "im"} else None
    place = found.meant if found else (cast.starting(at + 1) or (0, ""))[1] if cast.low(at) == "in" else ""
    if place in cast.actors and cast.actors[place].kind == "state":
        last = found.last if found else at + 1
        yield Tie(kind="located_in", subject=one.bearer, object=place, first=one.noun, last=last, pattern="site")


def _located(cast: Cast, actor: str, tokens: tuple[int, int], town: str) -> Tie:
    meant, known = cast.known_as(bodies_named(town), town)
    first, last = tokens
    place = meant if known else town
    return Tie(kind="located_in", subject=actor, object=place, first=first, last=last, pattern="town")


def _told_before(cast: Cast, one: Bearing) -> Iterator[Tie]:
    """Yield the body of a title that names none: the organisation that the text spoke of last, as a subject if any."""
    use = one.rows[0]["use"].split()
    told = one.owner or one.possessive is not None or one.tails or "-" in one.lead
    if one.how not in {"direct", "behind"} or not {"party", "body"} & set(use) or told:
        return
    if any(True for _ in bodies(cast, one, one.rows[0])):
        return
    here = cast.doc.tokens[one.noun].sentence
    paragraph = cast.doc.sentences[here].paragraph
    reach = FAR if one.lead and "party" not in use else REACH
    candidates = [
        (any(cast.tree.relation(i) in SUBJECT for i in range(first, last + 1)) and not one.lead, last, actor)
        for sentence in range(max(here - reach + 1, 0), here + 1)
        if reach == FAR or cast.doc.sentences[sentence].paragraph == paragraph
        for first, last, actor in cast.names_in(sentence)
        if last < one.noun and _may_have(cast, actor, first, one)
    ]
    if candidates:
        actor = max(candidates)[2]
        kind: RelationKind = "member_of" if is_party(cast, actor) else "affiliated_with"
        first, last = one.evidence
        yield Tie(kind=kind, subject=one.bearer, object=actor, first=first, last=last, pattern="told before")


def _may_have(cast: Cast, actor: str, first: int, one: Bearing) -> bool:
    """Say whether a bare title may be one of a body: «Fraktionsvize» of a party, «Kammerchef» of an «Ärztekammer».

    ``first`` is the token where the body is named: the noun before it counts too («der Branchenverband Eurostahl»).
    """
    if "party" in one.rows[0]["use"]:
        return is_party(cast, actor)
    if cast.actors[actor].kind != "organisation":
        return False
    if one.lead:
        words = " ".join((cast.form(first - 1), cast.actors[actor].name, *cast.actors[actor].names)).lower().split()
        noun = one.lead.lower().removesuffix("s")
        return noun in words_of("body") and any(word.removesuffix("s").endswith(noun) for word in words)
    return not {kinds_of_bodies()[body] for body in cast.bodies_of(actor)} & SILENT
