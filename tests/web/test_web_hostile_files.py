"""Hostile files: bombs, names that lead elsewhere, broken letters, too many."""

from __future__ import annotations

import gzip
import io
import re
import zipfile

import pytest
from page import parsed
from quoting import HOSTILE
from spoiling import dangers
from visiting import Site

TEXT = "Streit um die Brücke\n\n„Die Brücke ist sicher“, sagte Anna Meier am Montag in Bad Wellen der Zeitung.\n"


def bring(site: Site, name: str, data: bytes) -> str:
    answer = site.client.post("/library", files=[("files", (name, data, "application/octet-stream"))])
    assert answer.status_code == 200, answer.text
    assert dangers(parsed(answer.text)) == []
    return parsed(answer.text).text


def zipped(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * size)
    return file.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bombe.zip", zipped(50_000_000)),
        ("bombe.txt", zipped(50_000_000)),
        ("bombe.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b"a" * 50_000_000)),
        ("bombe.html", gzip.compress(gzip.compress(b"a" * 50_000_000))),
        ("bombe.json", b"BZh91AY&SY" + b"\x00" * 1000),
        ("gross.txt", b"a " * 6_000_000),
        ("tief.json", b"[" * 200_000),
        ("tief.jsonl", b'{"text":' * 50_000),
        ("zahl.json", b'{"text": ' + b"9" * 100_000 + b"}"),
        ("tief.html", b"<div>" * 100_000),
        ("breit.html", b"<p " + b" ".join(b"a%d=1" % number for number in range(50_000)) + b">"),
        ("lachen.xhtml", f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]><l>&l9;</l>'.encode()),
        (
            "fremd.xhtml",
            b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&x;</p></html>',
        ),
        ("null.txt", b"Der Bundestag\x00hat am Montag \x00 beraten."),
        ("falsch.txt", b"\xff\xfe\x00\xd8" * 10),
        ("falsch.html", b'<meta charset="utf-7">+ADw-script+AD4-alert(1)+ADw-/script+AD4-'),
        ("leer.txt", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bombs_and_broken_files_are_one_line_each(site: Site, name: str, data: bytes) -> None:
    told = bring(site, name, data)
    assert name in told
    assert "root:" not in told
    assert site.store.articles().total == 0


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.txt",
        "..\\..\\windows\\win.txt",
        "/etc/cron.d/a.txt",
        "C:\\a.txt",
        "a\x00b.txt",
        "%2e%2e%2fa.txt",
        "file:///etc/passwd.txt",
        "http://127.0.0.1/a.txt",
        "-rf.txt",
        "CON.txt",
        HOSTILE + ".txt",
        "a" * 2000 + ".txt",
        "\u202egpj.txt",
    ],
)
def test_the_name_of_a_file_is_told_and_never_opened(
    site: Site, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    before = sorted(tmp_path_factory.getbasetemp().rglob("*.txt"))
    bring(site, name, TEXT.encode())
    (row,) = site.store.articles().items
    assert row.source is not None
    assert not re.search(r"[/\\]", row.source.replace("</script>", ""))
    assert ".." not in row.source.split("%")[0]
    assert sorted(tmp_path_factory.getbasetemp().rglob("*.txt")) == before
    assert dangers(parsed(site.get("/"))) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("null.json", b'{"text": "\\u0000\\ud800"}'),
        ("null.jsonl", b'{"text": "a", "title": "\\u0000\\ud800", "url": "\\u0000"}'),
        ("zeilen.csv", b"text\n" + b'"' + b"a,\n" * 20_000),
        ("spalten.csv", b",".join([b"text"] * 20_000) + b"\n" + b"a," * 20_000),
    ],
)
def test_what_no_database_holds_is_replaced(site: Site, name: str, data: bytes) -> None:
    bring(site, name, data)
    site.idle()
    (row,) = site.store.articles().items
    found = site.store.article(row.id)
    assert found is not None
    assert not re.search("[\0\ud800-\udfff]", f"{found.text}{found.title}{found.url}")
    assert site.client.get(f"/articles/{row.id}").status_code == 200
    assert site.store.check() == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-8-sig"])
def test_a_file_in_another_encoding_is_read_as_it_is(site: Site, encoding: str) -> None:
    bring(site, "a.txt", TEXT.encode(encoding))
    (row,) = site.store.articles().items
    found = site.store.article(row.id)
    assert found is not None
    assert "„Die Brücke ist sicher“" in found.text


def test_more_files_than_at_once_are_refused(site: Site) -> None:
    files = [("files", (f"{number}.txt", b"a", "text/plain")) for number in range(501)]
    assert site.client.post("/library", files=files).status_code == 400
    assert site.store.articles().total == 0
