"""The scripts that build the tables: spellings, dates, and sources that meet in one person."""

import doctest
from pathlib import Path

import pytest

from lexicon_sources import bundestag, factbook, peppercat, spelling, tables
from lexicon_sources.registry import Registry, Stay
from lexicon_sources.tables import Table, written


@pytest.mark.parametrize("module", [bundestag, factbook, peppercat, spelling, tables], ids=lambda m: m.__name__)
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def stay(person: str, since: str, until: str = "", as_of: str = "", source: str = "a") -> Stay:
    return Stay(person=person, office="president", of="BY", since=since, until=until, as_of=as_of, sources={source})


def test_one_person_whatever_number_a_source_has() -> None:
    people = Registry()
    first = people.person("Friedrich Merz", wikidata="Q1", bundestag="11")
    assert people.person("F. Merz", bundestag="11") is first
    assert people.person("Friedrich Merz", wikidata="Q1") is first
    assert people.person("Friedrich Merz", wikidata="Q2") is not first
    assert people.person("Jürgen Ohne-Nummer").id == "p-jurgen-ohne-nummer"


def test_a_later_source_confirms_a_stay_or_adds_one() -> None:
    people = Registry()
    people.hold(stay("x", "1994-07-20", as_of="2025-01-31"))
    people.hold(stay("x", "1994", as_of="2026-02-01", source="b"))
    (only,) = people.stays
    assert (only.since, only.as_of, only.sources) == ("1994-07-20", "2026-02-01", {"a", "b"})
    people.hold(stay("y", "2026-03-01", as_of="2026-03-01"))
    people.close(frozenset({"president"}))
    assert [(s.person, s.until) for s in people.stays] == [("x", "2026-03-01"), ("y", "")]


def test_an_office_for_one_is_free_after_its_holder() -> None:
    people = Registry()
    people.hold(stay("x", "2012-01-01", until="2022-01-01"))
    assert people.free("president", "BY", "y", "2022-01-01", "2025-01-31")
    assert not people.free("president", "BY", "y", "2018-01-01", "2025-01-31")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = [("b", "2"), ("a", "1"), ("b", "2")]
    Table(name="t", note="CC0", header="x y", rows=rows).save(tmp_path)
    assert (tmp_path / "t.tsv").read_bytes() == b"# CC0\nx\ty\na\t1\nb\t2\n"


def test_what_we_wrote_names_persons_and_places_that_are_written() -> None:
    persons = [row["name"] for row in written("persons")]
    assert len(persons) == len(set(persons))
    assert {row["person"] for row in written("tenures")} == set(persons)
    world = {row["id"] for name in ("places", "organisations") for row in written(name)}
    assert {row["of"] for row in written("tenures")} <= world
