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


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("found direct", 0.93),
        ("found indirect", 0.80),
        ("found indirect_free_indirect", 0.75),
        ("not invented", 0.82),
        ("exact direct", 0.90),
        ("kind right", 0.90),
        ("speaker mention", 0.78),
        ("speaker name", 0.58),
        ("paragraph roles", 0.95),
    ],
)
def test_figures_stay_above_their_floors(shares: dict[str, float], figure: str, floor: float) -> None:
    assert shares[figure] >= floor
