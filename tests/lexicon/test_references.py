"""Every row points to something: ids are unique, references resolve, dates are dates, sources are listed."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import wortlaut.lexicon
from wortlaut.lexicon import column, inflect, table

FOLDER = Path(wortlaut.lexicon.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
SOURCED = [name for name in NAMES if "source" in table(name)[0]]
KEYED = ["sources", "places", "organisations", "persons", "offices"]
WORLD = column("places", "id") | column("organisations", "id")
REFERENCES = [
    ("places", "part_of", column("places", "id")),
    ("place_forms", "place", column("places", "id")),
    ("organisations", "place", column("places", "id")),
    ("organisations", "part_of", column("organisations", "id")),
    ("organisation_forms", "organisation", column("organisations", "id")),
    ("memberships", "organisation", column("organisations", "id")),
    ("memberships", "member", WORLD),
    ("metonyms", "of", WORLD),
    ("offices", "broader", column("offices", "id")),
    ("office_titles", "office", column("offices", "id")),
    ("office_titles", "of", WORLD),
    ("office_holders", "person", column("persons", "id")),
    ("office_holders", "office", column("offices", "id")),
    ("office_holders", "of", WORLD),
    ("person_names", "person", column("persons", "id")),
    ("bundestag", "person", column("persons", "id")),
    ("bundestag", "group", column("organisations", "id")),
    ("bundestag", "party", column("organisations", "id")),
    *((name, "model", column("inflections", "model")) for name in NAMES if "model" in table(name)[0]),
]
OPTIONAL = {"part_of", "place", "broader", "of", "group", "party"}


@pytest.mark.parametrize("name", KEYED)
def test_ids_are_unique_and_say_what_they_are(name: str) -> None:
    counts = Counter(row["id"] for row in table(name))
    assert [key for key, count in counts.items() if count > 1 or not key] == []
    said = "title" if name == "sources" else "name"
    assert [row for row in table(name) if not row[said].strip()] == []


@pytest.mark.parametrize(("name", "key", "ids"), REFERENCES)
def test_references_resolve(name: str, key: str, ids: frozenset[str]) -> None:
    assert [row for row in table(name) if row[key] not in ids and (row[key] or key not in OPTIONAL)] == []


@pytest.mark.parametrize("name", SOURCED)
def test_every_row_has_sources_with_licence_and_date(name: str) -> None:
    sources = {row["id"]: row for row in table("sources")}
    used = {source for row in table(name) for source in row["source"].split(" ")}
    assert used <= sources.keys()
    assert all(sources[source]["licence"] and date.fromisoformat(sources[source]["as_of"]) for source in used)


@pytest.mark.parametrize("name", [name for name in NAMES if "since" in table(name)[0] or "born" in table(name)[0]])
def test_dates_are_iso_and_in_order(name: str) -> None:
    for row in table(name):
        for key in {"since", "until", "as_of", "born"} & row.keys():
            assert not row[key] or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row[key]), row
            assert date.fromisoformat((row[key] + "-01-01")[:10]) if row[key] else True
        since, until, as_of = row.get("since", ""), row.get("until", ""), row.get("as_of", "")
        assert not since or not until or since < until, row
        assert not as_of or since <= as_of, row


def test_whoever_is_in_office_was_so_on_a_day() -> None:
    assert [row for row in table("office_holders") if bool(row["until"]) == bool(row["as_of"])] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "form" in table(name)[0]])
def test_no_form_is_empty_or_padded(name: str) -> None:
    assert [row for row in table(name) if not row["form"] or row["form"] != row["form"].strip()] == []


def test_every_place_and_organisation_has_its_name_among_its_forms() -> None:
    for name, forms, key in (
        ("places", "place_forms", "place"),
        ("organisations", "organisation_forms", "organisation"),
    ):
        known: dict[str, set[str]] = {}
        for row in table(forms):
            known.setdefault(row[key], set()).update(inflect(row["form"], row["model"]))
        assert [row["id"] for row in table(name) if row["name"] not in known.get(row["id"], ())] == []


def test_ids_of_wikidata_are_their_form_and_unique() -> None:
    for name in ("places", "organisations"):
        numbers = [row["wikidata"] for row in table(name) if row["wikidata"]]
        assert all(re.fullmatch(r"Q[1-9]\d*", number) for number in numbers)
        assert len(numbers) == len(set(numbers))
    assert all(re.fullmatch(r"Q[1-9]\d*|bt\d{8}|p-[a-z0-9-]+", row["id"]) for row in table("persons"))


def test_heads_of_one_state_do_not_overlap() -> None:
    single = {"president", "monarch", "pope", "chancellor", "prime_minister", "supreme_leader"}
    stays: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in table("office_holders"):
        if row["office"] in single and len(row["since"]) == 10:
            stays.setdefault((row["office"], row["of"]), []).append((row["since"], row["until"] or "9999"))
    for key, spans in stays.items():
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), key
