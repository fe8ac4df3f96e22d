"""Tokens as the German Wikinews quotation corpus cuts them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.segment.hostile import growth, texts
from wortlaut.segment.tokens import LONGEST, tokenize

CASES = [
    "Der US-Präsident sagte : „ Nein “ .",
    "Das sind z.B. 1.000,5 km / h , d. h. viel .",
    "Am 3. Mai 2024 kam Dr. Müller in Berlin an .",
    "Das war im Jahr 2005 .",
    "Er wurde Zweiter ( 28. ) .",
    "Am 5. , 6. und 7. Mai , etwa 14:30 Uhr , am 06.12.2004 .",
    "Luft- und Raumfahrt , 12-jährige Formel-1-Fahrer , A400M , CO2 .",
    "Boeing 737 - 300",
    "Deutschland – Serbien 2:1",
    "Geht's noch , Eto'o ? Hans ’ Haus , geht‘s",
    "„ Bild “ -Zeitung",
    "SPD / Grüne und CDU / CSU-Fraktion",
    "Papst Benedikt XVI. kam , Ludwig II .",
    "Mehr auf tagesschau.de und https://www.bund.de/a-b,c?x=1 .",
    "Bürger:innen , Lehrer*innen und Kolleg_innen [ ... ] …",
    "Es sind 35 % , rund 20 € , 19,2 ° C .",
    "Er sagte '' nichts '' und `` alles ´´ und ,, so '' .",
    "Der e.V. und die Firma Meyer & Co. , usw.",
    "Minister\u00adpräsident Mu\u0308ller \u200bkam .",
    "👩‍👩‍👧‍👦 🇩🇪 👍🏽 !",
    "@bundestag und #Wahl2025",
    "J. D. Vance , J.D. Vance , E.ON , U.S. Steel",
]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    """Each case is written as its tokens with blanks; glue them as print would and cut them again."""
    text, want, at = "", [], 0
    for token in case.split():
        text += token + " "
        want.append((at, at + len(token)))
        at += len(token) + 1
    assert [text[t.start : t.end] for t in tokenize(text, 0, at - 1)] == case.split()
    assert [(t.start, t.end) for t in tokenize(text, 0, at - 1)] == want


GLUED = [
    ("„Nein“, sagte er.", "„ Nein “ , sagte er ."),
    ("(2001: z.B. so)", "( 2001 : z.B. so )"),
    ("im Jahr 2005.“", "im Jahr 2005 . “"),
    ("Ende.Die Lage", "Ende . Die Lage"),
    ("„Bild“-Zeitung", "„ Bild “ -Zeitung"),
    ("CDU/CSU-Fraktion,", "CDU / CSU-Fraktion ,"),
    ("Hans’ Haus", "Hans ’ Haus"),
    ("35%", "35 %"),
    ("wär…", "wär …"),
    ("dieser Art.", "dieser Art ."),
    ("dieser Art.“", "dieser Art . “"),
    ("Rama IX., Bhumibol", "Rama IX. , Bhumibol"),
    ("d. h. so", "d. h. so"),
]


@pytest.mark.parametrize(("text", "want"), GLUED)
def test_glued(text: str, want: str) -> None:
    assert " ".join(t.of(text) for t in tokenize(text)) == want


@settings(deadline=None)
@given(texts())
def test_every_visible_code_point_is_in_exactly_one_token(text: str) -> None:
    tokens = tokenize(text)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(t.end - t.start <= LONGEST for t in tokens)
    assert not any(c.isspace() for t in tokens for c in t.of(text))
    assert "".join(t.of(text) for t in tokens) == "".join(text.split())


@settings(deadline=None)
@given(texts())
def test_tokens_depend_on_the_stretch_only(text: str) -> None:
    inside = tokenize("Ab „" + text + "“ Zu", 4, 4 + len(text))
    assert [(t.start - 4, t.end - 4) for t in inside] == [(t.start, t.end) for t in tokenize(text)]


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "1.", "www.", "http://!", "'", "👩\u200d", "\u200d", "…a’"])
def test_linear_time(unit: str) -> None:
    assert growth(tokenize, unit) < 10
