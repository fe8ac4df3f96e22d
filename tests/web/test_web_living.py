"""The pages as people meet them, in Chromium: hover, touch, keyboard, phone, print, nothing that jumps.

These tests fail where there is no browser: apt-get install chromium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Archive, serving, visiting
from playwright.sync_api import Browser, Page, expect
from quoting import Quoting

from bench.screenshots import PAGES
from wortlaut.record import Period, Reading
from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys

DESK, PHONE = (1280, 900), (390, 844)
JUMPS = """() => { window.jumps = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.jumps += one.value; }).observe({type: 'layout-shift', buffered: true}); }"""


@pytest.fixture(scope="module")
def archive(samples: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A running application with three sample articles of known days: its address, keys and store."""
    with Store.open(tmp_path_factory.mktemp("living") / "archive.sqlite") as store:
        for number, reading in enumerate(samples):
            day = date(2024, 3, 5) + number * timedelta(days=40)
            told = Period(earliest=day, latest=day + timedelta(days=1), precision="day")
            store.add(replace(reading, article=replace(reading.article, published=told, outlet=f"Blatt {number}")))
        keys = Keys(store)
        with serving(application(store, Quoting, keys)) as port:
            yield f"http://127.0.0.1:{port}", keys, store


@pytest.fixture
def desk(browser: Browser, archive: Archive) -> Iterator[Page]:
    with visiting(browser, archive, viewport={"width": DESK[0], "height": DESK[1]}) as found:
        yield found


@pytest.fixture
def phone(browser: Browser, archive: Archive) -> Iterator[Page]:
    size = {"width": PHONE[0], "height": PHONE[1]}
    with visiting(browser, archive, viewport=size, has_touch=True, is_mobile=True) as found:
        yield found


@pytest.fixture
def paths(archive: Archive) -> list[str]:
    """Every page once, with something on it."""
    store = archive[2]
    (bolte,) = store.called("Henrike Bolte")
    minsk = next(row.id for row in store.articles().items if "einmauern" in (row.title or ""))
    return [
        "/",
        f"/articles/{minsk}",
        f"/articles/{minsk}/cite?start=0&end=20",
        "/search",
        "/search?words=regierung&kind=indirect",
        "/search?words=gibtesnicht",
        "/actors",
        f"/actors/{bolte.id}",
        f"/actors/{bolte.id}?tab=events",
        "/timeline",
        "/network",
        "/concepts",
        "/timeline?since=2024-03-01&until=2024-04-01",
        "/gibtesnicht",
    ]


def article(page: Page, title: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile(title)).click()
    page.wait_for_url("**/articles/*")
    page.wait_for_load_state()


def test_pointing_at_words_tells_who_says_them_and_why(desk: Page) -> None:
    article(desk, "Nachtragshaushalt")
    said = desk.locator(".r-body mark.k-direct").first
    tip = desk.locator("#tip")
    expect(tip).to_be_hidden()
    said.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Henrike Bolte")
    expect(tip.locator("i")).to_have_text("sagte")
    expect(tip.locator(".reasons li").first).to_be_visible()
    tip.hover()  # one can go into it
    desk.wait_for_timeout(400)
    expect(tip).to_be_visible()
    desk.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_keyboard_shows_the_same(desk: Page) -> None:
    article(desk, "Nachtragshaushalt")
    desk.locator("body").press("Tab")
    for _ in range(60):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.matches('a.n')"):
            break
    expect(desk.locator("#tip")).to_be_visible()
    expect(desk.locator("#tip .number")).to_have_text(desk.evaluate("document.activeElement.dataset.n"))
    desk.keyboard.press("Enter")
    expect(desk.locator("details.card[open]")).to_have_count(1)


def test_a_touch_shows_the_same(phone: Page) -> None:
    article(phone, "Nachtragshaushalt")
    phone.locator(".r-body mark.k-direct").first.tap()
    tip = phone.locator("#tip")
    expect(tip).to_contain_text("Henrike Bolte")
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    phone.locator("h1").tap(position={"x": 5, "y": 5})
    expect(tip).to_be_hidden()


def test_one_speaker_can_stand_out(desk: Page) -> None:
    article(desk, "Nachtragshaushalt")
    button = desk.locator("button[data-only='1']")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert desk.locator(".r-body mark.v1").first.evaluate("one => getComputedStyle(one).opacity") == "1"
    assert float(desk.locator(".r-body mark.v2").first.evaluate("one => getComputedStyle(one).opacity")) < 1
    button.click()
    assert desk.locator(".r-body mark.v2").first.evaluate("one => getComputedStyle(one).opacity") == "1"


def test_the_headline_leads_to_its_quotation(desk: Page) -> None:
    article(desk, "einmauern")
    desk.locator("h1 a.echo").first.click()
    expect(desk.locator("html")).to_have_attribute("data-linked", "Wir lassen uns nicht einmauern")
    expect(desk.locator(".r-body mark", has_text="Wir lassen uns nicht").first).to_be_in_viewport()


def test_opening_a_card_leaves_the_text_where_it_is(desk: Page) -> None:
    article(desk, "Nachtragshaushalt")
    places = "() => [...document.querySelectorAll('.words')].map((one) => one.getBoundingClientRect().top + scrollY)"
    before = desk.evaluate(places)
    desk.locator("details.card summary").first.click()
    expect(desk.locator("details.card[open] dl").first).to_be_visible()
    assert desk.evaluate(places) == before


def test_a_citation_is_copied_and_taken_as_a_file(desk: Page, tmp_path: Path) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    article(desk, "Nachtragshaushalt")
    desk.locator("details.card summary").first.click()
    desk.locator("details.card[open]").get_by_role("link", name="Zitieren").click()
    desk.get_by_role("button", name="Kopieren").click()
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied == desk.locator(".citation blockquote").inner_text()
    assert "Blatt 0, 5. März 2024" in copied
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="BibTeX").click()
    waiting.value.save_as(tmp_path / "cited.bib")
    assert (tmp_path / "cited.bib").read_text(encoding="utf-8").startswith("@article{")
    desk.get_by_role("button", name="Schließen").click()
    expect(desk.locator(".citation")).to_have_count(0)


def test_arrow_keys_walk_along_the_chart_and_zoom(desk: Page) -> None:
    desk.goto("/timeline?since=2024-01-01&until=2025-01-01")
    columns = desk.locator("[data-chart] a")
    expect(columns).to_have_count(12)
    columns.first.focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowRight")
    expect(columns.nth(2)).to_be_focused()
    desk.keyboard.press("Tab")
    assert not desk.evaluate("document.activeElement.closest('[data-chart]')")
    columns.nth(2).focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("since=2024-03-01"))
    desk.locator("[data-chart] a").first.focus()
    desk.keyboard.press("Escape")
    desk.wait_for_url(re.compile("since=2024-01-01&until=2025-01-01"))


def test_addresses_of_searches_name_only_what_was_asked(desk: Page) -> None:
    desk.goto("/search")
    desk.get_by_label(re.compile("Wörter")).fill("regierung")
    desk.get_by_label("Art der Rede").select_option("indirect")
    desk.get_by_role("button", name="Suchen").click()
    desk.wait_for_url(re.compile(r"/search\?words=regierung&kind=indirect$"))
    expect(desk.locator(".hits mark").first).to_be_visible()


@pytest.mark.parametrize("size", [DESK, (768, 1024), PHONE, (320, 640)])
def test_no_page_scrolls_sideways(browser: Browser, archive: Archive, paths: list[str], size: tuple[int, int]) -> None:
    with visiting(browser, archive, viewport={"width": size[0], "height": size[1]}) as page:
        for path in paths[:-1]:  # the last is an error, of which the console tells
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_nothing_jumps_while_a_page_loads(
    browser: Browser, archive: Archive, paths: list[str], size: tuple[int, int]
) -> None:
    with visiting(browser, archive, viewport={"width": size[0], "height": size[1]}) as page:
        page.add_init_script(f"({JUMPS})()")
        for path in paths[:-1]:
            page.goto(path, wait_until="networkidle")
            page.wait_for_timeout(100)
            assert page.evaluate("window.jumps") < 0.01, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, archive: Archive, paths: list[str], scheme: Literal["light", "dark"]
) -> None:
    size = {"width": DESK[0], "height": DESK[1]}
    with visiting(browser, archive, viewport=size, color_scheme=scheme) as page:
        for path in paths[:-1]:
            page.goto(path)
            if path.startswith("/articles") and "cite" not in path:
                page.locator(".r-body mark").first.hover()
                expect(page.locator("#tip")).to_be_visible()
            assert not violations(page), path
            page.evaluate("document.querySelectorAll('details:not([name])').forEach((one) => { one.open = true; })")
            assert not violations(page), path


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def test_who_wants_no_motion_gets_none(browser: Browser, archive: Archive) -> None:
    with visiting(browser, archive, reduced_motion="reduce") as page:
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    with visiting(browser, archive, reduced_motion="no-preference") as page:
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"


def test_every_page_has_landmarks_one_heading_and_a_way_past_the_menu(desk: Page, paths: list[str]) -> None:
    for path in paths[:-1]:
        desk.goto(path)
        assert desk.locator("h1").count() == 1, path
        for role in ("banner", "main", "contentinfo", "search"):
            assert desk.get_by_role(role).count() == 1, (path, role)  # type: ignore[arg-type]
    desk.goto(paths[0])
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()


def test_focus_is_visible(desk: Page) -> None:
    desk.goto("/search")
    for selector in (".masthead nav a", ".filters summary", "select[name=kind]", "button.do", ".colophon button"):
        desk.locator(selector).first.focus()
        desk.keyboard.press("Shift+Tab")
        desk.keyboard.press("Tab")
        style = desk.evaluate("getComputedStyle(document.activeElement).outline")
        assert "none" not in style and "2px" in style, selector


def test_an_article_prints_with_its_cards_and_without_the_menu(desk: Page) -> None:
    article(desk, "Nachtragshaushalt")
    desk.emulate_media(media="print")
    expect(desk.locator(".masthead")).to_be_hidden()
    expect(desk.locator(".colophon")).to_be_hidden()
    expect(desk.locator("details.card .head").first).to_be_visible()
    expect(desk.locator(".printed")).to_contain_text("Blatt 0")
    assert len(desk.pdf()) > 10_000


def test_every_page_of_the_menu_is_in_the_pictures(desk: Page) -> None:
    desk.goto("/")
    pages = [link.get_attribute("href") for link in desk.locator(".masthead nav a").all()]
    pictured = {shot.path.partition("?")[0] for shot in PAGES}
    assert set(pages) <= pictured
