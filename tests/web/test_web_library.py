"""Bringing articles: files, text, addresses; reading them beside the pages."""

from __future__ import annotations

import pytest
from page import parsed
from quoting import ENGLISH, Quoting
from visiting import Site

from wortlaut.record import Article, Reading
from wortlaut.store import Store
from wortlaut.work import READ, Worker

TEXT = "Streit in Berlin\n\n„Wir müssen handeln“, sagte Ministerin Anna Meier am Montag in Berlin. Sie sei bereit."


def test_a_pasted_text_is_read_and_shown(site: Site) -> None:
    given = {"text": TEXT, "outlet": "Der Bote", "day": "2026-05-03"}
    answer = site.client.post("/library", data=given, follow_redirects=False)
    assert answer.status_code == 303
    site.idle()
    page = parsed(site.get(answer.headers["location"]))
    assert [mark.text for mark in page.all("mark")] == ["Wir müssen handeln"]
    assert "Der Bote" in page.one("p", class_="facts").text
    assert "3. Mai 2026" in page.one("p", class_="facts").text


def test_files_are_taken_and_what_cannot_be_read_is_named(site: Site) -> None:
    files = [
        ("files", ("eins.txt", TEXT.encode(), "text/plain")),
        ("files", ("../../etc/passwd.txt", (TEXT + " Das war gestern so.").encode(), "text/plain")),
        ("files", ("bild.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "image/png")),
        ("files", ("<b>leer</b>.txt", b"", "text/plain")),
        ("files", ("bombe.zip", b"PK\x03\x04" + b"\0" * 64, "application/zip")),
    ]
    page = parsed(site.client.post("/library", files=files).text)
    bad = [one.text for one in page.one("section", class_="taken").all("p", class_="bad")]
    assert len(bad) == 3
    assert any("<b>leer</b>.txt" in one or "b>.txt" in one for one in bad)
    site.idle()
    found = site.store.articles(copies=True).items
    assert sorted(row.source or "" for row in found) == ["eins.txt", "passwd.txt"]
    assert all(row.statements == 1 for row in found)


def test_the_same_text_again_is_known(site: Site) -> None:
    site.client.post("/library", data={"text": TEXT})
    files = [("files", ("eins.txt", TEXT.encode(), "text/plain"))]
    assert "Schon da" in parsed(site.client.post("/library", files=files).text).one(class_="taken").text
    assert site.store.articles(copies=True).total == 1


def test_a_table_brings_many(site: Site) -> None:
    rows = "".join(
        f"T{n}\t„Nummer {n} ist anders“, sagte Anna Meier am {n}. Mai in Berlin über {'x' * n}.\n" for n in range(1, 4)
    )
    files = [("files", ("tabelle.tsv", ("title\ttext\n" + rows).encode(), "text/tab-separated-values"))]
    site.client.post("/library", files=files)
    assert site.store.articles(copies=True).total == 3


@pytest.mark.parametrize("data", [{}, {"text": "  "}])
def test_nothing_is_refused(site: Site, data: dict[str, str]) -> None:
    assert site.client.post("/library", data={**data, "title": "x"}).status_code == 422


@pytest.mark.parametrize("text", ["", ENGLISH])
def test_a_text_that_is_no_german_article_is_named(site: Site, text: str) -> None:
    answer = site.client.post("/library", data={"text": text or "\u200b", "day": ""})
    assert "bad" in answer.text
    assert site.store.articles().total == 0


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/a", "http://169.254.169.254/latest", "http://localhost/x"]
)
def test_private_addresses_are_not_fetched(site: Site, url: str) -> None:
    site.client.post("/library", data={"url": url})
    site.idle()
    (job,) = site.store.jobs.page(states=("failed",)).items
    assert job.error
    assert site.store.articles().total == 0


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "gopher://a/b"])
def test_only_addresses_of_the_web_are_fetched(site: Site, url: str) -> None:
    assert 'class="bad"' in site.client.post("/library", data={"url": url}).text
    assert site.store.jobs.page().total == 0


def test_work_goes_on_after_a_restart_and_an_article_that_cannot_be_read(store: Store) -> None:
    broken = store.add_article(Article(id="abroken", text="KAPUTT", paragraphs=())).article
    fine = store.add_article(Article(id="afine", text="„Ja“, sagte sie.", paragraphs=())).article
    store.jobs.enqueue(READ, {"articles": [broken, fine]})
    after = Worker(store, Quoting)
    assert after.work()
    assert not after.work()
    reading = store.reading(fine)
    assert reading is not None
    assert len(reading.statements) == 1
    (waiting,) = store.jobs.page(states=("waiting",)).items
    assert waiting.error == "1/2: RuntimeError: this cannot be read"


def test_progress_is_shown_while_articles_are_read(store: Store, site: Site, samples: list[Reading]) -> None:
    store.add(samples[0])
    number = store.jobs.enqueue("read", {"articles": ["a", "b", "c"]})
    while (job := store.jobs.job(number)) and job.state == "waiting":
        if store.jobs.claim("somebody", ("read",)):
            break
    store.jobs.progress(number, "somebody", {"done": 1, "total": 3})
    page = parsed(site.get("/library/list"))
    bar = page.one("progress")
    assert (bar.attributes["value"], bar.attributes["max"]) == ("1", "3")
    assert page.one(id="list").attributes["hx-trigger"] == "every 1s"
    store.jobs.finish(number, "somebody")
    assert "hx-trigger" not in parsed(site.get("/library/list")).one(id="list").attributes
