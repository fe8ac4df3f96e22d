"""The network of who speaks to whom: picture, table, files, and the words behind an edge."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import networkx
import pytest
from page import Element, parsed
from visiting import Site

from wortlaut.record import Period, Reading

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def talking(site: Site, samples: list[Reading]) -> Site:
    """Articles of several days, the last of which is a copy of the first under another outlet."""
    for number, reading in enumerate(samples):
        day = date(2024, 3, 4) + timedelta(days=10 * number)
        told = Period(earliest=day, latest=day + timedelta(days=1), precision="day")
        site.store.add(replace(reading, article=replace(reading.article, published=told, outlet=f"Blatt {number % 2}")))
    return site


def page(site: Site, path: str) -> Element:
    return parsed(site.get(path))


def pairs(site: Site) -> set[tuple[str, str]]:
    """Who speaks to whom, straight from the statements."""
    return {
        (one.speaker.name, one.addressee.name)
        for one in site.store.statements(limit=500).items
        if one.speaker and one.addressee and one.speaker.id and one.addressee.id
    }


def test_the_table_has_every_edge_of_the_picture(talking: Site) -> None:
    found = page(talking, "/network?size=300")
    drawn = found.one("svg", class_="network").all("a", class_="edge")
    listed = found.all("table")[-1].all("tr")[1:]
    assert len(drawn) == len(listed) == len(pairs(talking)) > 2
    names = {dot.text.strip() for dot in found.one("svg", class_="network").all("a", class_="dot")}
    assert {row.all("td")[0].text for row in listed} <= names


def test_an_edge_leads_to_its_words(talking: Site) -> None:
    link = page(talking, "/network").all("table")[-1].all("td", class_="num")[0].one("a")
    path, anchor = link.attributes["href"].split("#")
    found = page(talking, path)
    assert anchor == "behind"
    rows = found.one("section", id="behind").one("ol").all("li")
    assert len(rows) == int(link.text)
    assert re.fullmatch(r"/articles/[0-9a-z]+#c\d+-\d+", rows[0].one("p").one("a").attributes["href"])
    assert len(found.all("a", class_="chosen")) == 1


def test_an_edge_that_is_not_there_shows_nothing_behind(talking: Site) -> None:
    assert not page(talking, "/network?source=niemand&target=keiner").all("section", id="behind")


def test_time_narrows_the_network_and_a_column_leads_there(talking: Site) -> None:
    whole = page(talking, "/network?size=300")
    columns = whole.one("svg", class_="chart").all("a")
    assert sum(int(re.findall(r": (\d+)", one.attributes["aria-label"])[0]) for one in columns) >= len(pairs(talking))
    some = next(one for one in columns if ": 0 " not in one.attributes["aria-label"])
    narrowed = page(talking, some.attributes["href"])
    count = len(narrowed.one("svg", class_="network").all("a", class_="edge"))
    assert 0 < count <= len(whole.one("svg", class_="network").all("a", class_="edge"))
    assert "spricht niemand zu jemandem" in page(talking, "/network?since=1990&until=1991").text


def test_files_hold_what_is_shown(talking: Site) -> None:
    found = page(talking, "/network?size=25")
    edges = len(found.one("svg", class_="network").all("a", class_="edge"))
    drawing = ElementTree.fromstring(talking.get("/network.svg?size=25"))
    assert len(drawing.findall(f"{SVG}path")) == edges
    dots = {text.text for text in drawing.findall(f"{SVG}text")}
    table = list(csv.DictReader(io.StringIO(talking.get("/network.csv?size=25"))))
    assert len(table) == edges
    assert {row["source"] for row in table} | {row["target"] for row in table} == dots
    assert all(int(row["weight"]) == len(row["claims"].split()) > 0 for row in table)
    graph = networkx.parse_graphml(talking.get("/network.graphml?size=25"))
    assert graph.number_of_edges() == edges and set(dict(graph.nodes(data="label")).values()) == dots
    (meant,) = ElementTree.fromstring(talking.get("/network.gexf?size=25")).iter("{http://gexf.net/1.3}edges")
    assert len(meant) == edges
    assert talking.client.get("/network.pdf").status_code == 422


def test_what_the_large_map_draws(talking: Site) -> None:
    told = talking.client.get("/network.json").json()
    found = page(talking, "/network?size=300").one("svg", class_="network")
    lines = {one.attributes["href"].replace("&size=300", "&size=50") for one in found.all("a", class_="edge")}
    assert {one["href"] for one in told["edges"]} == lines
    assert {one["id"] for one in told["nodes"]} == {one[end] for one in told["edges"] for end in ("source", "target")}
    assert {one["href"] for one in told["nodes"]} == {one.attributes["href"] for one in found.all("a", class_="dot")}


def test_equal_archives_give_equal_pictures(talking: Site) -> None:
    assert talking.get("/network.svg") == talking.get("/network.svg")


def test_an_archive_without_days_says_so(site: Site) -> None:
    assert "Noch kein Artikel mit einem Datum" in page(site, "/network").text


def test_claims_of_who_speaks_to_whom(talking: Site) -> None:
    claims = talking.store.claims.utterances()
    names = talking.store.claims.names(
        str(value) for claim in claims for name, value in claim.values.items() if name != "kind"
    )
    told = {(names[str(one.values["actor"])], names[str(one.values["addressee"])]) for one in claims}
    assert told == pairs(talking)
    assert [one.at for one in claims] == sorted(one.at for one in claims)
    half = talking.store.claims.utterances(most=2)
    assert half == claims[-2:]
    first = claims[0].at.date()
    assert all(one.at.date() == first for one in talking.store.claims.utterances(until=first + timedelta(days=1)))
    assert {one.fields["source"] for one in talking.store.claims.utterances(outlet="Blatt 1")} == {"Blatt 1"}
    rows = talking.store.claims.statements(claims)
    assert [f"{row.article.id}:{row.id}" for row in rows] == [one.id for one in claims]
