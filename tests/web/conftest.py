"""A site for tests: a store of its own, a reader without a model, a client that has signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, WEBGL
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Playwright, sync_playwright
from quoting import HOSTILE, Quoting
from spoiling import spoil
from visiting import KEPT, PASSWORD, ROLES, Site

from wortlaut.pipeline import Reader
from wortlaut.record import Reading
from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys

ROOT = Path(__file__).parents[2]
SAMPLES = ("01-agentur-haushalt", "02-ticker-sofia", "16-minsk-grenze")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "archiv.sqlite") as found:
        yield found


@pytest.fixture
def keys(store: Store) -> Keys:
    return Keys(store)


@pytest.fixture
def stranger(store: Store, keys: Keys) -> Iterator[TestClient]:
    """A client that has not signed in."""
    own = {"sec-fetch-site": "same-origin"}
    with TestClient(application(store, Quoting, keys), base_url="http://localhost", headers=own) as client:
        yield client


@pytest.fixture
def site(stranger: TestClient, store: Store, keys: Keys) -> Site:
    assert stranger.get("/enter", params={"key": keys.invite()}).status_code == 200
    return Site(stranger, store, keys)


@pytest.fixture
def people(store: Store) -> Store:
    """A store with somebody of each role, by its name."""
    for role in ROLES:
        store.access.add_account(role, role, KEPT)
    return store


@pytest.fixture
def spoiled(store: Store, keys: Keys) -> Iterator[TestClient]:
    """A hostile person signed in to a hostile store."""
    spoil(store)
    own = {"sec-fetch-site": "same-origin"}
    with TestClient(application(store, Quoting, keys), base_url="http://localhost", headers=own) as client:
        assert client.post("/sign-in", data={"name": HOSTILE, "password": PASSWORD}).status_code == 200
        yield client


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM is not None, "there is no browser: apt-get install chromium"
    found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *WEBGL])
    yield found
    found.close()


@pytest.fixture(scope="session")
def samples() -> list[Reading]:
    """Three of our sample articles, read with the model."""
    reader = Reader.load()
    folder = ROOT / "examples" / "articles"
    return [reader.read((folder / f"{name}.txt").read_text(encoding="utf-8")) for name in SAMPLES]
