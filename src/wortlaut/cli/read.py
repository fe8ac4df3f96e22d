"""``wortlaut read``: articles in, records out."""

from __future__ import annotations

import sys

import typer

from wortlaut.cli.options import (
    AllowPrivate,
    AuthorField,
    Csv,
    DateField,
    Excel,
    Format,
    Json,
    Jsonl,
    Language,
    Model,
    OutletField,
    Plover,
    Processes,
    Quiet,
    Sources,
    TextField,
    TitleField,
    UrlField,
)


def read(
    context: typer.Context,
    sources: Sources = None,
    json: Json = False,
    jsonl: Jsonl = None,
    csv: Csv = None,
    plover: Plover = None,
    form: Format = None,
    excel: Excel = False,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    url_field: UrlField = None,
    outlet_field: OutletField = None,
    author_field: AuthorField = None,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    language: Language = "de",
) -> None:
    """Read articles and show who said what, or write it to files.

    Without --json, --jsonl, --csv or --plover every article is shown on the terminal. Failed sources are listed at the
    end and never stop the others. Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        if sys.stdin.isatty():
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(2)
        sources = ["-"]
    if excel and csv is None and form != "csv":
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
    files = {"jsonl": jsonl, "csv": csv, "plover": plover}
    if form in files:
        if files[form] is not None:
            raise typer.BadParameter(f"--{form} says where to write; leave out --format {form}", param_hint="--format")
        files[form] = "-"
    outputs = Outputs(json=json or form == "json", **files, excel=excel, language=language)
    batch = Batch(sources=sources, columns=fields, allow_private=allow_private, outputs=outputs.files)
    raise typer.Exit(run(batch, outputs, model=model, processes=processes, quiet=quiet))
