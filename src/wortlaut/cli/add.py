"""``wortlaut add``: articles into the store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import (
    AllowPrivate,
    AuthorField,
    DateField,
    Model,
    OutletField,
    Processes,
    Quiet,
    Sources,
    TextField,
    TitleField,
    UrlField,
)

Acknowledged = Annotated[
    bool, typer.Option("--json", help="Print a line of JSON for each article, when it is safe, and for each failure.")
]


def add(
    context: typer.Context,
    sources: Sources = None,
    database: DatabaseOption = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    url_field: UrlField = None,
    outlet_field: OutletField = None,
    author_field: AuthorField = None,
    processes: Processes = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    json: Acknowledged = False,
    quiet: Quiet = False,
) -> None:
    """Read articles and keep them in the store.

    Takes what wortlaut read takes, addresses of feeds (their new articles, once; wortlaut watch keeps asking), and the
    records that wortlaut read wrote (JSON, JSONL), which need no reading. An article that is there already is not read
    again; near-copies are kept with their original. What is counted is safe: a crash loses at most the article at hand.
    Exit code 0: fine, 1: something failed, 2: wrong use.
    """
    if not sources:
        if sys.stdin.isatty():
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(2)
        sources = ["-"]

    from wortlaut.cli.archive import opened
    from wortlaut.cli.articles import Batch, columns
    from wortlaut.cli.storing import run

    fields = columns(
        text=text_field,
        title=title_field,
        date=date_field,
        url=url_field,
        outlet=outlet_field,
        author=author_field,
    )
    batch = Batch(sources=sources, columns=fields, allow_private=allow_private)
    with opened(database, create=True) as store:
        batch.known = lambda url: store.seen(url) is not None
        code = run(batch, store, model=model, processes=processes, quiet=quiet, json=json)
    raise typer.Exit(code)
