"""Offices over time: who led, who came before, which titles one person may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wortlaut.lexicon import holds
from wortlaut.resolve.bodies import names_of_bodies
from wortlaut.resolve.offices import broader, held_by, held_of, is_below, person, surnames_of


def may_be_one(wanted: Iterable[str], told: Iterable[str]) -> bool:
    """Say whether two titles may be of one person: kinds of one office, and not two fields of it.

    >>> may_be_one(["federal_councillor"], ["minister:energy"]), may_be_one(["president"], ["prime_minister"])
    (True, False)
    >>> may_be_one(["minister:interior"], ["minister:finance"])
    False
    """
    pairs = [(one, other) for one in wanted for other in told]
    return any(
        _top(one) == _top(other) and (one == other or ":" not in one or ":" not in other) for one, other in pairs
    )


def _top(office: str) -> str:
    """Return the broadest kind of an office."""
    while broader().get(office):
        office = broader()[office]
    return office


def predecessor(one: str, day: str) -> tuple[str, str] | None:
    """Return who held the office of a person before, and why; the highest office held on that day counts."""
    for row in sorted(held_by(one), key=lambda row: (row["office"] not in LEADING, row["since"])):
        if not holds(row, day):
            continue
        rows = [r for r in held_of().get(row["of"], ()) if r["office"] == row["office"] and r["person"] != one]
        ended = [r for r in rows if r["until"] and r["until"] <= (row["since"] or day)]
        if ended:
            last = max(ended, key=lambda r: r["until"])
            why = (
                f"held the office of {names_of_bodies()[row['of']]} before {person(one)['name']}, until {last['until']}"
            )
            return last["person"], why
    return None


def leaders(place: str, day: str) -> dict[str, str]:
    """Return surname → person of those who lead a state on a day or did within the year before it.

    A surname that two of them have is left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    year = f"{int(day[:4]) - 1}{day[4:]}"
    for row in held_of().get(place, ()):
        leads = any(is_below(row["office"], office) for office in ("head_of_government", "head_of_state"))
        if leads and (holds(row, day) or (row["until"] and year <= row["until"] <= day)):
            for surname in surnames_of(row["person"]):
                found[surname].add(row["person"])
    return {surname: persons.pop() for surname, persons in found.items() if len(persons) == 1}


LEADING = frozenset({"president", "prime_minister", "chancellor", "head_of_state", "head_of_government", "monarch"})
