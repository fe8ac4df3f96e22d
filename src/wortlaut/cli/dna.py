"""``wortlaut dna``: files of the Discourse Network Analyzer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import Quiet

app = typer.Typer(
    name="dna", help="Files of the Discourse Network Analyzer (.dna).", no_args_is_help=True, rich_markup_mode=None
)

_File = Annotated[str, typer.Argument(metavar="FILE", help="A .dna file.")]
_Target = Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The .dna file to write.")]
_Force = Annotated[bool, typer.Option("--force", help="Overwrite FILE.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_MOST = 200


@app.command()
def write(
    target: _Target,
    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="RECORDS", help="Files of records (wortlaut read --jsonl) instead of the store."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this outlet.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="From this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Before this day.")
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="Near-copies too.")] = False,
    password: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Password of all coders in DNA.", show_default="wortlaut")
    ] = None,
    force: _Force = False,
    quiet: Quiet = False,
    database: DatabaseOption = None,
) -> None:
    """Write a .dna file of the articles of the store, or of files of records.

    Articles are documents, all statements "Wortlaut Statements" of the coder Wortlaut, or of the person who reviewed
    them. Log in as Admin with the password "wortlaut" unless you tell another.
    """
    from wortlaut.cli.dna_files import kept_back, readings_of_records, readings_of_store, write_dna

    kept_back(target, force=force)
    if records:
        if outlet or since or until or copies:
            raise typer.BadParameter("--outlet, --since, --until and --copies are for the store")
        gathered = readings_of_records(records)
    else:
        days = tuple(one.date() if one else None for one in (since, until))
        gathered = readings_of_store(database, outlet=outlet, since=days[0], until=days[1], copies=copies, quiet=quiet)
    write_dna(target, gathered, password=password, quiet=quiet)


@app.command()
def check(file: _File, json: _Json = False) -> None:
    """Check whether DNA 3 can open and work with a file: its schema and everything that DNA relies on.

    Exit code 0 if all is well, 1 if not.
    """
    from dataclasses import asdict

    from wortlaut.cli.dna_files import bytes_of, or_fail
    from wortlaut.cli.output import print_json, quiet_pipe
    from wortlaut.cli.safe import safe
    from wortlaut.export.dna import violations

    data = bytes_of(file)
    with or_fail(file):
        found = violations(data)
    with quiet_pipe():
        for one in found if json else found[:_MOST]:
            if json:
                print_json(asdict(one))
            else:
                place = one.table if one.row is None else f"{one.table} {one.row}"
                print("\t".join(map(safe, (one.rule, place, one.message))))
        if not json:
            more = f" ({_MOST} shown)" if len(found) > _MOST else ""
            print(
                f"{safe(file)}: {len(found)} violations{more}" if found else f"{safe(file)}: keeps all rules of DNA 3"
            )
    if found:
        raise typer.Exit(1)


@app.command()
def show(file: _File, json: _Json = False) -> None:
    """Show what is in a file: coders, documents, and for each type of statements how many, and its variables."""
    from wortlaut.cli.dna_files import bytes_of, or_fail, print_contents
    from wortlaut.cli.output import print_json, quiet_pipe
    from wortlaut.export.dna import dna_from
    from wortlaut.export.dna.summary import summary

    data = bytes_of(file)
    with or_fail(file):
        found = summary(dna_from(data))
    with quiet_pipe():
        if json:
            print_json(found)
        else:
            print_contents(found)
