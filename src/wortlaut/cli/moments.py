"""A time line on a terminal, as JSON lines or as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from wortlaut.analyse import Moment, timeline
from wortlaut.cli.articles import Batch
from wortlaut.cli.batch import INTERRUPTED, counted, progress, report, say, spare_sources
from wortlaut.cli.output import lines_to, quiet_pipe, terminal
from wortlaut.cli.records import readings_of
from wortlaut.cli.safe import safe
from wortlaut.cli.view import title_of
from wortlaut.cli.words import Lang, day, word
from wortlaut.export import BYTE_ORDER_MARK, csv_lines
from wortlaut.export.timeline import MOMENT_HEADER, moment_json, moment_rows
from wortlaut.record import Article, Reading

_LONGEST = 110
_WIDEST = 110
_SIGNS = {
    "said": ("“", '"', "green"),
    "offered": ("◇", "?", "cyan"),
    "demanded": ("▷", ">", "bright_blue"),
    "threatened": ("▲", "^", "red"),
    "refused": ("✕", "x", "magenta"),
    "announced": ("○", "o", "cyan"),
    "done": ("●", "*", "bold yellow"),
    "ongoing": ("◐", "*", "yellow"),
    "possible": ("◌", "~", "dim"),
    "denied": ("∅", "-", "dim"),
}  # fmt: skip
"""Sign, sign in ASCII and style of each act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the user wants to see: no output named means the terminal view."""

    actor: str | None = None
    since: date | None = None
    until: date | None = None
    only: str | None = None
    json: bool = False
    csv: str | None = None
    excel: bool = False
    language: Lang = "de"

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files to be written."""
        return (self.csv,) if self.csv not in (None, "-") else ()


def run(batch: Batch, shown: Shown, *, model: Path | None, processes: int | None, quiet: bool) -> int:
    """Show the time line of ``batch``; return the exit code as ``wortlaut read`` does."""
    spare_sources(batch.sources, shown.files)
    articles: dict[str, tuple[str, Article]] = {}
    try:
        with quiet_pipe(), ExitStack() as stack:
            table = stack.enter_context(lines_to(shown.csv)) if shown.csv else None
            with progress(batch, hidden=quiet) as advance:

                def seen() -> Iterator[Reading]:
                    for reading in readings_of(batch, model, processes):
                        batch.note(reading)
                        articles[reading.article.id] = title_of(reading, shown.language), reading.article
                        advance(len(articles))
                        yield reading

                found = timeline(seen(), actor=shown.actor, since=shown.since, until=shown.until)
            found = tuple(m for m in found if shown.only is None or (shown.only == "events") == (m.type is not None))
            if table is not None:
                mark = BYTE_ORDER_MARK if shown.excel else ""
                rows = [MOMENT_HEADER, *moment_rows(found)]
                table((mark + csv_lines(rows, excel=shown.excel)).encode("utf-8", errors="replace"))
            if shown.json:
                with lines_to("-") as write:
                    write(b"".join(map(moment_json, found)))
            elif table is None:
                render(found, articles, terminal(), shown.language)
    except KeyboardInterrupt:
        say(f"interrupted after {counted(len(articles), 'article')}")
        return INTERRUPTED
    if not quiet:
        say(f"{counted(len(articles), 'article')}, {counted(len(found), 'moment')}")
    report(batch.troubles)
    return 1 if batch.troubles else 0


def render(
    moments: Sequence[Moment], articles: Mapping[str, tuple[str, Article]], console: Console, lang: Lang
) -> None:
    """Print one block per time with a line for each moment, then the articles by number."""
    plain = console.options.ascii_only
    if not moments:
        console.print(Text(word("no_moments", lang), style="dim"))
        return
    numbers = {article: number for number, article in enumerate(articles, start=1)}
    places = {moment.key: number for number, moment in enumerate(moments, start=1)}
    head = None
    for moment in moments:
        title = _when(moment, lang)
        if title != head:
            console.print(Text(f"\n{title}", style="bold"))
            head = title
        line = _line(moment, places, lang, plain=plain)
        line.append(" " + "".join(f"[{numbers[one]}]" for one in moment.articles), style="dim")
        console.print(line, soft_wrap=console.width > _WIDEST, markup=False, highlight=False)
    console.print()
    for article, number in numbers.items():
        name, about = articles[article]
        facts = [name, about.outlet, day(about.published, lang) if about.published else None]
        console.print(Text(f"[{number}] " + ", ".join(safe(fact) for fact in facts if fact), style="dim"))


def _when(moment: Moment, lang: Lang) -> str:
    if moment.period is None:
        return word("no_time", lang)
    return ("" if moment.told else "~ ") + day(moment.period, lang)


def _line(moment: Moment, places: Mapping[str, int], lang: Lang, *, plain: bool) -> Text:
    sign, ascii_sign, style = _SIGNS[moment.act]
    arrow, dot = (" -> ", " - ") if plain else (" → ", " · ")
    line = Text.assemble((f"{places[moment.key]:>4} ", "dim"), (f"{ascii_sign if plain else sign} ", style))
    line.append(word(f"act:{moment.act}", lang).ljust(12), style=style)
    line.append(safe(", ".join(moment.who)) or "?", style="bold")
    if moment.whom:
        line.append(arrow, style="dim").append(safe(", ".join(moment.whom)), style="bold")
    if moment.type:
        line.append(f"{dot}{moment.type}", style="cyan")
    words = safe(moment.words)
    line.append(dot).append(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + ("..." if plain else "…"))
    if moment.teller:
        line.append(dot + word("told_by", lang).format(safe(moment.teller)), style="dim italic")
    if moment.answers and moment.answers in places:
        line.append(dot + word("answers", lang).format(places[moment.answers]), style="dim italic")
    return line
