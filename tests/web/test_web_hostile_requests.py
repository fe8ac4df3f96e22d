"""Hostile requests: broken bodies, odd paths and ways back; addresses that lead inside."""

from __future__ import annotations

import re
import socket
import time

import pytest
from fastapi.testclient import TestClient
from page import parsed
from quoting import HOSTILE, Quoting
from spoiling import dangers, spoil
from visiting import PASSWORD, Site

from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys

FIELDS = {
    "text": b"\\ud800 \x00\xff",
    "name": b"\\ud800\x00\xff",
    "password": b"\\ud800 und noch\x00mehr\xff",
    "role": b"admin\x00",
    "back": b"\xff",
    "verdict": b"\x00",
    "finding": b"\xff",
}
DOORS = ["/library", "/feeds", "/sign-in", "/admin/people", "/account/tokens", "/articles/ahostile/review"]


def form_of(charset: str) -> tuple[bytes, dict[str, str]]:
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in FIELDS.items()
    )
    return parts + b"--x--\r\n", {"content-type": f"multipart/form-data; boundary=x{charset}"}


@pytest.mark.parametrize(
    "charset",
    [
        *(f"; charset={one}" for one in ("utf-7", "utf-16", "unicode_escape", "idna", "punycode", "zip", "x" * 99)),
        "; charset=utf-8; charset=punycode",
        "; charset*=utf-8''punycode",
        '; charset="punycode"; x="; charset=utf-8"',
        "; CHARSET=utf-8x",
    ],
)
def test_nobody_chooses_another_decoder(spoiled: TestClient, charset: str) -> None:
    body, headers = form_of(charset)
    for path in DOORS:
        answer = spoiled.post(path, content=body, headers=headers)
        assert answer.status_code == 415, path
        assert dangers(parsed(answer.text)) == []


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"'])
def test_broken_letters_in_forms(spoiled: TestClient, store: Store, charset: str) -> None:
    body, headers = form_of(charset)
    for path in DOORS:
        answer = spoiled.post(path, content=body, headers=headers)
        assert answer.status_code < 500, path
        assert dangers(parsed(answer.text)) == []
    assert store.check() == []


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
    referer = {"referer": back.split("\r")[0]}
    for answer in (
        site.client.post("/settings", data={"theme": "dark"}, headers=referer, follow_redirects=False),
        site.client.get(f"/enter?key={key}", headers=referer, follow_redirects=False),
    ):
        assert re.fullmatch(r"/(?:[^/\\].*)?", answer.headers["location"])
        assert "evil" not in answer.headers["location"]
        assert [name for name in answer.cookies if not name.startswith("wortlaut_")] == []


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
