"""Readings in the formats of other tools: gather, write, tell."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wortlaut.cli.archive import fail, opened
from wortlaut.cli.articles import Batch, columns
from wortlaut.cli.batch import INTERRUPTED, counted, progress, report, say, spare_sources
from wortlaut.cli.output import lines_to, quiet_pipe, write_whole
from wortlaut.cli.records import readings_of
from wortlaut.errors import CodingError, RecordError
from wortlaut.record import Judgement, Reading, Register

if TYPE_CHECKING:
    from wortlaut.review import Reviewed
    from wortlaut.store import Store

_AT_ONCE = 200
Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to have written, and of which articles of the archive."""

    form: str
    output: Path | None
    codebook: str | None
    outlet: str | None
    since: date | None
    until: date | None
    copies: bool
    cite: bool
    force: bool
    quiet: bool


def run(
    wanted: Wanted,
    sources: list[str] | None,
    database: str | None,
    *,
    model: Path | None,
    processes: int | None,
    allow_private: bool,
) -> int:
    """Write readings; return the exit code."""
    if wanted.form in FOLDERS and wanted.output is None:
        raise typer.BadParameter(f"{wanted.form} is several files: tell a folder", param_hint="--output")
    if wanted.output is not None and not wanted.force and _is_taken(wanted.output, folder=wanted.form in FOLDERS):
        raise typer.BadParameter(f"{wanted.output} is there already; --force overwrites it", param_hint="--output")
    batch = Batch(
        sources=sources or [],
        columns=columns(),
        allow_private=allow_private,
        outputs=(str(wanted.output),) if wanted.output is not None and wanted.form not in FOLDERS else (),
    )
    spare_sources(batch.sources, batch.outputs)
    try:
        with quiet_pipe():
            if sources:
                _from_sources(wanted, batch, model, processes)
            else:
                _from_archive(wanted, database)
    except KeyboardInterrupt:
        say("interrupted; nothing was written" if wanted.form not in FOLDERS else "interrupted; some files are missing")
        return INTERRUPTED
    except (RecordError, CodingError) as error:
        fail(str(error))
    report(batch.troubles)
    return 1 if batch.troubles else 0


def _is_taken(path: Path, *, folder: bool) -> bool:
    """Say whether something is there that would be overwritten; an empty folder is not."""
    return path.exists() and not (folder and path.is_dir() and not any(path.iterdir()))


def shown_in(
    store: Store, *, outlet: str | None, since: date | None, until: date | None, copies: bool, advance: Advance
) -> Iterator[Reviewed]:
    """Yield the readings of an archive as people reviewed them, the earliest article first."""
    offset, total = 0, 1
    while offset < total:
        page = store.articles(
            outlet=outlet, since=since, until=until, copies=copies, order="oldest", offset=offset, limit=_AT_ONCE
        )
        total = page.total
        for row in page.items:
            shown = store.people.reviewed(row.id)
            offset += 1
            advance(offset, total)
            if shown is not None:
                yield shown
        if not page.items:
            return


@contextmanager
def advancing(*, hidden: bool) -> Iterator[Advance]:
    """Show articles taken of all on standard error, if that is a terminal and not ``hidden``."""
    if hidden or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    shown = (BarColumn(bar_width=24), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("articles", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _from_sources(wanted: Wanted, batch: Batch, model: Path | None, processes: int | None) -> None:
    from wortlaut.cli.networking import codebook_of
    from wortlaut.coding.propose import coded

    book = codebook_of(Path(wanted.codebook), "--codebook") if wanted.codebook is not None else None
    with progress(batch, hidden=wanted.quiet) as advance:

        def gathered() -> Iterator[Reading]:
            for number, reading in enumerate(readings_of(batch, model, processes), start=1):
                batch.note(reading)
                advance(number)
                yield coded(reading, book) if book is not None else reading

        _write(wanted, gathered(), ())


def _from_archive(wanted: Wanted, database: str | None) -> None:
    from wortlaut.cli.networking import codebook_of
    from wortlaut.coding.propose import coded

    with opened(database) as store, advancing(hidden=wanted.quiet) as advance:
        book = None
        if wanted.codebook is not None and Path(wanted.codebook).is_file():
            book = codebook_of(Path(wanted.codebook), "--codebook")
        elif wanted.codebook is not None and store.codings.codebook(wanted.codebook) is None:
            known = ", ".join(one.id for one in store.codings.codebooks()) or "none"
            fail(f"there is no file and no codebook {wanted.codebook} in this store; there is {known}")

        def gathered() -> Iterator[Reading]:
            for shown in shown_in(
                store,
                outlet=wanted.outlet,
                since=wanted.since,
                until=wanted.until,
                copies=wanted.copies,
                advance=advance,
            ):
                yield coded(shown.reading, book) if book is not None else _only(shown.reading, wanted.codebook)

        _write(wanted, gathered(), tuple(store.people.judgements()))


def _only(reading: Reading, codebook: str | None) -> Reading:
    """Return a reading with the codings of one codebook, None: with all."""
    if codebook is None:
        return reading
    return replace(reading, codings=tuple(one for one in reading.codings if one.codebook == codebook))


def _write(wanted: Wanted, readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> None:
    """Write readings in a format; whoever stops it leaves no half file."""
    done = 0

    def counting() -> Iterator[Reading]:
        nonlocal done
        for reading in readings:
            done += 1
            yield reading

    if wanted.form in FOLDERS:
        assert wanted.output is not None
        many = 0
        for name, data in FOLDERS[wanted.form](counting(), judgements):
            _make(wanted.output)
            write_whole(wanted.output / name, data)
            many += 1
        told = f", {counted(many, 'file')} -> {wanted.output}"
    elif wanted.output is None:
        with lines_to("-") as write:
            for line in _lines_of(wanted)(counting(), judgements):
                write(line)
        told = ""
    else:
        _write_lines(wanted.output, _lines_of(wanted)(counting(), judgements))
        told = f" -> {wanted.output}"
    if not wanted.quiet:
        say(f"{counted(done, 'article')}{told}")


def _lines_of(wanted: Wanted) -> Callable[[Iterable[Reading], tuple[Judgement, ...]], Iterator[bytes]]:
    return _text_free(cite=True) if wanted.cite else LINES[wanted.form]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"cannot make {folder}: {error.strerror}", param_hint="--output") from None


def _write_lines(target: Path, lines: Iterable[bytes]) -> None:
    """Write lines to a file that is there whole, or as it was before."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {target}: {error.strerror}", param_hint="--output") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(lines)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


# the formats


def _json(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[bytes]:
    from wortlaut.export import record_json

    return (record_json(one) + b"\n" for one in readings)


def _csv(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[bytes]:
    from wortlaut.export import HEADER, csv_lines, csv_rows

    yield csv_lines([HEADER]).encode()
    for one in readings:
        yield csv_lines(csv_rows(one)).encode("utf-8", "replace")


def _plover(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[bytes]:
    from wortlaut.export import plover_lines

    for one in readings:
        yield from plover_lines(one)


def _dna_events(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[bytes]:
    from wortlaut.coding.claims import claims
    from wortlaut.export.graphs import Coded, event_list

    some = list(readings)
    codings = {(one.article.id, coding.id): (one, coding) for one in some for coding in one.codings}
    rows = []
    for claim in claims(some):
        reading, coding = codings[claim.document, claim.id.split(":")[1]]
        span = coding.evidence[0]
        words = span.of(reading.article.text)
        rows.append(Coded(claim=claim, start=span.start, stop=span.end, text=words, coder="Wortlaut"))
    yield event_list(rows)


def _ftm(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[bytes]:
    from wortlaut.export.ftm import ftm_lines

    some = list(readings)
    return ftm_lines(some, _register(some, judgements))


def _text_free(*, cite: bool) -> Callable[[Iterable[Reading], tuple[Judgement, ...]], Iterator[bytes]]:
    def lines(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[bytes]:
        from wortlaut.export.textfree import text_free

        return (text_free(one, cite=cite) + b"\n" for one in readings)

    return lines


def _tidy(kind: str) -> Callable[[Iterable[Reading], tuple[Judgement, ...]], Iterator[tuple[str, bytes]]]:
    def files(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[tuple[str, bytes]]:
        from wortlaut.export.tidy import parquet, tables, tidy_csv

        some = list(readings)
        write = tidy_csv if kind == "csv" else parquet
        for name, table in tables(some, _register(some, judgements)).items():
            yield f"{name}.{kind}", write(table)

    return files


def _cas(kind: str) -> Callable[[Iterable[Reading], tuple[Judgement, ...]], Iterator[tuple[str, bytes]]]:
    def files(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[tuple[str, bytes]]:
        from wortlaut.export.cas import cas_json, cas_xmi, type_system

        write = cas_xmi if kind == "xmi" else cas_json
        yield "TypeSystem.xml", type_system()
        for one in readings:
            yield f"{one.article.id}.{kind}", write(one)

    return files


def _annotations(readings: Iterable[Reading], judgements: tuple[Judgement, ...]) -> Iterator[tuple[str, bytes]]:
    from wortlaut.export.annotations import annotation_collections

    some = list(readings)
    for id, data in annotation_collections(some, _register(some, judgements)):
        yield f"{id}.jsonld", data


def _register(readings: list[Reading], judgements: tuple[Judgement, ...]) -> Register:
    from wortlaut.resolve.register import register

    return register(readings, judgements)


LINES: dict[str, Callable[[Iterable[Reading], tuple[Judgement, ...]], Iterator[bytes]]] = {
    "json": _json,
    "csv": _csv,
    "plover": _plover,
    "dna-events": _dna_events,
    "ftm": _ftm,
    "text-free": _text_free(cite=False),
}
"""Formats of one file."""
FOLDERS: dict[str, Callable[[Iterable[Reading], tuple[Judgement, ...]], Iterator[tuple[str, bytes]]]] = {
    "tidy-csv": _tidy("csv"),
    "parquet": _tidy("parquet"),
    "cas-xmi": _cas("xmi"),
    "cas-json": _cas("json"),
    "annotations": _annotations,
}
"""Formats of several files, by name."""
