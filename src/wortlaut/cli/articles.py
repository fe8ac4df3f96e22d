"""From the words of a command line to articles; the only file here that knows ``wortlaut.intake``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wortlaut import intake
from wortlaut.record import Article, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A source that failed, wholly or in one stage, and why."""

    source: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Batch:
    """The articles of some sources; what fails on the way is noted in ``troubles``."""

    sources: Sequence[str]
    columns: intake.Columns
    allow_private: bool = False
    troubles: list[Trouble] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        """Yield the articles of all sources in order, one at a time."""
        for source in intake.sources(self.sources):
            for found in intake.load(source, columns=self.columns, allow_private=self.allow_private):
                if isinstance(found, intake.Failed):
                    self.troubles.append(Trouble(source=str(found.source), reason=str(found.error)))
                else:
                    yield found

    def note(self, reading: Reading) -> None:
        """Note the failures inside ``reading``."""
        source = reading.article.source or reading.article.id
        for failure in reading.failures:
            self.troubles.append(Trouble(source=source, reason=f"{failure.stage}: {failure.message}"))


def columns(**names: str | None) -> intake.Columns:
    """Return the mapping of columns; what is not named keeps its default."""
    return intake.Columns(**{column: name for column, name in names.items() if name is not None})
