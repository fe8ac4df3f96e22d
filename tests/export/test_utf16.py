"""Offsets in code points and UTF-16 units, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.export.utf16 import Utf16
from wortlaut.record import Span

TEXT = "Bauern 🌾🚜 fordern: „Mehr Geld 💶 jetzt!“"


def units_of(text: str) -> int:
    """Return the length as the codec counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_words_after_an_emoji_lie_where_java_finds_them() -> None:
    start = TEXT.index("Mehr")
    offsets = Utf16(TEXT)
    data = TEXT.encode("utf-16-le")
    begin, end = offsets.units(start), offsets.units(start + 4)
    assert data[2 * begin : 2 * end].decode("utf-16-le") == "Mehr"
    assert begin == start + 2


@given(st.text(st.sampled_from("aä🌾„\ud83c"), max_size=30))
def test_every_offset_comes_back(text: str) -> None:
    offsets = Utf16(text)
    expected = [
        units_of("".join("x" if "\ud800" <= c <= "\udfff" else c for c in text[:end])) for end in range(len(text) + 1)
    ]
    assert [offsets.units(point) for point in range(len(text) + 1)] == expected
    assert [offsets.points(unit) for unit in expected] == list(range(len(text) + 1))
    assert offsets.length == expected[-1]


def test_half_a_character_counts_as_the_whole() -> None:
    offsets = Utf16("a🌾b")
    assert offsets.points(2) == 1
    assert offsets.span(2, 4) == Span(start=1, end=3)
    assert offsets.span(0, 2) == Span(start=0, end=2)


def test_pairs() -> None:
    spans = [Span(start=0, end=1), Span(start=1, end=2)]
    assert Utf16("🌾b").unit_pairs(spans) == [(0, 2), (2, 3)]


@pytest.mark.parametrize("offset", [-1, 4])
def test_offsets_outside_of_the_text(offset: int) -> None:
    with pytest.raises(ValueError, match="outside of a text of 3"):
        Utf16("abc").units(offset)
    with pytest.raises(ValueError, match="outside of a text of 3 UTF-16"):
        Utf16("abc").points(offset)


def test_no_characters_are_no_span() -> None:
    with pytest.raises(ValueError, match="span"):
        Utf16("abc").span(1, 1)
