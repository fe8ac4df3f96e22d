"""How fast the store answers: search, the page of an article, the page of an actor.

    python -m bench.store [--articles 2000] [--database FILE|URL] [--samples RECORDS] [--rounds 100] [--json]

Fills a store with articles made from ours (``bench.variations``; all of examples/articles, read once, or the records
in a file) up to ``--articles``, then asks ``--rounds`` times each. A database that is named is kept and filled up, so
that the same one can be measured again; without, it goes to a folder that is deleted. All times are those of the calls
of ``Store`` in one process, in milliseconds, with warm caches after one round of each kind that does not count.

* search: one of the queries in ``queries``, first page: common and rare words, parts of compounds, a phrase, filters
* article: row, places, reading, statements, events and stable ids of its actors
* actor: dossier, newest statements made and heard, articles, events, partners; half of them among the most quoted
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from bench.product import load_reader
from bench.variations import Variations
from wortlaut.export import readings_from_json
from wortlaut.intake import article_from_text
from wortlaut.record import Reading
from wortlaut.store import Query, Store

AT_ONCE = 25  # articles in a transaction
FEWEST = 20  # statements of an actor who counts as quoted


def samples_of(records: Path | None) -> list[Reading]:
    """Return the readings of a file of records, or those of our own articles."""
    if records is not None:
        with records.open("rb") as lines:
            return [one for one in readings_from_json(lines) if isinstance(one, Reading)]
    reader = load_reader(None)
    texts = sorted(Path("examples/articles").glob("*.txt"))
    return [reader.read(article_from_text(path.read_text(encoding="utf-8", errors="replace"))) for path in texts]


def fill(store: Store, samples: Sequence[Reading], number: int) -> float:
    """Add varied articles until there are ``number``; return the articles per second, 0 if none was added."""
    have = store.info().articles
    stream = iter(Variations(samples))
    for _ in range(have):  # the same stream goes on where it was
        next(stream)
    start, added = time.perf_counter(), 0
    while have + added < number:
        some = list(islice(stream, min(AT_ONCE, number - have - added)))
        store.add_many(some)
        added += len(some)
        if added % 1000 == 0:
            print(f"{have + added} articles, {added / (time.perf_counter() - start):.1f}/s", file=sys.stderr)
    return added / (time.perf_counter() - start) if added else 0.0


def queries(store: Store, chance: random.Random) -> list[Query]:
    """Return one query of each kind, about somebody and something of this store."""
    somebody = chance.choice(store.actors(kinds=["person"], order="statements", limit=50).items).id
    outlet = chance.choice(store.outlets())[0]
    article = store.article(chance.choice(store.articles(limit=200).items).id)
    words = [word.strip("„“.,:;!?–()\"'") for word in article.text.split()] if article else []
    rare = chance.choice([word for word in words if len(word) > 6] or ["Haushalt"])
    phrase = " ".join(words[10:13])
    year = chance.choice((2023, 2024, 2025))
    days: Any = {"since": date(year, 3, 1), "until": date(year, 9, 1)}
    return [
        Query(words=rare),
        Query(words=chance.choice(("sagte", "Regierung", "müssen", "Jahr"))),
        Query(words=chance.choice(("haushalt", "minister", "politik", "recht"))),
        Query(words=f'"{phrase}"'),
        Query(words=f"{rare} {chance.choice(('Länder', 'Bund', 'Minister'))}"),
        Query(speaker=somebody),
        Query(speaker=somebody, words=chance.choice(("Geld", "müssen", "nicht"))),
        Query(actor=somebody, words=rare),
        Query(kinds=("indirect",), words=rare),
        Query(certainties=("hearsay",), **days),
        Query(event_types=("REJECT",), **days),
        Query(words="Streit", outlets=(outlet,), **days),
    ]


def article_page(store: Store, id: str) -> None:
    """Ask for what the page of an article shows."""
    store.article_row(id)
    store.places(id)
    store.reading(id)
    store.statements(article=id, order="text", limit=200)
    store.events(article=id, order="text", limit=200)
    store.actor_ids(id)


def actor_page(store: Store, id: str) -> None:
    """Ask for what the page of an actor shows."""
    store.actor(id)
    store.statements_of(id, limit=20)
    store.statements_of(id, "addressee", limit=10)
    store.sightings(id, limit=20)
    store.events(actor=id, limit=20)
    store.partners(id)


def measured(work: Callable[[Any], object], things: Iterable[Any]) -> dict[str, float]:
    """Return median, 95th percentile and maximum of the milliseconds that ``work`` takes."""
    taken = []
    for thing in things:
        start = time.perf_counter()
        work(thing)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {
        "p50": taken[len(taken) // 2],
        "p95": taken[min(len(taken) - 1, int(len(taken) * 0.95))],
        "max": taken[-1],
        "n": len(taken),
    }


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--database")
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(given.database or Path(folder) / "store.sqlite") as store,
    ):
        result = measure(store, given.samples, given.articles, given.rounds)
    if given.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        cells = "  ".join(f"{key} {one:.1f}" for key, one in value.items()) if isinstance(value, dict) else value
        print(f"{name:<28} {cells}")


def measure(store: Store, records: Path | None, number: int, rounds: int) -> dict[str, Any]:
    """Return all figures of a store filled up to ``number`` articles."""
    rate = fill(store, samples_of(records), number)
    chance = random.Random(7)
    info = store.info()
    result: dict[str, Any] = {
        "articles": info.articles,
        "copies": info.copies,
        "statements": info.statements,
        "actors": info.actors,
        "megabytes": round(info.size / 1e6),
        "added per second": round(rate, 1),
    }
    asked = [query for _ in range(max(2, rounds // 12)) for query in queries(store, chance)]
    for query in asked[:12]:
        store.search(query)
    result["search"] = measured(store.search, asked)
    kinds = ("rare", "common", "part", "phrase", "two words", "speaker", "speaker+word", "actor+word", "kind+word",
             "certainty+days", "event+days", "outlet+days")  # fmt: skip
    for at, kind in enumerate(kinds):
        result[f"  {kind}"] = measured(store.search, asked[at::12])
    pages = [
        store.articles(offset=chance.randrange(max(1, info.articles - info.copies)), limit=1) for _ in range(rounds)
    ]
    result["article"] = measured(lambda id: article_page(store, id), [page.items[0].id for page in pages if page.items])
    quoted = [one.id for one in store.actors(order="statements", limit=rounds // 2).items if one.statements >= FEWEST]
    others = [one.id for one in store.actors(offset=rounds, limit=rounds - len(quoted)).items]
    result["actor"] = measured(lambda id: actor_page(store, id), quoted + others)
    result["peak memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


if __name__ == "__main__":
    main()
