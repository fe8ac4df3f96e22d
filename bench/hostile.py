"""Hostile texts through the whole product: every span must prove itself, nothing may fail or hang.

    python -m bench.hostile [--texts 20000] [--seconds 180]

Texts come from the hypothesis strategies of ``tests/segment/hostile.py`` (odd Unicode, unbalanced marks, one
character, 200 kB without a full stop), always the same ones. A text that takes longer than ``--seconds`` counts
as a hang; the encoder alone needs a minute or more for the 100,000 tokens of some 200 kB texts. Exit code 1 if
anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, settings

from bench.product import Reads, load_reader
from tests.segment.hostile import texts
from wortlaut.errors import IntakeError
from wortlaut.export import check, record_json
from wortlaut.intake import article_from_text

LONG = ("Wort ", "„", "a", "»Ja« sagte er ", "Er sagte, sie habe „", "x-", "€\u2028", "Müller: ")
"""Repeated to 200 kB without a full stop."""


def problems(reader: Reads, text: str) -> list[str]:
    """Return what is wrong with the reading of one text; a text that intake refuses is fine."""
    try:
        article = article_from_text(text, any_language=True)
    except IntakeError:
        return []
    reading = reader.read(article)
    found = [f"{failure.stage}: {failure.message}" for failure in reading.failures]
    return found + [str(problem) for problem in check([record_json(reading)]).problems]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=180.0)
    options = parser.parse_args(arguments)
    reader = load_reader()
    seen, slowest = 0, 0.0
    wrong: list[tuple[str, list[str]]] = []
    begun = time.perf_counter()

    @settings(
        max_examples=options.texts,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(texts(newlines=True))
    def run(text: str) -> None:
        one(text)

    def one(text: str) -> None:
        nonlocal seen, slowest
        started = time.perf_counter()
        found = problems(reader, text)
        took = time.perf_counter() - started
        seen, slowest = seen + 1, max(slowest, took)
        if took > options.seconds:
            found.append(f"took {took:.0f} s")
        if found:
            wrong.append((text[:80], found))
        if sys.stderr.isatty() and seen % 100 == 0:
            print(f"\r{seen} texts, {len(wrong)} wrong", end="", file=sys.stderr)

    run()
    for unit in LONG:
        one(unit * (200_000 // len(unit)))
    for text, found in wrong[:20]:
        print(repr(text), *found, sep="\n  ")
    print(f"{seen} texts, {len(wrong)} wrong, slowest {slowest:.1f} s, {time.perf_counter() - begun:.0f} s in all")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
