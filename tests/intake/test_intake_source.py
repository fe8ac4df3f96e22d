import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_intake_text import BODY

from wortlaut.errors import BinaryContent, EmptyText, IntakeError, NoArticle, TooLarge
from wortlaut.intake import Failed, Source, load, sources
from wortlaut.record import Article

TEXT = "Streit um das Gesetz\n\n" + "\n\n".join(BODY)


def failure(source: Source | str | Path) -> Failed:
    (found,) = load(source)
    assert isinstance(found, Failed)
    return found


def test_folders_are_expanded_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "x/c.json",
        "x/d.csv",
        ".hidden.txt",
        ".git/e.txt",
        "bild.png",
        "f.NDJSON",
        "x/~$g.txt",
        "h.md",
        "b.gold.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = list(sources([tmp_path, tmp_path / "bild.png"]))
    assert [os.path.relpath(one.name, tmp_path) for one in found] == [
        "a.html",
        "b.txt",
        "f.NDJSON",
        "h.md",
        "x/c.json",
        "x/d.csv",
        "bild.png",
    ]
    assert [one.format for one in found] == ["html", "text", "jsonl", "text", "json", "csv", "auto"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "kreis").symlink_to(tmp_path)
    assert len(list(sources([tmp_path]))) == 1


def test_nothing_is_opened_before_load(tmp_path: Path) -> None:
    (source,) = sources([tmp_path / "fehlt.txt"])
    assert "no such file" in str(failure(source).error)


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "artikel.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("cp1252"))
    (article,) = load(str(path))
    assert isinstance(article, Article)
    assert (article.text, article.source, article.title) == (TEXT, str(path), "Streit um das Gesetz")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), "Article"),
        (
            b"<!doctype html><html><body>" + "".join(f"<p>{one}</p>" for one in BODY).encode() + b"</body></html>",
            "Article",
        ),
        (b'{"text": "' + BODY[0].encode() + b'"}', "Article"),
        (b'[{"text": "' + BODY[0].encode() + b'"}]', "Article"),
        (b"[Berlin] " + BODY[0].encode(), "Article"),
        (b"%PDF-1.4", "Failed"),
        (b"", "Failed"),
    ],
)
def test_standard_input_tells_its_format_itself(data: bytes, kind: str) -> None:
    (source,) = sources(["-"], stdin=data)
    assert [type(one).__name__ for one in load(source)] == [kind]


def test_standard_input_is_read_by_load_if_need_be(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (article,) = load("-")
    assert isinstance(article, Article) and article.source == "-"


def test_bad_files_are_failures(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "bericht.txt").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "gross.txt").write_bytes(b"a" * (10 * 1024 * 1024 + 1))
    (tmp_path / "gross.pdf").write_bytes(b"%PDF" + b"-" * (10 * 1024 * 1024 + 1))
    (tmp_path / "dünn").mkdir()
    assert isinstance(failure(tmp_path / "leer.txt").error, EmptyText)
    assert isinstance(failure(tmp_path / "bericht.txt").error, BinaryContent)
    assert isinstance(failure(tmp_path / "gross.txt").error, TooLarge)
    assert isinstance(failure(tmp_path / "gross.pdf").error, BinaryContent)
    assert isinstance(failure(tmp_path / "dünn").error, NoArticle)
    assert failure("nicht\x00möglich").source == "nicht\x00möglich"


def test_a_batch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    found = [one for source in sources([tmp_path, "/gibt/es/nicht"]) for one in load(source)]
    assert [type(one).__name__ for one in found] == ["Failed", "Article", "Failed"]
    assert all(isinstance(one.error, IntakeError) for one in found if isinstance(one, Failed))


def test_import_stays_light() -> None:
    heavy = ["trafilatura", "lxml", "httpx2", "py3langid", "resiliparse", "protego", "numpy"]
    code = f"import sys, wortlaut.intake; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
