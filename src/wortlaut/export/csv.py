"""Readings as a table, one row per statement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from wortlaut.record import Party, Reading, Span, Statement

HEADER = (
    "article",
    "source",
    "outlet",
    "published",
    "title",
    "statement",
    "kind",
    "speaker",
    "speaker_mention",
    "cue",
    "addressee",
    "via",
    "medium",
    "certainty",
    "polarity",
    "parent",
    "carried",
    "confidence",
    "content",
    "start",
    "end",
)
GAP = " […] "
BYTE_ORDER_MARK = "\ufeff"
# a spreadsheet runs such a cell as a formula: OWASP, "CSV Injection"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_rows(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield one row of cells per statement of ``reading``, in the order of ``HEADER``.

    ``content`` joins the pieces of a split quote with `` […] ``; ``start`` and ``end`` (code points of the
    article's text, half-open) are the outer bounds of all pieces. ``published`` is the day, or both ends of
    the half-open range as ``2023-05-01/2023-06-01``.
    """
    article = reading.article
    mentions = {mention.id: mention.span.of(article.text) for mention in reading.mentions}
    for statement in reading.statements:
        speaker = statement.speaker
        yield (
            article.id,
            article.source or "",
            article.outlet or "",
            _published(reading),
            article.title or "",
            statement.id,
            statement.kind,
            _name(speaker),
            mentions.get(speaker.mention, "") if speaker and speaker.mention else "",
            _words(statement.cue, article.text, " "),
            _name(statement.addressee),
            _name(statement.via),
            statement.medium,
            statement.certainty,
            statement.polarity,
            statement.parent or "",
            "yes" if speaker and speaker.carried else "no",
            f"{statement.confidence:.4f}",
            _words(statement.content, article.text, GAP),
            *_bounds(statement),
        )


def csv_lines(rows: Iterable[tuple[str, ...]], *, excel: bool = False) -> str:
    r"""Return ``rows`` as CSV (RFC 4180: commas, quotes only where needed, CRLF).

    With ``excel`` the form that a German Excel opens by a double click: semicolons and decimal commas (put
    ``BYTE_ORDER_MARK`` before the first row). A cell that a spreadsheet would run as a formula gets a leading
    apostrophe.

    >>> csv_lines([("a1", "=1+1", "„Nein, danke“")])
    'a1,\'=1+1,"„Nein, danke“"\r\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if excel else ",", lineterminator="\r\n")
    column = HEADER.index("confidence")
    for row in rows:
        cells = [guarded(cell) for cell in row]
        if excel and len(cells) == len(HEADER):
            cells[column] = cells[column].replace(".", ",")
        writer.writerow(cells)
    return buffer.getvalue()


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _name(party: Party | None) -> str:
    return (party.name or "") if party else ""


def _words(spans: Iterable[Span], text: str, gap: str) -> str:
    return gap.join(span.of(text) for span in spans)


def _bounds(statement: Statement) -> tuple[str, str]:
    start = min(span.start for span in statement.content)
    end = max(span.end for span in statement.content)
    return str(start), str(end)


def _published(reading: Reading) -> str:
    period = reading.article.published
    if period is None:
        return ""
    if period.precision == "day":
        return period.earliest.isoformat()
    return f"{period.earliest.isoformat()}/{period.latest.isoformat()}"
