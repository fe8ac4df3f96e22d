"""What becomes of reviews when articles are read again with another model.

    python -m bench.reviews --model DIR [--json]

Reads the articles of examples/articles with the built-in bundle and with that of DIR, says something of every statement
and event of the first reading (accept, reject, correct in turn), and looks where it is in the second one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from wortlaut.export import check, record_json
from wortlaut.intake import article_from_text
from wortlaut.pipeline import Reader
from wortlaut.record import Reading, Review
from wortlaut.review import Reviewed, changes, review_of, reviewed

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
_AT = datetime(2026, 11, 23, tzinfo=UTC)
_CORRECTION = {"statement": {"certainty": "hearsay"}, "event": {"polarity": "denied"}}


@dataclass(slots=True)
class Outcome:
    """How many reviews were made, found their place, are orphans for which reason, or are nowhere (must be 0)."""

    reviews: int = 0
    placed: int = 0
    orphans: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    invalid_records: int = 0

    def add(self, made: list[Review], again: Reviewed) -> None:
        """Count what became of the reviews of one article."""
        placed = {one.id for state in again.states for one in state.reviews}
        orphans = {one.review.id: one.reason for one in again.orphans}
        self.reviews += len(made)
        self.placed += len(placed)
        self.orphans.update(orphans.values())
        self.lost += sum(one.id not in placed and one.id not in orphans for one in made)
        self.invalid_records += bool(check([record_json(again.reading)]).problems)


def say_something(reading: Reading) -> list[Review]:
    """Return a review of every statement and event."""
    shown = reviewed(reading, [])
    found: list[Review] = []
    things = [("statement", one.id) for one in reading.statements] + [("event", one.id) for one in reading.events]
    for number, (kind, id) in enumerate(things):
        verdict = ("accept", "reject", "correct")[number % 3]
        told = changes(kind, _CORRECTION[kind]) if verdict == "correct" else ()  # type: ignore[arg-type]
        found.append(review_of(shown, kind, id, verdict, told, reviewer="A", at=_AT))  # type: ignore[arg-type]
    return found


def measure(first: Reader, second: Reader, paths: list[Path]) -> Outcome:
    """Return what becomes of reviews of the first reader's findings in those of the second."""
    outcome = Outcome()
    for path in paths:
        article = article_from_text(path.read_text(encoding="utf-8"))
        made = say_something(first.read(article))
        outcome.add(made, reviewed(second.read(article), made))
    return outcome


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--model", type=Path, required=True, help="another model bundle")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    paths = sorted(ARTICLES.glob("*.txt"))
    found = measure(Reader.load(), Reader.load(given.model), paths)
    if given.json:
        print(json.dumps({name: getattr(found, name) for name in found.__slots__}))
        return
    orphans = ", ".join(f"{reason} {count}" for reason, count in sorted(found.orphans.items())) or "none"
    print(f"{len(paths)} articles, {found.reviews} reviews: {found.placed} placed, orphans: {orphans}")
    print(f"lost: {found.lost}; records that do not pass the check: {found.invalid_records}")


if __name__ == "__main__":
    main()
