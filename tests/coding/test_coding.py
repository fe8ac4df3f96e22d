"""Codebooks, nearness, stance, proposals, claims."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store import made
from wortlaut.coding.claims import claims, labels, utterances
from wortlaut.coding.files import codebook_from, codebook_toml, example
from wortlaut.coding.propose import coded, propose
from wortlaut.coding.stance import is_negative, stance_of_event, stance_of_statement
from wortlaut.coding.words import Words, match, terms
from wortlaut.errors import CodingError
from wortlaut.record import Codebook, Coding, Concept, Event, Reading, Span

BRIDGE = Concept(id="bruecke", name="Die Rheinbrücke wird neu gebaut", keywords=("Brückenneubau",))
SCHOOL = Concept(id="schule", name="Die Ganztagsschule wird Pflicht", examples=("Alle Kinder sollen bis vier lernen",))
BOOK = Codebook(id="stadt", name="Stadt", concepts=(BRIDGE, SCHOOL))
DAY = date(2024, 5, 3)


def read(text: str, **more: object) -> Reading:
    return made.reading(made.article(text, id="a1", day=DAY), **more)  # type: ignore[arg-type]


def positions(reading: Reading, book: Codebook = BOOK) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in reading.actors}
    return {(one.concept, names[id], one.agreement) for one in propose(reading, book) for id in one.actors}


# codebooks


words = st.text(max_size=40)
concepts = st.builds(
    Concept,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True),
    name=words.filter(str.strip),
    definition=words,
    keywords=st.tuples(words),
    examples=st.lists(words, max_size=3).map(tuple),
    counterexamples=st.lists(words, max_size=2).map(tuple),
)


@given(st.lists(concepts, max_size=4, unique_by=lambda one: one.id), words, words)
def test_a_codebook_is_written_and_read_again(some: list[Concept], name: str, version: str) -> None:
    book = Codebook(id="b", name=name, version=version, concepts=tuple(some))
    text = codebook_toml(book)
    tomllib.loads(text)
    assert codebook_from(text) == book
    assert codebook_from(text).hash == book.hash


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = ", "no TOML"),
        ('id = "b"', "name"),
        ('id = "B B"\nname = "x"', "small letters"),
        ('id = "b"\nname = 3', "in quotes"),
        ('id = "b"\nname = "x"\nconcepts = []', "not known"),
        ('id = "b"\nname = "x"\n[concept]\nid = "a"', "two brackets"),
        ('id = "b"\nname = "x"\n[[concept]]\nid = "a"', 'concept a needs name = "…"'),
        ('id = "b"\nname = "x"\n[[concept]]\nid = "a"\nname = " "', "needs a name"),
        ('id = "b"\nname = "x"\n[[concept]]\nid = "a"\nname = "y"\nkeywords = "z"', "list of words"),
        ('id = "b"\nname = "x"\n' + '[[concept]]\nid = "a"\nname = "y"\n' * 2, "twice: a"),
    ],
)
def test_a_wrong_codebook_says_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(CodingError, match=told):
        codebook_from(text)


def test_the_example_is_a_codebook() -> None:
    book = codebook_from(example())
    assert len(book.concepts) == 2 and all(one.counterexamples for one in book.concepts)


def test_contents_make_the_hash() -> None:
    assert BOOK.hash != replace(BOOK, version="2").hash
    assert BOOK.concept("schule") is SCHOOL and BOOK.concept("x") is None


# nearness


def test_terms_are_dictionary_forms_with_particles_joined() -> None:
    assert terms("Die Länder lehnten den Vertrag ab, doch er tritt in Kraft.")[:3] == ("land", "ablehnen", "vertrag")
    assert match("atomwaffe", {"atomwaffenangebot"}) == 0.8 and match("bau", {"neubau"}) == 0
    assert match("nachtragshaushalt", {"haushalt"}) == 0.4


def test_a_text_is_near_to_what_it_names() -> None:
    near = Words(BOOK)
    own, keyword = near("Die Rheinbrücke müsse neu gebaut werden", BRIDGE), near("der Brückenneubau", BRIDGE)
    assert own > keyword > 0.4 > near("Die Kinder lernen gern", BRIDGE) == 0
    assert near("Kinder sollen lernen, bis vier Uhr", SCHOOL) > near("Kinder spielen", SCHOOL) == 0


# stance


@pytest.mark.parametrize(
    ("cue", "content", "agreement"),
    [
        ("forderte", "den Ausbau der Strecke", "for"),
        ("lehnte ab", "den Ausbau der Strecke", "against"),
        ("forderte", "die Strecke nicht auszubauen", "against"),
        ("warnte", "vor einem Verbot", "for"),
        ("sagte", "Das ist ein Fehler", "against"),
        ("sagte", "Das ist kein Fehler", "for"),
        ("sagte", "Wir brauchen diese Strecke dringend", "for"),
        ("sagte", "Niemand braucht diese Strecke", "against"),
        ("sagte", "Die Strecke ist 40 Kilometer lang", "unclear"),
        ("begrüßte nicht", "den Beschluss", "against"),
        ("erklärte", "Er sei gegen die Strecke", "against"),
    ],
)
def test_cue_words_and_negation_show_a_position(cue: str, content: str, agreement: str) -> None:
    found = stance_of_statement(cue, [content])
    assert found.agreement == agreement and found.reasons


def test_denial_and_questions() -> None:
    assert stance_of_statement("sagte", ["Wir brauchen das"], polarity="denied").agreement == "against"
    assert stance_of_statement("fragte", ["Brauchen wir das?"], certainty="question").agreement == "unclear"


@pytest.mark.parametrize(
    ("told", "agreement"),
    [
        (("AGREE", "offered", "affirmed"), "for"),
        (("REJECT", "happened", "affirmed"), "against"),
        (("REJECT", "happened", "denied"), "for"),
        (("SUPPORT", "possible", "affirmed"), "unclear"),
        (("ASSAULT", "happened", "affirmed"), "unclear"),
        (("SANCTION", "planned", "affirmed"), "against"),
    ],
)
def test_acts_show_a_position(told: tuple[str, str, str], agreement: str) -> None:
    assert stance_of_event(*told).agreement == agreement  # type: ignore[arg-type]


def test_a_concept_can_be_negative() -> None:
    assert is_negative("Keine neuen Schulden") and not is_negative("Neue Schulden")
    book = replace(BOOK, concepts=(Concept(id="nein", name="Keine Rheinbrücke"),))
    text = "Titel\n„Wir brauchen die Rheinbrücke“, sagte Anna Meier."
    assert positions(read(text), book) == {("nein", "Anna Meier", "against")}


# proposals


def test_who_is_for_and_who_against() -> None:
    text = (
        "Streit um die Brücke\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier.\n"
        "„Die Rheinbrücke neu zu bauen, ist ein Fehler“, sagte Ernst Abel.\n„Das Wetter ist schön“, sagte Ida Roth."
    )
    assert positions(read(text)) == {("bruecke", "Anna Meier", "for"), ("bruecke", "Ernst Abel", "against")}


def test_codings_prove_themselves() -> None:
    reading = coded(read("Titel\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier."), BOOK)
    (one,) = reading.codings
    assert (one.id, one.kind, one.finding, one.codebook) == ("k1", "statement", "s1", "stadt")
    assert one.evidence[0].of(reading.article.text) == "Wir brauchen eine neu gebaute Rheinbrücke"
    assert 0 < one.confidence < 1 and "brauchen" in one.reasons
    assert coded(reading, BOOK) == reading


def test_statements_of_nobody_show_no_position() -> None:
    reading = read("Titel\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier.")
    assert not propose(replace(reading, links=()), BOOK)


def test_a_refusal_is_of_what_the_refused_was_for() -> None:
    text = (
        "Titel\n„Wir bieten an, die Rheinbrücke neu zu bauen“, sagte Anna Meier.\nErnst Abel lehnte sofort ab.\n"
        "„Ja“, sagte Ernst Abel."
    )
    reading = read(text)
    who = {actor.name: actor.id for actor in reading.actors}
    at = text.index("lehnte sofort ab")
    refusal = Event(
        id="e1",
        type="REJECT",
        mode=None,
        trigger=(Span(start=at, end=at + 6),),
        text=Span(start=at, end=at + 16),
        initiator=(who["Ernst Abel"],),
        recipient=(who["Anna Meier"],),
        confidence=0.9,
    )
    told = positions(replace(reading, events=(refusal,)))
    assert told == {("bruecke", "Anna Meier", "for"), ("bruecke", "Ernst Abel", "against")}
    alone = positions(replace(reading, events=(replace(refusal, recipient=()),)))
    assert alone == {("bruecke", "Anna Meier", "for")}


# claims


def test_claims_of_coded_readings() -> None:
    text = "Titel\n„Wir brauchen eine neu gebaute Rheinbrücke“, sagte Anna Meier zu Ernst Abel."
    reading = coded(read(text, known={"Anna Meier": "Q1"}), BOOK)
    (one,) = claims([reading])
    assert one.values == {
        "actor": "Q1",
        "concept": "bruecke",
        "agreement": True,
        "kind": "direct",
        "addressee": "local:person:ernst-abel",
    }
    assert one.at == datetime(2024, 5, 3, tzinfo=UTC) and one.document == "a1" and one.id == "a1:k1"
    assert labels([reading])["Q1"] == "Anna Meier"
    assert claims([reading], ids=lambda article, actor: f"{article}/{actor}")[0].values["actor"].startswith("a1/")  # type: ignore[union-attr]
    assert not claims([reading], codebook="anderes")
    undated = replace(reading, article=replace(reading.article, published=None))
    assert not claims([undated])
    (spoken,) = utterances([reading])
    assert spoken.values == {"actor": "Q1", "addressee": "local:person:ernst-abel", "kind": "direct"}


def test_a_surname_stays_in_its_article() -> None:
    """Two articles may mean two people; a full name is the same person in both."""
    texts = ("Titel\n„Ja“, sagte Meier zu Ida Roth.", "Kopf\n„Nein“, sagte Meier zu Ida Roth.")
    some = [made.reading(made.article(text, id=f"a{number}", day=DAY)) for number, text in enumerate(texts)]
    first, second = utterances(some)
    assert first.values["actor"] != second.values["actor"]
    assert first.values["addressee"] == second.values["addressee"]


def test_an_unclear_position_has_no_agreement_and_several_actors_are_several_claims() -> None:
    reading = read("Titel\n„Ja“, sagte Anna Meier.\n„Nein“, sagte Ernst Abel.")
    both = tuple(actor.id for actor in reading.actors)
    coding = Coding(
        id="k1",
        codebook="stadt",
        concept="schule",
        agreement="unclear",
        kind="statement",
        finding="s1",
        evidence=reading.statements[0].content,
        actors=both,
        confidence=0.5,
    )
    found = claims([replace(reading, codings=(coding,))])
    assert [one.id for one in found] == [f"a1:k1:{id}" for id in both]
    assert all("agreement" not in one.values for one in found)
