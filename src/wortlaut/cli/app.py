"""The commands put together."""

from __future__ import annotations

from typing import Annotated

import typer

from wortlaut.cli import db, feeds, jobs, judge, review
from wortlaut.cli.actors import actors
from wortlaut.cli.add import add
from wortlaut.cli.check import check
from wortlaut.cli.code import code, codebook_app
from wortlaut.cli.demo import demo
from wortlaut.cli.read import read
from wortlaut.cli.schema import schema
from wortlaut.cli.search import search
from wortlaut.cli.serve import serve
from wortlaut.cli.timeline import timeline
from wortlaut.cli.users import tokens, users
from wortlaut.cli.watch import watch

app = typer.Typer(
    name="wortlaut",
    help="Read German political news and keep the record: who said what to whom, with evidence.",
    no_args_is_help=True,
    rich_markup_mode=None,  # help by rich costs 100 ms, markup in help is not needed
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (read, add, watch, search, serve, actors, timeline, code, demo, schema, check):
    app.command()(command)
app.add_typer(codebook_app)
app.add_typer(judge.app)
app.add_typer(review.app)
app.add_typer(feeds.app)
app.add_typer(jobs.app)
app.add_typer(db.app)
app.add_typer(users)
app.add_typer(tokens)


def _print_version(wanted: bool) -> None:
    if wanted:
        from wortlaut import __version__

        print(f"wortlaut {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read German political news and keep the record: who said what to whom, with evidence."""
