"""Quotation marks of every style, broken ones included."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.segment.hostile import MARKS, growth, texts
from wortlaut.record import Article, Paragraph, Quotation, Span
from wortlaut.segment.marks import pair_quotations, quotations


def shape(text: str, quotes: tuple[Quotation, ...]) -> list[str]:
    """Write each quotation as its inner words, ``>`` for each level in front, ``…`` if not closed."""
    return [">" * q.depth + q.inner.of(text) + ("" if q.closed else " …") for q in quotes]


STYLES = [
    ("„Nein“, sagte er.", ["Nein"]),
    ("„Nein”, sagte er. „Ja”, sie.", ["Nein", "Ja"]),
    ('„Nein", sagte er. „Ja", sie.', ["Nein", "Ja"]),
    ("»Nein«, sagte er. »Ja.«", ["Nein", "Ja."]),
    ("«Nein», sagte er. «Ja.»", ["Nein", "Ja."]),
    ("“Nein”, sagte er. “Ja.”", ["Nein", "Ja."]),
    ("‟Nein”, sagte er.", ["Nein"]),
    ('"Nein", sagte er. "Ja."', ["Nein", "Ja."]),
    ("‚Nein‘, sagte er. ‚Ja.‘", ["Nein", "Ja."]),
    ("‚Nein’, sagte er. ‘Ja.’", ["Nein", "Ja."]),
    ("›Nein‹, sagte er. ›Ja.‹", ["Nein", "Ja."]),
    ("‹Nein›, sagte er. ‹Ja.›", ["Nein", "Ja."]),
    ("'Nein', sagte er. 'Ja.'", ["Nein", "Ja."]),
    (",,Nein'', sagte er. ``Ja''. ''Gut''. ``Ja´´", ["Nein", "Ja", "Gut", "Ja"]),
    (">>Nein<<, sagte er.", ["Nein"]),
    ("« Je ne sais pas », sagte er. «\u00a0Oui\u00a0»", ["Je ne sais pas", "Oui"]),
    ("„ Das ist so “, sagte er.", ["Das ist so"]),
    ("„Das ist so “, sagte er. „ Ja“.", ["Das ist so", "Ja"]),
    ("”Ja”, sagte er. ”Nein”, sie.", ["Ja", "Nein"]),
    ("\u201eJa\u200b\u201c, sagte er", ["Ja\u200b"]),
    ('\u200b"Ja"\u200b, sagte er', ["Ja"]),
]
NESTED = [
    (
        "»Er fragte: ›Conrad, ja?‹ Ich habe gelacht«, heißt es",
        ["Er fragte: ›Conrad, ja?‹ Ich habe gelacht", ">Conrad, ja?"],
    ),
    (
        "«Mein Vater: ‹Wer nichts liefert.› Er hatte recht.»",
        ["Mein Vater: ‹Wer nichts liefert.› Er hatte recht.", ">Wer nichts liefert."],
    ),
    ("“Sie: ‘Daddy, warum?’ Keine.” Im", ["Sie: ‘Daddy, warum?’ Keine.", ">Daddy, warum?"]),
    ("„das ist „Tietgens Dreisprung“.“ Ein", ["das ist „Tietgens Dreisprung“.", ">Tietgens Dreisprung"]),
    ('"Er sagte "Nein" laut", so sie', ['Er sagte "Nein" laut', ">Nein"]),
    ("„Er nannte es “Unsinn” und ging“", ["Er nannte es “Unsinn” und ging", ">Unsinn"]),
    ("„Er las »Faust« und ‚Egmont‘.“", ["Er las »Faust« und ‚Egmont‘.", ">Faust", ">Egmont"]),
    ("„Sie las: »Er rief: ›Nein!‹«“", ["Sie las: »Er rief: ›Nein!‹«", ">Er rief: ›Nein!‹", ">>Nein!"]),
    ("„Auf dem Tisch: ‚Ja‘. Lügt er?“", ["Auf dem Tisch: ‚Ja‘. Lügt er?", ">Ja"]),
]
MIXED = [
    ("„„Das ist es““, sagte X.", ["Das ist es"]),
    ('""Das ist es"", sagte X.', ["Das ist es"]),
    ('"“Wir gehen“, sagte er.', ["Wir gehen"]),
    ('"„Wir gehen“", sagte er.', ["Wir gehen"]),
    ("„„Nein“, sagte er, das geht nicht“, so sie.", ["„Nein“, sagte er, das geht nicht", ">Nein"]),
    ("„Ja„, sagte er. Dann „Nein„.", ["Ja", "Nein"]),
    ("„Das ist so«, sagte er", ["Das ist so"]),
    ("“Das ist gut„, sagte er. „Wir wollen‟, sie.", ["Das ist gut", "Wir wollen"]),
    ("„Er rief„ Ja“, sagte sie.", ["Er rief …", "Ja"]),
    ('"Der Landrat schwimmt auch gern.“', ["Der Landrat schwimmt auch gern."]),
    ('Das Wasser sei zu kalt“. Die „Affäre" vom', ["Affäre"]),
    ('„“ und „ “ und "" sowie »« leer', []),
    ('Die »Bild«-Zeitung, „Bild“-Zeitung, "Bild"-Zeitung', ["Bild", "Bild", "Bild"]),
    ('(»Wort«) und »A«/»B« und "A"/"B"', ["Wort", "A", "B", "A", "B"]),
    ('„Was?“„Das!“ "A""B"', ["Was?", "Das!", "A", "B"]),
    ('Er sagte:"Ja" und ging.', ["Ja"]),
]
NO_MARKS = [
    ("Geht’s Hans’ Haus gut? 'n Bier, 's ist gut, Hans' Bier, ’s war ’68er Wein", []),
    ('Er ist 5\'10" groß, 27" Diagonale, 48° 8\' 10" Nord', []),
    ('Der "Monitor" hat 27" Diagonale', ["Monitor"]),
    ('Der "Film mit 27" Monitor" war gut', ['Film mit 27" Monitor']),
    ("‚Das ist Hans’ Haus‘, sagte er.", ["Das ist Hans’ Haus"]),
    ("„Ich hab’ das geseh’n“, sagte er. „Geht’s?“", ["Ich hab’ das geseh’n", "Geht’s?"]),
    ("Home › Politik › Ausland. Weiterlesen »", []),
    ("» Mehr zum Thema", []),
    ("if a >> b or a << b", []),
    ("Wort,, und Wort‚ das", []),
]
MISSING = [
    ("„Wer alles verspricht, muss zahlen, sagte Petra. Mehr dazu", ["Wer alles verspricht, muss zahlen …"]),
    ("„A, sagte X. „B“, sagte Y. „C“", ["A …", "B", "C"]),
    ("„Eins. Zwei. Dann sagte sie: „Drei.“", ["Eins. Zwei. …", "Drei."]),
    ("„Das ist wahr, so dass er ging. Und mehr", ["Das ist wahr, so dass er ging. Und mehr …"]),
    ("Er sagte: „Nie. ", ["Nie. …".replace(". ", ".  ").replace("  ", " ")]),
    ("»A, so Müller. »B«", ["A …", "B"]),
    ("„Er las »Faust«, sagte sie. Und „Nein“", ["Er las »Faust« …", ">Faust", "Nein"]),
    ("„Wir wollen ‚mehr wagen“, sagte er.", ["Wir wollen ‚mehr wagen", ">mehr wagen …"]),
    ("»Wir „wollen« gehen", ["Wir „wollen", ">wollen …"]),
]


@pytest.mark.parametrize(("text", "want"), [*STYLES, *NESTED, *MIXED, *NO_MARKS, *MISSING])
def test_pairs(text: str, want: list[str]) -> None:
    assert shape(text, pair_quotations(text)) == want


def article(*paragraphs: str) -> Article:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Paragraph(span=Span(start=at, end=at + len(paragraph)), role="body"))
        at += len(paragraph) + 2
    return Article(id="a", text=text, paragraphs=tuple(spans))


RUNNING = [
    (["„Eins. Zwei.", "„Drei“, sagte er."], ["Eins. Zwei. …", "Drei"]),
    (["Er: „Eins.", "Zwei“, sagte er. „Drei.“"], ["Eins. …", "Zwei", "Drei."]),
    (["„Eins.", "Mitte.", "Zwei.“ Ende"], ["Eins. …", "Mitte. …", "Zwei."]),
    (["„Eins.", "Mitte „zwei“.", "Drei.“"], ["Eins. …", "zwei"]),
    (["»Eins.", "Zwei.« »Drei«"], ["Eins. …", "Zwei.", "Drei"]),
    (["„Eins, sagte er.", "Zwei war kalt“."], ["Eins …"]),
    (["Eins.", "Zwei war kalt“."], []),
]


@pytest.mark.parametrize(("paragraphs", "want"), RUNNING)
def test_running_over_paragraphs(paragraphs: list[str], want: list[str]) -> None:
    one = article(*paragraphs)
    assert shape(one.text, quotations(one)) == want


def test_ambiguous_guillemets_follow_the_article() -> None:
    german = article("»Nein«, sagte er. »Ja.«", "Das Wort(»so«)und»so«weiter")
    swiss = article("«Nein», sagte er. «Ja.»", "Das Wort(«so»)und«so»weiter")
    assert shape(german.text, quotations(german)) == ["Nein", "Ja.", "so", "so"]
    assert shape(swiss.text, quotations(swiss)) == ["Nein", "Ja.", "so", "so"]


def check(text: str, quotes: tuple[Quotation, ...]) -> None:
    """Fail unless the quotations are in order, nest without crossing, and say their depth truly."""
    assert all((a.span.start, -a.span.end) < (b.span.start, -b.span.end) for a, b in pairwise(quotes))
    around: list[Quotation] = []
    for quote in quotes:
        assert quote.span.contains(quote.inner)
        assert not quote.inner.of(text)[0].isspace() and not quote.inner.of(text)[-1].isspace()
        while around and around[-1].span.end <= quote.span.start:
            around.pop()
        assert not around or around[-1].inner.contains(quote.span)
        assert quote.depth == len(around)
        around.append(quote)


@settings(max_examples=400, deadline=None)
@given(texts(), st.integers(0, 5))
def test_pairs_nest(text: str, start: int) -> None:
    quotes = pair_quotations(text, min(start, len(text)))
    check(text, quotes)
    assert quotes == pair_quotations(text, min(start, len(text)))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, "a", " ", ". ", ", sagte er"]), max_size=40).map("".join))
def test_mark_soup_nests(text: str) -> None:
    check(text, pair_quotations(text))


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([*MARKS, "a", " a", "a. "]), min_size=1, max_size=9), min_size=1, max_size=6))
def test_soup_over_paragraphs_nests(paragraphs: list[list[str]]) -> None:
    one = article(*[f"a{''.join(pieces)}a" for pieces in paragraphs])
    quotes = quotations(one)
    check(one.text, quotes)
    assert all(any(p.span.contains(q.span) for p in one.paragraphs) for q in quotes)


@pytest.mark.parametrize(
    "unit", ["„", "“", "„“", '"', '" ', ' "a', "»", "»a« ", "‚a’ ", "'a ", "„»", "„a »b« ", "a, sagte „"]
)
def test_linear_time(unit: str) -> None:
    assert growth(pair_quotations, unit) < 10
