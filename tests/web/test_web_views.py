"""Timeline, dossier, search and the article's events as pages: what is on them, where their links lead."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from page import Element, parsed
from quoting import HOSTILE, hostile
from visiting import Site

from wortlaut.export import BYTE_ORDER_MARK
from wortlaut.record import Period, Reading
from wortlaut.web.columns import columns, crumbs, stretches
from wortlaut.web.subjects import subjects

BUDGET, SOFIA, MINSK = "Nachtragshaushalt", "Sofia", "einmauern"


@pytest.fixture
def filled(site: Site, samples: list[Reading]) -> Site:
    """Three sample articles with days and outlets."""
    for number, reading in enumerate(samples):
        day = date(2024, 3, 5) + number * timedelta(days=40)
        told = Period(earliest=day, latest=day + timedelta(days=1), precision="day")
        article = replace(reading.article, published=told, outlet=f"Blatt {number % 2}")
        site.store.add(replace(reading, article=article))
    return site


def page(site: Site, path: str) -> Element:
    return parsed(site.get(path))


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


# the timeline


def test_columns_count_what_there_is_on_a_day(filled: Site) -> None:
    found = page(filled, "/timeline?since=2024-03-05&until=2024-03-06")
    (column,) = found.one("svg").all("a")
    said = filled.store.statements(since=date(2024, 3, 5), until=date(2024, 3, 6), limit=1).total
    done = filled.store.events(since=date(2024, 3, 5), until=date(2024, 3, 6), limit=1).total
    assert said > done > 1
    assert column.attributes["aria-label"] == f"5. März 2024: {said} Äußerungen, {done} Ereignisse"


def test_one_zooms_from_the_year_to_a_day_and_out_again(filled: Site) -> None:
    at = "/timeline?since=2024&until=2025"
    for wanted, crumbs_there in (("2024-03-01", 3), ("2024-03-05", 4)):
        links = [link.attributes["href"] for link in page(filled, at).one("svg").all("a")]
        (at,) = (link for link in links if f"since={wanted}" in link)
        zoom = page(filled, at).one("nav", class_="zoom").one("span", class_="crumbs")
        assert len(zoom.all("a")) + len(zoom.all("b")) == crumbs_there
        (up,) = (link for link in zoom.all("a") if "data-up" in link.attributes)
        assert page(filled, up.attributes["href"]).one("svg").all("a")


def test_filters_of_one_side_leave_out_the_other(filled: Site) -> None:
    only = page(filled, "/timeline?event=REJECT")
    assert {one.text for one in only.all("b", class_="type")} >= {"Ablehnung"}
    assert "0 Äußerungen" in only.one("svg").all("a")[0].attributes["aria-label"]
    direct = page(filled, "/timeline?kind=direct")
    assert not direct.all("b", class_="type")
    assert direct.one("ol", class_="days").all("li")


def test_an_offer_stands_beside_its_refusal(filled: Site) -> None:
    found = page(filled, "/timeline?event=REJECT&status=happened")
    pair = found.all("div", class_="pair")[0]
    first, answer = pair.all("div", class_="half")
    assert "answer" in answer.attributes["class"].split()
    assert "Ablehnung" in answer.text
    assert first.all("p", class_="passage")


def test_a_range_that_ends_before_it_begins_is_told(filled: Site) -> None:
    assert "endet, bevor er beginnt" in page(filled, "/timeline?since=2025&until=2024").text


def test_the_empty_timeline_says_what_to_do(site: Site) -> None:
    assert "Noch kein Artikel mit einem Datum" in page(site, "/timeline").text


def test_columns_begin_and_end_with_the_calendar() -> None:
    assert list(stretches(date(9998, 1, 1), date.max, "year")) == [(date(9998, 1, 1), date(9999, 1, 1))]
    found = columns(date(2024, 1, 30), date(2024, 3, 2), "month", "de", {date(2024, 2, 29): 3, date(2024, 1, 30): 1})
    assert [(one.tick, one.numbers) for one in found] == [("Jan 2024", (1,)), ("Feb", (3,)), ("Mär", (0,))]
    assert [one.since for one in crumbs(date(2024, 2, 1), date(2024, 3, 1))] == [
        None,
        date(2024, 1, 1),
        date(2024, 2, 1),
    ]


# the dossier


def test_a_dossier_tells_positions_partners_and_where_somebody_is_quoted(filled: Site) -> None:
    (bolte,) = filled.store.called("Henrike Bolte")
    found = page(filled, f"/actors/{bolte.id}")
    headings = [one.text for one in found.all("h2")]
    assert {"Ämter", "Haltungen", "Wann und wo zitiert"} <= set(headings)
    outlet = next(one for one in found.all("tr") if one.all("a") and one.all("a")[0].text == "Blatt 0")
    assert int(outlet.all("td")[1].text) == bolte.statements
    (label,) = (
        one.attributes["aria-label"] for one in found.one("svg").all("a") if "März 2024" in one.attributes["aria-label"]
    )
    assert label == f"März 2024: {bolte.statements} Äußerungen"
    behind = found.one("details", class_="behind")
    assert str(bolte.statements) in [cell.text for cell in behind.all("td")]
    assert "lehnt ab" in found.one("dl", class_="positions").text


def test_subjects_are_nouns_that_statements_share() -> None:
    said = [
        "Wir wollen die Steuern senken.",
        "Die Steuer ist zu hoch, sagt Berlin.",
        "Niemand kennt das.",
        "Niemand geht.",
    ]
    assert subjects(said, 9) == (("Steuer", 2),)


@pytest.mark.parametrize(("tab", "column"), [("says", "statement"), ("hears", "statement"), ("events", "event")])
def test_a_dossier_is_a_table_too(filled: Site, tab: str, column: str) -> None:
    (bolte,) = filled.store.called("Henrike Bolte")
    answer = filled.client.get(f"/csv/actors/{bolte.id}?tab={tab}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    found = rows(answer.text)
    dossier = filled.store.actor(bolte.id)
    assert dossier is not None
    assert len(found) == {"says": bolte.statements, "hears": dossier.addressed, "events": dossier.events}[tab]
    text = filled.store.article(found[0]["article"])
    assert text is not None
    if tab != "events":
        assert text.text[int(found[0]["start"]) : int(found[0]["end"])].startswith(found[0]["words"].split(" […] ")[0])
    assert found[0][column]


def test_a_table_runs_no_formula(site: Site) -> None:
    reading = hostile()
    article = replace(reading.article, outlet="=1+1", title="@SUM(A1)")
    site.store.add(replace(reading, article=article))
    (found,) = rows(site.client.get("/csv/search?kind=direct").text)
    assert (found["outlet"], found["title"]) == ("'=1+1", "'@SUM(A1)")
    assert HOSTILE in found["words"]


# search


def test_facets_lead_to_just_that_many(filled: Site) -> None:
    found = page(filled, "/search?words=regierung")
    aside = found.one("aside", class_="narrowing")
    for entry in aside.all("li"):
        link, number = entry.one("a"), int(entry.one("span").text)
        narrowed = page(filled, link.attributes["href"])
        assert len(narrowed.one("ol", class_="hits").all("h2")) == number
        assert narrowed.all("a", class_="chip")


def test_a_condition_can_be_taken_away(filled: Site) -> None:
    (bolte,) = filled.store.called("Henrike Bolte")
    found = page(filled, f"/search?words=kommunen&speaker={bolte.id}&kind=direct")
    chips = {one.one("bdi").text: one.attributes["href"] for one in found.all("a", class_="chip")}
    assert set(chips) == {"Henrike Bolte", "direkt"}
    assert "kind" not in chips["direkt"]
    assert "speaker=" in chips["direkt"]


def test_nothing_found_says_what_may_help(filled: Site) -> None:
    found = page(filled, "/search?words=gibtesnicht&kind=direct")
    assert "Nichts gefunden" in found.text
    assert "einen Filter wegnehmen" in found.text


def test_search_explains_itself_with_searches_that_work(filled: Site) -> None:
    examples = page(filled, "/search").one("section", class_="help").all("a")
    assert len(examples) == 4
    assert all(page(filled, one.attributes["href"]).one("ol", class_="hits").all("li") for one in examples)


def test_hits_are_a_table_too(filled: Site) -> None:
    found = rows(filled.client.get("/csv/search?words=regierung").text)
    assert {one["outlet"] for one in found} == {"Blatt 0", "Blatt 1"}
    for one in found:
        article = filled.store.article(one["article"])
        assert article is not None
        assert article.text[int(one["start"]) : int(one["end"])] == one["words"]
    assert filled.client.get("/csv/search").status_code == 422


# the article


def test_every_event_has_a_card_and_a_place_in_the_text(filled: Site, samples: list[Reading]) -> None:
    for sample in samples:
        reading = filled.store.reading(sample.article.id)  # as the public JSON has it: a trigger is one span
        assert reading is not None
        found = page(filled, f"/articles/{reading.article.id}")
        ids = sorted(event.id for event in reading.events)
        assert sorted(one.attributes["id"] for one in found.all("details", class_="deed")) == ids
        assert sorted(one.attributes["href"][1:] for one in found.all("a", class_="e")) == ids
        for event in reading.events:
            words = [one.text for one in found.all(data_deed=event.id)]
            assert "".join(words) == "".join(span.of(reading.article.text) for span in sorted(event.trigger))
            if event.answers:
                card = found.one("details", id=event.id)
                assert f"#{event.answers}" in [link.attributes["href"] for link in card.all("a")]
                first = found.one("details", id=event.answers)
                assert f"#{event.id}" in [link.attributes["href"] for link in first.all("a")]


def test_a_quotation_in_the_headline_leads_into_the_text(filled: Site, samples: list[Reading]) -> None:
    (minsk,) = (one for one in samples if MINSK in (one.article.title or ""))
    found = page(filled, f"/articles/{minsk.article.id}")
    links = found.one("h1").all("a", class_="echo")
    assert "".join(one.text for one in links) == "Wir lassen uns nicht einmauern"
    start, end = map(int, re.findall(r"\d+", links[0].attributes["href"]))
    assert minsk.article.text[start:end] == "Wir lassen uns nicht einmauern"
    assert start > len(minsk.article.title or "")
    assert found.one(id=f"c{start}-{end}")


@pytest.mark.parametrize("path", ["/articles/x", "/actors/x", "/gibtesnicht", "/csv/actors/x"])
def test_what_is_not_there_says_where_to_look(site: Site, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code == 404
    found = parsed(answer.text)
    assert {"/", "/search"} <= {link.attributes["href"] for link in found.all("a")}
    assert found.one("main").text.strip()
