"""Spans of time of several networks as intervals of GEXF, of which no two overlap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from wortlaut.errors import CodingError
from wortlaut.record.network import Network

TimeFormat = Literal["date", "dateTime"]
Interval = tuple[str, str]
_INSTANT = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)


def intervals(networks: Sequence[Network]) -> tuple[TimeFormat, list[Interval]]:
    """Return the inclusive interval of each network, in days where these are enough, else in seconds.

    Windows that overlap (a month that moves by days) stand from their middle to the middle of the next one, as the
    Discourse Network Analyzer dates them; the last one to its end. Raises CodingError unless each network has a start
    and a stop and they come in the order of time.
    """
    windows = [_window(one, number) for number, one in enumerate(networks, start=1)]
    if any(later[0] <= earlier[1] for earlier, later in pairwise(windows)):
        windows = _parted(windows)
    days = [(start.date(), stop.date()) for start, stop in windows]
    if all(earlier[1] < later[0] for earlier, later in pairwise(days)):
        return "date", [(start.isoformat(), stop.isoformat()) for start, stop in days]
    seconds = [(start.replace(microsecond=0), stop.replace(microsecond=0)) for start, stop in windows]
    if any(later[0] <= earlier[1] for earlier, later in pairwise(seconds)):
        raise CodingError("two networks cover the same time; write each to a file of its own")
    return "dateTime", [(start.isoformat(), stop.isoformat()) for start, stop in seconds]


def _window(network: Network, number: int) -> tuple[datetime, datetime]:
    if network.start is None or network.stop is None:
        raise CodingError(f"network {number} has no time; a GEXF file of several needs start and stop of each")
    return network.start, network.stop


def _parted(windows: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    middles = [start + (stop - start) / 2 for start, stop in windows]
    if any(later <= earlier for earlier, later in pairwise(middles)):
        raise CodingError("networks need an order of time, and one for each span; write others to files of their own")
    if len({middle.date() for middle in middles}) == len(middles):
        middles = [datetime.combine(middle, time(), middle.tzinfo) for middle in middles]
        return [*zip(middles, [one - _INSTANT for one in middles[1:]], strict=False), (middles[-1], windows[-1][1])]
    return [*zip(middles, [one - _SECOND for one in middles[1:]], strict=False), (middles[-1], windows[-1][1])]
