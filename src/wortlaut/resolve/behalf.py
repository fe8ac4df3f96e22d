"""For whom somebody acts: a president's army and his «wir» in a treaty are the state's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wortlaut.record import Actor, Happening, Relation, Span

FORCES = re.compile(
    r"[\s\w-]{0,20}?\b\w*(?:militär|armee|truppen?|soldaten|streitkräfte[n]?|luftwaffe|marine|geheimdienste?|justiz)\b",
    re.IGNORECASE,
)
DEEDS = frozenset({"MOBILIZE", "ASSAULT", "AID", "SANCTION", "COERCE", "RETREAT"})
TREATIES = ("beitr", "beigetr", "ratifi", "unterzeich", "unterschr")


def sides(actors: Sequence[Actor], relations: Sequence[Relation]) -> dict[str, tuple[str, ...]]:
    """Return for whom an actor acts too, by offices and relations; states before other bodies."""
    kinds = {actor.id: actor.kind for actor in actors}
    by_name = {name: actor.id for actor in reversed(actors) for name in (*actor.names, actor.name)}
    found: dict[str, set[str]] = {}
    for actor in actors:
        for office in actor.offices:
            if office.of in by_name and by_name[office.of] != actor.id:
                found.setdefault(actor.id, set()).add(by_name[office.of])
    for relation in relations:
        if relation.kind in {"holds_office", "affiliated_with", "member_of"} and relation.object in kinds:
            found.setdefault(relation.subject, set()).add(relation.object)
    return {who: tuple(sorted(those, key=lambda a: (kinds[a] != "state", a))) for who, those in found.items()}


def on_behalf(
    text: str, happening: Happening, head: Span, actor: str, of: Mapping[str, tuple[str, ...]], kinds: Mapping[str, str]
) -> str:
    """Return who acts where ``head`` names ``actor``: the state for «Putins Militär» and for a president's «wir»."""
    states = [other for other in of.get(actor, ()) if kinds.get(other) == "state"]
    if kinds.get(actor) != "person" or not states:
        return actor
    if happening.type in DEEDS and FORCES.match(text[head.end : head.end + 40]):
        return states[0]
    told = any(stem in span.of(text).lower() for span in happening.trigger for stem in TREATIES)
    plural = head.of(text).lower() in {"wir", "uns"}
    return states[0] if plural and (told or happening.type in DEEDS) else actor
