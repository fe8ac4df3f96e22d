"""Who stands in a statement: an actor of a reading as person, organization and stable id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wortlaut.record import Actor, Link, Office, Party, Reading, linked
from wortlaut.resolve.register import register

StableIds = Callable[[str], Mapping[str, str]]
"""Article id → stable ids of its actors by their ids in the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody as an entity of DNA: ``key`` is his stable id, '' for words that are no actor."""

    key: str
    name: str
    person: bool = False
    kind: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    body: str = ""


NOBODY = Named(key="", name="")


class People:
    """The actors of many readings under one name each."""

    def __init__(self, readings: Iterable[Reading], ids: StableIds | None = None) -> None:
        self._named: dict[tuple[str, str], str] = {}
        self._actors: defaultdict[str, list[Actor]] = defaultdict(list)
        self._links: dict[str, dict[str, Link]] = {}
        some = list(readings)
        registered = {
            (seen.article, seen.actor): entry.id for entry in register(some).entries for seen in entry.occurrences
        }
        for reading in some:
            self._links[reading.article.id] = linked(reading)
            known = ids(reading.article.id) if ids else {}
            for actor in reading.actors:
                key = known.get(actor.id) or registered[reading.article.id, actor.id]
                self._named[reading.article.id, actor.id] = key
                self._actors[key].append(actor)
        self._names = {key: _best_name(actors) for key, actors in self._actors.items()}
        self._aliases = {
            key: tuple(sorted({form for one in actors for form in (one.name, *one.names)} - {self._names[key]}))
            for key, actors in self._actors.items()
        }
        self._wikidata = {
            key: next((one.wikidata for one in actors if one.wikidata), None) for key, actors in self._actors.items()
        }
        bearers = Counter(name.casefold() for name in self._names.values())
        self._twice = {name for name, count in bearers.items() if count > 1}

    def actor(self, reading: Reading, id: str) -> Named:
        """Return an actor of a reading by his id; somebody without a name where the reading does not know the id."""
        found = next((one for one in reading.actors if one.id == id), None)
        if found is None:
            return NOBODY
        key = self._named[reading.article.id, id]
        name = self._names[key]
        return Named(
            key=key,
            name=f"{name} ({key})" if name.casefold() in self._twice else name,
            person=found.kind == "person",
            kind=found.kind,
            aliases=self._aliases[key],
            wikidata=self._wikidata[key],
            body=body_of(found, reading) if found.kind == "person" else "",
        )

    def party(self, reading: Reading, party: Party | None) -> Named:
        """Return a party of a statement: the actor whom its mention names, else its words, else nobody."""
        if party is None:
            return NOBODY
        link = self._links[reading.article.id].get(party.mention or "")
        found = self.actor(reading, link.actor) if link else NOBODY
        return found if found.name else Named(key="", name=party.name or "")


def body_of(actor: Actor, reading: Reading) -> str:
    """Return the body that a person speaks for, '' where the reading does not know one.

    That is whom the article makes him a member of, else what he holds an office of: one that the article tells before
    one that holds on the day of publication.
    """
    names = {one.id: one.name for one in reading.actors}
    for relation in reading.relations:
        if relation.subject == actor.id and relation.kind == "member_of":
            return names.get(relation.object, relation.object)
    day = reading.article.published.earliest if reading.article.published else None
    told = [one for one in actor.offices if one.evidence is not None]
    held = [one for one in actor.offices if one.evidence is None and _holds(one, day)]
    return next((one.of for one in (*told, *held) if one.of), "")


def _holds(office: Office, day: date | None) -> bool:
    if day is None:
        return office.until is None
    return (office.since is None or office.since <= day) and (office.until is None or day < office.until)


def _best_name(actors: list[Actor]) -> str:
    """Return the name that most articles give; of equals the longest, then the first by letter."""
    count = Counter(one.name for one in actors)
    return min(count, key=lambda name: (-count[name], -len(name), name))
