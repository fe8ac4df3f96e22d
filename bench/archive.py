"""An archive of made articles to measure: filled through the store, in batches, in bounded memory."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from sqlalchemy import Table, func, insert, select, text, update

from bench.product import load_reader
from bench.variations import Variations
from wortlaut.export import readings_from_json
from wortlaut.intake import article_from_text
from wortlaut.record import Reading
from wortlaut.store import Store
from wortlaut.store.schema import facts, metadata, vocabulary

AT_ONCE = 25
"""Articles in a transaction."""
_ROWS = 5_000  # in a transaction when they are copied


def samples_of(records: Path | None) -> list[Reading]:
    """Return the readings of a file of records, or those of our own articles."""
    if records is not None:
        with records.open("rb") as lines:
            return [one for one in readings_from_json(lines) if isinstance(one, Reading)]
    reader = load_reader(None)
    texts = sorted(Path("examples/articles").glob("*.txt"))
    return [reader.read(article_from_text(path.read_text(encoding="utf-8", errors="replace"))) for path in texts]


def fill(store: Store, samples: Sequence[Reading], number: int) -> None:
    """Add made articles until there are ``number``; called again, it goes on with others."""
    have = store.info().articles
    if have >= number:
        return
    stream = iter(Variations(samples, seed=have))
    begun, added = time.perf_counter(), 0
    while have + added < number:
        some = list(islice(stream, min(AT_ONCE, number - have - added)))
        added += sum(one.new for one in store.add_many(some))
        if (have + added) // 1000 > (have + added - len(some)) // 1000:
            print(f"{have + added} articles, {added / (time.perf_counter() - begun):.1f}/s", file=sys.stderr)


def copy(source: Store, url: str) -> None:
    """Copy all rows of a store into an empty one in PostgreSQL, and index its words.

    That is several times quicker than to add all articles again, and gives the same store.
    """
    with Store.open(url) as target:
        for table in metadata.sorted_tables:
            if table not in (facts, vocabulary):
                _copy_rows(source, target, table)
        with target.write() as connection:
            connection.execute(update(facts).values(value="none"))  # so that upgrading makes the index
    Store.upgrade(url)
    with Store.open(url) as target, target.write() as connection:
        connection.execute(text("ANALYZE"))  # what the server would do by itself a minute later


def _copy_rows(source: Store, target: Store, table: Table) -> None:
    with source.read() as here:
        rows = here.execution_options(yield_per=_ROWS).execute(select(table))
        for some in rows.mappings().partitions():
            with target.write() as there:
                there.execute(insert(table), [dict(row) for row in some])
    if "number" in table.c:
        with target.write() as there:
            last = select(func.coalesce(func.max(table.c.number), 0) + 1).scalar_subquery()
            there.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "number"), last, False)))
    print(f"copied {table.name}", file=sys.stderr)
