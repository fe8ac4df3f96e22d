"""Draw how a training went: its loss and its figures on dev, epoch after epoch.

    python -m bench.curves work/reader/log.jsonl --out docs/training.png

The log has one JSON object per epoch (`training.train`): ``stage``, ``epoch``, ``loss``, ``seconds`` and, when the
model was evaluated, figures between 0 and 1 under names of their own. All of these are drawn, whatever they are. Of an
epoch that is there twice, since a run was taken up again, the later line counts.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Series = dict[int, float]  # epoch, counted through all stages from 1 → value

ABOUT = ("stage", "epoch", "seconds")  # keys that are no figures
QUOTES = ("message", "roles", "joint", "type", "medium")
NAMES = ("names", "per", "org", "loc", "misc")
COLOURS = "#1d4e79 #c0562f #4d7f4a #7d5a94 #b08a2e #3c8c93 #a34a63 #6b7280 #8c6d4f #5a7fc0".split()
INK, GREY, PALE = "#3a3f47", "#8a909a", "#dfe2e6"
WIDTH, LINE, CHARACTER = 8.0, 0.145, 0.071  # inches: of the picture, of a line of labels, of a character


@dataclass(slots=True)
class Log:
    """Where each stage begins, and a series of values by name."""

    starts: dict[str, int] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    epochs: int = 0


def read_log(lines: Iterable[str]) -> Log:
    """Read the lines of a log; values that are no finite numbers are left out."""
    entries = {(entry["stage"], entry["epoch"]): entry for entry in map(json.loads, filter(str.strip, lines))}
    log = Log(epochs=len(entries))
    for place, entry in enumerate(entries.values(), 1):
        log.starts.setdefault(entry["stage"], place)
        for name, value in entry.items():
            if name not in ABOUT and type(value) in (int, float) and math.isfinite(value):
                log.series.setdefault(name, {})[place] = value
    return log


def panels(log: Log) -> dict[str, dict[str, Series]]:
    """Sort the series into panels by title; dev figures become percent. A panel without any is left out."""
    losses = {name: series for name, series in log.series.items() if name.startswith("loss")}
    figures = {
        name: {place: 100 * value for place, value in series.items()}
        for name, series in log.series.items()
        if name not in losses
    }
    found = {
        "Loss": losses,
        "Quotes on dev, F1 in %": {name: series for name, series in figures.items() if name in QUOTES},
        "Names on dev, F1 in %": {name: series for name, series in figures.items() if name in NAMES},
        "Grammar on dev, %": {name: series for name, series in figures.items() if name not in (*QUOTES, *NAMES)},
    }
    return {title: series for title, series in found.items() if series}


def apart(heights: Sequence[float], gap: float, top: float = 1.0) -> list[float]:
    """Move heights up and down in their order until they are ``gap`` apart and none is above ``top``.

    >>> apart([0.5, 0.5, 0.0], 0.25)
    [0.375, 0.625, 0.0]
    """
    order = sorted(range(len(heights)), key=heights.__getitem__)
    ranked = [heights[i] for i in order]
    up = list(accumulate(ranked, lambda last, height: max(height, last + gap)))
    down = list(accumulate(reversed(ranked), lambda last, height: min(height, last - gap)))[::-1]
    caps = [top - gap * above for above in reversed(range(len(order)))]
    placed = {i: min((high + low) / 2, cap) for i, high, low, cap in zip(order, up, down, caps, strict=True)}
    return [placed[i] for i in range(len(heights))]


def levels(starts: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Return for each name, from left to right, the lowest line on which it touches no other.

    >>> levels([0, 1, 2, 9], [3, 3, 3, 3])
    [0, 1, 2, 0]
    """
    ends: list[float] = []
    found = []
    for start, width in zip(starts, widths, strict=True):
        level = next((i for i, end in enumerate(ends) if end <= start), len(ends))
        ends[level:] = [start + width, *ends[level + 1 :]]
        found.append(level)
    return found


def draw(log: Log, out: Path) -> None:
    """Draw all panels below each other into a picture file; its ending tells the format."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise SystemExit(f"{error.name} is missing: pip install '.[train]'") from error
    found = panels(log)
    if not found:
        raise SystemExit("the log has no figures yet")
    heights = [max(1.6, LINE * (len(series) + 3)) for series in found.values()]
    figure = Figure(figsize=(WIDTH, sum(heights) + 0.5 * len(found) + 0.4), layout="constrained")
    rows = figure.subplots(len(found), 1, sharex=True, squeeze=False, height_ratios=heights)[:, 0]
    for row, height, (title, series) in zip(rows, heights, found.items(), strict=True):
        _lines(row, series, log)
        _labels(row, series, LINE / height)
        _plain(row, log)
        above = _stages(row, log, LINE / height) if row is rows[0] else 0
        row.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK, pad=6 + 72 * LINE * above)
    rows[-1].set_xlabel("epoch", color=INK, fontsize=9)
    figure.savefig(out, dpi=160)


def _lines(row: Any, series: Mapping[str, Series], log: Log) -> None:
    """Draw a line for each series; those of losses are cut where stages begin, since each has one of its own."""
    begins = [0, *log.starts.values(), sys.maxsize]
    losses = any(name.startswith("loss") for name in series)
    for colour, values in zip(_colours(series), series.values(), strict=True):
        for first, last in pairwise(begins) if losses else [(0, sys.maxsize)]:
            part = {place: value for place, value in values.items() if first <= place < last}
            row.plot(list(part), list(part.values()), color=colour, linewidth=1.5, marker="o", markersize=2.8)
    row.set_xlim(0.5, log.epochs + 0.5)
    if losses:
        row.set_ylim(bottom=min(0.0, row.get_ylim()[0]))


def _labels(row: Any, series: Mapping[str, Series], gap: float) -> None:
    """Write the name and last value of each series to the right, where its line ends."""
    low, high = row.get_ylim()
    ends = [list(values.items())[-1] for values in series.values()]
    places = apart([(value - low) / (high - low) for _, value in ends], gap)
    for colour, name, end, place in zip(_colours(series), series, ends, places, strict=True):
        row.annotate(
            f"{name.replace('_', ' ')} {end[1]:.{2 if name.startswith('loss') else 1}f}",
            xy=end,
            xytext=(1.02, place),
            textcoords="axes fraction",
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "relpos": (0, 0.5), "shrinkA": 1},
            annotation_clip=False,
            color=colour,
            fontsize=8.5,
            va="center",
        )


def _plain(row: Any, log: Log) -> None:
    """Leave of the frame what helps to read: pale lines for values and for the ends of stages."""
    for start in log.starts.values():
        if start > 1:
            row.axvline(start - 0.5, color=PALE, linewidth=1.2, zorder=0)
    row.grid(axis="y", color=PALE, linewidth=0.6)
    row.set_axisbelow(True)
    row.locator_params(axis="y", nbins=6)
    row.xaxis.get_major_locator().set_params(integer=True, nbins=20)
    row.tick_params(length=0, labelsize=8, colors=INK)
    for side, spine in row.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(PALE)


def _stages(row: Any, log: Log, line: float) -> int:
    """Write the stages' names above the panel, on several lines where they are narrow; return how many lines."""
    character = CHARACTER * log.epochs / (0.84 * WIDTH)
    starts = [start - 0.5 for start in log.starts.values()]
    lines = levels(starts, [character * (len(name) + 0.5) for name in log.starts])
    for name, start, level in zip(log.starts, starts, lines, strict=True):
        place = (start, 1.02 + line * level)
        row.text(*place, name, color=GREY, fontsize=8, va="bottom", transform=row.get_xaxis_transform())
    return max(lines) + 1


def _colours(series: Mapping[str, Series]) -> list[str]:
    return [COLOURS[i % len(COLOURS)] for i in range(len(series))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the loss and the dev figures of a training log."""
    parser = argparse.ArgumentParser(prog="python -m bench.curves", description=main.__doc__)
    parser.add_argument("log", type=Path, help="log.jsonl of a training")
    parser.add_argument("--out", type=Path, default=Path("docs/training.png"), help="picture to write")
    options = parser.parse_args(arguments)
    draw(read_log(options.log.read_text(encoding="utf-8").splitlines()), options.out)
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
