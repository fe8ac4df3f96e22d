"""The list of events (coded statements) as CSV, as the Discourse Network Analyzer 3.1 writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wortlaut.errors import CodingError, RecordError
from wortlaut.record.coding import Claim, Value

_BEFORE = ("statement_id", "time")
_AFTER = (
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
)
_TIME = "%Y-%m-%d %H:%M:%S"
_FIELDS = ("title", "author", "source", "section", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A claim with its words: ``start`` and ``stop`` in code points of the document, half-open, and who coded it."""

    claim: Claim
    start: int
    stop: int
    text: str
    coder: str = ""


def event_list(coded: Iterable[Coded], variables: Sequence[str] | None = None) -> bytes:
    """Return coded statements as CSV: semicolons, all cells in quotes, one column for each variable, in UTC.

    ``variables`` are the names of the columns in their order, None: those of all claims in the order of their first
    occurrence. As in DNA, a truth value is 1 or 0, and in the text a semicolon becomes a comma, a quotation mark an
    apostrophe. Raises CodingError for a variable with the name of another column.
    """
    rows = list(coded)
    names = list(dict.fromkeys(name for row in rows for name in row.claim.values) if variables is None else variables)
    taken = set(names) & {*_BEFORE, *_AFTER}
    if taken:
        raise CodingError(f"a list of events has a column {min(taken)!r} already; rename the variable")
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([*_BEFORE, *names, *_AFTER])
    for row in rows:
        claim = row.claim
        writer.writerow(
            [
                claim.id,
                claim.at.astimezone(UTC).strftime(_TIME),
                *(_plain(_cell(claim.values.get(name, ""))) for name in names),
                row.start,
                row.stop,
                _plain(row.text),
                _plain(row.coder),
                claim.document,
                *(_plain(claim.fields.get(name, "")) for name in _FIELDS),
            ]
        )
    return buffer.getvalue().encode()


def events_from_csv(data: bytes) -> tuple[Coded, ...]:
    """Return the coded statements of such a list; values are words or whole numbers. Raises RecordError."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
        return tuple(map(_coded, rows))
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise RecordError(f"this is no list of events of DNA: {error!r}") from None


def _coded(row: dict[str, str]) -> Coded:
    names = [name for name in row if name not in {*_BEFORE, *_AFTER}]
    claim = Claim(
        id=row["statement_id"],
        document=row["document_id"],
        at=datetime.strptime(row["time"], _TIME).replace(tzinfo=UTC),
        values={name: _value(row[name]) for name in names if row[name]},
        fields={name: row[f"document_{name}"] for name in _FIELDS if row[f"document_{name}"]},
    )
    start, stop = int(row["start_position"]), int(row["stop_position"])
    return Coded(claim=claim, start=start, stop=stop, text=row["text"], coder=row["coder"])


def _cell(value: Value) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _value(cell: str) -> Value:
    return int(cell) if cell.removeprefix("-").isdecimal() else cell


def _plain(text: str) -> str:
    return text.replace(";", ",").replace('"', "'").replace("\r", " ").replace("\n", " ")
