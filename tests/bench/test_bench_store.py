"""The measurements of the store run, and the page shows what they wrote."""

import json
from pathlib import Path

import pytest

from bench import results
from bench.archive import fill
from bench.store import measured
from bench.watch import took
from tests.store import made
from wortlaut.record import Reading
from wortlaut.store import Store

QUOTES = (
    "„Wir bauen {0} Häuser“, sagte Anna Meier.\n„Nein“, sagte Ernst Abel zu Anna Meier.\nDie Regierung schwieg {0}."
)


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    return [made.reading(made.article(f"Nachricht {n}\n{QUOTES.format(n)}", id=f"a{n}")) for n in range(3)]


def test_everything_is_asked_and_written_down(
    tmp_path: Path, samples: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        fill(store, samples, 40)
        fill(store, samples, 60)
        assert store.info().articles == 60
        found = measured(store, samples, rounds=1)
    assert found["articles"] == 60
    assert len(found["times"]["search"]) > 20
    assert found["times"]["search"]["all"]["n"] == len(found["times"]["search"]) - 1
    assert {"article", "actor", "other", "added"} < set(found["times"])
    page = tmp_path / "store.md"
    page.write_text("before\n<!-- store -->\nold\n<!-- /store -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(results, "PAGE", page)
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    results.written("store", {"sqlite": found})
    written = results.written("store", {"postgresql": found})
    text = page.read_text(encoding="utf-8")
    assert "| articles | 60 | 60 |" in text
    assert "**page of an actor** | 300 |" in text
    assert text.startswith("before") and text.endswith("after\n") and "old" not in text
    assert json.loads((tmp_path / "results" / "store.json").read_text(encoding="utf-8")) == written


@pytest.mark.parametrize("name", ["store", "crashes", "crowd"])
def test_the_page_shows_the_figures_that_are_kept(name: str) -> None:
    kept = json.loads((results.FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert results.TABLES[name](kept) in results.PAGE.read_text(encoding="utf-8")
    assert all(one.get("sound", True) for one in kept.values())


def test_time_is_counted_on_clock_and_processor() -> None:
    one = took(lambda: sum(range(300_000)))
    assert 0 < one.busy <= one.clock * 1.5
