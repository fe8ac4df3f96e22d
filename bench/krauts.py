"""Time expressions on KRAUTS, German news with TIMEX3 annotation; for measuring only, its texts are never read.

    python -m bench.krauts --data ../shared/data [--part DieZeit] [--json]

The corpus is Strötgen, Minard, Lange, Speranza and Magnini 2018, CC BY-NC 4.0: 192 articles of Dolomiten and Die
Zeit, each with its day of creation, which is given to the product as the day of publication.

* Strict: same first and last code point. Relaxed: at least one code point shared; one expression of the product
  is paired with at most one of the corpus, in text order. Empty tags are left out.
* A row per type counts expressions whose type is right as well; the row ``all`` looks at the words alone.
* Value accuracy: of the relaxed pairs, those whose TIMEX3 ``value`` says the same (``T20`` and ``T20:00``, ``P6M``
  and ``P0.5Y``: see ``canonical``), and in brackets those with exactly the same characters; type accuracy alike.

HeidelTime, the usual rule-based tagger, was run by Sousa, Campos and Jorge (CIKM 2023; ``result/german.json`` of
hmosousa/tei2go): on their test part of KRAUTS (218 expressions) micro F1 77.7 strict, 82.7 relaxed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from bench.product import plain_article
from bench.quotation_scorer import Share
from wortlaut.dating import dating
from wortlaut.record import Period
from wortlaut.segment import segment

_MONTHS = {"CE": 1200, "DE": 120, "Y": 12, "M": 1}
_SECONDS = {"W": 604800, "D": 86400, "TH": 3600, "TM": 60, "TS": 1}
TYPES = ("DATE", "TIME", "DURATION", "SET")
HEIDELTIME = {"strict": 77.7, "relaxed": 82.7}
BARS = {"relaxed": 0.88, "value": 0.80}


@dataclass(frozen=True, slots=True)
class Timed:
    """One annotated or found expression: half-open code points of the text, type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """One article of the corpus."""

    name: str
    text: str
    created: Period | None
    times: tuple[Timed, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one row of the table."""

    gold: int
    found: int
    strict: int
    relaxed: int

    def f1(self, hits: int) -> float:
        """Return the F1 of ``hits``; 0 where nothing is expected or found."""
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """Scores by row (``all`` and the types), and how often value and type are right among relaxed pairs."""

    rows: dict[str, Score]
    value: dict[str, Share]
    exact: dict[str, Share]
    type: Share


def read_text(path: Path) -> Text:
    """Read one TimeML file; offsets are code points of the text of its ``TEXT`` element."""
    root = ElementTree.parse(path).getroot()
    body, stamp = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None:
        raise ValueError(f"no TEXT in {path}")
    text, times = body.text or "", []
    for tag in body:
        words = "".join(tag.itertext())
        if tag.tag == "TIMEX3" and words.strip():
            start = len(text) + len(words) - len(words.lstrip())
            times.append(Timed(start, start + len(words.strip()), tag.get("type", ""), tag.get("value", "")))
        text += words + (tag.tail or "")
    return Text(path.name, text, created(stamp.get("value", "") if stamp is not None else ""), tuple(times))


def created(value: str) -> Period | None:
    """Read a day of creation.

    >>> created("2001-10-11").earliest
    datetime.date(2001, 10, 11)
    """
    if not re.match(r"\d{4}-\d\d-\d\d", value):
        return None
    day = date.fromisoformat(value[:10])
    return Period(earliest=day, latest=day + timedelta(days=1), precision="day")


def found_in(source: Text) -> tuple[Timed, ...]:
    """Return what the product finds in an article."""
    article = replace(plain_article(source.text), published=source.created)
    return tuple(
        Timed(timex.span.start, timex.span.end, timex.type, timex.value)
        for when in dating(segment(article))
        for timex in when.timexes
        if timex.marked
    )


def canonical(value: str) -> str:
    """Write a value in one way: times as hours and minutes, lengths in years, months, days or seconds.

    >>> canonical("2001-10-11T20"), canonical("P0.5Y") == canonical("P6M"), canonical("PT1.5H") == canonical("PT90M")
    ('2001-10-11T20:00', True, True)
    """
    value = re.sub(r"T(?=\d(?::|$))", "T0", value.strip().upper())
    length = re.fullmatch(r"P(?:([\d.,]+)(CE|DE|[YMWD]))?(?:T([\d.,]+)([HMS]))?", value)
    if length is None or value == "P":
        return re.sub(r"T(\d\d)[:.]?(\d\d)?.*", lambda time: f"T{time[1]}:{time[2] or '00'}", value)
    months, seconds = 0.0, 0.0
    for count, unit in ((length[1], length[2]), (length[3], f"T{length[4]}")):
        if count:
            number = float(count.replace(",", "."))
            months += number * _MONTHS.get(unit, 0)
            seconds += number * _SECONDS.get(unit, 0)
    return f"P{months:g}M{seconds:g}S"


def pairs(gold: Sequence[Timed], found: Sequence[Timed]) -> Iterator[tuple[Timed, Timed]]:
    """Pair expressions that overlap, each at most once, in text order.

    >>> one, other = Timed(0, 4, "DATE", "2023"), Timed(2, 6, "DATE", "2023")
    >>> len(list(pairs([one], [other, one])))
    1
    """
    rest = sorted(found, key=lambda time: (time.start, time.end))
    for time in sorted(gold, key=lambda time: (time.start, time.end)):
        same = [other for other in rest if (other.start, other.end) == (time.start, time.end)]
        near = same or [other for other in rest if other.start < time.end and time.start < other.end]
        if near:
            rest.remove(near[0])
            yield time, near[0]


def score(texts: Sequence[tuple[Sequence[Timed], Sequence[Timed]]]) -> Result:
    """Score (gold, found) per article."""
    paired = [pair for gold, found in texts for pair in pairs(gold, found)]
    every = [time for gold, _ in texts for time in gold], [time for _, found in texts for time in found]
    rows = {}
    for name in ("all", *TYPES):
        gold, found = (sum(name in ("all", time.type) for time in times) for times in every)
        right = [pair for pair in paired if name == "all" or pair[0].type == pair[1].type == name]
        strict = sum((one.start, one.end) == (other.start, other.end) for one, other in right)
        rows[name] = Score(gold, found, strict, len(right))
    return Result(
        rows,
        {name: _share(paired, name, canonical) for name in ("all", *TYPES)},
        {name: _share(paired, name, str) for name in ("all", *TYPES)},
        Share(sum(one.type == other.type for one, other in paired), len(paired)),
    )


def _share(paired: Sequence[tuple[Timed, Timed]], name: str, written: Callable[[str], str]) -> Share:
    """Return how many pairs of a type in the corpus have the same value."""
    values = [written(one.value) == written(other.value) for one, other in paired if name in ("all", one.type)]
    return Share(sum(values), len(values))


def report(result: Result) -> str:
    """Render Markdown."""
    lines = [
        "| | in the corpus | found | strict F1 | relaxed F1 | value right |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, row in result.rows.items():
        cells = [
            name,
            str(row.gold),
            str(row.found),
            *(f"{100 * row.f1(hits):.1f}" for hits in (row.strict, row.relaxed)),
        ]
        cells.append(f"{_percent(result.value[name])} ({_percent(result.exact[name])})")
        lines.append(f"| {' | '.join(cells)} |")
    lines.append(
        f"| HeidelTime (other runs, on a test part) | | | {HEIDELTIME['strict']} | {HEIDELTIME['relaxed']} | |"
    )
    whole = result.rows["all"]
    lines += [
        "",
        f"all: precision {_ratio(whole.relaxed, whole.found)}, recall {_ratio(whole.relaxed, whole.gold)} (relaxed); "
        f"type right {_percent(result.type)}",
        f"bars: relaxed F1 {100 * BARS['relaxed']:.0f}, value right {100 * BARS['value']:.0f}",
    ]
    return "\n".join(lines)


def _percent(share: Share) -> str:
    return _ratio(share.hits, share.total)


def _ratio(hits: int, total: int) -> str:
    return f"{100 * hits / total:.1f}" if total else "–"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the product on KRAUTS; exit code 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.krauts", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with krauts/KRAUTS_*/*.tml")
    parser.add_argument("--part", default="", help="Dolomiten or DieZeit (default: both)")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args(arguments)
    paths = sorted((options.data / "krauts").glob(f"KRAUTS_{options.part}*/*.tml"))
    if not paths:
        parser.error(f"no articles of KRAUTS in {options.data}")
    texts = [read_text(path) for path in paths]
    result = score([(text.times, found_in(text)) for text in texts])
    whole = result.rows["all"]
    relaxed, value = whole.f1(whole.relaxed), result.value["all"].value
    if options.json:
        figures = {
            name: {"strict": row.f1(row.strict), "relaxed": row.f1(row.relaxed)} for name, row in result.rows.items()
        }
        print(json.dumps({"articles": len(texts), "f1": figures, "value": value}, indent=1))
    else:
        print(report(result))
    return 0 if relaxed >= BARS["relaxed"] and value >= BARS["value"] else 1


if __name__ == "__main__":
    sys.exit(main())
