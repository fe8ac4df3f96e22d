"""``wortlaut watch``: new articles of feeds into the store, now and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import AllowPrivate, Model, Quiet

if TYPE_CHECKING:
    from pathlib import Path

    from wortlaut.pipeline import Reader
    from wortlaut.store import Store
    from wortlaut.work import News

Feeds = Annotated[
    list[str] | None,
    typer.Argument(metavar="FEED", help="Addresses of feeds (RSS, Atom, JSON Feed), or of pages that name one."),
]
Once = Annotated[bool, typer.Option("--once", help="Make one round over what is due, and end (for cron).")]
Every = Annotated[int, typer.Option(metavar="MINUTES", min=5, max=7 * 24 * 60, help="How often new feeds are asked.")]
NewsAsJson = Annotated[bool, typer.Option("--json", help="Print what happens as lines of JSON.")]
_SOON = 60.0  # seconds that a round waits for the pause of a host
_MOST_FAILED = 50


def watch(
    feeds: Feeds = None,
    once: Once = False,
    every: Every = 30,
    database: DatabaseOption = None,
    model: Model = None,
    allow_private: AllowPrivate = False,
    json: NewsAsJson = False,
    quiet: Quiet = False,
) -> None:
    """Ask feeds for new articles, read them, keep them in the store; go on until Ctrl-C.

    FEEDs are kept in the store (wortlaut feeds shows them); without any, those that are kept already are watched. Sites
    are asked politely: robots.txt, one request at a time, pauses, later after failures. What is begun waits in the
    store, so that the next wortlaut watch goes on where this one ended, however that was.
    """
    from wortlaut.cli.archive import fail, opened

    with opened(database, create=bool(feeds)) as store:
        for address in feeds or ():
            register(store, address, every)
        if not store.feeds.all():
            fail("no feeds are watched yet: wortlaut watch FEED")
        code = run(store, once=once, model=model, allow_private=allow_private, json=json, quiet=quiet)
    raise typer.Exit(code)


def register(store: Store, address: str, every: int) -> int:
    """Keep a feed in the store and return its number; raises typer.BadParameter for what is no address of the web."""
    from wortlaut.errors import FetchError
    from wortlaut.work import keep_feed

    try:
        return keep_feed(store, address, every=every * 60).number
    except FetchError as error:
        raise typer.BadParameter(str(error)) from None


def run(store: Store, *, once: bool, model: Path | None, allow_private: bool, json: bool, quiet: bool) -> int:
    """Work on the feeds and the jobs of ``store``; return the exit code: 0, or 130 after Ctrl-C."""
    import logging
    import signal
    import threading
    from datetime import timedelta
    from functools import partial

    from wortlaut.cli.batch import INTERRUPTED, say
    from wortlaut.cli.output import quiet_pipe
    from wortlaut.work import Crew, polite_fetcher

    logging.getLogger().addHandler(logging.NullHandler())  # what happens is told in lines of our own
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    fetcher = polite_fetcher(allow_private=allow_private)
    tell = _print if json else (lambda news: None) if quiet else _say
    crew = Crew(store, partial(_reader, model), fetcher, tell=tell)
    code = 0
    with quiet_pipe():
        crew.start()
        try:
            if once:
                crew.finish(timedelta(seconds=_SOON), wait=lambda seconds: not ending.wait(seconds))
            else:
                ending.wait()
        except KeyboardInterrupt:
            say("ending after what is at hand; the rest waits in the store")
            code = INTERRUPTED
        finally:
            crew.stop()
    if not quiet:
        _sum_up(store)
    return code


def _say(news: News) -> None:
    """Tell what happened in one line."""
    from wortlaut.cli.batch import counted, say

    if news.kind == "feed" and news.number:
        say(f"{news.source}: {counted(news.number, 'new article')}")
    elif news.kind == "read":
        say(f"  {news.source}: {counted(news.number, 'statement')}")
    elif news.kind == "failed":
        say(f"  failed: {news.source}: {news.told}")


def _print(news: News) -> None:
    from dataclasses import asdict

    from wortlaut.cli.output import print_json

    print_json({name: value for name, value in asdict(news).items() if value not in (None, "")})


def _sum_up(store: Store) -> None:
    """List what did not work, feeds and articles."""
    from wortlaut.cli.batch import say
    from wortlaut.cli.jobs import about, undone

    for feed in store.feeds.all():
        if feed.error:
            say(f"feed {feed.url}: {feed.error}")
    failed, total = undone(store, _MOST_FAILED)
    if total:
        say(f"{total} not done (wortlaut jobs list, wortlaut jobs retry):")
    for job in failed:
        say(f"  {about(job)}: {job.error}")


def _reader(model: Path | None) -> Reader:
    from wortlaut.pipeline import Reader

    return Reader.load(model)
