"""``wortlaut code``: which concepts of a codebook articles are about, and who is for or against them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from wortlaut.cli.options import AllowPrivate, Language, Model, Processes, Quiet, Sources

_Codebook = Annotated[Path, typer.Argument(metavar="CODEBOOK", exists=True, dir_okay=False, help="A codebook (TOML).")]
_Least = Annotated[
    float, typer.Option(min=0.0, max=1.0, metavar="P", help="Confidence in a concept below which nothing is proposed.")
]
_Semantic = Annotated[
    bool, typer.Option("--semantic", help="Also by meaning (needs: pip install 'wortlaut[semantic]').")
]


def code(
    codebook: _Codebook,
    sources: Sources = None,
    json: Annotated[bool, typer.Option("--json", help="Print one coding a line as JSON.")] = False,
    csv: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one row per coding to FILE (- for standard output).")
    ] = None,
    positions: Annotated[bool, typer.Option("--positions", help="Show concept × actor instead of codings.")] = False,
    least: _Least = 0.15,
    semantic: _Semantic = False,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    language: Language = "de",
) -> None:
    """Code statements and events with a codebook: who is for or against what, with the words and the reasons.

    Takes what wortlaut read takes, and the records that it wrote (JSON, JSONL), which need no reading. Codings are
    proposals. Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        if sys.stdin.isatty():
            raise typer.BadParameter("name articles or records to be coded", param_hint="SOURCES")
        sources = ["-"]
    if json and (csv is not None or positions):
        raise typer.BadParameter("choose one of --json, --csv and --positions")

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.codings import Shown, run

    shown = Shown(json=json, csv=csv, positions=positions, least=least, semantic=semantic, language=language)
    batch = Batch(sources=sources, columns=columns(), allow_private=allow_private, outputs=shown.files)
    raise typer.Exit(run(batch, codebook, shown, model=model, processes=processes, quiet=quiet))


codebook_app = typer.Typer(
    name="codebook",
    help="Make, check and extend codebooks (TOML).",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@codebook_app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A codebook (TOML).")],
) -> None:
    """Say whether a codebook can be read, and what its concepts lack. Exit code 0: fine, 1: it cannot be read."""
    from wortlaut.cli.batch import counted
    from wortlaut.cli.codings import lacking, read_codebook

    book = read_codebook(file)
    for line in lacking(book):
        typer.echo(line)
    typer.echo(f"{book.id}, version {book.version}, {counted(len(book.concepts), 'concept')}, hash {book.hash}")


@codebook_app.command()
def new(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of the codebook: small letters, digits, hyphens.")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Its name.")] = None,
) -> None:
    """Print a codebook with one concept, to be edited: wortlaut codebook new meine-studie > codebook.toml."""
    from wortlaut.cli.codings import fresh

    typer.echo(fresh(id, name), nl=False)


@codebook_app.command()
def propose(
    sources: Sources = None,
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Only what no concept of this codebook fits."),
    ] = None,
    size: Annotated[int, typer.Option(min=2, metavar="N", help="Statements that a concept needs at least.")] = 3,
    semantic: _Semantic = False,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Print concepts that statements of articles are about, as TOML to be edited: groups of like statements."""
    if not sources:
        if sys.stdin.isatty():
            raise typer.BadParameter("name articles or records", param_hint="SOURCES")
        sources = ["-"]

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.codings import run_proposals

    batch = Batch(sources=sources, columns=columns(), allow_private=allow_private)
    raise typer.Exit(
        run_proposals(batch, codebook, size=size, semantic=semantic, model=model, processes=processes, quiet=quiet)
    )
