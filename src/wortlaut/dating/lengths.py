"""Rules for times told by their distance, length or rhythm: *gestern*, *zwei Jahre später*, *jährlich*."""

from __future__ import annotations

from math import inf
from typing import get_args

from wortlaut.dating.calendar import MASKS, Unit
from wortlaut.dating.dates import clock, compound, edge, shifted
from wortlaut.dating.meaning import Match, Meaning, Part, Repeated, Shifted, Slot, Some, Stretch
from wortlaut.dating.names import listed
from wortlaut.dating.pattern import Rule, rule
from wortlaut.dating.words import Word
from wortlaut.lexicon import is_role_noun

_UNITS: dict[str, Unit] = {unit: unit for unit in get_args(Unit)}
_LETTERS: dict[Unit, str] = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "weekend": "{}WE",
    "week": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "season": "{}M",
    "half": "{}H",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
    "millennium": "{}ML",
}
_FOR = frozenset({"um", "für", "auf", "binnen", "innerhalb"})
VAGUE = (2.0, 7.0)
"""What a bare plural is taken for, as *einige*: *in den vergangenen Monaten*."""


def _unit(word: Word) -> Unit:
    """Return the unit a noun names, in the singular."""
    return _UNITS[word.value.removesuffix("s")]


def _plural(word: Word) -> bool:
    return word.value.endswith("s")


def duration(unit: Unit, least: float, most: float) -> str:
    """Write a length of time as TIMEX3 does, ``X`` for a vague number.

    >>> duration("year", 3, 3), duration("hour", 0.5, 0.5), duration("month", 2, 7)
    ('P3Y', 'PT30M', 'PXM')
    """
    if unit == "hour" and 0 < least < 1:
        unit, least, most = "minute", least * 60, most * 60
    if unit == "year" and least == 0.5:
        unit, least, most = "month", 6, 6
    count = f"{least:g}" if least == most else "X"
    return "P" + _LETTERS[unit].format(count)


def _count(match: Match) -> tuple[float, float] | None:
    """Return the number before a unit as a range: *zwei*, *einige*, *ein halbes*, *zwei bis drei*."""
    number, half, most = match.get("number"), match.get("half"), match.get("most")
    if half is not None:
        return 0.5, 0.5
    if number is None:
        return None
    return number.least, (most or number).most


def _length(match: Match) -> Meaning | None:
    """*drei Jahre*, *eine halbe Stunde*, *zwei bis drei Wochen*."""
    unit, count = match.get("unit"), _count(match)
    if unit is None or count is None or match.text(match.at("unit") or 0).endswith("gs"):  # eines Tages
        return None
    if _unit(unit) in ("weekend", "quarter", "half") and match.kind(match.start) == "One":
        return None
    least, most = count
    return Meaning(Stretch(_unit(unit), least, most, duration(_unit(unit), least, most)))


def _plural_length(match: Match) -> Meaning | None:
    """*(vor) Jahren*, *(seit) Wochen*, *(um) Monate*: no number at all."""
    unit, before = match.get("unit"), match.start - 1
    if unit is None or not _plural(unit):
        return None
    if match.kind(before) == "At" and match.text(before).lower() not in _FOR:
        return None
    name = _unit(unit)
    return Meaning(Stretch(name, 2, inf, duration(name, 2, 3)))


def _whole(match: Match) -> Meaning | None:
    """*das ganze Jahr*."""
    unit = match.get("unit")
    return Meaning(Stretch(_unit(unit), 1, 1, duration(_unit(unit), 1, 1))) if unit and not _plural(unit) else None


def _named_length(match: Match) -> Meaning | None:
    """*zweitägig*, *stundenlang*, *Vierteljahr*; but *vierjähriges Mädchen* is an age."""
    value = match.words[match.places["length"]].value
    noun = match.text(match.end)
    if value.endswith("Y") and (noun in listed("aged") or is_role_noun(noun)):
        return None
    unit: Unit = "day" if "T" in value or value.endswith("D") else "week" if value.endswith("W") else "year"
    return Meaning(Stretch("month" if value.endswith("M") and "T" not in value else unit, 1, 1, value))


def _neighbour(match: Match) -> Meaning | None:
    """*vergangene Woche*, *Ende nächsten Jahres*, *in den letzten drei Jahren*."""
    shift, unit = match.get("shift"), match.get("unit")
    if shift is None or unit is None:
        return None
    name, count = _unit(unit), _count(match)
    near = shifted(shift, name)
    if count or (_plural(unit) and not edge(match)):
        return _last_few(match, near, name, count)
    if shift.value.endswith("plural") or name in ("minute", "second") or (name == "day" and shift.value == "-1"):
        return None
    if name == "weekend":
        return Meaning(Slot("weekend", weekday=6, shift=int(near.least)))
    if name == "day" and abs(near.least) < 2:  # diesem Tag, am nächsten Tag
        near = Shifted("day", near.least, near.least, "told")
    return Meaning(near, edge(match))


def _last_few(match: Match, near: Shifted, unit: Unit, count: tuple[float, float] | None) -> Meaning | None:
    """*den vergangenen (zwei) Jahren*, *diesen Wochen*, *jenen Jahren*."""
    if near.least == 0 and count is None:
        then = match.words[match.places["shift"]].value.endswith("then")
        return Meaning(Shifted(unit, -inf, -1, value="PAST_REF") if then else Shifted(unit, -1, 1, value="PRESENT_REF"))
    if near.least == 0:
        return None
    least, most = count or VAGUE
    return Meaning(Stretch(unit, least, most, duration(unit, least, most), -1 if near.least < 0 else 1))


def _edge_of(match: Match) -> Meaning | None:
    """Read *Ende des Jahres*, *Anfang der Woche*: of the present one."""
    unit = match.get("unit")
    if unit is None or _plural(unit) or _unit(unit) in ("day", "hour", "minute", "second", "weekend"):
        return None
    return Meaning(Shifted(_unit(unit), 0, 0), edge(match))


def _later(match: Match) -> Meaning | None:
    """*zwei Jahre später*, *wenige Tage zuvor*, *(am) Tag darauf*."""
    unit, later = match.get("unit"), match.get("later")
    if unit is None or later is None:
        return None
    count = _count(match) or (VAGUE if _plural(unit) else (1.0, 1.0))
    least, most = sorted((later.least * count[0], later.least * count[1]))
    return Meaning(Shifted(_unit(unit), least, most, "told"))


def _relative(match: Match) -> Meaning | None:
    """*gestern*, *heute Abend*, *Ende des Vorjahres*, *Vortag*."""
    word = match.get("relative")
    if word is None:
        return None
    unit = _UNITS[word.value.split()[0]]
    return Meaning(shifted(word, unit), edge(match), clock(match))


def _part_of_day(match: Match) -> Meaning | None:
    """*(am) Abend*, *(in der) Nacht*, *diesen Morgen*, *mittags*: of the day told before."""
    shift, part = match.get("shift"), match.get("part")
    if part is None or (part.kind == "DayAdverb" and not match.text(match.at("part") or 0).endswith("s")):
        return None
    if shift is None:
        return Meaning(Shifted("day", 0, 0, "told"), clock=clock(match))
    near = shifted(shift, "day")
    if near.least == -1 and near.reference == "published" and part.value == "TNI":  # vergangene Nacht
        return Meaning(Shifted("day", 0, 0), clock="TNI", eve=True)
    return Meaning(Shifted("day", near.least, near.least, "told"), clock=clock(match))


def _later_part(match: Match) -> Meaning | None:
    """*(am) Abend zuvor*, *eine Nacht später*."""
    later = match.get("later")
    return Meaning(Shifted("day", later.least, later.least, "told"), clock=clock(match)) if later else None


def _old_morning(match: Match) -> Meaning | None:
    """*gestern morgen*, as it was spelled until 1996."""
    word = match.words[match.start]
    if match.text(match.end - 1) != "morgen" or word.value == "day 1 published":
        return None
    return Meaning(Slot("day", weekday=word.number) if word.kind == "Weekday" else shifted(word, "day"), clock="TMO")


def _clock_length(match: Match) -> Meaning | None:
    """*2:46 Stunden*."""
    time, unit = match.words[match.start], match.words[match.end - 1]
    hours, _, minutes = time.value.partition(":")
    letters = {"hour": "HM", "minute": "MS"}.get(_unit(unit))
    if not minutes or letters is None:
        return None
    return Meaning(Stretch(_unit(unit), 1, 1, f"PT{int(hours)}{letters[0]}{int(minutes)}{letters[1]}"))


def _rate(match: Match) -> Meaning | None:
    """*(zweimal) im Jahr*, *(30 Euro) im Monat*, *am Tag*."""
    unit = match.get("unit")
    if unit is None or _plural(unit) or _unit(unit) not in ("year", "month", "day"):
        return None
    if match.kind(match.end) in ("Article", "Later", "Number", "Year", "Ordinal", "One", "Shift", "After", "Ago", "Of"):
        return None
    return Meaning(Repeated(_unit(unit), duration(_unit(unit), 1, 1)))


def _course(match: Match) -> Meaning | None:
    """*im Laufe des Tages*, *im Verlauf der Woche*."""
    unit = match.get("unit")
    if unit is None or _plural(unit) or match.text(match.start - 1) not in ("Laufe", "Lauf", "Verlauf", "Verlaufe"):
        return None
    return Meaning(Shifted(_unit(unit), 0, 0))


def _time(match: Match) -> Meaning | None:
    """*14.30 Uhr*, *um 14:30*, *8 Uhr morgens*: of the day told before."""
    time = match.get("clock")
    if time is None or (time.kind == "Clock" and match.kind(match.end - 1) == "Clock" and ":" not in time.value):
        return None
    value = clock(match)
    return Meaning(Shifted("day", 0, 0, "told"), clock=value) if value else None


def _half_past(match: Match) -> Meaning | None:
    """*halb neun*."""
    hour = match.words[match.places["hour"]].number
    return Meaning(Shifted("day", 0, 0, "told"), clock=f"T{hour - 1:02d}:30") if 1 <= hour <= 12 else None


def _some(match: Match) -> Meaning | None:
    """Read *(an) einem Samstag*, *eines Abends*: no certain one."""
    word = match.words[match.places["some"]]
    masks = {
        "Daypart": f"XXXX-XX-XX{word.value}",
        "Season": f"XXXX-{word.value}",
        "Month": f"XXXX-{word.number:02d}",
    }
    return Meaning(Some("day", masks.get(word.kind, f"XXXX-WXX-{word.number}{compound(word)}")))


def _unknown(match: Match) -> Meaning | None:
    """*(am) Tag nach der Wahl*, *im Jahr der Wende*, *ersten Woche*: one that only the text can tell."""
    unit = match.get("unit")
    if unit is None or _unit(unit) not in MASKS:
        return None
    if _plural(unit):
        return Meaning(Stretch(_unit(unit), *VAGUE, duration(_unit(unit), *VAGUE)))
    return Meaning(Some(_unit(unit), MASKS[_unit(unit)]))


def _midnight(match: Match) -> Meaning:
    """*Mitternacht*."""
    return Meaning(Shifted("day", 0, 0, "told"), clock="T24:00")


def _two_times(match: Match) -> tuple[Part, ...] | None:
    """*20 bis 6 Uhr*."""
    parts = []
    for name in ("first", "second"):
        place = match.places[name]
        value = clock(Match(match.words, match.texts, match.start, match.end, {"clock": place}))
        if not value:
            return None
        parts.append(Meaning(Shifted("day", 0, 0, "told"), clock=value))
    first = match.places["first"]
    return Part(first, first + 1, parts[0]), Part(match.places["second"], match.end, parts[1])


def _every(match: Match) -> Meaning | None:
    """*jeden Montag*, *alle zwei Jahre*, *pro Jahr*, *dreimal im Jahr*."""
    unit, count, weekday = match.get("unit"), _count(match), match.get("weekday")
    if weekday:
        return Meaning(Repeated("day", f"XXXX-WXX-{weekday.number}{compound(weekday)}"))
    if part := match.get("part"):
        return Meaning(Repeated("day", f"XXXX-XX-XX{part.value}"))
    if season := match.get("season"):
        return Meaning(Repeated("season", f"XXXX-{season.value}"))
    if month := match.get("month"):
        return Meaning(Repeated("month", f"XXXX-{month.number:02d}"))
    if unit is None or (_plural(unit) and count is None) or match.text(match.start - 1).startswith("Kilometer"):
        return None
    least, most = count or (1.0, 1.0)
    return Meaning(Repeated(_unit(unit), duration(_unit(unit), least, most)))


def _repeated(match: Match) -> Meaning:
    """*täglich*, *montags*."""
    value = match.words[match.places["repeat"]].value
    units: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
    return Meaning(Repeated(units.get(value[-1], "day"), value))


def _vague(match: Match) -> Meaning | None:
    """*damals*, *künftig*, *vor Kurzem*: days from publication."""
    word = match.words[match.places["vague"]]
    text = match.text(match.start).lower()
    after = match.text(match.end)
    if (text == "früher" and after == "als") or (text == "zur zeit" and after in ("der", "des", "von")):
        return None
    return Meaning(Shifted("day", word.least, word.most, value=word.value))


RULES: tuple[Rule, ...] = (
    rule("(?P<vague>[Vague Untagged])", _vague),
    rule("EDGE? (?P<relative>[Today Relative YearStep WeekStep]) (?P<part>[Daypart DayAdverb])?", _relative),
    rule("(?P<relative>Today) Comma? (?P<clock>[Clock Number]) Uhr", _relative),
    rule("(?P<relative>Today) [Comma Open] Weekday", _relative),
    rule("[Since Ago After In At] Article? (?P<core>Early? (?P<part>Daypart))", _part_of_day),
    rule("(?P<shift>Shift) Early? (?P<part>Daypart)", _part_of_day),
    rule("(?P<part>DayAdverb)", _part_of_day),
    rule("ABOUT? (?P<clock>[Clock Number]) Uhr (?P<minutes>Number)? (?P<part>DayAdverb)?", _time),
    rule("[At From Since To] (?P<core>(?P<clock>Clock))", _time),
    rule("At (?P<core>HalfTo (?P<hour>Number) Uhr?)", _half_past),
    rule("(?P<first>[Clock Number]) [To And Dash] (?P<second>[Clock Number]) Uhr", _two_times),
    rule("Midnight", _midnight),
    rule("[In At] (?P<core>Article? UNIT) (?=[After Ago Article])", _unknown),
    rule("Article? Ordinal UNIT", _unknown),
    rule("[In Since] (?P<core>Article UNIT) [After Ago]", _plural_length),
    rule("Article? EDGE? Article? (?P<shift>Shift) ABOUT? (?P<number>Number)? UNIT", _neighbour),
    rule("Article? (?P<number>Number) (?P<shift>Shift) UNIT", _neighbour),
    rule("(?: (?P<edge>Edge) | (?P<half>Ordinal) HalfNoun ) Article UNIT", _edge_of),
    rule("ABOUT? COUNT? UNIT (?P<later>Later)", _later),
    rule("ABOUT? COUNT UNIT Long?", _length),
    rule("ABOUT? (?P<number>Year) UNIT Long?", _length),
    rule("(?P<number>[Number One]) [To And Dash Comma] (?P<most>Number) UNIT Long?", _length),
    rule("UNIT Long", _plural_length),
    rule("[Ago Since After At Approx Over Even] ABOUT? (?P<core>UNIT)", _plural_length),
    rule("Article? Ordinal (?P<number>Number) UNIT", _length),
    rule("[Article One] Whole UNIT", _whole),
    rule("Clock (?P<unit>ClockUnit)", _clock_length),
    rule("[In At] (?P<core>UNIT)", _rate),
    rule("(?P<core>Article UNIT)", _course),
    rule("One? (?P<part>Daypart) (?P<later>Later)", _later_part),
    rule("Article Whole? (?P<part>Daypart)", _part_of_day),
    rule("One Early? (?P<some>[Weekday WeekdayPart Daypart Season Month])", _some),
    rule("[Today Weekday] Today", _old_morning),
    rule("One? (?P<length>Length)", _named_length),
    rule("Every (?P<number>Ordinal)? UNIT", _every),
    rule("Every (?P<weekday>[Weekday WeekdayPart])", _every),
    rule("Every (?: (?P<part>Daypart) | (?P<season>Season) | (?P<month>Month) )", _every),
    rule("EveryFew (?P<number>Number) UNIT", _every),
    rule("Times? Rate UNIT", _every),
    rule("Times [In At] Article? UNIT", _every),
    rule("(?P<repeat>Repeat)", _repeated),
)
