"""Count the actors of a batch of articles and records (Zählung): read, register, choose, show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from wortlaut.cli.articles import Batch
from wortlaut.cli.batch import INTERRUPTED, counted, progress, report, say, spare_sources
from wortlaut.cli.judgements import read_judgements
from wortlaut.cli.output import Write, lines_to, quiet_pipe, terminal
from wortlaut.cli.records import readings_of
from wortlaut.cli.words import Lang
from wortlaut.errors import JudgementError
from wortlaut.export import BYTE_ORDER_MARK, csv_lines
from wortlaut.export.register import REGISTER_HEADER, register_json, register_rows
from wortlaut.record import Entry, Reading, Register
from wortlaut.resolve.ids import folded
from wortlaut.resolve.register import register
from wortlaut.resolve.settle import settle

_MOST_UNKNOWN = 5
_KEYS: dict[str, Callable[[Entry], tuple[object, ...]]] = {
    "mentions": lambda entry: (-entry.mentions, -entry.statements, entry.name, entry.id),
    "statements": lambda entry: (-entry.statements, -entry.mentions, entry.name, entry.id),
    "articles": lambda entry: (-entry.articles, -entry.mentions, entry.name, entry.id),
    "name": lambda entry: (folded(entry.name), entry.id),
    "id": lambda entry: (entry.id,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user wants to see of whom: no output named means a table."""

    details: tuple[str, ...] = ()
    everybody: bool = False
    kind: str | None = None
    sort: str = "mentions"
    json: bool = False
    csv: str | None = None
    excel: bool = False
    language: Lang = "de"

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files to be written."""
        return (self.csv,) if self.csv not in (None, "-") else ()

    @property
    def evidence(self) -> bool:
        """Whether readings must be kept for their sentences."""
        return self.everybody or bool(self.details)


def run(
    batch: Batch, wanted: Wanted, *, judgements: Path | None, model: Path | None, processes: int | None, quiet: bool
) -> int:
    """List the actors of ``batch``; return the exit code as ``wortlaut read`` does."""
    spare_sources([*batch.sources, *([str(judgements)] if judgements else [])], wanted.files)
    kept: dict[str, Reading] = {}
    done = 0
    try:
        decided = read_judgements(judgements) if judgements else []
        settle(decided)  # an error now is better than after an hour of reading
        with quiet_pipe(), ExitStack() as stack:
            table = stack.enter_context(lines_to(wanted.csv)) if wanted.csv else None
            with progress(batch, hidden=quiet) as advance:

                def seen() -> Iterator[Reading]:
                    nonlocal done
                    for reading in readings_of(batch, model, processes):
                        batch.note(reading)
                        if wanted.evidence:
                            kept[reading.article.id] = reading
                        done += 1
                        advance(done)
                        yield reading

                found = register(seen(), decided)
            fine = _written(found, kept, wanted, table)
    except KeyboardInterrupt:
        say(f"interrupted after {counted(done, 'article')}")
        return INTERRUPTED
    except (JudgementError, _Unwritable) as error:
        say(f"error: {error}")
        return 1
    if not quiet:
        _summary(found, done, wanted)
    report(batch.troubles)
    return 0 if fine and not batch.troubles else 1


def chosen(entries: Sequence[Entry], wanted: Wanted) -> list[Entry]:
    """Return the entries of the wanted kind in the wanted order; those with the wanted names or ids, if any."""
    found = [entry for entry in entries if wanted.kind in (None, entry.kind)]
    if wanted.details:
        picked = {entry.id for words in wanted.details for entry in named(found, words)}
        found = [entry for entry in found if entry.id in picked]
    return sorted(found, key=_KEYS[wanted.sort])


def named(entries: Sequence[Entry], words: str) -> list[Entry]:
    """Return the entries with this id, else those with this name, else those with all of its words in one name."""
    by_id = [one for one in entries if words == one.id or any(words == seen.id for seen in one.occurrences)]
    if by_id:
        return by_id
    wanted = folded(words)
    names = {entry.id: [folded(name) for name in (entry.name, *entry.names)] for entry in entries}
    exact = [entry for entry in entries if wanted in names[entry.id]]
    return exact or [one for one in entries if wanted and any(set(wanted) <= set(name) for name in names[one.id])]


class _Unwritable(Exception):
    """The place for the output takes no more."""


def _written(found: Register, kept: dict[str, Reading], wanted: Wanted, table: Write | None) -> bool:
    """Show what is wanted; raises _Unwritable where there is no room, and leaves a closed pipe to ``quiet_pipe``."""
    try:
        return _shown(found, kept, wanted, table)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _Unwritable(f"cannot write: {error.strerror}") from error


def _shown(found: Register, kept: dict[str, Reading], wanted: Wanted, table: Write | None) -> bool:
    """Show what is wanted; return False if nobody has a wanted name."""
    picked = chosen(found.entries, wanted)
    missing = [words for words in wanted.details if not named(picked, words)]
    for words in missing:
        say(f"nobody is called {words!r} in these articles")
    part = replace(found, entries=tuple(picked))
    if table is not None:
        rows = [REGISTER_HEADER, *register_rows(part)]
        mark = BYTE_ORDER_MARK if wanted.excel else ""
        table((mark + csv_lines(rows, excel=wanted.excel)).encode("utf-8", errors="replace"))
    if wanted.json:
        with lines_to("-") as write:
            write(register_json(part, kept if wanted.evidence else None) + b"\n")
    elif table is None and not (missing and not picked):
        from wortlaut.cli import entries

        console = terminal()
        if wanted.evidence:
            entries.details(picked, kept, console, wanted.language)
        else:
            entries.table(picked, console, wanted.language)
    return not missing


def _summary(found: Register, done: int, wanted: Wanted) -> None:
    """Tell how much was seen, and which ids of judgements nobody here has."""
    files = f" -> {', '.join(wanted.files)}" if wanted.files else ""
    say(f"{counted(done, 'article')}, {counted(len(found.entries), 'actor')}{files}")
    if found.unknown:
        more = len(found.unknown) - _MOST_UNKNOWN
        names = ", ".join(found.unknown[:_MOST_UNKNOWN]) + (f" and {more} more" if more > 0 else "")
        say(f"judged, but not in these articles: {names}")
