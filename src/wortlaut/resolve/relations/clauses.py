"""Clauses whose verb tells a relation: «Finnland ist der Nato beigetreten», «Kairys lehrt an der Universität»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from wortlaut.lexicon import Row, table
from wortlaut.record.reading import RelationKind
from wortlaut.resolve.nouns import DEFINITE, INDEFINITE
from wortlaut.resolve.relations.assertion import PREPOSITIONS, asserted, bounds, subjects
from wortlaut.resolve.relations.cast import Cast, Named
from wortlaut.resolve.relations.groups import Group, group, is_alliance, is_institution, is_treaty
from wortlaut.resolve.relations.terms import kinds_of_bodies
from wortlaut.resolve.relations.ties import Tie

JOINED = frozenset({"party", "group", "alliance", "union", "international", "association", "parliament"})
"""Kinds of bodies that have members."""


def clause_ties(cast: Cast, states: Mapping[str, str]) -> Iterator[Tie]:
    """Yield what verbs say of their subjects: no question, negation, wish, condition or order.

    ``states``: person → the state whose office he holds; «wir sind dem Vertrag beigetreten» is said of it.
    """
    for token, form in enumerate(cast.forms):
        for row in _verbs().get(form, ()):
            if cast.form(token + 1) != "Sie" and asserted(cast, token):
                yield from _told(cast, token, row, states)


def _told(cast: Cast, verb: int, row: Row, states: Mapping[str, str]) -> Iterator[Tie]:
    """Yield what one verb says, if the word of its row stands in the clause or before it: «trat … bei», «beitrat»."""
    low, high = bounds(cast, verb, marks=False)
    word = row["word"]
    if word and word not in cast.forms[low : high + 1] and not cast.forms[verb].startswith(word):
        return
    whose = [
        (first, last, states.get(actor, actor) if cast.low(first) == "wir" else actor)
        for first, last, actor in subjects(cast, verb)
    ]
    if word == "und" and len(whose) < 2:
        return
    for found in _objects(cast, row, low, high, whose):
        for first, last, actor in whose:
            kind = _kind(row, _Ends(cast, actor, found))
            if kind and actor != found.meant:
                low, *_, high = sorted((first, last, verb, found.start, found.last))
                yield Tie(
                    kind=kind,
                    subject=actor,
                    object=found.meant,
                    first=low,
                    last=high,
                    pattern=f"verb {row['relation']}",
                )


def _objects(cast: Cast, row: Row, low: int, high: int, whose: list[Named]) -> Iterator[Group]:
    """Yield the objects in a clause: behind the prepositions of the row, or noun groups without one."""
    wanted = set(row["object"].split("|"))
    taken = {token for first, last, _ in whose for token in range(first, last + 1)}
    at = low
    while at <= high:
        found = None
        if cast.low(at) in wanted or (wanted & {"acc", "dat"} and at not in taken and _opens(cast, at, low)):
            found = group(cast, at) or _name(cast, at)
        elif cast.low(at) in PREPOSITIONS and (led := group(cast, at)):
            at = led.last
        if found and found.meant and not taken & set(range(found.first, found.last + 1)):
            yield found
            at = max(at, found.last)
        at += 1


def _opens(cast: Cast, at: int, low: int) -> bool:
    """Say whether an object without preposition may start here: with its article, or a name without one."""
    before, articles = cast.low(at - 1) if at > low else "", DEFINITE | INDEFINITE
    bare = cast.starting(at) is not None and before not in articles
    return before not in PREPOSITIONS and (cast.low(at) in articles or bare)


def _name(cast: Cast, at: int) -> Group | None:
    """Return a name without article as a group: «gehört zu Norwegen», «trat Estland bei»."""
    lead = cast.low(at) if cast.low(at) in PREPOSITIONS else ""
    first = at + bool(lead)
    if (found := cast.starting(first)) is None:
        return None
    last, actor = found
    bodies = cast.bodies_of(actor)
    return Group(start=at, first=first, last=last, preposition=lead, meant=actor, actor=True, bodies=bodies)


class _Ends(NamedTuple):
    """Subject and object of a clause."""

    cast: Cast
    subject: str
    object: Group

    @property
    def person(self) -> bool:
        return self.cast.actors[self.subject].kind == "person"

    @property
    def kind(self) -> str:
        return self.cast.actors[self.object.meant].kind if self.object.actor else ""

    @property
    def sorts(self) -> set[str]:
        return {kinds_of_bodies()[body] for body in self.object.bodies}

    @property
    def joined(self) -> bool:
        alliance = bool(self.sorts & JOINED) or is_alliance(self.cast, self.object)
        return self.kind != "person" and (alliance or self.kind in {"organisation", "outlet"})

    @property
    def treaty(self) -> bool:
        return "treaty" in self.sorts or is_treaty(self.cast, self.object)


def _kind(row: Row, ends: _Ends) -> RelationKind | None:
    """Return the relation that verb, subject and object together tell, None where they do not fit."""
    if row["relation"] in {"member_of", "party_to"} and ends.treaty:
        return None if ends.person else "party_to"
    kind, fits = _RULES[row["relation"]]
    return kind if fits(ends) else None


_RULES: dict[str, tuple[RelationKind, Callable[[_Ends], bool]]] = {
    "member_of": ("member_of", lambda ends: ends.joined),
    "party_to": ("party_to", lambda ends: ends.treaty),
    "affiliated_with": (
        "affiliated_with",
        lambda ends: (
            ends.person
            and ends.kind not in {"person", "state"}
            and (ends.kind != "" or is_institution(ends.cast, ends.object))
        ),
    ),
    "ally_of": ("ally_of", lambda ends: ends.object.actor),
    "family_of": ("family_of", lambda ends: ends.person and ends.kind == "person"),
    "part_of": ("part_of", lambda ends: ends.cast.actors[ends.subject].kind == ends.kind == "state"),
    "located_in": ("located_in", lambda ends: not ends.person and ends.kind == "state"),
}


@cache
def _verbs() -> dict[str, tuple[Row, ...]]:
    """Return the rows of ``relation_verbs`` by each form."""
    found: dict[str, list[Row]] = {}
    for row in table("relation_verbs"):
        for form in row["forms"].split("|"):
            found.setdefault(form, []).append(row)
    return {form: tuple(rows) for form, rows in found.items()}
