"""Files of the Discourse Network Analyzer made of coded readings."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from coded_made import CODEBOOK, RUN, TEXT, at, coding, reading, second
from dna_made import SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.errors import CodingError
from wortlaut.export.dna import Dna, claims, composed, dna_bytes, dna_from, violations
from wortlaut.export.dna.notes import Origin, provenance_of
from wortlaut.export.dna.passwords import PASSWORD, fits
from wortlaut.record import Article, Codebook, Party, Reading, Span, Statement

DAY = date(2026, 11, 20)
SALT = bytes(16)


def made(*readings: object, **options: object) -> Dna:
    return composed(readings or (reading(), second()), CODEBOOK, day=DAY, salt=SALT, **options)  # type: ignore[arg-type]


def words(dna: Dna, id: int) -> str:
    """Return the words of a statement as Java would."""
    one = next(one for one in dna.statements if one.id == id)
    text = next(document.text for document in dna.documents if document.id == one.document)
    return text.encode("utf-16-le")[2 * one.start : 2 * one.stop].decode("utf-16-le")


def test_dna_takes_it() -> None:
    data = dna_bytes(made())
    assert violations(data) == ()
    assert dna_from(data) == made()


def test_positions_are_dna_statements() -> None:
    dna = made()
    found = [(one.values, words(dna, int(one.id))) for one in claims(dna)]
    concept = "Die Deichsteuer wird erhoben"
    assert found == [
        (
            {"person": "Jette Brams", "organization": "Küstenpartei", "concept": concept, "agreement": True},
            "wir brauchen die Abgabe.",
        ),
        ({"person": "", "organization": "Bauernbund", "concept": concept, "agreement": False}, "Das ruiniert uns."),
        ({"person": "", "organization": "Landtag", "concept": concept, "agreement": True}, "beschloss die Steuer"),
    ]


def test_all_statements_and_coded_events_are_wortlaut_statements() -> None:
    dna = made()
    found = {str(origin(dna, one.id)): one for one in claims(dna, "Wortlaut Statement") if one.document == "1"}
    assert list(found) == ["statement:s1/c1", "statement:s2/c2", "statement:s3/c3", "event:e1/c4"]
    assert found["statement:s1/c1"].values == {
        "person": "Jette Brams",
        "organization": "Küstenpartei",
        "addressee": "Bauernbund",
        "concept": "Die Deichsteuer wird erhoben",
        "position": "for",
        "kind": "direct",
        "certainty": "asserted",
        "confidence": 80,
    }
    unclear = found["statement:s3/c3"].values
    assert (unclear["position"], unclear["organization"], unclear["certainty"]) == (
        "unclear",
        "Ein Anwohner",
        "reported",
    )
    assert found["event:e1/c4"].values["kind"] == "event"
    uncoded = [one.values for one in claims(dna, "Wortlaut Statement") if one.document == "2"]
    assert [(one["concept"], one["position"], one["confidence"]) for one in uncoded] == [("", "", 80)]


def origin(dna: Dna, id: str) -> Origin:
    document = next(one.document for one in dna.statements if one.id == int(id))
    told = provenance_of(next(one for one in dna.documents if one.id == document))
    assert told is not None
    return told.origins[int(id)]


def test_a_split_quotation_is_one_stretch_of_the_body() -> None:
    dna = made()
    first = next(one for one in claims(dna, "Wortlaut Statement"))
    assert words(dna, int(first.id)) == "Das Geld reicht nicht“, sagte Brams 🌊, „wir brauchen die Abgabe."


def test_the_office_of_the_day_is_the_organization() -> None:
    last = claims(made(), "Wortlaut Statement")[-1]
    assert (last.values["person"], last.values["organization"]) == ("Jette Brams", "Elbland")
    no_party = replace(reading(), relations=())
    assert claims(made(no_party))[0].values["organization"] == "Elbland"
    nothing = replace(no_party, actors=tuple(replace(one, offices=()) for one in reading().actors))
    assert claims(made(nothing))[0].values["organization"] == ""


def test_documents() -> None:
    first, other = made().documents
    assert first.text == TEXT
    assert (first.title, first.author, first.source) == (
        "🚜 Streit um die Deichsteuer",
        "Ole Kuhn; Ida Most",
        "Deichkurier",
    )
    assert datetime.fromtimestamp(first.date, UTC) == datetime(2026, 3, 2, tzinfo=UTC)
    told = provenance_of(first)
    assert told is not None
    assert told.article == "a1"
    assert "Address: https://deichkurier.example/1" in first.notes
    assert (other.date, other.title) == (0, "Elbhagen zahlt")
    assert "Published: unknown" in other.notes


def test_a_long_title_stays_in_the_notes() -> None:
    long = "Streit um die Steuer " * 20
    some = made(replace(reading(), article=replace(reading().article, title=long))).documents[0]
    assert len(some.title) == 190
    assert f"Title: {long.strip()}\n" in some.notes


def test_signs_that_dna_cannot_keep_move_no_offset() -> None:
    text = TEXT.replace("\n\n", "\r\n").replace("will", "wi\x00l").replace("müsse", "m\ud83csse")
    assert len(text) == len(TEXT)
    dna = made(replace(reading(), article=replace(reading().article, text=text)))
    assert violations(dna_bytes(dna)) == ()
    assert [words(dna, int(one.id)) for one in claims(dna)][1:] == ["Das ruiniert uns.", "beschloss die Steuer"]


def test_entities_say_who_they_are() -> None:
    dna = made()
    names = {one.id: one.name for one in dna.attribute_variables}
    brams = next(one for one in dna.entities if one.value == "Jette Brams" and one.variable == 1)
    assert {names[one.variable]: one.value for one in brams.attributes} == {
        "Type": "person",
        "Alias": "Brams",
        "Notes": "Q771",
    }
    assert sum(one.value == "Jette Brams" and one.variable == 1 for one in dna.entities) == 1
    concept = next(one for one in dna.entities if one.value.startswith("Die Deichsteuer"))
    assert [one.value for one in concept.attributes] == ["Deich", "Deichsteuer", "steuer: Abgabe aller"]


def test_two_of_one_name_stay_two() -> None:
    other = replace(second(), actors=(replace(second().actors[0], identity=None),), codings=())
    dna = made(reading(), other)
    people = {one.values["person"] for one in claims(dna, "Wortlaut Statement")} - {""}
    assert people == {"Jette Brams (Q771)", "Jette Brams (local:person:jette-brams)"}
    same = made(reading(), other, ids=lambda article: {"actor1": "local:person:jette-brams"})
    assert {one.values["person"] for one in claims(same, "Wortlaut Statement")} == {"", "Jette Brams"}


def test_people_are_coders() -> None:
    dna = made(people=("Anna",), by={("a1", "c2"): "Anna", ("a2", "s1"): "Anna"})
    assert [one.name for one in dna.coders] == ["Admin", "Wortlaut", "Anna"]
    assert len(dna.relations) == 6
    own = {str(origin(dna, str(one.id))) for one in dna.statements if one.coder == 3}
    assert own == {"statement:s2/c2", "statement:s1"}
    assert {one.coder for one in dna.statements} == {2, 3}


def test_passwords_are_those_of_jasypt() -> None:
    assert all(fits(PASSWORD, one.password) for one in made().coders)
    assert not fits("falsch", made().coders[0].password)
    assert not fits("x", "kein Hash")


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample that comes with rDNA is not here")
def test_passwords_of_dna_itself() -> None:
    assert all(fits("sample", one.password) for one in dna_from(SAMPLE.read_bytes()).coders)


def test_codings_of_another_codebook_stay_out() -> None:
    foreign = replace(coding("c1", "s1", "for", "wir brauchen die Abgabe.", "actor1"), codebook="hafen")
    assert claims(made(replace(reading(), codings=(foreign,)))) == ()


def test_a_coding_without_an_actor() -> None:
    some = replace(reading(), codings=(coding("c1", "s1", "for", "wir brauchen die Abgabe."),))
    assert [one.values["person"] for one in claims(made(some))] == [""]


@pytest.mark.parametrize(
    ("some", "options", "told"),
    [
        ((reading(), reading()), {}, "article a1 comes twice"),
        ((reading(),), {"people": ("Wortlaut",)}, "name of his own"),
        ((reading(),), {"by": {("a1", "c1"): "Eva"}}, "Eva coded something"),
        (
            (replace(reading(), codings=(coding("c9", "s9", "for", "Steuer"),)),),
            {},
            "c9 .* statement s9: there is none",
        ),
    ],
)
def test_what_cannot_be(some: tuple[object, ...], options: dict[str, object], told: str) -> None:
    with pytest.raises(CodingError, match=told):
        made(*some, **options)


def test_codings_and_codebooks_that_do_not_fit() -> None:
    with pytest.raises(CodingError, match="tell the codebook deich"):
        composed([reading()], day=DAY)
    empty = Codebook(id="deich", name="Deich", concepts=())
    with pytest.raises(CodingError, match="no concept steuer"):
        composed([reading()], empty, day=DAY)
    long = replace(coding("c1", "s1", "for", "wir"), evidence=(replace(at("wir"), end=9999),))
    with pytest.raises(CodingError, match="statement:s1/c1 of article a1: offset 9999 lies outside"):
        composed([replace(reading(), codings=(long,))], CODEBOOK, day=DAY)


def test_a_speaker_without_a_name() -> None:
    nobody = replace(reading().statements[0], speaker=Party(mention=None, name=None), addressee=None)
    some = replace(reading(), statements=(nobody,), codings=(), events=())
    assert [one.values["person"] for one in claims(made(some), "Wortlaut Statement")] == [""]


@settings(max_examples=30)  # hashing the passwords takes a while
@given(st.data())
def test_whatever_the_text_dna_finds_the_words(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=40))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
    some = Reading(
        article=Article(id="a", text=text, paragraphs=(), title=text, outlet=text, byline=(text,)),
        run=RUN,
        statements=(
            Statement(id="s1", kind="direct", content=(span,), speaker=Party(mention=None, name=text), confidence=1),
        ),
    )
    dna = composed((some,), day=DAY, salt=SALT)
    assert violations(dna_bytes(dna)) == ()
    assert words(dna, 1) == dna.documents[0].text[span.start : span.end]
    assert len(dna.documents[0].text) == len(text)
