"""wortlaut review: what it says, prints and returns."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.review.saying import reading
from wortlaut.cli.app import app
from wortlaut.export import check
from wortlaut.store import Store


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("WORTLAUT_DATABASE", str(path))
    monkeypatch.setenv("WORTLAUT_REVIEWER", "Anna")
    with Store.open(path) as store:
        store.add(reading())
    yield path


def wortlaut(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["review", *map(str, words)])


def said(*words: str | Path) -> str:
    result = wortlaut(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def shown(name: str) -> str:
    return next(line for line in said("show", "a1").splitlines() if line.startswith(name))


def test_the_queue_is_worked_off() -> None:
    lines = said("queue").splitlines()
    assert lines[0] == "0.60\ta1\tstatement:s6\tunsicher gelesen\tMan müsse reden."
    assert len(lines) == 8
    said("accept", "a1", "s6")
    assert said("queue", "--kind", "statement", "-n", "1").startswith("0.40\ta1\tstatement:s3\t")
    assert json.loads(said("queue", "--json").splitlines()[0])["id"] == "s3"
    assert "read with doubt" in said("queue", "--lang", "en")
    empty = wortlaut("queue", "--article", "b2")
    assert (empty.exit_code, empty.stdout, empty.stderr) == (0, "", "Nichts zu prüfen.\n")


def test_findings_are_accepted_rejected_corrected_and_undone() -> None:
    said("accept", "a1", "statement:s1")
    assert shown("statement:s1") == "statement:s1\tbestätigt (Anna)\tJan Kowal: mit einem Einfuhrstopp"
    rejected = said("reject", "a1", "e1", "--note", "kein Ereignis").strip()
    assert shown("event:e1").startswith("event:e1\tverworfen (Anna)\t")
    assert "kein Ereignis" in said("show", "a1")
    assert said("undo", "a1").endswith(f"\twithdraws {rejected}\n")
    assert shown("event:e1").startswith("event:e1\toffen\tTHREATEN Jan Kowal → Ukraine")
    said("unsure", "a1", "s2", "--reviewer", "Bernd")
    assert "ungewiss (Bernd)" in shown("statement:s2")
    said("correct", "a1", "s3", "--speaker", "Oleh Marko", "--addressee", "Q212", "--certainty", "hearsay",
         "--words", "Das Angebot aus Brüssel", "--cue", "widersprach")  # fmt: skip
    assert shown("statement:s3") == "statement:s3\tberichtigt (Anna)\tOleh Marko: Das Angebot aus Brüssel"
    said("correct", "a1", "s3", "--speaker", "-", "--reviewer", "Bernd")
    assert "\tstrittig (Anna, Bernd)\t?: Das Angebot" in shown("statement:s3")
    said("correct", "a1", "m3", "--actor", "Ukrainer", "--new", "group")
    said("correct", "a1", "e2", "--type", "ACCUSE", "--mode", "disapprove", "--initiator", "Ukrainer", "--object", "-")
    assert "ACCUSE Ukrainer → Jan Kowal" in shown("event:e2")
    value = json.loads(said("show", "a1", "--json"))
    assert {one["target"]["id"]: one["state"] for one in value["states"]}["s3"] == "disputed"
    assert check([json.dumps(value["record"]).encode()]).problems == ()


def test_a_statement_is_added_by_its_words() -> None:
    id = said("add", "a1", "und das ist falsch", "--kind", "direct", "--speaker", "p3").strip()
    assert shown(f"statement:{id}") == f"statement:{id}\tergänzt (Anna)\tOleh Marko: und das ist falsch"
    assert shown("statement:s4")
    twice = wortlaut("add", "a1", "und das ist falsch", "--kind", "direct")
    assert (twice.exit_code, "already" in twice.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["accept", "b2", "s1"], 1, "there is no article b2"),
        (["accept", "a1", "s99"], 2, "article a1 has no s99"),
        (["accept", "a1", "event:s1"], 2, "article a1 has no event:s1"),
        (["accept", "a1", "s1", "--reviewer", " "], 2, "who reviews?"),
        (["correct", "a1", "s1"], 1, "that needs one"),
        (["correct", "a1", "s1", "--speaker", "Niemand"], 1, "nobody in this article is Niemand"),
        (["correct", "a1", "s1", "--kind", "laut"], 1, "'laut' is none of direct"),
        (["correct", "a1", "s1", "--type", "AGREE"], 1, "'type' of a statement cannot be corrected"),
        (["correct", "a1", "s1", "--words", "Kowal"], 1, "stands in the article 3 times"),
        (["correct", "a1", "s1", "--words", "Gurke"], 1, "«Gurke» does not stand in the article"),
        (["correct", "a1", "s1", "--words", "3-99999"], 1, "lies outside of the text"),
        (["undo", "a1"], 1, "nothing of Anna"),
        (["undo", "a1", "v9"], 1, "no review v9"),
        (["export"], 2, "where to?"),
        (["queue", "--kind", "ship"], 2, "'ship' is none of statement"),
    ],
)
def test_what_cannot_be_is_one_line(words: list[str], code: int, message: str) -> None:
    result = wortlaut(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_somebody_of_the_archive_can_be_the_speaker(database: Path) -> None:
    from tests.resolve.sightings import actor
    from tests.resolve.sightings import reading as other

    with Store.open(database) as store:
        store.add(other("x", actor("Angela Merkel", known="Q567"), "Eva Kuhn"))
    said("correct", "a1", "s6", "--speaker", "Angela Merkel")
    with Store.open(database) as store:
        shown = store.people.reviewed("a1")
        assert shown is not None
        assert [one.wikidata for one in shown.reading.actors if one.name == "Angela Merkel"] == ["Q567"]


def test_orphans_agreement_and_exports(database: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    for id in ("s1", "s2", "s4", "s5", "s6"):
        said("accept", "a1", id)
    said("correct", "a1", "s3", "--speaker", "Oleh Marko")
    said("reject", "a1", "s3", "--reviewer", "Bernd")
    table = said("agreement")
    assert "Prüfende untereinander" in table
    assert "statement.speaker" in table
    assert json.loads(said("agreement", "--json"))["reviewers"] == ["Anna", "Bernd"]

    corpus, records = tmp_path / "corpus.jsonl", tmp_path / "records.jsonl"
    none = wortlaut("export", "--corpus", corpus)
    assert (none.exit_code, none.stderr) == (0, "0 articles, 1 not settled (--partly)\n")
    said("undo", "a1", "--reviewer", "Bernd")
    assert wortlaut("export", "--corpus", corpus, "--jsonl", records).stderr == "1 article\n"
    assert json.loads(corpus.read_text())["documentName"] == "a1"
    assert check(records.open("rb")).problems == ()
    assert '"name":"Oleh Marko"' in json.dumps(json.loads(records.read_text()), separators=(",", ":"))

    with Store.open(database) as store:
        again = replace(reading(), run=replace(reading().run, model="m-2"), statements=reading().statements[:2])
        store.add(replace(again, fragments=(), events=()))
    lines = said("orphans").splitlines()
    assert len(lines) == 4
    assert lines[-1].split("\t")[0::2][:2] == ["a1", "statement:s3"]
    assert "nicht mehr gefunden" in lines[0]
    assert json.loads(said("orphans", "--json").splitlines()[0])["reason"] == "gone"
    assert "nicht mehr gefunden" in said("show", "a1")


def test_reviews_leave_and_come_back(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said("accept", "a1", "s1")
    said("correct", "a1", "s3", "--certainty", "hearsay")
    before = said("show", "a1")
    assert CliRunner().invoke(app, ["db", "export-all", str(tmp_path / "all")]).exit_code == 0
    monkeypatch.setenv("WORTLAUT_DATABASE", str(tmp_path / "new.sqlite"))
    with Store.open(tmp_path / "new.sqlite") as store:
        store.add(reading())
    assert said("import", tmp_path / "all" / "reviews.jsonl").startswith("2 reviews -> ")
    assert said("import", tmp_path / "all" / "reviews.jsonl").startswith("2 reviews -> ")
    assert said("show", "a1") == before
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n")
    assert "line 1: Object missing required field" in wortlaut("import", bad).stderr
