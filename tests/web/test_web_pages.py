"""Every page with every word in it hostile; languages, links, errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page import parsed
from quoting import HOSTILE, hostile, wide
from visiting import Site

import wortlaut.web
from wortlaut.record import Reading
from wortlaut.web.words import table

TEMPLATES = Path(wortlaut.web.__file__).parent / "templates"


def test_hostile_words_are_shown_as_they_are(site: Site) -> None:
    site.store.add(hostile())
    page = parsed(site.get("/articles/ahostile"))
    assert page.one("h1").text == HOSTILE
    assert HOSTILE in page.one("p", class_="facts").text
    assert HOSTILE in page.one("details", class_="card").text


def test_an_address_that_a_browser_would_run_is_no_link(site: Site) -> None:
    site.store.add(hostile())
    assert "javascript:" not in site.get("/articles/ahostile")


def test_every_word_is_there_in_both_languages() -> None:
    for key, words in table().items():
        assert words["de"] and words["en"], key
        assert words["de"].count("{}") == words["en"].count("{}"), key
    used = set()
    for template in TEMPLATES.glob("*.html"):
        used |= set(re.findall(r"\bt\('([a-z_:]+[a-z_])'", template.read_text(encoding="utf-8")))
    assert used
    assert used - set(table()) == set()


def test_pages_speak_the_language_that_was_chosen(site: Site) -> None:
    assert parsed(site.get("/", headers={"accept-language": "en-GB"})).one("h1").text == "Library"
    site.client.post("/settings", data={"language": "de"}, headers={"referer": "http://localhost/actors?name=a"})
    page = parsed(site.get("/", headers={"accept-language": "en-GB"}))
    assert page.one("h1").text == "Bibliothek"
    assert page.one("html").attributes["lang"] == "de"


def test_settings_lead_back_to_our_own_pages_only(site: Site) -> None:
    for referer, target in (
        ("http://localhost/search?words=a", "/search?words=a"),
        ("http://localhost//evil.example", "/"),
        ("", "/"),
    ):
        answer = site.client.post(
            "/settings", data={"theme": "dark"}, headers={"referer": referer}, follow_redirects=False
        )
        assert answer.headers["location"] == target
    assert 'data-theme="dark"' in site.get("/")


@pytest.mark.parametrize(
    "path", ["/articles/none", "/articles/none/cite?start=0&end=1", "/actors/none", "/nothing", "/articles/../../etc"]
)
def test_what_is_not_there_is_said_so(site: Site, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code == 404
    assert parsed(answer.text).one("h1").text == "Nicht gefunden"


@pytest.mark.parametrize("limits", ["start=0&end=0", "start=5&end=2", "start=-1&end=2", "start=0&end=999999"])
def test_only_words_of_the_article_can_be_cited(site: Site, limits: str) -> None:
    site.store.add(wide())
    assert site.client.get(f"/articles/awide/cite?{limits}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "offset=99999999999999999999",
        "offset=-1",
        "since=never&until=2024-13-41",
        "kind=x&event=y&order=z&reviewed=maybe",
        "since=0001-01-01&until=9999-12-31",
        "since=9999-12-31&until=9999-12-31",
        "words=%22%22%22%00%F0%9F%98%80&speaker=%00",
        "words=" + "a" * 3000,
    ],
)
@pytest.mark.parametrize("path", ["/", "/search", "/actors", "/timeline", "/network", "/concepts"])
def test_odd_questions_get_a_page(site: Site, samples: list[Reading], path: str, query: str) -> None:
    site.store.add(samples[0])
    parsed(site.get(f"{path}?{query}"))


def test_search_marks_the_hit_in_its_sentence(site: Site, samples: list[Reading]) -> None:
    site.store.add_many(samples)
    page = parsed(site.get("/search?words=Nachtragshaushalt"))
    assert "Nachtragshaushalt" in {mark.text for mark in page.all("mark")}
    first = page.all("p", class_="passage")[0].one("a").attributes["href"]
    assert re.fullmatch(r"/articles/[0-9a-z]+#c\d+-\d+", first)


def test_search_asks_who_is_meant(site: Site, samples: list[Reading]) -> None:
    site.store.add_many(samples)
    page = parsed(site.get("/search?speaker=Bolte"))
    assert page.all("ol", class_="hits")[0].all("li")
    assert "kommt im Archiv nicht vor" in parsed(site.get("/search?speaker=Niemandsen")).text


def test_the_dossier_tells_what_somebody_says(site: Site, samples: list[Reading]) -> None:
    site.store.add_many(samples)
    (bolte,) = site.store.called("Henrike Bolte")
    page = parsed(site.get(f"/actors/{bolte.id}"))
    assert page.one("h1").text == "Henrike Bolte"
    assert "Bundesfinanzministerin" in page.text
    assert "Jede Woche, die wir verlieren, kostet die Kommunen bares Geld" in page.text


def test_the_timeline_narrows_from_months_to_days(site: Site, samples: list[Reading]) -> None:
    site.store.add_many(samples)
    year = parsed(site.get("/timeline?since=2024&until=2025"))
    links = [link.attributes["href"] for link in year.one("svg").all("a")]
    assert len(links) == 12
    october = next(link for link in links if "since=2024-10-01" in link)
    month = parsed(site.get(october))
    assert len(month.one("svg").all("a")) == 31
    assert month.one("ol", class_="days").all("li")
    # the article knows its month only: no day is made up
    assert {time.text for time in month.all("span", class_="time")} == {"Oktober 2024"}
