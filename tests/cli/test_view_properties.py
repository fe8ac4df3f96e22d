"""Whatever the text, the view ends, fits, and sends no command to the terminal."""

import io
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from wortlaut.cli.safe import safe
from wortlaut.cli.view import render
from wortlaut.record import Article, Paragraph, Reading, Run, Span, Statement

anything = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=80)


@settings(deadline=None)  # a busy machine is no failure
@given(anything)
def test_safe_words_keep_their_places_and_hold_no_command(words: str) -> None:
    harmless = safe(words)
    assert len(harmless) == len(words)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in harmless)


@settings(deadline=None)  # a busy machine is no failure
@given(anything, st.data(), st.integers(10, 60))
def test_any_text_is_shown(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
    paragraphs: tuple[Paragraph, ...] = ()
    if words := text.strip():
        begin = text.index(words)
        paragraphs = (Paragraph(span=Span(start=begin, end=begin + len(words)), role="body"),)
    statement = Statement(id="s1", kind="direct", content=(span,), cue=(span,), confidence=1.0)
    reading = Reading(
        article=Article(id="a", text=text, paragraphs=paragraphs, title=text),
        run=Run(wortlaut="1", model="m", lexicon="l"),
        statements=(statement,),
    )
    console = Console(file=io.StringIO(), width=width, color_system=None)
    render(reading, console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b" not in shown and "›" in shown
