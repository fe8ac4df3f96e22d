"""The first article to master; it is not ours to publish, so this runs only where it lies."""

from pathlib import Path

import pytest

from bench.seed import main

SEEDS = sorted((Path(__file__).parents[2] / ".." / "shared" / "seeds").glob("*.txt"))


@pytest.mark.skipif(not SEEDS, reason="the seed article is not here")
def test_the_seed_article_reaches_its_bars(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", str(SEEDS[0])]) == 0
    assert "direct, exact with speaker: 6 of 6" in capsys.readouterr().out
