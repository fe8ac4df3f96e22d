"""One entry per person, whatever the sources call him or her, and one per stay in an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lexicon_sources.spelling import CYRILLIC, german, key, slug, surname


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with every spelling of the name; the first one is the name."""

    id: str
    bundestag: str
    gender: str = ""
    born: str = ""
    forms: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)

    def call(self, form: str, last: str, source: str) -> None:
        """Add a spelling."""
        self.forms.setdefault(form, (last, set()))[1].add(source)
        if source != "spelling":
            self.sources.add(source)

    def folded(self) -> frozenset[str]:
        """Return all words of all spellings, folded."""
        return frozenset(part for form in self.forms for part in key(form).replace("-", " ").split())


@dataclass(slots=True, kw_only=True)
class Stay:
    """A stay in an office; without ``until`` it still held on the day ``as_of``."""

    person: str
    office: str
    of: str
    since: str
    until: str
    as_of: str
    sources: set[str]


class Registry:
    """Persons by Wikidata id, Bundestag id or name."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.stays: list[Stay] = []
        self._known: dict[str, str] = {}

    def person(self, name: str, *, wikidata: str = "", bundestag: str = "") -> Person:
        """Return the person with one of these ids, or a new one."""
        numbers = [number for number in (wikidata, bundestag and f"bt{bundestag}") if number]
        known = next((self._known[number] for number in numbers if number in self._known), "")
        identity = known or (numbers or [slug(name)])[0]
        found = self.persons.setdefault(identity, Person(id=identity, bundestag=bundestag))
        found.bundestag = found.bundestag or bundestag
        self._known.update(dict.fromkeys([*numbers, identity], identity))
        return found

    def spell(self, person: Person, name: str, place: str, source: str) -> None:
        """Add a name as a source has it, and as a German paper would spell it."""
        person.call(name, surname(name, place), source)
        if place in CYRILLIC and source != "authors" and (spelt := german(name)) != name:
            person.call(spelt, surname(spelt, place), "spelling")

    def hold(self, stay: Stay) -> None:
        """Add a stay, or confirm one that is known."""
        for known in self.stays:
            same = (known.person, known.office, known.of) == (stay.person, stay.office, stay.of)
            if same and known.since <= stay.as_of and (not known.until or known.until > stay.as_of):
                known.sources |= stay.sources
                known.since = known.since or stay.since
                known.as_of = "" if known.until else max(known.as_of, stay.as_of)
                return
        self.stays.append(stay)

    def holders(self, of: str, offices: frozenset[str], day: str) -> Iterator[Stay]:
        """Yield who held one of these offices on a day."""
        for stay in self.stays:
            if stay.of == of and stay.office in offices and stay.since <= day and (not stay.until or day < stay.until):
                yield stay

    def free(self, office: str, of: str, person: str, since: str, day: str) -> bool:
        """Say whether an office for one was somebody's on a day: known to be, or nobody else held it since."""
        rivals = [stay for stay in self.stays if (stay.office, stay.of) == (office, of) and stay.since <= day]
        if any(stay.person == person and (not stay.until or day < stay.until) for stay in rivals):
            return True
        return not any(not stay.until or stay.until > since for stay in rivals)

    def close(self, single: frozenset[str]) -> None:
        """End a stay in an office for one where the next one begins."""
        for stay in self.stays:
            if stay.office in single and not stay.until:
                later = [
                    other.since
                    for other in self.stays
                    if (other.office, other.of) == (stay.office, stay.of)
                    and other.person != stay.person
                    and len(other.since) == 10
                    and other.since > max(stay.since, stay.as_of)
                ]
                if later:
                    stay.until, stay.as_of = min(later), ""
