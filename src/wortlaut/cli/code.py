"""``wortlaut code``: which concepts of a codebook articles are about, and who is for or against; ``codebook``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from wortlaut.cli.options import LEAST, AllowPrivate, Language, Least, Model, Processes, Quiet, Semantic, Sources

app = typer.Typer(
    name="codebook", help="Concepts that articles are coded with.", no_args_is_help=True, rich_markup_mode=None
)
_Book = Annotated[Path, typer.Argument(metavar="CODEBOOK", exists=True, dir_okay=False, help="A codebook (TOML).")]


def code(
    codebook: _Book,
    sources: Sources = None,
    json: Annotated[bool, typer.Option("--json", help="Print one coding a line as JSON.")] = False,
    csv: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one row per coding to FILE (- for standard output).")
    ] = None,
    positions: Annotated[
        bool, typer.Option("--positions", help="Show who stands where, instead of the words of each coding.")
    ] = False,
    least: Least = LEAST,
    semantic: Semantic = False,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    language: Language = "de",
) -> None:
    """Say which concepts articles speak about, who is for or against, and by which words.

    Takes what wortlaut read takes, and the records that it wrote (JSON, JSONL), which need no reading. Codings are
    proposals: each tells its reasons. Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if json and (csv is not None or positions):
        raise typer.BadParameter("choose one of --json, --csv and --positions")

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.codings import Shown, run

    shown = Shown(json=json, csv=csv, positions=positions, least=least, semantic=semantic, language=language)
    batch = Batch(sources=_named(sources), columns=columns(), allow_private=allow_private, outputs=shown.files)
    raise typer.Exit(run(batch, codebook, shown, model=model, processes=processes, quiet=quiet))


@app.command()
def check(codebook: _Book) -> None:
    """Check a codebook and tell what is in it and what its concepts lack. Exit code 0 if it can be used, 2 if not."""
    from wortlaut.cli.codings import lacking
    from wortlaut.cli.networking import codebook_of
    from wortlaut.cli.safe import safe

    book = codebook_of(codebook, "CODEBOOK")
    typer.echo(f"{safe(book.name)} ({book.id}), version {safe(book.version)}: {len(book.concepts)} concepts")
    for concept in book.concepts:
        told = [f"{len(concept.keywords)} keywords", f"{len(concept.examples) + len(concept.counterexamples)} examples"]
        told += [f"no {name}" for name in lacking(concept)]
        typer.echo(f"  {concept.id}: {safe(concept.name)} ({', '.join(told)})")


@app.command()
def new(
    target: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write a codebook that shows how one is written, to begin with."""
    from wortlaut.coding.files import example

    if target.exists() and not force:
        raise typer.BadParameter(f"{target} is there already; --force overwrites it", param_hint="FILE")
    try:
        target.write_text(example(), encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{target} cannot be written: {error.strerror}", param_hint="FILE") from None
    typer.echo(f"{target}: edit it, then: wortlaut codebook check {target}")


@app.command()
def propose(
    sources: Sources = None,
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Only what no concept of this codebook fits."),
    ] = None,
    size: Annotated[int, typer.Option(min=2, metavar="N", help="Statements that a concept needs at least.")] = 3,
    semantic: Semantic = False,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Print concepts that statements of articles are about, as TOML to be edited: groups of like statements."""
    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.codings import run_proposals

    batch = Batch(sources=_named(sources), columns=columns(), allow_private=allow_private)
    raise typer.Exit(
        run_proposals(batch, codebook, size=size, semantic=semantic, model=model, processes=processes, quiet=quiet)
    )


def _named(sources: list[str] | None) -> list[str]:
    if sources:
        return sources
    if sys.stdin.isatty():
        raise typer.BadParameter("name articles or records to be coded", param_hint="SOURCES")
    return ["-"]
