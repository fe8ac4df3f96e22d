"""``wortlaut db``: look after the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wortlaut.cli.archive import DatabaseOption

_AT_ONCE = 500
app = typer.Typer(name="db", help="Look after the store.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def info(database: DatabaseOption = None) -> None:
    """Show where the store is and what is in it."""
    from dataclasses import asdict

    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.safe import safe

    with quiet_pipe(), opened(database) as store:
        for name, value in asdict(store.info()).items():
            print(f"{name:<11} {safe(str(value))}")


@app.command()
def upgrade(database: DatabaseOption = None) -> None:
    """Bring a store that an older Wortlaut made up to date; make a backup before."""
    from wortlaut.cli.archive import fail
    from wortlaut.errors import StoreError
    from wortlaut.store import Store

    try:
        print(f"tables of version {Store.upgrade(database)}")
    except StoreError as error:
        fail(str(error))


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="New file for the copy.")],
    database: DatabaseOption = None,
) -> None:
    """Copy the store to a new file, also while others work with it (SQLite; for PostgreSQL use pg_dump)."""
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        store.backup(target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


@app.command()
def check(database: DatabaseOption = None) -> None:
    """Check the store: the file, its tables, every record.

    Exit code 0 if all is well, 1 if not.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.safe import safe

    with quiet_pipe(), opened(database) as store:
        found = store.check()
        for problem in found:
            print(safe(problem))
        info = store.info()
        print(f"{info.articles} articles, {info.readings} readings, {len(found) or 'no'} problems")
    if found:
        raise typer.Exit(1)


@app.command()
def audit(
    limit: Annotated[int, typer.Option(min=1, help="How many lines, the latest first.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Show who did what: sign-ins, also failed ones, people, tokens, what was added and removed, backups."""
    import json as standard_json
    from dataclasses import asdict

    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.cli.safe import safe

    with quiet_pipe(), opened(database) as store:
        for offset in range(0, limit, _AT_ONCE):
            page = store.people.audit(offset=offset, limit=min(_AT_ONCE, limit - offset))
            for line in page.items:
                if json:
                    print(standard_json.dumps({**asdict(line), "at": line.at.isoformat()}, ensure_ascii=False))
                    continue
                details = standard_json.dumps(line.details, ensure_ascii=False) if line.details else ""
                told = (line.who, line.action, line.target or "", details)
                print("\t".join((f"{line.at:%Y-%m-%d %H:%M:%S}", *map(safe, told))))
            if offset + _AT_ONCE >= page.total:
                break


@app.command("export-all")
def export_all(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", file_okay=False, help="New folder for the files.")],
    database: DatabaseOption = None,
) -> None:
    """Write everything that people and machines made: records.jsonl, reviews.jsonl, judgements.jsonl.

    wortlaut add takes the records back, wortlaut review import the reviews, wortlaut actors --judgements the
    judgements.
    """
    from wortlaut.cli.archive import fail, opened
    from wortlaut.cli.output import lines_to
    from wortlaut.export import judgement_json, review_json

    with opened(database) as store:
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            raise typer.BadParameter(f"{folder} exists already", param_hint="FOLDER") from None
        except OSError as error:
            fail(f"cannot make {folder}: {error.strerror}")
        try:
            with lines_to(str(folder / "records.jsonl")) as write:
                for record in store.export():
                    write(record + b"\n")
            with lines_to(str(folder / "reviews.jsonl")) as write:
                page = store.people.reviews(limit=_AT_ONCE)
                while page.items:
                    for review in page.items:
                        write(review_json(review) + b"\n")
                    page = store.people.reviews(offset=page.offset + _AT_ONCE, limit=_AT_ONCE)
            with lines_to(str(folder / "judgements.jsonl")) as write:
                for judgement in store.people.judgements():
                    write(judgement_json(judgement) + b"\n")
        except OSError as error:
            fail(f"cannot write to {folder}: {error.strerror}")
        print(f"{store.info().readings} readings -> {folder}")
