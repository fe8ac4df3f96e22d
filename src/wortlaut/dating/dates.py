"""Rules for places in the calendar: days, months, years, seasons, weekdays, feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wortlaut.dating.calendar import Unit
from wortlaut.dating.meaning import Core, Fixed, Match, Meaning, Part, Shifted, Slot
from wortlaut.dating.names import is_year
from wortlaut.dating.pattern import Rule, rule
from wortlaut.dating.words import Word

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def shifted(word: Word, unit: Unit) -> Shifted:
    """Read *vergangenen (Jahres)* or *Vorjahres*: ``-1``, ``1 told``, ``year -1 published``."""
    count = next(int(field) for field in word.value.split() if field.lstrip("-").isdigit())
    return Shifted(unit, count, count, "told" if word.value.endswith("told") else "published")


def edge(match: Match) -> str:
    """Return the part of a unit that is meant: *Anfang*, *Ende*, *zweite Hälfte*."""
    half = match.get("half")
    if half and half.kind == "Ordinal":
        return f"half{half.number}"
    found = match.get("edge")
    return found.value if found else ""


def clock(match: Match) -> str:
    """Return the part of the day or the time on the clock as TIMEX3 writes it, empty without one."""
    part, time, extra = match.get("part"), match.get("clock"), match.get("minutes")
    if time is None:
        return part.value if part else ""
    hours, minutes = time.number, extra.number if extra else 0
    if time.kind == "Clock":
        hours, minutes = int(time.value[:-3]), int(time.value[-2:])
    if part and hours < 12 and (part.value in ("TAF", "TEV") or (part.value == "TNI" and hours > 6)):
        hours += 12
    return f"T{hours:02d}:{minutes:02d}" if hours <= 24 and minutes < 60 else ""


def _placed(match: Match, slot: Slot, before: int = 0, after: int = 0) -> Meaning:
    """Put a slot into the year or week that the words name, or leave it to the tense."""
    core: Core = slot
    year, cycle, shift = match.get("year"), match.get("cycle"), match.get("shift")
    if year:
        day = slot.on(date(year.number, 1, 1))
        if day is None:
            raise ValueError("no such day")
        core = Fixed(slot.unit, day)
    elif cycle:
        counted = shifted(cycle, "week" if slot.weekday else "year")
        core = replace(slot, cycle=counted)
    elif shift:
        one = shifted(shift, slot.unit)
        if one.reference == "told":
            counted = Shifted("week" if slot.weekday else "year", 0, 0, "told")
            core = replace(slot, cycle=counted)
        else:
            core = replace(slot, shift=int(one.least))
    return Meaning(core, edge(match), clock(match), before, after)


def _full(match: Match) -> Meaning:
    """*03.05.2023*."""
    day, month, year = match.texts[match.places["full"]].split(".")
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    return Meaning(Fixed("day", date(number, int(month), int(day))), clock=clock(match))


def _iso(match: Match) -> Meaning:
    """*2023-05-03*."""
    year, month, day = (match.words[match.places[name]].number for name in ("year", "month", "day"))
    return Meaning(Fixed("day", date(year, month, day)))


def _day(match: Match) -> Meaning | None:
    """*3. Mai*, *Mittwoch, 3. Mai 2023*, *Abend des 3. Mai*."""
    day, month = match.get("day"), match.get("month")
    if day is None or month is None or not (1 <= day.number <= 31 and 1 <= month.number <= 12) or day.least % 1:
        return None
    date(2024, month.number, day.number)
    named = match.get("named")
    return _placed(match, Slot("day", month=month.number, day=day.number, named=named.number if named else 0))


def _named_day(match: Match) -> Meaning | None:
    """*gestrigen Samstag*, *heutigen Tag*."""
    word = match.get("relative")
    return Meaning(shifted(word, "day")) if word and word.value.startswith("day") else None


def _short_day(match: Match) -> Meaning:
    """*3.5.*."""
    day, month = match.texts[match.places["short"]].rstrip(".").split(".")
    date(2024, int(month), int(day))
    named = match.get("named")
    return _placed(match, Slot("day", month=int(month), day=int(day), named=named.number if named else 0))


def _two_days(match: Match) -> tuple[Part, ...] | None:
    """*3. bis 5. Mai*, *3. und 4. Mai 2023*."""
    month = match.get("month")
    if month is None:
        return None
    first, second = (
        Slot("day", month=month.number, day=match.words[match.places[name]].number) for name in ("first", "second")
    )
    return _pair(match, first, second)


def _two_months(match: Match) -> tuple[Part, ...]:
    """*Mai und Juni 2023*, *November/Dezember 2022*, *Oktober bis März 2020*."""
    first, second = (Slot("month", month=match.words[match.places[name]].number) for name in ("first", "second"))
    return _pair(match, first, second)


def _pair(match: Match, first: Slot, second: Slot) -> tuple[Part, ...]:
    """Put the second slot into the year named; the first is the last one before it."""
    if not all(slot.on(date(2024, 1, 1)) for slot in (first, second)):
        raise ValueError("no such day")
    return (
        Part(match.start, match.places["first"] + 1, Meaning(first)),
        Part(match.places["second"], match.end, _placed(match, second)),
    )


def _two_edges(match: Match) -> tuple[Part, ...]:
    """*Anfang bis Mitte Mai*."""
    whole = _placed(match, Slot("month", month=match.words[match.places["month"]].number))
    first = Meaning(whole.core, match.words[match.start].value)
    return Part(match.start, match.start + 1, first), Part(match.places["edge"], match.end, whole)


def _month(match: Match) -> Meaning | None:
    """*Mai 2023*, *Ende Mai*, *vergangenen Mai*."""
    month = match.get("month")
    return _placed(match, Slot("month", month=month.number)) if month else None


def _year(match: Match) -> Meaning | None:
    """*2023*, *Ende 2023*, *Jahr 2015*."""
    year = match.get("year")
    licensed = match.end - match.start > 1
    if year is None or not (licensed or is_year(match)):
        return None
    return Meaning(Fixed("year", date(year.number, 1, 1)), edge(match))


def _two_years(match: Match) -> Meaning | None:
    """*2015/16*, *1998/1999*."""
    first, second = (match.words[match.places[name]].number for name in ("first", "second"))
    if second < 100:
        second += first // 100 * 100
    return Meaning(Fixed("year", date(first, 1, 1)), turns=second - first) if first < second <= first + 10 else None


def _decade(match: Match) -> Meaning | None:
    """*1990er Jahre*, *Ende der Neunziger*."""
    decade = match.get("decade")
    return Meaning(Fixed("decade", date(decade.number, 1, 1)), edge(match)) if decade else None


def _century(match: Match) -> Meaning | None:
    """*19. Jahrhundert*."""
    number, unit = match.get("number"), match.get("unit")
    if number is None or unit is None or not unit.value.startswith("centur") or match.text(match.end).startswith("v."):
        return None
    return Meaning(Fixed("century", date(100 * number.number - 99, 1, 1)), edge(match))


def _two_centuries(match: Match) -> tuple[Part, ...] | None:
    """*18. und 19. Jahrhundert*."""
    unit = match.get("unit")
    if unit is None or not unit.value.startswith("centur"):
        return None
    first, second = match.places["first"], match.places["second"]
    one, other = (
        Meaning(Fixed("century", date(100 * match.words[place].number - 99, 1, 1))) for place in (first, second)
    )
    return Part(match.start, first + 1, one), Part(second, match.end, other)


def _season(match: Match) -> Meaning | None:
    """*Herbst 2021*, *letzten Sommer*, *Winter 2015/16*."""
    season = match.get("season")
    return _placed(match, Slot("season", month=_SEASON_MONTH[season.value])) if season else None


def _quarter(match: Match) -> Meaning | None:
    """*zweites Quartal*, *erstes Halbjahr 2022*, *Q2*."""
    number, unit = match.get("number"), match.get("quarter")
    if number is None or unit is None:
        return None
    name: Unit = "half" if unit.value.startswith("hal") else "quarter"
    months = 6 if name == "half" else 3
    if not 1 <= number.number <= 12 // months:
        return None
    return _placed(match, Slot(name, month=months * (number.number - 1) + 1))


def _last_quarter(match: Match) -> Meaning | None:
    """*letzten Quartal 2004*."""
    unit, shift = match.get("quarter"), match.get("which")
    if unit is None or shift is None or shift.number != -1:
        return None
    half = unit.value.startswith("hal")
    return _placed(match, Slot("half", month=7) if half else Slot("quarter", month=10))


def _weekday(match: Match) -> Meaning | None:
    """*Mittwoch*, *Montagabend*, *Mittwoch vergangener Woche*."""
    word = match.get("weekday")
    if word is None:
        return None
    meaning = _placed(match, Slot("day", weekday=word.number))
    return Meaning(meaning.core, clock=meaning.clock or compound(word))


def _in_weeks(match: Match) -> Meaning | None:
    """*Donnerstag in einer Woche*."""
    word, weeks = match.get("weekday"), match.get("weeks")
    if word is None or weeks is None:
        return None
    later = Shifted("week", weeks.least, weeks.least)
    return Meaning(Slot("day", weekday=word.number, cycle=later), clock=compound(word))


def compound(word: Word) -> str:
    """Return the part of the day in *Montagabend*, empty for *Montag*."""
    return word.value if word.kind == "WeekdayPart" else ""


def _night(match: Match) -> Meaning | None:
    """*Nacht zum Dienstag*: from Monday to Tuesday, in TIMEX3 the night of the Monday."""
    part = match.get("part")
    if part is None or part.value != "TNI" or match.text(match.places["to"]) not in ("zum", "auf", "zu"):
        return None
    relative, month = match.get("relative"), match.get("month")
    if relative:
        found: Meaning | None = Meaning(shifted(relative, "day"))
    else:
        found = _day(match) if month else _weekday(match)
    return Meaning(found.core, clock="TNI", eve=True) if found else None


def _feast(match: Match) -> Meaning | None:
    """*Ostern 2023*, *Silvester*."""
    word = match.get("feast")
    if word is None:
        return None
    return _placed(match, Slot("day", feast=word.value), before=int(word.least), after=int(word.most))


def _weekend(match: Match) -> Meaning:
    """*Wochenende*, *vergangenen Wochenende*."""
    return _placed(match, Slot("weekend", weekday=6))


def _edge_of_year(match: Match) -> Meaning | None:
    """*Jahresende 2022*, *Monatsende*."""
    word = match.get("whole")
    if word is None:
        return None
    name, part = word.value.split()
    units: dict[str, Unit] = {"year": "year", "month": "month", "week": "week", "quarter": "quarter"}
    year, cycle = match.get("year"), match.get("cycle")
    if year:
        return Meaning(Fixed("year", date(year.number, 1, 1)), part)
    return Meaning(shifted(cycle, "year") if cycle else Shifted(units[name], 0, 0), part)


_DAY = "Article? (?P<day>[Ordinal Number]) (?P<month>Month) OF_YEAR?"
RULES: tuple[Rule, ...] = (
    rule("(?: [Weekday WeekdayPart] Comma? )? Article? (?P<full>FullDate)", _full),
    rule("(?P<year>Year) Dash (?P<month>Number) Dash (?P<day>Number)", _iso),
    rule(f"(?: (?P<named>[Weekday WeekdayPart]) [Comma Open]? )? {_DAY}", _day),
    rule(f"(?: (?P<named>[Weekday WeekdayPart]) [Comma Open]? )? {_DAY} Comma? (?P<clock>[Clock Number]) Uhr", _day),
    rule(f"Article? (?P<part>Daypart) {_DAY}", _day),
    rule("Article? (?P<day>Ordinal) (?P<month>Ordinal) (?P<year>Year)", _day),
    rule("Article? (?P<relative>Relative) [Weekday WeekdayPart DayUnit]", _named_day),
    rule("Article? (?P<relative>Relative) (?: Weekday [Comma Open]? )? Ordinal Month Year?", _named_day),
    rule("(?P<named>Weekday) Comma? Article? (?P<short>DayMonth)", _short_day),
    rule("[At Of Since Ago After Comma] Article? (?P<core>(?P<short>DayMonth))", _short_day),
    rule(
        "Article? (?P<first>Ordinal) [To And Dash Slash] At? Article? (?P<second>Ordinal) (?P<month>Month) OF_YEAR?",
        _two_days,
    ),
    rule("Article? EDGE? (?P<shift>Shift)? MonthUnit? (?P<month>Month) OF_YEAR?", _month),
    rule("(?P<first>Month) [Slash And Dash To] (?P<second>Month) OF_YEAR", _two_months),
    rule("(?P<edge1>Edge) [To And Slash] (?P<edge>Edge) (?P<month>Month) OF_YEAR?", _two_edges),
    rule("(?P<first>Month) Slash (?P<second>Month)", _two_months),
    rule("Article? EDGE? YearUnit? (?P<year>Year)", _year),
    rule("(?P<first>Year) Slash (?P<second>[Year Number])", _two_years),
    rule("Article? EDGE? Article? (?P<decade>Decade) YearUnit?", _decade),
    rule("Article? EDGE? (?P<number>Ordinal) (?P<unit>LongUnit)", _century),
    rule("Article? (?P<first>Ordinal) [And To Slash] (?P<second>Ordinal) (?P<unit>LongUnit)", _two_centuries),
    rule("Article? EDGE? (?P<shift>Shift)? (?P<season>Season) (?: OF_YEAR (?: Slash [Year Number] )? )?", _season),
    rule("Article? EDGE? (?P<number>Ordinal) (?P<quarter>Quarter) OF_YEAR?", _quarter),
    rule("(?P<number>(?P<quarter>QuarterName)) OF_YEAR?", _quarter),
    rule("Article? (?P<which>Shift) (?P<quarter>Quarter) OF_YEAR", _last_quarter),
    rule("(?P<weekday>[Weekday WeekdayPart]) In (?P<weeks>[One Number]) WeekUnit", _in_weeks),
    rule(
        "Article? (?P<shift>Shift)? Early? (?P<weekday>[Weekday WeekdayPart]) (?P<part>[Daypart DayAdverb])? OF_WEEK?",
        _weekday,
    ),
    rule("(?P<weekday>[Weekday WeekdayPart]) Comma? (?P<clock>[Clock Number]) Uhr", _weekday),
    rule("Article? Early? (?P<part>Daypart) (?P<to>At) Article? (?P<weekday>[Weekday])", _night),
    rule("Article? Early? (?P<part>Daypart) (?P<to>At) Article? (?P<relative>Today)", _night),
    rule("Article? Early? (?P<part>Daypart) (?P<to>At) Article? (?P<day>Ordinal) (?P<month>Month) OF_YEAR?", _night),
    rule(
        "Article? Early? (?P<part>Daypart) Of Article? [Weekday Today Ordinal] (?P<to>At) Article? (?:"
        " (?P<weekday>Weekday) | (?P<relative>Today) | (?P<day>Ordinal) (?P<month>Month) OF_YEAR? )",
        _night,
    ),
    rule("Article? (?P<shift>Shift)? (?P<feast>Holiday) OF_YEAR?", _feast),
    rule("(?P<feast>Holiday) (?P<year>Year) Slash [Number Year]", _feast),
    rule("Article? (?P<shift>Shift)? Weekend OF_WEEK?", _weekend),
    rule("(?P<whole>EdgeUnit) OF_YEAR?", _edge_of_year),
)
