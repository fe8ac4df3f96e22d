"""wortlaut dna: what it writes, says and returns."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.review.saying import reading
from wortlaut.cli.app import app
from wortlaut.coding.files import codebook_from
from wortlaut.export import record_json
from wortlaut.export.dna import claims, dna_from, violations
from wortlaut.export.dna.passwords import fits
from wortlaut.record import Coding
from wortlaut.store import Store


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("WORTLAUT_DATABASE", str(path))
    with Store.open(path) as store:
        store.add(reading())
    yield path


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def said(*words: str | Path) -> str:
    result = wortlaut(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "streit.dna"
    said("dna", "write", path)
    return path


def test_all_statements_of_the_store(file: Path) -> None:
    dna = dna_from(file.read_bytes())
    assert violations(file.read_bytes()) == ()
    assert [one.text for one in dna.documents] == [reading().article.text]
    assert len(claims(dna, "Wortlaut Statement")) == len(reading().statements)
    assert fits("wortlaut", dna.coders[0].password)


def test_who_reviewed_is_a_coder(file: Path) -> None:
    said("review", "accept", "a1", "s1", "--reviewer", "Anna")
    said("review", "reject", "a1", "s2", "--reviewer", "Bernd")
    said("dna", "write", file, "--force", "--password", "Deich")
    dna = dna_from(file.read_bytes())
    assert [one.name for one in dna.coders] == ["Admin", "Wortlaut", "Anna"]
    assert [one.coder for one in dna.statements].count(3) == 1
    assert len(dna.statements) == len(reading().statements) - 1
    assert fits("Deich", dna.coders[0].password)


def test_files_of_records(tmp_path: Path) -> None:
    records, path = tmp_path / "records.jsonl", tmp_path / "b.dna"
    records.write_bytes(record_json(reading()) + b"\n")
    result = wortlaut("dna", "write", path, records)
    assert result.exit_code == 0
    assert result.stderr == f"1 document, {len(reading().statements)} statements -> {path}\n"
    wrong = wortlaut("dna", "write", tmp_path / "c.dna", records, "--outlet", "Elbkurier")
    assert (wrong.exit_code, "are for the store" in wrong.stderr) == (2, True)


def test_what_is_there_stays(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    again = wortlaut("dna", "write", file)
    assert (again.exit_code, "--force" in again.stderr) == (2, True)
    assert file.read_bytes() == before
    assert wortlaut("dna", "write", tmp_path / "nowhere" / "a.dna").exit_code == 2
    assert {one.name for one in tmp_path.glob(".*")} == set()


def test_check(file: Path) -> None:
    assert said("dna", "check", file) == f"{file}: keeps all rules of DNA 3\n"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM CODERRELATIONS WHERE ID = 1")
        connection.commit()
    broken = wortlaut("dna", "check", file)
    assert broken.exit_code == 1
    assert broken.stdout.splitlines()[0] == "relation\tCODERRELATIONS\t0 relations of coder 1 to coder 2, not 1"
    assert json.loads(wortlaut("dna", "check", file, "--json").stdout)["rule"] == "relation"


def test_show(file: Path) -> None:
    told = said("dna", "show", file).splitlines()
    assert told[0].startswith("DNA 3.1.2: 1 document, ")
    assert f"type 4\tWortlaut Statement\t{len(reading().statements)} statements" in told
    found = json.loads(said("dna", "show", file, "--json"))
    assert [one["name"] for one in found["coders"]] == ["Admin", "Wortlaut"]


@pytest.mark.parametrize("command", ["check", "show"])
def test_what_is_no_file_of_dna(command: str, tmp_path: Path) -> None:
    missing = wortlaut("dna", command, tmp_path / "none.dna")
    assert (missing.exit_code, "No such file" in missing.stderr) == (2, True)
    text = tmp_path / "text.dna"
    text.write_text("Guten Tag")
    wrong = wortlaut("dna", command, text)
    assert (wrong.exit_code, wrong.stderr.startswith(f"error: {text}: this is no file of the Disc")) == (1, True)


def test_corrections_become_reviews(file: Path, tmp_path: Path) -> None:
    after = tmp_path / "danach.dna"
    after.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(after)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM STATEMENTS WHERE ID = 1")
        connection.commit()
    words = ("dna", "corrections", file, after, "--reviewer", "Eva")
    shown = wortlaut(*words)
    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout.count("\n") == 1
    assert shown.stderr == "1 correction, 1 review can be added (--add)\n"
    assert json.loads(wortlaut(*words, "--json").stdout)["field"] == "statement"
    for _ in range(2):
        added = wortlaut(*words, "--add")
        assert added.stderr == "1 correction, 1 review added\n"
    with Store.open(tmp_path / "store.sqlite") as store:
        (review,) = store.people.reviews(article="a1").items
        assert (review.verdict, review.reviewer) == ("reject", "Eva")


def test_corrections_need_a_file_of_wortlaut(file: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.dna"
    plain.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("UPDATE DOCUMENTS SET Notes = ''")
        connection.commit()
    result = wortlaut("dna", "corrections", plain, file, "--reviewer", "Eva")
    assert (result.exit_code, "none that wortlaut dna write made" in result.stderr) == (1, True)


def test_merge(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "beide.dna"
    same = wortlaut("dna", "merge", file, file, target)
    assert same.stderr == f"0 documents, 0 statements taken over -> {target}\n"
    twice = wortlaut("dna", "merge", file, file, target, "--force", "--duplicates", "--coder", "2=1")
    assert twice.exit_code == 0, twice.stderr
    dna = dna_from(target.read_bytes())
    assert violations(target.read_bytes()) == ()
    assert [one.coder for one in dna.documents] == [2, 1]
    assert wortlaut("dna", "merge", file, file, target).exit_code == 2
    wrong = wortlaut("dna", "merge", file, file, target, "--force", "--coder", "zwei")
    assert (wrong.exit_code, "no pair of ids" in wrong.stderr) == (2, True)


BOOK = """
id = "deich"
name = "Deich"
[[concept]]
id = "deich"
name = "Deich"
"""


def positions(file: Path) -> list[tuple[object, object]]:
    return [(one.values["concept"], one.values["agreement"]) for one in claims(dna_from(file.read_bytes()))]


def test_codings_of_the_store_as_people_reviewed_them(tmp_path: Path, database: Path) -> None:
    book = codebook_from(BOOK)
    with Store.open(database) as store:
        store.codings.add_codebook(book)
        read = reading()
        coding = Coding(
            id="k1",
            codebook="deich",
            concept="deich",
            agreement="for",
            kind="statement",
            finding=read.statements[0].id,
            evidence=read.statements[0].content,
            actors=(read.actors[0].id,),
            confidence=0.6,
        )
        store.codings.set_codings("a1", book, (coding,), made_by="test")
    target = tmp_path / "neu.dna"
    said("dna", "write", target)
    assert positions(target) == [("Deich", True)] and violations(target.read_bytes()) == ()
    said("review", "correct", "a1", "deich.k1", "--agreement", "against", "--reviewer", "Anna")
    said("dna", "write", target, "--force", "--codebook", "deich")
    assert positions(target) == [("Deich", False)]
    assert "Anna" in [one.name for one in dna_from(target.read_bytes()).coders]
    after = tmp_path / "danach.dna"
    after.write_bytes(target.read_bytes())
    with closing(sqlite3.connect(after)) as connection:
        connection.execute("UPDATE DATABOOLEAN SET Value = 1")
        connection.commit()
    os.utime(after, (time.time() + 60,) * 2)  # DNA was closed after the review
    back = wortlaut("dna", "corrections", target, after, "--reviewer", "Eva", "--add")
    assert back.stderr == "1 correction, 1 review added\n", back.stderr
    said("dna", "write", target, "--force")
    assert positions(target) == [("Deich", True)]
    with Store.open(database) as store:
        store.codings.add_codebook(replace(book, id="zweites"))
    several = wortlaut("dna", "write", target, "--force")
    assert several.exit_code == 1 and "deich, zweites" in several.stderr
    unknown = wortlaut("dna", "write", target, "--force", "--codebook", "drittes")
    assert unknown.exit_code == 1 and "no codebook drittes" in unknown.stderr


def test_codings_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "deich.toml"
    path.write_text(BOOK.replace("Deich", "Einfuhrstopp"), encoding="utf-8")
    target = tmp_path / "neu.dna"
    said("dna", "write", target, "--codebook", path)
    assert violations(target.read_bytes()) == ()
    assert any(
        one.values["concept"] == "Einfuhrstopp" for one in claims(dna_from(target.read_bytes()), "Wortlaut Statement")
    )
