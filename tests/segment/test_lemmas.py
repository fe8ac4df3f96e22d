"""Dictionary forms."""

import pytest

from wortlaut.segment import lemma


@pytest.mark.parametrize(
    ("form", "expected"),
    [("erklärte", "erklären"), ("Ministerinnen", "Ministerin"), ("Verträgen", "Vertrag"), ("Oralbek", "Oralbek")],
)
def test_dictionary_forms(form: str, expected: str) -> None:
    assert lemma(form) == expected
