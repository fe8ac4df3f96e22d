"""The model card names every corpus with the licence that the corpus itself states."""

from pathlib import Path

import pytest

from training.licences import LicenceError, data_table, licences


def note(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "LICENCE.txt").write_text(text, encoding="utf-8")
    return folder


def test_licences_are_named_once_and_the_fullest_form_counts(tmp_path: Path) -> None:
    folder = note(tmp_path / "corpus", "CC BY 4.0 (see CC BY)\nagain CC BY 4.0")
    assert licences(folder) == ["CC BY 4.0"]


def test_notes_of_the_parts_count_more_than_that_of_the_whole(tmp_path: Path) -> None:
    folder = note(tmp_path / "corpus", "one of CC BY-SA 4.0, CC BY-NC-SA 4.0")
    note(folder / "part", "CC BY-SA 4.0")
    assert licences(folder) == ["CC BY-SA 4.0"]


def test_nobody_trains_on_a_corpus_without_a_licence(tmp_path: Path) -> None:
    with pytest.raises(LicenceError, match="corpus"):
        licences(note(tmp_path / "corpus", "All rights reserved."))


def test_the_table_has_a_row_per_corpus(tmp_path: Path) -> None:
    note(tmp_path / "germeval2014", "CC BY 4.0")
    pytest.importorskip("numpy")
    rows = data_table(tmp_path, [("germeval2014", "names")]).splitlines()
    assert len(rows) == 3
    assert "GermEval 2014" in rows[2]
    assert rows[2].endswith("| names | CC BY 4.0 |")
