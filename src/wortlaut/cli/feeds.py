"""``wortlaut feeds``: what is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import AllowPrivate

if TYPE_CHECKING:
    from datetime import datetime

    from wortlaut.store import FeedRow, Store

app = typer.Typer(name="feeds", help="The feeds that are watched.", no_args_is_help=True, rich_markup_mode=None)
Which = Annotated[str, typer.Argument(metavar="FEED", help="Number or address of a feed.")]


@app.command("list")
def list_(
    database: DatabaseOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")] = False,
) -> None:
    """Show the feeds: when they were last seen, when they are asked next, what went wrong."""
    from dataclasses import asdict

    from wortlaut.cli.archive import opened
    from wortlaut.cli.output import print_json, quiet_pipe

    with quiet_pipe(), opened(database) as store:
        for feed in store.feeds.all():
            if json:
                times = {name: _iso(getattr(feed, name)) for name in ("added", "checked", "seen", "due")}
                print_json({**asdict(feed), **times})
            else:
                _show(feed)


@app.command()
def add(
    addresses: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of feeds, or of pages with one.")],
    every: Annotated[int, typer.Option(metavar="MINUTES", min=5, max=7 * 24 * 60, help="How often to ask.")] = 30,
    database: DatabaseOption = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Watch feeds from now on, and ask them for the first time; wortlaut watch does the rest."""
    from wortlaut.cli.archive import opened
    from wortlaut.cli.watch import register

    with opened(database, create=True) as store:
        numbers = [register(store, address, every) for address in addresses]
        _check(store, numbers, allow_private)


@app.command()
def remove(which: Which, database: DatabaseOption = None) -> None:
    """Watch a feed no more; its articles stay."""
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        feed = _found(store, which)
        store.feeds.remove(feed.number)
        print(f"removed {feed.url}")


@app.command()
def pause(
    which: Which,
    database: DatabaseOption = None,
    resume: Annotated[bool, typer.Option("--resume", help="Ask it again, from now on.")] = False,
) -> None:
    """Leave a feed alone until it is resumed."""
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        feed = _found(store, which)
        store.feeds.resume(feed.number) if resume else store.feeds.pause(feed.number)
        _show(_found(store, str(feed.number)))


@app.command()
def check(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="FEED", help="Numbers or addresses; all if none.")
    ] = None,
    database: DatabaseOption = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Ask feeds now, due or not, and show what they answer; new articles are left to wortlaut watch.

    Exit code 0 if all answered well, 1 if not.
    """
    from wortlaut.cli.archive import opened

    with opened(database) as store:
        feeds = (
            [_found(store, one) for one in which]
            if which
            else [one for one in store.feeds.all() if one.state == "active"]
        )
        _check(store, [feed.number for feed in feeds], allow_private)


def _check(store: Store, numbers: list[int], allow_private: bool) -> None:
    from wortlaut.work import Worker, polite_fetcher

    bad = False
    with polite_fetcher(allow_private=allow_private) as fetcher:
        worker = Worker(store, _no_reader, fetcher)
        for number in numbers:
            asked = worker.check(number)
            feed = store.feeds.feed(number)
            if feed is not None:
                _show(feed, "" if asked else "being asked by somebody else")
                bad = bad or feed.error is not None
    if bad:
        raise typer.Exit(1)


def _no_reader() -> NoReturn:
    raise RuntimeError("whoever checks feeds does not read")


def _found(store: Store, which: str) -> FeedRow:
    feed = store.feeds.feed(int(which) if which.isdecimal() else which)
    if feed is None:
        raise typer.BadParameter(f"no feed {which} is watched; wortlaut feeds list shows them")
    return feed


def _show(feed: FeedRow, note: str = "") -> None:
    from wortlaut.cli.safe import safe

    state = "" if feed.state == "active" else f" [{feed.state}]"
    print(safe(f"{feed.number:>3} {feed.title or '(no title yet)'}{state}  {feed.url}"))
    told = [f"seen {_iso(feed.seen) or 'never'}", f"{feed.articles} articles"]
    if feed.state == "active":
        told.append(f"next {_iso(feed.due)}")
    if feed.failures:
        told.append(f"{feed.failures} failures in a row")
    print(f"    {', '.join(told)}")
    for line in (feed.error, note):
        if line:
            print(safe(f"    {line}"))


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone().isoformat(sep=" ", timespec="minutes") if moment is not None else None
