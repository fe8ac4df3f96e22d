"""Text-free packages and one's own copies of the articles → records."""

from __future__ import annotations

import json
from contextlib import ExitStack, suppress
from pathlib import Path

from wortlaut.cli.articles import Batch, Trouble, columns
from wortlaut.cli.batch import counted, progress, report, say, spare_sources
from wortlaut.cli.codings import plain
from wortlaut.cli.output import Write, lines_to, quiet_pipe
from wortlaut.errors import RecordError
from wortlaut.export import record_json
from wortlaut.export.textfree import Attached, Package, attached, package_from
from wortlaut.export.textfree.letters import Letters
from wortlaut.record import Article, Reading


def run(
    package: Path,
    texts: list[str],
    *,
    output: str,
    codings: str | None,
    versions: bool,
    allow_private: bool,
    quiet: bool,
) -> int:
    """Attach packages to copies, with ``versions`` also to those with some other words; return the exit code."""
    files = tuple(name for name in (output, codings) if name not in (None, "-"))
    batch = Batch(sources=texts, columns=columns(), allow_private=allow_private, outputs=files)
    spare_sources([*texts, str(package)], files)
    waiting = _packages(package, batch.troubles)
    whole = len(waiting)
    done: list[Attached] = []
    with quiet_pipe(), ExitStack() as stack:
        write = stack.enter_context(lines_to(output))
        write_coding = stack.enter_context(lines_to(codings)) if codings is not None else None
        advance = stack.enter_context(progress(batch, hidden=quiet))
        for article in batch.articles():
            number = _partner(waiting, article, versions=versions)
            if number is None:
                continue
            try:
                found = attached(waiting.pop(number), article)
            except RecordError as error:
                batch.troubles.append(Trouble(source=f"line {number}", reason=str(error)))
                continue
            done.append(found)
            _note(found, article, batch.troubles)
            _write(found.reading, write, write_coding)
            advance(len(done))
    if waiting:
        reason = f"{counted(len(waiting), 'article')} of {whole} found no copy among the texts"
        batch.troubles.append(Trouble(source=str(package), reason=reason))
    if not quiet:
        other = sum(not one.exact and one.differs is None for one in done)
        told = f", {other} of them with other white space, quotation marks or hyphens" if other else ""
        say(f"{counted(len(done), 'article')} attached{told}")
    report(batch.troubles)
    return 1 if batch.troubles else 0


def _packages(file: Path, troubles: list[Trouble]) -> dict[int, Package]:
    """Return the packages of a file by line; a broken line is noted."""
    found = {}
    for number, line in enumerate(file.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if line.strip():
            try:
                found[number] = package_from(line)
            except RecordError as error:
                troubles.append(Trouble(source=f"line {number}", reason=str(error)))
    return found


def _partner(waiting: dict[int, Package], article: Article, *, versions: bool) -> int | None:
    """Return the line of the package of an article: of the same text, of the same letters, of another version."""
    own = Letters(article.text)
    for number, one in waiting.items():
        if one.is_of(article.text) or one.is_nearly_of(own):
            return number
    for number, one in waiting.items() if versions else ():
        with suppress(RecordError):  # another article
            attached(one, article)
            return number
    return None


def _note(found: Attached, article: Article, troubles: list[Trouble]) -> None:
    """Note where a copy differs and what has no place in it."""
    if found.differs is not None or found.lost:
        reason = f"{found.differs or 'it has other marks'}; {counted(len(found.lost), 'finding')} without a place in it"
        troubles.append(Trouble(source=article.source or article.id, reason=reason))


def _write(reading: Reading, write: Write, write_coding: Write | None) -> None:
    write(record_json(reading) + b"\n")
    if write_coding is not None:
        for coding in reading.codings:
            line = json.dumps(plain(reading, coding), ensure_ascii=False)
            write_coding(line.encode("utf-8", "replace") + b"\n")
