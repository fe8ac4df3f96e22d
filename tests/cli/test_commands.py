"""The commands as a user runs them: output, files, messages, exit codes."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import handmade
import pytest
from typer.testing import CliRunner, Result

from wortlaut.cli.app import app
from wortlaut.export import check, record_json

HERE = Path(__file__).parent
SECOND = (
    "Streit im Rat\n\nBern – Der Bundesrat hat entschieden. „Wir bleiben dabei“, sagte die Präsidentin gestern Abend.\n"
)


def wortlaut(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "rat.txt"
    path.write_text(SECOND, encoding="utf-8")
    return path


pytestmark = pytest.mark.usefixtures("fake_reader")


def test_read_shows_an_article(article: Path) -> None:
    result = wortlaut("read", article)
    assert result.exit_code == 1, "the hand-made reading holds a failure"
    assert "2 ▌ direkt  Jan Kowal · sagte" in result.stdout
    assert "dating: no anchor" in result.stderr


def test_read_shows_several_articles_one_after_the_other(article: Path, second: Path) -> None:
    shown = wortlaut("read", article, second).stdout
    assert shown.index("Polens Minister") < shown.index("Wir bleiben dabei")


def test_read_in_english(second: Path) -> None:
    result = wortlaut("read", second, "--lang", "en")
    assert (result.exit_code, "1 statement" in result.stdout) == (0, True)


def test_json_of_one_article_proves_itself(second: Path) -> None:
    result = wortlaut("read", second, "--json")
    assert result.exit_code == 0
    assert check(result.stdout_bytes.splitlines(keepends=True)).problems == ()
    assert json.loads(result.stdout_bytes)["statements"][0]["content"][0]["text"] == "Wir bleiben dabei"


def test_json_of_several_articles_says_what_to_do(article: Path, second: Path) -> None:
    result = wortlaut("read", article, second, "--json")
    assert result.exit_code == 2
    assert "--jsonl" in result.stderr
    assert result.stdout == ""


def test_a_dash_and_no_source_both_read_standard_input(second: Path) -> None:
    for words in (["read", "-", "--json"], ["read", "--json"]):
        result = wortlaut(*words, stdin=SECOND.encode())
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout_bytes)["statements"][0]["content"][0]["text"] == "Wir bleiben dabei"


def test_jsonl_and_csv_to_files(article: Path, second: Path, tmp_path: Path) -> None:
    lines, table = tmp_path / "out" / "out.jsonl", tmp_path / "out" / "out.csv"
    lines.parent.mkdir()
    result = wortlaut("read", article, second, "--jsonl", lines, "--csv", table)
    assert result.stdout == ""
    assert "2 articles, 7 statements -> " in result.stderr
    assert check(lines.read_bytes().splitlines(keepends=True)).records == 2
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    assert [row[5] for row in rows] == ["statement", "s1", "s2", "s3", "s4", "s5", "s6", "s1"]
    assert wortlaut("read", second, "--jsonl", lines, "--quiet").stderr == ""
    assert lines.read_bytes().count(b"\n") == 1, "an old file is replaced"


def test_an_output_in_a_folder_is_not_read(second: Path, tmp_path: Path) -> None:
    for _ in range(2):
        result = wortlaut("read", tmp_path, "--jsonl", tmp_path / "out.jsonl", "--csv", tmp_path / "out.csv")
        assert result.exit_code == 0, result.stderr
        assert "1 article, 1 statement" in result.stderr


def test_columns_have_names(tmp_path: Path) -> None:
    table = tmp_path / "korpus.csv"
    table.write_text(f'id,rumpf,tag,blatt\n1,"{SECOND}",2023-05-03,Der Bote\n', encoding="utf-8")
    fields = ("--text-field", "rumpf", "--date-field", "tag", "--outlet-field", "blatt")
    result = wortlaut("read", table, *fields, "--json")
    article = json.loads(result.stdout)["article"]
    assert article["outlet"] == "Der Bote"
    assert article["published"] == {"earliest": "2023-05-03", "latest": "2023-05-04", "precision": "day"}


def test_a_private_address_needs_permission() -> None:
    result = wortlaut("read", "http://127.0.0.1:9/seite.html", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    allowed = wortlaut("read", "http://127.0.0.1:9/seite.html", "--json", "--allow-private")
    assert allowed.exit_code == 1
    assert allowed.stderr != result.stderr, "it was tried"


def test_csv_for_excel(second: Path) -> None:
    result = wortlaut("read", second, "--csv", "-", "--excel")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfarticle;source;")
    assert result.stdout_bytes.count(b"\r\n") == 2


def test_jsonl_to_standard_output_holds_nothing_else(article: Path, second: Path) -> None:
    result = wortlaut("read", article, second, "--jsonl", "-")
    verdict = check(result.stdout_bytes.splitlines(keepends=True))
    assert (verdict.records, verdict.problems) == (2, ())


def test_failed_sources_are_listed_and_stop_nothing(second: Path, tmp_path: Path) -> None:
    binary = tmp_path / "bild.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00" * 50)
    empty = tmp_path / "leer.txt"
    empty.write_bytes(b"")
    result = wortlaut("read", binary, second, empty, tmp_path / "fehlt.txt", "--jsonl", "-")
    assert result.exit_code == 1
    assert check(result.stdout_bytes.splitlines(keepends=True)).records == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "3 failed:"
    assert [name in line for name, line in zip(("bild.txt", "leer.txt", "fehlt.txt"), lines[1:], strict=True)]
    assert len(lines) == 4, "one line each"


def test_a_hostile_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    result = wortlaut("read", tmp_path / "a\x1b[31m\nb.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["read", "{article}", "--json", "--jsonl", "-"],
        ["read", "{article}", "--csv", "-", "--jsonl", "-"],
        ["read", "{article}", "--jsonl", "x", "--csv", "x"],
        ["read", "{article}", "--excel"],
        ["read", "{article}", "--jsonl", "{article}"],
        ["read", "{article}", "--jsonl", "{folder}/no/such/folder.jsonl"],
        ["read", "{article}", "--model", "{folder}/no-model"],
        ["read", "{article}", "--processes", "0"],
        ["read", "{article}", "--lang", "fr"],
        ["read", "--colour"],
        ["demo", "--json", "--jsonl", "-"],
        ["check"],
        ["check", "{folder}/no-such-file"],
        ["check", "{folder}"],
        ["nonsense"],
    ],
)
def test_wrong_use_ends_with_2_and_touches_nothing(words: list[str], article: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    result = wortlaut(*(word.format(article=article, folder=tmp_path) for word in words))
    assert result.exit_code == 2, result.output
    assert "Error" in result.stderr and "Traceback" not in result.output
    assert sorted(tmp_path.iterdir()) == before
    assert article.read_text(encoding="utf-8") == handmade.TEXT


def test_a_model_that_cannot_be_loaded_is_one_clear_line(article: Path, tmp_path: Path) -> None:
    result = wortlaut("read", article, "--model", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ") and len(result.stderr.splitlines()) == 1


def test_check_proves_and_finds(tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl"
    good.write_bytes(2 * (record_json(handmade.reading()) + b"\n"))
    result = wortlaut("check", good)
    assert result.exit_code == 0
    assert result.stdout.startswith("2 records, ") and result.stdout.endswith("all proven\n")
    assert wortlaut("check", "-", stdin=good.read_bytes()).exit_code == 0

    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(good.read_bytes().replace(b'"text":"gedroht"', b'"text":"gelobt\\u001b[31m"', 1))
    result = wortlaut("check", good, bad)
    assert result.exit_code == 1
    assert f"{bad}: line 1: $.statements[0].cue[0]: the article has 'gedroht', not 'gelobt" in result.stdout
    assert result.stdout.endswith("1 problem\n")
    assert "\x1b" not in result.stdout


def test_schema_is_json(tmp_path: Path) -> None:
    result = wortlaut("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "Wortlaut record, version 1"


def test_demo_shows_a_table_one_article_and_what_next() -> None:
    result = wortlaut("demo")
    assert result.exit_code == 0, result.stderr
    assert "Äußerungen" in result.stdout
    assert "wortlaut check out.jsonl" in result.stdout
    records = wortlaut("demo", "--jsonl", "-").stdout_bytes.splitlines(keepends=True)
    assert len(records) >= 15
    assert check(records).problems == ()
    assert json.loads(wortlaut("demo", "--json").stdout)["schema"] == "wortlaut/1"


def test_demo_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, wortlaut("demo").stdout.splitlines())) <= 44, "only the commands at the end may be wider"


def run(*words: str | Path, **more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(HERE / "faked.py"), *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **more},
        # a shell that runs the tests in the background lets its children ignore Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_the_file_stays_valid(second: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "out.jsonl"
    target.parent.mkdir()
    process = run("read", *[second] * 500, "--jsonl", target, WORTLAUT_FAKE_PAUSE="0.02")
    end = time.monotonic() + 30
    while time.monotonic() < end and not (target.exists() and target.read_bytes().count(b"\n") > 3):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted after" in errors and b"Traceback" not in errors
    verdict = check(target.read_bytes().splitlines(keepends=True))
    assert verdict.records > 3 and verdict.problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
@pytest.mark.parametrize("words", [["--jsonl", "-"], ["--csv", "-"], []])
def test_a_closed_pipe_is_no_drama(second: Path, words: list[str]) -> None:
    process = run("read", *[second] * 500, *words, WORTLAUT_FAKE_PAUSE="0.001")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_clear_line(second: Path) -> None:
    result = wortlaut("read", second, "--jsonl", "/dev/full")
    assert result.exit_code == 1
    assert "No space left" in result.stderr and "Traceback" not in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize(("quiet", "seen"), [([], True), (["--quiet"], False)])
def test_progress_is_shown_on_a_terminal_only(second: Path, tmp_path: Path, quiet: list[str], seen: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            *(sys.executable, str(HERE / "faked.py"), "read", *map(str, [second] * 20)),
            *("--jsonl", str(tmp_path / "out.jsonl"), *quiet),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "WORTLAUT_FAKE_PAUSE": "0.05", "TERM": "xterm"},
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # Linux says so at the end of a pseudo-terminal
        pass
    assert process.communicate()[0] == b""
    assert process.returncode == 0
    assert (b"articles/s" in shown) == seen
    assert (b"20 articles, 20 statements" in shown) == seen
