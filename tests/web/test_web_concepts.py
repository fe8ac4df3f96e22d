"""Concepts and networks of positions: who is for, who against, and the words that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from page import Element, parsed
from visiting import Site

from tests.store import made
from wortlaut.coding.propose import propose
from wortlaut.record import Codebook, Concept

BOOK = Codebook(
    id="stadt",
    name="Stadt <b>",
    version="2",
    concepts=(
        Concept(id="bruecke", name="Die Rheinbrücke wird neu gebaut", definition="Neubau & Abriss"),
        Concept(id="schule", name="Die Ganztagsschule wird Pflicht"),
    ),
)
TEXTS = (
    "Streit\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier.\n"
    "„Die Rheinbrücke neu zu bauen, ist ein Fehler“, sagte Ernst Abel.",
    "Rat\n„Die Rheinbrücke neu zu bauen, ist richtig“, sagte Ida Roth.\n„Das Wetter ist schön“, sagte Ernst Abel.",
)


@pytest.fixture
def coded(site: Site) -> Site:
    site.store.codings.add_codebook(BOOK)
    for number, text in enumerate(TEXTS):
        day = date(2024, 3, 4) + timedelta(days=40 * number)
        reading = made.reading(made.article(text, id=f"a{number}", day=day, outlet="Bote"))
        site.store.add(reading)
        site.store.codings.set_codings(reading.article.id, BOOK, propose(reading, BOOK), made_by="test")
    return site


def page(site: Site, path: str) -> Element:
    return parsed(site.get(path))


def edges(found: Element) -> set[tuple[str, ...]]:
    return {tuple(cell.text for cell in row.all("td")) for row in found.all("table")[-1].all("tr")[1:]}


def test_all_concepts_with_who_stands_where(coded: Site) -> None:
    found = page(coded, "/concepts")
    assert "Stadt <b>" in found.all("p", class_="facts")[0].text
    bridge, school = found.all("section")
    assert "Anna Meier 1 dafür" in " ".join(bridge.text.split())
    assert "Ernst Abel 1 dagegen" in " ".join(bridge.text.split())
    assert "Noch keine Positionen" in school.text


def test_a_concept_leads_to_the_words(coded: Site) -> None:
    found = page(coded, "/concepts?codebook=stadt&concept=bruecke")
    rows = found.one("ol", class_="days").all("li")
    assert len(rows) == 3 and "ist ein Fehler" in rows[-1].text + rows[-2].text
    assert rows[0].one("p").one("a").attributes["href"].startswith("/articles/a1#c")
    columns = found.one("svg", class_="chart").all("g")
    assert [column.one("title").text for column in columns if " 1 " in column.one("title").text] == [
        "März 2024: 1 dafür, 1 dagegen",
        "April 2024: 1 dafür, 0 dagegen",
    ]
    link = next(one for one in found.all("td") if one.text == "Ernst Abel").one("a").attributes["href"]
    assert len(page(coded, link).one("ol", class_="days").all("li")) == 1


def test_networks_of_positions(coded: Site) -> None:
    agree = page(coded, "/network?what=agree")
    assert edges(agree) == {("Anna Meier", "Ida Roth", "1")}
    against = page(coded, "/network?what=contradict&codebook=stadt")
    assert edges(against) == {("Anna Meier", "Ernst Abel", "1"), ("Ernst Abel", "Ida Roth", "1")}
    stands = page(coded, "/network?what=stands")
    bridge = "Die Rheinbrücke wird neu gebaut"
    assert edges(stands) == {("Anna Meier", bridge, "1"), ("Ernst Abel", bridge, "-1"), ("Ida Roth", bridge, "1")}
    assert len(stands.all("a", class_="against")) == 1
    assert page(coded, "/network").one("svg", class_="chart")


def test_only_sure_claims_are_counted(coded: Site) -> None:
    listed = coded.store.codings.listed(codebook="stadt").items
    sure = {(one.actors[0].name, one.concept) for one in listed if one.confidence >= 0.5}
    found = edges(page(coded, "/network?what=stands&least=50")) if sure else set()
    assert len(found) == len(sure) < len(listed)
    told = coded.client.get("/api/networks/stands?least=0.5").json()
    assert len(told["edges"]) == len(sure) and told["claims"] == len(sure)
    assert len(edges(page(coded, "/network?what=stands&least=7"))) == len(listed)


def test_from_a_codebook_to_the_sentence_behind_an_edge(coded: Site) -> None:
    start = page(coded, "/concepts")
    network = page(coded, start.all("p", class_="facts")[0].one("a").attributes["href"])
    link = next(row for row in network.all("tr") if "Ernst Abel" in row.text).all("td")[-1].one("a")
    behind = page(coded, link.attributes["href"].split("#")[0]).one("section", id="behind")
    assert "Ernst Abel: dagegen" in " ".join(behind.text.split())
    assert behind.one("p", class_="passage").text == "Die Rheinbrücke neu zu bauen, ist ein Fehler"


def test_without_a_codebook(site: Site) -> None:
    assert "Noch kein Codebuch" in page(site, "/concepts").text
    site.store.add(made.reading(made.article(TEXTS[0], id="a1", day=date(2024, 3, 4))))
    assert page(site, "/network?what=agree&codebook=keines").one("h1").text == "Netzwerk"
    assert not page(site, "/concepts?codebook=x&concept=y&actor=z").all("table")


def test_the_newest_version_is_shown(coded: Site) -> None:
    newer = replace(BOOK, version="3", concepts=BOOK.concepts[:1])
    coded.store.codings.add_codebook(newer)
    found = page(coded, "/concepts")
    assert "Version 3" in found.text and len(found.all("section")) == 1


def test_positions_are_reviewed_in_the_queue(coded: Site) -> None:
    found = page(coded, "/review?kind=coding")
    assert "Kodierung" in found.one("section", class_="item").text
    listed = coded.store.codings.listed(codebook="stadt").items
    mine = next(one for one in listed if one.words == ("Die Rheinbrücke neu zu bauen, ist ein Fehler",))
    told = {"finding": "coding", "id": mine.id, "back": "/review"}
    path = f"/articles/{mine.article.id}/review"
    answer = coded.client.post(path, data={**told, "verdict": "correct", "agreement": "for"}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    changed = coded.store.codings.listed(article=mine.article.id).items
    assert {(one.actors[0].name, one.agreement, one.decided) for one in changed} == {
        ("Anna Meier", "for", False),
        ("Ernst Abel", "for", True),
    }
    assert not page(coded, "/network?what=contradict").all("svg", class_="network")
    review = coded.store.people.reviews(article=mine.article.id).items[-1].id
    undone = coded.client.post(path, data={**told, "verdict": "undo", "review": review}, follow_redirects=False)
    assert undone.status_code == 303
    assert {one.agreement for one in coded.store.codings.listed(article=mine.article.id).items} == {"for", "against"}


def test_an_unknown_concept_is_refused(coded: Site) -> None:
    mine = coded.store.codings.listed(codebook="stadt").items[0]
    told = {"finding": "coding", "id": mine.id, "back": "/review", "verdict": "correct", "concept": "tunnel"}
    answer = coded.client.post(f"/articles/{mine.article.id}/review", data=told, follow_redirects=False)
    assert answer.status_code == 409 and "tunnel" in answer.text
    assert not coded.store.people.reviews(article=mine.article.id).total
