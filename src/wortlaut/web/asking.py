"""What a request asks for, out of its address: words, names, days, values that the record knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from starlette.datastructures import QueryParams

from wortlaut.record import EventType, Status
from wortlaut.record.reading import ActorKind, Certainty, Kind
from wortlaut.store import ActorRow, Query, Store

Order = Literal["rank", "newest", "oldest"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
ORDERS: tuple[Order, ...] = get_args(Order)
ROLES = ("actor", "speaker", "addressee")
_MOST_WORDS = 1000
_MOST_DIGITS = 8
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search as somebody filled it in: the query, the values to fill in again, and what is not clear.

    ``people`` are those who are meant, by role; ``choices`` those of one name; ``nobody`` are the roles with a name
    that nobody has.
    """

    query: Query
    fields: dict[str, Any]
    people: dict[str, ActorRow]
    choices: dict[str, tuple[ActorRow, ...]]
    nobody: tuple[str, ...]

    @property
    def clear(self) -> bool:
        """Whether it is known who is meant."""
        return not self.choices and not self.nobody

    @property
    def empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not any(value for name, value in self.fields.items() if name != "order")


def asked(store: Store, given: QueryParams) -> Asked:
    """Return the search of an address; names are looked up, and what the record does not know is left out."""
    who: dict[str, ActorRow] = {}
    choices: dict[str, tuple[ActorRow, ...]] = {}
    nobody = []
    for role in ROLES:
        name = words(given, role)
        found = store.called(name, limit=_MOST_NAMED) if name else ()
        if len(found) == 1:
            who[role] = found[0]
        elif found:
            choices[role] = found
        elif name:
            nobody.append(role)
    order = given.get("order")
    query = Query(
        words=words(given, "words"),
        actor=who["actor"].id if "actor" in who else None,
        speaker=who["speaker"].id if "speaker" in who else None,
        addressee=who["addressee"].id if "addressee" in who else None,
        kinds=known(given.getlist("kind"), KINDS),
        certainties=known(given.getlist("certainty"), CERTAINTIES),
        event_types=known(given.getlist("event"), TYPES),
        statuses=known(given.getlist("status"), STATUSES),
        outlets=tuple(one for one in given.getlist("outlet") if one),
        since=day(given, "since"),
        until=day(given, "until"),
        reviewed={"yes": True, "no": False}.get(given.get("reviewed", "")),
        order=next((one for one in ORDERS if one == order), "rank"),
    )
    fields = {
        "words": query.words,
        **{role: words(given, role) for role in ROLES},
        "kind": list(query.kinds),
        "certainty": list(query.certainties),
        "event": list(query.event_types),
        "status": list(query.statuses),
        "outlet": list(query.outlets),
        "since": query.since.isoformat() if query.since else "",
        "until": query.until.isoformat() if query.until else "",
        "reviewed": given.get("reviewed", "") if query.reviewed is not None else "",
        "order": query.order if query.order != "rank" else "",
    }
    return Asked(query=query, fields=fields, people=who, choices=choices, nobody=tuple(nobody))


def words(given: QueryParams, name: str) -> str:
    """Return a value as plain words, at most a thousand characters."""
    return " ".join(given.get(name, "")[:_MOST_WORDS].split())


def day(given: QueryParams, name: str) -> date | None:
    """Return a day (2026-05-03), a month's first (2026-05), a year's first (2026); None for anything else."""
    value = given.get(name, "").strip()
    for completed in (value, f"{value}-01", f"{value}-01-01"):
        try:
            return date.fromisoformat(completed)
        except ValueError:
            continue
    return None


def offset(given: QueryParams) -> int:
    """Return from which item on a page begins."""
    value = given.get("offset", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS else 0


def known(given: Iterable[str], values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return those of the given values that the record knows."""
    wanted = set(given)
    return tuple(value for value in values if value in wanted)
