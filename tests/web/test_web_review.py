"""Reviewing in the browser: forms, the queue, undoing, agreement, what leaves; nothing is lost."""

from __future__ import annotations

import json

import pytest
from page import parsed
from visiting import Site

from wortlaut.record import Reading
from wortlaut.web.said import fields_of


@pytest.fixture
def reading(site: Site, samples: list[Reading]) -> Reading:
    site.store.add_many(samples)
    return samples[0]


def said(site: Site, reading: Reading, **form: str) -> int:
    answer = site.client.post(f"/articles/{reading.article.id}/review", data=form, follow_redirects=False)
    return answer.status_code


def test_a_speaker_is_corrected_and_put_back(site: Site, reading: Reading) -> None:
    one = next(s for s in reading.statements if s.speaker and s.speaker.name)
    other = next(a.name for a in reading.actors if a.kind == "person" and one.speaker and a.name != one.speaker.name)
    assert said(site, reading, finding="statement", id=one.id, verdict="correct", speaker=other) == 303
    shown = site.store.people.reviewed(reading.article.id)
    assert shown is not None
    speakers = {s.id: s.speaker.name for s in shown.reading.statements if s.speaker}
    assert speakers[one.id] == other
    page = parsed(site.get(f"/articles/{reading.article.id}"))
    assert "berichtigt" in page.one("details", id=one.id).text

    assert said(site, reading, verdict="undo") == 303
    shown = site.store.people.reviewed(reading.article.id)
    assert shown is not None
    assert shown.reading == shown.read


def test_a_form_that_changes_nothing_accepts(site: Site, reading: Reading) -> None:
    shown = site.store.people.reviewed(reading.article.id)
    assert shown is not None
    for one in shown.reading.statements[:3]:
        form = {field.name: field.value for field in fields_of(shown, one)}
        assert said(site, reading, finding="statement", id=one.id, verdict="correct", **form) == 303
    states = site.store.people.reviewed(reading.article.id).states  # type: ignore[union-attr]
    assert [state.state for state in states] == ["accepted"] * 3


def test_what_is_rejected_stays_in_sight(site: Site, reading: Reading) -> None:
    one = reading.statements[0]
    assert said(site, reading, finding="statement", id=one.id, verdict="reject") == 303
    page = parsed(site.get(f"/articles/{reading.article.id}"))
    assert one.content[0].of(reading.article.text) in page.one("ul", class_="gone").text


@pytest.mark.parametrize(
    "form",
    [
        {"finding": "statement", "id": "s999", "verdict": "accept"},
        {"finding": "nonsense", "id": "s1", "verdict": "accept"},
        {"finding": "statement", "id": "s1", "verdict": "nonsense"},
        {"finding": "statement", "id": "s1", "verdict": "correct", "content": "0-999999"},
        {"finding": "statement", "id": "s1", "verdict": "correct", "speaker": "Niemand, den man kennt"},
        {"verdict": "add", "kind": "direct"},
        {"verdict": "undo"},
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_changes(site: Site, reading: Reading, form: dict[str, str]) -> None:
    assert said(site, reading, **form) == 409
    assert site.store.people.reviews().total == 0


def test_the_way_back_leads_to_our_own_pages_only(site: Site, reading: Reading) -> None:
    for number, (back, leads) in enumerate([("/review?at=3", "/review?at=3"), ("//evil.example", "/"), ("x", "/")]):
        form = {"finding": "statement", "id": reading.statements[number].id, "verdict": "accept", "back": back}
        answer = site.client.post(f"/articles/{reading.article.id}/review", data=form, follow_redirects=False)
        assert answer.headers["location"] == leads


def test_the_queue_goes_on_by_itself(site: Site, reading: Reading) -> None:
    total = site.store.people.queue().total
    assert total > 3
    page = parsed(site.get("/review"))
    form = page.one("form", class_="verdicts")
    values = {e.attributes["name"]: e.attributes["value"] for e in form.all() if e.tag == "input"}
    answer = site.client.post(form.attributes["action"], data={**values, "verdict": "accept"})
    assert answer.status_code == 200
    assert site.store.people.queue().total == total - 1
    assert "Zuletzt" in answer.text


def test_the_last_page_of_the_queue_is_not_empty(site: Site, reading: Reading) -> None:
    assert "item" in site.get("/review?at=99999")


def test_a_name_of_ones_own(site: Site, reading: Reading) -> None:
    site.client.post("/reviewer", data={"name": "  Jürgen Müller; x=1 "})
    said(site, reading, finding="statement", id=reading.statements[0].id, verdict="accept")
    assert site.store.people.reviews().items[0].reviewer == "Jürgen Müller; x=1"


def test_two_people_disagree_and_agreement_tells(site: Site, reading: Reading) -> None:
    for name, verdict in (("Anna", "accept"), ("Bernd", "reject")):
        site.client.post("/reviewer", data={"name": name})
        said(site, reading, finding="statement", id=reading.statements[0].id, verdict=verdict)
        said(site, reading, finding="statement", id=reading.statements[1].id, verdict="accept")
    page = parsed(site.get("/review/agreement"))
    assert "Anna, Bernd" in page.text
    assert "Äußerung · gefunden" in page.text


def test_reviewed_articles_leave(site: Site, reading: Reading) -> None:
    for one in reading.statements:
        said(site, reading, finding="statement", id=one.id, verdict="accept")
    for form in ("corpus", "records"):
        (line,) = site.get(f"/review/export/{form}").splitlines()
        assert json.loads(line)
    assert site.client.get("/review/export/other").status_code == 404


def test_the_api_says_and_tells(site: Site, reading: Reading) -> None:
    path = f"/api/articles/{reading.article.id}/reviews"
    id = reading.statements[0].id
    told = {"verdict": "correct", "id": id, "correction": {"certainty": "hearsay"}, "reviewer": "Lena", "note": "soll"}
    assert site.client.post(path, json=told).status_code == 201
    found = site.client.get(path).json()
    assert found["states"] == [{"finding": "statement", "id": id, "state": "corrected", "by": ["Lena"]}]
    assert found["reviews"][0]["correction"] == {"certainty": "hearsay"}
    assert site.client.get("/api/reviews", params={"reviewer": "Lena"}).json()["total"] == 1
    assert site.client.post(path, json={"verdict": "undo", "reviewer": "Lena"}).status_code == 201
    assert site.client.get(path).json()["states"] == []
    assert site.client.post(path, json={"verdict": "correct", "id": id}).status_code == 409
    assert site.client.post(path, json={"verdict": "add", "content": [[0, 3]]}).status_code == 409
    assert site.client.get("/api/queue", params={"finding": "event"}).json()["total"] > 0
