"""Codings on a terminal, as JSON lines or as a table; codebooks from files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from wortlaut.cli.articles import Batch
from wortlaut.cli.batch import INTERRUPTED, counted, progress, report, say, spare_sources
from wortlaut.cli.networking import codebook_of
from wortlaut.cli.options import LEAST
from wortlaut.cli.output import lines_to, quiet_pipe, terminal
from wortlaut.cli.records import readings_of
from wortlaut.cli.safe import safe
from wortlaut.cli.view import title_of
from wortlaut.cli.words import Lang
from wortlaut.coding.files import codebook_toml
from wortlaut.coding.propose import propose
from wortlaut.coding.words import Nearness, WordNearness
from wortlaut.errors import CodingError
from wortlaut.export import csv_lines
from wortlaut.record import Reading
from wortlaut.record.coding import Codebook, Coding, Concept

if TYPE_CHECKING:
    from rich.console import Console

    from wortlaut.coding.meaning import Embed
    from wortlaut.store import Store

HEADER = ("article", "title", "outlet", "published", "coding", "codebook", "concept", "agreement", "kind", "finding",
          "actors", "confidence", "words", "start", "end", "reasons")  # fmt: skip
_SIGNS = {"for": ("+", "green"), "against": ("−", "red"), "unclear": ("?", "dim")}
_LONGEST = 100
_AT_ONCE = 200
Write = Callable[[bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the user wants to see: no output named means the terminal view."""

    json: bool = False
    csv: str | None = None
    positions: bool = False
    least: float = LEAST
    semantic: bool = False
    language: Lang = "de"

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files to be written."""
        return (self.csv,) if self.csv not in (None, "-") else ()


def lacking(concept: Concept) -> list[str]:
    """Return the fields that would help to find a concept and are empty."""
    return [key for key in ("definition", "keywords", "examples", "counterexamples") if not getattr(concept, key)]


def nearness_of(book: Codebook, *, semantic: bool) -> Nearness:
    """Return what says how near texts are to concepts; says what is missing and leaves with 1 without the extra."""
    if not semantic:
        return WordNearness(book)
    from wortlaut.coding.meaning import MeaningNearness

    return MeaningNearness(book, _embed())


def run(batch: Batch, codebook: Path, shown: Shown, *, model: Path | None, processes: int | None, quiet: bool) -> int:
    """Code ``batch`` and show it; return the exit code as ``wortlaut read`` does."""
    spare_sources([*batch.sources, str(codebook)], shown.files)
    book = codebook_of(codebook, "CODEBOOK")
    nearness = nearness_of(book, semantic=shown.semantic)
    done = found = 0
    try:
        with quiet_pipe(), ExitStack() as stack:
            advance = stack.enter_context(progress(batch, hidden=quiet))
            write = stack.enter_context(lines_to(shown.csv or "-"))
            if shown.csv:
                write(csv_lines([HEADER]).encode())
            for reading in readings_of(batch, model, processes):
                batch.note(reading)
                codings = propose(reading, book, nearness, least=shown.least)
                _show(reading, codings, book, shown, write)
                done, found = done + 1, found + len(codings)
                advance(done)
    except KeyboardInterrupt:
        say(f"interrupted after {counted(done, 'article')}")
        return INTERRUPTED
    if not quiet:
        say(f"{counted(done, 'article')}, {counted(found, 'coding')}")
    report(batch.troubles)
    return 1 if batch.troubles else 0


def run_proposals(
    batch: Batch,
    codebook: Path | None,
    *,
    size: int,
    semantic: bool,
    model: Path | None,
    processes: int | None,
    quiet: bool,
) -> int:
    """Print a codebook of the groups of like statements in ``batch``; return the exit code."""
    from wortlaut.coding.clusters import clusters, proposed_codebook

    book = codebook_of(codebook, "--codebook") if codebook else None
    nearness = nearness_of(book, semantic=semantic) if book else None
    embed = _embed() if semantic else None
    readings: list[Reading] = []
    with quiet_pipe(), progress(batch, hidden=quiet) as advance:
        for reading in readings_of(batch, model, processes):
            batch.note(reading)
            readings.append(reading)
            advance(len(readings))
    try:
        groups = clusters(readings, nearness, embed, size=size)
    except CodingError as error:
        say(str(error))
        return 1
    if groups:
        with quiet_pipe():
            typer.echo(codebook_toml(proposed_codebook(groups)), nl=False)
    if not quiet:
        say(f"{counted(len(readings), 'article')}, {counted(len(groups), 'group')} of like statements")
    report(batch.troubles)
    return 1 if batch.troubles else 0


def plain(reading: Reading, coding: Coding, codebook: Codebook | None = None) -> dict[str, Any]:
    """Return a coding as a plain value, with what one needs to understand it without its reading.

    The hash of the codebook is told where the codebook is known.
    """
    names = {actor.id: actor.name for actor in reading.actors}
    article = reading.article
    return {
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.earliest.isoformat() if article.published else None,
        "coding": coding.id,
        "codebook": coding.codebook,
        "codebook_hash": codebook.hash if codebook is not None else None,
        "concept": coding.concept,
        "agreement": coding.agreement,
        "kind": coding.kind,
        "finding": coding.finding,
        "actors": [{"id": actor, "name": names.get(actor, actor)} for actor in coding.actors],
        "confidence": coding.confidence,
        "evidence": [{"start": span.start, "end": span.end, "text": span.of(article.text)} for span in coding.evidence],
        "reasons": list(coding.reasons),
    }


def learnt_from(store: Store, book: Codebook) -> Nearness:
    """Return nearness as people decided in a store; says what is missing and leaves with 1 where that is too little.

    The statements of articles in which somebody confirmed or corrected a coding count, but for those with a coding that
    nobody decided.
    """
    from wortlaut.coding.train import TrainedNearness, decided, learn

    embed = _embed()
    articles: dict[str, set[str]] = {}
    offset, total = 0, 1
    while offset < total:
        page = store.codings.listed(codebook=book.id, decided=True, offset=offset, limit=_AT_ONCE)
        offset, total = offset + _AT_ONCE, page.total
        for row in page.items:
            articles.setdefault(row.article.id, set()).add(row.id)
    some = [
        _settled(shown.reading, sure)
        for id, sure in sorted(articles.items())
        if (shown := store.people.reviewed(id)) is not None
    ]
    examples = decided(some, book)
    if not examples:
        say(f"{book.id}: nobody has confirmed or corrected a coding of a statement yet (wortlaut review queue)")
        raise typer.Exit(1)
    try:
        model = learn(embed([text for text, _ in examples]).astype(float), [labels for _, labels in examples])
    except CodingError as error:
        say(f"{book.id}: {error}")
        raise typer.Exit(1) from None
    say(f"{book.id}: learnt {counted(len(model.concepts), 'concept')} from {counted(len(examples), 'statement')}")
    return TrainedNearness(book, embed, model)


def _settled(reading: Reading, sure: set[str]) -> Reading:
    """Return a reading without the statements on which codings stand that nobody decided."""
    open = {one.finding for one in reading.codings if one.kind == "statement" and one.id not in sure}
    return replace(
        reading,
        statements=tuple(one for one in reading.statements if one.id not in open),
        codings=tuple(one for one in reading.codings if one.id in sure),
    )


def _embed() -> Embed:
    from wortlaut.coding.meaning import embedder

    try:
        return embedder()
    except CodingError as error:
        say(str(error))
        raise typer.Exit(1) from None


def _show(reading: Reading, codings: Sequence[Coding], book: Codebook, shown: Shown, write: Write) -> None:
    if shown.json:
        from wortlaut.cli.output import print_json

        for coding in codings:
            print_json(plain(reading, coding, book))
    elif shown.csv:
        write(csv_lines([_row(plain(reading, one, book)) for one in codings]).encode("utf-8", errors="replace"))
    elif codings:
        render(reading, codings, book, terminal(), shown.language, positions_only=shown.positions)


def _row(told: dict[str, Any]) -> tuple[str, ...]:
    pieces = told["evidence"]
    cells = told | {
        "actors": ", ".join(one["name"] for one in told["actors"]),
        "words": " […] ".join(one["text"] for one in pieces),
        "start": min(one["start"] for one in pieces),
        "end": max(one["end"] for one in pieces),
        "reasons": "; ".join(told["reasons"]),
    }
    return tuple("" if cells[key] is None else str(cells[key]) for key in HEADER)


def render(
    reading: Reading,
    codings: Sequence[Coding],
    book: Codebook,
    console: Console,
    lang: Lang,
    *,
    positions_only: bool = False,
) -> None:
    """Print the codings of an article by concept, or who stands where on each."""
    from wortlaut.coding.positions import positions

    names = {actor.id: actor.name for actor in reading.actors}
    console.print(Text(f"\n{title_of(reading, lang)}", style="bold"))
    held = positions(codings)
    for concept in book.concepts:
        mine = [one for one in codings if one.concept == concept.id]
        if not mine:
            continue
        console.print(Text(f"  {safe(concept.name)}", style="cyan"))
        if positions_only:
            for position in (one for one in held if one.concept == concept.id):
                console.print(_line(position.agreement, names.get(position.actor, position.actor), "", console))
            continue
        for coding in mine:
            who = ", ".join(names.get(actor, actor) for actor in coding.actors)
            words = " … ".join(span.of(reading.article.text) for span in coding.evidence)
            line = _line(coding.agreement, who, words, console)
            console.print(line.append(f"  {coding.confidence:.0%}", style="dim"), markup=False, highlight=False)
            console.print(Text("      " + safe("; ".join(coding.reasons)), style="dim italic"))


def _line(agreement: str, who: str, words: str, console: Console) -> Text:
    sign, style = _SIGNS[agreement]
    line = Text.assemble(("    ", ""), ("-" if console.options.ascii_only and sign == "−" else sign, style), (" ", ""))
    line.append(safe(who), style="bold yellow")
    cut = safe(words)
    return line.append(f"  {cut[:_LONGEST]}{'…' if len(cut) > _LONGEST else ''}") if words else line
