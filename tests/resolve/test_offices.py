"""Offices of the world lead to their holder on the day of the article; states and outlets are known."""

import subprocess
import sys

import pytest

from tests.resolve.whom import linked, who


@pytest.mark.parametrize(
    ("phrase", "day", "name"),
    [
        ("der belarussische Staatschef", "2023-05-30", "Alexander Lukaschenko"),
        ("der ukrainische Präsident", "2023-05-30", "Wolodymyr Selenskyj"),
        ("der Präsident der Ukraine", "2018-05-30", "Petro Poroschenko"),
        ("Frankreichs Präsident", "2016-05-30", "François Hollande"),
        ("Frankreichs Präsident", "2018-05-30", "Emmanuel Macron"),
        ("die Kanzlerin", "2018-05-01", "Angela Merkel"),
        ("der Kremlchef", "2023-05-30", "Wladimir Putin"),
        ("die Bundesaußenministerin", "2023-05-30", "Annalena Baerbock"),
        ("der US-Präsident", "2016-05-30", "Barack Obama"),
        ("der US-Präsident", "2018-05-30", "Donald Trump"),
        ("der CDU-Vorsitzende", "2023-05-30", "Friedrich Merz"),
        ("die Präsidentin des Bundestags", "2023-05-30", "Bärbel Bas"),
    ],
)
def test_an_office_leads_to_its_holder_of_that_day(phrase: str, day: str, name: str) -> None:
    (actor, link), *_ = linked(f"Am Abend schwieg {phrase} lange.", phrase, day=day)
    assert (actor.name, actor.kind) == (name, "person")
    assert f"valid on {day}" in link.reasons[0]


def test_a_reason_names_place_office_and_day() -> None:
    text = "Das sagte der belarussische Staatschef am Abend."
    ((_, link),) = linked(text, "der belarussische Staatschef", day="2023-05-30")
    assert link.reasons == ("office of Belarus: head of state since 1994-07-20, valid on 2023-05-30",)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("Das sagte die Kanzlerin am Abend.", "die Kanzlerin", "2023-05-30"),
        ("Das sagte der belarussische Staatschef am Abend.", "der belarussische Staatschef", None),
        ("Das sagte der Präsident am Abend.", "der Präsident", "2023-05-30"),
        ("Das sagte die Präsidentin des Verbands am Abend.", "die Präsidentin des Verbands", "2023-05-30"),
        ("Das sagte die frühere Kanzlerin am Abend.", "die frühere Kanzlerin", "2018-05-30"),
        ("Das sagten die ukrainischen Präsidenten am Abend.", "die ukrainischen Präsidenten", "2023-05-30"),
        ("Wladimir Putin und Emmanuel Macron kamen. Dann sprach der Präsident.", "der Präsident", "2023-05-30"),
        ("Das sagte der ukrainische Minister am Abend.", "der ukrainische Minister", "2023-05-30"),
        ("Das sagte der Sprecher der Kanzlerin am Abend.", "der Sprecher der Kanzlerin", "2018-05-30"),
    ],
)
def test_without_one_holder_there_is_no_link(text: str, phrase: str, day: str | None) -> None:
    assert who(text, phrase, day=day) == phrase.removeprefix("die ").removeprefix("der ").replace("che ", "cher ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Wien schwieg am Abend der Kanzler.", "Karl Nehammer"),
        ("In Deutschland schwieg am Abend der Kanzler.", "Olaf Scholz"),
        ("In Wien und in Berlin schwieg am Abend der Kanzler.", "Kanzler"),
        ("Am Abend schwieg der Kanzler.", "Olaf Scholz"),  # Germany, where nothing else is said
    ],
)
def test_of_two_chancellors_the_one_whose_country_the_article_names(text: str, name: str) -> None:
    assert who(text, "der Kanzler", day="2023-05-30") == name


def test_without_a_date_a_name_of_the_article_must_fit() -> None:
    text = "Alexander Lukaschenko kam. Am Abend schwieg der belarussische Staatschef."
    ((actor, link),) = linked(text, "der belarussische Staatschef")
    assert actor.name == "Alexander Lukaschenko"
    assert "named in this article" in link.reasons[0]


def test_the_name_is_as_the_article_has_it() -> None:
    text = "Alexander Lukaschenka kam. Am Abend schwieg der belarussische Staatschef."
    assert who(text, "der belarussische Staatschef", day="2023-05-30") == "Alexander Lukaschenka"


def test_somebody_of_the_article_holds_an_office_that_only_the_lexicon_tells() -> None:
    text = "Annalena Baerbock kam. Karl Abt auch. Am Abend schwieg die Außenministerin."
    assert who(text, "die Außenministerin", day="2023-05-30") == "Annalena Baerbock"


def test_a_title_gives_a_surname_its_first_name() -> None:
    text = "Präsident Lukaschenko kam. Am Abend schwieg Lukaschenko, der belarussische Staatschef schwieg auch."
    found = linked(text, "Lukaschenko", "der belarussische Staatschef", day="2023-05-30")
    assert [actor.name for actor, _ in found] == ["Alexander Lukaschenko"] * 2


def test_a_title_at_the_end_of_the_sentence_too() -> None:
    text = "Es schwieg Bundeskanzler Scholz. Am Abend schwieg auch Scholz."
    assert who(text, "Scholz", day="2023-05-30") == "Olaf Scholz"
    assert who(text.replace("Bundeskanzler ", ""), "Scholz", day="2023-05-30") == "Scholz"


def test_another_first_name_is_another_person() -> None:
    text = "Andrea Merkel kam. Am Abend schwieg Merkel."
    assert who(text, "Merkel", day="2018-05-01") == "Andrea Merkel"


def test_a_foreign_colleague_is_not_the_minister_of_the_article() -> None:
    text = "Die norwegische Außenministerin Ingrid Haugland kam. Am Abend schwieg die Bundesaußenministerin."
    assert who(text, "die Bundesaußenministerin", day="2023-05-30") == "Annalena Baerbock"


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("Georgien", "Georgien", "state"),
        ("Georgia", "Georgia", "unknown"),
        ("Guinea", "Guinea", "state"),
        ("Kongo", "Kongo", "state"),
        ("Minsk", "Belarus", "state"),
        ("Der Kreml", "Russland", "state"),
        ("Die litauische Regierung", "Litauen", "state"),
        ("Brüssel", "Brüssel", "unknown"),
        ("Die SPD", "SPD", "organisation"),
        ("Die EU-Kommission", "EU-Kommission", "organisation"),
        ("Die Nachrichtenagentur BTA", "BTA", "outlet"),
        ("Der Spiegel", "Spiegel", "outlet"),
        ("Die Wiener „Abendrundschau“", "Abendrundschau", "outlet"),
        ("Der Verein „Nordlicht“", "Nordlicht", "unknown"),
        ("Der armenische Unterhändler", "armenischer Unterhändler", "person"),
    ],
)
def test_states_organisations_and_outlets(phrase: str, name: str, kind: str) -> None:
    ((actor, _),) = linked(f"{phrase} widersprach am Abend.", phrase, day="2023-05-30")
    assert (actor.name, actor.kind) == (name, kind)


def test_the_tables_are_read_only_when_somebody_is_resolved() -> None:
    code = "import wortlaut.resolve, wortlaut.lexicon as l; print(l.table.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
