"""The application in a real browser: drop a file, read it, follow words and cards, find it, cite it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import needs_chromium
from playwright.sync_api import Browser, Page, expect
from spoiling import pages_of, spoil

from wortlaut.store import Store

pytestmark = needs_chromium
TEXT = """Streit um die Brücke

BAD WELLEN – „Die Brücke 🚧 ist sicher“, sagte Bürgermeisterin Anna Meier am Montag dem Stadtrat. \
Sie habe das Gutachten selbst gelesen. Der Gutachter soll dagegen gewarnt haben.
"""


@pytest.fixture
def link(tmp_path: Path) -> Iterator[str]:
    """Start ``wortlaut serve`` and give the link that it prints."""
    Store.open(tmp_path / "archiv.sqlite").close()
    command = [sys.executable, "-c", "from wortlaut.cli import main; main()", "serve", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--database", str(tmp_path / "archiv.sqlite")], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    lines = iter(server.stdout.readline, "")
    yield next(line.strip() for line in lines if line.startswith("http://"))
    server.terminate()
    server.wait(timeout=20)
    server.stdout.close()


@pytest.fixture
def page(browser: Browser, link: str) -> Iterator[Page]:
    """A page that has signed in; what its console complains of fails the test."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    found = context.new_page()
    complaints: list[str] = []
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    found.goto(link)
    yield found
    context.close()
    assert complaints == []


def test_from_a_file_to_a_citation(page: Page) -> None:
    expect(page.get_by_role("heading", name="Bibliothek")).to_be_visible()
    drop = page.evaluate_handle(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], 'bruecke.txt', {type: 'text/plain'})); return data; }""",
        TEXT,
    )
    page.dispatch_event("form[data-drop]", "drop", {"dataTransfer": drop})
    expect(page.locator(".taken")).to_contain_text("Neu: 1 Artikel")
    # read in the background, the list follows by itself
    expect(page.locator(".articles .counts")).to_contain_text("Äußerung", timeout=60_000)
    page.get_by_role("link", name="Streit um die Brücke").click()

    said = page.locator("mark.k-direct").first
    expect(said).to_contain_text("Die Brücke 🚧 ist sicher")
    card = page.locator(f'[data-card="{said.get_attribute("data-said")}"]')
    expect(card).to_contain_text("Anna Meier")
    said.hover()
    expect(card).to_have_class(re.compile(r"\blit\b"))

    # words after an emoji that somebody selects are cited by code points
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const at = walk.currentNode.data.indexOf('ist sicher');
          if (at >= 0) { const range = document.createRange(); range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + 10); getSelection().removeAllRanges();
            getSelection().addRange(range); break; } }
        document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); }"""
    )
    page.get_by_role("button", name="Zitieren").click()
    expect(page.locator(".citation blockquote")).to_contain_text("„ist sicher“ („Streit um die Brücke“;")
    address = re.search(r"http://\S+#c\d+-\d+", page.locator(".citation blockquote").inner_text())
    assert address is not None
    start, end = map(int, re.findall(r"\d+", address.group().partition("#")[2]))
    assert TEXT[start:end] == "ist sicher"

    page.goto("about:blank")
    page.goto(address.group())
    expect(page.locator("html")).to_have_attribute("data-linked", "ist sicher")

    page.get_by_role("searchbox").first.fill("Brücken sicher")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("Brücke")


@pytest.fixture
def spoiled(tmp_path: Path) -> list[str]:
    """A store full of hostile words, there before the server starts; gives all pages that show them."""
    with Store.open(tmp_path / "archiv.sqlite") as store:
        spoil(store)
        return [path for paths in pages_of(store).values() for path in paths]


def test_nothing_hostile_runs(spoiled: list[str], page: Page) -> None:
    alerts: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    root = urljoin(page.url, "/")
    for path in spoiled:
        # refusals, and pieces without a head, are what they should be; a browser's console calls them errors
        answer = page.request.get(urljoin(root, path))
        if answer.ok and "<title>" in answer.text():
            page.goto(urljoin(root, path))
    assert alerts == []
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith(root) or urlsplit(url).path.endswith("/x")] == []


def brought(page: Page) -> str:
    """Bring an article, wait until it is read, and return its address."""
    page.fill("textarea", TEXT)
    page.get_by_label("Erschienen am").fill("2026-05-03")
    page.get_by_role("button", name="Aufnehmen und lesen").click()
    expect(page.locator("details.card").first).to_be_visible(timeout=60_000)
    return page.url


def test_a_speaker_is_corrected_found_and_put_back(page: Page) -> None:
    article = brought(page)
    said = page.locator("mark.k-direct").first.get_attribute("data-said")
    card = page.locator(f'[data-card="{said}"]')

    def opened() -> None:
        card.locator("summary").first.click()
        expect(card.get_by_text("Berichtigen", exact=True)).to_be_visible()

    opened()
    card.get_by_text("Berichtigen", exact=True).click()
    card.get_by_label("Sprecher", exact=True).fill("Karl Otto")
    card.get_by_label("Neuer Akteur ist").select_option("person")
    card.get_by_role("button", name="Berichtigung speichern").click()
    expect(card).to_contain_text("Karl Otto")
    expect(card).to_contain_text("berichtigt")

    page.goto(urljoin(article, "/search?words=sicher&speaker=Karl Otto"))
    expect(page.locator(".hits li").first).to_contain_text("Streit um die Brücke")

    page.goto(article)
    opened()
    card.get_by_role("button", name="Rückgängig").click()
    expect(card).to_contain_text("Anna Meier")
    page.goto(urljoin(article, "/search?words=sicher&speaker=Anna Meier"))
    page.locator(".hits .passage a:not(.who)").first.click()
    expect(page.locator("html")).to_have_attribute("data-linked", re.compile("sicher"))


def test_the_queue_needs_no_mouse(page: Page) -> None:
    article = brought(page)
    page.goto(urljoin(article, "/review"))
    total = page.locator(".total")
    left = int(re.findall(r"\d+", total.inner_text())[0])
    page.keyboard.press("j")
    page.wait_for_url(re.compile("at=1"))
    page.keyboard.press("k")
    page.wait_for_url(re.compile(r"/review$"))
    page.keyboard.press("x")
    expect(total).to_contain_text(f"{left - 1} zu prüfen")
    page.keyboard.press("u")
    expect(total).to_contain_text(f"{left} zu prüfen")
    page.keyboard.press("a")
    expect(total).to_contain_text(f"{left - 1} zu prüfen")
    page.keyboard.press("c")
    expect(page.locator(".correct[open]")).to_be_visible()


def test_words_that_are_selected_become_a_statement(page: Page) -> None:
    brought(page)
    page.get_by_text("Fehlende Äußerung ergänzen").click()
    form = page.locator(".adding form").first
    form.get_by_label("Worte (Anfang-Ende)").focus()
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const at = walk.currentNode.data.indexOf('am Montag');
          if (at >= 0) { const range = document.createRange(); range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + 9); getSelection().removeAllRanges();
            getSelection().addRange(range); break; } }
        document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); }"""
    )
    start = TEXT.index("am Montag")
    expect(form.get_by_label("Worte (Anfang-Ende)")).to_have_value(f"{start}-{start + 9}")
    form.get_by_role("button", name="Ergänzen").click()
    expect(page.locator("mark", has_text="am Montag")).to_be_visible()


def test_the_link_works_once(browser: Browser, page: Page, link: str) -> None:
    other = browser.new_context()
    answer = other.new_page().goto(link)
    assert answer is not None
    assert answer.status == 403
    other.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.fill("textarea", TEXT)
    page.get_by_role("button", name="Aufnehmen und lesen").click()
    page.wait_for_url(re.compile("/articles/"))
    article = page.url
    for path in ("/", article, "/search?words=Brücke", "/actors", "/timeline", "/network", "/concepts", "/review"):
        page.goto(urljoin(article, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_everything_can_be_reached_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))
    assert {"Wortlaut", "Bibliothek", "Suche", "Akteure", "Zeitleiste", "words", "English", "dunkel"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.fill("textarea", TEXT)
    page.get_by_label("Erschienen am").fill("2026-05-03")
    page.get_by_role("button", name="Aufnehmen und lesen").click()
    expect(page.locator("details.card").first).to_be_visible(timeout=60_000)
    article = page.url
    page.goto(urljoin(article, "/actors"))
    dossier = page.locator("tbody a").first.get_attribute("href") or ""
    paths = (
        article,
        f"{article}/cite?start=0&end=6",
        "/",
        "/search?words=Brücke",
        "/actors",
        dossier,
        "/timeline",
        "/network",
        "/concepts",
        "/review",
    )
    paths += ("/review/agreement",)
    for path in paths:
        page.goto(urljoin(article, path))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
