"""The commands put together."""

from __future__ import annotations

from typing import Annotated

import typer

from wortlaut.cli import codebooks, db, dna, feeds, jobs, judge, review
from wortlaut.cli.actors import actors
from wortlaut.cli.add import add
from wortlaut.cli.check import check
from wortlaut.cli.code import app as codebook
from wortlaut.cli.code import code
from wortlaut.cli.demo import demo
from wortlaut.cli.export import attach, export
from wortlaut.cli.network import network
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
for command in (read, add, watch, search, serve, actors, timeline, code, network, export, attach, demo, schema, check):
    app.command()(command)
codebooks.register(codebook)
app.add_typer(codebook)
app.add_typer(judge.app)
app.add_typer(review.app)
app.add_typer(feeds.app)
app.add_typer(jobs.app)
app.add_typer(db.app)
app.add_typer(dna.app)
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
