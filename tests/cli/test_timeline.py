"""The time line on the command line: terminal, JSON, table, filters, wrong use."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.analyse.test_timeline import event, reading
from wortlaut.cli.app import app
from wortlaut.export import record_json

pytestmark = pytest.mark.usefixtures("fake_reader")


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    answered = reading(
        event(1, status="offered"), event(2, "REJECT", who=("a2",), whom=("a1",), answers="e1"), said=True
    )
    path.write_bytes(b"".join(record_json(one) + b"\n" for one in (answered, reading(article="y", published=None))))
    return path


def test_the_terminal_tells_offers_from_refusals_and_what_answers_what(records: Path) -> None:
    result = wortlaut("timeline", records)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "~ 3. Mai 2023" in lines
    offer = next(line for line in lines if "bietet an" in line)
    refusal = next(line for line in lines if "lehnt ab" in line)
    assert "Oslo → Kiew" in offer
    assert "Kiew → Oslo" in refusal
    assert f"Antwort auf {offer.split()[0]}" in refusal
    assert "Oleh Marko" in result.stdout


def test_json_has_one_moment_a_line(records: Path) -> None:
    result = wortlaut("timeline", records, "--json", "--only", "events", "--quiet")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["act"] for one in found] == ["offered", "refused"]
    assert found[1]["answers"] == found[0]["key"]


def test_csv_goes_to_a_file(records: Path, tmp_path: Path) -> None:
    target = tmp_path / "line.csv"
    assert wortlaut("timeline", records, "--csv", target).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"), newline="")))
    assert {row["act"] for row in rows} == {"offered", "refused", "said"}
    assert all(row["earliest"] == "2023-05-03" for row in rows)


def test_an_actor_nobody_has_leaves_an_empty_line(records: Path) -> None:
    result = wortlaut("timeline", records, "--actor", "Niemand")
    assert result.exit_code == 0
    assert "Nichts für die Zeitleiste" in result.stdout


def test_articles_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Titel\n\n„Wir müssen handeln“, sagte sie.", encoding="utf-8")
    result = wortlaut("timeline", path, "--lang", "en")
    assert "Without a time" in result.stdout
    assert "Wir müssen handeln" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--csv", "-"),
        ("--excel",),
        ("--since", "2024-02-01", "--until", "2024-01-01"),
        ("--since", "gestern"),
    ],
)
def test_wrong_use_ends_with_2(records: Path, words: tuple[str, ...]) -> None:
    assert wortlaut("timeline", records, *words).exit_code == 2


@pytest.mark.parametrize("words", [("--plover", "-"), ("--format", "plover")])
def test_read_writes_plover(tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Titel\n\n„Wir müssen handeln“, sagte sie.", encoding="utf-8")
    result = wortlaut("read", path, *words, "--quiet")
    assert result.exit_code == 0
    assert all(json.loads(line)["event"] for line in result.stdout.splitlines())


def test_a_format_and_a_file_of_it_are_one_too_many(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Titel", encoding="utf-8")
    assert wortlaut("read", path, "--format", "csv", "--csv", tmp_path / "x.csv").exit_code == 2
