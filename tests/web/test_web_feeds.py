"""Feeds and the queue in the library: watch, pause, remove, try again; failures in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from page import parsed
from quoting import HOSTILE
from visiting import Site

from wortlaut.store import Store
from wortlaut.store.feeds import Polled
from wortlaut.web.feeds import trouble

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def polled(store: Store, url: str, *, title: str | None = None, error: str | None = None, gone: bool = False) -> int:
    """Have a feed that was asked, a long time before it is asked again."""
    feed, _ = store.feeds.add(url, "bote.example", at=NOON)
    store.feeds.pause(feed.number)
    assert store.feeds.claim("test", only=feed.number) is not None
    store.feeds.polled(
        feed.number,
        "test",
        Polled(
            url=url,
            host="bote.example",
            title=title,
            state="gone" if gone else "active",
            etag=None,
            modified=None,
            failures=3 if error else 0,
            error=error,
            due=datetime.now(UTC) + timedelta(days=9),
            answered=not error,
        ),
    )
    return feed.number


def test_an_address_is_watched_and_its_failure_told_in_plain_words(site: Site) -> None:
    answer = site.client.post("/feeds", data={"url": " http://127.0.0.1:9/feed "}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/#feeds")
    for _ in range(400):
        (feed,) = site.store.feeds.all()
        if feed.checked:
            break
        site.client.get("/library/feeds")
    assert feed.url == "http://127.0.0.1:9/feed"
    page = parsed(site.get("/"))
    assert "Die Adresse führt in ein privates Netz" in page.one(id="feed-rows").text
    assert "hx-trigger" not in page.one(id="feed-rows").attributes
    english = parsed(site.get("/", headers={"accept-language": "en"}))
    assert "leads into a private network" in english.one(id="feed-rows").text


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://a:b@bote.example/"])
def test_what_is_no_address_is_refused(site: Site, url: str) -> None:
    assert site.client.post("/feeds", data={"url": url}).status_code == 422
    assert site.store.feeds.all() == ()


def test_a_feed_is_paused_asked_again_and_removed(site: Site) -> None:
    number = polled(site.store, "https://bote.example/feed", title=HOSTILE)
    site.store.feeds.pause(number)
    page = parsed(site.get("/"))
    rows = page.one(id="feed-rows")
    assert HOSTILE in rows.text
    assert "ruht" in rows.text
    assert [form.attributes["action"] for form in rows.all("form")] == [
        f"/feeds/{number}/ask",
        f"/feeds/{number}/remove",
    ]
    assert site.client.post(f"/feeds/{number}/pause", follow_redirects=False).status_code == 303
    assert site.store.feeds.all()[0].state == "paused"
    assert site.client.post(f"/feeds/{number}/ask", follow_redirects=False).status_code == 303
    assert site.store.feeds.all()[0].state == "active"
    assert site.client.post(f"/feeds/{number}/remove", follow_redirects=False).status_code == 303
    assert site.store.feeds.all() == ()
    for act in ("pause", "ask", "remove"):
        assert site.client.post(f"/feeds/{number}/{act}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/feeds", "/feeds/1/pause", "/feeds/1/remove", "/feeds/1/ask", "/jobs/retry", "/jobs/1/retry"]
)
def test_strangers_and_other_sites_change_nothing(site: Site, path: str) -> None:
    assert site.client.post(path, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    site.client.cookies.clear()
    assert site.client.post(path).status_code == 401


def test_jobs_that_failed_are_tried_again(site: Site) -> None:
    for n in range(7):
        site.store.jobs.enqueue("fetch", {"url": f"http://127.0.0.{n + 1}:9/"}, host=f"127.0.0.{n + 1}:9")
    site.idle()
    listed = parsed(site.get("/library/list"))
    failed = listed.one("details", class_="jobs")
    assert "(7)" in failed.one("summary").text
    assert "hx-trigger" not in listed.one(id="list").attributes
    first = failed.all("form")[0]
    assert "http://127.0.0.7:9/" in first.text
    assert site.client.post(first.attributes["action"], follow_redirects=False).headers["location"] == "/#list"
    assert failed.all("form")[-1].attributes["action"] == "/jobs/retry"
    assert site.client.post("/jobs/retry", follow_redirects=False).status_code == 303
    site.idle()
    jobs = site.store.jobs.page(states=["failed"]).items
    assert [job.attempts for job in jobs] == [1] * 7
    assert site.client.post("/jobs/999/retry").status_code == 404


def test_failures_are_counted_and_go_back_to_the_queue(store: Store) -> None:
    number = store.jobs.enqueue("fetch", {"url": "https://bote.example/"}, at=NOON)
    assert store.jobs.claim("w", at=NOON) is not None
    store.jobs.fail(number, "w", "no")
    assert store.jobs.retry(number + 1) == 0
    assert store.jobs.retry(number, at=NOON) == 1
    job = store.jobs.job(number)
    assert job is not None
    assert (job.state, job.attempts) == ("waiting", 0)


def test_troubles_in_plain_words() -> None:
    assert trouble("status502: the server answers 502", "en") == "The server answers with an error (502)."
    assert trouble("robots: x", "de").startswith("Die Seite bittet in ihrer robots.txt")
    assert trouble("strange: It rains.", "de") == "It rains."
