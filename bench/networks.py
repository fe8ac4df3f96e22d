"""How fast networks are: 100,000 claims of 2,000 actors about 500 concepts, and their bands by a bootstrap.

    python -m bench.networks [--claims 100000] [--actors 2000] [--concepts 500] [--rounds 200] [--write]

Claims are drawn with a seed: half of them from all actors alike, half by a few who speak much; agreement like a coin,
confidences between .4 and 1, five claims a document, three years. Times are seconds by the clock in one process, memory
is the most that this process held. ``--write`` puts them into bench/results/ and docs/reference/networks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.results import FOLDER, ROOT, put
from wortlaut.analyse.bands import bands
from wortlaut.analyse.networks import weighted
from wortlaut.analyse.plan import Plan
from wortlaut.analyse.slices import windows
from wortlaut.analyse.structure import communities
from wortlaut.record import Claim

PAGE = ROOT / "docs" / "reference" / "networks.md"
FIRST = datetime(2022, 1, 1, tzinfo=UTC)


def drawn(number: int, actors: int, concepts: int, seed: int = 1) -> list[Claim]:
    """Return claims by chance."""
    chance = random.Random(seed)

    def actor() -> int:
        return chance.randrange(actors) if chance.random() < 0.5 else int(chance.paretovariate(0.7)) % actors

    return [
        Claim(
            id=f"c{at}",
            document=f"d{at // 5}",
            at=FIRST + timedelta(days=chance.randrange(3 * 365)),
            values={
                "actor": f"a{actor()}",
                "concept": f"k{chance.randrange(concepts)}",
                "agreement": chance.random() < 0.5,
            },
            confidence=chance.uniform(0.4, 1),
        )
        for at in range(number)
    ]


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds a call takes, and what it gives."""
    start = time.perf_counter()
    found = call()
    return time.perf_counter() - start, found


def measured(number: int, actors: int, concepts: int, rounds: int) -> dict[str, Any]:
    """Return all figures."""
    claims = drawn(number, actors, concepts)
    before = os.getloadavg()[0]
    seconds, found = timed(lambda: weighted(claims, Plan()))
    average, mean = timed(lambda: weighted(claims, Plan(normalisation="average")))
    bounded, _ = timed(lambda: bands(mean, rounds=rounds))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    months, slices = timed(lambda: windows(claims, Plan(), unit="month"))
    strongest, network = timed(lambda: found.network(most=2000))
    camps, _ = timed(lambda: communities(network))
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "load": [round(before, 2), round(os.getloadavg()[0], 2)],
        "claims": number,
        "actors": len(found.rows),
        "concepts": len(found.columns if found.plan.shape != "one-mode" else found.counted.columns),
        "edges": int((found.array != 0).sum() // 2),
        "congruence": round(seconds, 2),
        "average": round(average, 2),
        "bands": round(bounded, 1),
        "rounds": rounds,
        "megabytes": round(most / 1e6),
        "windows": round(months, 1),
        "months": len(slices),
        "strongest": round(strongest, 1),
        "communities": round(camps, 1),
    }


def table(told: dict[str, Any]) -> str:
    """Return the figures as a table of Markdown."""
    size = (
        f"{told['claims']:,} claims, {told['actors']:,} actors, {told['concepts']:,} concepts, {told['edges']:,} edges"
    )
    rows = (
        ("congruence network", "< 2 s", f"{told['congruence']} s"),
        ("the same, normalised by average", "", f"{told['average']} s"),
        (f"bands for all its edges, {told['rounds']} rounds", "< 60 s", f"{told['bands']} s"),
        ("most memory until then", "< 1,000 MB", f"{told['megabytes']:,} MB"),
        (f"a network for each of {told['months']} months", "", f"{told['windows']} s"),
        ("the 2,000 strongest edges with the claims behind each", "", f"{told['strongest']} s"),
        ("their camps", "", f"{told['communities']} s"),
    )
    lines = [f"| {size} | bar | measured |", "| --- | --- | ---: |", *(f"| {' | '.join(row)} |" for row in rows)]
    loads = " → ".join(map(str, told["load"]))
    return "\n".join([*lines, "", f"Measured {told['date']}, load average of the machine {loads}."])


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--actors", type=int, default=2000)
    parser.add_argument("--concepts", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    told = measured(given.claims, given.actors, given.concepts, given.rounds)
    shown = table(told)
    if given.write:
        (FOLDER / "networks.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        put(PAGE, "speed", shown)
    print(shown)


if __name__ == "__main__":
    main()
