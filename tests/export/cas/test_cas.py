"""Readings as CAS: what is in the file, offsets as Java counts them, and what people changed comes back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import cassis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import made
from wortlaut.errors import RecordError
from wortlaut.export.cas import cas_json, cas_xmi, reviews_from_cas, type_system
from wortlaut.export.cas.layers import CODING, CUE, MENTION, METADATA, SENTENCE, STATEMENT, TOKEN, link_type, types
from wortlaut.record import Codebook, Coding, Concept, Reading
from wortlaut.review import reviewed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = (
    "🚜 Streit um die Brücke\n„Die Brücke 🌊 ist alt“, sagte Anna Meier zu Ernst Abel.\n"
    "„Wir reparieren sie“, sagte Ernst Abel.\nIda Roth schwieg, „Nun“, sagte Ida Roth."
)
BOOK = Codebook(
    id="stadt", name="Stadt", concepts=(Concept(id="neubau", name="Neubau"), Concept(id="abriss", name="Abriss"))
)


def reading(text: str = TEXT) -> Reading:
    found = made.reading(made.article(text, id="a1", day=date(2024, 5, 3)))
    coding = Coding(
        id="k1",
        codebook="stadt",
        concept="neubau",
        agreement="for",
        kind="statement",
        finding=found.statements[0].id,
        evidence=found.statements[0].content,
        actors=(found.actors[0].id,),
        confidence=0.5,
    )
    return replace(found, codings=(coding,))


def loaded(data: bytes) -> Any:
    """Read a CAS as somebody else would: with the types of the file that goes with it."""
    system = cassis.load_typesystem(BytesIO(type_system()))
    return cassis.load_cas_from_xmi(BytesIO(data), typesystem=system)


def worked(change: Callable[[Any], None]) -> bytes:
    """Return the CAS after somebody worked on it."""
    cas = cassis.load_cas_from_xmi(BytesIO(cas_xmi(reading())), typesystem=types())
    change(cas)
    return str(cas.to_xmi()).encode()


def back(change: Callable[[Any], None], book: Codebook | None = BOOK) -> tuple[Reading, list[str], tuple[str, ...]]:
    """Return the reading as the reviews make it, their verdicts, and the problems."""
    found = reviews_from_cas(worked(change), reading(), book, reviewer="Eva", at=NOON)
    shown = reviewed(reading(), found.reviews)
    assert shown.orphans == ()
    assert {one.reviewer for one in found.reviews} <= {"Eva"}
    return shown.reading, [one.verdict for one in found.reviews], found.problems


def statement(cas: Any, number: int) -> Any:
    return sorted(cas.select(STATEMENT), key=lambda one: one.begin)[number]


@pytest.mark.parametrize("write", [cas_xmi, cas_json])
def test_all_that_was_found_is_in_the_file(write: Callable[[Reading], bytes]) -> None:
    one = reading()
    data = write(one)
    cas = loaded(data) if write is cas_xmi else cassis.load_cas_from_json(BytesIO(data))
    assert cas.sofa_string == TEXT and cas.document_language == "de"
    assert [found.documentId for found in cas.select(METADATA)] == ["a1"]
    told = [(found.get_covered_text(), found.kind) for found in cas.select(STATEMENT)]
    assert told == [(span.of(TEXT), own.kind) for own in one.statements for span in own.content]
    first = statement(cas, 0)
    slots = {name: getattr(first, name) for name in ("speaker", "addressee")}
    assert {name: value.elements[0].target.get_covered_text() for name, value in slots.items()} == {
        "speaker": "Anna Meier",
        "addressee": "Ernst Abel",
    }
    (coding,) = cas.select(CODING)
    assert (coding.concept, coding.agreement, coding.actors) == ("neubau", "for", "Anna Meier")
    assert len(cas.select(MENTION)) == len(one.mentions)
    assert len(cas.select(CUE)) == sum(len(own.cue) for own in one.statements)
    assert [found.get_covered_text() for found in cas.select(TOKEN)][:3] == ["🚜", "Streit", "um"]
    assert len(cas.select(SENTENCE)) >= 4


def test_offsets_are_utf16_units_in_the_file() -> None:
    root = ElementTree.fromstring(cas_xmi(reading()))
    units = TEXT.encode("utf-16-le")
    found = [
        units[2 * int(one.attrib["begin"]) : 2 * int(one.attrib["end"])].decode("utf-16-le")
        for one in root
        if one.tag.endswith("}Statement")
    ]
    assert found == [span.of(TEXT) for one in reading().statements for span in one.content]


def test_types_are_layers_that_inception_knows() -> None:
    root = ElementTree.fromstring(type_system())
    space = {"u": "http://uima.apache.org/resourceSpecifier"}
    supers = {
        one.findtext("u:name", namespaces=space): one.findtext("u:supertypeName", namespaces=space)
        for one in root.iterfind(".//u:typeDescription", space)
    }
    own = {name: above for name, above in supers.items() if str(name).startswith("webanno.custom.")}
    assert own[STATEMENT] == own[MENTION] == "uima.tcas.Annotation"
    assert own[link_type(STATEMENT, "speaker")] == "uima.cas.TOP"


def test_nothing_changed_gives_nothing() -> None:
    one = reading()
    for data in (cas_xmi(one), cas_json(one)):
        found = reviews_from_cas(data, one, BOOK, reviewer="Eva", at=NOON)
        assert (found.reviews, found.problems) == ((), ())


def test_what_inception_exports_is_a_zip_with_types_of_its_own() -> None:
    """Its types have features that ours lack, and layers of the project."""
    system = cassis.load_typesystem(BytesIO(type_system()))
    system.create_feature(system.get_type(TOKEN), "order", "uima.cas.Integer")
    layer = system.create_type("custom.Notiz", "uima.tcas.Annotation")
    cas = cassis.load_cas_from_xmi(BytesIO(cas_xmi(reading())), typesystem=system)
    cas.add(layer(begin=0, end=2))
    for number, one in enumerate(cas.select(TOKEN)):
        one.order = number
    statement(cas, 0).certainty = "possible"
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("TypeSystem.xml", system.to_xml())
        archive.writestr("a1.xmi", cas.to_xmi())
    for data in (buffer.getvalue(), str(cas.to_json()).encode()):
        found = reviews_from_cas(data, reading(), BOOK, reviewer="Eva", at=NOON)
        assert [one.verdict for one in found.reviews] == ["correct"] and found.problems == ()


def test_words_speaker_and_place_are_corrected() -> None:
    def change(cas: Any) -> None:
        one, other = statement(cas, 0), statement(cas, 1)
        one.certainty, one.begin = "hearsay", one.begin + 4
        other.speaker.elements[0].target = next(
            found for found in cas.select(MENTION) if found.get_covered_text() == "Ida Roth"
        )
        other.addressee = None

    after, verdicts, problems = back(change)
    assert (verdicts, problems) == (["correct", "correct"], ())
    first, second = after.statements[:2]
    assert first.certainty == "hearsay" and first.content[0].of(TEXT) == "Brücke 🌊 ist alt"
    assert second.speaker is not None and second.speaker.name == "Ida Roth"


def test_deleted_and_added_statements() -> None:
    def change(cas: Any) -> None:
        cas.remove(statement(cas, 1))
        at = TEXT.index("Ida Roth schwieg")
        new = types().get_type(STATEMENT)(
            begin=at, end=at + len("Ida Roth schwieg"), kind="indirect", polarity="denied"
        )
        mention = types().get_type(MENTION)(begin=at, end=at + len("Ida Roth"))
        link = types().get_type(link_type(STATEMENT, "speaker"))(role="speaker", target=mention)
        new.speaker = types().get_type("uima.cas.FSArray")(elements=[link])
        cas.add_all([mention, new])

    after, verdicts, problems = back(change)
    assert (verdicts, problems) == (["reject", "add"], ())
    words = {one.content[0].of(TEXT): one for one in after.statements}
    assert "Wir reparieren sie" not in words
    assert words["Ida Roth schwieg"].kind == "indirect" and words["Ida Roth schwieg"].polarity == "denied"
    assert words["Ida Roth schwieg"].speaker is not None


def test_codings_come_back() -> None:
    def other(cas: Any) -> None:
        (one,) = cas.select(CODING)
        one.concept, one.agreement = "abriss", "against"

    after, verdicts, problems = back(other)
    assert (verdicts, problems) == (["correct"], ())
    assert [(one.concept, one.agreement) for one in after.codings] == [("abriss", "against")]

    def moved(cas: Any) -> None:
        cas.remove(cas.select(CODING)[0])
        second = statement(cas, 1)
        told = {"concept": "neubau", "agreement": "against"}
        cas.add(types().get_type(CODING)(begin=second.begin, end=second.end, **told))

    after, verdicts, problems = back(moved)
    assert (verdicts, problems) == (["reject", "add"], ())
    assert [one.agreement for one in after.codings] == ["against"]
    _, verdicts, problems = back(moved, None)
    assert verdicts == ["reject"] and "tell the codebook" in problems[0]


def test_a_layer_that_the_project_lacks_rejects_nothing() -> None:
    def change(cas: Any) -> None:
        cas.remove(cas.select(CODING)[0])

    after, verdicts, problems = back(change)
    assert verdicts == [] and len(after.codings) == 1
    assert "nothing of this layer is in the file" in problems[0]


def test_what_cannot_be_is_told_and_the_rest_taken_over() -> None:
    def change(cas: Any) -> None:
        statement(cas, 0).kind = "geflüstert"
        statement(cas, 1).certainty = "possible"
        cas.select(CODING)[0].concept = "brücke"

    after, verdicts, problems = back(change)
    assert verdicts == ["correct"] and after.statements[1].certainty == "possible"
    assert "'geflüstert' is none of direct" in problems[0] and "no concept brücke" in problems[1]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no CAS"),
        (b"<a>", "no CAS"),
        (b"PK\x03\x04", "no CAS"),
        (b"{}", "no CAS|text of this CAS"),
        (cas_xmi(reading("Anderes\n„Ja“, sagte Ida Roth.")), "not that of article a1"),
        (cas_xmi(replace(reading(), run=replace(reading().run, model="n"))), "read again"),
    ],
)
def test_what_does_not_fit_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        reviews_from_cas(data, reading(), reviewer="Eva", at=NOON)


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(RecordError, match=r"pip install 'wortlaut\[cas\]'"):
        cas_xmi(reading())


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30).filter(lambda words: words.strip() and not set(words) & set("„“\n\r")))
def test_any_text_keeps_its_places(words: str) -> None:
    text = f"Kopf {words}\n„Ja 🌊 {words}“, sagte Ida Roth."
    one = made.reading(made.article(text, id="a1", day=date(2024, 5, 3)))
    for data in (cas_xmi(one), cas_json(one)):
        found = reviews_from_cas(data, one, reviewer="Eva", at=NOON)
        assert (found.reviews, found.problems) == ((), ())
