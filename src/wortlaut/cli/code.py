"""``wortlaut code``: which concepts of a codebook articles speak about, and who is for or against; ``codebook``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from wortlaut.cli.options import LEAST, Language, Model, Processes, Quiet, Sources

app = typer.Typer(
    name="codebook", help="Concepts that articles are coded with.", no_args_is_help=True, rich_markup_mode=None
)
_Book = Annotated[Path, typer.Argument(metavar="CODEBOOK", exists=True, dir_okay=False, help="A codebook (TOML).")]


def code(
    context: typer.Context,
    codebook: _Book,
    sources: Sources = None,
    least: Annotated[float, typer.Option(min=0, max=1, help="How near a text must be to a concept.")] = LEAST,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="By the meaning of sentences, too: pip install 'wortlaut[semantic]'.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one coding a line as JSON.")] = False,
    processes: Processes = None,
    model: Model = None,
    quiet: Quiet = False,
    language: Language = "de",
) -> None:
    """Say which concepts articles speak about, who is for or against, and by which words.

    Takes what wortlaut read takes, and the records that it wrote. Codings are proposals: each tells its reasons.
    Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        if sys.stdin.isatty():
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(2)
        sources = ["-"]

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.coding import coded_all, print_codings, print_positions
    from wortlaut.cli.networking import codebook_of

    book = codebook_of(codebook, "CODEBOOK")
    batch = Batch(sources=sources, columns=columns())
    readings = coded_all(batch, book, least=least, meaning=meaning, model=model, processes=processes, quiet=quiet)
    if json:
        print_codings(readings)
    else:
        print_positions(readings, book, language)
    if batch.troubles:
        raise typer.Exit(1)


@app.command()
def check(codebook: _Book) -> None:
    """Check a codebook and tell what is in it. Exit code 0 if it can be used, 2 if not."""
    from wortlaut.cli.networking import codebook_of
    from wortlaut.cli.safe import safe

    book = codebook_of(codebook, "CODEBOOK")
    typer.echo(f"{safe(book.name)} ({book.id}), version {safe(book.version)}: {len(book.concepts)} concepts")
    for concept in book.concepts:
        told = (f"{len(concept.keywords)} keywords", f"{len(concept.examples) + len(concept.counterexamples)} examples")
        typer.echo(f"  {concept.id}: {safe(concept.name)} ({', '.join(told)})")


@app.command()
def new(
    target: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write a small codebook that shows how one is written, to begin with."""
    from wortlaut.coding.files import example

    if target.exists() and not force:
        raise typer.BadParameter(f"{target} is there already; --force overwrites it", param_hint="FILE")
    try:
        target.write_text(example(), encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{target} cannot be written: {error.strerror}", param_hint="FILE") from None
    typer.echo(f"{target}: edit it, then: wortlaut codebook check {target}")
