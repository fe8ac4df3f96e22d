"""Persons, their names, the offices they held, and the members of the Bundestag.

What we wrote comes first, then the Bundestag, then incumbents of 2025 and heads of 2026: a later source confirms a
stay that an earlier one has, or adds what none has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexicon_sources import bundestag, factbook, peppercat
from lexicon_sources.factbook import Head
from lexicon_sources.registry import Person, Registry, Stay
from lexicon_sources.spelling import surname
from lexicon_sources.tables import Table, split, written

NOTE = "Wortlaut authors, Wikidata, CC0; Bundestag, open data; Factbook, public domain; per row, see sources.tsv: "
WRITTEN_AS_OF = "2025-06-30"
STATE = frozenset({"president", "monarch", "pope", "supreme_leader", "head_of_state"})
GOVERNMENT = frozenset({"prime_minister", "chancellor", "head_of_government", "governor"})
SINGLE = STATE | GOVERNMENT | {"governor_general", "central_bank_governor", "vice_chancellor"}


def tables(data: Path) -> Iterator[Table]:
    """Yield persons, names, stays in office and seats."""
    registry = Registry()
    _add_written(registry)
    seats = list(_add_members(registry, data))
    _add_incumbents(registry, data)
    for head in factbook.heads(data):
        _add_head(registry, head)
    registry.close(SINGLE)
    yield Table(
        name="persons",
        note=NOTE + "persons; an id that starts with Q is that of Wikidata",
        header="id name surname gender born bundestag source",
        rows=[_row(person) for person in registry.persons.values()],
    )
    yield Table(
        name="person_names",
        note=NOTE + "other spellings of names of persons and the surname in them",
        header="form surname person source",
        rows=[
            (form, last, person.id, " ".join(sorted(sources)))
            for person in registry.persons.values()
            for form, (last, sources) in list(person.forms.items())[1:]
        ],
    )
    yield Table(
        name="office_holders",
        note=NOTE + "who held what office of what; until is the first day after; without it, held on the day as_of",
        header="person office of since until as_of source",
        rows=[
            (stay.person, stay.office, stay.of, stay.since, stay.until, stay.as_of, " ".join(sorted(stay.sources)))
            for stay in registry.stays
        ],
    )
    yield Table(
        name="bundestag",
        note="Deutscher Bundestag, Stammdaten aller Abgeordneten (open data), as of 2025-09-30: "
        "members since 1990 by term; group as then, party as last known; until is the first day after",
        header="person term group party since until source",
        rows=seats,
    )


def _row(person: Person) -> tuple[str, ...]:
    """Return the row of one person."""
    name, (last, _) = next(iter(person.forms.items()))
    source = " ".join(sorted(person.sources))
    return (person.id, name, last, person.gender, person.born, person.bundestag, source)


def _add_written(registry: Registry) -> None:
    """Add persons and stays that we wrote down."""
    stays: dict[str, list[dict[str, str]]] = {}
    for row in written("tenures"):
        stays.setdefault(row["person"], []).append(row)
    for row in written("persons"):
        person = registry.person(row["name"], wikidata=row["wikidata"], bundestag=row["bundestag"])
        person.gender = row["gender"]
        person.sources.update({"wikidata"} if row["wikidata"] else ())
        place = stays[row["name"]][0]["of"]
        for name in [row["name"].split(" (")[0], *split(row["names"])]:
            registry.spell(person, name, place, "authors")
        for stay in stays[row["name"]]:
            as_of = "" if stay["until"] else max(WRITTEN_AS_OF, stay["since"])
            registry.stays.append(
                Stay(
                    person=person.id, office=stay["office"], of=stay["of"], since=stay["since"], until=stay["until"],
                    as_of=as_of, sources={"authors"},
                )
            )  # fmt: skip


def _add_members(registry: Registry, data: Path) -> Iterator[tuple[str, ...]]:
    """Add the members of the Bundestag; yield their seats."""
    numbers = {row["id"]: row["wikidata"] for row in bundestag.numbers(data)}
    for member in bundestag.members(data):
        person = registry.person(member.names[0][0], wikidata=numbers.get(member.id, ""), bundestag=member.id)
        person.gender, person.born = member.gender, member.born
        person.sources.update({"wikidata"} if numbers.get(member.id) else ())
        for name, last in member.names:
            person.call(name, last, "bundestag")
        for seat in member.seats:
            yield (person.id, seat.term, seat.group, member.party, seat.since, seat.until, "bundestag")


def _add_incumbents(registry: Registry, data: Path) -> None:
    """Add the incumbents of 2025, unless somebody else held an office for one."""
    day = peppercat.AS_OF
    for incumbent in peppercat.incumbents(data):
        fits = [
            (office, of)
            for office, of in incumbent.offices
            if office not in SINGLE or registry.free(office, of, incumbent.wikidata, incumbent.since, day)
        ]
        if not fits or not incumbent.wikidata:
            continue
        person = registry.person(incumbent.name, wikidata=incumbent.wikidata)
        person.gender, person.born = person.gender or incumbent.gender, person.born or incumbent.born
        registry.spell(person, incumbent.name, incumbent.place, "peppercat")
        for office, of in fits:
            registry.hold(
                Stay(
                    person=person.id, office=office, of=of, since=incumbent.since, until="", as_of=day,
                    sources={"peppercat"},
                )
            )  # fmt: skip


def _add_head(registry: Registry, head: Head) -> None:
    """Confirm a head of state or government, or add a new one."""
    group = STATE if head.leads == "head_of_state" else STATE | GOVERNMENT
    for stay in list(registry.holders(head.place, group, factbook.AS_OF)):
        person = registry.persons[stay.person]
        own = head.leads == "head_of_state" or stay.office not in STATE
        fits = own or head.office == stay.office or "factbook" in stay.sources
        if (fits and factbook.same(head, person.folded())) or (own and factbook.near(head, stay.since)):
            stay.sources.add("factbook")
            stay.as_of = factbook.AS_OF
            if head.office:
                registry.spell(person, head.name, head.place, "factbook")
            if head.leads == "head_of_government" and stay.office in STATE:
                leads = Stay(
                    person=person.id, office="head_of_government", of=head.place, since=stay.since, until="",
                    as_of=factbook.AS_OF, sources=set(stay.sources),
                )  # fmt: skip
                registry.hold(leads)
            return
    if not head.office:
        return
    known = [person for person in registry.persons.values() if head.name in person.forms]
    person = known[0] if len(known) == 1 else registry.person(head.name)
    if not known:
        person.call(head.name, surname(head.surname.title(), ""), "factbook")
    office = "head_of_government" if head.leads == "head_of_government" and head.office in STATE else head.office
    registry.hold(
        Stay(
            person=person.id, office=office, of=head.place, since=head.since, until="", as_of=factbook.AS_OF,
            sources={"factbook"},
        )
    )  # fmt: skip
