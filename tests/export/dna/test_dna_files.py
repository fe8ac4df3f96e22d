"""Files of the Discourse Network Analyzer, read and written."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from dna_made import SAMPLE, changed, dna

from wortlaut.errors import CodingError, RecordError
from wortlaut.export.dna import Dna, dna_bytes, dna_from
from wortlaut.export.dna.tables import CodedStatement, Regex


def schema(data: bytes) -> dict[str, str]:
    """Return the definition of each table without white space."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        return {name: re.sub(r"\s+", "", sql) for name, sql in rows}


def test_everything_comes_back() -> None:
    assert dna_from(dna_bytes(dna())) == dna()


def test_equal_contents_are_equal_bytes() -> None:
    assert dna_bytes(dna()) == dna_bytes(dna_from(dna_bytes(dna())))


def test_nothing_but_a_version_and_admin() -> None:
    least = Dna(settings=dna().settings, coders=dna().coders[:1])
    assert dna_from(dna_bytes(least)) == least


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample that comes with rDNA is not here")
def test_the_sample_of_rdna_comes_back_whole() -> None:
    data = SAMPLE.read_bytes()
    read = dna_from(data)
    again = dna_from(dna_bytes(read))
    assert again == read
    assert schema(dna_bytes(read)) == schema(data)
    counts = [len(part) for part in (read.documents, read.statements, read.entities, read.coders, read.regexes)]
    assert counts == [7, 41, 23, 4, 6]
    assert sum(len(one.attributes) for one in read.entities) == 69
    assert sum(len(one.values) for one in read.statements) == 161


def test_a_file_of_write_ahead_logging_is_read() -> None:
    data = bytearray(dna_bytes(dna()))
    data[18:20] = b"\x02\x02"
    assert dna_from(bytes(data)) == dna()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no SQLite database"),
        (b"PK\x03\x04" + bytes(600), "no SQLite database"),
        (dna_bytes(dna())[:100], "cut off after 100 bytes"),
        (dna_bytes(dna())[:9000], "damaged"),
        (dna_bytes(dna())[:8192] + b"\xff" * 4096 + dna_bytes(dna())[12288:], "damaged"),
        (changed(dna_bytes(dna()), "CREATE TABLE CODERPERMISSIONS(ID)"), "DNA 2: open it once in DNA 3"),
        (changed(dna_bytes(dna()), "UPDATE SETTINGS SET Value = '2.0' WHERE Property = 'version'"), "of DNA 2.0"),
        (changed(dna_bytes(dna()), "UPDATE SETTINGS SET Value = '' WHERE Property = 'version'"), "which version"),
        (changed(dna_bytes(dna()), "DROP TABLE SETTINGS"), "another program"),
        (changed(dna_bytes(dna()), "DROP TABLE REGEXES"), "not the schema of DNA 3.*REGEXES"),
        (changed(dna_bytes(dna()), "ALTER TABLE CODERS RENAME Refresh TO Often"), "not the schema.*Refresh"),
        (changed(dna_bytes(dna()), "INSERT INTO DATAINTEGER VALUES (900, 99, 4, 1)"), "statement 99"),
        (changed(dna_bytes(dna()), "INSERT INTO ATTRIBUTEVALUES VALUES (900, 99, 1, 'x')"), "entity 99"),
        (changed(dna_bytes(dna()), "UPDATE DOCUMENTS SET Text = CAST(x'ff' AS TEXT)"), "damaged"),
    ],
)
def test_what_is_no_file_of_dna(data: bytes, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        dna_from(data)


@pytest.mark.parametrize(
    ("field", "more", "told"),
    [
        ("regexes", dna().regexes, "REGEXES .*UNIQUE"),
        ("regexes", (Regex(label="x" * 191),), "LENGTH"),
        ("regexes", (Regex(label="\ud83c"),), "REGEXES.*surrogates"),
        ("statements", (CodedStatement(id=99, type=1, document=2, start=4, stop=4, coder=4),), "Start < Stop"),
        ("statements", (CodedStatement(id=99, type=1, document=50, start=4, stop=5, coder=4),), "row 99 of STATEMENTS"),
    ],
)
def test_what_cannot_be_in_a_file(field: str, more: tuple[object, ...], told: str) -> None:
    wrong = replace(dna(), **{field: (*getattr(dna(), field), *more)})
    with pytest.raises(CodingError, match=told):
        dna_bytes(wrong)
