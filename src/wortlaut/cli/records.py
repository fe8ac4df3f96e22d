"""Readings of articles and of files of records: what ``wortlaut read`` wrote need not be read again."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from wortlaut.cli.articles import Batch, Trouble, expanded
from wortlaut.cli.batch import load_reader
from wortlaut.export import Problem, readings_from_json
from wortlaut.record import Reading

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"wortlaut/1"')
_LOOKED_AT = 200


def readings_of(batch: Batch, model: Path | None, processes: int | None) -> Iterator[Reading]:
    """Yield the readings of records, then those of articles; the model is loaded only for the latter."""
    written = {Path(name).resolve() for name in batch.outputs}
    names = [name for name in expanded(batch.sources) if not written or Path(name).resolve() not in written]
    records = [name for name in names if name != "-" and holds_records(name)]
    yield from recorded(records, batch.troubles)
    rest = [name for name in names if name not in set(records)]
    if "-" in rest:
        found, batch.stdin = standard_input(batch.troubles)
        yield from found
        rest = rest if batch.stdin is not None else [name for name in rest if name != "-"]
    if rest:
        batch.sources = rest
        yield from load_reader(model).read_many(batch.articles(), processes=processes)


def holds_records(name: str) -> bool:
    """Say whether a file holds records and not articles."""
    path = Path(name)
    if path.suffix.lower() not in _SUFFIXES or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return _RECORD.match(stream.read(_LOOKED_AT)) is not None
    except OSError:
        return False  # whoever reads it as an article says why


def recorded(names: Iterable[str], troubles: list[Trouble]) -> Iterator[Reading]:
    """Yield the readings of files of records; what is no record is noted in ``troubles``."""
    for name in names:
        try:
            with open(name, "rb") as lines:
                yield from _read(lines, name, troubles)
        except OSError as error:
            troubles.append(Trouble(source=name, reason=f"cannot be read: {error.strerror}"))


def standard_input(troubles: list[Trouble]) -> tuple[Iterator[Reading], bytes | None]:
    """Return the readings that come in through standard input, or its bytes if they are no records."""
    stream = sys.stdin.buffer
    head = [stream.readline()]
    if head[0].strip(b"\xef\xbb\xbf \r\n") == b"{":
        head.append(stream.readline())
    if _RECORD.match(b"".join(head)):
        return _read(chain(head, stream), "-", troubles), None
    return iter(()), b"".join(head) + stream.read()


def _read(lines: Iterable[bytes], name: str, troubles: list[Trouble]) -> Iterator[Reading]:
    for found in readings_from_json(lines):
        if isinstance(found, Problem):
            troubles.append(Trouble(source=name, reason=str(found)))
        else:
            yield found
