"""What ``wortlaut dna`` opens, gathers and prints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from wortlaut.cli.archive import fail, opened
from wortlaut.cli.articles import Trouble
from wortlaut.cli.batch import counted, report, say
from wortlaut.cli.exporting import advancing, shown_in
from wortlaut.cli.output import write_whole
from wortlaut.cli.records import recorded
from wortlaut.cli.safe import safe
from wortlaut.errors import CodingError, RecordError

if TYPE_CHECKING:
    from wortlaut.export.dna import Dna, Returned
    from wortlaut.record import Codebook, Reading
    from wortlaut.review import Reviewed
    from wortlaut.store import Store


@dataclass(slots=True)
class Gathered:
    """Readings, who settled which of their findings, and the stable ids of their actors by article."""

    readings: list[Reading] = field(default_factory=list)
    by: dict[tuple[str, str], str] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    codebook: Codebook | None = None


def bytes_of(file: str) -> bytes:
    """Return the bytes of a file; raises typer.BadParameter where it cannot be read."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="FILE") from None


def kept_back(target: Path, *, force: bool) -> None:
    """Raise typer.BadParameter where a file is there already and must not be overwritten."""
    if target.exists() and not force:
        raise typer.BadParameter(f"{target} is there already; --force overwrites it", param_hint="FILE")


@contextmanager
def or_fail(file: str) -> Iterator[None]:
    """End with one line where a file is none of DNA or cannot be made."""
    try:
        yield
    except (RecordError, CodingError) as error:
        fail(f"{file}: {error}")


def readings_of_records(names: list[str]) -> Gathered:
    """Return the readings of files of records; the last of several of one article."""
    found = Gathered()
    last = {one.article.id: one for one in recorded(names, found.troubles)}
    found.readings = list(last.values())
    return found


def readings_of_store(
    database: str | None,
    *,
    codebook: str | None,
    outlet: str | None,
    since: date | None,
    until: date | None,
    copies: bool,
    quiet: bool,
) -> Gathered:
    """Return the readings of a store and their codings as people reviewed them, the earliest article first.

    ``codebook`` is the id of one that the store has; it can be left out where there is only one.
    """
    found = Gathered()
    with opened(database) as store:
        found.codebook = _codebook(store, codebook)
        with advancing(hidden=quiet) as advance:
            for shown in shown_in(store, outlet=outlet, since=since, until=until, copies=copies, advance=advance):
                found.readings.append(shown.reading)
                found.by |= _settled(shown)
                id = shown.read.article.id
                found.ids[id] = store.actor_ids(id)
    return found


def _codebook(store: Store, id: str | None) -> Codebook | None:
    books = store.codings.codebooks()
    known = ", ".join(one.id for one in books) or "none"
    if id is not None:
        found = store.codings.codebook(id)
        if found is None:
            fail(f"there is no file and no codebook {id} in this store; there is {known}")
        return found
    if len(books) > 1:
        fail(f"the store has several codebooks; choose one with --codebook: {known}")
    return books[0] if books else None


def write_dna(target: Path, gathered: Gathered, *, password: str | None, quiet: bool) -> None:
    """Write a ``.dna`` file and tell what is in it."""
    from wortlaut.export.dna import composed, dna_bytes
    from wortlaut.export.dna.passwords import PASSWORD

    with or_fail(str(target)):
        dna = composed(
            gathered.readings,
            gathered.codebook,
            day=datetime.now(UTC).date(),
            people=sorted(set(gathered.by.values())),
            by=gathered.by,
            ids=(lambda article: gathered.ids.get(article, {})) if gathered.ids else None,
            password=password or PASSWORD,
        )
        data = dna_bytes(dna)
    write_whole(target, data)
    if not quiet:
        statements = counted(len(dna.statements), "statement")
        say(f"{counted(len(dna.documents), 'document')}, {statements} -> {target}")
    report(gathered.troubles)
    if gathered.troubles:
        raise typer.Exit(1)


def returned(store: Store, before: str, after: str, *, codebook: str | None, reviewer: str) -> Returned:
    """Return what people changed in DNA since ``before``, with the readings of the store.

    ``codebook`` is the id of the one that the file was written with, None: that of the store with its name. The time of
    reviews is that of the file ``after``, so that bringing it twice makes the same reviews.
    """
    from wortlaut.export.dna import dna_from, reviews_from
    from wortlaut.export.dna.notes import provenance_of

    first, second = dna_from(bytes_of(before)), dna_from(bytes_of(after))
    at = datetime.fromtimestamp(int(os.path.getmtime(after)), UTC)
    articles = [told.article for told in map(provenance_of, first.documents) if told is not None]
    if not articles:
        raise CodingError("the file before is none that wortlaut dna write made")
    readings = [shown for shown in map(store.people.reviewed, articles) if shown is not None]
    book = _codebook(store, codebook) if codebook is not None else _written_with(store, first)
    return reviews_from(first, second, readings, book, reviewer=reviewer, at=at)


def _written_with(store: Store, dna: Dna) -> Codebook | None:
    """Return the codebook of the store that a file was written with: its name is the type of the concepts."""
    variables = {one.id for one in dna.variables if one.name == "concept"}
    types = {
        own.value
        for one in dna.entities
        if one.variable in variables
        for own in one.attributes
        if any(own.variable == known.id and known.name == "Type" for known in dna.attribute_variables)
    }
    return next((one for one in store.codings.codebooks() if one.name in types), None)


def coder_ids(told: list[str]) -> dict[int, int]:
    """Return pairs of ids told as ``3=2``; raises typer.BadParameter."""
    found = {}
    for one in told:
        first, _, second = one.partition("=")
        if not (first.isdecimal() and second.isdecimal()):
            raise typer.BadParameter(f"{one!r} is no pair of ids as 3=2", param_hint="--coder")
        found[int(first)] = int(second)
    return found


def print_contents(found: dict[str, Any]) -> None:
    """Print what a file holds."""
    days = f", {found['first_day']} to {found['last_day']}" if found["documents"] else ""
    print(f"DNA {safe(found['version'])}: {counted(found['documents'], 'document')}{days}")
    for one in found["coders"]:
        print(f"coder {one['id']}\t{safe(one['name'])}\t{counted(one['statements'], 'statement')}")
    for one in found["types"]:
        print(f"type {one['id']}\t{safe(one['label'])}\t{counted(one['statements'], 'statement')}")
        for own in one["variables"]:
            values = f"\t{counted(own['values'], 'value')}" if own["data_type"] == "short text" else ""
            print(f"\t{safe(own['name'])}\t{own['data_type']}{values}")


def _settled(shown: Reviewed) -> dict[tuple[str, str], str]:
    """Return who said last what the reading shows of a statement or event."""
    return {
        (shown.read.article.id, one.target.id): one.by[-1]
        for one in shown.states
        if one.target.kind != "mention"
        and one.target.id is not None
        and one.by
        and one.outcome in ("accepted", "corrected", "added")
    }
