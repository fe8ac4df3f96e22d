"""JSON, JSON lines and CSV → articles, one per object or row."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from wortlaut.errors import IntakeError, NoArticle
from wortlaut.intake.bylines import clean_names
from wortlaut.intake.dates import dates_in, day_period
from wortlaut.intake.decode import MAX_BYTES, check_size
from wortlaut.intake.html import article_from_html, looks_like_html
from wortlaut.intake.moments import day_in
from wortlaut.intake.text import article_from_text
from wortlaut.record import Article, Period

TableFormat = Literal["json", "jsonl", "csv", "tsv"]

# names guessed for a column that is not named, the likeliest first
_GUESSES = {
    "text": (
        "text volltext fulltext full_text maintext main_text plain_text plaintext body content "
        "article_text artikeltext articlebody article_body inhalt beitrag artikel article.text article "
        "story"
    ),
    "title": ("title titel headline überschrift ueberschrift schlagzeile heading article.title"),
    "date": (
        "date datum published published_at publication_date publicationdate date_publish date_published "
        "datepublished published_date pubdate pub_date publishing_date veröffentlicht veroeffentlicht "
        "erscheinungsdatum publish_date created_at timestamp"
    ),
    "url": ("url link uri permalink href web_url source_url article.url"),
    "outlet": (
        "outlet medium publisher zeitung newspaper source_name sitename site_name quelle source "
        "source_domain domain article.outlet"
    ),
    "author": ("author authors autor autoren autorin byline verfasser creator article.byline"),
}
_LIST_KEYS = (
    "articles",
    "artikel",
    "items",
    "data",
    "docs",
    "documents",
    "results",
    "rows",
    "records",
    "entries",
)
_TEXT_FREE = 100_000  # characters of a table looked at to tell its delimiter


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column or JSON key holds what; None lets Wortlaut guess by usual names.

    A dot goes into nested objects: ``article.text``.
    """

    text: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A source, or a row of one (``corpus.csv#3``), that could not become an article, and why."""

    source: str
    error: IntakeError


def articles_from_table(
    text: str | Iterable[str],
    format: TableFormat,
    *,
    source: str,
    columns: Columns | None = None,
    any_language: bool = False,
) -> Iterator[Article | Failed]:
    """Yield an article or a failure for each object of a JSON text or each row of a table.

    ``text`` is the whole text, or its lines for ``jsonl``, ``csv`` and ``tsv``. Rows count from 1 and are
    named ``SOURCE#ROW``; a single JSON object keeps the name. The words of the text column stay as they
    are: a title column is kept as the title, not put into the text.

    >>> [article.title for article in articles_from_table('{"titel": "Abfuhr", "text": "Tokajew lehnt ab."}',
    ...  "json", source="a.json")]
    ['Abfuhr']
    """
    columns = columns or Columns()
    if format == "json":
        rows = _json_rows(text if isinstance(text, str) else "".join(text), source)
    elif format == "jsonl":
        rows = _jsonl_rows(io.StringIO(text) if isinstance(text, str) else text, source)
    else:
        rows = _csv_rows(io.StringIO(text, newline="") if isinstance(text, str) else text, format, source)
    for name, row in rows:
        if isinstance(row, Failed):
            yield row
            continue
        try:
            yield _article(row, name, columns, any_language=any_language)
        except IntakeError as error:
            yield Failed(source=name, error=error)


_Rows = Iterator[tuple[str, "Mapping[str, Any] | Failed"]]


def _json_rows(text: str, source: str) -> _Rows:
    try:
        value = json.loads(text.removeprefix("\ufeff"), strict=False)
    except ValueError as error:
        if "\n" in text.strip() and isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from _jsonl_rows(io.StringIO(text), source)  # JSON lines in a file called .json
            return
        yield source, Failed(source=source, error=NoArticle(f"not valid JSON: {error}"))
        return
    except RecursionError:
        yield source, Failed(source=source, error=NoArticle("not valid JSON: nested too deeply"))
        return
    if isinstance(value, dict):
        inner = next((value[key] for key in _LIST_KEYS if isinstance(value.get(key), list)), None)
        if inner is None or _found(value, Columns(), "text")[0]:
            yield source, value
            return
        value = inner
    if not isinstance(value, list):
        yield (
            source,
            Failed(source=source, error=NoArticle("JSON, but neither an object nor a list of objects")),
        )
        return
    if not value:
        yield source, Failed(source=source, error=NoArticle("an empty JSON list"))
    for number, entry in enumerate(value, start=1):
        yield _json_row(entry, f"{source}#{number}")


def _json_row(entry: Any, name: str) -> tuple[str, Mapping[str, Any] | Failed]:
    if isinstance(entry, str):
        entry = {"text": entry}
    if isinstance(entry, dict):
        return name, entry
    return name, Failed(source=name, error=NoArticle("not a JSON object"))


def _jsonl_rows(lines: Iterable[str], source: str) -> _Rows:
    empty = True
    for number, line in enumerate(lines, start=1):
        line = line.strip().removeprefix("\ufeff")
        if not line:
            continue
        empty = False
        name = f"{source}#{number}"
        try:
            check_size(len(line), 2 * MAX_BYTES)
            yield _json_row(json.loads(line, strict=False), name)
        except IntakeError as error:
            yield name, Failed(source=name, error=error)
        except (ValueError, RecursionError) as error:
            yield name, Failed(source=name, error=NoArticle(f"not valid JSON: {error}"))
    if empty:
        yield source, Failed(source=source, error=NoArticle("no lines in it"))


def _csv_rows(lines: Iterable[str], format: TableFormat, source: str) -> _Rows:
    csv.field_size_limit(max(csv.field_size_limit(), min(4 * MAX_BYTES, sys.maxsize)))
    rest = iter(lines)
    head = next((line for line in rest if line.strip("\ufeff \r\n")), None)
    if head is None:
        yield source, Failed(source=source, error=NoArticle("an empty table"))
        return
    head = head.removeprefix("\ufeff")
    delimiter = "\t" if format == "tsv" else _delimiter(head)
    if head.lower().startswith("sep=") and len(head.strip()) == 5:  # Excel's own hint
        delimiter, head = head[4], next(rest, "")
    reader = csv.reader(itertools.chain([head], rest), delimiter=delimiter)
    names: list[str] = []
    for number in itertools.count():
        name = f"{source}#{number}"
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield name, Failed(source=name, error=NoArticle(f"a damaged row: {error}"))
            continue
        if not names:
            names = [cell.strip() for cell in cells]
        elif any(cell.strip() for cell in cells):
            yield name, dict(zip(names, cells, strict=False))
    if number <= 1:
        yield source, Failed(source=source, error=NoArticle(f"only a header, no rows: {', '.join(names)}"))


def _delimiter(header: str) -> str:
    """Choose the delimiter under which the header has most known names, then most columns."""
    known = {guess for guesses in _GUESSES.values() for guess in guesses.split()}

    def merit(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip().lower() for cell in next(csv.reader([header[:_TEXT_FREE]], delimiter=delimiter), [])]
        return sum(cell in known for cell in cells), len(cells)

    return max((",", ";", "\t", "|"), key=merit)


def _found(row: Mapping[str, Any], columns: Columns, field: str) -> tuple[str, Any]:
    """Return the name and value of a field of a row: as named, else the first usual name that is there."""
    named: str | None = getattr(columns, field)
    if named is not None and (value := _value(row, named)) is not None:
        return named, value
    if named is not None and named != field:
        return "", None
    lowered = {name.lower().replace(" ", "_").replace("-", "_"): name for name in row if isinstance(name, str)}
    for guess in _GUESSES[field].split():
        value = row.get(lowered[guess]) if guess in lowered else _value(row, guess)
        if value is not None and not (field == "text" and not isinstance(value, str | list)):
            return lowered.get(guess, guess), value
    return "", None


def _value(row: Mapping[str, Any], name: str) -> Any:
    if name in row:
        return row[name]
    value: Any = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _words(value: Any, between: str = ", ") -> str:
    """Read a cell: a string, a number, a list of them, or objects with a name."""
    if isinstance(value, list):
        return between.join(filter(None, (_words(entry, between) for entry in value)))
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("earliest") or value.get("text"))
    if value is None or isinstance(value, bool):
        return ""
    return str(value).encode("utf-8", "replace").decode("utf-8")  # half characters cannot be kept


def _article(row: Mapping[str, Any], name: str, columns: Columns, *, any_language: bool) -> Article:
    column, value = _found(row, columns, "text")
    if not column:
        wanted = f"no column {columns.text!r}" if columns.text else "no column with the text"
        raise NoArticle(f"{wanted}; there are: {', '.join(str(key) for key in list(row)[:30]) or 'none'}")
    text = _words(value, "\n\n")
    if not text.strip():
        raise NoArticle(f"column {column!r} is empty in this row")
    check_size(len(text))
    said = {
        field: _words(_found(row, columns, field)[1]).strip() or None for field in ("title", "url", "outlet", "author")
    }
    published = _published(_words(_found(row, columns, "date")[1]))
    author = said["author"]
    byline = (clean_names(author) or (author,)) if author else ()
    if looks_like_html(text):
        page = article_from_html(text, said["url"], source=name, any_language=any_language)
        return replace(
            page,
            outlet=said["outlet"] or page.outlet,
            byline=byline or page.byline,
            published=published or page.published,
        )
    return article_from_text(
        text,
        name,
        url=said["url"],
        outlet=said["outlet"],
        title=said["title"],
        byline=byline,
        published=published,
        any_language=any_language,
    )


def _published(words: str) -> Period | None:
    day = day_in(words)
    if day is not None:
        return day_period(day)
    found = dates_in(words[:100])
    return found[0][2] if found else None
