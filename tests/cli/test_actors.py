"""The actors of many articles on the command line: table, details, files, judgements, exit codes."""

import csv
import json
import os
import sys
from datetime import date
from pathlib import Path

import handmade
import pytest
from typer.testing import CliRunner, Result

from tests.resolve.sightings import actor, reading
from wortlaut.cli.app import app
from wortlaut.export import judgements_from_json, record_json

pytestmark = pytest.mark.usefixtures("fake_reader")

JAN = "local:person:jan-kowal"


def wortlaut(*words: str | Path, stdin: bytes | None = None, **settings: str) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin, env=settings)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Three articles as ``wortlaut read --jsonl`` writes them."""
    state = actor("Polen", "state", known="Q36")
    readings = [
        reading("x", "Jan Kowal", state, day=date(2023, 5, 3)),
        reading("y", "Jan Kowal", "ein Sprecher", day=date(2023, 5, 4)),
        reading("z", actor("Jan Kowal", known="Q1"), state),
    ]
    path = tmp_path / "records" / "out.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"".join(record_json(one) + b"\n" for one in readings))
    return path


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    return tmp_path / "judgements.jsonl"


def listed(*words: str | Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table in CSV by id."""
    result = wortlaut("actors", *words, "--csv", "-", "--quiet")
    assert result.exit_code == 0, result.output
    return {row["id"]: row for row in csv.DictReader(result.stdout.splitlines())}


def same(first: str, second: str, path: Path, verdict: str = "same") -> str:
    """Judge and return the id of the judgement."""
    result = wortlaut("judge", verdict, first, second, "--judgements", path, "--reviewer", "Anna")
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def test_the_table_shows_name_kind_counts_and_id(records: Path) -> None:
    result = wortlaut("actors", records, COLUMNS="100")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["Jan", "Kowal", "Person", "2", "2", "2", JAN] in lines
    assert ["Polen", "Staat", "2", "2", "2", "Q36"] in lines
    assert result.stderr == "3 articles, 4 actors\n"


def test_a_table_never_cuts_an_id(records: Path) -> None:
    for width in ("40", "80"):
        shown = wortlaut("actors", records, COLUMNS=width).stdout
        assert max(map(len, shown.splitlines())) <= int(width)
        column = shown.splitlines()[1].index("Id")
        assert "local:person:ein-sprecher@y" in "".join(line[column:].strip() for line in shown.splitlines())


def test_articles_are_read_and_records_are_not_read_again(article: Path, records: Path) -> None:
    article.write_text(handmade.TEXT.strip(), encoding="utf-8")
    result = wortlaut("actors", article.parent, "--csv", "-")  # a folder with both
    rows = {row["id"]: row for row in csv.DictReader(result.stdout.splitlines())}
    assert rows[JAN]["mentions"] == "4", "two from the article, one each from two records"
    assert rows[JAN]["articles"] == "3"
    assert rows[JAN]["first"] == "2023-05-01"


def test_records_alone_need_no_model(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "wortlaut.pipeline")
    monkeypatch.setitem(sys.modules, "wortlaut.pipeline", None)
    assert wortlaut("actors", records).exit_code == 0


def test_standard_input_holds_records_or_an_article(records: Path) -> None:
    for words in (["actors", "-"], ["actors"]):
        result = wortlaut(*words, "--csv", "-", stdin=records.read_bytes())
        assert JAN in result.stdout
    pretty = record_json(handmade.reading(), pretty=True)
    assert JAN in wortlaut("actors", "-", "--csv", "-", stdin=pretty).stdout
    assert JAN in wortlaut("actors", "-", "--csv", "-", stdin=handmade.TEXT.encode()).stdout


@pytest.mark.parametrize("words", ["Jan Kowal", "kowal", "local:person:jan-kowal", "x#actor1"])
def test_details_show_sentences_reasons_and_statements(records: Path, words: str) -> None:
    result = wortlaut("actors", records, "--details", words, "--sort", "name")
    assert result.exit_code == 0, result.output
    assert "• *Jan Kowal* sprach." in result.stdout
    assert "0.80 named" in result.stdout
    assert "Warum: by full name" in result.stdout
    assert "Redebericht: Jan Kowal" in result.stdout
    assert ("Q1" in result.stdout) == (words.lower() in ("jan kowal", "kowal")), "two entries have the name"


def test_details_show_what_was_said_to_an_actor(tmp_path: Path) -> None:
    source = tmp_path / "one.json"
    said = handmade.reading()
    links = tuple(link for link in said.links)
    assert links, "the hand-made reading has an actor"
    source.write_bytes(record_json(said, pretty=True))
    shown = wortlaut("actors", source, "--all", "--lang", "en").stdout
    assert "Says:" in shown
    assert "reported → Ukraine: mit einem Einfuhrstopp" in shown


def test_details_of_nobody_end_with_1(records: Path) -> None:
    result = wortlaut("actors", records, "--details", "Olaf")
    assert result.exit_code == 1
    assert (result.stdout, "nobody is called 'Olaf'" in result.stderr) == ("", True)


def test_kind_and_sort(records: Path) -> None:
    assert set(listed(records, "--kind", "state")) == {"Q36"}
    assert list(listed(records, "--sort", "id")) == sorted(listed(records))
    assert next(iter(listed(records, "--sort", "name"))) == "local:person:ein-sprecher@y"


def test_json_has_evidence_only_when_asked(records: Path) -> None:
    found = json.loads(wortlaut("actors", records, "--json").stdout)
    assert found["schema"] == "wortlaut-actors/1"
    jan = next(one for one in found["actors"] if one["id"] == JAN)
    assert (jan["mentions"], jan["statements"], jan["articles"]) == (2, 2, 2)
    assert [one["evidence"] for one in jan["occurrences"]] == [None, None]
    jan = json.loads(wortlaut("actors", records, "--json", "--details", JAN).stdout)["actors"][0]
    proof = jan["occurrences"][0]["evidence"]
    assert proof["mentions"][0]["sentence"]["text"] == "Jan Kowal sprach."
    assert proof["said"][0]["content"][0]["text"] == "Jan Kowal"


def test_csv_to_a_file(records: Path, tmp_path: Path) -> None:
    target = tmp_path / "actors.csv"
    result = wortlaut("actors", records, "--csv", target, "--excel")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"3 articles, 4 actors -> {target}\n"
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid;name;kind;")


def test_bad_records_are_listed_and_stop_nothing(records: Path) -> None:
    lines = records.read_bytes().splitlines(keepends=True)
    records.write_bytes(lines[0] + b'{"schema":"wortlaut/1"}\n' + lines[1].replace(b'"start":0', b'"start":1', 1))
    result = wortlaut("actors", records)
    assert result.exit_code == 1
    assert "Kowal" in result.stdout
    assert f"{records}: line 2: $: Object missing required field" in result.stderr
    assert f"{records}: line 3: " in result.stderr


def test_failures_inside_an_article_are_told(article: Path) -> None:
    result = wortlaut("actors", article)
    assert result.exit_code == 1
    assert "dating: no anchor" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["actors", "{article}", "--json", "--csv", "-"],
        ["actors", "{article}", "--excel"],
        ["actors", "{article}", "--csv", "{article}"],
        ["actors", "{article}", "--csv", "{folder}/no/such/folder.csv"],
        ["actors", "{article}", "--judgements", "{folder}/no-such-file"],
        ["actors", "{article}", "--kind", "robot"],
        ["actors", "{article}", "--sort", "luck"],
        ["judge"],
        ["judge", "same", "Q1"],
        ["judge", "same", "Q1", "Q2", "--judgements", "{folder}/new", "--reviewer", "Anna"],
        ["judge", "same", "local:x", "local:x", "--judgements", "{folder}/new", "--reviewer", "Anna"],
        ["judge", "same", "Jan Kowal", "Q2", "--judgements", "{folder}/new", "--reviewer", "Anna"],
        ["judge", "same", "local:x", "Q2", "--judgements", "{folder}/new"],
        ["judge", "same", "local:x", "Q2", "--judgements", "{folder}/new", "--reviewer", " "],
        ["judge", "same", "local:x", "Q2", "--judgements", "{folder}", "--reviewer", "Anna"],
        ["judge", "withdraw", "j1", "--judgements", "{folder}/new", "--reviewer", "Anna"],
        ["judge", "list", "--judgements", "{folder}/new"],
    ],
)
def test_wrong_use_ends_with_2_and_touches_nothing(words: list[str], article: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    result = wortlaut(*(word.format(article=article, folder=tmp_path) for word in words))
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert sorted(tmp_path.iterdir()) == before
    assert article.read_text(encoding="utf-8") == handmade.TEXT


# judgements


def test_same_different_and_withdraw_change_the_list_and_never_the_file(records: Path, judgements: Path) -> None:
    before = listed(records)
    merged = same(JAN, "Q1", judgements)
    first = judgements.read_bytes()
    assert listed(records, "--judgements", judgements)["Q1"]["mentions"] == "3"
    same("y#actor1", "Q1", judgements, "different")
    parted = listed(records, "--judgements", judgements)
    assert (parted["Q1"]["mentions"], parted[f"{JAN}@y"]["mentions"]) == ("2", "1")
    withdrawn = wortlaut("judge", "withdraw", merged, "--judgements", judgements, WORTLAUT_REVIEWER="Bert")
    assert withdrawn.exit_code == 0, withdrawn.output
    assert set(listed(records, "--judgements", judgements)) == {*before}
    assert judgements.read_bytes().startswith(first), "a file that only grows"
    with judgements.open("rb") as lines:
        found = judgements_from_json(lines)
    assert [one.reviewer for one in found] == ["Anna", "Anna", "Bert"]
    assert found[2].withdraws == merged
    again = wortlaut("judge", "withdraw", merged, "--judgements", judgements, "--reviewer", "Bert")
    assert (again.exit_code, "withdrawn already" in again.stderr) == (2, True)


def test_details_tell_who_judged_and_when(records: Path, judgements: Path) -> None:
    decided = same(JAN, "Q1", judgements)
    shown = wortlaut("actors", records, "--judgements", judgements, "--details", "Q1").stdout
    assert f"Anna: derselbe: {JAN}, Q1" in shown
    assert decided in shown


def test_judgements_can_be_listed(judgements: Path) -> None:
    one = same(JAN, "Q1", judgements)
    result = wortlaut("judge", "different", JAN, "Q1", "--judgements", judgements, "--reviewer", "B", "--note", "Sohn")
    assert f"overrules {one}" in result.stderr
    lines = [line.split("\t") for line in wortlaut("judge", "list", "--judgements", judgements).stdout.splitlines()]
    assert [line[2:] for line in lines] == [
        ["Anna", f"same {JAN} Q1", "overruled"],
        ["B", f"different {JAN} Q1", "counts", "Sohn"],
    ]


def test_two_of_the_lexicon_in_a_row_are_refused_and_not_written(judgements: Path) -> None:
    one = same(JAN, "Q1", judgements)
    before = judgements.read_bytes()
    result = wortlaut("judge", "same", JAN, "Q2", "--judgements", judgements, "--reviewer", "Anna")
    assert result.exit_code == 1
    assert f"error: judgement {one}" in result.stderr and len(result.stderr.splitlines()) == 1
    assert judgements.read_bytes() == before


def test_a_damaged_file_of_judgements_is_one_clear_line(records: Path, judgements: Path) -> None:
    same(JAN, "Q1", judgements)
    with judgements.open("ab") as stream:
        stream.write(b'{"schema":"wortlaut-judgement/1",')
    for words in (["actors", records], ["judge", "list"]):
        result = wortlaut(*words, "--judgements", judgements)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"error: {judgements}: line 2: ") and len(result.stderr.splitlines()) == 1


def test_a_line_added_by_hand_without_an_end_stays_a_line(judgements: Path) -> None:
    same(JAN, "Q1", judgements)
    judgements.write_bytes(judgements.read_bytes().rstrip())
    same(JAN, "Q1", judgements)
    assert len(judgements_from_json(judgements.read_bytes().splitlines())) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_clear_line(records: Path) -> None:
    result = wortlaut("actors", records, "--csv", "/dev/full")
    assert result.exit_code == 1
    assert "No space left" in result.stderr and "Traceback" not in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_half_a_judgement_is_taken_back(judgements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(JAN, "Q1", judgements)
    before = judgements.read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, line: write(handle, line[:9]))
    result = wortlaut("judge", "different", JAN, "Q1", "--judgements", judgements, "--reviewer", "Anna")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "No space left" in result.stderr
    assert judgements.read_bytes() == before


def test_judged_ids_that_no_article_has_are_told(records: Path, judgements: Path) -> None:
    same("local:person:typo", "Q1", judgements)
    result = wortlaut("actors", records, "--judgements", judgements)
    assert result.exit_code == 0
    assert "judged, but not in these articles: local:person:typo" in result.stderr
