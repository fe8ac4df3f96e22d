"""Whole readings: who is named, who is one, who is somebody of the world, and why."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from wortlaut import Reader
from wortlaut.intake import article_from_text
from wortlaut.record import Actor, Period, Reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(Path(os.environ["WORTLAUT_TEST_MODEL"]) if "WORTLAUT_TEST_MODEL" in os.environ else None)


def read(reader: Reader, text: str, day: str | None = None) -> Reading:
    """Read a text, published on a day."""
    article = article_from_text(text, any_language=True)
    if day:
        first = date.fromisoformat(day)
        period = Period(earliest=first, latest=first + timedelta(days=1), precision="day")
        article = replace(article, published=period)
    reading = reader.read(article)
    assert reading.failures == ()
    return reading


def forms(reading: Reading) -> dict[str, list[str]]:
    """Return the written forms of each actor, by name, in text order."""
    text = reading.article.text
    names = {actor.id: actor.name for actor in reading.actors}
    places = {mention.id: mention.span for mention in reading.mentions}
    found: dict[str, list[str]] = {actor.name: [] for actor in reading.actors}
    for link in sorted(reading.links, key=lambda link: places[link.mention]):
        found[names[link.actor]].append(places[link.mention].of(text))
    return found


def actor(reading: Reading, name: str) -> Actor:
    return next(one for one in reading.actors if one.name == name)


def test_a_state_is_one_actor_under_all_its_names(reader: Reader) -> None:
    text = "Russland hat das Angebot abgelehnt. Der Kreml drohte mit Folgen. Die russische Delegation reiste ab."
    found = forms(read(reader, text))
    assert found["Russland"][:2] == ["Russland", "Kreml"]
    assert "russische" in found["Russland"]


def test_a_capital_with_a_preposition_of_place_is_no_government(reader: Reader) -> None:
    found = forms(read(reader, "In Moskau regnete es am Dienstag. Der Botschafter flog am Abend nach Paris."))
    assert "Russland" not in found
    assert "Frankreich" not in found


def test_a_part_of_a_compound_is_a_mention(reader: Reader) -> None:
    reading = read(reader, "Die CDU-Chefin Anna Meier kam am Montag nach Bonn und sprach mit Journalisten.")
    assert forms(reading)["CDU"] == ["CDU"]
    assert actor(reading, "CDU").wikidata == "Q49762"
    assert "CDU-Chefin Anna Meier" in forms(reading)["Anna Meier"]


@pytest.mark.parametrize(
    ("day", "wikidata"),
    [("2019-03-05", "Q567"), ("2012-03-05", "Q567"), ("2003-03-05", "Q2530"), ("2023-03-05", "Q61053")],
)
def test_an_office_is_held_by_whoever_held_it_that_day(reader: Reader, day: str, wikidata: str) -> None:
    title = "Die Bundeskanzlerin" if wikidata == "Q567" else "Der Bundeskanzler"
    reading = read(reader, f"{title} ist am Dienstag nach Warschau gereist, um über den Haushalt zu sprechen.", day)
    assert wikidata in {one.wikidata for one in reading.actors}


def test_an_actor_of_the_lexicon_says_why_and_which_office(reader: Reader) -> None:
    reading = read(reader, "Bundeskanzler Olaf Scholz ist am Dienstag nach Warschau gereist.", "2023-03-07")
    scholz = actor(reading, "Olaf Scholz")
    assert scholz.wikidata == "Q61053"
    assert scholz.identity is not None
    assert any("full name" in reason for reason in scholz.identity.reasons)
    assert ("Bundeskanzler", "Deutschland") in {(office.title, office.of) for office in scholz.offices}


def test_somebody_with_a_famous_surname_is_not_the_famous_one(reader: Reader) -> None:
    text = "Der Tischler Björn Scholz aus Aurich klagt. „Das Holz ist zu teuer“, sagte Scholz am Montag."
    scholz = actor(read(reader, text, "2023-03-07"), "Björn Scholz")
    assert scholz.identity is None


def test_a_noun_takes_up_who_was_just_named(reader: Reader) -> None:
    text = "Hanna Lichtmark forscht in Bonn zu Flüssen. „Wasser ist Innenpolitik“, sagte die Politologin am Freitag."
    reading = read(reader, text)
    assert [s.speaker.name for s in reading.statements if s.speaker] == ["Hanna Lichtmark"]


def test_a_noun_does_not_take_up_somebody_of_another_age_or_party(reader: Reader) -> None:
    text = "Eva Lohr (SPD), 44, kam nach Bonn. „Das geht nicht“, sagte die 58-Jährige. „Nie“, rief die CDU-Politikerin."
    names = {s.speaker.name for s in read(reader, text).statements if s.speaker}
    assert "Eva Lohr" not in names


def test_two_spokesmen_are_two_and_the_spokesman_is_the_one_before(reader: Reader) -> None:
    text = (
        "Das Ministerium sei ratlos, sagte ein Sprecher am Montag. Man prüfe die Lage, fügte der Sprecher hinzu. "
        "Die Stadt habe Zeit, sagte eine Sprecherin der Verwaltung."
    )
    reading = read(reader, text)
    speakers = [
        link.actor
        for s in reading.statements
        if s.speaker
        for link in reading.links
        if link.mention == s.speaker.mention
    ]
    assert speakers[0] == speakers[1] != speakers[-1]


def test_possessives_say_whose(reader: Reader) -> None:
    text = "Der Unternehmer Karl Abt schweigt. „Mein Mandant ist gesund“, sagte seine Anwältin am Dienstag."
    names = [s.speaker.name for s in read(reader, text).statements if s.speaker]
    assert names == ["Anwältin von Karl Abt"]


def test_an_institution_begins_with_its_kind(reader: Reader) -> None:
    found = forms(
        read(reader, "Professor Jan Holm lehrt an der Universität Tübingen und klagte vor dem Landgericht Ulm.")
    )
    assert {"Universität Tübingen", "Landgericht Ulm"} <= set(found)


def test_bundesrat_is_that_of_the_country_named(reader: Reader) -> None:
    swiss = read(
        reader, "Die Schweiz zögert noch. Der Bundesrat in Bern will das Abkommen erst im Herbst unterschreiben."
    )
    german = read(reader, "Der Bundestag hat zugestimmt. Der Bundesrat will das Gesetz erst im Herbst beraten.")
    ids = [one.identity.id for r in (swiss, german) for one in r.actors if one.name == "Bundesrat" and one.identity]
    assert ids == ["bundesrat-ch", "bundesrat"]


def test_spellings_meet(reader: Reader) -> None:
    text = "Der ukrainische Präsident Wolodymyr Selenskyj landete in Bonn. Zelensky dankte. Selenskis Flug war lang."
    reading = read(reader, text, "2023-05-14")
    assert len(forms(reading)["Wolodymyr Selenskyj"]) >= 3
    assert actor(reading, "Wolodymyr Selenskyj").wikidata == "Q3874799"


def test_relations_have_evidence(reader: Reader) -> None:
    text = "Energieministerin Rodica Cernea kam am Montag nach Bonn. Finnland ist der Nato beigetreten."
    reading = read(reader, text)
    names = {one.id: one.name for one in reading.actors}
    told = {(r.kind, names[r.subject], names.get(r.object, r.object)) for r in reading.relations}
    assert ("holds_office", "Rodica Cernea", "Energieministerin") in told
    assert ("member_of", "Finnland", "Nato") in told
    assert all(r.evidence.of(text) for r in reading.relations)


def test_equal_runs_give_equal_readings(reader: Reader) -> None:
    text = "Der Kreml schweigt. „Wir warten“, sagte Ministerin Anna Meier. Die Politikerin reiste nach Paris."
    assert read(reader, text) == read(reader, text)
