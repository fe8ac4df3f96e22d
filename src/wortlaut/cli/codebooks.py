"""``wortlaut codebook add, list, show, remove, apply``: the codebooks of a store, and what they find in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import LEAST, Least, Quiet, Semantic

if TYPE_CHECKING:
    from wortlaut.record import Codebook
    from wortlaut.store import Store

_File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A codebook (TOML).")]
_Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a codebook (wortlaut codebook list).")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def register(app: typer.Typer) -> None:
    """Put the commands of this module under ``wortlaut codebook``."""
    named: dict[str, Callable[..., None]] = {
        "add": add,
        "list": list_codebooks,
        "show": show,
        "remove": remove,
        "apply": apply,
    }
    for name, command in named.items():
        app.command(name)(command)


def add(file: _File, database: DatabaseOption = None) -> None:
    """Put a codebook into the store; it is the newest version of its id from now on.

    What an earlier version found is shown until wortlaut codebook apply has coded the articles anew.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.networking import codebook_of

    book = codebook_of(file, "FILE")
    with opened(database, create=True) as store:
        store.codings.add_codebook(book)
        print(f"{book.id}\tversion {book.version}\t{book.hash}\t{store.codings.count_uncoded(book)} articles to code")


def list_codebooks(database: DatabaseOption = None, json: _Json = False) -> None:
    """List the codebooks of the store.

    One a line: id, version, concepts, codings that are shown, articles that are not coded with it, name.
    """
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import print_json, quiet_pipe
    from wortlaut.cli.safe import safe

    with opened(database) as store, quiet_pipe():
        for book in store.codings.codebooks():
            told = {
                "id": book.id,
                "version": book.version,
                "concepts": len(book.concepts),
                "codings": store.codings.listed(codebook=book.id, limit=0).total,
                "uncoded": store.codings.count_uncoded(book),
                "name": book.name,
            }
            if json:
                print_json(told)
            else:
                print("\t".join(safe(str(value)) for value in told.values()))


def show(
    id: _Id,
    database: DatabaseOption = None,
    version: Annotated[str | None, typer.Option(metavar="WORD", help="An earlier version.")] = None,
) -> None:
    """Print a codebook of the store as a file (TOML)."""
    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.coding.files import codebook_toml

    with opened(database) as store, quiet_pipe():
        book = store.codings.codebook(id, version)
        if book is None:
            _unknown(store, id, version)
        print(codebook_toml(book), end="")


def remove(id: _Id, database: DatabaseOption = None) -> None:
    """Remove a codebook, all its versions and what they found.

    What people said of it stays in the store and counts again when the codebook comes back.
    """
    from wortlaut.cli.archive import fail, opened
    from wortlaut.errors import CodingError

    with opened(database) as store:
        try:
            store.codings.remove_codebook(id)
        except CodingError as error:
            fail(str(error))
    print(f"{id}\tremoved")


def apply(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Codebooks; else all.")] = None,
    database: DatabaseOption = None,
    least: Least = LEAST,
    semantic: Semantic = False,
    learn: Annotated[
        bool, typer.Option("--learn", help="By what people decided in the store, too: needs --semantic's extra.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Code the articles anew that are coded already.")] = False,
    quiet: Quiet = False,
) -> None:
    """Code all articles of the store in which a codebook has not looked yet.

    Can be stopped at any time: what is done is kept, and the next time it goes on. What people decided stays.
    Exit code 0: fine, 1: something failed.
    """
    from wortlaut.cli.archive import opened

    failed = False
    with opened(database) as store:
        books = []
        for id in dict.fromkeys(ids or [one.id for one in store.codings.codebooks()]):
            book = store.codings.codebook(id)
            if book is None:
                _unknown(store, id)
            books.append(book)
        if not books:
            _fail("there is no codebook in this store: wortlaut codebook add FILE")
        for book in books:
            told = {"semantic": semantic, "learn": learn, "again": again, "quiet": quiet}
            failed = code_all(store, book, least=least, **told) or failed
    if failed:
        raise typer.Exit(1)


def code_all(
    store: Store,
    book: Codebook,
    *,
    least: float = LEAST,
    semantic: bool = False,
    learn: bool = False,
    again: bool = False,
    quiet: bool,
) -> bool:
    """Code all articles of a store that a codebook has not looked at; say whether anything failed."""
    from wortlaut import __version__
    from wortlaut.cli.articles import Batch, Trouble, columns
    from wortlaut.cli.batch import INTERRUPTED, counted, progress, report, say
    from wortlaut.cli.codings import learnt_from, nearness_of
    from wortlaut.coding.propose import propose
    from wortlaut.errors import CodingError
    from wortlaut.record import run_id

    near = learnt_from(store, book) if learn else nearness_of(book, semantic=semantic)
    made_by = f"wortlaut {__version__} {'learnt' if learn else 'meaning' if semantic else 'words'} {least:g}"
    batch = Batch(sources=[], columns=columns())
    batch.expected = store.codings.count_uncoded(book, again=again)
    done = found = 0
    try:
        with progress(batch, hidden=quiet) as advance:
            for readings in store.codings.uncoded(book, again=again):
                some = {}
                for reading in readings:
                    try:
                        codings = propose(reading, book, nearness=near, least=least)
                    except Exception as error:  # one article must not stop the others
                        reason = f"{type(error).__name__}: {error}"
                        batch.troubles.append(Trouble(source=reading.article.id, reason=reason))
                    else:
                        some[reading.article.id] = (codings, run_id(reading.run))
                kept = store.codings.set_many(some, book, made_by=made_by)
                done += len(kept)
                found += sum(len(some[id][0]) for id in kept)
                advance(done)
    except CodingError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        say(f"interrupted after {counted(done, 'article')}; wortlaut codebook apply goes on")
        raise typer.Exit(INTERRUPTED) from None
    if not quiet:
        say(f"{book.id}: {counted(done, 'article')}, {counted(found, 'coding')} -> {store.url}")
    report(batch.troubles)
    return bool(batch.troubles)


def _unknown(store: Store, id: str, version: str | None = None) -> NoReturn:
    told = [f"{one.id} ({one.version})" for one in store.codings.versions(id)] if version is not None else []
    known = ", ".join(told or [one.id for one in store.codings.codebooks()]) or "none: wortlaut codebook add FILE"
    _fail(f"there is no codebook {id}{f' of version {version}' if version else ''} in this store; there is {known}")


def _fail(reason: str) -> NoReturn:
    from wortlaut.cli.archive import fail

    fail(reason)
