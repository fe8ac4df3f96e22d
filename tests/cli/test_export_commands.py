"""``wortlaut export``, ``attach`` and ``review cas`` on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import cassis
import pytest
from pyarrow import parquet
from typer.testing import CliRunner, Result

from tests.store import made
from wortlaut.cli.app import app
from wortlaut.cli.export import Form
from wortlaut.cli.exporting import FOLDERS, LINES
from wortlaut.coding.files import codebook_from
from wortlaut.coding.propose import propose
from wortlaut.export import readings_from_json, record_json
from wortlaut.record import Reading
from wortlaut.store import Store

TEXT = (
    "Streit\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier zu Ernst Abel.\n"
    "„Die Rheinbrücke neu zu bauen, ist ein Fehler“, sagte Ernst Abel."
)
BOOK = 'id = "stadt"\nname = "Stadt"\n[[concept]]\nid = "bruecke"\nname = "Die Rheinbrücke wird neu gebaut"\n'


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1"})


def done(*words: str | Path) -> Result:
    result = wortlaut(*words)
    assert result.exit_code == 0, result.stderr
    return result


def reading(number: int = 0) -> Reading:
    text = TEXT if not number else TEXT.replace("Streit", f"Streit {number}")
    return made.reading(made.article(text, id=f"a{number}", day=date(2024, 5, 3 + number), outlet=f"Bote {number}"))


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An archive with two articles and a codebook that one of them is coded with."""
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("WORTLAUT_DATABASE", str(path))
    book = codebook_from(BOOK)
    with Store.open(path) as store:
        store.codings.add_codebook(book)
        for number in range(2):
            store.add(reading(number))
            store.codings.set_codings(f"a{number}", book, propose(reading(number), book), made_by="test")
    yield path


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(record_json(reading(number)) + b"\n" for number in range(2)))
    return path


def test_all_formats_have_a_writer() -> None:
    assert {*LINES, *FOLDERS} == {*get_args(Form)} and not LINES.keys() & FOLDERS.keys()


@pytest.mark.parametrize("form", sorted(LINES))
def test_files_of_the_archive_and_of_records_are_the_same(form: str, records: Path, database: Path) -> None:
    target = records.with_name("da")
    told = done("export", form, "-o", target, "--copies")
    assert told.stderr == f"2 articles -> {target}\n"
    again = done("export", form, records, "-q")
    assert again.stderr == ""
    if form == "dna-events":
        rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")), delimiter=";"))
        assert [(row["concept"], row["agreement"]) for row in rows] == [("bruecke", "1"), ("bruecke", "0")] * 2
        assert rows[0]["text"] == "Wir brauchen eine neu gebaute Rheinbrücke"
    elif form == "text-free":  # salts and codings differ
        assert len(target.read_bytes().splitlines()) == len(again.stdout_bytes.splitlines()) == 2
    elif form != "ftm":  # of one day and text the archive knows a near-copy
        assert sorted(target.read_bytes().splitlines()) == sorted(again.stdout_bytes.splitlines())
    assert target.stat().st_size > 0 or form == "plover"


@pytest.mark.parametrize("form", sorted(FOLDERS))
def test_folders(form: str, database: Path, tmp_path: Path) -> None:
    target = tmp_path / "neu" / "hier"
    told = done("export", form, "-o", target, "--copies").stderr
    names = {path.name for path in target.iterdir()}
    assert told == f"2 articles, {len(names)} files -> {target}\n"
    expected = {"annotations": "a1.jsonld", "cas-json": "a1.json", "cas-xmi": "a1.xmi", "parquet": "statements.parquet"}
    assert expected.get(form, "statements.csv") in names
    if form.startswith("cas"):
        with (target / "TypeSystem.xml").open("rb") as stream:
            assert cassis.load_typesystem(stream).contains_type("webanno.custom.Statement")
    if form == "parquet":
        assert parquet.read_table(target / "statements.parquet").num_rows == 4
    if form == "tidy-csv":
        rows = list(csv.DictReader(io.StringIO((target / "codings.csv").read_text(encoding="utf-8"))))
        assert {(row["concept"], row["agreement"]) for row in rows} == {("bruecke", "for"), ("bruecke", "against")}
    again = wortlaut("export", form, "-o", target)
    assert again.exit_code == 2 and "--force" in again.stderr
    done("export", form, "-o", target, "--force", "--copies", "-q")
    assert {path.name for path in target.iterdir()} == names


def test_what_of_the_archive(database: Path, tmp_path: Path) -> None:
    def articles(*words: str) -> list[str]:
        lines = done("export", "json", "-q", *words).stdout.splitlines()
        return [json.loads(line)["article"]["id"] for line in lines]

    assert articles() == articles("--copies") == ["a0", "a1"]  # too short for a near-copy
    assert articles("--outlet", "Bote 1", "--copies") == ["a1"]
    assert articles("--until", "2024-05-04", "--copies") == ["a0"]
    path = tmp_path / "anderes.toml"
    path.write_text(BOOK.replace("bruecke", "neubau").replace("stadt", "land"), encoding="utf-8")
    for given, concepts in (
        ((), {"bruecke"}),
        (("--codebook", path), {"bruecke", "neubau"}),
        (("--codebook", "stadt"), {"bruecke"}),
    ):
        lines = done("export", "text-free", "-q", *given).stdout.splitlines()
        found = {one["concept"] for line in lines for one in json.loads(line)["reading"]["codings"]}
        assert found == concepts


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("pdf",), 2, "'pdf' is not one of"),
        (("parquet",), 2, "tell a folder"),
        (("json", "--codebook", "nichts"), 1, "no codebook nichts in this store; there is stadt"),
        (("json", "-o", "{tmp}/nirgends/x.jsonl"), 2, "cannot write"),
        (("json", "{tmp}/store.sqlite.txt"), 1, "1 failed"),
        (("json", "{tmp}/out.jsonl", "--outlet", "X"), 2, "are for the archive"),
        (("json", "{tmp}/out.jsonl", "-o", "{tmp}/out.jsonl", "--force"), 2, "is to be read"),
    ],
)
def test_what_cannot_be_is_told(
    words: tuple[str, ...], code: int, told: str, database: Path, records: Path, tmp_path: Path
) -> None:
    (tmp_path / "store.sqlite.txt").write_bytes(b"\x00\x01\x02")
    result = wortlaut("export", *(word.format(tmp=tmp_path) for word in words))
    assert (result.exit_code, told in " ".join(result.stderr.split())) == (code, True), result.stderr
    assert not list(tmp_path.glob(".*"))


def test_an_extra_that_is_missing_is_named(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = wortlaut("export", "parquet", "-o", tmp_path / "p")
    assert result.exit_code == 1 and "pip install 'wortlaut[parquet]'" in result.stderr
    assert not (tmp_path / "p").exists()


def test_text_free_and_attached_again(database: Path, tmp_path: Path) -> None:
    package, texts, codings = tmp_path / "package.jsonl", tmp_path / "texte", tmp_path / "codings.jsonl"
    done("export", "text-free", "--copies", "-o", package)
    assert "Rheinbrücke" not in package.read_text(encoding="utf-8")
    texts.mkdir()
    (texts / "eins.txt").write_text(TEXT.replace("\n", "\n\n").replace("„", "»").replace("“", "«"), encoding="utf-8")
    result = wortlaut("attach", package, texts, "-o", tmp_path / "da.jsonl", "--codings", codings)
    assert result.exit_code == 1
    assert "1 article attached, 1 of them with other white space" in result.stderr
    assert "1 article of 2 found no copy among the texts" in result.stderr
    with (tmp_path / "da.jsonl").open("rb") as lines:
        (found,) = readings_from_json(lines)
    assert isinstance(found, Reading)
    assert [one.speaker.name for one in found.statements if one.speaker] == ["Anna Meier", "Ernst Abel"]
    sides = [(one["agreement"], one["evidence"][0]["text"]) for one in map(json.loads, codings.open(encoding="utf-8"))]
    assert sides[0] == ("for", "Wir brauchen eine neu gebaute Rheinbrücke")
    (tmp_path / "kaputt.jsonl").write_text("{}\n", encoding="utf-8")
    broken = wortlaut("attach", tmp_path / "kaputt.jsonl", texts)
    assert broken.exit_code == 1 and "line 1: this is no text-free package" in broken.stderr


def test_a_copy_of_another_version_is_taken_only_if_asked_for(tmp_path: Path) -> None:
    first, second = "Der Rat tagt am Montag in der Halle. " * 6, "Der Hafen bleibt am Freitag zu, sagt das Amt. " * 6
    text = f"{TEXT}\n{first}\n{second}\n„Der Hafen braucht uns alle“, sagte Ida Roth."
    records, package, copy = tmp_path / "da.jsonl", tmp_path / "package.jsonl", tmp_path / "kopie.txt"
    records.write_bytes(record_json(made.reading(made.article(text, id="a1", outlet="Bote"))) + b"\n")
    done("export", "text-free", records, "-o", package)
    assert "Bote" not in package.read_text(encoding="utf-8")
    assert "Bote" in done("export", "text-free", "--cite", records, "-q").stdout
    assert wortlaut("export", "json", "--cite", records).exit_code == 2
    copy.write_text(text.replace("Ida Roth", "Ada Roth"), encoding="utf-8")
    assert "found no copy" in wortlaut("attach", package, copy).stderr
    told = wortlaut("attach", package, copy, "--versions", "-o", tmp_path / "neu.jsonl")
    assert told.exit_code == 1 and "it differs after character" in told.stderr
    with (tmp_path / "neu.jsonl").open("rb") as lines:
        (found,) = readings_from_json(lines)
    assert isinstance(found, Reading)
    assert [one.speaker.name for one in found.statements if one.speaker] == ["Anna Meier", "Ernst Abel"]


def test_what_was_changed_in_inception_comes_back(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cas"
    done("export", "cas-xmi", "-o", folder)
    with (folder / "TypeSystem.xml").open("rb") as system, (folder / "a0.xmi").open("rb") as stream:
        cas = cassis.load_cas_from_xmi(stream, typesystem=cassis.load_typesystem(system))
    statement = next(iter(cas.select("webanno.custom.Statement")))
    statement.certainty = "hearsay"
    coding = next(iter(cas.select("webanno.custom.Coding")))
    coding.agreement = "against"
    (folder / "a0.xmi").write_text(cas.to_xmi(), encoding="utf-8")
    os.utime(folder / "a0.xmi", (time.time() + 60,) * 2)
    words = ("review", "cas", folder / "a0.xmi", "--reviewer", "Eva")
    shown = done(*words)
    assert shown.stderr == "2 reviews can be added (--add)\n"
    assert {tuple(line.split("\t")[2:]) for line in shown.stdout.splitlines()} == {
        ("correct", "certainty"),
        ("correct", "agreement"),
    }
    for _ in range(2):
        done(*words, "--add")
    with Store.open(database) as store:
        found = store.people.reviewed("a0")
        assert found is not None and len(store.people.reviews(article="a0").items) == 2
        assert found.reading.statements[0].certainty == "hearsay"
        assert {one.agreement for one in found.reading.codings} == {"against"}
    wrong = wortlaut("review", "cas", folder / "TypeSystem.xml", "--reviewer", "Eva")
    assert wrong.exit_code == 1 and "no CAS" in wrong.stderr
