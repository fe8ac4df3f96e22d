"""Codings on the terminal: positions by concept, or one coding a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from wortlaut.cli.articles import Batch
from wortlaut.cli.networking import read_all
from wortlaut.cli.output import print_json, quiet_pipe, terminal
from wortlaut.cli.safe import safe
from wortlaut.cli.words import Lang, word
from wortlaut.coding.meaning import Meaning
from wortlaut.coding.propose import coded
from wortlaut.record import Codebook, Coding, Reading

_LONGEST = 100


def coded_all(
    batch: Batch,
    book: Codebook,
    *,
    least: float,
    meaning: bool,
    model: Path | None,
    processes: int | None,
    quiet: bool,
) -> Iterator[Reading]:
    """Yield the readings of a batch with their codings."""
    near = Meaning(book) if meaning else None
    for reading in read_all(batch, model, processes, quiet=quiet):
        yield coded(reading, book, nearness=near, least=least)


def print_codings(readings: Iterable[Reading]) -> None:
    """Print one coding a line as JSON, with the words that prove it."""
    with quiet_pipe():
        for reading in readings:
            names = {actor.id: actor.name for actor in reading.actors}
            for one in reading.codings:
                print_json(
                    {
                        "article": reading.article.id,
                        "id": one.id,
                        "codebook": one.codebook,
                        "concept": one.concept,
                        "agreement": one.agreement,
                        "actors": [{"id": id, "name": names.get(id)} for id in one.actors],
                        "kind": one.kind,
                        "finding": one.finding,
                        "evidence": [
                            {"start": span.start, "end": span.end, "text": span.of(reading.article.text)}
                            for span in one.evidence
                        ],
                        "confidence": one.confidence,
                        "reasons": list(one.reasons),
                    }
                )


def print_positions(readings: Iterable[Reading], book: Codebook, lang: Lang) -> None:
    """Print who is for or against each concept, with the words that show it best."""
    found: dict[tuple[str, str], list[tuple[Coding, str]]] = defaultdict(list)
    for reading in readings:
        names = {actor.id: actor.name for actor in reading.actors}
        for one in reading.codings:
            words = " … ".join(span.of(reading.article.text) for span in one.evidence)
            for actor in one.actors:
                found[one.concept, names.get(actor, actor)].append((one, words))
    console = terminal()
    if not found:
        console.print(word("codings:none", lang), highlight=False)
    for concept in book.concepts:
        mine = sorted((actor, codings) for (id, actor), codings in found.items() if id == concept.id)
        if mine:
            console.print(f"\n{safe(concept.name)}", style="bold", markup=False, highlight=False)
        for actor, codings in mine:
            counts = (
                f"{number} {word(f'agreement:{side}', lang)}"
                for side in ("for", "against", "unclear")
                if (number := sum(one.agreement == side for one, _ in codings))
            )
            best = max(codings, key=lambda one: one[0].confidence)
            shown = best[1] if len(best[1]) <= _LONGEST else best[1][: _LONGEST - 1] + "…"
            console.print(f"  {safe(actor)}: {', '.join(counts)}", markup=False, highlight=False)
            console.print(f"    {safe(' '.join(shown.split()))}", style="dim", markup=False, highlight=False)
