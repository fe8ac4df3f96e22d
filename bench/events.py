"""The product's events on golden articles: who did, offered, demanded or refused what to whom.

    python -m bench.events [NAME …] [--articles FOLDER] [--seed FILE] [--json] [--misses]

Precision and recall of type + initiator + recipient, in all and per type (see `bench.event_matching` for what is
right); then, of the golden events that have a partner of their type, how many have the right initiator, recipient,
status, polarity and source; and the answers. *Type and place*: partners of the same type, whoever the actors are.
A golden file may have its events in ``NAME.events.json`` beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.actor_golden import golden_actors
from bench.actor_matching import matched
from bench.event_matching import Case, EventComparison, compared, golden_events
from bench.golden_files import golden_article, golden_of, read_text
from bench.matching import compare
from bench.product import Reads, intake_article, load_reader
from wortlaut.record import Event, Reading

PARTS = ("initiator", "recipient", "status", "polarity", "source")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one type or of all."""

    right: int
    same_type: int
    gold: int
    given: int

    @property
    def precision(self) -> float:
        """Share of the product's events that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the golden events that are found right."""
        return self.right / self.gold if self.gold else 0.0


def golden_with_events(path: Path) -> dict[str, Any]:
    """Read the golden file beside an article, its events from ``NAME.events.json`` where that lies there."""
    golden = golden_of(path)
    more = path.with_suffix(".events.json")
    if more.exists():
        golden["events"] = json.loads(more.read_text(encoding="utf-8"))["events"]
    return golden


def read_events(reader: Reads, path: Path, *, every: bool = False) -> tuple[EventComparison, Reading]:
    """Read one article with the product and compare its events with the golden ones beside it."""
    golden = golden_with_events(path)
    reading = reader.read(intake_article(read_text(path)))
    text = reading.article.text
    pairs = matched(path.stem, golden_actors(golden, text, every=every), reading)
    cases = compare(golden_article(path.stem, golden, text), reading).cases
    statements = {case.expected.id: case.partner.id for case in cases if case.found and case.partner is not None}
    return compared(pairs, golden_events(golden, text), reading, statements), reading


def figures(comparisons: Sequence[EventComparison], kind: str | None = None) -> Figures:
    """Count the events of one type, or of all."""
    cases = [case for c in comparisons for case in c.cases]
    events = [event for c in comparisons for event in (*(case.event for case in c.cases), *c.extra) if event]
    mine = [case for case in cases if kind in {None, case.gold.type}]
    return Figures(
        right=sum(case.right for case in mine),
        same_type=sum(case.type for case in mine),
        gold=len(mine),
        given=sum(kind in {None, event.type} for event in events),
    )


def as_json(comparisons: Sequence[EventComparison]) -> dict[str, Any]:
    """Return all figures as plain values."""
    kinds = sorted({c.gold.type for comparison in comparisons for c in comparison.cases})
    typed = [case for c in comparisons for case in c.cases if case.type]
    answers = [c.answers for c in comparisons]
    return {
        "all": _row(figures(comparisons)),
        "types": {kind: _row(figures(comparisons, kind)) for kind in kinds},
        "of the same type": {"total": len(typed), **{part: sum(getattr(c, part) for c in typed) for part in PARTS}},
        "answers": dict(
            zip(("right", "gold", "given"), (sum(column) for column in zip(*answers, strict=True)), strict=True)
        ),
    }


def _row(found: Figures) -> dict[str, float]:
    return {
        "right": found.right,
        "gold": found.gold,
        "given": found.given,
        "precision": round(found.precision, 4),
        "recall": round(found.recall, 4),
        "type and place": found.same_type,
    }


def report(comparisons: Sequence[EventComparison]) -> str:
    """Render two Markdown tables and the answers."""
    found = as_json(comparisons)
    lines = ["| type | precision | recall | right | golden | given | type and place |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, row in {"all": found["all"], **found["types"]}.items():
        lines.append(
            f"| {kind} | {row['precision']:.1%} | {row['recall']:.1%} | {row['right']} | {row['gold']} "
            f"| {row['given']} | {row['type and place']} |"
        )
    typed = found["of the same type"]
    lines += ["", f"of {typed['total']} of the same type right: " + ", ".join(f"{p} {typed[p]}" for p in PARTS)]
    lines.append("answers: {right} right of {gold} golden, {given} given".format(**found["answers"]))
    return "\n".join(lines)


def misses(comparison: EventComparison, reading: Reading) -> list[str]:
    """Name every golden event that is not right, and every event that is none, one line each."""
    names = {actor.id: actor.name for actor in reading.actors}
    text = reading.article.text
    lines = [f"{comparison.name} {_missed(case, names, text)}" for case in comparison.cases if not case.right]
    return lines + [f"{comparison.name} – none: {_told(event, names, text)}" for event in comparison.extra]


def _missed(case: Case, names: dict[str, str], text: str) -> str:
    gold = case.gold
    words = " ".join(text[slice(*gold.text)].split())[:90]
    wanted = f"{gold.id} {gold.type} {list(gold.initiator)} → {list(gold.recipient)}: {words}"
    return f"{wanted}\n    product: {_told(case.event, names, text) if case.event else 'nothing'}"


def _told(event: Event, names: dict[str, str], text: str) -> str:
    trigger = "…".join(span.of(text) for span in event.trigger)
    who, whom = ([names[actor] for actor in side] for side in (event.initiator, event.recipient))
    return f"{event.type} «{trigger}» {who} → {whom} {event.status}: {' '.join(event.text.of(text).split())[:90]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read golden articles with the product and compare their events."""
    parser = argparse.ArgumentParser(prog="python -m bench.events", description=main.__doc__)
    parser.add_argument("names", nargs="*", help="only articles whose name begins so")
    parser.add_argument("--articles", type=Path, default=Path("tests/golden/dev"))
    parser.add_argument("--seed", type=Path, help="NAME.txt with NAME.gold.json beside it")
    parser.add_argument("--model", type=Path, help="folder of a model bundle (default: the shipped one)")
    parser.add_argument("--misses", action="store_true", help="list everything that is wrong")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    options = parser.parse_args(arguments)
    paths = [options.seed] if options.seed else sorted(options.articles.glob("*.txt"))
    paths = [p for p in paths if not options.names or p.name.startswith(tuple(options.names))]
    paths = [p for p in paths if golden_with_events(p).get("events")]
    if not paths:
        parser.error(f"no golden events in {options.articles}")
    reader = load_reader(options.model)
    found = [read_events(reader, path, every=options.seed is not None) for path in paths]
    comparisons = [comparison for comparison, _ in found]
    print(json.dumps(as_json(comparisons), indent=1) if options.json else report(comparisons))
    if options.misses:
        print("\n".join(["", *(line for comparison, reading in found for line in misses(comparison, reading))]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
