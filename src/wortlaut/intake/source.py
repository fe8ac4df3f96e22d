"""Command-line words → sources → articles: files, folders, addresses, standard input."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wortlaut.errors import IntakeError, NoArticle
from wortlaut.intake.decode import MAX_BYTES, check_size, decode, encoding_of, refuse_binary
from wortlaut.intake.feeds import Feed, feed_from_text, looks_like_feed
from wortlaut.intake.fetch import Fetched, Fetcher, is_url
from wortlaut.intake.html import article_from_html, looks_like_html
from wortlaut.intake.table import Columns, Failed, TableFormat, articles_from_table
from wortlaut.intake.text import article_from_text
from wortlaut.record import Article

Format = Literal["auto", "text", "html", "json", "jsonl", "csv", "tsv"]
FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
}
_MAX_JSON = 512 * 1024 * 1024  # a corpus in one JSON value must fit into memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something to load: a file, an address, or bytes from standard input. Cheap; nothing is opened yet."""

    name: str
    kind: Literal["file", "url", "bytes", "nothing"]
    format: Format = "auto"
    data: bytes | None = None


def sources(names: Iterable[str | Path], *, stdin: bytes | None = None) -> Iterator[Source]:
    """Expand files, folders (with all below, sorted; hidden and golden files left out), addresses and ``-``.

    ``stdin`` holds what came in through standard input, for ``-``; without it ``load`` reads it. A path
    that does not exist is a source, too: ``load`` reports it.

    >>> [source.kind for source in sources(["https://example.org/a", "-"], stdin=b"Berlin schweigt.")]
    ['url', 'bytes']
    """
    for given in names:
        name = str(given)
        if name == "-":
            yield Source(name="-", kind="bytes", data=stdin)
        elif is_url(name):
            yield Source(name=name, kind="url")
        elif os.path.isdir(name):
            yield from _folder(name)
        else:
            yield Source(name=name, kind="file", format=FORMATS.get(Path(name).suffix.lower(), "auto"))


def _folder(name: str) -> Iterator[Source]:
    empty = True
    for folder, below, files in os.walk(name):
        below[:] = sorted(one for one in below if not one.startswith("."))
        for file in sorted(files):
            suffix = Path(file).suffix.lower()
            if suffix in FORMATS and not file.startswith((".", "~$")) and not file.endswith(".gold.json"):
                empty = False
                yield Source(name=os.path.join(folder, file), kind="file", format=FORMATS[suffix])
    if empty:
        yield Source(name=name, kind="nothing")


def load(
    source: Source | str | Path,
    *,
    columns: Columns | None = None,
    allow_private: bool = False,
    any_language: bool = False,
    fetcher: Fetcher | None = None,
    known: Callable[[str], bool] | None = None,
) -> Iterator[Article | Failed]:
    """Yield the articles of one source, a Failed for each that cannot be read; never raises for bad input.

    ``columns`` is for JSON and CSV, ``allow_private`` for addresses; a ``fetcher`` given by the caller
    keeps connections open over many calls. The address of a feed gives the articles that it names, but for those
    whose address is ``known``.
    """
    if not isinstance(source, Source):
        for expanded in sources([source]):
            yield from load(
                expanded,
                columns=columns,
                allow_private=allow_private,
                any_language=any_language,
                fetcher=fetcher,
                known=known,
            )
        return
    try:
        if source.kind == "url" and fetcher is not None:
            yield from _from_url(source.name, fetcher, known, any_language=any_language)
        elif source.kind == "url":
            with Fetcher(allow_private=allow_private) as own:
                yield from _from_url(source.name, own, known, any_language=any_language)
        elif source.kind == "nothing":
            raise NoArticle(f"no readable file in this folder ({', '.join(sorted(FORMATS))})")
        elif source.kind == "file" and source.format in ("jsonl", "csv", "tsv"):
            yield from _from_lines(source, columns, any_language=any_language)
        else:
            yield from _from_bytes(source, columns, any_language=any_language)
    except IntakeError as error:
        yield Failed(source=source.name, error=error)
    except OSError as error:
        yield Failed(source=source.name, error=_unreadable(error))
    except (ValueError, RecursionError, MemoryError) as error:
        yield Failed(source=source.name, error=_unforeseen(error))


def _unforeseen(error: Exception) -> IntakeError:
    return IntakeError(f"cannot be read ({type(error).__name__}: {error})")


def _unreadable(error: OSError) -> IntakeError:
    if isinstance(error, FileNotFoundError):
        return IntakeError("no such file or folder: check the path")
    if isinstance(error, PermissionError):
        return IntakeError("no permission to read it")
    return IntakeError(f"cannot be read: {error.strerror or error}")


def page_from(page: Fetched, source: str, *, any_language: bool = False) -> Article | Feed:
    """Return what an address gave: an article, or a feed. Raises IntakeError where it is neither."""
    plain = (page.content_type or "").lower().startswith("text/plain")
    text = decode(page.body, content_type=page.content_type, html=not plain)
    if looks_like_feed(text):
        return feed_from_text(text, page.url)
    if plain and not looks_like_html(text):
        return article_from_text(text, source, url=page.url, any_language=any_language, fetched=page.at)
    return article_from_html(text, page.url, source=source, fetched=page.at, any_language=any_language)


def _from_url(
    url: str, fetcher: Fetcher, known: Callable[[str], bool] | None, *, any_language: bool
) -> Iterator[Article | Failed]:
    found = page_from(fetcher.get(url), url, any_language=any_language)
    if isinstance(found, Article):
        yield found
        return
    for entry in found.entries:
        if known is not None and known(entry.url):
            continue
        try:
            one = page_from(fetcher.get(entry.url), entry.url, any_language=any_language)
            if isinstance(one, Feed):
                raise NoArticle("a feed names it as an article, but it is a feed")
            yield one
        except IntakeError as error:
            yield Failed(source=entry.url, error=error)
        except (ValueError, RecursionError, MemoryError) as error:
            yield Failed(source=entry.url, error=_unforeseen(error))


def _from_bytes(source: Source, columns: Columns | None, *, any_language: bool) -> Iterator[Article | Failed]:
    data = _read(source)
    limit = _MAX_JSON if source.format in ("json", "jsonl", "csv", "tsv") else MAX_BYTES
    text = decode(data, html=source.format == "html" or b"<meta" in data[:4096].lower(), limit=limit)
    format = _format_of(text, source)
    if format == "html":
        yield article_from_html(text, source=source.name, any_language=any_language)
    elif format == "text":
        yield article_from_text(text, source.name, any_language=any_language)
    else:
        yield from articles_from_table(text, format, source=source.name, columns=columns, any_language=any_language)


def _read(source: Source) -> bytes:
    if source.data is not None:
        return source.data
    limit = _MAX_JSON if source.format == "json" or source.kind == "bytes" else MAX_BYTES
    if source.kind == "bytes":
        data = sys.stdin.buffer.read(limit + 1)
        check_size(len(data), limit)
        return data
    with open(source.name, "rb") as file:
        data = file.read(limit + 1)
        if len(data) > limit:
            refuse_binary(data)
            check_size(os.fstat(file.fileno()).st_size, limit)
    return data


def _format_of(text: str, source: Source) -> Literal["text", "html"] | TableFormat:
    """Settle the format: as the name says, but a page is a page; without a name by the first words."""
    if source.format in ("json", "jsonl", "csv", "tsv"):
        return source.format
    if source.format == "html" or looks_like_html(text):
        return "html"
    if source.format == "text":
        return "text"
    start = text.lstrip("\ufeff \t\r\n")[:1]
    return "json" if start in ("{", "[") and _is_json(text) else "text"


def _is_json(text: str) -> bool:
    """Tell JSON from a text that opens with a bracket: a quotation mark, an object or the end follows."""
    follows = text.lstrip("\ufeff \t\r\n")[1:200].lstrip()[:1]
    return follows in ('"', "{", "[", "]", "}")


def _from_lines(source: Source, columns: Columns | None, *, any_language: bool) -> Iterator[Article | Failed]:
    """Read a table line by line, so that a corpus of any size fits."""
    format: TableFormat = source.format  # type: ignore[assignment]
    with open(source.name, "rb") as file:
        newline = None if format == "jsonl" else ""
        lines = io.TextIOWrapper(file, encoding=encoding_of(file), errors="replace", newline=newline)
        yield from articles_from_table(lines, format, source=source.name, columns=columns, any_language=any_language)
