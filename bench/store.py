"""How fast the store and its pages answer with 100,000 articles, and how large it is.

    python -m bench.store [--articles 2000] [--folder work/archive] [--on sqlite|postgresql] [--rounds 10]
                          [--samples RECORDS] [--write]

Fills a store with articles made from ours (``bench.variations``; examples/articles, read once, or the records in a
file) up to ``--articles``, then asks for everything that ``bench.questions`` lists, ``--rounds`` times with other
words, people and days. ``--folder`` keeps the databases, so that they can be filled in several goes and asked again;
without it they are deleted. PostgreSQL is a server of its own with Debian's settings. ``--on`` asks one of them only.

Times are milliseconds in one process: of a search those of ``Store.search`` (first page), of a page those from the
request to the whole answer of the application (ASGI, without a network). The first round does not count. Beside the
clock stands the time on the processor: on a busy machine only that says how fast the store is. In the end some more
articles are added.

``--write`` puts the figures into bench/results/store.json and the table into docs/reference/store.md.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.archive import AT_ONCE, copy, fill, samples_of
from bench.questions import Known, actor_pages, article_pages, known, other_pages, searches
from bench.results import dated, table, written
from bench.server import serving
from bench.variations import Variations
from bench.visitor import visiting
from bench.watch import Took, summed, took
from wortlaut.record import Reading
from wortlaut.store import Store

KINDS = ("sqlite", "postgresql")
FILE = "store.sqlite"


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of the store of a kind in a folder, with its server running."""
    if kind == "sqlite":
        yield str(folder / FILE)
        return
    with serving(folder / "postgresql") as server:
        yield server.made("wortlaut")


def prepare(url: str, folder: Path, samples: Sequence[Reading], number: int) -> None:
    """Fill a store, an empty one on a server from the file beside it."""
    with Store.open(url) as store:
        empty = store.info().articles == 0
    if empty and "://" in url and (folder / FILE).exists():
        with Store.open(folder / FILE) as source:
            copy(source, url)
    with Store.open(url) as store:
        fill(store, samples, number)


def added(store: Store, samples: Sequence[Reading], seed: int) -> dict[str, list[Took]]:
    """Return how long it takes to add articles, one by one and some at once."""
    stream = iter(Variations(samples, seed=seed))
    return {
        "one article": [took(partial(store.add, next(stream))) for _ in range(2 * AT_ONCE)],
        f"{AT_ONCE} articles at once": [
            took(partial(store.add_many, list(islice(stream, AT_ONCE)))) for _ in range(AT_ONCE)
        ],
    }


def searched(store: Store, about: Known, rounds: int, chance: random.Random) -> dict[str, list[Took]]:
    """Return how long searches take, by their kind."""
    found: dict[str, list[Took]] = {}
    for at in range(rounds + 1):
        for kind, query in searches(about, chance):
            one = took(partial(store.search, query))
            if at:
                found.setdefault(kind, []).append(one)
    return found


def visited(store: Store, about: Known, rounds: int, chance: random.Random) -> dict[str, dict[str, list[Took]]]:
    """Return how long pages take: articles, actors, others, each by their kind."""
    articles = list(article_pages(about))
    actors: dict[str, list[str]] = {}
    for kind, path in actor_pages(about):
        actors.setdefault(kind, []).append(path)
    with visiting(store) as visitor:
        visitor.took([*articles[:3], *(path for paths in actors.values() for path in paths[:3])])
        others: dict[str, list[Took]] = {}
        for at in range(rounds + 1):
            for kind, path in other_pages(about, chance):
                some = visitor.took([path])
                if at:
                    others.setdefault(kind, []).extend(some)
        return {
            "article": {"any": visitor.took(articles)},
            "actor": {kind: visitor.took(paths) for kind, paths in actors.items()},
            "other": others,
        }


def measured(store: Store, samples: Sequence[Reading], rounds: int) -> dict[str, Any]:
    """Return all figures of a store as it is."""
    chance = random.Random(7)
    info = store.info()
    about = known(store, chance)
    before = os.getloadavg()[0]
    groups = {
        "search": searched(store, about, rounds, chance),
        **visited(store, about, rounds, chance),
        "added": added(store, samples, info.articles),
    }
    return {
        **dated(before),
        "articles": info.articles,
        "copies": info.copies,
        "statements": info.statements,
        "events": info.events,
        "actors": info.actors,
        "bytes": info.size,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "times": {
            group: {
                "all": summed([one for times in kinds.values() for one in times]),
                **{kind: summed(times) for kind, times in kinds.items()},
            }
            for group, kinds in groups.items()
        },
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--on", choices=KINDS)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(dir="/tmp") as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # the server runs as somebody else
        samples = samples_of(given.samples)
        for kind in (given.on,) if given.on else KINDS:
            with opened(kind, folder) as url:
                prepare(url, folder, samples, given.articles)
                with Store.open(url) as store:
                    results[kind] = measured(store, samples, given.rounds)
    print(table(written("store", results) if given.write else results))


if __name__ == "__main__":
    main()
