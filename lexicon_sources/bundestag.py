"""Members of the Bundestag since 1990: who, in which term and group."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from lexicon_sources.tables import Row, read

FIRST_TERM = 12
"""The first term after reunification; members of older terms alone are left out."""
GROUPS = {
    "Christlich Demokratischen Union/Christlich": "fraktion-union",
    "Sozialdemokratischen Partei": "fraktion-spd",
    "BÜNDNIS 90/DIE GRÜNEN": "fraktion-gruene",
    "Gruppe Bündnis 90/Die Grünen": "fraktion-gruene",
    "Freien Demokratischen Partei": "fraktion-fdp",
    "Alternative für Deutschland": "fraktion-afd",
    "Gruppe Die Linke": "gruppe-linke",
    "Fraktion DIE LINKE": "fraktion-linke",
    "Fraktion Die Linke": "fraktion-linke",
    "Partei des Demokratischen Sozialismus": "fraktion-pds",
    "Gruppe BSW": "gruppe-bsw",
}
PARTIES = {
    "CDU": "cdu", "CSU": "csu", "SPD": "spd", "FDP": "fdp", "AfD": "afd", "BSW": "bsw", "SSW": "ssw", "LKR": "lkr",
    "BÜNDNIS 90/DIE GRÜNEN": "gruene", "DIE LINKE.": "linke", "Die Linke": "linke", "PDS": "pds", "PDS/LL": "pds",
    "Die PARTEI": "partei",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One stay in one group during one term; half-open."""

    term: str
    group: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member with every name he or she sat under, the last first."""

    id: str
    gender: str
    born: str
    party: str
    names: tuple[tuple[str, str], ...]
    seats: tuple[Seat, ...]


def members(data: Path) -> Iterator[Member]:
    """Yield all members who sat since 1990."""
    (archive,) = sorted((data / "kb_mdb").glob("MdB-Stammdaten*.zip"))
    with zipfile.ZipFile(archive) as files, files.open("MDB_STAMMDATEN.XML") as stream:
        root = ElementTree.parse(stream).getroot()
    for node in root.iter("MDB"):
        seats = tuple(seat for term in node.iter("WAHLPERIODE") for seat in _seats(term))
        if seats:
            named = [(_of(name, "VORNAME"), _surname(name)) for name in node.iter("NAME")]
            yield Member(
                id=_of(node, "ID"),
                gender="f" if _of(node, ".//GESCHLECHT") == "weiblich" else "m",
                born=iso(_of(node, ".//GEBURTSDATUM")),
                party=PARTIES.get(_of(node, ".//PARTEI_KURZ"), ""),
                names=tuple(dict.fromkeys((f"{first} {last}", last) for first, last in reversed(named))),
                seats=seats,
            )


def numbers(data: Path) -> list[Row]:
    """Return the members' ids of the Bundestag beside those of Wikidata."""
    return read(data / "kb_mdb" / "mdb.tsv")


def _seats(term: ElementTree.Element) -> Iterator[Seat]:
    """Yield the stays in groups of one term, within the bounds of the seat itself."""
    if int(_of(term, "WP")) < FIRST_TERM:
        return
    since, until = iso(_of(term, "MDBWP_VON")), iso(_of(term, "MDBWP_BIS"))
    stays: dict[tuple[str, str], str] = {}
    for node in term.iter("INSTITUTION"):
        if _of(node, "INSART_LANG") == "Fraktion/Gruppe":
            name = _of(node, "INS_LANG")
            group = next((group for part, group in GROUPS.items() if part in name), "")
            start = max(iso(_of(node, "MDBINS_VON")) or since, since)
            stays[group, start] = min((end for end in (iso(_of(node, "MDBINS_BIS")), until) if end), default="")
    for (group, start), end in stays.items() or [(("", since), until)]:
        if not end or start < end:
            yield Seat(term=_of(term, "WP"), group=group, since=start, until=end)


def _surname(name: ElementTree.Element) -> str:
    """Return the surname with its particle, without the title of nobility."""
    return " ".join(part for part in (_of(name, "PRAEFIX"), _of(name, "NACHNAME")) if part)


def _of(node: ElementTree.Element, path: str) -> str:
    """Return the text at a path, or nothing."""
    return (node.findtext(path) or "").strip()


def iso(date: str) -> str:
    """Turn a German date round.

    >>> iso("20.12.1990"), iso("")
    ('1990-12-20', '')
    """
    return "-".join(reversed(re.findall(r"\d+", date)))
