"""Networks through time: windows of calendar units, windows of claims, kernels (Leifeld 2017; rDNA 3.1)."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, get_args

import numpy as np

from wortlaut.analyse.counts import Counted, Floats, counted
from wortlaut.analyse.networks import Weighted
from wortlaut.analyse.plan import Plan
from wortlaut.analyse.weights import weights
from wortlaut.errors import CodingError
from wortlaut.record.coding import Claim

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
Kernel = Literal["uniform", "epanechnikov", "triangular", "gaussian"]
_SECONDS: dict[str, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MOST = 10_000


def windows(claims: Iterable[Claim], plan: Plan, *, unit: Unit = "month", width: int = 1) -> tuple[Weighted, ...]:
    """Return a network for each window of ``width`` units; each window starts one unit after the last.

    Windows lie wholly between the first and the last claim (or ``plan.start`` and ``plan.stop``); all have the same
    nodes. They hold whole calendar units (weeks from Monday, months from the first). With ``compat="dna"`` a window
    reaches half its width to both sides of a point in time, so that an even width is one unit longer than asked.
    """
    _known("unit", unit, get_args(Unit))
    if width < 1:
        raise CodingError(f"a window of {width} units holds nothing; it needs one at least")
    found = counted(claims, replace(plan, isolates=True))
    if not found.claims:
        return ()
    start, stop = plan.start or found.claims[0].at, plan.stop or found.claims[-1].at
    bounds = _around(start, stop, unit, width) if plan.compat == "dna" else _whole(start, stop, unit, width)
    times = [claim.at for claim in found.claims]
    return tuple(
        _of(found, plan, slice(bisect_left(times, since), bisect_right(times, until)), since, until)
        for since, until in bounds
    )


def windows_of_claims(claims: Iterable[Claim], plan: Plan, *, width: int) -> tuple[Weighted, ...]:
    """Return a network around each claim: that one and ``width // 2`` before and after it, in the order of their time.

    DNA shuffles claims of the same time; here they keep the order in which they are given.
    """
    if width < 2:
        raise CodingError("a window of claims needs a width of 2 at least")
    found = counted(claims, replace(plan, isolates=True))
    half, last = width // 2, len(found.claims) - 1
    return tuple(
        _of(found, plan, slice(at - half, at + half + 1), found.claims[at - half].at, found.claims[at + half].at)
        for at in range(half, last - half + 1)
    )


def smoothed(
    claims: Iterable[Claim],
    plan: Plan,
    *,
    unit: Unit = "day",
    width: int = 30,
    kernel: Kernel = "epanechnikov",
    indent: bool = False,
) -> tuple[Weighted, ...]:
    """Return a network for each unit in which claims count the less, the further away they are (kernel smoothing).

    A claim at a distance of d half-widths weighs zeta(d): uniform 1/2, Epanechnikov 3/4 (1 - d^2), triangular 1 - |d|,
    Gaussian the normal density; a pair of claims weighs sqrt(zeta_1 zeta_2). With ``indent`` only times whose whole
    kernel lies inside. Only the normalisations no and average fit. With ``compat="dna"`` the width is made even, and
    the triangle is |1 - d|, as in DNA 3.1.
    """
    _known("unit", unit, get_args(Unit))
    _known("kernel", kernel, get_args(Kernel))
    if plan.normalisation not in ("no", "average"):
        raise CodingError(f"a smoothed network cannot be normalised by {plan.normalisation}; use average or no")
    if unit not in _SECONDS:
        raise CodingError(f"a kernel needs units of one length, which a {unit} has not; use {', '.join(_SECONDS)}")
    if width < 1:
        raise CodingError(f"a kernel of {width} units holds nothing; it needs one at least")
    if plan.compat == "dna":
        width += width % 2
    found = counted(claims, replace(plan, isolates=True))
    if not found.claims:
        return ()
    half = width * _SECONDS[unit] / 2
    times = np.array([claim.at.timestamp() for claim in found.claims])
    start, stop = plan.start or found.claims[0].at, plan.stop or found.claims[-1].at
    if indent:
        start, stop = start + timedelta(seconds=half), stop - timedelta(seconds=half)
    first, slices = found.first(), []
    for at in _points(start, stop, unit):
        distance = (times[first] - at.timestamp()) / half
        zeta = _kernel(kernel, distance, plan)
        near = np.flatnonzero(zeta > 0)
        root = np.sqrt(zeta[near]) if plan.shape == "one-mode" else zeta[near]
        cube = found.cube(first[near], root * found.weight[first[near]])
        slices.append(Weighted(plan=plan, counted=found, array=weights(cube, found, plan), start=at, stop=at))
    return tuple(slices)


def _kernel(kernel: Kernel, distance: Floats, plan: Plan) -> Floats:
    shapes: dict[Kernel, Callable[[], Floats]] = {
        "uniform": lambda: np.full_like(distance, 0.5),
        "epanechnikov": lambda: 0.75 * (1 - distance**2),
        "triangular": lambda: np.abs(1 - distance) if plan.compat == "dna" else 1 - np.abs(distance),
        "gaussian": lambda: np.exp(-(distance**2) / 2) / math.sqrt(2 * math.pi),
    }
    zeta = shapes[kernel]()
    return zeta if kernel == "gaussian" else np.where(np.abs(distance) <= 1, zeta, 0.0)


def _of(found: Counted, plan: Plan, numbers: slice, since: datetime, until: datetime) -> Weighted:
    inside = _part(found, numbers)
    array = weights(inside.cube(inside.first()), inside, plan)
    return Weighted(plan=replace(plan, isolates=True), counted=inside, array=array, start=since, stop=until)


def _part(found: Counted, numbers: slice) -> Counted:
    return replace(
        found,
        claims=found.claims[numbers],
        row=found.row[numbers],
        column=found.column[numbers],
        level=found.level[numbers],
        once=found.once[numbers],
        weight=found.weight[numbers],
        confidence=found.confidence[numbers],
    )


def _around(start: datetime, stop: datetime, unit: Unit, width: int) -> Iterator[tuple[datetime, datetime]]:
    half = math.floor((width - 1) / 2 + 0.5)  # Math.round of Java: .5 goes up
    for at in _points(_moved(start, unit, half), _moved(stop, unit, -half), unit):
        yield _moved(at, unit, -half), _moved(at, unit, half)


def _whole(start: datetime, stop: datetime, unit: Unit, width: int) -> Iterator[tuple[datetime, datetime]]:
    first = _floor(start, unit)
    for number in range(_MOST + 1):
        since = _moved(first, unit, number)
        until = _moved(since, unit, width) - timedelta(microseconds=1)
        if until > _moved(_floor(stop, unit), unit, 1):
            return
        if number == _MOST:
            raise CodingError(f"more than {_MOST} windows: use a longer unit than {unit}")
        yield since, until


def _points(start: datetime, stop: datetime, unit: Unit) -> Iterator[datetime]:
    for number in range(_MOST + 1):
        at = _moved(start, unit, number)
        if at > stop:
            return
        if number == _MOST:
            raise CodingError(f"more than {_MOST} points in time: use a longer unit than {unit}")
        yield at


def _floor(at: datetime, unit: Unit) -> datetime:
    if unit == "second":
        return at.replace(microsecond=0)
    if unit == "minute":
        return at.replace(second=0, microsecond=0)
    if unit == "hour":
        return at.replace(minute=0, second=0, microsecond=0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _moved(at: datetime, unit: Unit, by: int) -> datetime:
    """Return a time moved by units; the 31st moved by a month is its last day, as in Java."""
    if unit in _SECONDS:
        return at + timedelta(seconds=_SECONDS[unit] * by)
    months = at.year * 12 + at.month - 1 + by * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=year, month=month + 1, day=min(day, at.day))
        except ValueError:
            continue
    raise CodingError(f"there is no month {by} {unit}s from {at:%Y-%m-%d}")  # pragma: no cover


def _known(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise CodingError(f"{name}: {value!r} is none of {', '.join(allowed)}")
