"""``wortlaut code``, ``codebook`` and ``network`` on the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import networkx
import pytest
from typer.testing import CliRunner, Result

from tests.store import made
from wortlaut.cli import options
from wortlaut.cli.app import app
from wortlaut.coding import propose
from wortlaut.export import record_json

BOOK = """
id = "stadt"
name = "Stadt"
[[concept]]
id = "bruecke"
name = "Die Rheinbrücke wird neu gebaut"
"""
TEXT = (
    "Streit\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier zu Ernst Abel.\n"
    "„Die Rheinbrücke neu zu bauen, ist ein Fehler“, sagte Ernst Abel.\n"
    "„Die Rheinbrücke neu zu bauen, ist richtig“, sagte Ida Roth."
)


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_bytes(record_json(made.reading(made.article(TEXT, id="a1", day=date(2024, 5, 3)))) + b"\n")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "stadt.toml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_positions_on_the_terminal_and_as_json(records: Path, book: Path) -> None:
    shown = wortlaut("code", book, records)
    assert shown.exit_code == 0, shown.output
    assert "+ Anna Meier" in shown.stdout and "Ernst Abel  Die Rheinbrücke neu zu bauen, ist ein Fehler" in shown.stdout
    lines = [json.loads(line) for line in wortlaut("code", book, records, "--json").stdout.splitlines()]
    assert [(one["actors"][0]["name"], one["agreement"]) for one in lines] == [
        ("Anna Meier", "for"),
        ("Ernst Abel", "against"),
        ("Ida Roth", "for"),
    ]
    assert all(one["evidence"][0]["text"] in TEXT for one in lines)


def test_a_codebook_to_begin_with(tmp_path: Path) -> None:
    path = tmp_path / "mein.toml"
    assert wortlaut("codebook", "new", path).exit_code == 0
    assert "9 concepts" in wortlaut("codebook", "check", path).stdout
    assert wortlaut("codebook", "new", path).exit_code == 2
    path.write_text("id = 1", encoding="utf-8")
    broken = wortlaut("codebook", "check", path)
    assert broken.exit_code == 2 and "has no concept" in " ".join(broken.stderr.split())
    path.write_bytes(b"\xff\xfe\x00")
    assert wortlaut("codebook", "check", path).exit_code == 2


def test_networks_of_records(records: Path, book: Path, tmp_path: Path) -> None:
    shown = wortlaut("network", records, "--codebook", book)
    assert shown.exit_code == 0, shown.output
    assert "Lager 1: Anna Meier, Ida Roth" in shown.stdout
    lines = wortlaut("network", records, "--codebook", book, "--what", "contradict", "--json").stdout.splitlines()
    found = {(one["source"], one["target"], one["weight"]) for one in map(json.loads, lines)}
    assert found == {("Anna Meier", "Ernst Abel", 1), ("Ernst Abel", "Ida Roth", 1)}
    target = tmp_path / "netz.graphml"
    assert wortlaut("network", records, "--codebook", book, "--what", "stands", "-o", target).exit_code == 0
    graph = networkx.read_graphml(target)
    assert graph.edges["local:person:ernst-abel", "bruecke"]["weight"] == -1
    assert graph.nodes["bruecke"]["label"] == "Die Rheinbrücke wird neu gebaut"


def test_who_speaks_to_whom_needs_no_codebook(records: Path) -> None:
    found = wortlaut("network", records, "--what", "speaks", "--format", "edges")
    (row,) = csv.DictReader(io.StringIO(found.stdout))
    assert (row["source"], row["target"], row["weight"], row["claims"]) == ("Anna Meier", "Ernst Abel", "1", "a1:s1")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 1, "a codebook says what the concepts are"),
        (("--what", "stands", "--normalisation", "cosine"), 1, "normalisation of a two-mode network"),
        (("-o", "netz.pdf"), 2, "--format"),
        (("--json", "--format", "dl"), 2, "only one of"),
        (("--backbone", "7"), 1, "alpha"),
    ],
)
def test_what_cannot_be_is_told(records: Path, book: Path, words: tuple[str, ...], code: int, told: str) -> None:
    given = ("--codebook", str(book)) if words else ()
    found = wortlaut("network", records, *given, *words)
    assert found.exit_code == code and told in " ".join(found.stderr.split())


def test_networks_through_time(book: Path, tmp_path: Path) -> None:
    path, target = tmp_path / "zeit.jsonl", tmp_path / "zeit.gexf"
    some = [made.article(TEXT, id=f"a{month}", day=date(2024, month, 3)) for month in (2, 3, 4, 5)]
    path.write_bytes(b"".join(record_json(made.reading(one)) + b"\n" for one in some))
    words = ("network", path, "--codebook", book, "--window", "month")
    done = wortlaut(*words, "-o", target, "-q")
    assert done.exit_code == 0, done.stderr
    assert b'mode="dynamic"' in target.read_bytes() and target.read_bytes().count(b"<spell ") > 3
    rows = list(csv.DictReader(io.StringIO(wortlaut(*words, "--format", "edges", "-q").stdout)))
    assert [row["start"][:10] for row in rows] == [f"2024-0{month}-01" for month in (2, 3, 4, 5)]
    assert {(row["source"], row["target"]) for row in rows} == {("Anna Meier", "Ida Roth")}
    refused = wortlaut(*words, "--format", "dl")
    assert refused.exit_code == 2 and "gexf or edges" in " ".join(refused.stderr.split())
    empty = wortlaut(*words, "--width", "9", "--format", "edges", "-q")
    assert empty.exit_code == 1 and "no window" in empty.stderr


def test_files_of_dna_and_articles_are_not_mixed(records: Path, tmp_path: Path) -> None:
    broken = tmp_path / "x.dna"
    broken.write_bytes(b"nothing")
    assert "cannot be joined" in wortlaut("network", records, broken).stderr
    found = wortlaut("network", broken)
    assert found.exit_code == 1 and "x.dna" in found.stderr


def test_the_bar_of_the_commands_is_that_of_proposals() -> None:
    assert options.LEAST == propose.LEAST
