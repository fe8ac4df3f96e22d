"""The table of statements: one row each, safe to open in a spreadsheet."""

import csv
import io
from dataclasses import replace

import handmade
import pytest

from wortlaut.export import HEADER, csv_lines, csv_rows
from wortlaut.record import Reading


@pytest.fixture
def reading() -> Reading:
    return handmade.reading()


def table(reading: Reading, *, excel: bool = False) -> list[dict[str, str]]:
    text = csv_lines([HEADER, *csv_rows(reading)], excel=excel)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if excel else ","))


def test_one_row_per_statement_with_all_columns(reading: Reading) -> None:
    rows = table(reading)
    assert [row["statement"] for row in rows] == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert rows[1] == {
        "article": "a1",
        "source": "getreide.txt",
        "outlet": "Beispielbote",
        "published": "2023-05-01/2023-06-01",
        "title": "„Keine Tonne mehr“: Polens Minister droht Kiew",
        "statement": "s2",
        "kind": "direct",
        "speaker": "Jan Kowal",
        "speaker_mention": "Kowal",
        "cue": "sagte",
        "addressee": "",
        "via": "Deutsche Presse-Agentur",
        "medium": "speech",
        "certainty": "asserted",
        "polarity": "affirmed",
        "parent": "",
        "carried": "no",
        "confidence": "0.9800",
        "content": "Keine Tonne mehr […] Wir nehmen […] keine Tonne mehr an.",
        "start": str(reading.statements[1].content[0].start),
        "end": str(reading.statements[1].content[2].end),
    }
    assert (rows[2]["carried"], rows[4]["parent"], rows[5]["speaker"]) == ("yes", "s4", "")


def test_the_form_for_a_german_excel(reading: Reading) -> None:
    assert table(reading, excel=True)[1]["confidence"] == "0,9800"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_would_run_as_a_formula_is_guarded(reading: Reading, start: str) -> None:
    title = f'{start}HYPERLINK("http://example.org";"ja, nein")'
    rows = table(replace(reading, article=replace(reading.article, title=title)))
    assert rows[0]["title"] == "'" + title


def test_commas_quotes_and_line_breaks_survive(reading: Reading) -> None:
    title = 'Ja, "nein"; sagt\ner'
    for excel in (False, True):
        changed = replace(reading, article=replace(reading.article, title=title))
        assert table(changed, excel=excel)[0]["title"] == title
