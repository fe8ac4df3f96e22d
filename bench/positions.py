"""Who stands where, out of an article alone: positions on concepts of which only name and keywords are given.

    python -m bench.positions [NAME …] [--seed FILE.gold.json] [--semantic] [--misses] [--write]

The golden positions of our articles lie in tests/golden/positions/; of a `--seed`, in its own golden file under
`positions`, and the concepts have no keywords there. Counted is each actor with a golden position (for, against): found
right, wrong, unclear, or missed; and how many actors more the product gives a position. Then all
concepts together code all these articles: how many codings, by their confidence, are about the debate of the article
they stand in.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.golden_files import read_text
from bench.product import Reads, intake_article, load_reader
from wortlaut.coding.files import concept_id
from wortlaut.coding.meaning import Embed, MeaningNearness, embedder
from wortlaut.coding.positions import positions
from wortlaut.coding.propose import propose
from wortlaut.coding.words import Nearness, WordNearness
from wortlaut.record import Reading
from wortlaut.record.coding import Codebook, Concept

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/coding.md"
FOLDER = ROOT / "tests/golden/positions"
Golden = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """An article, a codebook, and who is golden for or against its concepts: concept → name → agreement."""

    article: Path
    codebook: Codebook
    golden: Golden


def own_case(path: Path) -> Case:
    """Read a case of ours."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    concepts = tuple(
        Concept(id=one["id"], name=one["name"], keywords=tuple(one["keywords"])) for one in told["concept"]
    )
    golden = {one["id"]: {name: side for side in ("for", "against") for name in one[side]} for one in told["concept"]}
    return Case(ROOT / told["article"], Codebook(id="golden", name="Golden", concepts=concepts), golden)


def seed_case(path: Path) -> Case:
    """Read a seed; its text lies beside the golden file. Positions are the first word: «unclear: according to …»."""
    told = json.loads(path.read_text(encoding="utf-8"))["positions"]
    concepts = tuple(Concept(id=concept_id(one["concept"]), name=one["concept"]) for one in told)
    golden = {
        concept_id(one["concept"]): {name: side.split(":")[0].strip() for name, side in one["positions"].items()}
        for one in told
    }
    article = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
    return Case(article, Codebook(id="seed", name="Seed", concepts=concepts), golden)


def found_positions(reading: Reading, codebook: Codebook, nearness: Nearness) -> dict[str, dict[str, str]]:
    """Return concept → id of an actor → agreement."""
    found: dict[str, dict[str, str]] = {concept.id: {} for concept in codebook.concepts}
    for one in positions(propose(reading, codebook, nearness)):
        found[one.concept][one.actor] = one.agreement
    return found


def actor_named(reading: Reading, name: str) -> str | None:
    """Return the id of the actor of this name, whole or in part."""
    for actor in reading.actors:
        if name in (actor.name, *actor.names):
            return actor.id
    words = set(name.split())
    return next((one.id for one in reading.actors if words & {*one.name.split()} and one.kind == "person"), None)


def compared(case: Case, reading: Reading, nearness: Nearness) -> tuple[Counter[str], list[str]]:
    """Count the golden positions of a case; return the counts and a line for each."""
    counts: Counter[str] = Counter()
    lines = []
    found = found_positions(reading, case.codebook, nearness)
    names = {actor.id: actor.name for actor in reading.actors}
    for concept in case.codebook.concepts:
        rest = dict(found[concept.id])
        for name, side in case.golden[concept.id].items():
            actor = actor_named(reading, name)
            given = rest.pop(actor, "missed") if actor is not None else "missed"
            verdict = "right" if given == side else given if given in ("missed", "unclear") else "wrong"
            counts["golden"] += 1
            counts[verdict] += 1
            lines.append(f"{verdict:7} {concept.name} · {name}: golden {side}, given {given}")
        for actor, given in rest.items():
            if given != "unclear":
                counts["more"] += 1
                lines.append(f"more    {concept.name} · {names.get(actor, actor)}: given {given}")
    return counts, lines


BARS = (0.0, 0.1, 0.2, 0.3, 0.4)


def together(cases: Sequence[Case], readings: Sequence[Reading], embed: Embed | None) -> list[tuple[float, int, int]]:
    """Code all articles with all concepts; return bars of confidence, codings from there on, those on their debate."""
    home = {f"{number}-{one.id}": number for number, case in enumerate(cases) for one in case.codebook.concepts}
    concepts = [
        replace(one, id=f"{number}-{one.id}") for number, case in enumerate(cases) for one in case.codebook.concepts
    ]
    book = Codebook(id="all", name="All", concepts=tuple(concepts))
    nearness = MeaningNearness(book, embed) if embed else WordNearness(book)
    found = [
        (one.confidence, home[one.concept] == number)
        for number, reading in enumerate(readings)
        for one in propose(reading, book, nearness)
    ]
    return [(bar, *_counted([own for sure, own in found if sure >= bar])) for bar in BARS]


def _counted(own: Sequence[bool]) -> tuple[int, int]:
    return len(own), sum(own)


def main(args: Sequence[str] | None = None) -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seed", type=Path)
    parser.add_argument("--semantic", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/reference/coding.md")
    given = parser.parse_args(args)
    cases = [seed_case(given.seed)] if given.seed else [
        own_case(path) for path in sorted(FOLDER.glob("*.toml")) if not given.names or path.stem in given.names
    ]  # fmt: skip
    reader: Reads = load_reader()
    embed = embedder() if given.semantic else None
    total: Counter[str] = Counter()
    readings = [reader.read(intake_article(read_text(case.article))) for case in cases]
    for case, reading in zip(cases, readings, strict=True):
        nearness = MeaningNearness(case.codebook, embed) if embed else WordNearness(case.codebook)
        counts, lines = compared(case, reading, nearness)
        total += counts
        if given.misses or given.seed:
            print(case.article.stem, *lines, sep="\n  ")
    line = ", ".join(f"{key} {total[key]}" for key in ("golden", "right", "wrong", "unclear", "missed", "more"))
    rows = [f"| {bar:.1f} | {many} | {own} |" for bar, many, own in together(cases, readings, embed)]
    table = ["", "| confidence from | codings | on the debate of their article |", "| --- | ---: | ---: |", *rows]
    print(line, *table, sep="\n")
    if given.write:
        marks = re.compile(r"(<!-- positions -->\n).*?(<!-- /positions -->)", re.DOTALL)
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(
            marks.sub(lambda found: f"{found[1]}{line}.\n{chr(10).join(table)}\n{found[2]}", text), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
