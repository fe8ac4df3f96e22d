"""Figures of the store that are kept: as JSON in bench/results/, as tables in docs/reference/store.md."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "results"
PAGE = ROOT / "docs/reference/store.md"
BARS = {"search": 150, "article": 200, "actor": 300}
"""Milliseconds under which the 95th percentile on SQLite has to stay."""
_TITLES = {"search": "search", "article": "page of an article", "actor": "page of an actor", "other": "", "added": ""}
_VERBS = {"added": "to add "}
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_CLOCKS = {"sqlite": {"clock": "", "processor": "busy "}, "postgresql": {"clock": ""}}
"""What is shown of the times; a server's time on the processor is not ours."""


def written(name: str, results: dict[str, Any]) -> dict[str, Any]:
    """Put results into the file of that name and its table into the page; return them with those from before."""
    path = FOLDER / f"{name}.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    before |= results
    FOLDER.mkdir(exist_ok=True)
    path.write_text(json.dumps(before, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    put(PAGE, name, TABLES[name](before))
    return before


def put(page: Path, name: str, shown: str) -> None:
    """Put a table into a page, between the marks ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    marks = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    text = page.read_text(encoding="utf-8")
    page.write_text(marks.sub(lambda found: f"{found[1]}{shown}\n{found[2]}", text), encoding="utf-8")


def dated(load: float) -> dict[str, Any]:
    """Return the day, and the load average of the machine ``load`` before and now."""
    return {"date": datetime.now(UTC).date().isoformat(), "load": [round(load, 2), round(os.getloadavg()[0], 2)]}


def table(results: dict[str, Any]) -> str:
    """Return the figures of stores as Markdown."""
    kinds = [kind for kind in _NAMES if kind in results]
    lines = ["| | " + " | ".join(_NAMES[kind] for kind in kinds) + " |", "| --- |" + " ---: |" * len(kinds)]
    for label, key in (("articles", "articles"), ("of these near-copies", "copies"), ("statements", "statements"),
                       ("events", "events"), ("actors", "actors")):  # fmt: skip
        lines.append(f"| {label} | " + " | ".join(f"{results[kind][key]:,}" for kind in kinds) + " |")
    lines.append("| size, GB | " + " | ".join(f"{results[kind]['bytes'] / 1e9:.2f}" for kind in kinds) + " |")
    peaks = (f"{results[kind]['peak_bytes'] / 1e6:.0f}" for kind in kinds)
    lines.append("| peak memory of the process, MB | " + " | ".join(peaks) + " |")
    columns = [f"{_NAMES[kind]}, {what}" for kind in kinds for what in _CLOCKS[kind]]
    lines += ["", "| ms: p50 / p95 / max | bar for p95 | " + " | ".join(columns) + " |"]
    lines.append("| --- | ---: |" + " ---: |" * len(columns))
    for group, title in _TITLES.items():
        for name in dict.fromkeys(name for kind in kinds for name in results[kind]["times"][group]):
            if name == "any" or (name == "all" and not title):
                continue
            label = f"**{title}**" if name == "all" else f"… {name}" if title else f"{_VERBS.get(group, '')}{name}"
            bar = f"{BARS[group]}" if name == "all" else ""
            found = [(results[kind]["times"][group].get(name), kind) for kind in kinds]
            cells = [_times(one, prefix) for one, kind in found for prefix in _CLOCKS[kind].values()]
            lines.append(f"| {label} | {bar} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", _when(results, kinds)])


def claims_table(results: dict[str, Any]) -> str:
    """Return how fast codings are kept and claims are given as Markdown."""
    kinds = [kind for kind in _NAMES if kind in results]
    lines = ["| | " + " | ".join(_NAMES[kind] for kind in kinds) + " |", "| --- |" + " ---: |" * len(kinds)]
    for key, label in (("articles", "articles"), ("codings", "codings"), ("claims", "claims"),
                       ("utterances", "utterances"), ("coded_per_second", "codings kept per second"),
                       ("articles_per_second", "articles coded per second")):  # fmt: skip
        lines.append(f"| {label} | " + " | ".join(f"{results[kind][key]:,.0f}" for kind in kinds) + " |")
    columns = [f"{_NAMES[kind]}, {what}" for kind in kinds for what in _CLOCKS[kind]]
    lines += ["", "| ms: p50 / p95 / max | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for name in dict.fromkeys(name for kind in kinds for name in results[kind]["times"]):
        found = [(results[kind]["times"].get(name), kind) for kind in kinds]
        cells = [_times(one, prefix) for one, kind in found for prefix in _CLOCKS[kind].values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", _when(results, kinds)])


def _times(one: dict[str, float] | None, prefix: str) -> str:
    return " / ".join(f"{one[prefix + name]:.0f}" for name in ("p50", "p95", "max")) if one else ""


def _rows(results: dict[str, Any], rows: dict[str, str]) -> str:
    """Return a table with a row for each figure; lists are counted."""
    kinds = [kind for kind in _NAMES if kind in results]
    lines = ["| | " + " | ".join(_NAMES[kind] for kind in kinds) + " |", "| --- |" + " ---: |" * len(kinds)]
    for key, label in rows.items():
        values = (results[kind][key] for kind in kinds)
        cells = (f"{len(one) if isinstance(one, list | tuple | dict) else one:,}" for one in values)
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", _when(results, kinds)])


def _when(results: dict[str, Any], kinds: Sequence[str]) -> str:
    loads = ", ".join(f"{_NAMES[kind]} {' → '.join(map(str, results[kind]['load']))}" for kind in kinds)
    days = " and ".join(sorted({results[kind]["date"] for kind in kinds}))
    return f"Measured {days}; load average of the machine before and after: {loads}."


TABLES: dict[str, Callable[[dict[str, Any]], str]] = {
    "store": table,
    "claims": claims_table,
    "crashes": partial(
        _rows,
        rows={
            "acknowledged": "articles acknowledged",
            "kills": "deaths while they were added",
            "servers_killed": "of these, of the server",
            "lost": "acknowledged articles lost",
            "broken": "articles that are not whole",
            "unacknowledged": "articles kept and not yet acknowledged",
            "wrong": "found by `wortlaut db check`",
        },
    ),
    "crowd": partial(
        _rows,
        rows={
            "writers": "writers",
            "readers": "readers",
            "seconds": "seconds",
            "added": "articles added",
            "asked": "times somebody searched, read an article and looked somebody up",
            "longest_write": "longest wait of a writer, s",
            "longest_read": "longest such look of a reader, s",
            "troubles": "kinds of errors that a user would have seen (such as “database is locked”)",
            "lost": "articles lost",
            "wrong": "found by `wortlaut db check`",
        },
    ),
}
