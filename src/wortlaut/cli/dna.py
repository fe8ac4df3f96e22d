"""``wortlaut dna``: files of the Discourse Network Analyzer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

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
_Clash = Literal["keep", "merge", "overwrite"]
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
    codebook: Annotated[
        str | None,
        typer.Option(metavar="ID|FILE", help="Codebook of the store (needed if it has several), or code with a file."),
    ] = None,
    password: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Password of all coders in DNA.", show_default="wortlaut")
    ] = None,
    force: _Force = False,
    quiet: Quiet = False,
    database: DatabaseOption = None,
) -> None:
    """Write a .dna file of the articles of the store, or of files of records.

    Positions on the concepts of a codebook are there as "DNA Statements": those of the store as people reviewed them,
    or what a codebook file finds.
    Articles are documents, all statements "Wortlaut Statements" of the coder Wortlaut, or of the person who reviewed
    them. Log in as Admin with the password "wortlaut" unless you tell another.
    """
    from wortlaut.cli.dna_files import kept_back, readings_of_records, readings_of_store, write_dna
    from wortlaut.cli.networking import codebook_of
    from wortlaut.coding.propose import coded

    kept_back(target, force=force)
    book = codebook_of(Path(codebook), "--codebook") if codebook is not None and Path(codebook).is_file() else None
    if records:
        if codebook is not None and book is None:
            raise typer.BadParameter(f"there is no file {codebook}", param_hint="--codebook")
        if outlet or since or until or copies:
            raise typer.BadParameter("--outlet, --since, --until and --copies are for the store")
        gathered = readings_of_records(records)
    else:
        days = tuple(one.date() if one else None for one in (since, until))
        gathered = readings_of_store(
            database,
            codebook=codebook if book is None else None,
            outlet=outlet,
            since=days[0],
            until=days[1],
            copies=copies,
            quiet=quiet,
        )
    if book is not None:
        gathered.codebook = book
        gathered.readings = [coded(reading, book) for reading in gathered.readings]
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


@app.command()
def corrections(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The file as wortlaut dna write made it.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The file after people worked with it in DNA.")],
    reviewer: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            envvar="WORTLAUT_REVIEWER",
            help="Whose changes they are where DNA does not tell.",
            show_default=False,
        ),
    ],
    add: Annotated[bool, typer.Option("--add", help="Add the reviews to the store.")] = False,
    codebook: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Codebook of the positions; else the one that the file was written with."),
    ] = None,
    json: _Json = False,
    database: DatabaseOption = None,
) -> None:
    """Show what people changed in DNA, and take over statements and positions as reviews (--add).

    One a line: article, finding, coding, what, before, after, by whom. Adding the same file twice adds nothing more.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.batch import counted, say
    from wortlaut.cli.dna_files import or_fail, returned
    from wortlaut.cli.output import print_json, quiet_pipe
    from wortlaut.cli.safe import safe

    with opened(database) as store, or_fail(after):
        found = returned(store, before, after, codebook=codebook, reviewer=reviewer)
        if add:
            store.people.add_reviews(found.reviews)
    with quiet_pipe():
        for one in found.corrections:
            told = {name: getattr(one, name) for name in ("article", "type", "statement", "finding", "coding", "field")}
            old, new = (str(value) if value is not None else None for value in (one.old, one.new))
            if json:
                print_json({**told, "old": old, "new": new, "coder": one.coder})
            else:
                cells = (one.article, one.finding or "", one.coding or "", one.field, old or "", new or "", one.coder)
                print("\t".join(map(safe, cells)))
    for problem in found.problems:
        say(problem)
    done = "added" if add else "can be added (--add)"
    say(f"{counted(len(found.corrections), 'correction')}, {counted(len(found.reviews), 'review')} {done}")


@app.command()
def merge(
    into: Annotated[str, typer.Argument(metavar="INTO", help="The file whose ids stay.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The file to take over.")],
    target: _Target,
    coder: Annotated[
        list[str] | None, typer.Option(metavar="OTHER=INTO", help="Ids of coders: 3=2. Else by name, or as new ones.")
    ] = None,
    statements: Annotated[bool, typer.Option(help="Take over statements.")] = True,
    coded: Annotated[bool, typer.Option(help="Take over documents that have statements.")] = True,
    uncoded: Annotated[bool, typer.Option(help="Take over documents that have none.")] = True,
    types: Annotated[bool, typer.Option(help="Take over unknown types of statements.")] = True,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="Also documents that are there already.")] = False,
    fix_dates: Annotated[bool, typer.Option("--fix-dates", help="22:00 to 24:00 UTC is the next day.")] = False,
    entities: Annotated[_Clash, typer.Option(help="Colours and parents of entities in both files.")] = "merge",
    attributes: Annotated[_Clash, typer.Option(help="Attributes of entities in both files.")] = "merge",
    regexes: Annotated[_Clash, typer.Option(help="Regular expressions.")] = "merge",
    force: _Force = False,
) -> None:
    """Merge two files into a third, with the choices of DNA's importer."""
    from wortlaut.cli.batch import counted, say
    from wortlaut.cli.dna_files import bytes_of, coder_ids, kept_back, or_fail
    from wortlaut.cli.output import write_whole
    from wortlaut.export.dna import MergeOptions, dna_bytes, dna_from, merged

    kept_back(target, force=force)
    options = MergeOptions(
        coders=coder_ids(coder or []),
        statements=statements,
        with_statements=coded,
        without_statements=uncoded,
        skip_duplicates=not duplicates,
        fix_dates=fix_dates,
        types=types,
        entities=entities,
        attributes=attributes,
        regexes=regexes,
    )
    with or_fail(into):
        first = dna_from(bytes_of(into))
    with or_fail(other):
        found = merged(first, dna_from(bytes_of(other)), options)
        data = dna_bytes(found)
    write_whole(target, data)
    new = len(found.documents) - len(first.documents), len(found.statements) - len(first.statements)
    say(f"{counted(new[0], 'document')}, {counted(new[1], 'statement')} taken over -> {target}")
