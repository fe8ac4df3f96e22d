"""Claims of files of the Discourse Network Analyzer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from dna_made import SAMPLE, dna

from wortlaut.errors import CodingError
from wortlaut.export.dna import claims, dna_from
from wortlaut.export.dna.tables import Document


def test_values_by_the_names_of_variables() -> None:
    first, second = claims(dna())
    assert first.values == {"person": "Grit Halm", "concept": "Zoll abschaffen", "agreement": False}
    assert second.values == {"person": "", "concept": "Zoll abschaffen", "agreement": True}
    assert (first.id, first.document) == ("10", "2")
    assert first.values["agreement"] is False


def test_the_document_and_its_time() -> None:
    first = claims(dna())[0]
    assert first.at == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
    assert first.fields == {
        "id": "2",
        "title": "Wut auf dem Land",
        "author": "Ada Lehr",
        "source": "Elbkurier",
        "section": "Politik",
        "type": "Bericht",
    }


def test_another_type() -> None:
    assert [one.values for one in claims(dna(), "Notiz")] == [{"weight": -3, "note": "Prüfen 🌾"}]


def test_a_type_that_is_not_there() -> None:
    with pytest.raises(CodingError, match="'NPF', only 'DNA Statement', 'Notiz'"):
        claims(dna(), "NPF")


def test_what_the_file_does_not_hold() -> None:
    with pytest.raises(CodingError, match="names entity 2"):
        claims(replace(dna(), entities=()))
    with pytest.raises(CodingError, match="statement 10 has no document"):
        claims(replace(dna(), documents=()))
    late = Document(id=2, title="", text=dna().documents[0].text, coder=1, date=10**17)
    with pytest.raises(CodingError, match="document 2 has no date"):
        claims(replace(dna(), documents=(late,)))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample that comes with rDNA is not here")
def test_the_sample_of_rdna() -> None:
    found = claims(dna_from(SAMPLE.read_bytes()))
    assert len(found) == 40
    assert {one.at.date().isoformat() for one in found} == {"2005-01-26", "2005-02-02", "2005-02-10", "2005-02-16"}
    assert len({one.values["organization"] for one in found}) == 7
    assert len({one.values["concept"] for one in found}) == 6
    assert {one.values["agreement"] for one in found} == {True, False}
