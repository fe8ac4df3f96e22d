"""Namings → actors: numbers in the order of the text, identities, offices, and names in the statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wortlaut.lexicon import endings, holds
from wortlaut.record import Actor, Identity, Link, Mention, Office, Party, Relation, Statement
from wortlaut.record.reading import ActorKind, Gender
from wortlaut.resolve.bodies import kind_of
from wortlaut.resolve.body_naming import Naming
from wortlaut.resolve.identity import Told, person_identity
from wortlaut.resolve.names import is_first_name
from wortlaut.resolve.naming import Namer
from wortlaut.resolve.offices import held_by, office_name
from wortlaut.resolve.offices import person as person_of
from wortlaut.resolve.spot import known_bodies
from wortlaut.resolve.written import gender_of


@dataclass(slots=True)
class Group:
    """All namings of one name while actors are made."""

    key: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    @property
    def told(self) -> ActorKind | None:
        """Return the first kind that a naming knew."""
        return next((naming.kind for naming in self.namings if naming.kind), None)

    @property
    def gender(self) -> Gender | None:
        """Return the first gender that a naming knew."""
        return next((naming.gender for naming in self.namings if naming.gender), None)


def groups_of(text: str, mentions: Sequence[Mention], found: Mapping[str, Naming]) -> list[Group]:
    """Return the mentions grouped by whom they name, in the order of the text."""
    groups: dict[str, Group] = {}
    for mention in mentions:
        if mention.id not in found:
            continue
        naming = found[mention.id]
        group = groups.setdefault(naming.key, Group(naming.key, naming.name))
        group.mentions.append(mention)
        group.namings.append(naming)
        form = mention.span.of(text)
        if form not in group.forms and mention.kind != "pronoun":
            group.forms.append(form)
    return list(groups.values())


def actor_of(number: int, group: Group, namer: Namer, kinds: Counter[tuple[str, str]]) -> Actor:
    """Return the actor of a group with its kind, identity and offices on the day of the article."""
    identity = next((naming.identity for naming in group.namings if naming.identity), None)
    if identity is not None:
        known = known_bodies()[identity.id]
        return Actor(id=f"actor{number}", name=group.name, kind=known.kind, names=tuple(group.forms), identity=identity)
    kind = _kind(group, kinds)
    gender = group.gender
    offices: tuple[Office, ...] = ()
    if kind == "person":
        told = _told(group, namer)
        identity = person_identity(told, namer.scene)
        gender = gender or told.gender
        offices = _offices(identity, namer.day) if identity else ()
    return Actor(
        id=f"actor{number}",
        name=person_of(identity.id)["name"] if identity and " " not in group.name else group.name,
        kind=kind,
        names=tuple(group.forms),
        identity=identity,
        offices=offices,
        gender=gender,
    )


def merged(groups: Sequence[Group], actors: Sequence[Actor]) -> tuple[list[Group], list[Actor]]:
    """Return groups and actors with those of one identity joined to the first: «Selenskyj» and «Zelensky»."""
    found: dict[str, tuple[Group, Actor]] = {}
    names = {actor.name: actor.id for actor in reversed(actors)}
    for group, actor in zip(groups, actors, strict=True):
        key = _same_actor(actor, names)
        if key not in found:
            found[key] = (group, actor)
            continue
        first, known = found[key]
        first.mentions += group.mentions
        first.namings += group.namings
        more = tuple(name for name in actor.names if name not in known.names)
        found[key] = (first, replace(known, names=known.names + more))
    return [group for group, _ in found.values()], [actor for _, actor in found.values()]


def _same_actor(actor: Actor, names: Mapping[str, str]) -> str:
    """Return what actors share that are one: the identity, a full name, a name behind the noun for its kind.

    «Hilfsorganisation Seewacht» is «Seewacht».
    """
    if actor.identity:
        return actor.identity.id
    noun, _, rest = actor.name.partition(" ")
    ends = (*endings("institution_nouns"), *endings("body_nouns"), *endings("media_nouns"))
    if rest in names and actor.kind in {"organisation", "outlet", "unknown"} and noun.lower().endswith(ends):
        return names[rest]
    full = (
        actor.kind == "person" and " " in actor.name and not any(name[0].islower() for name in actor.name.split()[:1])
    )
    return names[actor.name] if full and is_first_name(actor.name.split()[0]) else actor.id


def _told(group: Group, namer: Namer) -> Told:
    """Return what the article tells of the person of a group."""
    person = next((p for p in namer.roles.persons if p.full == group.name), None)
    holder = namer.holders.get(group.name)
    words = group.name.split()
    named = is_full(group, namer)
    gender: str | None = (person.gender if person else None) or group.gender
    return Told(
        fulls=(group.name,) if named else (),
        surname=words[-1] if named or len(words) == 1 else "",
        gender=gender_of(gender),
        roles=tuple(person.roles) if person else (),
        parties=frozenset(person.parties) if person else frozenset(),
        by_office=holder.person if holder else None,
    )


def is_full(group: Group, namer: Namer) -> bool:
    """Say whether the name of a group is one with first name and surname, in the article or of the holder."""
    return " " in group.name and (group.name in namer.names.fulls or group.name in namer.holders)


def _offices(identity: Identity, day: str | None) -> tuple[Office, ...]:
    """Return the offices that somebody holds on the day of the article, by the lexicon; without a day none."""
    if day is None:
        return ()
    return tuple(
        Office(
            title=office_name(row["office"]),
            of=known_bodies()[row["of"]].name if row["of"] in known_bodies() else row["of"],
            since=_day(row["since"]),
            until=_day(row["until"]),
        )
        for row in held_by(identity.id)
        if holds(row, day)
    )


def with_offices(actor: Actor, relations: Iterable[Relation], names: Mapping[str, str]) -> Actor:
    """Return an actor with the offices that the article itself tells, each with the words that say so."""
    own = [relation for relation in relations if relation.subject == actor.id]
    of = next((names[r.object] for r in own if r.kind == "affiliated_with" and r.object in names), None)
    told = [
        Office(title=relation.object, of=of, evidence=relation.evidence)
        for relation in own
        if relation.kind == "holds_office" and relation.object not in names
    ]
    return replace(actor, offices=(*actor.offices, *told)) if told else actor


def _day(written: str) -> date | None:
    """Return a whole day, None for an unknown one."""
    return date.fromisoformat(written) if len(written) == 10 else None


def links_of(groups: Iterable[Group], ids: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the links of all mentions in text order."""
    links = [
        (mention.span, Link(mention=mention.id, actor=ids[g.key], confidence=n.confidence, reasons=(n.reason,)))
        for g in groups
        for mention, n in zip(g.mentions, g.namings, strict=True)
    ]
    return tuple(link for _, link in sorted(links, key=lambda pair: (pair[0], pair[1].mention)))


def filled(statements: Iterable[Statement], names: Mapping[str, str]) -> tuple[Statement, ...]:
    """Return the statements with the names of their parties."""

    def named(party: Party | None) -> Party | None:
        if party is None or party.mention is None or party.mention not in names:
            return party
        return replace(party, name=names[party.mention])

    return tuple(
        replace(s, speaker=named(s.speaker), addressee=named(s.addressee), via=named(s.via)) for s in statements
    )


def _kind(group: Group, kinds: Counter[tuple[str, str]]) -> ActorKind:
    """Return what the lexicon knows a name as, else what a link told, else what the model mostly took it for."""
    if group.told == "person":
        return "person"
    if known := kind_of([group.name, *group.forms]):
        return known
    words = group.name.split()
    if group.told or (len(words) > 1 and is_first_name(words[0])):
        return group.told or "person"
    if any(naming.plural for naming in group.namings):
        return "group"
    person, organisation, place = (kinds[group.name, kind] for kind in ("PER", "ORG", "LOC"))
    if max(person, organisation) <= place:
        return "unknown"
    return "person" if person >= organisation else "organisation"
