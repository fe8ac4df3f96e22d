"""Facts that everybody can look up, and forms that a matcher will meet."""

import time
from pathlib import Path

import pytest

import wortlaut.lexicon
from wortlaut.lexicon import holds, inflect, table

FOLDER = Path(wortlaut.lexicon.__file__).parent
NAMES = {row["id"]: row["name"] for row in table("persons")}


def holders(office: str, of: str, day: str) -> list[str]:
    rows = (row for row in table("office_holders") if (row["office"], row["of"]) == (office, of) and holds(row, day))
    return sorted(NAMES[row["person"]] for row in rows)


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("chancellor", "DE", "1999-05-01", "Gerhard Schröder"),
        ("chancellor", "DE", "2019-05-01", "Angela Merkel"),
        ("chancellor", "DE", "2021-12-07", "Angela Merkel"),
        ("chancellor", "DE", "2021-12-08", "Olaf Scholz"),
        ("chancellor", "DE", "2022-05-01", "Olaf Scholz"),
        ("chancellor", "DE", "2025-06-01", "Friedrich Merz"),
        ("chancellor", "AT", "2018-05-01", "Sebastian Kurz"),
        ("president", "DE", "2016-01-01", "Joachim Gauck"),
        ("president", "KZ", "2023-05-28", "Kassym-Schomart Tokajew"),
        ("president", "KZ", "2018-05-28", "Nursultan Nasarbajew"),
        ("president", "BY", "2023-05-28", "Alexander Lukaschenko"),
        ("president", "UA", "2018-01-01", "Petro Poroschenko"),
        ("president", "UA", "2023-05-28", "Wolodymyr Selenskyj"),
        ("president", "RU", "2010-01-01", "Dmitri Medwedew"),
        ("president", "RU", "2023-05-28", "Wladimir Putin"),
        ("president", "US", "2016-11-01", "Barack Obama"),
        ("president", "US", "2022-11-01", "Joe Biden"),
        ("president", "US", "2025-02-01", "Donald Trump"),
        ("president", "FR", "2016-01-01", "François Hollande"),
        ("monarch", "GB", "2022-09-07", "Elisabeth II."),
        ("prime_minister", "GB", "2022-10-01", "Liz Truss"),
        ("prime_minister", "DE-BY", "2024-01-01", "Markus Söder"),
        ("prime_minister", "DE-NW", "2019-01-01", "Armin Laschet"),
        ("minister:foreign", "DE", "2023-05-28", "Annalena Baerbock"),
        ("minister:defence", "DE", "2022-12-31", "Christine Lambrecht"),
        ("minister:foreign", "RU", "2023-05-28", "Sergej Lawrow"),
        ("secretary_general", "un", "2010-01-01", "Ban Ki-moon"),
        ("secretary_general", "nato", "2023-05-28", "Jens Stoltenberg"),
        ("commission_president", "eu-kommission", "2018-01-01", "Jean-Claude Juncker"),
        ("pope", "VA", "2012-01-01", "Benedikt XVI."),
        ("party_leader", "cdu", "2019-05-01", "Annegret Kramp-Karrenbauer"),
        ("party_leader", "fdp", "2023-05-28", "Christian Lindner"),
    ],
)
def test_one_held_the_office(office: str, of: str, day: str, name: str) -> None:
    assert holders(office, of, day) == [name]


def test_two_lead_some_parties() -> None:
    assert holders("party_leader", "spd", "2023-05-28") == ["Lars Klingbeil", "Saskia Esken"]


def test_the_chancellor_of_2026_is_as_of_a_day() -> None:
    (row,) = [
        row for row in table("office_holders") if row["office"] == "chancellor" and row["of"] == "DE" and row["as_of"]
    ]
    assert (NAMES[row["person"]], row["as_of"]) == ("Friedrich Merz", "2026-02-01")


def members(organisation: str, day: str, role: str = "member") -> set[str]:
    rows = (row for row in table("memberships") if (row["organisation"], row["role"]) == (organisation, role))
    return {row["member"] for row in rows if holds(row, day)}


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("un", "2025-01-01", 193), ("eu", "2019-01-01", 28), ("eu", "2020-02-01", 27), ("eu", "2003-01-01", 15),
        ("nato", "2022-01-01", 30), ("nato", "2024-04-01", 32), ("ovks", "2023-05-28", 6), ("ewu", "2023-05-28", 5),
        ("unionsstaat", "2023-05-28", 2), ("soz", "2023-05-28", 8), ("soz", "2025-01-01", 10), ("g7", "2023-05-28", 7),
        ("g20", "2023-05-28", 20), ("g20", "2024-01-01", 21), ("brics", "2023-05-28", 5), ("au", "2023-05-28", 55),
        ("asean", "2023-05-28", 10), ("europarat", "2023-05-28", 46), ("osze", "2023-05-28", 57),
    ],
)  # fmt: skip
def test_so_many_were_members(organisation: str, day: str, count: int) -> None:
    assert len(members(organisation, day)) == count


def test_parties_to_treaties() -> None:
    day = "2023-05-28"
    assert members("npt", day, "nuclear-weapon state") == {"CN", "FR", "GB", "RU", "US"}
    assert {"BY", "DE", "IR", "KZ"} <= members("npt", day, "party")
    assert members("npt", day, "party") & {"IL", "IN", "KP", "PK"} == set()
    assert "KZ" in members("tpnw", day, "party")
    assert members("tpnw", day, "party") & members("nato", day) == set()
    assert "RU" in members("ctbt", day, "party")
    assert "RU" in members("ctbt", "2024-01-01", "signatory")


@pytest.mark.parametrize(
    ("word", "kind", "places"),
    [
        ("Weißrussland", "name", {"BY"}), ("Belarus’", "name", {"BY"}), ("Türkiye", "name", {"TR"}),
        ("Kongo", "name", {"CD", "CG"}), ("Guinea", "name", {"GN"}), ("Guinea-Bissaus", "name", {"GW"}),
        ("Äquatorialguinea", "name", {"GQ"}), ("Georgien", "name", {"GE"}), ("Georgia", "name", {"US-GA"}),
        ("Vereinigten Staaten", "name", {"US"}), ("Vereinigten Königreichs", "name", {"GB"}),
        ("Moldawien", "name", {"MD"}), ("Niederlanden", "name", {"NL"}), ("russischen", "adjective", {"RU"}),
        ("belarusischer", "adjective", {"BY"}), ("weißrussische", "adjective", {"BY"}),
        ("US-amerikanische", "adjective", {"US"}), ("nordrhein-westfälischen", "adjective", {"DE-NW"}),
        ("Kasachen", "inhabitant", {"KZ"}), ("Russinnen", "inhabitant", {"RU"}), ("Ungarn", "inhabitant", {"HU"}),
        ("Deutscher", "inhabitant", {"DE"}), ("Israelis", "inhabitant", {"IL"}), ("Bayern", "inhabitant", {"DE-BY"}),
        ("Niger", "name", {"NE"}), ("Nigerianer", "inhabitant", {"NG"}), ("Dominicas", "name", {"DM"}),
    ],
)  # fmt: skip
def test_forms_of_places(word: str, kind: str, places: set[str]) -> None:
    rows = (row for row in table("place_forms") if row["kind"] == kind)
    assert {row["place"] for row in rows if word in inflect(row["form"], row["model"])} == places


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Kreml", {"RU"}), ("Kremls", {"RU"}), ("Weißen Hauses", {"US"}), ("Washington", {"US"}), ("Moskaus", {"RU"}),
        ("Brüssel", {"eu", "nato", "BE"}), ("Karlsruhe", {"bverfg", "bgh", "gba"}), ("Ankara", {"TR"}),
        ("Peking", {"CN"}), ("Élysée-Palasts", {"FR"}), ("Downing Street", {"GB"}), ("Berlin", {"DE", "DE-BE"}),
    ],
)  # fmt: skip
def test_metonyms(word: str, meant: set[str]) -> None:
    rows = table("metonyms")
    assert {row["of"] for row in rows if word in inflect(row["form"], row["model"])} == meant


@pytest.mark.parametrize(
    ("word", "offices", "gender"),
    [
        ("Präsidenten", {"president"}, "m"), ("Kanzlerin", {"chancellor"}, "f"), ("Staatschef", {"head_of_state"}, "m"),
        ("Ministerpräsidentin", {"prime_minister"}, "f"), ("Regierungschefs", {"head_of_government"}, "m"),
        ("Außenministerin", {"minister:foreign"}, "f"), ("Bundesverteidigungsministers", {"minister:defence"}, "m"),
        ("Vorsitzender", {"party_leader"}, ""), ("Generalsekretär", {"secretary_general", "party_secretary"}, "m"),
    ],
)  # fmt: skip
def test_titles(word: str, offices: set[str], gender: str) -> None:
    found = [row for row in table("office_titles") if word in inflect(row["form"], row["model"])]
    assert {row["office"] for row in found} == offices
    assert {row["gender"] for row in found} == {gender}


def test_broader_offices_end() -> None:
    broader = {row["id"]: row["broader"] for row in table("offices")}
    assert broader["chancellor"] == broader["prime_minister"] == "head_of_government"
    for office in broader:
        steps = 0
        while office := broader[office]:
            steps += 1
            assert steps < 4


@pytest.mark.parametrize(
    ("surname", "person"),
    [
        ("Selenskyj", "Q3874799"), ("Selenski", "Q3874799"), ("Zelensky", "Q3874799"), ("Lukaschenko", "Q2866"),
        ("Lukaschenka", "Q2866"), ("Tokajew", "Q200881"), ("Tokayev", "Q200881"), ("Erdogan", "Q39259"),
        ("Netanyahu", "Q43723"), ("Netanjahu", "Q43723"), ("Peskow", "p-dmitri-peskow"), ("von der Leyen", "Q60772"),
    ],
)  # fmt: skip
def test_spellings_meet(surname: str, person: str) -> None:
    named = {row["id"] for row in table("persons") if row["surname"] == surname}
    assert named | {row["person"] for row in table("person_names") if row["surname"] == surname} == {person}


def test_groups_of_the_bundestag_change_with_time() -> None:
    (person,) = [row["id"] for row in table("persons") if row["name"] == "Sahra Wagenknecht"]
    rows = [row for row in table("bundestag") if row["person"] == person]
    assert [row["group"] for row in rows if holds(row, "2023-05-28")] == ["fraktion-linke"]
    assert [row["group"] for row in rows if holds(row, "2024-05-28")] == ["gruppe-bsw"]


def test_terms_have_as_many_members_as_they_had() -> None:
    sat = {row["person"] for row in table("bundestag") if row["term"] == "20" and holds(row, "2022-05-01")}
    assert len(sat) == 736


def test_the_tables_are_small_and_quick_to_read() -> None:
    names = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    assert sum(path.stat().st_size for path in FOLDER.glob("*.tsv")) < 6_000_000
    spent = []
    for _ in range(3):
        table.cache_clear()
        start = time.process_time()
        for name in names:
            table(name)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.1
