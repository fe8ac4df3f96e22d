"""Text-free packages: nothing of the text is in them, and with the text all is there again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import made
from wortlaut.errors import RecordError
from wortlaut.export.textfree import attach, fits, text_free, without_text
from wortlaut.pipeline import Reader
from wortlaut.record import Coding, Reading

TEXT = (
    "Streit um die 🚜 Brücke\n\n„Die Brücke ist alt und muss weg“, sagte Anna Meier zu Ernst Abel.\n\n"
    "„Wir reparieren sie – noch in diesem Jahr“, sagte Ernst Abel.\n\n„Nun“, sagte Ida Roth."
)
SAMPLES = sorted((Path(__file__).parents[2] / "examples" / "articles").glob("*.txt"))


def reading(text: str = TEXT, **more: str) -> Reading:
    article = made.article(text, id="a1", day=date(2024, 5, 3), outlet="Bote", url="https://bote.example/1")
    found = made.reading(replace(article, source="/home/lena/geheim.txt", **more))  # type: ignore[arg-type]
    coding = Coding(
        id="k1",
        codebook="stadt",
        concept="neubau",
        agreement="against",
        kind="statement",
        finding="s1",
        evidence=found.statements[0].content,
        actors=(found.actors[0].id,),
        confidence=0.5,
        reasons=("«reparieren»: wants something else",),
    )
    return replace(found, codings=(coding,))


def sequences(text: str) -> set[str]:
    """Return all sequences of four words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}


def leaks(data: bytes, one: Reading) -> list[str]:
    """Return what of a text is in a package: sequences of four words, and names that are not the lexicon's."""
    told = " ".join(re.findall(r"\w+", data.decode().lower()))
    found = [words for words in sequences(one.article.text) if f" {words} " in f" {told} "]
    names = {name for actor in one.actors if not actor.identity for name in (actor.name, *actor.names)}
    return found + [
        name for name in names if len(name) > 5 and json.dumps(name, ensure_ascii=False)[1:-1] in data.decode()
    ]


def test_with_the_text_all_is_there_again() -> None:
    one = reading()
    data = text_free(one)
    found = attach(data, TEXT)
    assert found.exact and found.reading == without_text(one)
    assert fits(data, one.article) and not fits(data, made.article("Anderes", id="a2"))


def test_nothing_of_the_text_is_in_the_package() -> None:
    data = text_free(reading())
    assert leaks(data, reading()) == []
    for words in ("Meier", "Brücke", "reparieren", "geheim", "Streit"):
        assert words not in data.decode()
    assert b"https://bote.example/1" in data and b'"Bote"' in data and b"2024-05-03" in data


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_samples_there_and_back(path: Path, samples_read: dict[str, Reading]) -> None:
    one = samples_read[path.stem]
    data = text_free(one)
    assert leaks(data, one) == []
    assert attach(data, one.article.text).reading == without_text(one)


@pytest.fixture(scope="module")
def samples_read() -> dict[str, Reading]:
    reader = Reader.load()
    return {path.stem: reader.read(path.read_text(encoding="utf-8")) for path in SAMPLES}


def test_other_white_space_quotation_marks_and_hyphens_do_no_harm() -> None:
    one = reading()
    copy = "  " + TEXT.replace("\n\n", "\r\n \n\n").replace("„", "»").replace("“", "«").replace("–", "-")
    copy = copy.replace("Brücke ist", "Brü\u00adcke\u00a0ist")
    found = attach(text_free(one), copy)
    assert not found.exact and found.reading.article.text == copy
    words = [[span.of(copy) for span in own.content] for own in found.reading.statements]
    assert words == [
        ["Die Brü\u00adcke\u00a0ist alt und muss weg"],
        ["Wir reparieren sie - noch in diesem Jahr"],
        ["Nun"],
    ]
    assert [one.name for one in found.reading.actors] == [own.name for own in one.actors]
    assert {one.span.of(copy).strip() == one.span.of(copy) for one in found.reading.article.paragraphs} == {True}


def test_a_title_that_the_text_does_not_have_is_the_callers() -> None:
    one = reading(title="Ein ganz anderer Titel als dort")
    data = text_free(one)
    assert b"anderer" not in data
    assert attach(data, TEXT).reading.article.title is None
    assert attach(data, TEXT, title="Ein ganz anderer Titel als dort").reading == without_text(one)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT.replace("alt", "neu"), "another version of article a1: paragraphs 2 of 4 differ"),
        (TEXT + "\n\nNachtrag.", "or there are more"),
        ("Etwas ganz anderes.", "no paragraph is the same"),
        ("", "no paragraph is the same"),
    ],
)
def test_another_text_is_refused(text: str, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        attach(text_free(reading()), text)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"schema": "wortlaut/1"}', b"\xff"])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError, match="no text-free package"):
        attach(data, TEXT)


def test_a_damaged_package_is_refused() -> None:
    told = json.loads(text_free(reading()))
    told["reading"]["statements"][0]["kind"] = "gesungen"
    with pytest.raises(RecordError, match="damaged"):
        attach(json.dumps(told).encode(), TEXT)


def test_equal_salts_give_equal_packages_and_other_salts_other_hashes() -> None:
    assert text_free(reading(), salt="x") == text_free(reading(), salt="x")
    first, second = (json.loads(text_free(reading())) for _ in range(2))
    assert first["text"] != second["text"] and first["reading"] == second["reading"]


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_characters="„“"), min_size=1, max_size=60).filter(str.strip))
def test_any_text_comes_back(words: str) -> None:
    text = f"Kopf\n„Ja 🌊 {words} und Schluss damit für heute“, sagte Ida Roth."
    if "\n" in words or not (one := made.reading(made.article(text, id="a1"))).statements:
        return
    data = text_free(one)
    assert attach(data, text).reading == without_text(one)
    assert "schluss damit für heute" not in data.decode().lower()
