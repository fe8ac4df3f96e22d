"""Entries of a register on a terminal: all in a table, or one by one with their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from wortlaut.cli.marking import Marking, marked
from wortlaut.cli.safe import safe
from wortlaut.cli.view import title_of
from wortlaut.cli.words import Lang, count, day, word
from wortlaut.export.evidence import Evidence, Seen, evidence
from wortlaut.export.register import office_words
from wortlaut.record import Entry, Office, Reading, Span, Statement

_WIDEST = 100
_WIDEST_TABLE = 140
_ROOMY = 70
_MOST_REASONS = 8
_NAME, _OTHER = "bold yellow", "green"


def table(entries: Sequence[Entry], console: Console, lang: Lang) -> None:
    """Print one line per actor: name, kind, offices on the days of the articles, counts, id."""
    if not entries:
        console.print(Text(word("no_actors", lang), style="dim"))
        return
    width = min(console.width, _WIDEST_TABLE)
    roomy = width >= _ROOMY
    offices = roomy and any(entry.current_offices for entry in entries)
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), width=width)
    shown.add_column(word("actor", lang), ratio=4, overflow="ellipsis", no_wrap=True)
    if roomy:
        shown.add_column(word("kind", lang), no_wrap=True)
    if offices:
        shown.add_column(word("offices", lang), ratio=3, overflow="ellipsis", no_wrap=True)
    for key in ("mentions", "statements", "articles"):
        shown.add_column(word(f"{key}:short", lang), justify="right", no_wrap=True)
    shown.add_column("Id", ratio=5, overflow="fold")
    for entry in entries:
        held = ", ".join(dict.fromkeys(_office(office) for office in entry.current_offices))
        shown.add_row(
            Text(safe(entry.name)),
            *([word(f"kind:{entry.kind}:short", lang)] if roomy else []),
            *([Text(safe(held))] if offices else []),
            str(entry.mentions),
            str(entry.statements),
            str(entry.articles),
            Text(safe(entry.id)),
        )
    console.print(shown)


def details(entries: Sequence[Entry], readings: Mapping[str, Reading], console: Console, lang: Lang) -> None:
    """Print each actor with all reasons, mentions in their sentences, and statements made by and addressed to him."""
    if not entries:
        console.print(Text(word("no_actors", lang), style="dim"))
    page = _Page(console, lang)
    for number, entry in enumerate(entries):
        if number:
            console.print()
        page.head(entry)
        for proof in evidence(entry, readings):
            page.article(proof)


class _Page:
    """Lines of one terminal in one language."""

    def __init__(self, console: Console, lang: Lang) -> None:
        self._console = console
        self._lang = lang
        self._width = min(console.width, _WIDEST)
        self._marks = console.no_color or console.color_system is None
        self._plain = console.options.ascii_only

    def head(self, entry: Entry) -> None:
        """Print who the actor is and why his occurrences are one."""
        lang = self._lang
        self._line(Text.assemble((safe(entry.name), "bold"), "  ", (safe(entry.id), "dim")))
        counts = (count(entry.mentions, "mention", lang), count(entry.statements, "statement", lang))
        facts = [word(f"kind:{entry.kind}", lang), *([word(entry.gender, lang)] if entry.gender else []), *counts]
        self._line(Text(f"{self._dot.join(facts)} {word('in', lang)} {count(entry.articles, 'the_article', lang)}"))
        self._list(word("names", lang), [", ".join(entry.names)])
        self._list(word("offices", lang), [office_words(office) for office in entry.offices])
        told = {one.id for one in entry.judgements}
        self._list(word("why", lang), [reason for reason in entry.reasons if not any(id in reason for id in told)])
        self._list(
            word("judgements", lang),
            [
                f"{one.at.date().isoformat()} {one.reviewer}: {word(f'verdict:{one.verdict}', lang)}: "
                f"{one.first}, {one.second} ({one.id})" + (f": {one.note}" if one.note else "")
                for one in entry.judgements
            ],
        )

    def article(self, proof: Evidence) -> None:
        """Print what one article tells of the actor."""
        lang, occurrence = self._lang, proof.occurrence
        published = [day(occurrence.published, lang)] if occurrence.published else []
        title = self._dot.join([title_of(proof.reading, lang), *published])
        self._console.print()
        self._line(Text.assemble((title, "bold"), "  ", (safe(occurrence.id), "dim")))
        self._line(Text(f"{occurrence.confidence:.2f}  {safe('; '.join(occurrence.reasons))}", style="dim"), 2)
        for seen in proof.seen:
            self._seen(seen, proof)
        for key, statements in (("said", proof.said), ("addressed", proof.addressed)):
            if statements:
                self._line(Text(f"{word(key, lang)}:", style="dim"), 2)
            for statement in statements:
                self._statement(statement, proof, key)

    def _seen(self, seen: Seen, proof: Evidence) -> None:
        text = proof.reading.article.text
        marking = Marking(span=seen.mention.span, style=_NAME, marks=("*", "*"))
        sentence = marked(seen.sentence, [marking], text, base="", marks=self._marks)
        why = f"{seen.link.confidence:.2f} {safe('; '.join(seen.link.reasons))}"
        self._line(Text.assemble("- " if self._plain else "• ", sentence, "  ", (f"[{why}]", "dim")), 2, 4)

    def _statement(self, statement: Statement, proof: Evidence, key: str) -> None:
        """Print kind, whom it was said to (or by), and the words."""
        text = proof.reading.article.text
        arrow, other = (" -> ", " <- ") if self._plain else (" → ", " ← ")
        party = statement.addressee if key == "said" else statement.speaker
        whom = f"{arrow if key == 'said' else other}{safe(party.name)}" if party is not None and party.name else ""
        words = " […] ".join(safe(span.of(text)) for span in _pieces(statement, text))
        self._line(Text.assemble((f"{word(statement.kind, self._lang)}{whom}: ", "dim"), (words, _OTHER)), 4, 6)

    def _list(self, title: str, lines: list[str]) -> None:
        """Print a title with one line, or several below each other."""
        shown = lines[:_MOST_REASONS]
        if len(lines) > _MOST_REASONS:
            shown.append(word("and_more", self._lang).format(len(lines) - _MOST_REASONS))
        for number, line in enumerate(shown):
            first = f"{title}: " if number == 0 else " " * (len(title) + 2)
            self._line(Text.assemble((first, "dim"), safe(line)), 0, len(title) + 2)

    @property
    def _dot(self) -> str:
        return " - " if self._plain else " · "

    def _line(self, text: Text, first: int = 0, other: int | None = None) -> None:
        """Print wrapped text, its first line indented by ``first`` and the others by ``other`` columns."""
        other = first if other is None else other
        width = max(20, self._width - max(first, other))
        for number, line in enumerate(text.wrap(self._console, width)):
            line.rstrip()
            indented = Text.assemble(" " * (other if number else first), line)
            self._console.print(indented, soft_wrap=True, markup=False, highlight=False, emoji=False)


def _pieces(statement: Statement, text: str) -> list[Span]:
    """Return the pieces of a statement without those that a headline repeats."""
    seen: dict[str, Span] = {}
    for span in statement.content:
        seen.setdefault(span.of(text).strip(".,!? "), span)
    return list(seen.values())


def _office(office: Office) -> str:
    return f"{office.title} ({office.of})" if office.of else office.title
