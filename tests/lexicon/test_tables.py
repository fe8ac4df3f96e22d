"""Tables have a source, unique keys and no stray columns."""

from pathlib import Path

import pytest

import wortlaut.lexicon
from wortlaut.lexicon import column, table

FOLDER = Path(wortlaut.lexicon.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.tsv"))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_names_its_source_and_reads(name: str) -> None:
    first = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert any(word in first for word in ("CC0", "MIT", "open data"))
    rows = table(name)
    assert rows
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_first_names_know_their_gender() -> None:
    genders = {row["name"]: row["gender"] for row in table("first_names")}
    assert (genders["Angela"], genders["Olaf"]) == ("f", "m")


def test_column_is_a_set_of_values() -> None:
    assert "dpa" in column("agencies", "name")
