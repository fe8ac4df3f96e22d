"""``wortlaut timeline``: what was said, offered, refused, announced and done, in order of time."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated, Literal

import typer

from wortlaut.cli.options import (
    AllowPrivate,
    AuthorField,
    DateField,
    Excel,
    Language,
    Model,
    OutletField,
    Processes,
    Quiet,
    Sources,
    TextField,
    TitleField,
    UrlField,
)

Only = Literal["events", "statements"]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="From this day on.")]


def timeline(
    context: typer.Context,
    sources: Sources = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what somebody of this name takes part in.")
    ] = None,
    since: Day = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Before this day.")
    ] = None,
    only: Annotated[Only | None, typer.Option(help="Only events or only statements.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the time line as JSON, one moment a line.")] = False,
    csv: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one row per moment to FILE (- for standard output).")
    ] = None,
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
    """Show statements and events of many articles on one time line.

    Takes what wortlaut read takes, and the records that it wrote (JSON, JSONL), which need no reading. What was
    offered, refused, announced and done is told apart; a tilde marks days that are only those of the article.
    Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        if sys.stdin.isatty():
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(2)
        sources = ["-"]
    if excel and csv is None:
        raise typer.BadParameter("only together with --csv FILE", param_hint="--excel")
    if json and csv == "-":
        raise typer.BadParameter("only one of --json and --csv can go to standard output")
    if since and until and not since < until:
        raise typer.BadParameter("the last day must come after the first", param_hint="--until")

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.moments import Shown, run

    fields = columns(
        text=text_field,
        title=title_field,
        date=date_field,
        url=url_field,
        outlet=outlet_field,
        author=author_field,
    )
    shown = Shown(
        actor=actor,
        since=since.date() if since else None,
        until=until.date() if until else None,
        only=only,
        json=json,
        csv=csv,
        excel=excel,
        language=language,
    )
    batch = Batch(sources=sources, columns=fields, allow_private=allow_private, outputs=shown.files)
    raise typer.Exit(run(batch, shown, model=model, processes=processes, quiet=quiet))
