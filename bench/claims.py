"""How fast codings are kept and claims are given, with 100,000 codings.

    python -m bench.claims [--codings 100000] [--folder work/claims] [--on sqlite|postgresql] [--rounds 5]
                           [--samples RECORDS] [--write]

Fills a store with articles made from ours (``bench.variations``) and codes them with a codebook of fifty concepts: each
statement and event whose speaker or initiator is known is about one or two of them, drawn by rank (Zipf), for, against
or unclear. Then asks for claims, utterances, positions and pages of codings, ``--rounds`` times; the first round does
not count. Times are milliseconds of the clock and of this process (``busy``). ``--folder`` keeps the databases.

``--write`` puts the figures into bench/results/claims.json and the table into docs/reference/store.md.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.archive import AT_ONCE, samples_of
from bench.results import claims_table, dated, written
from bench.server import serving
from bench.variations import Variations
from bench.watch import summed, took
from wortlaut.record import Agreement, Codebook, Coding, Concept, Event, Reading, Span, Statement, linked, run_id
from wortlaut.store import Store

KINDS = ("sqlite", "postgresql")
BOOK = Codebook(
    id="bench",
    name="Fünfzig Begriffe",
    concepts=tuple(Concept(id=f"begriff-{number}", name=f"Begriff {number}") for number in range(50)),
)
_SIDES: tuple[Agreement, ...] = ("for", "against", "unclear")
_TWICE = 0.3
"""How many findings are about two concepts."""


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[Store]:
    """Give the store of a kind in a folder, with its server running."""
    if kind == "sqlite":
        with Store.open(folder / "claims.sqlite") as store:
            yield store
        return
    with serving(folder / "postgresql") as server, Store.open(server.made("claims")) as store:
        yield store


def coded(reading: Reading, chance: random.Random) -> tuple[Coding, ...]:
    """Return made codings of the statements and events of a reading."""
    links = linked(reading)
    known = {actor.id for actor in reading.actors}
    weights = [1 / (1 + rank) for rank in range(len(BOOK.concepts))]
    found: list[Coding] = []
    things: list[Statement | Event] = [*reading.statements, *reading.events]
    for one in things:
        if isinstance(one, Event):
            who: tuple[str, ...] = one.initiator
            evidence: tuple[Span, ...] = (one.text,)
        else:
            link = links.get(one.speaker.mention or "") if one.speaker else None
            who, evidence = (link.actor,) if link else (), one.content
        if not who or not known.issuperset(who):
            continue
        for concept in set(chance.choices(BOOK.concepts, weights, k=1 + (chance.random() < _TWICE))):
            found.append(
                Coding(
                    id=f"k{len(found) + 1}",
                    codebook=BOOK.id,
                    concept=concept.id,
                    agreement=chance.choices(_SIDES, (5, 3, 2))[0],
                    kind="event" if isinstance(one, Event) else "statement",
                    finding=one.id,
                    evidence=evidence,
                    actors=who,
                    confidence=round(chance.uniform(0.4, 1), 4),
                )
            )
    return tuple(found)


def fill(store: Store, samples: Sequence[Reading], wanted: int) -> dict[str, Any]:
    """Add articles and code them until there are ``wanted`` codings; return how fast they were coded."""
    chance = random.Random(7)
    stream = iter(Variations(samples, seed=store.info().articles))
    store.codings.add_codebook(BOOK)
    have = store.codings.listed(limit=0).total
    coding, articles, begun = 0.0, 0, have
    while have < wanted:
        readings = tuple(islice(stream, AT_ONCE))
        store.add_many(readings)
        made = {one.article.id: (coded(one, chance), run_id(one.run)) for one in readings}
        start = time.perf_counter()
        done = store.codings.set_many(made, BOOK, made_by="bench")
        coding += time.perf_counter() - start
        articles += len(done)
        have += sum(len(made[id][0]) for id in done)
        if articles % (20 * AT_ONCE) == 0:
            print(f"{have} codings", file=sys.stderr)
    return {"coded_per_second": round((have - begun) / coding, 1), "articles_per_second": round(articles / coding, 1)}


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Return what is asked, by name."""
    extent = store.times.extent()
    assert extent is not None
    month = extent[0] + timedelta(days=365)
    often = store.actors(order="statements", limit=1).items[0].id
    return {
        "claims of all": partial(store.claims.coded, BOOK.id),
        "claims without near-copies": partial(store.claims.coded, BOOK.id, copies=False),
        "claims of a month": partial(store.claims.coded, BOOK.id, since=month, until=month + timedelta(days=30)),
        "claims on a frequent concept": partial(store.claims.coded, BOOK.id, concepts=["begriff-0"]),
        "utterances of all": store.claims.utterances,
        "positions of all": partial(store.codings.positions, BOOK.id),
        "positions of an actor quoted often": partial(store.codings.positions, BOOK.id, actor=often),
        "page of codings": partial(store.codings.listed, codebook=BOOK.id),
        "page of codings of an actor quoted often": partial(store.codings.listed, codebook=BOOK.id, actor=often),
        "page of codings on a concept, one side": partial(
            store.codings.listed, codebook=BOOK.id, concept="begriff-7", agreement="against"
        ),
    }


def measured(store: Store, rounds: int) -> dict[str, Any]:
    """Return how much there is and how long each question takes."""
    asked = questions(store)
    for ask in asked.values():
        ask()
    return {
        "articles": store.info().articles,
        "codings": store.codings.listed(limit=0).total,
        "claims": len(store.claims.coded(BOOK.id)),
        "utterances": len(store.claims.utterances()),
        "times": {name: summed([took(ask) for _ in range(rounds)]) for name, ask in asked.items()},
    }


def main() -> None:
    """Fill, ask, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--on", choices=KINDS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    samples = samples_of(options.samples)
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # the server may have to run as somebody else
        for kind in [options.on] if options.on else KINDS:
            load = os.getloadavg()[0]
            with opened(kind, folder) as store:
                speed = fill(store, samples, options.codings)
                results[kind] = speed | measured(store, options.rounds) | dated(load)
    print(claims_table(written("claims", results) if options.write else results))


if __name__ == "__main__":
    main()
