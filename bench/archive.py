"""An archive of made articles to measure: filled through the store, in batches, in bounded memory."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.product import load_reader
from bench.variations import Variations
from wortlaut.export import readings_from_json
from wortlaut.intake import article_from_text
from wortlaut.record import Reading
from wortlaut.store import Store

AT_ONCE = 25
"""Articles in a transaction."""


def samples_of(records: Path | None) -> list[Reading]:
    """Return the readings of a file of records, or those of our own articles."""
    if records is not None:
        with records.open("rb") as lines:
            return [one for one in readings_from_json(lines) if isinstance(one, Reading)]
    reader = load_reader(None)
    texts = sorted(Path("examples/articles").glob("*.txt"))
    return [reader.read(article_from_text(path.read_text(encoding="utf-8", errors="replace"))) for path in texts]


def fill(store: Store, samples: Sequence[Reading], number: int) -> float | None:
    """Add made articles until there are ``number``; return how many per second, None if there were enough.

    The time that it takes to make them does not count. The stream goes on where it was when it is called again.
    """
    have = store.info().articles
    if have >= number:
        return None
    stream = iter(Variations(samples))
    for _ in islice(stream, have):
        pass
    taken, added = 0.0, 0
    while have + added < number:
        some = list(islice(stream, AT_ONCE))
        start = time.perf_counter()
        added += sum(one.new for one in store.add_many(some))
        taken += time.perf_counter() - start
        if (have + added) // 1000 > (have + added - AT_ONCE) // 1000:
            print(f"{have + added} articles, {added / taken:.1f}/s", file=sys.stderr)
    return added / taken
