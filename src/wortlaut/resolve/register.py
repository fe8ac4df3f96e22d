"""Readings + judgements → Register: the actors of many articles under stable ids.

A pure function: the order of readings and judgements does not matter. What an id means, and when an actor changes his
entry: docs/reference/actors.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wortlaut.record import (
    Actor,
    Entry,
    Judgement,
    Occurrence,
    Office,
    Reading,
    Register,
    is_local,
    linked,
)
from wortlaut.record.reading import ActorKind
from wortlaut.resolve.ids import folded, lexicon_id, own_id, party_of, shared_id
from wortlaut.resolve.settle import Bonds, Settled, settle

FULL_NAME, BODY_NAME, UNCLEAR, CERTAIN = 0.8, 0.7, 0.4, 1.0
"""Confidence that a bearer of a name is the one that other articles name: not measured yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one article tells of one actor: the ids that it alone gives him, from the best to the last resort."""

    occurrence: Occurrence
    actor: Actor
    known: str | None
    shared: str | None
    own: str
    party: str | None

    @property
    def id(self) -> str:
        """Return the id of the occurrence."""
        return self.occurrence.id

    @property
    def base(self) -> str:
        """Return the id that the actor has if no other article and no judgement says more."""
        return self.known or self.shared or self.own


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a sight belongs without judgements, how sure that is and why."""

    id: str
    confidence: float
    reasons: tuple[str, ...]


def register(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Register:
    """Return the actors of all readings, those of one person, state or organisation together in one entry.

    Whom the lexicon knows has its id. Others go by their full name (persons) or name (bodies) where no article tells
    another gender or party; a surname, a role, a group stays in its article. Judgements join and part, the later wins.
    An article that occurs twice counts once. Readings are used one at a time. Raises JudgementError, see ``settle``.

    >>> from wortlaut.record import Article, Run
    >>> run, jan = Run(wortlaut="0", model="m", lexicon="l"), Actor(id="a1", name="Jan Kowal", kind="person", names=())
    >>> articles = [Article(id=name, text="Jan Kowal sprach.", paragraphs=()) for name in ("x", "y")]
    >>> found = register(Reading(article=article, run=run, actors=(jan,)) for article in articles)
    >>> [(entry.id, entry.articles) for entry in found.entries]
    [('local:person:jan-kowal', 2)]
    """
    return register_of(_sights(readings), judgements)


def register_of(sights: Sequence[Sight], judgements: Iterable[Judgement] = ()) -> Register:
    """Return the register of what articles tell of actors, each occurrence once, ordered by id."""
    settled = settle(judgements)
    bonds = settled.bonds
    places = {sight.id: place for sight, place in _placed(sights, settled)}
    moved = _moved(settled)
    stay = {sight.id: _stays(sight.id, places[sight.id].id, moved, bonds) for sight in sights}
    ids = _ids_of_groups(settled, (place.id for place in places.values()))
    groups: dict[str, list[Sight]] = defaultdict(list)
    for sight in sights:
        groups[bonds.root(sight.id)].append(sight)
    touching: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in settled.counting:
        for root in sorted({bonds.root(judgement.first), bonds.root(judgement.second)}):
            touching[root].append(judgement)
    entries = []
    for root, members in groups.items():
        judged = touching.get(root, [])
        seen = [_occurrence(sight, places[sight.id], stay[sight.id], judged) for sight in members]
        name = min(ids[root], key=_rank) if ids.get(root) else _fallback(members, ids)
        entries.append(_entry(name, members, seen, judged, bonds))
    present = {*stay, *(place.id for place in places.values()), *(entry.id for entry in entries)}
    named = {id for one in settled.counting for id in (one.first, one.second)}
    return Register(
        entries=tuple(sorted(entries, key=lambda entry: entry.id)),
        overruled=tuple(one.id for one in settled.overruled),
        unknown=tuple(sorted(id for id in named - present if is_local(id))),
    )


def _sights(readings: Iterable[Reading]) -> list[Sight]:
    """Return what each article tells of each actor, ordered by id; of several readings of one article always one."""
    found: dict[str, list[Sight]] = {}
    for reading in readings:
        sights = list(sights_of(reading))
        known = found.setdefault(reading.article.id, sights)
        if known is not sights:
            found[reading.article.id] = min(known, sights, key=repr)
    return sorted((sight for sights in found.values() for sight in sights), key=lambda sight: sight.id)


def sights_of(reading: Reading) -> Iterator[Sight]:
    """Yield what one article tells of each of its actors."""
    links = linked(reading)
    mentions = Counter(link.actor for link in links.values())
    speakers = [statement.speaker for statement in reading.statements if statement.speaker]
    statements = Counter(links[one.mention].actor for one in speakers if one.mention in links)
    named = {actor.name: actor.id for actor in reversed(reading.actors)}
    statements.update(named[one.name] for one in speakers if one.mention is None and one.name in named)
    nth: Counter[tuple[str, ...]] = Counter()
    for actor in reading.actors:
        name = (actor.kind, *folded(actor.name))
        yield Sight(
            occurrence=Occurrence(
                article=reading.article.id,
                actor=actor.id,
                name=actor.name,
                source=reading.article.source,
                published=reading.article.published,
                mentions=mentions[actor.id],
                statements=statements[actor.id],
                confidence=CERTAIN,
                reasons=(),
            ),
            actor=actor,
            known=lexicon_id(actor),
            shared=shared_id(actor),
            own=own_id(actor, reading.article.id, nth[name]),
            party=_party(actor, reading),
        )
        nth[name] += 1


def _party(actor: Actor, reading: Reading) -> str | None:
    """Return the one party that the article tells of a person."""
    actors = {one.id: one for one in reading.actors}
    found = set()
    for relation in reading.relations:
        if relation.subject == actor.id and relation.kind in ("member_of", "affiliated_with"):
            whom = actors.get(relation.object)
            forms = (lexicon_id(whom) or "", whom.name) if whom else (relation.object,)
            found |= {party for form in forms if (party := party_of(form))}
    return found.pop() if len(found) == 1 else None


def _placed(sights: Sequence[Sight], settled: Settled) -> Iterator[tuple[Sight, _Place]]:
    """Yield each sight with the place that it has without judgements."""
    named: dict[str, list[Sight]] = defaultdict(list)
    for sight in sights:
        if sight.known is not None and sight.actor.identity:
            who = sight.actor.identity
            reasons = (f"the lexicon knows {sight.actor.name} as {sight.known}", *who.reasons)
            yield sight, _Place(id=sight.known, confidence=who.confidence, reasons=reasons)
        elif sight.shared is None:
            yield sight, _Place(id=sight.own, confidence=CERTAIN, reasons=("no full name: known in its article only",))
        elif sight.actor.kind != "person":
            yield sight, _Place(id=sight.shared, confidence=BODY_NAME, reasons=("by name",))
        else:
            named[sight.shared].append(sight)
    for id, bearers in named.items():
        yield from _namesakes(id, bearers, settled)


def _namesakes(id: str, bearers: Sequence[Sight], settled: Settled) -> Iterator[tuple[Sight, _Place]]:
    """Yield the places of the bearers of one full name: one id unless genders or parties contradict each other.

    If they do, whoever tells one has an id with it (``…+spd``), and who tells none stays with the plain id. A judgement
    that names the plain id as the same as another holds for all of them; one that names ``…+spd`` for those.
    """
    judged = {name for one in settled.counting for name in (one.first, one.second)}
    whole = any(id in (one.first, one.second) for one in settled.counting if one.verdict == "same")
    genders = {sight.actor.gender for sight in bearers} - {None}
    parties = {sight.party for sight in bearers} - {None}
    used = set()
    for sight in bearers:
        told = (sight.actor.gender or "", sight.party or "")
        split = (told[0] if len(genders) > 1 else "", told[1] if len(parties) > 1 else "")
        options = [_labelled(id, label) for label in (told, (told[0], ""), ("", told[1]))]
        place = next((option for option in options if option in judged and option != id), None)
        place = place or (id if whole else _labelled(id, split))
        if place != id:
            used.add(place)
            reasons = ("by full name, " + " and ".join(filter(None, told)) + "; others of this name differ",)
            yield sight, _Place(id=place, confidence=FULL_NAME, reasons=reasons)
        elif max(len(genders), len(parties)) > 1:
            reasons = ("by full name; others differ in gender or party, and this article does not tell it",)
            yield sight, _Place(id=id, confidence=UNCLEAR, reasons=reasons)
        else:
            reasons = ("by full name; no article tells another gender or party",)
            yield sight, _Place(id=id, confidence=FULL_NAME, reasons=reasons)
    if len({settled.bonds.root(one) for one in used}) == 1:
        settled.bonds.join(used.pop(), id)


def _labelled(id: str, told: Iterable[str]) -> str:
    return "+".join((id, *filter(None, told)))


def _moved(settled: Settled) -> frozenset[str]:
    """Return the occurrences that a judgement puts into the entry of an id: they go alone."""
    pairs = ((one.first, one.second) for one in settled.counting if one.verdict == "same")
    return frozenset(a if "#" in a else b for a, b in pairs if ("#" in a) != ("#" in b))


def _stays(occurrence: str, place: str, moved: frozenset[str], bonds: Bonds) -> bool:
    """Join an occurrence with its place unless a judgement speaks against it; say whether it is there now."""
    return bonds.joined(occurrence, place) if occurrence in moved else bonds.join(occurrence, place)


def _ids_of_groups(settled: Settled, places: Iterable[str]) -> dict[str, set[str]]:
    """Return the ids of actors (not of occurrences) in each group."""
    judged = (id for one in settled.counting if one.verdict == "same" for id in (one.first, one.second))
    found: dict[str, set[str]] = defaultdict(set)
    for id in (*places, *(id for id in judged if "#" not in id)):
        found[settled.bonds.root(id)].add(id)
    return found


def _rank(id: str) -> tuple[bool, bool, str]:
    """Put the lexicon's id before one of ours, and one of many articles before one of a single article."""
    return is_local(id), "@" in id, id


def _fallback(members: Sequence[Sight], ids: dict[str, set[str]]) -> str:
    """Return the id of actors whom judgements took out of all entries."""
    taken = {id for group in ids.values() for id in group}
    free = [sight.own for sight in members if sight.own not in taken]
    return min(free) if free else min(sight.id for sight in members)


def _occurrence(sight: Sight, place: _Place, stays: bool, judged: Sequence[Judgement]) -> Occurrence:
    """Return the occurrence with the reasons why it is in its entry."""
    told = tuple(_because(one) for one in judged if sight.id in (one.first, one.second))
    if not stays:
        reasons = (f"a judgement takes it out of {place.id}", *told)
        return replace(sight.occurrence, confidence=CERTAIN, reasons=reasons)
    joined = any(one.verdict == "same" and sight.id in (one.first, one.second) for one in judged)
    confidence = CERTAIN if joined else place.confidence
    return replace(sight.occurrence, confidence=confidence, reasons=(*place.reasons, *told))


def _because(judgement: Judgement) -> str:
    """Return a judgement in words."""
    verdict = {"same": "the same", "different": "different"}[judgement.verdict]
    who = f"{judgement.reviewer}, {judgement.at.date().isoformat()}, {judgement.id}"
    return f"{judgement.first} and {judgement.second} are {verdict} ({who})"


def _entry(
    id: str, members: Sequence[Sight], seen: Sequence[Occurrence], judged: Sequence[Judgement], bonds: Bonds
) -> Entry:
    """Return the entry of the actors of one group."""
    names = Counter(name for sight in members for name in {sight.actor.name, *sight.actor.names})
    best: Counter[str] = Counter()
    for sight in members:
        best[sight.actor.name] += 1 + sight.occurrence.mentions
    genders = {sight.actor.gender for sight in members} - {None}
    known = bonds.known(members[0].id)
    reasons = (*(occurrence.reasons[0] for occurrence in seen), *map(_because, judged))
    return Entry(
        id=id,
        name=max(best, key=lambda name: (best[name], len(name), name)),
        kind=_kind(members),
        names=tuple(sorted(names, key=lambda name: (-names[name], name))),
        wikidata=known if known and known[:1] == "Q" and known[1:].isdecimal() else None,
        offices=_offices(members),
        gender=next(iter(genders)) if len(genders) == 1 else None,
        occurrences=tuple(sorted(seen, key=lambda one: (_day(one), one.article, one.actor))),
        reasons=tuple(dict.fromkeys(reasons)),
        judgements=tuple(judged),
    )


def _kind(members: Sequence[Sight]) -> ActorKind:
    """Return the kind that most articles tell; unknown only if none tells one."""
    kinds = Counter(sight.actor.kind for sight in members)
    return max(kinds, key=lambda kind: (kind != "unknown", kinds[kind], kind))


def _offices(members: Sequence[Sight]) -> tuple[Office, ...]:
    """Return the offices that all articles tell, without evidence, in the order of time."""
    found = {replace(office, evidence=None) for sight in members for office in sight.actor.offices}
    return tuple(sorted(found, key=lambda one: (one.since or date.min, one.until or date.max, one.title, one.of or "")))


def _day(occurrence: Occurrence) -> date:
    return occurrence.published.earliest if occurrence.published else date.max
