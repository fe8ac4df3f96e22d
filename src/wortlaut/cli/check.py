"""``wortlaut check``: whether files of records prove themselves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from wortlaut.export import Verdict

_MOST_PROBLEMS = 100


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILES", help="Files of records (- for standard input).")],
) -> None:
    """Check records: the schema, and the proof of every span.

    Takes what --json and --jsonl write. Exit code 0 if all is well, 1 if not.
    """
    from wortlaut.cli.output import quiet_pipe

    with quiet_pipe():
        verdicts = {name: _verdict(name) for name in files}
        records = sum(verdict.records for verdict in verdicts.values())
        spans = sum(verdict.spans for verdict in verdicts.values())
        problems = sum(len(verdict.problems) for verdict in verdicts.values())
        for name, verdict in verdicts.items():
            _report(name, verdict)
        looked_at = f"{_count(records, 'record')}, {_count(spans, 'span')}"
        print(f"{looked_at}, {_count(problems, 'problem') if problems else 'all proven'}")
    if problems:
        raise typer.Exit(1)


def _verdict(name: str) -> Verdict:
    from wortlaut import export

    if name == "-":
        return export.check(sys.stdin.buffer)
    try:
        with open(name, "rb") as lines:
            return export.check(lines)
    except OSError as error:
        raise typer.BadParameter(f"{name}: {error.strerror}", param_hint="FILES") from None


def _report(name: str, verdict: Verdict) -> None:
    from wortlaut.cli.safe import safe

    for problem in verdict.problems[:_MOST_PROBLEMS]:
        print(safe(f"{name}: {problem}"))
    more = len(verdict.problems) - _MOST_PROBLEMS
    if more > 0:
        print(safe(f"{name}: and {more} more"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
