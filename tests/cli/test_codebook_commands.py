"""wortlaut codebook in a store, and what wortlaut review says of codings."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from tests.review.saying import reading
from wortlaut.cli.app import app
from wortlaut.coding import meaning
from wortlaut.coding import propose as proposing
from wortlaut.coding.files import codebook_from
from wortlaut.coding.meaning import Vectors
from wortlaut.record import Codebook, Coding, Reading
from wortlaut.store import Store, codings

BOOK = """
id = "handel"
name = "Handel"
version = "1"
[[concept]]
id = "stopp"
name = "Die Einfuhr wird gestoppt"
keywords = ["Einfuhrstopp"]
examples = ["Er droht mit einem Einfuhrstopp"]
[[concept]]
id = "gespraeche"
name = "Man redet miteinander"
keywords = ["reden"]
"""


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("WORTLAUT_DATABASE", str(path))
    monkeypatch.setenv("WORTLAUT_REVIEWER", "Anna")
    (tmp_path / "handel.toml").write_text(BOOK, encoding="utf-8")
    with Store.open(path) as store:
        store.add(reading())
    yield path


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def said(*words: str | Path) -> str:
    result = wortlaut(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def coded(tmp_path: Path) -> None:
    said("codebook", "add", tmp_path / "handel.toml")
    said("codebook", "apply", "-q")


def test_codebooks_are_added_listed_shown_and_removed(tmp_path: Path) -> None:
    assert wortlaut("codebook", "apply").stderr.startswith("error: there is no codebook in this store")
    assert said("codebook", "add", tmp_path / "handel.toml").endswith("\t1 articles to code\n")
    assert said("codebook", "list") == "handel\t1\t2\t0\t1\tHandel\n"
    newer = tmp_path / "newer.toml"
    newer.write_text(BOOK.replace('version = "1"', 'version = "2"'), encoding="utf-8")
    said("codebook", "add", newer)
    assert json.loads(said("codebook", "list", "--json"))["version"] == "2"
    again = tmp_path / "again.toml"
    again.write_text(said("codebook", "show", "handel", "--version", "1"), encoding="utf-8")
    assert said("codebook", "check", again) == said("codebook", "check", tmp_path / "handel.toml")
    lost = wortlaut("codebook", "show", "handel", "--version", "9")
    assert (lost.exit_code, "there is handel (1), handel (2)" in lost.stderr) == (1, True)
    assert said("codebook", "remove", "handel") == "handel\tremoved\n"
    assert "no codebook handel" in wortlaut("codebook", "remove", "handel").stderr
    assert "there is none: wortlaut codebook add FILE" in wortlaut("codebook", "show", "handel").stderr


def test_all_articles_are_coded_once(tmp_path: Path, database: Path) -> None:
    said("codebook", "add", tmp_path / "handel.toml")
    first = wortlaut("codebook", "apply")
    assert first.exit_code == 0
    assert first.stderr.startswith("handel: 1 article, ")
    with Store.open(database) as store:
        rows = store.codings.listed().items
        assert {row.concept for row in rows} >= {"stopp"}
        assert len(rows) == int(first.stderr.split(", ")[1].split(" ")[0])
    assert wortlaut("codebook", "apply", "handel").stderr.startswith("handel: 0 articles, 0 codings")
    assert "there is no codebook handl in this store; there is handel" in wortlaut("codebook", "apply", "handl").stderr


def test_what_stops_loses_nothing_and_goes_on(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = reading()
    with Store.open(database) as store:
        for number in range(3):
            article = made_again(base, f"b{number}")
            store.add(article)
    said("codebook", "add", tmp_path / "handel.toml")
    propose, seen = proposing.propose, []

    def stopping(found: Reading, book: Codebook, **more: object) -> tuple[Coding, ...]:
        seen.append(found.article.id)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return propose(found, book, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(proposing, "propose", stopping)
    monkeypatch.setattr(codings.Codings.uncoded, "__kwdefaults__", {"size": 1})
    stopped = wortlaut("codebook", "apply")
    assert (stopped.exit_code, stopped.stderr) == (
        130,
        "interrupted after 2 articles; wortlaut codebook apply goes on\n",
    )
    assert "2" in said("codebook", "list").split("\t")[4]
    said("codebook", "apply")
    assert seen == ["a1", "b0", "b1", "b1", "b2"]
    assert said("codebook", "list").split("\t")[4] == "0"


def made_again(base: Reading, id: str) -> Reading:
    from dataclasses import replace

    return replace(base, article=replace(base.article, id=id))


def test_killed_while_coding_nothing_is_lost_or_twice(tmp_path: Path, database: Path) -> None:
    base = reading()
    with Store.open(database) as store:
        for number in range(70):
            store.add(made_again(base, f"b{number}"))
        store.codings.add_codebook(codebook_from(BOOK))
        book = store.codings.codebooks()[0]
        command = "from wortlaut.cli.app import app; app(['codebook', 'apply', '-q'])"
        deaths = 0
        while left := store.codings.count_uncoded(book):
            process = subprocess.Popen([sys.executable, "-c", command])
            while process.poll() is None and store.codings.count_uncoded(book) == left:
                time.sleep(0.01)
            if process.poll() is None:
                process.kill()
                deaths += 1
            process.wait()
        assert deaths >= 2
        each = {
            row.article.id: store.codings.listed(article=row.article.id).total
            for row in store.codings.listed(limit=999).items
        }
        assert len(each) == 71
        assert set(each.values()) == {len(proposing.propose(base, book))}
    assert wortlaut("db", "check").exit_code == 0


def test_what_people_decided_is_learnt(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def embed(texts: Sequence[str]) -> Vectors:
        rows = [["Lastwagen" in text, "Tonne" in text, 1, len(text) % 7 / 50] for text in texts]
        found = np.array(rows, dtype=np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)

    monkeypatch.setattr(meaning, "embedder", lambda: embed)
    told = '[[concept]]\nid = "kontrolle"\nname = "Lastwagen werden kontrolliert"\n'
    (tmp_path / "handel.toml").write_text(BOOK + told, encoding="utf-8")
    coded(tmp_path)
    few = wortlaut("codebook", "apply", "--learn", "--again")
    assert (few.exit_code, "nobody has confirmed" in few.stderr) == (1, True)
    with Store.open(database) as store:
        for number in range(5):
            store.add(made_again(reading(), f"b{number}"))
    said("codebook", "apply", "-q")
    with Store.open(database) as store:
        rows = [row for row in store.codings.listed(concept="kontrolle", limit=99).items if row.kind == "statement"]
    before = {(row.article.id, row.words): row.confidence for row in rows}
    assert len({row.article.id for row in rows}) == 6
    for row in rows[:-1]:
        said("review", "accept", row.article.id, row.id)
    learnt = wortlaut("codebook", "apply", "handel", "--learn", "--again")
    assert learnt.exit_code == 0, learnt.stderr
    assert "handel: learnt 1 concept from" in learnt.stderr and "handel: 6 articles" in learnt.stderr
    with Store.open(database) as store:
        after = {(row.article.id, row.words): row for row in store.codings.listed(concept="kontrolle", limit=99).items}
    last = (rows[-1].article.id, rows[-1].words)
    assert after[last].confidence != before[last] and not after[last].decided
    assert sum(row.decided for row in after.values()) == len(rows) - 1


def test_one_article_that_fails_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(found: Reading, book: Codebook, **more: object) -> tuple[Coding, ...]:
        raise RuntimeError("kaputt")

    said("codebook", "add", tmp_path / "handel.toml")
    monkeypatch.setattr(proposing, "propose", failing)
    found = wortlaut("codebook", "apply")
    assert found.exit_code == 1
    assert "1 failed:\n  a1: RuntimeError: kaputt" in found.stderr


def test_codings_are_reviewed(tmp_path: Path) -> None:
    coded(tmp_path)
    queued = [line.split("\t") for line in said("review", "queue", "--kind", "coding").splitlines()]
    assert queued
    name = queued[0][2]
    assert name.startswith("coding:handel.k")
    said("review", "accept", "a1", name)
    assert name not in said("review", "queue", "--kind", "coding")
    line = next(one for one in said("review", "show", "a1").splitlines() if one.startswith(name))
    assert line.split("\t")[1] == "bestätigt (Anna)"
    said("review", "correct", "a1", name, "--agreement", "unclear", "--actors", "Oleh Marko", "--concept", "gespraeche")
    line = next(one for one in said("review", "show", "a1").splitlines() if one.startswith(name))
    assert line.split("\t")[1:][0] == "berichtigt (Anna)"
    assert line.split("\t")[2].startswith("handel/gespraeche unklar Oleh Marko: ")
    wrong = wortlaut("review", "correct", "a1", name, "--concept", "zoll")
    assert (wrong.exit_code, "no concept zoll; it has stopp, gespraeche" in wrong.stderr) == (1, True)
    said("review", "reject", "a1", name)
    told = json.loads(said("review", "show", "a1", "--json"))
    assert name not in [f"coding:{one['id']}" for one in told["codings"]]


def test_codings_and_events_are_added(tmp_path: Path) -> None:
    coded(tmp_path)
    words = "reden"
    id = said("review", "add", "a1", words, "--coding", "handel/stopp", "--agreement", "against").strip()
    assert f"coding:{id}\tergänzt (Anna)\thandel/stopp dagegen " in said("review", "show", "a1")
    event = said("review", "add", "a1", words, "--event", "CONSULT", "--initiator", "Jan Kowal").strip()
    assert f"event:{event}\tergänzt (Anna)\tCONSULT Jan Kowal → ?: reden" in said("review", "show", "a1")
    for more, why in (
        ((), "one of --kind, --event and --coding"),
        (("--event", "CONSULT", "--kind", "direct"), "one of --kind, --event and --coding"),
        (("--coding", "handel/zoll", "--agreement", "for"), "no concept zoll"),
        (("--coding", "verkehr/stau", "--agreement", "for"), "there is no codebook verkehr in this store"),
        (("--coding", "handel/gespraeche"), "needs its concept and agreement"),
        (("--event", "REDE"), "none of"),
    ):
        found = wortlaut("review", "add", "a1", words, *more)
        assert found.exit_code in (1, 2)
        assert why in " ".join(found.stderr.replace("│", " ").split())


def test_reviews_of_codings_go_from_one_store_to_another(tmp_path: Path) -> None:
    coded(tmp_path)
    (first, *_) = [line.split("\t")[2] for line in said("review", "queue", "--kind", "coding").splitlines()]
    said("review", "correct", "a1", first, "--agreement", "unclear")
    said("review", "add", "a1", "reden", "--coding", "handel/stopp", "--agreement", "against")
    said("db", "export-all", tmp_path / "all")
    other = tmp_path / "other.sqlite"
    with Store.open(other) as store:
        store.add(reading())
    said("codebook", "add", tmp_path / "handel.toml", "--database", other)
    said("review", "import", tmp_path / "all" / "reviews.jsonl", "--database", other)
    shown = [
        json.loads(said("review", "show", "a1", "--json", *more))["codings"] for more in ((), ("--database", other))
    ]
    decided = [{(one["concept"], one["agreement"]) for one in some if one["confidence"] == 1} for some in shown]
    assert ("stopp", "against") in decided[1]
    assert decided[0] <= decided[1]
    assert any(agreement == "unclear" for _, agreement in decided[1])
