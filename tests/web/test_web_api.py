"""The API: public JSON, rows, and one clear answer to what is wrong."""

from __future__ import annotations

import pytest
from quoting import ENGLISH
from visiting import Site

from wortlaut.export import check, record_json
from wortlaut.record import Reading

LISTS = ["/api/articles", "/api/search?words=Haushalt", "/api/statements", "/api/events", "/api/actors"]


def test_an_article_is_the_public_json(site: Site, samples: list[Reading]) -> None:
    site.store.add(samples[0])
    answer = site.client.get(f"/api/articles/{samples[0].article.id}")
    assert answer.content == record_json(samples[0])
    assert check([answer.content]).problems == ()


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_pages(site: Site, samples: list[Reading], path: str) -> None:
    site.store.add_many(samples)
    found = site.client.get(path).json()
    assert set(found) == {"items", "total", "offset", "limit", "capped"}
    assert found["items"]
    mark = "&" if "?" in path else "?"
    assert len(site.client.get(f"{path}{mark}limit=1").json()["items"]) == 1


def test_a_statement_can_be_found_in_its_article(site: Site, samples: list[Reading]) -> None:
    site.store.add(samples[0])
    text = samples[0].article.text
    for row in site.client.get("/api/statements?limit=200").json()["items"]:
        for span in (*row["content"], row["sentence"]):
            assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    "path",
    ["/api/articles?limit=0", "/api/search?kind=x", "/api/articles?since=never", "/api/jobs/-1", "/api/jobs/x"],
)
def test_impossible_values_are_told(site: Site, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], str)


@pytest.mark.parametrize(
    "path", ["/api/articles/x", "/api/actors/x", "/api/jobs/99", "/api/x", "/api/actors/x/articles"]
)
def test_what_is_not_there_is_404(site: Site, path: str) -> None:
    assert site.client.get(path).status_code == 404


def test_an_article_can_be_added_and_its_job_followed(site: Site) -> None:
    text = "„Wir müssen handeln“, sagte Ministerin Anna Meier am Montag in Berlin."
    answer = site.client.post("/api/articles", json={"text": text, "title": "T", "published": "2026-05-03"})
    assert answer.status_code == 202
    added = answer.json()
    site.idle()
    assert site.client.get(f"/api/jobs/{added['job']}").json()["state"] == "done"
    assert site.client.get(f"/api/articles/{added['id']}").json()["article"]["title"] == "T"
    again = site.client.post("/api/articles", json={"text": text}).json()
    assert (again["new"], again["job"]) == (False, None)


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": ENGLISH}, []])
def test_what_is_no_article_is_refused(site: Site, body: object) -> None:
    assert site.client.post("/api/articles", json=body).status_code == 422


def test_the_description_names_every_path_and_resolves(site: Site) -> None:
    found = site.client.get("/api/openapi.json").json()
    assert "/api/articles/{id}" in found["paths"]
    assert all(path.startswith("/api/") for path in found["paths"])
    known = {f"#/components/schemas/{name}" for name in found["components"]["schemas"]}
    used = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                used.add(value["$ref"])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(found)
    assert used
    assert used <= known
