"""Codings in the browser's queue and in the API of reviews."""

from __future__ import annotations

import pytest
from page import parsed
from visiting import Site

from wortlaut.record import Codebook, Coding, Concept, Reading, linked

BOOK = Codebook(id="bau", name="Bau", concepts=(Concept(id="neu", name="Neu"), Concept(id="alt", name="Alt")))


@pytest.fixture
def coded(site: Site, samples: list[Reading]) -> Coding:
    """A coding of the first statement of the first sample whose speaker is known."""
    reading = samples[0]
    site.store.add(reading)
    site.store.codings.add_codebook(BOOK)
    links = linked(reading)
    one = next(s for s in reading.statements if s.speaker and s.speaker.mention in links)
    coding = Coding(
        id="k1",
        codebook="bau",
        concept="neu",
        agreement="for",
        kind="statement",
        finding=one.id,
        evidence=one.content,
        actors=(links[one.speaker.mention or ""].actor,) if one.speaker else (),
        confidence=0.5,
    )
    site.store.codings.set_codings(reading.article.id, BOOK, (coding,), made_by="hand")
    return coding


def test_a_coding_is_looked_at_and_corrected_in_the_queue(site: Site, samples: list[Reading], coded: Coding) -> None:
    page = parsed(site.get("/review?kind=coding"))
    assert "Kodierung" in page.one("h2", id="item").text
    assert "dafür" in page.one("main").text
    path, form = f"/articles/{samples[0].article.id}/review", {"finding": "coding", "id": "bau.k1"}
    wrong = site.client.post(path, data=form | {"verdict": "correct", "concept": "gelb"}, follow_redirects=False)
    assert wrong.status_code == 409
    good = site.client.post(path, data=form | {"verdict": "correct", "agreement": "against"}, follow_redirects=False)
    assert good.status_code == 303
    (row,) = site.store.codings.listed().items
    assert (row.agreement, row.concept, row.decided) == ("against", "neu", True)
    assert site.store.people.queue(kinds=["coding"]).total == 0


def test_the_api_adds_codings_and_events(site: Site, samples: list[Reading], coded: Coding) -> None:
    path = f"/api/articles/{samples[0].article.id}/reviews"
    content = [[span.start, span.end] for span in coded.evidence]
    add = {"verdict": "add", "finding": "coding", "content": content, "codebook": "bau"}
    for correction, status in (
        ({"concept": "alt", "agreement": "against"}, 201),
        ({"concept": "gelb", "agreement": "against"}, 409),
        ({"concept": "alt"}, 409),
    ):
        assert site.client.post(path, json=add | {"correction": correction}).status_code == status
    assert {row.concept for row in site.store.codings.listed().items} == {"alt", "neu"}
    event = {"verdict": "add", "finding": "event", "content": content[:1], "correction": {"type": "CONSULT"}}
    before = site.store.events().total
    assert site.client.post(path, json=event).status_code == 201
    assert site.store.events().total == before + 1
    assert site.client.post(path, json=event | {"finding": "mention", "correction": {}}).status_code == 409
