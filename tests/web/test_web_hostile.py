"""Every word that anybody could bring is hostile: no page, no answer to a form, no file brings one back alive."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient
from page import parsed
from quoting import HOSTILE
from spoiling import ASKED, dangers, pages_of, spoil
from test_web_access import RIGHT_OF
from visiting import PASSWORD, Site

from wortlaut.store import Store

FILES = {
    "/review/export/{form}",
    "/admin/backup",
    "/csv/search",
    "/csv/actors/{id:path}",
    "/network.svg",
    "/network.json",
    "/network.{form}",
}
"""What gives files, not pages."""


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
