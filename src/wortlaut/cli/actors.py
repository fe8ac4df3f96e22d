"""``wortlaut actors``: who occurs in many articles, how often, and why they are one."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from wortlaut.cli.options import (
    AllowPrivate,
    AuthorField,
    DateField,
    Excel,
    Judgements,
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

Kind = Literal["person", "state", "organisation", "outlet", "group", "unknown"]
Order = Literal["mentions", "statements", "articles", "name", "id"]


def actors(
    context: typer.Context,
    sources: Sources = None,
    details: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME|ID", help="Show every mention and statement of this actor, and why it is him."),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Show every mention and statement of all actors.")] = False,
    kind: Annotated[Kind | None, typer.Option(help="Only actors of this kind.")] = None,
    sort: Annotated[Order, typer.Option(help="Order of the actors.")] = "mentions",
    judgements: Judgements = None,
    json: Annotated[bool, typer.Option("--json", help="Print the actors as JSON (wortlaut-actors/1).")] = False,
    csv: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one row per actor to FILE (- for standard output).")
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
    """List the actors of many articles, and why they are one.

    Takes what wortlaut read takes, and the records that it wrote (JSON, JSONL), which need no reading. --details says
    why somebody is one actor, wortlaut judge changes it. Exit code 0: fine, 1: something failed or nobody has the name,
    2: wrong use.
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

    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.census import Wanted, run

    fields = columns(
        text=text_field,
        title=title_field,
        date=date_field,
        url=url_field,
        outlet=outlet_field,
        author=author_field,
    )
    wanted = Wanted(
        details=tuple(details or ()),
        everybody=everybody,
        kind=kind,
        sort=sort,
        json=json,
        csv=csv,
        excel=excel,
        language=language,
    )
    batch = Batch(sources=sources, columns=fields, allow_private=allow_private, outputs=wanted.files)
    raise typer.Exit(run(batch, wanted, judgements=judgements, model=model, processes=processes, quiet=quiet))
