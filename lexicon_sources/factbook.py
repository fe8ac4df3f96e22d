"""Heads of state and government of February 2026, from the World Factbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path

from lexicon_sources.peppercat import offices_of
from lexicon_sources.spelling import NUMERAL, key
from lexicon_sources.tables import jurisdictions, read, written

AS_OF = "2026-02-01"
ENTRY = re.compile(
    r"^(?P<title>(?:Interim |Transitional |Transition |Acting |Caretaker |Prime |Vice )*"
    r"(?:President|King|Queen|Emperor|Sultan|Pope|Prince|Grand Duke|Amir|Minister|Premier|Chancellor|Supreme Leader|"
    r"Taoiseach \(Prime Minister\)))(?: of the Swiss Confederation)? "
    r"(?:(?:Col|Gen|Capt|Dr|Sir|Sr|General)\.? )*(?P<name>(?!of |and )[^(;]+?) \(since (?P<since>[^);]+)"
)
CAPITALS = re.compile(r"(?<![a-zà-ÿ’'])[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž’']*[A-ZÀ-ÖØ-ÞĀ-Ž](?![a-zà-ÿ])")
TITLES = {"pope": "pope", "chancellor": "chancellor", "amir": "monarch", "taoiseach (prime minister)": "prime_minister"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head of state or government as the Factbook prints it; ``surname`` is what stands in capitals."""

    place: str
    office: str
    leads: str
    name: str
    surname: str
    since: str


def heads(data: Path) -> Iterator[Head]:
    """Yield everybody who is named; without an office where the entry is not plain: a title, a name, a date."""
    places = jurisdictions()
    territories = {row["id"] for row in written("places") if row["kind"] == "territory"}
    for row in read(data / "kb_leaders" / "factbook_executives.tsv"):
        place = places.get(unescape(row["country"].strip()), "")
        for column, leads in (("chief_of_state", "head_of_state"), ("head_of_government", "head_of_government")):
            if place and not (place in territories and leads == "head_of_state"):
                yield _head(unescape(row[column]), place, leads)


def _head(cell: str, place: str, leads: str) -> Head:
    """Read one cell."""
    found = ENTRY.match(cell)
    title = found["title"].lower().replace("transition ", "transitional ") if found else ""
    office = TITLES.get(title) or next((office for office, _ in offices_of(title, "")), "")
    name = re.sub(r'"[^"]*" |,? Jr\.$|; .*', "", found["name"] if found else cell.split("(since")[0]).strip()
    capitals = [run for run in CAPITALS.findall(name) if not NUMERAL.match(run) or name.startswith(run)]
    return Head(
        place=place,
        office="" if office == "vice_president" else office,
        leads=leads,
        name=plain(name),
        surname=" ".join(capitals or name.split()[-1:]),
        since=iso(found["since"]) if found else "",
    )


def plain(name: str) -> str:
    """Undo the capitals.

    >>> plain("XI Jinping"), plain("Bart DE WEVER"), plain("CHARLES III"), plain("Volodymyr ZELENSKYY")
    ('Xi Jinping', 'Bart De Wever', 'Charles III.', 'Volodymyr Zelenskyy')
    """
    name, numeral = (found[1], f" {found[2]}.") if (found := re.match(r"(.+) ([IVX]+)$", name)) else (name, "")
    return CAPITALS.sub(lambda run: run[0].capitalize(), name) + numeral


def iso(text: str) -> str:
    """Return a date in ISO form, as precise as it is.

    >>> iso("8 September 2022"), iso("April 2018"), iso("1997"), iso("5 Sep 2025")
    ('2022-09-08', '2018-04', '1997', '2025-09-05')
    """
    for read_as, write_as in (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%Y", "%Y")):
        try:
            return datetime.strptime(text.split(",")[0].strip(), read_as).strftime(write_as)
        except ValueError:
            continue
    return ""


def near(head: Head, since: str) -> bool:
    """Say whether a stay began on the same day, give or take three."""
    if len(head.since) < 10 or len(since) < 10:
        return False
    return abs((date.fromisoformat(head.since) - date.fromisoformat(since)).days) <= 3


def same(head: Head, forms: frozenset[str]) -> bool:
    """Say whether one of a person's folded words is the surname in capitals, or nearly so."""
    parts = key(head.surname).replace("-", " ").split()
    return any(part in forms for part in parts if len(part) > 2) or all(part in forms for part in parts)
