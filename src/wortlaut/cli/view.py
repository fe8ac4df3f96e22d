"""A reading on a terminal: the article's frame, then who said what, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from wortlaut.cli.happenings import event_lines
from wortlaut.cli.marking import Marking, marked
from wortlaut.cli.passages import echo, mention_span, passages
from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang, count, day, word
from wortlaut.export.evidence import sentences_of
from wortlaut.record import Party, Reading, Span, Statement

_COLOURS = {
    "direct": "green",
    "indirect": "cyan",
    "free_indirect": "bright_blue",
    "indirect_free_indirect": "bright_blue",
    "reported": "magenta",
}
_SPEAKER, _CUE, _OTHER = "bold yellow", "bold italic", "underline"
_WIDEST = 100
_MOST_FRAGMENTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What every line needs: the reading, where it goes, and how."""

    reading: Reading
    console: Console
    lang: Lang
    sentences: tuple[Span, ...]

    @property
    def width(self) -> int:
        return min(self.console.width, _WIDEST)

    @property
    def marks(self) -> bool:
        """Whether words must be marked by characters, because there are no colours."""
        return self.console.no_color or self.console.color_system is None

    @property
    def plain(self) -> bool:
        """Whether the output can hold ASCII only."""
        return self.console.options.ascii_only

    def write(self, text: Text) -> None:
        text.rstrip()
        self.console.print(text, soft_wrap=True, markup=False, highlight=False, emoji=False)


def render(reading: Reading, console: Console, lang: Lang = "de") -> None:
    """Print ``reading`` on ``console``: frame, statements in reading order, fragments, failures.

    Styles where the console has colours, marks (``›words‹ *speaker* _cue_``) where it has none. The
    article's text is never read as markup, and control characters are shown, not obeyed.
    """
    page = _Page(reading=reading, console=console, lang=lang, sentences=sentences_of(reading.article))
    _frame(page)
    if not reading.statements:
        page.write(Text(word("none", lang), style="dim"))
    for number, depth, statement in in_reading_order(reading):
        _statement(page, number, depth, statement)
    if reading.events:
        page.write(Text(word("events", lang), style="bold"))
        for line in event_lines(reading, lang, plain=page.plain):
            _wrapped(page, line)
        page.write(Text())
    _end(page)


def title_of(reading: Reading, lang: Lang) -> str:
    """Return the article's title, else its headline, else its source."""
    article = reading.article
    headline = next((item.span.of(article.text) for item in article.paragraphs if item.role == "headline"), None)
    return safe(article.title or headline or article.source or word("untitled", lang))


def speakers_of(reading: Reading) -> list[str]:
    """Return the names of all who speak, in the order of their first statement."""
    parties = (statement.speaker for _, _, statement in in_reading_order(reading))
    return list(dict.fromkeys(safe(party.name) for party in parties if party is not None and party.name))


def in_reading_order(reading: Reading) -> Iterator[tuple[str, int, Statement]]:
    """Yield number, depth and statement in text order, nested ones (8.1) right after their parent."""
    known = {statement.id for statement in reading.statements}
    children: dict[str | None, list[Statement]] = {}
    for statement in sorted(reading.statements, key=lambda item: (_place(item, reading), item.id)):
        parent = statement.parent if statement.parent in known else None
        children.setdefault(parent, []).append(statement)
    stack = [(str(n), 0, item) for n, item in enumerate(children.get(None, ()), start=1)][::-1]
    while stack:
        number, depth, statement = stack.pop()
        yield number, depth, statement
        nested = children.get(statement.id, ())
        stack.extend([(f"{number}.{n}", depth + 1, item) for n, item in enumerate(nested, start=1)][::-1])


def _place(statement: Statement, reading: Reading) -> int:
    """Return where a statement stands: its first words in the body, where a headline only repeats them."""
    body = [span.start for span in statement.content if echo(span, reading) is None]
    return min(body or (span.start for span in statement.content))


def _frame(page: _Page) -> None:
    article, lang = page.reading.article, page.lang
    for paragraph in article.paragraphs:
        if paragraph.role == "kicker":
            _wrapped(page, Text(safe(paragraph.span.of(article.text)), style="dim bold"))
    _wrapped(page, Text(title_of(page.reading, lang), style="bold"))
    facts = [
        article.outlet,
        day(article.published, lang) if article.published else None,
        f"{word('by', lang)} {', '.join(article.byline)}" if article.byline else None,
        article.dateline,
    ]
    line = _dot(page).join(safe(fact) for fact in facts if fact)
    if line:
        _wrapped(page, Text(line, style="dim"))
    page.console.print(Rule(style="dim", characters="-" if page.plain else "─"), width=page.width)
    statements = count(len(page.reading.statements), "statement", lang)
    speakers = count(len(speakers_of(page.reading)), "speaker", lang)
    if page.reading.statements:
        _wrapped(page, Text(f"{statements}{_dot(page)}{speakers}", style="dim"))
    page.write(Text())


def _statement(page: _Page, number: str, depth: int, statement: Statement) -> None:
    colour = _COLOURS[statement.kind]
    left = min(3 * depth, page.width // 5)
    room = max(3, len(number))
    bar = "|" if page.plain else "▌"
    first = Text.assemble(" " * left, (number.rjust(room), "bold"), " ", (bar, colour), " ")
    other = Text.assemble(" " * (left + room), " ", (bar, colour), " ")
    inner = max(10, page.width - len(other))
    lines = list(_head(page, statement, colour).wrap(page.console, inner))
    for body in _bodies(page, statement, colour):
        lines.extend(body.wrap(page.console, inner))
    for index, line in enumerate(lines):
        page.write(Text.assemble(other if index else first, line))
    page.write(Text())


def _head(page: _Page, statement: Statement, colour: str) -> Text:
    """Return ``direkt  Söder → Baerbock · über dpa · sagte``."""
    lang, text = page.lang, page.reading.article.text
    head = Text.assemble((word(statement.kind, lang), f"bold {colour}"), "  ")
    speaker = statement.speaker
    if speaker is None:
        head.append(word("nobody", lang), style="dim italic")
    else:
        head.append(_name(page, speaker), style=_SPEAKER)
    if statement.addressee is not None:
        head.append(" -> " if page.plain else " → ", style="dim")
        head.append(_name(page, statement.addressee), style="bold")
    notes = [safe(" ".join(span.of(text) for span in statement.cue))]
    if statement.via is not None:
        notes.append(f"{word('via', lang)} {_name(page, statement.via)}")
    if speaker is not None and speaker.carried:
        notes.append(word("carried", lang))
    if statement.medium in ("writing", "thought"):
        notes.append(word(statement.medium, lang))
    if statement.certainty not in ("asserted", "reported"):
        notes.append(word(f"certainty:{statement.certainty}", lang))
    if statement.polarity == "denied":
        notes.append(word("denied", lang))
    head.append("".join(f"{_dot(page)}{note}" for note in notes if note), style="dim italic")
    return head


def _name(page: _Page, party: Party) -> str:
    span = mention_span(party, page.reading)
    named = party.name or (span.of(page.reading.article.text) if span is not None else None)
    return safe(named or word("nobody", page.lang))


def _bodies(page: _Page, statement: Statement, colour: str) -> Iterator[Text]:
    """Yield each passage of the article with the statement's words marked."""
    reading, text = page.reading, page.reading.article.text
    quote = (">", "<") if page.plain else ("›", "‹")
    markings = [Marking(span=span, style=colour, marks=quote) for span in statement.content]
    markings.extend(Marking(span=span, style=_CUE, marks=("_", "_")) for span in statement.cue)
    for party, style in (
        (statement.addressee, _OTHER),
        (statement.via, _OTHER),
        (statement.speaker, _SPEAKER),
    ):
        span = mention_span(party, reading)
        if span is not None:
            marks = ("*", "*") if style == _SPEAKER else ("", "")
            markings.append(Marking(span=span, style=style, marks=marks))
    gap = "..." if page.plain else "…"
    starts, ends = {s.start for s in page.sentences}, {s.end for s in page.sentences}
    found = passages(statement, reading, page.sentences)
    alone = all(echo(passage, reading) for passage in found)
    for passage in sorted(found, key=lambda passage: echo(passage, reading) is not None):
        role = None if alone else echo(passage, reading)
        body = marked(passage, markings, text, base="dim", marks=page.marks)
        if role is not None:
            yield Text.assemble((f"{word(role, page.lang)}: ", "dim italic"), body)
            continue
        before = "" if passage.start in starts else gap
        after = "" if passage.end in ends or text[passage.end - 1] in '.!?…“”«»"' else gap
        yield Text.assemble((before, "dim"), body, (after, "dim"))


def _end(page: _Page) -> None:
    """Print what is hearsay, the words in marks that are no statements, the failures, and the key to the marks."""
    reading, lang = page.reading, page.lang
    for told in reading.hearsay:
        marker = safe(told.marker.of(reading.article.text))
        head = f"{word(f'certainty:{told.certainty}', lang)}{_dot(page)}{marker}: "
        _wrapped(page, Text.assemble((head, "dim italic"), safe(told.span.of(reading.article.text))))
    if reading.hearsay:
        page.write(Text())
    found: dict[str, int] = {}
    for fragment in reading.fragments:
        words = safe(fragment.span.of(reading.article.text))
        found[words] = found.get(words, 0) + 1
    if found:
        named = [f"„{words}“" + (f" ×{times}" if times > 1 else "") for words, times in found.items()]
        more = len(named) - _MOST_FRAGMENTS
        line = ", ".join(named[:_MOST_FRAGMENTS])
        line += f" {word('and_more', lang).format(more)}" if more > 0 else ""
        _wrapped(page, Text.assemble((f"{word('fragments', lang)}: ", "dim"), line))
    for failure in reading.failures:
        _wrapped(
            page,
            Text.assemble((f"{word('failed', lang)}: ", "bold red"), safe(f"{failure.stage}: {failure.message}")),
        )
    if page.marks and reading.statements:
        quote = ">{}<" if page.plain else "›{}‹"
        key = f"{quote.format(word('words', lang))} *{word('speaker', lang)}* _{word('cue', lang)}_"
        _wrapped(page, Text(f"{word('legend', lang)}: {key}", style="dim"))


def _dot(page: _Page) -> str:
    return " - " if page.plain else " · "


def _wrapped(page: _Page, text: Text) -> None:
    for line in text.wrap(page.console, page.width):
        page.write(line)
