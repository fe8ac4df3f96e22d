"""Claims: the rows of networks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.store import made
from wortlaut.coding.claims import claims, labels, utterances
from wortlaut.coding.propose import coded
from wortlaut.record import Codebook, Coding, Concept, Reading

BRIDGE = Concept(id="bruecke", name="Die Rheinbrücke wird neu gebaut", keywords=("Brückenneubau",))
SCHOOL = Concept(id="schule", name="Die Ganztagsschule wird Pflicht", examples=("Alle Kinder sollen bis vier lernen",))
BOOK = Codebook(id="stadt", name="Stadt", concepts=(BRIDGE, SCHOOL))
DAY = date(2024, 5, 3)


def read(text: str, **more: object) -> Reading:
    return made.reading(made.article(text, id="a1", day=DAY), **more)  # type: ignore[arg-type]


def test_contents_make_the_hash() -> None:
    assert BOOK.hash != replace(BOOK, version="2").hash
    assert BOOK.concept("schule") is SCHOOL and BOOK.concept("x") is None


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
