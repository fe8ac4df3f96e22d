"""The terminal view: complete, readable without colours and in narrow terminals, deaf to the text."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len

from wortlaut.record import (
    Article,
    Failure,
    Fragment,
    Hearsay,
    Mention,
    Paragraph,
    Party,
    Reading,
    Run,
    Span,
    Statement,
)

Show = Callable[..., str]
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def one_quote(text: str, words: str, **more: object) -> Reading:
    span = Span(start=text.index(words), end=text.index(words) + len(words))
    article = Article(id="a", text=text, paragraphs=(), **more)  # type: ignore[arg-type]
    mention = Mention(id="m1", span=span, head=span, kind="name", confidence=1.0)
    statement = Statement(
        id="s1",
        kind="direct",
        content=(span,),
        cue=(span,),
        speaker=Party(mention="m1", name=words),
        addressee=Party(mention=None, name=words),
        via=Party(mention=None, name=words),
        confidence=1.0,
    )
    return Reading(
        article=article,
        run=Run(wortlaut="1", model="m", lexicon="l"),
        mentions=(mention,),
        statements=(statement,),
        fragments=(Fragment(span=span, statement=None, speaker=None),),
        failures=(Failure(stage=words, message=words),),
    )


def test_the_whole_view_without_colours(reading: Reading, show: Show) -> None:
    assert (
        show(reading)
        == """\
Streit um Getreide
„Keine Tonne mehr“: Polens Minister droht Kiew
Beispielbote · Mai 2023 · Von Lena Probst · WARSCHAU (dpa)
────────────────────────────────────────────────────────────────────────────────
6 Äußerungen · 2 Sprecher

  1 ▌ Redebericht  Jan Kowal → Ukraine · gedroht
    ▌ WARSCHAU (dpa) – *Der polnische Agrarminister Jan Kowal* hat der Ukraine
    ▌ ›mit einem Einfuhrstopp‹ _gedroht_.

  2 ▌ direkt  Jan Kowal · sagte · über Deutsche Presse-Agentur
    ▌ „›Wir nehmen‹“, _sagte_ *Kowal* am Montag der Deutschen Presse-Agentur,
    ▌ „›keine Tonne mehr an.‹“
    ▌ Auch in der Schlagzeile: „›Keine Tonne mehr‹“: Polens Minister droht Kiew

  3 ▌ frei-indirekt  Jan Kowal · übernommen · verneint
    ▌ ›Das Angebot aus Brüssel sei „lächerlich“ und komme zu spät.‹

  4 ▌ direkt  Oleh Marko · widersprach
    ▌ *Der Kiewer Handelsexperte Oleh Marko* _widersprach_: „›Kowal behauptet,
    ▌ unsere Lastwagen seien nicht kontrolliert, und das ist falsch.‹“

   4.1 ▌ indirekt  Jan Kowal · behauptet
       ▌ …Oleh Marko widersprach: „*Kowal* _behauptet_, ›unsere Lastwagen seien
       ▌ nicht kontrolliert‹, und das ist falsch.“

  5 ▌ indirekt/frei  Sprecher unbekannt
    ▌ ›Man müsse reden.‹

Einzelne Wörter in Anführungszeichen: „lächerlich“
Fehler: dating: no anchor
Zeichen: ›Wortlaut‹ *Sprecher* _Redewort_
"""
    )


def test_with_colours_the_words_are_styled_and_not_marked(reading: Reading, show: Show) -> None:
    shown = show(reading, colours=True)
    plain = _ESCAPE.sub("", shown)
    assert "\x1b[" in shown
    assert "„Wir nehmen“, sagte Kowal am Montag" in plain
    assert "Zeichen:" not in plain


def test_no_color_keeps_attributes_and_adds_marks(
    reading: Reading, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = show(reading, colours=True)
    assert "›Wir nehmen‹" in _ESCAPE.sub("", shown)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]\b", shown.replace("\x1b[3m", "")), "a colour in spite of NO_COLOR"


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize("colours", [False, True])
def test_no_line_is_wider_than_the_terminal(reading: Reading, show: Show, width: int, colours: bool) -> None:
    lines = _ESCAPE.sub("", show(reading, width=width, colours=colours)).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert max(cell_len(line) for line in lines) <= 100, "long lines are hard to read"


def test_at_40_columns_no_word_is_lost(reading: Reading, show: Show) -> None:
    def words(shown: str) -> list[str]:
        return re.findall(r"\w+", shown)

    assert words(show(reading, width=40)) == words(show(reading, width=80))


def test_english_words(reading: Reading, show: Show) -> None:
    shown = show(reading, lang="en")
    assert "6 statements · 2 speakers" in shown
    assert "free indirect  Jan Kowal · carried over · denied" in shown
    assert "May 2023" in shown


def test_an_ascii_terminal_gets_ascii_furniture(reading: Reading, show: Show) -> None:
    import io

    from rich.console import Console

    from wortlaut.cli.view import render

    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    render(reading, Console(file=stream, width=80, color_system=None))
    stream.flush()
    shown = stream.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
    assert "  1 | Redebericht  Jan Kowal -> Ukraine - gedroht" in shown


HOSTILE = [
    "[red]rot[/red]",
    "[/]",
    "[bold",
    "\\[x]",
    "[link=file:///etc/passwd]x[/link]",
    "[@click=app.quit]x[/]",
    ":smile:",
    "a\x1b[31mb",
    "\x1b]0;title\x07x",
    "\x1b[2Jx",
    "\x9b31mx",
    "a\rb",
    "a\x08b",
    "\u202eevil",
    "a\ud800b",
    "a\x00b",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("colours", [False, True])
def test_hostile_text_is_shown_and_never_obeyed(show: Show, hostile: str, colours: bool) -> None:
    reading = one_quote(
        f"Vorher {hostile} nachher.",
        hostile,
        title=hostile,
        outlet=hostile,
        byline=(hostile,),
        dateline=hostile,
        source=hostile,
    )
    shown = _ESCAPE.sub("", show(reading, colours=colours, width=100))
    for forbidden in ("\x1b", "\x9b", "\x07", "\x08", "\r", "\x00", "\u202e", "\ud800"):
        assert forbidden not in shown
    printable = re.sub(r"[\x00-\x1f\x7f-\x9f\u202e\ud800]", " ", hostile)
    for piece in re.findall(r"[\w:@=./]+", printable):
        assert shown.count(piece) >= 5, (piece, shown)


def test_control_characters_do_not_move_the_marks(show: Show) -> None:
    shown = show(one_quote("\x1b\x1b\x00 Er sagt: Nein und geht.", "Nein"))
    assert "Er sagt: ›" in shown and "Nein" in shown


def statement(name: str, words: str, text: str, parent: str | None = None) -> Statement:
    start = text.index(words)
    return Statement(
        id=name,
        kind="indirect",
        content=(Span(start=start, end=start + len(words)),),
        parent=parent,
        confidence=1.0,
    )


def test_a_dangling_parent_and_deep_nesting_are_shown(show: Show) -> None:
    text = "Er sagt, sie sage, er meine, es regne."
    chain = [
        statement("a", "sie sage, er meine, es regne", text, "gone"),
        statement("b", "er meine, es regne", text, "a"),
        statement("c", "es regne", text, "b"),
    ]
    reading = Reading(
        article=Article(id="a", text=text, paragraphs=()),
        run=Run(wortlaut="1", model="m", lexicon="l"),
        statements=tuple(chain),
    )
    shown = show(reading, width=40)
    assert [line.split()[0] for line in shown.splitlines() if "indirekt" in line] == ["1", "1.1", "1.1.1"]


def test_no_statement_at_all(reading: Reading, show: Show) -> None:
    shown = show(replace(reading, statements=(), fragments=(), failures=()))
    assert shown.rstrip().endswith("Keine Äußerungen gefunden.")


def test_a_giant_sentence_is_cut_around_the_words(show: Show) -> None:
    text = "wort " * 20_000 + "er sagt nein " + "wort " * 20_000
    shown = show(one_quote(text, "nein"))
    assert len(shown) < 3_000
    assert "…" in shown and "nein" in shown


def test_a_quote_over_paragraphs_is_shown_whole(show: Show) -> None:
    text = "Sie sagt: „Erstens nein.\n\nZweitens auch nein.“ Dann geht sie."
    paragraphs = tuple(
        Paragraph(span=Span(start=text.index(block), end=text.index(block) + len(block)), role="body")
        for block in text.split("\n\n")
    )
    reading = one_quote(text, "Erstens nein.\n\nZweitens auch nein.")
    shown = show(replace(reading, article=replace(reading.article, paragraphs=paragraphs)))
    assert "Erstens nein." in shown and "Zweitens auch nein." in shown
    assert "Dann geht sie" not in shown


def test_hearsay_stands_at_the_end_with_its_marker(reading: Reading, show: Show) -> None:
    text = reading.article.text
    at = text.index("Soll Warschau also nachgeben")
    claim = Hearsay(span=Span(start=at, end=at + 28), certainty="hearsay", marker=Span(start=at, end=at + 4))
    assert "Hörensagen · Soll: Soll Warschau also nachgeben\n" in show(replace(reading, hearsay=(claim,)))
