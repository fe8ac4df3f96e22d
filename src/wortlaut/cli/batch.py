"""Read a batch of articles, write what was found, and tell what failed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wortlaut.cli.articles import Batch, Trouble
from wortlaut.cli.output import Write, lines_to, quiet_pipe, terminal
from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang
from wortlaut.errors import WortlautError
from wortlaut.export import BYTE_ORDER_MARK, HEADER, csv_lines, csv_rows, plover_lines, record_json
from wortlaut.record import Article, Reading

if TYPE_CHECKING:
    from wortlaut.pipeline import Reader

INTERRUPTED = 130
_MOST_TROUBLES = 200


class _Unwritable(Exception):
    """The place for the output takes no more: a full disk, a drive that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What the user wants to see: nothing named means the terminal view."""

    json: bool = False
    jsonl: str | None = None
    csv: str | None = None
    plover: str | None = None
    excel: bool = False
    language: Lang = "de"

    def __post_init__(self) -> None:
        named = [name for name in (self.jsonl, self.csv, self.plover) if name is not None]
        if self.json + named.count("-") > 1:
            raise typer.BadParameter("only one of --json, --jsonl, --csv and --plover can go to standard output")
        twice = [name for name in named if named.count(name) > 1]
        if twice:
            raise typer.BadParameter(f"--jsonl, --csv and --plover cannot write the same file {twice[0]}")

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files to be written."""
        return tuple(name for name in (self.jsonl, self.csv, self.plover) if name is not None and name != "-")

    @property
    def to_stdout(self) -> bool:
        """Whether readings go to standard output."""
        named = (self.jsonl, self.csv, self.plover)
        return self.json or "-" in named or not any(named)

    @contextmanager
    def opened(self) -> Iterator[Callable[[Reading], None]]:
        """Open the files and give a function that writes one reading everywhere."""
        with ExitStack() as stack:
            writers: list[Callable[[Reading], None]] = []
            if self.json:
                writers.append(_json_writer(stack.enter_context(lines_to("-")), pretty=True))
            if self.jsonl is not None:
                writers.append(_json_writer(stack.enter_context(lines_to(self.jsonl)), pretty=False))
            if self.csv is not None:
                writers.append(_csv_writer(stack.enter_context(lines_to(self.csv)), excel=self.excel))
            if self.plover is not None:
                writers.append(_plover_writer(stack.enter_context(lines_to(self.plover))))
            if not writers:
                writers.append(_view_writer(self.language))

            def write(reading: Reading) -> None:
                try:
                    for writer in writers:
                        writer(reading)
                except BrokenPipeError:
                    raise
                except OSError as error:
                    raise _Unwritable(f"cannot write: {error.strerror}") from error

            yield write


def run(batch: Batch, outputs: Outputs, *, model: Path | None, processes: int | None, quiet: bool) -> int:
    """Read all articles of ``batch``, write them to ``outputs``, report on standard error.

    Return the exit code: 0 all fine, 1 something failed, 130 interrupted (what is written stays valid).
    """
    spare_sources(batch.sources, outputs.files)
    reader = load_reader(model)
    articles = batch.articles()
    if outputs.json:
        articles = _only_one(articles)
    hidden = quiet or (outputs.to_stdout and sys.stdout.isatty())
    done = statements = 0
    stopped: tuple[int, str] | None = None
    try:
        with quiet_pipe(), outputs.opened() as write, progress(batch, hidden=hidden) as advance:
            for reading in reader.read_many(articles, processes=processes):
                batch.note(reading)
                write(reading)
                done += 1
                statements += len(reading.statements)
                advance(done)
    except KeyboardInterrupt:
        stopped = INTERRUPTED, f"interrupted after {counted(done, 'article')}"
    except _Unwritable as error:
        stopped = 1, f"error: {error}; stopped after {counted(done, 'article')}"
    if outputs.files and not quiet:
        say(f"{counted(done, 'article')}, {counted(statements, 'statement')} -> {', '.join(outputs.files)}")
    report(batch.troubles)
    if stopped is not None:
        say(stopped[1])
        return stopped[0]
    return 1 if batch.troubles else 0


def load_reader(model: Path | None) -> Reader:
    """Load the reader or end with one clear line; from now on the log is silent unless somebody listens."""
    from wortlaut.pipeline import Reader

    logging.getLogger().addHandler(logging.NullHandler())  # else Python prints warnings of any library
    try:
        return Reader.load(model)
    except WortlautError as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None


def spare_sources(sources: Iterable[str], files: Iterable[str]) -> None:
    """Refuse to write over what is to be read."""
    read = {Path(source).resolve() for source in sources if "://" not in source and source != "-"}
    for name in files:
        if Path(name).resolve() in read:
            raise typer.BadParameter(f"{name} is to be read; write to another file")


def report(troubles: list[Trouble]) -> None:
    """List what failed on standard error, one line each."""
    if not troubles:
        return
    say(f"{len(troubles)} failed:")
    for trouble in troubles[:_MOST_TROUBLES]:
        say(f"  {trouble.source}: {trouble.reason}")
    if len(troubles) > _MOST_TROUBLES:
        say(f"  and {len(troubles) - _MOST_TROUBLES} more")


def say(line: str) -> None:
    """Write one line to standard error."""
    typer.echo(safe(line), err=True)


def _only_one(articles: Iterable[Article]) -> Iterator[Article]:
    """Look at two articles before anything is read: --json is for one."""
    rest = iter(articles)
    head = list(islice(rest, 2))
    if len(head) > 1:
        raise typer.BadParameter("these are several articles, and --json prints one; use --jsonl FILE (or --jsonl -)")
    return chain(head, rest)


def _json_writer(write: Write, *, pretty: bool) -> Callable[[Reading], None]:
    return lambda reading: write(record_json(reading, pretty=pretty) + b"\n")


def _plover_writer(write: Write) -> Callable[[Reading], None]:
    return lambda reading: write(b"".join(plover_lines(reading)))


def _csv_writer(write: Write, *, excel: bool) -> Callable[[Reading], None]:
    def encoded(rows: Iterable[tuple[str, ...]]) -> bytes:
        return csv_lines(rows, excel=excel).encode("utf-8", errors="replace")

    mark = BYTE_ORDER_MARK.encode() if excel else b""
    write(mark + encoded([HEADER]))
    return lambda reading: write(encoded(csv_rows(reading)))


def _view_writer(language: Lang) -> Callable[[Reading], None]:
    from wortlaut.cli.view import render

    console = terminal()
    shown = 0

    def show(reading: Reading) -> None:
        nonlocal shown
        if shown:
            console.print("\n")
        render(reading, console, language)
        shown += 1

    return show


@contextmanager
def progress(batch: Batch, *, hidden: bool) -> Iterator[Callable[[int], None]]:
    """Show articles read and articles per second on standard error, if that is a terminal and not ``hidden``."""
    if hidden or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), BarColumn(bar_width=24), words, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("0 articles", total=None)

        def advance(done: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f", {done / elapsed:.1f} articles/s" if elapsed > 0 else ""
            failed = f", {len(batch.troubles)} failed" if batch.troubles else ""
            behind = done + len(batch.troubles)
            told = f"{counted(done, 'article')}{rate}{failed}"
            bar.update(task, description=told, completed=behind, total=batch.expected)

        yield advance


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
