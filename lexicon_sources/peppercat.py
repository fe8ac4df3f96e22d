"""Who held an office on 2025-01-31, from pages built of Wikidata: English positions become offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lexicon_sources.tables import Row, jurisdictions, read, written

AS_OF = "2025-01-31"
COMPLETE = frozenset({"DE"})
"""Places whose offices we wrote down ourselves."""
JUNIOR = re.compile(
    r"deputy|associate|assistant|delegate|minister of state|state secretary|parliamentary|additional|vice-minister"
)
MINISTER = re.compile(
    r"(?:federal )?(?:minister|secretary of (?!the (?:council|commonwealth|security))|senator (?:for|of)"
    r"|cabinet secretary for)|chancellor of the exchequer"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incumbent:
    """A person and the offices of one position."""

    name: str
    gender: str
    born: str
    wikidata: str
    place: str
    since: str
    offices: tuple[tuple[str, str], ...]


def incumbents(data: Path) -> Iterator[Incumbent]:
    """Yield everybody whose position is an office that we know."""
    places = jurisdictions()
    for row in read(data / "kb_leaders" / "peppercat_incumbents.tsv"):
        place = places.get(row["jurisdiction"], "")
        found = dict.fromkeys(
            office for part in row["position"].split(";") for office in offices_of(part.strip(), place)
        )
        if place and place not in COMPLETE and found:
            yield Incumbent(
                name=row["person"],
                gender={"male": "m", "female": "f"}.get(row["gender"], ""),
                born=row["born"],
                wikidata=row["wikidata"],
                place=place,
                since=row["since"],
                offices=tuple(found),
            )


def offices_of(position: str, place: str) -> list[tuple[str, str]]:
    """Return the offices that an English position names, and of what.

    >>> offices_of("Minister of Foreign Affairs", "BY"), offices_of("Chancellor", "DE")
    ([('minister:foreign', 'BY')], [('chancellor', 'DE')])
    >>> offices_of("Deputy Minister of Health", "GB"), offices_of("Governor", "US-TX")
    ([], [('governor', 'US-TX')])
    """
    low = position.lower()
    if native := re.fullmatch(r"[^()]+ \((king|monarch|president|prime minister|chief minister)\)", low):
        low = native[1]
    for row in _positions():
        if row["place"] in {"", place} and re.fullmatch(row["pattern"], low):
            narrow = place.startswith("US-") and row["office"] != "governor"
            return [] if narrow else [(row["office"], row["of"] or place)]
    if place == "eu":
        return [("eu_commissioner", "eu-kommission")] if low.startswith("commissioner") else []
    low = re.sub(r"^secretary of state for ", "minister for ", low) if place == "GB" else low
    if place.startswith("US-") or JUNIOR.search(low) or not MINISTER.match(low):
        return []
    found = [row["id"] for row in written("portfolios") if re.search(row["pattern"], low)]
    return [(f"minister:{portfolio}", place) for portfolio in found]


@cache
def _positions() -> list[Row]:
    """Return the patterns of positions, those of one place first."""
    return written("positions")
