"""The actors of many articles (Akteursregister)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wortlaut.record.judgement import Judgement, occurrence_id
from wortlaut.record.period import Period
from wortlaut.record.reading import ActorKind, Gender, Link, Office, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An actor as one article knows him: how often named and speaking, and why he belongs to his entry."""

    article: str
    actor: str
    name: str
    source: str | None
    published: Period | None
    mentions: int
    statements: int
    confidence: float
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id that a judgement can name."""
        return occurrence_id(self.article, self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody in the world as all articles together tell, under a stable id.

    ``offices`` has no evidence spans: those belong to the articles. ``judgements`` are those that joined the
    occurrences or keep others out, in the order of their time.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    wikidata: str | None
    offices: tuple[Office, ...]
    gender: Gender | None
    occurrences: tuple[Occurrence, ...]
    reasons: tuple[str, ...]
    judgements: tuple[Judgement, ...] = ()

    @property
    def mentions(self) -> int:
        """Return how often all articles name this actor."""
        return sum(occurrence.mentions for occurrence in self.occurrences)

    @property
    def statements(self) -> int:
        """Return how many statements this actor makes."""
        return sum(occurrence.statements for occurrence in self.occurrences)

    @property
    def articles(self) -> int:
        """Return in how many articles this actor occurs."""
        return len({occurrence.article for occurrence in self.occurrences})

    @property
    def current_offices(self) -> tuple[Office, ...]:
        """Return the offices that hold on the day of at least one of the articles; all if no article has a day."""
        days = {seen.published.earliest for seen in self.occurrences if seen.published}
        return tuple(office for office in self.offices if not days or any(_holds(office, day) for day in days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All actors of many articles, ordered by id.

    ``overruled`` are ids of judgements that a later one contradicts, ``unknown`` the ids that a judgement names and
    no actor of these articles has.
    """

    entries: tuple[Entry, ...]
    overruled: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def entry_of(self, id: str) -> Entry | None:
        """Return the entry with this id, or the one that holds the occurrence of this id."""
        for entry in self.entries:
            if entry.id == id or any(occurrence.id == id for occurrence in entry.occurrences):
                return entry
        return None


def linked(reading: Reading) -> dict[str, Link]:
    """Return the most confident link of each mention by the mention's id; of equals, the first."""
    best: dict[str, Link] = {}
    for link in reading.links:
        if link.mention not in best or link.confidence > best[link.mention].confidence:
            best[link.mention] = link
    return best


def _holds(office: Office, day: date) -> bool:
    return (office.since is None or office.since <= day) and (office.until is None or day < office.until)
