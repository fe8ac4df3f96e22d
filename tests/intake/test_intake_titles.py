from datetime import date

import pytest

from wortlaut.intake.moments import day_in
from wortlaut.intake.titles import best_title, clean_title, is_outlet


@pytest.mark.parametrize(
    ("title", "outlets", "clean"),
    [
        ("Abfuhr für Minsk - DER SPIEGEL", ["DER SPIEGEL"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk | tagesschau.de", [], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk | ZEIT ONLINE", ["zeit"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk - WELT", ["DIE WELT"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk - Politik - SZ.de", ["Süddeutsche Zeitung"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk | Politik | BR24", ["BR24"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk - News - SRF", ["Schweizer Radio und Fernsehen (SRF)"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk - derStandard.at › International", ["DER STANDARD"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk – NDR.de – Nachrichten", ["NDR"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk | FAZ", ["Frankfurter Allgemeine Zeitung"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk • infokanal24", ["infokanal24"], "Abfuhr für Minsk"),
        ("tagesschau.de | Abfuhr für Minsk", ["tagesschau"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk — Neue Zürcher Zeitung", ["NZZ", "nzz.ch", "Neue Zürcher Zeitung"], "Abfuhr für Minsk"),
        ("Abfuhr für Minsk - Panorama - HNA.de", [], "Abfuhr für Minsk"),
        # nothing to take off
        ("Abfuhr für Minsk – und die Welt schaut zu", ["DIE WELT"], "Abfuhr für Minsk – und die Welt schaut zu"),
        ("Abfuhr für Minsk – auch von Kasachstan", ["Stern"], "Abfuhr für Minsk – auch von Kasachstan"),
        ("Minsk - Moskau: Streit", ["Bote"], "Minsk - Moskau: Streit"),
        ("CDU/CSU | SPD | Grüne: Wer mit wem?", ["Bote"], "CDU/CSU | SPD | Grüne: Wer mit wem?"),
        ("DER SPIEGEL", ["DER SPIEGEL"], "DER SPIEGEL"),
        ("", ["DER SPIEGEL"], ""),
    ],
)
def test_outlet_suffixes(title: str, outlets: list[str], clean: str) -> None:
    assert clean_title(title, outlets) == clean


def test_a_section_named_by_the_page_goes_too() -> None:
    assert clean_title("Abfuhr - Mittelfranken - Bote", ["Bote"], ["Mittelfranken"]) == "Abfuhr"


def test_outlet_names() -> None:
    assert is_outlet("SZ.de", ["Süddeutsche Zeitung"]) and not is_outlet("Zeit für Streit", ["ZEIT ONLINE"])


def test_the_best_supported_title_wins() -> None:
    assert best_title([("A – b", 3), ("Krieg: A b", 2), ("A b", 2)]) == "A – b"
    assert (
        best_title([("Lange Schlagzeile über das G…", 3), ("Lange Schlagzeile über das Gesetz", 2)])
        == "Lange Schlagzeile über das Gesetz"
    )
    assert best_title([("", 3)]) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-05-14", date(2023, 5, 14)),
        ("2023-05-14T23:30:00+02:00", date(2023, 5, 14)),
        ("2023-05-13T22:30:00.000Z", date(2023, 5, 14)),
        ("2023-01-13T22:30:00Z", date(2023, 1, 13)),
        ("2023-05-14 10:12:00 +0200", date(2023, 5, 14)),
        ("20230514T101200", date(2023, 5, 14)),
        ("Sun, 14 May 2023 10:12:00 +0200", date(2023, 5, 14)),
        ("Sun, 14 May 2023 22:30:00 GMT", date(2023, 5, 15)),
        ("1684059120", date(2023, 5, 14)),
        ("1684059120000", date(2023, 5, 14)),
        ("14.05.2023, 10:12 Uhr", date(2023, 5, 14)),
        ("Aktualisiert am 15.05.2023, veröffentlicht am 14. Mai 2023", date(2023, 5, 14)),
        ("2023-02-31", None),
        ("0000-00-00T00:00:00Z", None),
        ("99999999999999", None),
        ("heute", None),
        ("Mai 2023", None),
        ("", None),
    ],
)
def test_days(words: str, day: date | None) -> None:
    assert day_in(words) == day
