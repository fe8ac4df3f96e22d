"""``wortlaut export``: what was found, in the formats of other tools; ``wortlaut attach``: text-free packages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import AllowPrivate, Model, Processes, Quiet

Form = Literal[
    "json",
    "csv",
    "plover",
    "tidy-csv",
    "parquet",
    "cas-xmi",
    "cas-json",
    "dna-events",
    "ftm",
    "annotations",
    "text-free",
]
_Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]


def export(
    form: Annotated[Form, typer.Argument(metavar="FORMAT", help="See below.", show_default=False)],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Articles or records, - for standard input; else the archive."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="File or folder; else standard output."),
    ] = None,
    codebook: Annotated[
        str | None,
        typer.Option(metavar="ID|FILE", help="Only codings with this codebook of the archive, or code with a file."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this outlet.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="From this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Before this day.")
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="Near-copies too.")] = False,
    cite: Annotated[
        bool,
        typer.Option("--cite", help="text-free: outlet and address, which may have words of the title, stand in it."),
    ] = False,
    force: _Force = False,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    database: DatabaseOption = None,
) -> None:
    """Write what was found, as people reviewed it, for other tools.

    Into a file: json (records, one a line), csv (one row per statement), plover (events), dna-events (codings, as DNA
    exports them), ftm (FollowTheMoney), text-free (for those who have the articles themselves: wortlaut attach). Into a
    folder: tidy-csv, parquet (tables
    and their codebook, for R and pandas), cas-xmi, cas-json (INCEpTION; one file per article and the types),
    annotations (W3C Web Annotation). Networks: wortlaut network. DNA: wortlaut dna.
    Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    from wortlaut.cli.exporting import Wanted, run

    days = tuple(one.date() if one else None for one in (since, until))
    if sources and (outlet or since or until or copies):
        raise typer.BadParameter("--outlet, --since, --until and --copies are for the archive")
    if cite and form != "text-free":
        raise typer.BadParameter("is for text-free", param_hint="--cite")
    wanted = Wanted(
        form=form,
        output=output,
        codebook=codebook,
        outlet=outlet,
        since=days[0],
        until=days[1],
        copies=copies,
        cite=cite,
        force=force,
        quiet=quiet,
    )
    raise typer.Exit(run(wanted, sources, database, model=model, processes=processes, allow_private=allow_private))


def attach(
    package: Annotated[
        Path,
        typer.Argument(metavar="PACKAGE", exists=True, dir_okay=False, help="Of wortlaut export text-free."),
    ],
    texts: Annotated[list[str], typer.Argument(metavar="TEXTS...", help="Your own copies: files, folders, addresses.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Records to write; - for standard output.")
    ] = "-",
    codings: Annotated[
        str | None, typer.Option(metavar="FILE", help="Also write the codings, one a line as JSON.")
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="Also other versions of an article: what can be placed in them.")
    ] = False,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Put text-free packages and your own copies of the articles together: records, one a line.

    Other white space, quotation marks and hyphens do no harm. With --versions a copy with some other words will do:
    what has no place in it is told. Exit code 0: fine, 1: something found no partner.
    """
    from wortlaut.cli.attaching import run

    code = run(
        package, texts, output=output, codings=codings, versions=versions, allow_private=allow_private, quiet=quiet
    )
    raise typer.Exit(code)
