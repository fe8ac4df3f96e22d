"""Organisations, treaties, parties, ministries, courts: their names, and who belongs to what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from lexicon_sources.places import slot
from lexicon_sources.tables import Row, Table, jurisdictions, read, split, with_model, written

NOTE = "Wortlaut authors and Wikidata ids, CC0, 2026-11: "
FACTBOOK = {"IAEA": "iaea"}
"""Members that we take from the Factbook."""
NOT_IN_NPT = frozenset({"IL", "IN", "KP", "PK", "SS"})
"""Members of the United Nations that never joined, and North Korea, whose withdrawal of 2003 is disputed."""


def tables(data: Path) -> Iterator[Table]:
    """Yield organisations, their forms and memberships."""
    rows = written("organisations")
    keys = ("id", "kind", "wikidata", "name", "article", "place", "part_of", "since", "until")
    yield Table(
        name="organisations",
        note=NOTE + "organisations, alliances, treaties, parties, ministries, parliaments, courts",
        header=" ".join([*keys, "source"]),
        rows=[(*(row[key] for key in keys), "authors wikidata" if row["wikidata"] else "authors") for row in rows],
    )
    yield Table(
        name="organisation_forms",
        note=NOTE + "names and abbreviations; ~ marks an adjective's ending, ^ the noun's, model a row of inflections",
        header="form organisation model source",
        rows=[(*form, row["id"], model, "authors") for row in rows for *form, model in _forms(row)],
    )
    yield Table(
        name="memberships",
        note="Wortlaut authors, CC0, 2026-11; Factbook, CC0, 2026-02; per row, see sources.tsv: members and parties",
        header="organisation member role since until source",
        rows=_memberships(data),
    )


def _forms(row: Row) -> Iterator[tuple[str, str]]:
    """Yield every form of one organisation and how it bends."""
    for entry in [row["name"], *split(row["names"])]:
        form, given = with_model(entry, "")
        marked, model = bent(form, row["article"])
        yield (slot(form), given) if given else (marked, model)


def bent(name: str, article: str) -> tuple[str, str]:
    """Return a name, the slots of its endings marked, and its model.

    >>> bent("BND", "der"), bent("Bundestag", "der"), bent("Europäische Union", "die")
    (('BND', 'fix'), ('Bundestag', 'Tag'), ('Europäisch~ Union', 'fix'))
    >>> bent("Bundesamt für Verfassungsschutz", "das")
    ('Bundesamt^ für Verfassungsschutz', 'Tag')
    """
    marked = slot(name)
    abbreviated = sum(letter.isupper() for letter in name) > 1 and " " not in name and "-" not in name
    if article in {"der", "das"} and not abbreviated:
        head = re.match(r"(?:[\w-]+~ )*[\w-]+(?= (?:für|der|des|von|vom|zur|zum|in|mit|über|of) )", marked)
        return (marked[: head.end()] + "^" + marked[head.end() :], "Tag") if head else (marked, "Tag")
    return marked, "fix" if abbreviated else {"": "name", "pl": "Staaten"}.get(article, "fix")


def _memberships(data: Path) -> Iterator[tuple[str, ...]]:
    """Yield what is written, the members of the United Nations, and what the Factbook lists."""
    dated = set()
    for row in written("memberships"):
        for member in split(row["members"]):
            dated.add((row["organisation"], member))
            yield (row["organisation"], member, row["role"], row["since"], row["until"], "authors")
    states = [row["id"] for row in written("places") if row["kind"] == "state" and row["id"] not in {"PS", "VA"}]
    for state in states:
        if ("un", state) not in dated:
            yield ("un", state, "member", "", "", "authors")
        if state not in NOT_IN_NPT and ("npt", state) not in dated:
            yield ("npt", state, "party", "", "", "authors")
    for treaty_party in ("PS", "VA"):
        yield ("npt", treaty_party, "party", "", "", "authors")
    codes = jurisdictions()
    for row in read(data / "kb_leaders" / "factbook_org_membership.tsv"):
        organisation, place = FACTBOOK.get(row["org"].strip()), codes.get(unescape(row["country"].strip()))
        if organisation and place in states and row["status"] == "member":
            yield (organisation, place, "member", "", "", "factbook")
