"""What a search found, on a terminal or as JSON."""

from __future__ import annotations

import json as standard_json
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from wortlaut.cli.batch import say
from wortlaut.cli.marking import Marking, marked
from wortlaut.cli.output import lines_to, terminal
from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang, day, word
from wortlaut.record import Span
from wortlaut.store import Hit, Page, Passage

_WIDEST = 100
_MOST_PLACES = 4


def show(page: Page[Hit], *, json: bool, language: Lang) -> None:
    """Print the hits of a page, and on standard error how many there are."""
    if json:
        with lines_to("-") as write:
            for hit in page.items:
                write(
                    standard_json.dumps(asdict(hit), default=str, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
                )
    else:
        console = terminal()
        for number, hit in enumerate(page.items):
            if number:
                console.print()
            _show(hit, console, language)
    first = page.offset + 1
    total = f"{page.total} or more" if page.capped else str(page.total)
    shown = f"{first}–{page.offset + len(page.items)} of {total} articles" if page.items else "nothing found"
    say(shown)


def _show(hit: Hit, console: Console, lang: Lang) -> None:
    plain = console.options.ascii_only
    dot = " - " if plain else " · "
    article = hit.article
    title = safe(article.title or word("untitled", lang))
    published = [day(article.published, lang)] if article.published else []
    outlets = list(dict.fromkeys(filter(None, (place.outlet or place.source for place in hit.places))))
    where = [", ".join(outlets[:_MOST_PLACES])] if outlets else []
    if len(outlets) > _MOST_PLACES:
        where[0] += " " + word("and_more", lang).format(len(outlets) - _MOST_PLACES)
    _line(
        Text.assemble((title, "bold"), (safe(dot + dot.join([*where, *published])) if where or published else "", "")),
        console,
    )
    _line(Text(article.id, style="dim"), console)
    for passage in hit.passages:
        _line(_passage(passage, console), console, 2)
    if hit.found > len(hit.passages):
        _line(Text(word("and_more", lang).format(hit.found - len(hit.passages)), style="dim"), console, 2)


def _passage(passage: Passage, console: Console) -> Text:
    """Return the sentence with what was hit, behind the speaker if it is a statement."""
    start = passage.span.start
    marks = [
        Marking(span=Span(start=one.start - start, end=one.end - start), style="bold yellow", marks=("*", "*"))
        for one in passage.marks
    ]
    whole = Span(start=0, end=len(passage.words))
    colourless = console.no_color or console.color_system is None
    shown = marked(whole, marks, passage.words, base="", marks=colourless)
    who = f"{safe(passage.speaker.name)}: " if passage.speaker and passage.speaker.name else ""
    return Text.assemble((who, "green"), shown)


def _line(text: Text, console: Console, indent: int = 0) -> None:
    for line in text.wrap(console, max(20, min(console.width, _WIDEST) - indent)):
        line.rstrip()
        console.print(Text.assemble(" " * indent, line), soft_wrap=True, markup=False, highlight=False, emoji=False)
