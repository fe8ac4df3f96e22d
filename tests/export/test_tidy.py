"""Tidy tables: every column is explained, keys and references hold, files read back as they were."""

from __future__ import annotations

import csv
import io
import re
import sys
import typing
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
import whole
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.errors import RecordError
from wortlaut.export.tidy import Cell, Column, Table, parquet, tables, tidy_csv
from wortlaut.record import Article, Coding, Event, Hearsay, Judgement, Paragraph, Reading, Register, Run
from wortlaut.record.reading import Actor, Kind, Mention, Relation, Statement
from wortlaut.resolve.register import register

pyarrow = pytest.importorskip("pyarrow")

TYPES: dict[str, type] = {"text": str, "integer": int, "number": float, "boolean": bool, "date": date}
NAMES = sorted(tables(()))


@pytest.fixture(scope="module")
def found() -> Mapping[str, Table]:
    return tables(whole.readings())


def rows(table: Table) -> list[dict[str, Cell]]:
    return [dict(zip(table.shape.names, row, strict=True)) for row in table.rows]


def test_every_column_of_every_table_is_explained_once_and_in_order(found: Mapping[str, Table]) -> None:
    told = [(row["table"], row["number"], row["column"]) for row in rows(found["codebook"])]
    assert told == [(name, n, c) for name in found for n, c in enumerate(found[name].shape.names, start=1)]
    assert all(str(row["meaning"]).endswith(".") or "…" in str(row["meaning"]) for row in rows(found["codebook"]))


def test_the_page_explains_every_table(found: Mapping[str, Table]) -> None:
    page = (Path(__file__).parents[2] / "docs/reference/tables.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", page.partition("\n### ")[0], re.MULTILINE)
    keys = {name: ", ".join(f"`{one.name}`" for one in found[name].columns if one.key) for name in found}
    assert lines == [(name, found[name].shape.meaning, keys[name]) for name in found]


def test_the_fixtures_fill_every_table(found: Mapping[str, Table]) -> None:
    assert [name for name, table in found.items() if not table.rows] == []


LITERAL_FIELDS = [
    ("paragraphs", "role", Paragraph, "role"),
    ("occurrences", "kind", Actor, "kind"),
    ("mentions", "kind", Mention, "kind"),
    ("statements", "kind", Statement, "kind"),
    ("statements", "medium", Statement, "medium"),
    ("statements", "certainty", Statement, "certainty"),
    ("statements", "polarity", Statement, "polarity"),
    ("hearsay", "certainty", Hearsay, "certainty"),
    ("events", "type", Event, "type"),
    ("events", "status", Event, "status"),
    ("events", "polarity", Event, "polarity"),
    ("relations", "kind", Relation, "kind"),
    ("codings", "agreement", Coding, "agreement"),
    ("codings", "kind", Coding, "kind"),
]


@pytest.mark.parametrize(("table", "column", "owner", "field"), LITERAL_FIELDS)
def test_levels_are_those_of_the_record(
    found: Mapping[str, Table], table: str, column: str, owner: type, field: str
) -> None:
    literal = typing.get_type_hints(owner)[field]
    levels = [row["level"] for row in rows(found["levels"]) if (row["table"], row["column"]) == (table, column)]
    assert levels == list(get_args(literal))
    (line,) = (one for one in rows(found["codebook"]) if (one["table"], one["column"]) == (table, column))
    assert str(line["levels"]).split(" | ") == levels


@pytest.mark.parametrize("name", NAMES)
def test_cells_have_the_type_and_the_levels_of_their_column(found: Mapping[str, Table], name: str) -> None:
    table = found[name]
    for column in table.columns:
        for cell in table.column(column.name):
            if cell is None:
                assert column.optional and not column.key, column.name
            else:
                assert type(cell) is TYPES[column.type], column.name
                assert not column.levels or cell in column.levels, column.name


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_unique(found: Mapping[str, Table], name: str) -> None:
    keys = [column.name for column in found[name].columns if column.key]
    values = list(zip(*(found[name].column(key) for key in keys), strict=True))
    assert keys
    assert len(set(values)) == len(values)


def target_keys(found: Mapping[str, Table], column: Column) -> tuple[bool, set[tuple[Cell, ...]]]:
    """Return whether a reference stays in its article, and the keys that it may point to."""
    target = found[str(column.refers)]
    keys = [one.name for one in target.columns if one.key]
    return keys[0] == "article" and len(keys) > 1, set(zip(*(target.column(key) for key in keys), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_references_hold(found: Mapping[str, Table], name: str) -> None:
    for column in found[name].columns:
        if column.refers is None:
            continue
        inside, keys = target_keys(found, column)
        for row in rows(found[name]):
            cell = row[column.name]
            assert cell is None or ((row["article"], cell) if inside else (cell,)) in keys, (column.name, cell)


def test_every_span_holds_the_words_of_its_article(found: Mapping[str, Table]) -> None:
    texts = {row["article"]: str(row["text"]) for row in rows(found["articles"])}
    checked = 0
    for name in NAMES:
        if {"article", "start", "end", "text"} <= set(found[name].shape.names):
            for row in rows(found[name]):
                if row["start"] is not None:
                    assert texts[row["article"]][row["start"] : row["end"]] == row["text"]  # type: ignore[misc]
                    checked += 1
    assert checked > 30


def test_actors_have_one_id_in_all_articles_and_judgements_join_them(found: Mapping[str, Table]) -> None:
    assert [row["articles"] for row in rows(found["actors"]) if row["actor"] == "local:person:jan-kowal"] == [2]
    speakers = {(row["article"], row["statement"]): row["speaker"] for row in rows(found["statements"])}
    assert speakers["a1", "s1"] == speakers["a2", "s1"] == speakers["a2", "s2"] == "local:person:jan-kowal"
    assert speakers["a1", "s6"] is None
    when = datetime(2026, 11, 22, tzinfo=UTC)
    same = Judgement.of("same", "local:person:jan-kowal", "Q42", reviewer="Anna", at=when)
    judged = tables(whole.readings(), register(whole.readings(), [same]))
    assert {row["speaker"] for row in rows(judged["statements"])} == {"Q42", None}


def test_the_first_link_is_the_one_that_counts(found: Mapping[str, Table]) -> None:
    links = [row for row in rows(found["links"]) if (row["article"], row["mention"]) == ("a1", "m2")]
    assert [(row["number"], row["local"], row["confidence"]) for row in links] == [(1, "p1", 0.8), (2, "p3", 0.1)]


def test_an_article_counts_once_and_only_with_its_actors() -> None:
    first, second = whole.readings()
    twice = tables([first, first, replace(first, statements=())])
    assert twice["statements"].rows == tables([first])["statements"].rows
    both = register([first, second])
    assert {row["articles"] for row in rows(tables([first], both)["actors"])} == {1}


def test_a_register_of_other_readings_is_refused() -> None:
    with pytest.raises(RecordError, match="register of the same readings"):
        tables(whole.readings(), Register(entries=()))


def read_csv(data: bytes, table: Table) -> list[tuple[Cell, ...]]:
    """Read a file as a stranger would: by the types of the codebook."""
    header, *lines = csv.reader(io.StringIO(data.decode(), newline=""))
    assert tuple(header) == table.shape.names
    parse: dict[str, Any] = {
        "text": str,
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
    }
    return [
        tuple(
            None if cell == "" else parse[column.type](cell) for cell, column in zip(line, table.columns, strict=True)
        )
        for line in lines
    ]


def read_parquet(data: bytes) -> list[tuple[Cell, ...]]:
    from pyarrow import parquet as files

    return [tuple(row.values()) for row in files.read_table(io.BytesIO(data)).to_pylist()]


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_parquet_read_back_as_they_were(found: Mapping[str, Table], name: str) -> None:
    table = found[name]
    assert read_csv(tidy_csv(table, exact=True), table) == list(table.rows)
    assert read_parquet(parquet(table)) == list(table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_tables_without_rows_keep_their_types(name: str) -> None:
    from pyarrow import parquet as files

    table = replace(tables(())[name], rows=())
    full = files.read_schema(io.BytesIO(parquet(tables(whole.readings())[name])))
    assert files.read_schema(io.BytesIO(parquet(table))).equals(full)
    assert read_csv(tidy_csv(table), table) == []


def test_parquet_has_days_factors_and_meanings(found: Mapping[str, Table]) -> None:
    from pyarrow import parquet as files

    data = files.read_table(io.BytesIO(parquet(found["statements"])))
    assert data.schema.field("when_earliest").type == pyarrow.date32()
    assert data.column("kind").combine_chunks().dictionary.to_pylist() == list(get_args(Kind))
    assert data.schema.field("kind").metadata[b"meaning"] == b"How the text gives it."
    assert date(2023, 5, 1) in data.column("when_earliest").to_pylist()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_of_text_runs_in_a_spreadsheet(start: str) -> None:
    reading = whole.first()
    title = f'{start}HYPERLINK("http://example.org";"ja, nein")'
    table = tables([replace(reading, article=replace(reading.article, title=title))])["articles"]
    place = table.shape.names.index("title")
    assert read_csv(tidy_csv(table), table)[0][place] == "'" + title
    assert read_csv(tidy_csv(table, exact=True), table)[0][place] == title


def test_without_pyarrow_the_error_says_what_to_install(
    found: Mapping[str, Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RecordError, match=r"pip install 'wortlaut\[parquet\]'"):
        parquet(found["articles"])


SURROGATE = re.compile("[\ud800-\udfff]")
anything = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=40)


@settings(deadline=None)  # a busy machine is no failure
@given(anything, anything, anything)
def test_whatever_the_text_files_read_back(text: str, title: str, author: str) -> None:
    article = Article(id="a", text=text, paragraphs=(), title=title, byline=(author,))
    found = tables([Reading(article=article, run=Run(wortlaut="1", model="m", lexicon="l"))])
    for name in ("articles", "bylines"):
        table = found[name]
        # UTF-8 has no lone surrogates: each becomes U+FFFD, so that offsets hold
        storable = [tuple(SURROGATE.sub("\ufffd", c) if isinstance(c, str) else c for c in row) for row in table.rows]
        assert read_csv(tidy_csv(table, exact=True), table) == storable == read_parquet(parquet(table))
        for read, cells in zip(read_csv(tidy_csv(table), table), storable, strict=True):
            assert all(one in (cell, f"'{cell}") for one, cell in zip(read, cells, strict=True))
