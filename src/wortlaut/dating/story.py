"""What an article has told so far, and the times of its next sentence placed by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from wortlaut.dating.calendar import Days
from wortlaut.dating.frame import Framed, Relation, ahead, framed
from wortlaut.dating.grammar import expressions
from wortlaut.dating.meaning import Fixed, Meaning, Shifted, Slot
from wortlaut.dating.names import without_names
from wortlaut.dating.place import OPEN, Around, Placed, choose, place
from wortlaut.dating.tense import Tense, tense
from wortlaut.dating.words import Word, time_words
from wortlaut.record import OPEN_END, OPEN_START, Period, Precision, Span, Timex, Token, When

_COARSER: tuple[Precision, ...] = ("day", "week", "month", "season", "quarter", "year", "decade", "vague")
_DIRECTIONS: dict[Relation, Tense] = {"since": "past", "after": "past"}
_A_DAY = timedelta(days=2)
"""At most so long is the *day* that *um 14 Uhr* or *am Tag danach* is counted from (a night has two)."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as words of time, with their texts and bounds."""

    words: Sequence[Word]
    texts: Sequence[str]
    bounds: Sequence[tuple[int, int]]


@dataclass(slots=True)
class Story:
    """The time and the day told last, the year of this sentence, surnames that are words of time."""

    published: Days | None
    told: Days | None = None
    day: Days | None = None
    year: Days | None = None
    surnames: set[str] = field(default_factory=set)

    def read(self, text: str, tokens: Sequence[Token]) -> Iterator[When]:
        """Yield the times of the next sentence."""
        texts = [token.span.of(text) for token in tokens]
        found = time_words(texts)
        if all(word.kind == "Other" for *_, word in found):
            return
        phrases = [" ".join(texts[first:behind]) for first, behind, _ in found]
        words = without_names([word for *_, word in found], phrases, self.surnames)
        bounds = [(tokens[first].span.start, tokens[behind - 1].span.end) for first, behind, _ in found]
        sentence = _Sentence(words, phrases, bounds)
        times = list(framed(expressions(words, phrases), words, phrases))
        self.year = None
        done: dict[int, When | None] = {}
        for at, time in enumerate(times):
            follower = times[at + 1] if at + 1 < len(times) else None
            if follower and _clocked(time) and _names_day(follower) and not any(map(_names_day, times[:at])):
                done[at + 1] = self._when(sentence, follower)  # um 8 Uhr am Montag
            when = done[at] if at in done else self._when(sentence, time)
            if when is not None:
                yield when

    def _when(self, sentence: _Sentence, time: Framed) -> When | None:
        looks = self._looks(sentence, time)
        if looks == "future":
            time = ahead(time, sentence.words)
        try:
            placed = self._placed(time, looks)
        except (ValueError, OverflowError):  # a day that no calendar has
            return None
        days = min(each.days[0] for each in placed), max(each.days[1] for each in placed)
        exact = max((each.precision for each in placed), key=_COARSER.index)
        if placed[-1].type in ("DATE", "TIME") and days[0] > OPEN_START and days[1] < OPEN_END and exact != "vague":
            self._remember(time, days)
        if days != OPEN:
            days = _related(time.relation, days, self.published, placed[-1].type == "TIME")
        bounds = sentence.bounds
        return When(
            span=Span(start=bounds[time.start][0], end=bounds[time.end - 1][1]),
            period=Period(earliest=days[0], latest=days[1], precision=exact),
            anchor=placed[-1].anchor,
            offset=placed[-1].offset,
            timexes=tuple(
                Timex(
                    span=Span(start=bounds[part.start][0], end=bounds[part.end - 1][1]),
                    type=each.type,
                    value=each.value,
                    marked=sentence.words[part.start].kind != "Untagged",
                )
                for part, each in zip(time.parts, placed, strict=True)
            ),
        )

    def _looks(self, sentence: _Sentence, time: Framed) -> Tense | None:
        """Say where the time lies by its preposition or the verb: *für Freitag* is ahead, *vom Freitag* is past."""
        before = sentence.texts[time.start].lower()
        if before in ("für", "fürs", "auf") and len(time.parts) == 1:
            return "future"
        if before in ("vom", "von") and len(time.parts) == 1 and time.relation == "at":
            return "past"
        looks = tense(sentence.texts, time.start)
        if looks is None and any(word.kind == "Uhr" for word in sentence.words):  # Samstag, 20 Uhr: Konzert
            return "future"
        if time.relation in ("until", "from") and looks is None:
            return "future"
        return looks

    def _remember(self, time: Framed, days: Days) -> None:
        self.told = days
        if time.relation == "at":
            if days[1] - days[0] <= _A_DAY:
                self.day = days
            if isinstance(time.parts[-1].meaning.core, Fixed):
                self.year = days

    def _placed(self, time: Framed, looks: Tense | None) -> tuple[Placed, ...]:
        """Place the parts of one time, those of a range by each other."""
        near = Around(self.published, self.told, _DIRECTIONS.get(time.relation, looks))
        meanings = [part.meaning for part in time.parts]
        if all(isinstance(meaning.core, Shifted) and meaning.core.unit == "day" for meaning in meanings):
            near = replace(near, told=self.day)
        if len(meanings) < 2:
            return (self._alone(meanings[0], near),)
        first, last = meanings
        if isinstance(last.core, Slot) and isinstance(first.core, Fixed):
            one = place(first, near)
            return one, place(_fixed(last, last.core, choose(last.core, one.days[0], tense="future")), near)
        other = self._alone(last, near)
        if isinstance(first.core, Slot) and other.days != OPEN:
            first = _fixed(first, first.core, choose(first.core, other.days[0], tense="past"))
        return place(first, near), other

    def _alone(self, meaning: Meaning, near: Around) -> Placed:
        """Place a meaning; a month or a day is in the year that the sentence has named: *1989 … im November*."""
        core = meaning.core
        bare = isinstance(core, Slot) and not core.weekday and core.shift is None and core.cycle is None
        if not bare or self.year is None or near.tense == "future":
            return place(meaning, near)
        slot = core if isinstance(core, Slot) else Slot("day")
        start = self.year[0]
        nearest = choose(slot, start, tense=None)
        if (self.year[1] - start).days > 300 and (day := slot.on(start)) is not None:
            nearest = day
        return replace(place(_fixed(meaning, slot, nearest), near), anchor="told")


def _fixed(meaning: Meaning, slot: Slot, day: date) -> Meaning:
    return replace(meaning, core=Fixed(slot.unit, day))


def _clocked(time: Framed) -> bool:
    """Say whether a time is only one of the clock: *um 8 Uhr*, *am Abend*."""
    meaning = time.parts[0].meaning
    return bool(meaning.clock) and isinstance(meaning.core, Shifted) and meaning.core.reference == "told"


def _names_day(time: Framed) -> bool:
    """Say whether a time is a day of its own: *am Montag*, *3. Mai*, *gestern*."""
    core = time.parts[0].meaning.core
    if isinstance(core, Shifted):
        return core.unit == "day" and core.reference == "published" and core.least == core.most
    return isinstance(core, Slot | Fixed) and core.unit == "day"


def _related(relation: Relation, days: Days, published: Days | None, clocked: bool) -> Days:
    """Return the days on the side of a time that its preposition tells: *seit*, *bis*, *vor*, *nach*, *ab*."""
    if clocked and relation in ("before", "after"):  # vor 17 Uhr is still that day
        return days
    if relation == "since":
        return days[0], published[1] if published and published[1] > days[0] else OPEN_END
    if relation == "until":
        return published[0] if published and published[1] < days[1] else OPEN_START, days[1]
    if relation == "before" and days[0] > OPEN_START:
        return OPEN_START, days[0]
    if relation == "after" and days[1] < OPEN_END:
        return days[1], OPEN_END
    return (days[0], OPEN_END) if relation == "from" else days
