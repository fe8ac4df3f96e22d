"""The shipped reader on articles written by us, against readings written by hand.

The floors are a little below what the model reaches; a change that breaks reading falls through them.
"""

from pathlib import Path

import pytest
from bench.golden import read_golden
from bench.matching import figures

from wortlaut.pipeline import Reader

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "examples" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    reader = Reader.load()
    return {name: share.value for name, share in figures([read_golden(reader, path) for path in SAMPLES]).items()}


def test_there_are_at_least_fifteen_samples_of_150_to_600_words() -> None:
    assert len(SAMPLES) >= 15
    assert all(150 <= len(path.read_text(encoding="utf-8").split()) <= 600 for path in SAMPLES)
