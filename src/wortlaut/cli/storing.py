"""Put a batch of articles and records into the store, and tell what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wortlaut.cli.articles import Batch, Trouble, expanded
from wortlaut.cli.batch import INTERRUPTED, counted, load_reader, progress, report, say
from wortlaut.cli.output import print_json, quiet_pipe
from wortlaut.cli.records import holds_records, recorded, standard_input
from wortlaut.errors import StoreError
from wortlaut.record import Article, Reading
from wortlaut.store import Added, Store, run_id

_SINGLE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
"""Files that hold one article each: so many are to be expected."""


@dataclass(slots=True)
class _Tally:
    """What became of the articles so far."""

    write: Callable[[dict[str, object]], None] | None = None
    new: int = 0
    known: int = 0
    copies: int = 0
    told: int = 0

    def note(self, added: Added, article: Article) -> None:
        """Count one article, and acknowledge it."""
        self.new += added.new
        self.known += not added.new
        self.copies += added.new and added.original != added.article
        if self.write is not None:
            where = {"source": article.source, "url": article.url, "title": article.title}
            self.write({"article": added.article, "new": added.new, "original": added.original, **where})

    def tell(self, troubles: list[Trouble]) -> None:
        """Write what failed since the last time."""
        if self.write is not None:
            for trouble in troubles[self.told :]:
                self.write({"failed": trouble.source, "why": trouble.reason})
            self.told = len(troubles)

    @property
    def done(self) -> int:
        return self.new + self.known

    def __str__(self) -> str:
        copies = f" ({counted(self.copies, 'near-copy').replace('copys', 'copies')})" if self.copies else ""
        return f"{counted(self.done, 'article')}: {self.new} new{copies}, {self.known} known"


def run(
    batch: Batch,
    store: Store,
    *,
    model: Path | None,
    processes: int | None,
    quiet: bool,
    json: bool = False,
) -> int:
    """Add ``batch`` to ``store``; return the exit code as ``wortlaut read`` does.

    With ``json`` a line on standard output acknowledges each article that is on the disk, and tells each failure.
    Raises the StoreError after which no further article can be kept; the summary is told before.
    """
    tally = _Tally(write=print_json if json else None)
    try:
        with quiet_pipe(), progress(batch, hidden=quiet) as advance:
            for reading in _readings(batch, store, tally, model, processes):
                batch.note(reading)
                try:
                    tally.note(store.add(reading), reading.article)
                except StoreError as error:
                    if type(error) is not StoreError:  # not this article, the store itself is in trouble
                        raise
                    batch.troubles.append(
                        Trouble(source=reading.article.source or reading.article.id, reason=str(error))
                    )
                tally.tell(batch.troubles)
                advance(tally.done)
            tally.tell(batch.troubles)
    except KeyboardInterrupt:
        say(f"interrupted after {tally}")
        return INTERRUPTED
    except StoreError:
        say(f"stopped after {tally}")
        raise
    if not quiet:
        say(f"{tally} -> {store.url}")
    report(batch.troubles)
    return 1 if batch.troubles else 0


def _readings(
    batch: Batch, store: Store, tally: _Tally, model: Path | None, processes: int | None
) -> Iterator[Reading]:
    """Yield the readings of records, then those of articles that this run has not read yet."""
    names = list(expanded(batch.sources))
    batch.expected = len(names) if all(name.lower().endswith(_SINGLE) for name in names) else None
    records = [name for name in names if name != "-" and holds_records(name)]
    yield from recorded(records, batch.troubles)
    rest = [name for name in names if name not in set(records)]
    if "-" in rest:
        found, batch.stdin = standard_input(batch.troubles)
        yield from found
        rest = rest if batch.stdin is not None else [name for name in rest if name != "-"]
    if not rest:
        return
    batch.sources = rest
    reader = load_reader(model)
    run = run_id(reader.run)

    def unread() -> Iterator[Article]:
        for article in batch.articles():
            if any(one.run == run for one in store.readings(article.id)):
                tally.note(store.add_article(article), article)  # perhaps another place
            else:
                yield article

    yield from reader.read_many(unread(), processes=processes)
