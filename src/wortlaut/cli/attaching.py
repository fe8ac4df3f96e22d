"""Text-free packages and one's own copies of the articles → records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from wortlaut.cli.articles import Batch, Trouble, columns
from wortlaut.cli.batch import counted, report, say, spare_sources
from wortlaut.cli.codings import plain
from wortlaut.cli.output import lines_to, quiet_pipe
from wortlaut.errors import RecordError
from wortlaut.export import record_json
from wortlaut.export.textfree import Attached, attach, fits
from wortlaut.record import Article


def run(package: Path, texts: list[str], *, output: str, codings: str | None, allow_private: bool, quiet: bool) -> int:
    """Attach packages to copies; return the exit code."""
    files = tuple(name for name in (output, codings) if name not in (None, "-"))
    batch = Batch(sources=texts, columns=columns(), allow_private=allow_private, outputs=files)
    spare_sources([*texts, str(package)], files)
    waiting = dict(enumerate(line for line in package.read_bytes().splitlines() if line.strip()))
    whole, other = len(waiting), 0
    with quiet_pipe(), ExitStack() as stack:
        write = stack.enter_context(lines_to(output))
        write_coding = stack.enter_context(lines_to(codings)) if codings is not None else None
        for article in batch.articles():
            for number, found in _matching(waiting, article, batch.troubles):
                del waiting[number]
                other += not found.exact
                write(record_json(found.reading) + b"\n")
                if write_coding is not None:
                    for coding in found.reading.codings:
                        line = json.dumps(plain(found.reading, coding), ensure_ascii=False)
                        write_coding(line.encode("utf-8", "replace") + b"\n")
    if waiting:
        reason = f"{counted(len(waiting), 'article')} of {whole} found no copy among the texts"
        batch.troubles.append(Trouble(source=str(package), reason=reason))
    if not quiet:
        told = f", {other} of them with other white space, quotation marks or hyphens" if other else ""
        say(f"{counted(whole - len(waiting), 'article')} attached{told}")
    report(batch.troubles)
    return 1 if batch.troubles else 0


def _matching(waiting: dict[int, bytes], article: Article, troubles: list[Trouble]) -> Iterator[tuple[int, Attached]]:
    """Yield the package of an article, if there is one; a broken line is noted once."""
    for number, line in list(waiting.items()):
        try:
            if fits(line, article):
                yield number, attach(line, article.text, title=article.title)
                return
        except RecordError as error:
            troubles.append(Trouble(source=f"line {number + 1}", reason=str(error)))
            del waiting[number]
