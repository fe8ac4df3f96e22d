"""``wortlaut code`` and ``wortlaut codebook`` on the command line."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.coding.debate import BOOK, TEXT, reading
from wortlaut.cli.app import app
from wortlaut.coding.files import codebook_from, codebook_toml
from wortlaut.export import record_json

pytestmark = pytest.mark.usefixtures("fake_reader")


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(record_json(reading(id)) + b"\n" for id in ("r1", "r2")))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "codebook.toml"
    path.write_text(codebook_toml(BOOK), encoding="utf-8")
    return path


def test_json_has_one_coding_a_line_with_words_and_reasons(book: Path, records: Path) -> None:
    result = wortlaut("code", book, records, "--json", "--quiet")
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["article"], one["concept"], one["agreement"]) for one in found] == [
        (id, "tempolimit", side) for id in ("r1", "r2") for side in ("for", "against")
    ]
    first = found[0]
    assert first["actors"] == [{"id": "a1", "name": "Karin Holm"}]
    assert [TEXT[one["start"] : one["end"]] for one in first["evidence"]] == [one["text"] for one in first["evidence"]]
    assert first["reasons"]


def test_csv_has_one_row_per_coding(book: Path, records: Path, tmp_path: Path) -> None:
    target = tmp_path / "codings.csv"
    assert wortlaut("code", book, records, "--csv", target).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"), newline="")))
    assert [row["actors"] for row in rows] == ["Karin Holm", "Jens Ried"] * 2


def test_the_terminal_shows_codings_or_positions(book: Path, records: Path) -> None:
    shown = wortlaut("code", book, records).stdout
    assert "Auf Autobahnen gilt ein Tempolimit" in shown
    assert "keyword «Tempolimit»" in shown
    positions = wortlaut("code", book, records, "--positions").stdout
    assert "Jens Ried" in positions
    assert "keyword" not in positions


def test_a_broken_codebook_is_named_and_nothing_is_read(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('id = "b"\nname = \n', encoding="utf-8")
    for command in (("code", path, records), ("codebook", "check", path), ("codebook", "propose", "--codebook", path)):
        result = wortlaut(*command)
        assert result.exit_code == 2
        assert "line 2" in result.stderr


def test_check_tells_what_concepts_lack(book: Path) -> None:
    result = wortlaut("codebook", "check", book)
    assert result.exit_code == 0
    assert "(1 keywords, 0 examples, no definition, no examples, no counterexamples)" in result.stdout


def test_proposed_concepts_are_a_codebook(book: Path, records: Path) -> None:
    everything = codebook_from(wortlaut("codebook", "propose", records, "--size", "2").stdout)
    assert any("Tempolimit" in one.name for one in everything.concepts)
    result = wortlaut("codebook", "propose", records, "--size", "2", "--codebook", book, "--quiet")
    assert not any("Tempolimit" in one.name for one in codebook_from(result.stdout).concepts)


def test_two_outputs_at_once_and_writing_over_the_codebook_are_refused(book: Path, records: Path) -> None:
    assert wortlaut("code", book, records, "--json", "--positions").exit_code == 2
    assert wortlaut("code", book, records, "--csv", book).exit_code == 2
    assert codebook_from(book.read_text(encoding="utf-8")) == BOOK
