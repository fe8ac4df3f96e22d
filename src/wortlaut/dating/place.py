"""From a meaning to days: count from the date of publication, from a time told before, or from nothing.

An anchor may be longer than a day (an article of *Mai 2023*): then everything is counted from its first and from
its last day, and the result covers both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf

from wortlaut.dating.calendar import MASKS, PRECISION, Days, Unit, around, name, part, step
from wortlaut.dating.meaning import Core, Fixed, Meaning, Repeated, Shifted, Slot, Some, Stretch
from wortlaut.dating.tense import Tense
from wortlaut.record import OPEN_END, OPEN_START, Anchor, Offset, Precision, TimexType

OPEN: Days = (OPEN_START, OPEN_END)
_ONE_DAY = timedelta(days=1)
_SMALLER: dict[Unit, tuple[Unit, int]] = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}


@dataclass(frozen=True, slots=True)
class Around:
    """What relative words are counted from: days of publication and of the time told last; where the verb looks."""

    published: Days | None = None
    told: Days | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Days (perhaps open), how exact the words are, TIMEX3 type and value, what was counted from and how far."""

    days: Days
    precision: Precision
    type: TimexType
    value: str
    anchor: Anchor | None = None
    offset: Offset | None = None


def place(meaning: Meaning, around: Around) -> Placed:
    """Return the days of a meaning, open where there is nothing to count from or the calendar does not reach.

    >>> monday = date(2023, 5, 15)
    >>> found = place(Meaning(Shifted("year", -2, -2)), Around(published=(monday, date(2023, 5, 16))))
    >>> str(found.days[0]), found.value, found.anchor
    ('2021-01-01', '2021', 'published')
    """
    core = meaning.core
    anchor, days = _anchor(core, around)
    plain = Placed(OPEN, _precision(core), _type(meaning), _unplaced(core), None, _offset(core))
    if isinstance(core, Repeated | Some):
        return plain
    if days is None:
        return replace(plain, value=_with_clock(plain.value, meaning.clock))
    try:
        found = [_on(meaning, day, around.tense) for day in (days[0], days[1] - _ONE_DAY)]
    except (ValueError, OverflowError):  # outside the calendar: vor 30.000 Jahren
        return replace(plain, value=_with_clock(plain.value, meaning.clock))
    value = found[0][1] if found[0][1] == found[1][1] else _common(found[0][1], found[1][1])
    covered = min(found[0][0][0], found[1][0][0]), max(found[0][0][1], found[1][0][1])
    return replace(plain, days=covered, value=_with_clock(value, meaning.clock), anchor=anchor)


def choose(slot: Slot, day: date, *, tense: Tense | None) -> date:
    """Return the first day of that Wednesday, May, summer … which is meant on ``day``.

    Looking back it is the last that has begun, looking ahead the first that is not over. Where the verb does not
    tell, a weekday is the last one, and what comes once a year the nearest; so is *Sonntag, 14. Mai*, among the years
    in which that is a Sunday. *letzten* is the last that is over, *kommenden* the first that has not begun,
    *diesen* that of the same year or week.

    >>> str(choose(Slot("day", weekday=3), date(2023, 5, 16), tense="past"))
    '2023-05-10'
    """
    if slot.shift == 0:
        return _some(slot.on(day))
    firsts = [first for turn in range(-9, 10) if (first := slot.on(day, turn)) is not None]

    named = [first for first in firsts if first.weekday() + 1 == slot.named]
    if named:
        return min(named, key=lambda first: abs((first - day).days))

    def over(first: date) -> bool:
        return around(slot.unit, first)[1] <= day

    if slot.shift is None:
        last = _nth([first for first in firsts if first <= day], -1)
        following = _nth([first for first in firsts if not over(first)], 0)
        if tense is None and not slot.weekday:
            return min(last, following, key=lambda first: abs((first - day).days))
        return following if tense == "future" else last
    if slot.shift > 0:
        return _nth([first for first in firsts if first > day], slot.shift - 1)
    return _nth([first for first in firsts if over(first)], slot.shift)


def _nth(days: Sequence[date], number: int) -> date:
    if not -len(days) <= number < len(days):
        raise ValueError("outside the calendar")
    return days[number]


def _anchor(core: Core, around: Around) -> tuple[Anchor | None, Days | None]:
    """Return what to count from; without anything to count from, None."""
    if isinstance(core, Fixed):
        return "calendar", (core.day, core.day + _ONE_DAY)
    counted = core.cycle if isinstance(core, Slot) else core
    if isinstance(counted, Shifted) and counted.reference == "told":
        if around.told is not None:
            return "told", around.told
        if counted.least != 0 or counted.most != 0:  # zwei Jahre später: than what?
            return None, None
    if isinstance(core, Repeated | Some) or (isinstance(core, Stretch) and core.way == 0) or around.published is None:
        return None, None
    return "published", around.published


def _on(meaning: Meaning, day: date, tense: Tense | None) -> tuple[Days, str]:
    """Return the days and the value of a meaning counted from one day."""
    core = meaning.core
    if isinstance(core, Stretch):
        return _stretched(core, day), core.value
    if isinstance(core, Shifted):
        found, value = _shifted(core, day)
        unit: Unit = core.unit
    elif isinstance(core, Repeated | Some):
        return OPEN, core.value
    else:
        first = core.day if isinstance(core, Fixed) else _turn(core, day, tense)
        unit = core.unit
        found, value = around(unit, first), name(unit, first)
    if meaning.edge:
        found = part(unit, found, meaning.edge)
    if meaning.turns:
        last = step(unit, found[0], meaning.turns)
        return (found[0], around(unit, last)[1]), f"{value}/{name(unit, last)}"
    if meaning.eve:
        evening = found[0] - _ONE_DAY
        return (evening, found[1]), name("day", evening)
    return (found[0] - timedelta(days=meaning.before), found[1] + timedelta(days=meaning.after)), value


def _turn(slot: Slot, day: date, tense: Tense | None) -> date:
    if slot.cycle is None:
        return choose(slot, day, tense=tense)
    return _some(slot.on(step(slot.cycle.unit, day, slot.cycle.least)))


def _some(day: date | None) -> date:
    if day is None:
        raise ValueError("there is no such day in that year")
    return day


def _shifted(core: Shifted, day: date) -> tuple[Days, str]:
    unit, least, most = core.unit, core.least, core.most
    if least % 1 and unit in _SMALLER:  # vor anderthalb Jahren
        unit, times = _SMALLER[unit]
        least, most = least * times, most * times
    start = OPEN_START if least == -inf else around(unit, step(unit, day, least))[0]
    end = OPEN_END if most == inf else around(unit, step(unit, day, most))[1]
    value = core.value or (name(unit, step(unit, day, least)) if least == most else _vague(core))
    return (start, end), value


def _stretched(core: Stretch, day: date) -> Days:
    if core.way < 0:
        start = OPEN_START if core.most == inf else around(core.unit, step(core.unit, day, -core.most))[0]
        return start, day + _ONE_DAY
    return day, OPEN_END if core.most == inf else around(core.unit, step(core.unit, day, core.most))[1]


def _vague(core: Shifted) -> str:
    """Return the value of what is only known to lie before or after."""
    if core.most < 0 or core.least < 0 == core.most:
        return "PAST_REF"
    return "FUTURE_REF" if core.least > 0 or core.most > 0 else "PRESENT_REF"


def _unplaced(core: Core) -> str:
    if isinstance(core, Slot):
        return core.mask
    if isinstance(core, Fixed):
        return name(core.unit, core.day)
    if isinstance(core, Shifted) and not core.value:
        single = core.reference == "told" and core.least == core.most
        return MASKS.get(core.unit, "XXXX") if single else _vague(core)
    return core.value


def _with_clock(value: str, clock: str) -> str:
    if not clock:
        return value
    return (value if value[-2:].isdigit() and value.count("-") == 2 else "XXXX-XX-XX") + clock


def _type(meaning: Meaning) -> TimexType:
    core = meaning.core
    if isinstance(core, Repeated):
        return "SET"
    if isinstance(core, Stretch):
        return "DURATION"
    short = isinstance(core, Shifted) and core.unit in ("hour", "minute", "second")
    some = isinstance(core, Some) and "T" in core.value
    return "TIME" if meaning.clock or short or some else "DATE"


def _precision(core: Core) -> Precision:
    vague = isinstance(core, Shifted | Stretch) and core.least != core.most
    if isinstance(core, Stretch) and core.way == 0:
        vague = False
    return "vague" if vague else PRECISION[core.unit]


def _offset(core: Core) -> Offset | None:
    """Return how far from its anchor a relative time lies."""
    if isinstance(core, Shifted):
        least, most = core.least, core.most
    elif isinstance(core, Stretch) and core.way:
        least, most = (-core.most, 0.0) if core.way < 0 else (0.0, core.most)
    else:
        return None
    return Offset(unit=core.unit, least=None if least == -inf else least, most=None if most == inf else most)


def _common(one: str, other: str) -> str:
    """Keep what two values share up to where they part: of 2023-04-30 and 2023-05-30 ``2023-XX-XX``."""
    fields, others = one.split("-"), other.split("-")
    same = next((at for at, pair in enumerate(zip(fields, others, strict=False)) if pair[0] != pair[1]), len(fields))
    return "-".join([*fields[:same], *(re.sub(r"\d", "X", rest) for rest in fields[same:])])
