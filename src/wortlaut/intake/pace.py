"""How often a host is asked: one request at a time, and a pause after each."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 24 * 3600.0
"""Seconds that a server may ask us to wait, for a pause or before another try."""
_MOST_PATIENCE = 60.0


@dataclass(slots=True, kw_only=True)
class Pace:
    """Turns at hosts, for all threads of a process; ``pause`` in seconds, or more where robots.txt asks for it.

    ``clock`` and ``sleep`` are those of the machine unless a test hands in its own.
    """

    pause: float = 0.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict, init=False, repr=False)
    _slow: dict[str, float] = field(default_factory=dict, init=False, repr=False)
    _turns: dict[str, threading.Lock] = field(default_factory=dict, init=False, repr=False)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked, and keep others from asking it meanwhile; at most a minute."""
        with self._turns.setdefault(host, threading.Lock()):
            wait = min(self._free.get(host, 0.0) - self.clock(), _MOST_PATIENCE)
            if wait > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                self._free[host] = self.clock() + self.delay(host)

    def slow(self, host: str, seconds: float) -> None:
        """Remember the pause that a host asks for."""
        self._slow[host] = min(seconds, LONGEST)

    def delay(self, host: str) -> float:
        """Return the pause after a request to a host, in seconds."""
        return max(self.pause, self._slow.get(host, 0.0))


def seconds_until(header: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for, at most a day, None for none that can be read.

    >>> seconds_until("120"), seconds_until("morgen")
    (120.0, None)
    >>> seconds_until("Mon, 01 Jun 2026 10:00:30 GMT", datetime(2026, 6, 1, 10, tzinfo=UTC))
    30.0
    """
    words = (header or "").strip()
    if words.isascii() and words.isdecimal():
        return min(float(words[:9]), LONGEST)
    try:
        moment = parsedate_to_datetime(words)
    except (TypeError, ValueError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0), LONGEST)
