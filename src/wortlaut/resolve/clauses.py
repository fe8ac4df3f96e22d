"""Clauses whose verb tells a relation: «Finnland ist der Nato beigetreten», «Kairys lehrt an der Universität Kaunas»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wortlaut.lexicon import Row, table
from wortlaut.record.reading import RelationKind
from wortlaut.resolve.assertion import PREPOSITIONS, asserted, bounds, subjects
from wortlaut.resolve.cast import Cast, Group, ends_in
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE
from wortlaut.resolve.ties import Tie


def clause_ties(cast: Cast) -> Iterator[Tie]:
    """Yield what verbs say of their subjects: no question, negation, wish, condition or order."""
    for token, form in enumerate(cast.forms):
        for row in _verbs().get(form, ()):
            if asserted(cast, token) and cast.form(token + 1) != "Sie":
                yield from _told(cast, token, row)


def _told(cast: Cast, verb: int, row: Row) -> Iterator[Tie]:
    low, high = bounds(cast, verb, marks=False)
    kind: RelationKind = next(k for k in _KINDS if k == row["relation"])
    word = row["word"]
    if (
        word
        and word not in {cast.forms[i] for i in range(low, high + 1) if i != verb}
        and not _prefixed(cast, verb, word)
    ):
        return
    whose = subjects(cast, verb)
    if word == "und" and len(whose) < 2:
        return
    for group in _objects(cast, row, low, high, whose):
        for first, last, actor in whose:
            if actor != group.meant and (told := _kind(cast, kind, actor, group, row)):
                ends = (first, last, verb, group.start, group.last)
                yield Tie(
                    kind=told,
                    subject=actor,
                    object=group.meant,
                    first=min(ends),
                    last=max(ends),
                    pattern=f"verb {told}",
                )


def _prefixed(cast: Cast, verb: int, word: str) -> bool:
    """Say whether a verb at the end of its clause has its particle as prefix: «beitrat», «angehört»."""
    return cast.forms[verb].startswith(word)


def _objects(cast: Cast, row: Row, low: int, high: int, whose: list[tuple[int, int, str]]) -> Iterator[Group]:
    """Yield the objects in a clause: behind the prepositions of the row, or noun groups without one."""
    wanted = set(row["object"].split("|"))
    bare = bool(wanted & {"acc", "dat"})
    at = low
    while at <= high:
        form = cast.forms[at].lower()
        taken = any(first <= at <= last for first, last, _ in whose)
        group = None
        if form in wanted or (bare and not taken and _opens(cast, at, form, low)):
            group = group(cast, at) or _plain(cast, at, form)
        elif form in PREPOSITIONS and (skipped := group(cast, at)):
            at = skipped.last
        if group and group.meant and not any(group.first <= first <= group.last for first, _, _ in whose):
            yield group
            at = max(at, group.last)
        at += 1


def _opens(cast: Cast, at: int, form: str, low: int) -> bool:
    """Say whether an object without preposition may start here: with its article, or a name without one."""
    before = cast.form(at - 1).lower() if at > low else ""
    article = form in DEFINITE | INDEFINITE
    return before not in PREPOSITIONS and (
        article or (cast.starting(at) is not None and before not in DEFINITE | INDEFINITE)
    )


def _plain(cast: Cast, at: int, preposition: str) -> Group | None:
    """Return a name without article: «gehört zu Norwegen»."""
    first = at + 1 if preposition in PREPOSITIONS else at
    found = cast.starting(first)
    if found is None:
        return None
    last, actor = found
    return Group(
        start=at, first=first, last=last, preposition=preposition, meant=actor, actor=True, bodies=cast.bodies_of(actor)
    )


def _kind(cast: Cast, kind: RelationKind, actor: str, group: Group, row: Row) -> RelationKind | None:
    """Return the relation that verb, subject and object together tell, or None where they do not fit."""
    person = cast.actors[actor].kind == "person"
    to_person = group.actor and cast.actors[group.meant].kind == "person"
    nouns = range(group.first, group.last + 1)
    treaty = any(ends_in("treaty", cast.forms[i]) for i in nouns) or group.bodies & _of_kind("treaty")
    body = group.bodies & _of_kind("party", "alliance", "union", "international", "association", "group", "parliament")
    alliance = body or any(ends_in("alliance", cast.forms[i]) for i in nouns)
    organisation = group.actor and cast.actors[group.meant].kind in {"organisation", "outlet"}
    institution = organisation or any(ends_in("body", cast.forms[i]) for i in nouns)
    if kind in {"member_of", "party_to"} and treaty and not person:
        return "party_to"
    fits = {
        "member_of": bool(alliance or organisation) and not to_person,
        "party_to": False,
        "affiliated_with": person and bool(institution) and not to_person,
        "ally_of": group.actor,
        "family_of": person and to_person,
        "part_of": not person and group.actor and not to_person and row["object"] != "an",
        "located_in": not person and group.actor and cast.actors[group.meant].kind == "state",
    }
    return kind if fits[kind] else None


_KINDS: tuple[RelationKind, ...] = (
    "member_of",
    "party_to",
    "affiliated_with",
    "ally_of",
    "family_of",
    "part_of",
    "located_in",
)


@cache
def _verbs() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in table("relation_verbs"):
        for form in row["forms"].split("|"):
            found.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(row["id"] for row in table("organisations") if row["kind"] in kinds)
