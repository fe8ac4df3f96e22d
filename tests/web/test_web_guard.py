"""Who may come in, from where, with how much; and the headers of every answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from quoting import Quoting
from visiting import Site

from wortlaut.store import Store
from wortlaut.store.access import SESSION
from wortlaut.web import application
from wortlaut.web.guard import Guard
from wortlaut.web.keys import INVITATION, Keys

PAGES = [
    "/",
    "/search",
    "/actors",
    "/timeline",
    "/network",
    "/articles/a",
    "/api/articles",
    "/api/openapi.json",
    "/library/list",
]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_session_there_is_nothing(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("application/json" if path.startswith("/api") else "text/html")


def test_a_link_signs_in_once(stranger: TestClient, store: Store, keys: Keys) -> None:
    link = {"key": keys.invite()}
    answer = stranger.get("/enter", params=link, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert stranger.get("/").status_code == 200
    other = TestClient(application(store, Quoting, keys), base_url="http://localhost")
    assert other.get("/enter", params=link).status_code == 403
    assert other.get("/").status_code == 401


@pytest.mark.parametrize("key", ["", "x", "é", "a" * 5000])
def test_a_made_up_link_does_not(stranger: TestClient, key: str) -> None:
    assert stranger.get("/enter", params={"key": key}).status_code == 403


def test_links_and_sessions_end(store: Store) -> None:
    now = [0.0]
    keys = Keys(store, now=lambda: now[0])
    late, link = keys.invite(), keys.invite()
    session = keys.enter(link)
    now[0] = INVITATION + 1
    assert keys.enter(late) is None
    assert session is not None
    assert store.access.session(session) == (None,)
    assert store.access.session(session, at=datetime.now(UTC) + SESSION + timedelta(seconds=5)) is None


def test_signing_out_ends_the_session(site: Site) -> None:
    cookies = dict(site.client.cookies)
    assert site.client.post("/leave").status_code == 401
    site.client.cookies.update(cookies)
    assert site.client.get("/").status_code == 401


def test_somebody_inside_can_invite_another_browser(site: Site) -> None:
    text = site.client.post("/invite").text
    link = text.split("<code")[1].split(">", 1)[1].split("<")[0]
    site.client.cookies.clear()
    assert site.client.get(link).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:1"},
        {"origin": "null"},
        {"origin": ""},
        {},
    ],
)
@pytest.mark.parametrize("path", ["/library", "/settings", "/invite", "/leave", "/articles/a/read", "/api/articles"])
def test_other_sites_change_nothing(site: Site, headers: dict[str, str], path: str) -> None:
    del site.client.headers["sec-fetch-site"]
    answer = site.client.post(path, data={"text": "„Nein“, sagte Anna Meier am Montag in Berlin."}, headers=headers)
    assert answer.status_code == 403
    assert site.store.articles().total == 0


def test_an_old_browser_tells_its_origin(site: Site) -> None:
    del site.client.headers["sec-fetch-site"]
    answer = site.client.post("/settings", data={"theme": "dark"}, headers={"origin": "http://localhost"})
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "[::1", ""])
def test_other_names_get_nothing(site: Site, host: str) -> None:
    assert site.client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_names_of_this_machine_do(site: Site, host: str) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in site.client.cookies.items())
    assert site.client.get("/", headers={"host": host, "cookie": cookie}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/articles", "/api/nothing", "/static/wortlaut.css", "/enter"])
def test_every_answer_has_the_headers(site: Site, path: str) -> None:
    headers = site.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"].startswith("public" if path.startswith("/static/") else "no-store")


def test_no_page_needs_inline_scripts_or_styles(site: Site) -> None:
    text = site.get("/")
    assert "<style" not in text
    assert "style=" not in text
    assert "<script>" not in text


def test_a_body_is_counted_not_believed(store: Store, keys: Keys) -> None:
    app = application(store, Quoting, keys)
    assert isinstance(app, Guard)
    app.most_bytes = 1000
    own = {"sec-fetch-site": "same-origin"}
    with TestClient(app, base_url="http://localhost", headers=own) as client:
        client.get("/enter", params={"key": keys.invite()})
        told = client.post("/library", data={"text": "a" * 2000})
        untold = client.post(
            "/library",
            content=iter([b"text=" + b"a" * 900] * 5),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        lie = client.post("/library", content=b"", headers={"content-length": "-5"})
    assert (told.status_code, untold.status_code, lie.status_code) == (413, 413, 413)
    assert store.articles().total == 0


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/static/"])
def test_only_files_of_the_design_are_given_out(site: Site, path: str) -> None:
    assert site.client.get(path).status_code in (404, 405)
