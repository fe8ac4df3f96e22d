"""Opening the store for a command, and whom a command means by a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from wortlaut.store import Store

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="FILE|URL",
        envvar="WORTLAUT_DATABASE",
        help="The store: a file, or postgresql+psycopg://… (else one in your data folder).",
        show_default=False,
    ),
]
_MOST_NAMED = 5


@contextmanager
def opened(database: str | None, *, create: bool = False) -> Iterator[Store]:
    """Give the store, and end with one clear line if anything is wrong with it."""
    from wortlaut.errors import StoreError
    from wortlaut.store import Store

    try:
        with Store.open(database, create=create) as store:
            yield store
    except StoreError as error:
        fail(str(error))


def fail(reason: str) -> NoReturn:
    """Say what is wrong and end."""
    from wortlaut.cli.batch import say

    say(f"error: {reason}")
    raise typer.Exit(1) from None


def actor_named(store: Store, words: str | None, option: str) -> str | None:
    """Return the id of the one actor whom a user means by a name or an id, None for None.

    Raises typer.BadParameter, which lists the ids, where nobody or several have the name.
    """
    if words is None:
        return None
    found = store.called(words, limit=_MOST_NAMED + 1)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise typer.BadParameter(f"nobody in this store is called {words!r}", param_hint=option)
    names = ", ".join(f"{one.name} ({one.id})" for one in found[:_MOST_NAMED])
    more = " and more" if len(found) > _MOST_NAMED else ""
    raise typer.BadParameter(f"several are called {words!r}; which id? {names}{more}", param_hint=option)
