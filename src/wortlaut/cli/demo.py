"""``wortlaut demo``: our sample articles, read on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wortlaut.cli.options import Json, Jsonl, Language, Model
from wortlaut.cli.serve import Open, Port

if TYPE_CHECKING:
    from rich.console import Console

    from wortlaut.cli.words import Lang
    from wortlaut.record import Article, Reading

_MOST_SPEAKERS = 3


def demo(
    json: Json = False,
    jsonl: Jsonl = None,
    model: Model = None,
    language: Language = "de",
    serve: Annotated[bool, typer.Option("--serve", help="Show them in the web application.")] = False,
    port: Port = 8000,
    open: Open = False,
) -> None:
    """Read our sample articles and show one of them in full.

    With --json the record of that article is printed, with --jsonl the records of all are written. With --serve all are
    in a web application of their own, which is gone with Ctrl-C.
    """
    if serve:
        _serve(port, model, open)
        return
    from wortlaut.cli.batch import Outputs, load_reader
    from wortlaut.cli.output import quiet_pipe

    if json and jsonl is not None:
        raise typer.BadParameter("choose one of --json and --jsonl")
    outputs = Outputs(json=json, jsonl=jsonl, language=language)
    with quiet_pipe():
        readings = list(load_reader(model).read_many(samples()))
        if json or jsonl is not None:
            with outputs.opened() as write:
                for reading in [liveliest(readings)] if json else readings:
                    write(reading)
        elif readings:
            _show(readings, language)


def _serve(port: int, model: Path | None, open: bool) -> None:
    """Serve an archive of the sample articles, coded with the example, from a folder that is deleted in the end."""
    from tempfile import TemporaryDirectory

    from wortlaut.cli.archive import opened
    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.batch import load_reader, progress
    from wortlaut.cli.codebooks import code_all
    from wortlaut.cli.serve import run
    from wortlaut.coding.files import codebook_from, example

    book = codebook_from(example())
    with TemporaryDirectory(prefix="wortlaut-") as folder, opened(f"{folder}/demo.sqlite", create=True) as store:
        batch = Batch(sources=[], columns=columns())
        articles = samples()
        batch.expected = len(articles)
        with progress(batch, hidden=False) as advance:
            for number, reading in enumerate(load_reader(model).read_many(articles, processes=1), start=1):
                store.add(reading)
                advance(number)
        store.codings.add_codebook(book)
        code_all(store, book, quiet=True)
        run(store, host="127.0.0.1", port=port, model=model, open=open)


def samples() -> tuple[Article, ...]:
    """Return our sample articles; raises typer.BadParameter if there are none (a broken installation)."""
    from wortlaut.intake import sample_articles

    try:
        return sample_articles()
    except FileNotFoundError as error:
        raise typer.BadParameter(str(error)) from None


def liveliest(readings: list[Reading]) -> Reading:
    """Return the reading with the most kinds of statements; of equals, the one with the shortest text."""
    return max(
        readings,
        key=lambda reading: (
            len({statement.kind for statement in reading.statements}),
            any(statement.parent for statement in reading.statements),
            -len(reading.article.text),
        ),
    )


def _show(readings: list[Reading], language: Lang) -> None:
    from rich.text import Text

    from wortlaut.cli.output import terminal
    from wortlaut.cli.view import render
    from wortlaut.cli.words import word

    console = terminal()
    _table(readings, console, language)
    console.print()
    render(liveliest(readings), console, language)
    console.print()
    console.print(Text(word("next", language), style="bold"))
    for command, what in (
        ("wortlaut read artikel.txt", word("next:read", language)),
        ("wortlaut read ordner/ --jsonl out.jsonl", word("next:jsonl", language)),
        ("wortlaut check out.jsonl", word("next:check", language)),
    ):
        console.print(Text.assemble("  ", (command, "bold cyan"), f"  {what}"))


def _table(readings: list[Reading], console: Console, language: Lang) -> None:
    """Print one line per article: title, number of statements, who speaks."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from wortlaut.cli.view import speakers_of, title_of
    from wortlaut.cli.words import word

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=min(console.width, 100))
    table.add_column(word("article", language), ratio=3, no_wrap=True, overflow="ellipsis")
    table.add_column("#", justify="right")
    table.add_column(word("speakers", language), ratio=2, no_wrap=True, overflow="ellipsis")
    for reading in readings:
        names = speakers_of(reading)
        more = f" +{len(names) - _MOST_SPEAKERS}" if len(names) > _MOST_SPEAKERS else ""
        table.add_row(
            Text(title_of(reading, language)),
            Text(str(len(reading.statements))),
            Text(", ".join(names[:_MOST_SPEAKERS]) + more),
        )
    console.print(table)
