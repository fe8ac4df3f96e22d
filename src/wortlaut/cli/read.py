"""``wortlaut read``: articles in, records out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from wortlaut.cli.options import Csv, Excel, Json, Jsonl, Language, Model


def read(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCES",
            help="Files (text, HTML, JSON, JSONL, CSV), folders, addresses, - for standard input.",
        ),
    ] = None,
    json: Json = False,
    jsonl: Jsonl = None,
    csv: Csv = None,
    excel: Excel = False,
    text_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="Column or key that holds the text (JSON, JSONL, CSV).")
    ] = None,
    title_field: Annotated[str | None, typer.Option(metavar="NAME", help="… the title.")] = None,
    date_field: Annotated[str | None, typer.Option(metavar="NAME", help="… the day of publication.")] = None,
    url_field: Annotated[str | None, typer.Option(metavar="NAME", help="… the address.")] = None,
    outlet_field: Annotated[str | None, typer.Option(metavar="NAME", help="… the outlet.")] = None,
    author_field: Annotated[str | None, typer.Option(metavar="NAME", help="… the author.")] = None,
    processes: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many processes read at a time.")
    ] = None,
    model: Model = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch private and loopback addresses.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    language: Language = "de",
) -> None:
    """Read articles and show who said what, or write it to files.

    Without --json, --jsonl or --csv every article is shown on the terminal. Failed sources are listed at the
    end and never stop the others. Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        if sys.stdin.isatty():
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(2)
        sources = ["-"]
    if excel and csv is None:
        raise typer.BadParameter("only together with --csv FILE", param_hint="--excel")

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.batch import Outputs, run

    fields = columns(
        text=text_field,
        title=title_field,
        date=date_field,
        url=url_field,
        outlet=outlet_field,
        author=author_field,
    )
    outputs = Outputs(json=json, jsonl=jsonl, csv=csv, excel=excel, language=language)
    batch = Batch(sources=sources, columns=fields, allow_private=allow_private, outputs=outputs.files)
    raise typer.Exit(run(batch, outputs, model=model, processes=processes, quiet=quiet))
