"""What a time expression means before it is known from where to count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from wortlaut.dating.calendar import Unit, feast
from wortlaut.dating.words import Word

Reference = Literal["published", "told"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A unit of the calendar, named by a day in it: *Mai 2023*, *19. Jahrhundert*."""

    unit: Unit
    day: date


@dataclass(frozen=True, slots=True)
class Shifted:
    """So many units from the day of publication or a time told before: *gestern*, *zwei Jahre später*.

    ``value`` is given for what has only a vague one: *damals* is ``PAST_REF``.
    """

    unit: Unit
    least: float
    most: float
    reference: Reference = "published"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """What comes back every year or week: *Mittwoch*, *3. Mai*, *Sommer*, *Ostern*.

    ``shift`` tells which one (*letzten*: -1), ``cycle`` of which year or week (*Mai vergangenen Jahres*), ``named``
    that the day is a Sunday, say (*Sonntag, 14. Mai*); without any the tense decides.
    """

    unit: Unit
    month: int = 1
    day: int = 1
    weekday: int = 0
    feast: str = ""
    shift: int | None = None
    cycle: Shifted | None = None
    named: int = 0

    def on(self, reference: date, turns: int = 0) -> date | None:
        """Return its first day in the year or week of ``reference``, or so many later; None: there is none."""
        if self.weekday:
            return reference + timedelta(days=self.weekday - 1 - reference.weekday() + 7 * turns)
        try:
            if self.feast:
                return feast(self.feast, reference.year + turns)
            return date(reference.year + turns, self.month, self.day)
        except ValueError:
            return None

    @property
    def mask(self) -> str:
        """The TIMEX3 value without year or week."""
        if self.weekday:
            return "XXXX-WXX-WE" if self.unit == "weekend" else f"XXXX-WXX-{self.weekday}"
        if self.feast and not self.feast[0].isdigit():
            return "XXXX"
        names = {
            "season": f"XXXX-{('WI', 'SP', 'SU', 'FA')[self.month // 3 % 4]}",
            "quarter": f"XXXX-Q{(self.month + 2) // 3}",
            "half": f"XXXX-H{(self.month + 5) // 6}",
            "month": f"XXXX-{self.month:02d}",
        }
        return names.get(self.unit, f"XXXX-{self.feast}" if self.feast else f"XXXX-{self.month:02d}-{self.day:02d}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time: *drei Jahre*; ``way`` -1 up to now (*seit*), 1 from now on, 0 anywhere."""

    unit: Unit
    least: float
    most: float
    value: str
    way: Literal[-1, 0, 1] = 0


@dataclass(frozen=True, slots=True)
class Repeated:
    """What happens again and again: *jeden Montag*, *jährlich*."""

    unit: Unit
    value: str


@dataclass(frozen=True, slots=True)
class Some:
    """One of many, nobody says which: *an einem Samstag*."""

    unit: Unit
    value: str


Core = Fixed | Shifted | Slot | Stretch | Repeated | Some


@dataclass(frozen=True, slots=True)
class Meaning:
    """A core and what narrows it: ``edge`` (*Ende*), ``clock`` (``T14:30``, ``TEV``), days meant around it.

    ``eve``: the night before that day; ``turns``: so many units more (*2015/16*: 1).
    """

    core: Core
    edge: str = ""
    clock: str = ""
    before: int = 0
    after: int = 0
    eve: bool = False
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A meaning and its words: numbers of the first and behind the last."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell one time, in one part or from one part to another (*3. bis 5. Mai*)."""

    start: int
    end: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of words that fits a pattern: its named words, and what stands around it."""

    words: Sequence[Word]
    texts: Sequence[str]
    start: int
    end: int
    places: dict[str, int] = field(default_factory=dict)

    def at(self, name: str) -> int | None:
        """Return where the word of a name stands; ``year1`` and the like are other places of ``year``."""
        return next((self.places[key] for key in (name, f"{name}1", f"{name}2") if key in self.places), None)

    def get(self, name: str) -> Word | None:
        """Return the word of a name, None if the pattern left it out."""
        place = self.at(name)
        return None if place is None else self.words[place]

    def text(self, place: int) -> str:
        """Return the text of a word, empty outside the sentence."""
        return self.texts[place] if 0 <= place < len(self.texts) else ""

    def kind(self, place: int) -> str:
        """Return the kind of a word, empty outside the sentence."""
        return self.words[place].kind if 0 <= place < len(self.words) else ""
