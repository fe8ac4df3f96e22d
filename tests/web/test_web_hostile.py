"""Hostile words in every place, hostile files, hostile addresses, hostile requests."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import socket
import time
import zipfile
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from page import parsed
from quoting import HOSTILE, Quoting
from spoiling import ASKED, PASSWORD, dangers, pages_of, spoil
from test_web_access import RIGHT_OF
from visiting import Site

from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys

TEXT = "Streit um die Brücke\n\n„Die Brücke ist sicher“, sagte Anna Meier am Montag in Bad Wellen der Zeitung.\n"
FILES = {"/review/export/{form}", "/admin/backup", "/csv/search", "/csv/actors/{id:path}"}
"""What gives files, not pages."""


@pytest.fixture
def spoiled(store: Store, keys: Keys) -> Iterator[TestClient]:
    """A hostile person signed in to a hostile store."""
    spoil(store)
    own = {"sec-fetch-site": "same-origin"}
    with TestClient(application(store, Quoting, keys), base_url="http://localhost", headers=own) as client:
        assert client.post("/sign-in", data={"name": HOSTILE, "password": PASSWORD}).status_code == 200
        yield client


# words


def test_all_pages_are_looked_at(store: Store) -> None:
    spoil(store)
    there = {path for method, path in map(str.split, RIGHT_OF) if method == "GET" and not path.startswith("/api/")}
    assert set(pages_of(store)) - {"/sign-in", "/enter"} == there - FILES


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_hostile_becomes_an_element_or_an_attribute(spoiled: TestClient, store: Store, language: str) -> None:
    shown = 0
    for path in (path for paths in pages_of(store).values() for path in paths):
        answer = spoiled.get(path, headers={"accept-language": language})
        assert answer.status_code < 500, path
        assert answer.headers["content-type"].startswith("text/html"), path
        assert dangers(parsed(answer.text)) == [], path
        shown += "alert(" in answer.text
    assert shown > 15


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/sign-in", {"name": HOSTILE, "password": HOSTILE, "back": HOSTILE}),
        ("/admin/people", {"name": HOSTILE, "role": "admin", "password": PASSWORD}),
        ("/admin/people/change", {"name": f"{HOSTILE}!", "role": "admin"}),
        ("/account/tokens", {"label": HOSTILE, "scope": "read"}),
        ("/articles/ahostile/review", {"finding": HOSTILE, "id": HOSTILE, "verdict": "accept"}),
        ("/articles/ahostile/review", {"finding": "statement", "id": "s1", "verdict": HOSTILE}),
        ("/library", {"url": HOSTILE, "title": HOSTILE}),
        ("/library", {"text": HOSTILE, "day": HOSTILE}),
        ("/feeds", {"url": HOSTILE}),
        ("/feeds", {"url": f"http://127.0.0.1/{HOSTILE}"}),
    ],
)
def test_no_answer_to_a_form_brings_it_back_alive(spoiled: TestClient, path: str, data: dict[str, str]) -> None:
    answer = spoiled.post(path, data=data, headers={"referer": f"http://localhost/{HOSTILE}"})
    assert answer.status_code < 500
    assert dangers(parsed(answer.text)) == []


def test_a_check_for_dangers_finds_them() -> None:
    page = '<p onclick="x">{}<a href="javascript:x">a</a><img src="x"><a href="//evil.example">b</a></p>'
    assert len(dangers(parsed(page.format("'&49")))) == 6


def test_json_is_json_and_is_not_shown_as_a_page(spoiled: TestClient, store: Store) -> None:
    actor = next(iter(store.actor_ids("ahostile").values()))
    paths = ["articles", "articles/ahostile", "articles/ahostile/places", "articles/ahostile/reviews", "statements"]
    paths += [
        "events",
        "actors",
        f"actors/{actor}",
        f"actors/{actor}/articles",
        "queue",
        "reviews",
        "search?words=Nein",
    ]
    for path in [*paths, f"articles/{ASKED}", f"search?offset={ASKED}", ASKED]:
        answer = spoiled.get(f"/api/{path}")
        assert answer.headers["content-type"] == "application/json", path
        assert answer.headers["x-content-type-options"] == "nosniff"
        json.loads(answer.content)
    assert HOSTILE in json.dumps(spoiled.get("/api/articles").json(), ensure_ascii=False).replace('\\"', '"')


def test_files_are_files(spoiled: TestClient, store: Store) -> None:
    for path in ("/review/export/records", "/review/export/corpus", "/csv/search?words=Nein", "/admin/backup"):
        answer = spoiled.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-disposition"].startswith("attachment"), path
        assert "html" not in answer.headers["content-type"], path
        assert answer.headers["x-content-type-options"] == "nosniff"
    for form in ("text", "bibtex", "csl", "ris"):
        answer = spoiled.get(f"/articles/ahostile/cite?start=0&end=20&form={form}")
        assert answer.headers["content-disposition"].startswith("attachment")


def test_a_table_runs_nothing(site: Site) -> None:
    text = "Streit\n\n„=1+1 ist falsch“, sagte Anna Meier am Montag in Berlin der Zeitung."
    site.client.post("/library", data={"text": text, "title": "=HYPERLINK(1)", "outlet": "@SUM(1)"})
    site.idle()
    answer = site.client.get("/csv/search?words=Meier")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert "=HYPERLINK" in answer.text
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))] == []


# files


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


# requests


@pytest.mark.parametrize(
    "charset", ["utf-7", "utf-16", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "zip", "rot13", "x" * 99]
)
@pytest.mark.parametrize("path", ["/library", "/sign-in", "/admin/people", "/articles/ahostile/review"])
def test_odd_character_sets_of_forms(spoiled: TestClient, charset: str, path: str) -> None:
    fields = {
        "text": b"\\ud800 \x00\xff",
        "name": b"\\ud800\x00\xff",
        "password": b"\\ud800 und noch mehr",
        "back": b"\xff",
    }
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in fields.items()
    )
    headers = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
    answer = spoiled.post(path, content=parts + b"--x--\r\n", headers=headers)
    assert 400 <= answer.status_code < 500 or path == "/library"
    assert dangers(parsed(answer.text)) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"text": "\xff"}',
        b'{"text": ' + b"9" * 50_000 + b"}",
        b'{"text": NaN}',
        b'{"text": "a", "published": "99999-01-01"}',
        b'{"text": "' + b"a" * 11_000_000 + b'"}',
        "{}".encode("utf-16"),
        b'{"text": "a", "text": ["b"]}',
    ],
    ids=range(10),
)
def test_odd_json(site: Site, body: bytes) -> None:
    answer = site.client.post("/api/articles", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert "detail" in answer.json()
    assert site.store.articles().total == 0


@pytest.mark.parametrize(
    "query",
    [
        "%00",
        "%ff",
        "%ed%a0%80",
        "a" * 50_000,
        "%F0%9F%9A%A7" * 200,
        "' OR 1=1 --",
        '"',
        "*",
        "(",
        "NEAR(a b)",
        "a:b",
        "-a",
    ],
)
@pytest.mark.parametrize(
    "path", ["/search?words=", "/actors?name=", "/timeline?actor=", "/api/search?words=", "/api/actors?name="]
)
def test_odd_words_get_an_answer(site: Site, path: str, query: str) -> None:
    assert site.client.get(path + query).status_code in (200, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../guard.py",
        "/static/%2e%2e/guard.py",
        "/static/..%2fguard.py",
        "/static/..%5cguard.py",
        "/static/%252e%252e/guard.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/wortlaut.css%00.html",
        "/static/" + "a" * 5000,
        "/articles/..%2f..%2fetc%2fpasswd",
        "/actors/../../../etc/passwd",
        "/review/export/..%2frecords",
    ],
)
def test_no_path_leads_out(site: Site, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code in (400, 404, 405), answer.status_code
    assert "root:" not in answer.text
    assert "class Guard" not in answer.text


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "@evil.example/",
        "javascript:x",
        "/%0d%0aa:b",
        "/\r\nSet-Cookie: a=b",
    ],
)
def test_no_way_back_leads_to_another_site(site: Site, back: str) -> None:
    site.store.access.add_account("Lena", "reader", "no password")
    key = site.keys.invite("Lena")
    for answer in (
        site.client.post(
            "/settings", data={"theme": "dark"}, headers={"referer": back.split("\r")[0]}, follow_redirects=False
        ),
        site.client.get(f"/enter?key={key}", headers={"referer": back.split("\r")[0]}, follow_redirects=False),
    ):
        assert re.fullmatch(r"/[^/\\].*|/", answer.headers["location"]), answer.headers["location"]
        assert "evil" not in answer.headers["location"]
        assert "a" not in answer.headers.get("set-cookie", "").partition("=")[0].split("_")[0].replace("wortlaut", "")


def test_after_signing_in_nobody_is_sent_to_another_site(store: Store, keys: Keys) -> None:
    spoil(store)
    own = {"sec-fetch-site": "same-origin"}
    client = TestClient(application(store, Quoting, keys), base_url="http://localhost", headers=own)
    for back in ("//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "@evil.example"):
        data = {"name": HOSTILE, "password": PASSWORD, "back": back}
        answer = client.post("/sign-in", data=data, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/", back


# addresses

PRIVATE = [
    "10.0.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
]


@pytest.mark.parametrize("door", ["/library", "/feeds"])
@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_stands_for_a_private_address_is_not_fetched(
    site: Site, monkeypatch: pytest.MonkeyPatch, address: str, door: str
) -> None:
    connected: list[object] = []
    real = socket.getaddrinfo

    def resolved(host: object, *more: object, **named: object) -> object:
        if host not in ("harmlos.example", b"harmlos.example"):
            return real(host, *more, **named)  # type: ignore[arg-type]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", lambda *a, **b: connected.append(a))
    site.client.post(door, data={"url": "http://harmlos.example/a"})
    error = failed(site)
    assert "private or internal" in error, error
    assert connected == []
    assert site.store.articles().total == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::]/",
        "http://0/",
        "http://localhost./",
        "http://user:pw@127.0.0.1/",
        "http://127.0.0.1#@public.example/",
        "http://public.example@127.0.0.1/",
        "http://127.0.0.1%2f@public.example/",
        "http://①②⑦.⓪.⓪.①/",
    ],
)
def test_no_way_of_writing_an_address_leads_inside(site: Site, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    connected: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **b: connected.append(a))
    site.client.post("/library", data={"url": url})
    for _ in range(400):
        if all(job.attempts and job.state != "running" for job in site.store.jobs.page().items):
            break
        time.sleep(0.02)
    assert connected == []
    assert site.store.articles().total == 0


def failed(site: Site) -> str:
    """Wait for what was to be fetched, and return why it was not."""
    for _ in range(400):
        told = [job.error or "" for job in site.store.jobs.page(states=("failed",)).items]
        told += [feed.error or "" for feed in site.store.feeds.all()]
        if any(told):
            return "; ".join(filter(None, told))
        time.sleep(0.02)
    raise AssertionError("nothing failed")
