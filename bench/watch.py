"""How long something takes: on the clock, and of that on the processor."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds on the clock, and those for which this process was working.

    On a machine that has nothing else to do both are nearly the same, unless another process works for this one (as a
    server of PostgreSQL does) or the disk does.
    """

    clock: float
    busy: float


def took(work: Callable[[], object]) -> Took:
    """Do something and return how long it took."""
    clock, busy = time.perf_counter(), time.process_time()
    work()
    return Took(clock=(time.perf_counter() - clock) * 1000, busy=(time.process_time() - busy) * 1000)


def summed(times: Sequence[Took]) -> dict[str, float]:
    """Return number, median, 95th percentile and maximum of the clock, and of the processor the same.

    >>> summed([Took(3.0, 1.0), Took(1.0, 1.0), Took(2.0, 1.0)])
    {'n': 3, 'p50': 2.0, 'p95': 3.0, 'max': 3.0, 'busy p50': 1.0, 'busy p95': 1.0, 'busy max': 1.0}
    """
    return {
        "n": len(times),
        **_figures("", [one.clock for one in times]),
        **_figures("busy ", [one.busy for one in times]),
    }


def _figures(prefix: str, times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    named = zip(("p50", "p95", "max"), (statistics.median(ordered), ordered[at], ordered[-1]), strict=True)
    return {prefix + name: round(one, 1) for name, one in named}
