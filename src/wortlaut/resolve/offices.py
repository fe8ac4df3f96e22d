"""Offices of the world: who holds the one that a role phrase names, on the day of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import Row, holds, inflect, table
from wortlaut.resolve.bodies import mentioned_by, names_of_bodies, organisations, place_names, places_of
from wortlaut.resolve.nouns import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person of the lexicon in an office: usual name, the name that the article has, and why it is meant."""

    person: str
    name: str
    reason: str
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What an article gives to find holders: its day, its words, its full names of persons."""

    day: str | None
    words: frozenset[str]
    fulls: tuple[str, ...]
    home: str = "DE"

    def holder(
        self, phrase: Phrase, surname: str = "", near: tuple[str, ...] = (), known: tuple[str, ...] = ()
    ) -> Holder | None:
        """Return the one holder of the office that a phrase names, or None.

        Whoever the article names comes first; without a day or a place only they count. «der belarussische
        Staatschef» of 2023 is Alexander Lukaschenko.
        """
        titles = _titles_of(phrase)
        if phrase.plural or not titles or (phrase.article and not phrase.definite):
            return None
        owners = _owners(phrase)
        if owners is None:
            return None
        rows = list(self._rows(titles, owners, phrase.gender, surname, former=phrase.former, known=known))
        if surname:
            rows = [row for row in rows if surname in surnames_of(row["person"])]
        own = [row for row in rows if surname or row["person"] in known or self._named(row["person"])]
        found = {row["person"]: row for row in own or (rows if self.day else ())}
        if not own and not owners:
            found = {person: row for person, row in found.items() if self._about(row["of"], titles)}
        for place in near if len(found) > 1 else ():
            if here := {person: row for person, row in found.items() if row["of"] == place}:
                found = here
                break
        if len(found) > 1:
            named = {person: row for person, row in found.items() if row["of"] in self._mentioned()}
            home = {person: row for person, row in found.items() if row["of"] == self.home}
            found = named or home or found
        if len(found) != 1:
            return None
        row = next(iter(found.values()))
        wanted = next((t["office"] for t in titles if is_below(row["office"], t["office"])), row["office"])
        reason = self._reason(row, wanted)
        return Holder(person=row["person"], name=self.name(row["person"]), reason=reason, named=bool(own))

    def name(self, person: str) -> str:
        """Return the name of a person as the article has it in full, else the usual one."""
        return next((full for full in self.fulls if person in persons_named(full)), _persons()[person]["name"])

    def _named(self, person: str) -> bool:
        """Say whether the article names a person in full, or by a surname that nobody else of the article has."""
        if any(person in persons_named(full) for full in self.fulls):
            return True
        surnames = surnames_of(person)
        others = {full.split()[-1] for full in self.fulls}
        return any(surname in self.words and surname not in others for surname in surnames)

    def _about(self, place: str, titles: tuple[Row, ...]) -> bool:
        """Say whether the article is about a place, or the title is of that one alone: «Bundeskanzlerin»."""
        alone = {title["of"] for title in titles} == {place}
        return alone or place == self.home or place in self._mentioned()

    def _mentioned(self) -> frozenset[str]:
        """Return the places that the article names, of several with a «Kanzler» the one it is about."""
        return frozenset(place for word in self.words for place in mentioned_by(word))

    def _rows(
        self,
        titles: tuple[Row, ...],
        owners: frozenset[str],
        gender: str | None,
        surname: str,
        *,
        former: bool,
        known: tuple[str, ...],
    ) -> Iterator[Row]:
        """Yield the stays in office that fit title, owner, gender and day; without owner those of named persons."""
        rows: Iterable[Row]
        if surname and not owners:
            rows = [row for person in _bearers().get(surname, ()) for row in _held()[person]]
        elif not owners and any(not title["of"] for title in titles):
            here = {person for full in self.fulls for person in persons_named(full)} | set(known)
            rows = [row for person in sorted(here) for row in _held().get(person, ())]
        else:
            places = owners or {title["of"] for title in titles}
            rows = [row for place in sorted(places) for row in held_of().get(place, ())]
        for row in rows:
            if self.day is not None and not self._at_its_time(row, former):
                continue
            if gender and _persons()[row["person"]]["gender"] not in {gender, ""}:
                continue
            if any(_is_office(row, title, owners) for title in titles):
                yield row

    def _at_its_time(self, row: Row, former: bool) -> bool:
        """Say whether a stay holds on the day of the article, or is over where the phrase says so: «Altkanzler»."""
        day = self.day or ""
        return bool(row["until"]) and row["until"] <= day if former else holds(row, day)

    def _reason(self, row: Row, office: str) -> str:
        """Say in words why a row is meant."""
        kind, _, field = office.partition(":")
        title = f"{field} {kind}".strip().replace("_", " ")
        since = f" since {row['since']}" if row["since"] else ""
        day = f", valid on {self.day}" if self.day else ", named in this article"
        return f"office of {names_of_bodies()[row['of']]}: {title}{since}{day}"


def offices_of(noun: str) -> frozenset[str]:
    """Return the offices that a title in the nominative stands for."""
    return frozenset(row["office"] for row in _titles().get(noun, ()))


def owners_of(noun: str) -> frozenset[str]:
    """Return the places and organisations that alone have a title: «Bundeskanzlerin», «Kremlchef»."""
    return frozenset(row["of"] for row in _titles().get(noun, ()) if row["of"])


def is_below(office: str, other: str) -> bool:
    """Say whether an office is another one or a kind of it.

    >>> is_below("president", "head_of_state"), is_below("president", "prime_minister")
    (True, False)
    """
    while office and office != other:
        office = broader()[office]
    return bool(office)


def names_office(phrase: Phrase) -> bool:
    """Say whether a phrase names an office that the lexicon knows, of something that it knows."""
    return bool(_titles_of(phrase)) and _owners(phrase) is not None


def fits_office(row: Row, phrase: Phrase, day: str | None) -> bool:
    """Say whether a stay is the office that a phrase names, on that day or, for «Ex-Kanzler», before it."""
    owners = _owners(phrase)
    if owners is None or not any(_is_office(row, title, owners) for title in _titles_of(phrase)):
        return False
    if owners and row["of"] not in owners:
        return False
    if day is None or holds(row, day):
        return not phrase.former
    return phrase.former and bool(row["until"]) and row["until"] <= day


def office_name(office: str) -> str:
    """Return the German name of an office, as of a man: «Ministerpräsident»."""
    return _office_titles()[office]


@cache
def _office_titles() -> dict[str, str]:
    return {row["id"]: row["name"] for row in table("offices")}


def held_by(one: str) -> list[Row]:
    """Return the stays in office of a person."""
    return _held().get(one, [])


def bearers(surname: str) -> frozenset[str]:
    """Return the persons of the lexicon with a surname."""
    return frozenset(_surnames().get(surname, ()))


def person(one: str) -> Row:
    """Return the row of a person."""
    return _persons()[one]


def spelled(one: str) -> tuple[str, ...]:
    """Return the full names of a person in all spellings."""
    return _full_names()[one]


@cache
def _full_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, persons in _named().items():
        for one in persons:
            found[one].append(name)
    return {one: tuple(sorted(names)) for one, names in found.items()}


@cache
def _surnames() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, names in _spellings().items():
        for name in names:
            found[name].add(one)
    return found


@cache
def persons_named(full: str) -> frozenset[str]:
    """Return the persons of the lexicon with this full name in any spelling."""
    return frozenset(_named().get(full, ()))


@cache
def surnames_of(person: str) -> frozenset[str]:
    """Return the surname of a person in all spellings."""
    return frozenset(_spellings()[person])


def _titles_of(phrase: Phrase) -> tuple[Row, ...]:
    """Return the rows of the title, with its adjective where that belongs to it: «Regierender Bürgermeister»."""
    for adjective in phrase.adjectives[-1:]:
        if rows := _titles().get(f"{adjective.capitalize()} {phrase.noun}"):
            return rows
    if phrase.former and (plain := re.sub(r"^(?:Alt|Ex-|Ex)", "", phrase.noun)) != phrase.noun:
        return _titles().get(plain[:1].upper() + plain[1:], ())
    return _titles().get(phrase.noun) or (_titles().get(_compound(phrase.noun)[1], ()) if _leads(phrase.noun) else ())


def _compound(noun: str) -> tuple[str, str]:
    """Return a compound with a hyphen in two: «CDU-Vorsitzende» → «CDU», «Vorsitzende»."""
    first, _, rest = noun.rpartition("-")
    return first, rest


def _leads(noun: str) -> frozenset[str]:
    """Return the places or organisations that the first part of a compound names."""
    first = _compound(noun)[0]
    return organisations().get(first, frozenset()) | place_names().get(first, frozenset())


def _owners(phrase: Phrase) -> frozenset[str] | None:
    """Return the places or organisations that a phrase names; None where it names something that nobody knows."""
    found = places_of(phrase.adjectives, phrase.owner, phrase.tail)
    if phrase.noun not in _titles():
        found |= _leads(phrase.noun)
    if phrase.owner and not places_of((), phrase.owner, ()):
        return None
    if phrase.belongs and not found:
        body = " ".join(phrase.tail[1:])
        found = organisations().get(body, frozenset()) or organisations().get(body.removesuffix("s"), frozenset())
        return found or None
    return found


def _is_office(row: Row, title: Row, owners: frozenset[str]) -> bool:
    """Say whether a stay is in the office of a title: «Präsidentin des Bundestags» is its Parlamentspräsidentin."""
    if title["of"] and title["of"] != row["of"]:
        return False
    if is_below(row["office"], title["office"]):
        return True
    plain = title["form"].lower().removesuffix("in")
    return row["of"] in owners and row["of"] in _bodies() and _office_names()[row["office"]].endswith(plain)


@cache
def _titles() -> dict[str, tuple[Row, ...]]:
    """Return the rows of ``office_titles`` by each form."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table("office_titles"):
        for form in {row["form"], *(inflect(row["form"], row["model"]) if "~" in row["form"] else ())}:
            found[form].append(row)
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def held_of() -> dict[str, list[Row]]:
    """Return the stays in office by place or organisation."""
    return _grouped(table("office_holders"), "of")


@cache
def _held() -> dict[str, list[Row]]:
    return _grouped(table("office_holders"), "person")


@cache
def _persons() -> dict[str, Row]:
    return {row["id"]: row for row in table("persons")}


@cache
def _named() -> dict[str, set[str]]:
    """Return the persons behind each full name."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("persons"):
        found[row["name"]].add(row["id"])
    for row in table("person_names"):
        found[row["form"]].add(row["person"])
    return found


@cache
def _spellings() -> dict[str, set[str]]:
    """Return the surnames of each person."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("persons"):
        found[row["id"]].add(row["surname"])
    for row in table("person_names"):
        found[row["person"]].add(row["surname"])
    return found


@cache
def _bearers() -> dict[str, list[str]]:
    """Return the holders of offices by surname."""
    found: dict[str, list[str]] = defaultdict(list)
    for person in _held():
        for surname in _spellings()[person]:
            found[surname].append(person)
    return found


@cache
def broader() -> dict[str, str]:
    """Return the broader kind of each office."""
    return {row["id"]: row["broader"] for row in table("offices")}


@cache
def _office_names() -> dict[str, str]:
    return {office: name.lower() for office, name in _office_titles().items()}


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row["id"] for row in table("organisations"))


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found
