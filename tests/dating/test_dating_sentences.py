"""Sentences in the manner of news agencies, with the days they mean; most were written before the grammar."""

import pytest

from tests.dating.reading import examples, found

CASES = [*examples("sentences"), *examples("held")]


@pytest.mark.parametrize("example", CASES, ids=lambda example: example.text[:60])
def test_sentence(example) -> None:
    assert found(example.text, example.published) == example.times


NO_TIMES = [
    "Angela Sommer und Peter Freitag kamen, Freitag schwieg.",
    "Juli Zeh las aus ihrem Roman.",
    "Minister Winter und Herr März stritten.",
    "Die „Bild am Sonntag“ und die „Welt am Sonntag“ berichteten.",
    "Der „Freitag“ ist eine Zeitung.",
    "Der Prager Frühling und der Deutsche Herbst sind Geschichte.",
    "Am Schwarzen Freitag stürzten die Kurse.",
    "Rund 2000 Menschen, 1950 Soldaten und 2015 Euro.",
    "Das steht auf Seite 2012, in Artikel 1999 und in der Agenda 2030.",
    "Das Spiel endete 2:1, der Kurs lag bei 14.30 Euro.",
    "Am Ende siegte die Vernunft, zu Beginn war es knapp.",
    "Früher oder später muss er gehen.",
    "Der 35-jährige Mann und das vierjährige Mädchen blieben unverletzt.",
    "Er fuhr 100 Kilometer pro Stunde.",
    "Zur Zeit der Wende war er jung.",
    "Im Sommerloch, auf dem Sommerfest und im Wintersport.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_other_readings_do_not_fire(text: str) -> None:
    assert [row for row in found(text) if row[0] not in {"Geschichte"}] == []


MORE = [
    ("Um 8 Uhr am Montag begann der Streik.", ["2023-05-15T08:00", "2023-05-15"]),
    ("Heute, Dienstag, um 20 Uhr wird gewählt.", ["2023-05-16", "2023-05-16T20:00"]),
    ("Sonntag, 14. Mai, 9 Uhr: Gedenkfeier.", ["2023-05-14T09:00"]),
    ("Am Samstag, 20 Uhr: Diskussion.", ["2023-05-20T20:00"]),
    ("In der vergangenen Nacht fielen Schüsse.", ["2023-05-15TNI"]),
    ("Am Montag kam er, am nächsten Morgen ging er.", ["2023-05-15", "2023-05-16TMO"]),
    ("Am Donnerstag in einer Woche fällt das Urteil.", ["2023-05-25"]),
    ("Gestern morgen und Montag abend, wie man früher schrieb.", ["2023-05-15TMO", "2023-05-15TEV", "PAST_REF"]),
    ("Im letzten Quartal 2022 sank der Umsatz.", ["2022-Q4"]),
    ("Die erste Hälfte des 20. Jahrhunderts war blutig.", ["19"]),
    ("Im 18. und 19. Jahrhundert war das üblich.", ["17", "18"]),
    ("Von Oktober bis März 2020 galt das Verbot.", ["2019-10", "2020-03"]),
    ("Von Oktober 2019 bis März galt das Verbot.", ["2019-10", "2020-03"]),
    ("1989 fiel die Mauer, im November stand er dort.", ["1989", "1989-11"]),
    ("Er sprach im Juli/August 2021 vor.", ["2021-07", "2021-08"]),
    ("Vom 1. Juli an gilt das Gesetz.", ["2023-07-01"]),
    ("Vor anderthalb Jahren begann es.", ["2021-11"]),
    ("Vor 30.000 Jahren lebten dort Menschen.", ["PAST_REF"]),
    ("Die Sitzung dauerte 2:46 Stunden.", ["PT2H46M"]),
    ("Er zahlt 30 Euro im Monat und kommt dreimal pro Woche.", ["P1M", "P1W"]),
    ("Jedes zweite Jahr und an Sonntagen ruht die Arbeit.", ["P2Y", "XXXX-WXX-7"]),
    ("An einem Samstag im März geschah es.", ["XXXX-WXX-6", "2023-03"]),
    ("Am Tag nach der Wahl trat er zurück.", ["XXXX-XX-XX"]),
    ("Die Konferenz beginnt 2023-06-01 in Genf.", ["2023-06-01"]),
    ("Heuer fehlt das Geld, auch in der Früh.", ["2023", "2023-05-16TMO"]),
    ("Das Amt ist bis 20. Juni geöffnet.", ["2023-06-20"]),
    ("Die Anhörung wurde für Freitag angesetzt.", ["2023-05-19"]),
    ("Der Unfall vom Donnerstag wird untersucht.", ["2023-05-11"]),
    ("Er kündigte an, am Freitag nach Rom zu reisen.", ["2023-05-19"]),
    ("Er bestritt, am Freitag dort gewesen zu sein.", ["2023-05-12"]),
    ("Buß- und Bettag 2023 und erster Advent 2023.", ["2023-11-22", "2023-12-03"]),
]


@pytest.mark.parametrize(("text", "values"), MORE)
def test_values(text: str, values: list[str]) -> None:
    assert [value for row in found(text) for value in row[-1].split("+")] == values
