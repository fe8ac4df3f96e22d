"""wortlaut add, search, db: what they say, print and return."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.resolve.sightings import NOON, actor, reading
from wortlaut.cli.app import app
from wortlaut.export import record_json
from wortlaut.record import Judgement, Review, Span, Target
from wortlaut.store import Store

pytestmark = pytest.mark.usefixtures("fake_reader")
TEXT = "Brücke gesperrt\n\n„Wir bauen ein neues Haus“, sagte Anna Meier.\n\nDer Außenminister schwieg.\n"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("WORTLAUT_DATABASE", str(path))
    yield path


def wortlaut(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "bruecke.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    merkel = actor("Angela Merkel", known="Q567")
    readings = [reading("x", merkel, "Jan Kowal"), reading("y", merkel, "Eva Kowal")]
    path.write_bytes(b"".join(record_json(one) + b"\n" for one in readings))
    return path


def test_articles_and_records_are_added_and_known_again(database: Path, text: Path, records: Path) -> None:
    result = wortlaut("add", text, records)
    assert (result.exit_code, result.stderr) == (0, f"3 articles: 3 new, 0 known -> {database}\n")
    again = wortlaut("add", text, records)
    assert (again.exit_code, again.stderr) == (0, f"3 articles: 0 new, 3 known -> {database}\n")
    assert wortlaut("add", text, "--quiet").stderr == ""


def test_standard_input_holds_an_article_or_records(database: Path, records: Path) -> None:
    assert "1 article: 1 new" in wortlaut("add", "-", stdin=TEXT.encode()).stderr
    assert "2 articles: 2 new" in wortlaut("add", "-", stdin=records.read_bytes()).stderr


def test_one_bad_source_stops_nothing(database: Path, text: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b'{"schema":"wortlaut/1"}\n' + record_json(reading("x", "Jan Kowal")) + b"\n")
    clash = tmp_path / "clash.jsonl"
    clash.write_bytes(record_json(reading("x", "Ganz Anders")) + b"\n")
    result = wortlaut("add", bad, clash, text)
    assert result.exit_code == 1
    assert "2 articles: 2 new" in result.stderr
    assert "2 failed:" in result.stderr
    assert "another article has the id x" in result.stderr


def test_search_shows_the_words_in_their_sentence(database: Path, text: Path) -> None:
    wortlaut("add", text)
    result = wortlaut("search", "häuser")
    assert result.exit_code == 0
    assert str(text) in "".join(result.stdout.split("\n"))
    assert "„Wir bauen ein neues *Haus*“, sagte Anna Meier." in result.stdout
    assert "1–1 of 1 articles" in result.stderr
    (line,) = wortlaut("search", "aussenminister", "--json").stdout.splitlines()
    found = json.loads(line)
    (passage,) = found["passages"]
    (mark,) = passage["marks"]
    start = passage["span"]["start"]
    assert passage["words"][mark["start"] - start : mark["end"] - start] == "Außenminister"
    nothing = wortlaut("search", "Bundestag")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (1, "", "nothing found\n")


def test_search_knows_actors_by_name(database: Path, records: Path) -> None:
    wortlaut("add", records)
    assert "1–2 of 2 articles" in wortlaut("search", "--speaker", "Merkel").stderr
    assert "1–1 of 1 articles" in wortlaut("search", "--speaker", "Jan Kowal", "--kind", "reported").stderr
    several = wortlaut("search", "--actor", "Kowal")
    assert several.exit_code == 2
    assert "local:person:jan-kowal" in several.stderr
    assert "local:person:eva-kowal" in several.stderr
    nobody = wortlaut("search", "--addressee", "Nobody")
    assert (nobody.exit_code, "nobody in this store is called" in nobody.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--kind", "--certainty", "--event", "--status"])
def test_search_knows_its_words(database: Path, records: Path, option: str) -> None:
    wortlaut("add", records)
    result = wortlaut("search", option, "nonsense")
    assert (result.exit_code, "is none of" in result.stderr) == (2, True)


def test_pages(database: Path, records: Path) -> None:
    wortlaut("add", records)
    first, second = (wortlaut("search", "sprach", "-n", "1", "--page", str(page)) for page in (1, 2))
    assert ("1–1 of 2 articles" in first.stderr, "2–2 of 2 articles" in second.stderr) == (True, True)
    assert first.stdout != second.stdout


def test_all_leaves_and_comes_back(database: Path, records: Path, tmp_path: Path) -> None:
    wortlaut("add", records)
    with Store.open(database) as store:
        store.people.add_judgement(Judgement.of("same", "Q567", "local:person:jan-kowal", reviewer="Anna", at=NOON))
        target = Target(kind="statement", evidence=(Span(start=0, end=3),), id="s1")
        review = Review.of("reject", target, article="x", run="r", reviewer="A", at=NOON, note="ä")
        store.people.add_review(review)
    result = wortlaut("db", "export-all", tmp_path / "all")
    assert (result.exit_code, result.stdout) == (0, f"2 readings -> {tmp_path / 'all'}\n")
    assert (tmp_path / "all" / "records.jsonl").read_bytes() == records.read_bytes()
    assert json.loads((tmp_path / "all" / "reviews.jsonl").read_text())["note"] == "ä"
    assert "local:person:jan-kowal" in (tmp_path / "all" / "judgements.jsonl").read_text()
    assert wortlaut("db", "export-all", tmp_path / "all").exit_code == 2
    assert wortlaut("db", "check").stdout == "2 articles, 2 readings, no problems\n"
    assert "actors      2" in wortlaut("db", "info").stdout
    assert wortlaut("db", "upgrade").exit_code == 0
    copy = tmp_path / "copy.sqlite"
    assert wortlaut("db", "backup", copy).exit_code == 0
    assert "2 readings" in wortlaut("db", "check", "--database", copy).stdout


@pytest.mark.parametrize("words", [["search", "x"], ["db", "info"], ["db", "check"], ["db", "upgrade"]])
def test_without_a_store_one_line_says_so(database: Path, words: list[str]) -> None:
    result = wortlaut(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: there is no store at {database}; wortlaut add makes one\n"
    assert not database.exists()


def test_a_file_that_is_no_store(database: Path, text: Path) -> None:
    database.write_bytes(b"no database " * 500)
    result = wortlaut("add", text)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {database}: is damaged, or no database at all")


def test_a_store_that_takes_no_more_stops_with_a_count(
    database: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wortlaut.errors import StoreFull

    add = Store.add

    def full(self: Store, one: object) -> object:
        if self.articles().total:
            raise StoreFull("no room left")
        return add(self, one)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "add", full)
    result = wortlaut("add", records)
    assert (result.exit_code, result.stderr) == (1, "stopped after 1 article: 1 new, 0 known\nerror: no room left\n")
