"""The tutorial says what its blocks print, and makes its figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.tutorial import PAGE, blocks, mended, printed

SMALL = "Eins\n\n```python\nx = 2\nprint(x)\n```\n\n```text\n3\n```\n\n```python\ny = x + 1\n```\n\nEnde\n"


def test_what_a_page_says_is_mended(tmp_path: Path) -> None:
    assert blocks(SMALL) == [("x = 2\nprint(x)\n", "3\n"), ("y = x + 1\n", None)]
    said = list(printed(SMALL, tmp_path))
    assert said == ["2\n", ""]
    assert mended(SMALL, said) == SMALL.replace("3\n```", "2\n```")


def test_the_tutorial_prints_what_it_says(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    said = list(printed(page, tmp_path))
    assert len(said) >= 8
    for number, ((_, told), now) in enumerate(zip(blocks(page), said, strict=True), start=1):
        assert now == (told or ""), f"block {number}: python -m bench.tutorial --write"
    assert (tmp_path / "positions.svg").stat().st_size > 10_000
    assert (tmp_path / "positions.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "netz.gexf").stat().st_size > 1000


def test_a_block_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        list(printed("```python\n1 / 0\n```\n", tmp_path))
    assert raised.traceback[-1].path == Path("block 1 of the tutorial") or "block 1" in str(raised.traceback[-1])
