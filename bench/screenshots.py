"""Pictures of all pages of the web application, made from our sample articles: light, dark and as on a phone.

    python -m bench.screenshots [--out docs/screenshots] [--only article,timeline] [--records FILE] [--full]

The samples get days and outlets of our invention. Starts ``wortlaut serve`` with a store of its own, signs a browser
in, follows the way to each page of ``PAGES`` and writes ``NAME-light.png``, ``NAME-dark.png`` and ``NAME-phone.png`` in
few colours. ``--records`` takes readings from a file instead of reading the samples, ``--full`` takes whole pages. A
page that is wider than its window is an error.
Needs Chromium, Playwright and Pillow.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from bench.archive import samples_of
from bench.product import load_reader
from wortlaut.cli.codebooks import code_all
from wortlaut.coding.files import codebook_from, example
from wortlaut.intake import sample_articles
from wortlaut.store import Store

COLOURS = 256
SIZES: dict[str, tuple[int, int, Literal["light", "dark"]]] = {
    "light": (1280, 900, "light"),
    "dark": (1280, 900, "dark"),
    "phone": (390, 844, "light"),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """A page: where it begins, the elements that are clicked to come to it, and what must be seen in it."""

    name: str
    path: str
    clicks: tuple[str, ...] = ()
    shows: str = "h1"


STEEL = "text=Stahlstreit: Paris droht"
PAGES = (
    Shot("library", "/"),
    Shot("article", "/?order=title", ("text=Stahlstreit: Paris droht", "main mark.said >> nth=0"), ".tip"),
    Shot(
        "citation", "/?order=title", ("text=Stahlstreit: Paris droht", ".card summary", ".card [hx-get]"), ".citation"
    ),
    Shot("search", "/search?words=Regierung", shows=".hits li"),
    Shot("search-filters", "/search?kind=direct&certainty=asserted", shows=".hits li"),
    Shot("actors", "/actors?order=statements", shows="tbody tr"),
    Shot("actor", "/actors?name=Bolte", ("tbody a",), ".hits li"),
    Shot("timeline", "/timeline", shows="svg"),
    Shot("network", "/network", shows="svg.network"),
    Shot("concepts", "/concepts?concept=nachtragshaushalt-rasch", shows=".days li"),
    Shot("timeline-pairs", "/timeline?since=2025-03-01&until=2025-03-15&event=REJECT", shows=".pair"),
    Shot("review", "/review", (".correct summary",), ".item"),
    Shot("agreement", "/review/agreement"),
    Shot("account", "/account"),
    Shot("admin", "/admin"),
)
"""Every page of the application once; a new page is a new line."""


@contextmanager
def served(database: Path) -> Iterator[str]:
    """Serve a store, and give the link that signs in."""
    command = [sys.executable, "-c", "from wortlaut.cli import main; main()", "serve", "--port", "0"]
    server = subprocess.Popen([*command, "--database", str(database)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield next(line.strip() for line in iter(server.stdout.readline, "") if line.startswith("http://"))
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


def take(page: Any, link: str, shot: Shot, *, full: bool) -> bytes:
    """Go to a page and return its picture; raises ValueError where it is wider than the window."""
    page.goto(urljoin(link, shot.path))
    for one in shot.clicks:
        page.locator(one).first.click()
    page.locator(shot.shows).first.wait_for()
    page.mouse.move(0, 0)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        raise ValueError(f"{shot.name}: {wide} pixels wider than the window")
    return bytes(page.screenshot(full_page=full, animations="disabled"))


def small(picture: bytes) -> bytes:
    """Return a PNG with few colours."""
    from PIL import Image

    found = Image.open(io.BytesIO(picture)).convert("RGB")
    found = found.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    found.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    parser.add_argument("--only", default="", help="names of pages, with commas")
    parser.add_argument("--records", type=Path, help="readings to show instead of our samples")
    parser.add_argument("--full", action="store_true", help="whole pages")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    chosen = [shot for shot in PAGES if not given.only or shot.name in given.only.split(",")]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    given.out.mkdir(parents=True, exist_ok=True)
    total = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = Path(folder) / "archive.sqlite"
        with Store.open(database) as store:
            store.add_many(
                samples_of(given.records) if given.records else list(load_reader(None).read_many(sample_articles()))
            )
            book = codebook_from(example())
            store.codings.add_codebook(book)
            code_all(store, book, quiet=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(database) as link:
            signed_in = browser.new_context()
            signed_in.new_page().goto(link)
            cookies = signed_in.storage_state()
            for size, (width, height, scheme) in SIZES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    locale="de-DE",
                    reduced_motion="reduce",
                    storage_state=cookies,
                )
                page = context.new_page()
                for shot in chosen:
                    picture = small(take(page, link, shot, full=given.full))
                    (given.out / f"{shot.name}-{size}.png").write_bytes(picture)
                    total += len(picture)
                context.close()
        browser.close()
    print(f"{len(chosen) * len(SIZES)} pictures, {total / 1e6:.2f} MB in {given.out}")


if __name__ == "__main__":
    main()
