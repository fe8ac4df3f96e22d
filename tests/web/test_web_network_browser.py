"""From a codebook to the sentence behind an edge, in Chromium; the large map, and the picture as a file.

These tests fail where there is no browser: apt-get install chromium.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Archive, serving, visiting
from playwright.sync_api import Browser, Page, expect
from quoting import Quoting

from tests.store import made
from wortlaut.coding.propose import propose
from wortlaut.record import Codebook, Concept
from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys

BRIDGE = "Die Rheinbrücke wird neu gebaut"
BOOK = Codebook(id="stadt", name="Stadt", concepts=(Concept(id="bruecke", name=BRIDGE),))
TEXTS = (
    "Streit\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier zu Ernst Abel.\n"
    "„Die Rheinbrücke neu zu bauen, ist ein Fehler“, sagte Ernst Abel zu Anna Meier.",
    "Rat\n„Die Rheinbrücke neu zu bauen, ist richtig“, sagte Ida Roth zu Anna Meier.",
)
CENTRE = """() => { const map = document.querySelector('.network.map'), sigma = map.drawn, graph = sigma.getGraph();
  const ends = graph.extremities(graph.edges()[0]).map((one) => sigma.graphToViewport(graph.getNodeAttributes(one)));
  const box = map.getBoundingClientRect();
  return [box.x + (ends[0].x + ends[1].x) / 2, box.y + (ends[0].y + ends[1].y) / 2]; }"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A running application with two articles of three people who disagree on a bridge."""
    with Store.open(tmp_path_factory.mktemp("network") / "archive.sqlite") as store:
        store.codings.add_codebook(BOOK)
        for number, text in enumerate(TEXTS):
            day = date(2024, 3, 4) + timedelta(days=40 * number)
            reading = made.reading(made.article(text, id=f"a{number}", day=day, outlet="Bote"))
            store.add(reading)
            store.codings.set_codings(reading.article.id, BOOK, propose(reading, BOOK), made_by="test")
        keys = Keys(store)
        with serving(application(store, Quoting, keys)) as port:
            yield f"http://127.0.0.1:{port}", keys, store


@pytest.fixture
def page(browser: Browser, address: Archive) -> Iterator[Page]:
    with visiting(browser, address, viewport={"width": 1280, "height": 900}) as found:
        yield found


def test_from_a_codebook_to_the_sentence_behind_an_edge(page: Page) -> None:
    page.get_by_role("link", name="Konzepte").click()
    page.get_by_role("link", name="als Netzwerk").click()
    picture = page.locator("svg.network")
    expect(picture.locator("a.edge")).to_have_count(3)
    picture.locator("a.edge.against .near").click(force=True)
    behind = page.locator("#behind")
    expect(behind).to_contain_text("Ernst Abel → " + BRIDGE)
    expect(behind.locator(".passage")).to_have_text("Die Rheinbrücke neu zu bauen, ist ein Fehler")
    behind.locator(".passage a").click() if behind.locator(".passage a").count() else behind.locator("p a").last.click()
    expect(page.locator("html")).to_have_attribute("data-linked", "Die Rheinbrücke neu zu bauen, ist ein Fehler")
    assert re.search(r"/articles/a0#c\d+-\d+$", page.url)


def test_the_same_by_the_keyboard_through_the_table(page: Page) -> None:
    page.goto("/network?what=contradict&codebook=stadt")
    row = page.locator("table.table tbody tr", has_text="Ida Roth")
    expect(row).to_contain_text("Ernst Abel")
    link = row.locator("td.num a")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#behind .passage")).to_have_count(2)
    expect(page.locator("#behind")).to_contain_text("ist richtig")


def test_the_large_map_zooms_and_leads_to_the_words(page: Page) -> None:
    page.goto("/network?what=stands&codebook=stadt")
    button = page.get_by_role("button", name="Große Karte zum Zoomen")
    button.click()
    expect(page.get_by_role("status")).to_contain_text("3 Verbindungen")
    assert len(Axe().run(page).response["violations"]) == 0
    button.click()
    expect(page.locator("svg.network")).to_be_visible()
    expect(page.locator(".network.map")).to_have_count(0)
    button.click()
    expect(page.locator(".network.map canvas").first).to_be_visible()
    page.wait_for_timeout(300)
    page.mouse.click(*page.evaluate(CENTRE))
    page.wait_for_url(re.compile("source=.*#behind$"))
    expect(page.locator("#behind .passage")).to_have_count(1)


def test_without_webgl_the_picture_stays(page: Page) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto("/network?what=stands&codebook=stadt")
    page.get_by_role("button", name="Große Karte zum Zoomen").click()
    expect(page.get_by_role("status")).to_contain_text("WebGL fehlt")
    expect(page.locator("svg.network")).to_be_visible()


def test_the_picture_as_png_and_the_files(page: Page, tmp_path: Path) -> None:
    page.goto("/network?what=stands&codebook=stadt")
    sizes = {}
    for name in ("SVG", "PNG", "GraphML", "GEXF", "CSV"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        sizes[target.suffix] = target.stat().st_size
    assert set(sizes) == {".svg", ".png", ".graphml", ".gexf", ".csv"} and all(sizes.values())
    data = (tmp_path / "netzwerk.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (3000, 2040)
