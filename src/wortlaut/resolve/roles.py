"""Role noun phrases find the one person of the article whom they fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from wortlaut.resolve.bodies import inhabitants, parties, places_of
from wortlaut.resolve.names import Names
from wortlaut.resolve.nouns import Phrase, relations
from wortlaut.resolve.offices import is_below, offices_of, owners_of
from wortlaut.resolve.tenure import may_be_one
from wortlaut.resolve.told import Person, persons_of

Fit = tuple[str, float, str]
"""Full name, confidence, reason."""


class Roles:
    """The persons of one article by what it tells of them; read when somebody first asks.

    >>> from wortlaut.resolve.nouns import parsed
    >>> text = "Bundesfinanzministerin Henrike Bolte kam. Die Ministerin schwieg."
    >>> Roles(text, Names(text)).find(parsed(["die", "Ministerin"]), 40)[0]
    'Henrike Bolte'
    """

    def __init__(self, text: str, names: Names) -> None:
        self._text, self._names = text, names

    @cached_property
    def persons(self) -> list[Person]:
        """Return the persons in the order of their first mention."""
        return persons_of(self._text, self._names)

    def find(self, phrase: Phrase, at: int, *, ahead: bool = False) -> Fit | None:
        """Return the one person whom the phrase at ``at`` fits, or None.

        «die Ministerin» points back or ahead; «ein Experte» only ahead, and only where ``ahead`` allows it.
        """
        if phrase.plural or phrase.possessive:
            return None
        persons = [p for p in self.persons if phrase.gender is None or p.gender in {phrase.gender, None}]
        if not phrase.definite:
            persons = [p for p in persons if p.first > at] if ahead else []
        found = {p.full: why for p in persons for why in [self._fits(phrase, p)] if why}
        if len(found) == 1:
            return next((full, 0.85 if phrase.definite else 0.7, why) for full, why in found.items())
        return None if found else self._only(phrase, persons, at)

    def _fits(self, phrase: Phrase, person: Person) -> str | None:
        """Return why a phrase fits a person by noun, party, age or origin, or None."""
        if phrase.age:
            told = phrase.age in person.ages
            return f"aged {phrase.age} as {person.full} in this article" if told else None
        wanted = party_of(phrase)
        if wanted:
            own = is_member_noun(phrase) or any(_same(_rest(phrase.base), _rest(told.base)) for told in person.roles)
            return f"party of {person.full} in this article" if own and wanted & person.parties else None
        if origin := origin_of(phrase):
            return next((_said(told, person) for told in person.roles if origin & _places(told)), None)
        return next((_said(told, person) for told in person.roles if agree(phrase, told)), None)

    def several(self, phrase: Phrase) -> bool:
        """Say whether a phrase fits more than one person by what the article tells."""
        return sum(self._fits(phrase, person) is not None for person in self.persons) > 1

    def among(self, fulls: Sequence[str], phrase: Phrase) -> Fit | None:
        """Return the one of these persons whom a phrase before their common surname fits: «Frau Müller»."""
        persons = [p for p in self.persons if p.full in fulls and phrase.gender in {p.gender, None}]
        told = [p for p in persons if self._fits(phrase, p)] or persons
        return (told[0].full, 0.8, f"“{phrase.noun}” fits {told[0].full} alone") if len(told) == 1 else None

    def _only(self, phrase: Phrase, persons: list[Person], at: int) -> Fit | None:
        """Return the only person who can be meant by a noun that tells no role, or by a role told more precisely."""
        if not phrase.definite or phrase.belongs:
            return None
        before = [p for p in persons if p.first < at]
        if phrase.age or party_of(phrase) or origin_of(phrase):
            fits = [p for p in before if not _contradicts(phrase, p)]
            if len(before) == len(fits) == 1:
                return fits[0].full, 0.6, f"the only person named before whom “{phrase.noun}” can mean"
            return None
        later = [p for p in persons if p.first > at and any(_broader(told, phrase) for told in p.roles)]
        if len(later) == 1 and not before:
            return later[0].full, 0.6, f"the only person of the article whom “{phrase.noun}” can mean"
        return None


def contradicts(phrase: Phrase, person: Person) -> bool:
    """Say whether the article tells of a person what a phrase cannot mean: age, party, office, a role that is over.

    An office is contradicted by another one, «der Kanzler» by «Altkanzler», «die CDU-Politikerin» by «(SPD)».
    """
    if phrase.age and person.ages and phrase.age not in person.ages:
        return True
    if (wanted := party_of(phrase)) and person.parties and not wanted & person.parties:
        return True
    offices = offices_of(phrase.noun)
    told = [role for role in person.roles if offices_of(role.noun) or role.former]
    if phrase.former:
        return bool(person.roles) and not any(role.former for role in person.roles)
    if not offices:
        return False
    return any(role.former or not may_be_one(offices, offices_of(role.noun)) for role in told)


def agree(phrase: Phrase, told: Phrase) -> bool:
    """Say whether a phrase takes up a role that was told: same noun or its end, same place and institution."""
    if phrase.former != told.former or not _same_body(phrase, told):
        return False
    noun, other = _plain(phrase.base), _plain(told.base)
    return _same(noun, other) or _is_kind(noun, other) or _same_office(phrase, told)


def party_of(phrase: Phrase) -> frozenset[str]:
    """Return the parties that a noun names: «SPD-Politikerin», «Sozialdemokratin»."""
    named = parties().get(phrase.noun.rpartition("-")[0], frozenset())
    return named or frozenset(of for form, of in relations("party") if phrase.base == form)


def is_member_noun(phrase: Phrase) -> bool:
    """Say whether a noun tells no more than the party: «SPD-Politikerin», «Sozialdemokratin»."""
    member = {form for form, _ in relations("member")}
    return _rest(phrase.base) in member or any(phrase.base == form for form, _ in relations("party"))


def origin_of(phrase: Phrase) -> frozenset[str]:
    """Return the places whose inhabitant a noun means: «die Ukrainerin»."""
    return inhabitants().get(phrase.noun.lower(), frozenset())


def _said(told: Phrase, person: Person) -> str:
    return f"role “{told.noun}” of {person.full} in this article"


def _places(phrase: Phrase) -> frozenset[str]:
    return places_of(phrase.adjectives, phrase.owner, phrase.tail)


def _plain(noun: str) -> str:
    """Return a noun without what says that the role is over."""
    return noun.removeprefix("ex-")


def _rest(noun: str) -> str:
    """Return the noun behind the name of a party: «spd-chef» → «chef»."""
    return noun.rpartition("-")[2]


def _same(noun: str, told: str) -> bool:
    """Say whether a noun is the told one or its end, where the rest does not make it another role."""
    if noun == told:
        return True
    if len(noun) < 4 or not told.endswith(noun):
        return False
    return not _other(told.removesuffix(noun))


def _other(prefix: str) -> bool:
    """Say whether the first part of a compound makes another role of it: «Vizepräsident», «Altkanzler»."""
    changing = [form for relation in ("another", "former") for form, _ in relations(relation)]
    parts = [part for part in prefix.split("-") if part]
    return any(
        part == form or (len(form) > 3 and (part.startswith(form) or part.endswith(form)))
        for part in parts
        for form in changing
    )


def _is_kind(noun: str, told: str) -> bool:
    """Say whether whoever is ``told`` is also called ``noun``: an «Ökonom» is an «Experte»."""
    return any(told.endswith(form) and noun.endswith(of) and _same(of, noun) for form, of in relations("kind"))


def _broader(told: Phrase, phrase: Phrase) -> bool:
    """Say whether the article later tells the same role in fewer words: «Minister» after «Verteidigungsminister»."""
    return told.former == phrase.former and _same(told.base, phrase.base) and _same_body(phrase, told)


def _same_office(phrase: Phrase, told: Phrase) -> bool:
    """Say whether the office told is that of the phrase or a narrower one: «Premier» is a «Regierungschef»."""
    wanted, own = offices_of(phrase.noun), offices_of(told.noun)
    return any(is_below(mine, one) for mine in own for one in wanted)


def _same_body(phrase: Phrase, told: Phrase) -> bool:
    """Say whether place and institution of a phrase are told too; a phrase that names none takes any.

    «die Präsidentin des Bundestags» is «Bundestagspräsidentin Eva Lohr», not «Verbandspräsidentin Eva Lohr».
    """
    wanted, own = _places(phrase), _places(told)
    if wanted and not wanted & (own or owners_of(told.noun)):
        return False
    alone = owners_of(phrase.noun)
    if alone and own and not alone & own:
        return False
    if phrase.owner and not wanted:
        return phrase.owner == told.owner
    if not phrase.belongs or wanted:
        return True
    said = " ".join((told.noun, *told.tail)).lower()
    return all(_stem(word) in said for word in phrase.belongs)


def _stem(word: str) -> str:
    """Return a noun in lower case without an ending of the genitive."""
    return word.lower().removesuffix("es").removesuffix("s")


def _contradicts(phrase: Phrase, person: Person) -> bool:
    """Say whether the article tells another age, party or origin of a person."""
    if phrase.age:
        return bool(person.ages)
    if party_of(phrase):
        return bool(person.parties) or not person.roles
    return any(_places(told) for told in person.roles)
