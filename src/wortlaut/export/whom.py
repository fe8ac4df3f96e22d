"""Who is meant in a reading, by the ids that hold in all articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wortlaut.errors import RecordError
from wortlaut.record import Entry, Occurrence, Party, Reading, Register, linked
from wortlaut.resolve.register import register as registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """The actors of one reading: by mention, by name, their names, their places in the register."""

    article: str
    by_mention: Mapping[str, str]
    by_name: Mapping[str, str]
    names: Mapping[str, str]
    seen: Mapping[tuple[str, str], tuple[Entry, Occurrence]]

    @classmethod
    def of(cls, reading: Reading, seen: Mapping[tuple[str, str], tuple[Entry, Occurrence]]) -> Whom:
        """Return the actors of a reading; ``seen`` as ``seen_in`` returns it."""
        return cls(
            article=reading.article.id,
            by_mention={mention: link.actor for mention, link in linked(reading).items()},
            by_name={actor.name: actor.id for actor in reversed(reading.actors)},
            names={actor.id: actor.name for actor in reading.actors},
            seen=seen,
        )

    def local(self, party: Party | None) -> str | None:
        """Return the id that a party has in the reading: by mention, else by name, None where nobody is known."""
        if party is None:
            return None
        if party.mention is not None:
            return self.by_mention.get(party.mention)
        return self.by_name.get(party.name) if party.name else None

    def name(self, local: str) -> str:
        """Return the best name that the article gives an actor of the reading; words stay as they are."""
        return self.names.get(local, local)

    def id(self, local: str) -> str:
        """Return the stable id of an actor of the reading; raises RecordError for one whom the register lacks."""
        return self._place(local)[0].id

    def confidence(self, local: str) -> float:
        """Return how sure it is that an actor of the reading is who his stable id says; raises as ``id`` does."""
        return self._place(local)[1].confidence

    def party(self, party: Party | None) -> str | None:
        """Return the stable id of a party, None where nobody is known."""
        local = self.local(party)
        return None if local is None else self.id(local)

    def _place(self, local: str) -> tuple[Entry, Occurrence]:
        try:
            return self.seen[self.article, local]
        except KeyError:
            raise RecordError(
                f"article {self.article} names the actor {local}, whom the register does not know: "
                "make the register of the same readings"
            ) from None


def one_each(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the first reading of each article."""
    found: dict[str, Reading] = {}
    for reading in readings:
        found.setdefault(reading.article.id, reading)
    return tuple(found.values())


def register_for(readings: Iterable[Reading], register: Register | None) -> Register:
    """Return the register that somebody gave, else that of the readings without anybody's judgement."""
    return register if register is not None else registered(readings)


def seen_in(register: Register) -> dict[tuple[str, str], tuple[Entry, Occurrence]]:
    """Return where each actor belongs, by article and the id that he has in its reading."""
    return {(seen.article, seen.actor): (entry, seen) for entry in register.entries for seen in entry.occurrences}
