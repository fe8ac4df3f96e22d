"""From the words of a command line to articles; the only file here that knows ``wortlaut.intake``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wortlaut import intake
from wortlaut.record import Article, Reading

_PAUSE = 1.0  # seconds between two requests to a host


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A source that failed, wholly or in one stage, and why."""

    source: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Batch:
    """The articles of some sources; what fails on the way is noted in ``troubles``.

    ``stdin`` is what came in through standard input, where somebody has read it already; ``known`` says of an address
    in a feed that its article need not be fetched; ``expected`` is how many articles there will be, if that is known.
    """

    sources: Sequence[str]
    columns: intake.Columns
    allow_private: bool = False
    outputs: Sequence[str] = ()
    stdin: bytes | None = None
    known: Callable[[str], bool] | None = None
    expected: int | None = None
    troubles: list[Trouble] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        """Yield the articles of all sources in order, one at a time; an output in a folder is no source."""
        written = {Path(name).resolve() for name in self.outputs}
        given = intake.sources(self.sources, stdin=self.stdin)
        pace = intake.Pace(pause=_PAUSE)
        with intake.Fetcher(allow_private=self.allow_private, pace=pace) as fetcher:
            for source in given:
                if source.kind == "file" and written and Path(source.name).resolve() in written:
                    continue
                for found in intake.load(source, columns=self.columns, fetcher=fetcher, known=self.known):
                    if isinstance(found, intake.Failed):
                        self.troubles.append(Trouble(source=found.source, reason=str(found.error)))
                    else:
                        yield found

    def note(self, reading: Reading) -> None:
        """Note the failures inside ``reading``."""
        source = reading.article.source or reading.article.id
        for failure in reading.failures:
            self.troubles.append(Trouble(source=source, reason=f"{failure.stage}: {failure.message}"))


def expanded(names: Iterable[str]) -> Iterator[str]:
    """Yield the names of all sources, those in folders one by one."""
    for source in intake.sources(names):
        yield source.name


def columns(**names: str | None) -> intake.Columns:
    """Return the mapping of columns; None lets intake guess."""
    return intake.Columns(**names)
