"""FollowTheMoney: every entity is what the model allows, one entity for one actor, every claim has its article.

``ftm_model.json`` is the part of FollowTheMoney's model that is used, made by ``bench/ftm_model.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import whole
from hypothesis import given, settings
from hypothesis import strategies as st

from wortlaut.errors import RecordError
from wortlaut.export.ftm import GENDERS, LANGUAGES, SCHEMATA, actor_id, country, ftm_lines
from wortlaut.lexicon import table
from wortlaut.record import (
    Actor,
    Article,
    Mention,
    Period,
    Reading,
    Register,
    Relation,
    Run,
    Span,
    Statement,
    When,
)
from wortlaut.record.reading import RelationKind

MODEL = json.loads((Path(__file__).parent / "ftm_model.json").read_text(encoding="utf-8"))
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def entities(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ftm_lines(readings)]


def of(found: list[dict[str, Any]], schema: str) -> list[dict[str, Any]]:
    return [one["properties"] for one in found if one["schema"] == schema]


def faults(found: list[dict[str, Any]]) -> list[str]:
    """Return what the model forbids: schemata, properties, types, ranges, what is required or points nowhere."""
    schemata = {one["id"]: one["schema"] for one in found}
    bad = []
    for one in found:
        schema = MODEL["schemata"][one["schema"]]
        bad += [f"{one['schema']} without {name}" for name in schema["required"] if name not in one["properties"]]
        bad += [f"{one['schema']} without end" for name in schema["edge"] or () if name not in one["properties"]]
        if set(one) != {"id", "schema", "properties"} or not re.fullmatch(MODEL["entity_id"], one["id"]):
            bad.append(f"shape of {one['id']}")
        for name, values in one["properties"].items():
            type_, _, range_ = schema["properties"].get(name, "no such property").partition(" ")
            bad += [f"{one['schema']}.{name}: {v}" for v in values if not fits(type_, range_, v, schemata)]
            if len(set(values)) != len(values) or not values:
                bad.append(f"{name} twice or empty")
    return bad


def fits(type_: str, range_: str, value: Any, schemata: dict[str, str]) -> bool:
    if not isinstance(value, str) or not value:
        return False
    if type_ == "entity":
        target = schemata.get(value)
        return target is not None and (range_ in MODEL["schemata"][target]["is"])
    if type_ == "date":
        return DATE.fullmatch(value) is not None
    if type_ == "url":
        return re.fullmatch(r"https?://\S+", value) is not None
    if type_ in MODEL["values"]:
        return value in MODEL["values"][type_]
    return type_ in ("name", "string", "text", "identifier", "address")


def test_the_fixtures_are_what_the_model_allows() -> None:
    found = entities(whole.readings())
    assert faults(found) == []
    assert len({one["id"] for one in found}) == len(found)
    assert {"Person", "PublicBody", "Organization", "LegalEntity", "Article", "Mention", "Note", "Event"} <= {
        one["schema"] for one in found
    }


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        ({"schema": "Person", "properties": {}}, "Person without name"),
        ({"schema": "Membership", "properties": {"role": ["member"]}}, "Membership without member"),
        ({"schema": "Note", "properties": {"said": ["Nein"]}}, "Note.said: Nein"),
        ({"schema": "Note", "properties": {"entity": ["nobody"]}}, "Note.entity: nobody"),
        ({"schema": "Occupancy", "properties": {"holder": ["Q212"], "post": ["Q212"]}}, "Occupancy.post: Q212"),
        ({"schema": "Article", "properties": {"publishedAt": ["3. Mai"]}}, "Article.publishedAt: 3. Mai"),
        ({"schema": "Person", "properties": {"name": ["A"], "country": ["Polen"]}}, "Person.country: Polen"),
    ],
)
def test_the_check_finds_what_the_model_forbids(spoil: dict[str, Any], fault: str) -> None:
    assert fault in faults([*entities(whole.readings()), {"id": "x1", **spoil}])


def test_everything_that_is_written_is_in_the_model() -> None:
    assert set(MODEL["schemata"]) == set(SCHEMATA)
    assert set(GENDERS.values()) <= set(MODEL["values"]["gender"])
    assert set(LANGUAGES.values()) <= set(MODEL["values"]["language"])


def test_every_place_of_the_lexicon_has_a_country_that_the_model_knows() -> None:
    codes = {row["id"]: country(row["id"]) for row in table("places")}
    assert {code for code in codes.values() if code} <= set(MODEL["values"]["country"])
    assert [row["id"] for row in table("places") if row["kind"] == "state" and codes[row["id"]] is None] == []
    assert (codes["DE-BY"], codes["UA-43"], country("Q183"), country("local:state:x")) == ("de", None, "de", None)


def test_one_entity_for_one_actor_with_all_articles_as_proof() -> None:
    found = entities(whole.readings())
    (kowal,) = of(found, "Person")
    assert (kowal["name"], kowal["alias"], kowal["gender"]) == (["Jan Kowal"], ["Kowal"], ["male"])
    assert (kowal["position"], kowal["political"]) == (["Agrarminister"], ["Bauernpartei"])
    articles = {one["id"] for one in found if one["schema"] == "Article"}
    assert set(kowal["proof"]) == articles
    for one in found:
        if one["schema"] not in ("Article", "Mention", "Position"):
            assert set(one["properties"]["proof"]) <= articles, one
    again = [one["id"] for one in entities([whole.second()])]
    assert set(again) <= {one["id"] for one in found}


def test_statements_are_notes_about_who_speaks() -> None:
    notes = of(entities(whole.readings()), "Note")
    kowal = actor_id("local:person:jan-kowal")
    assert [note.get("entity") for note in notes] == [[kowal]] * 3 + [None] * 3 + [[kowal]] * 2
    assert notes[1]["description"] == ["Keine Tonne mehr […] Wir nehmen […] keine Tonne mehr an."]
    assert notes[1]["name"] == ["Jan Kowal: Keine Tonne mehr […] Wir nehmen […] keine Tonne mehr an."]
    assert notes[5]["name"] == ["Man müsse reden."]


def test_what_did_not_happen_says_so() -> None:
    events = of(entities(whole.readings()), "Event")
    assert [event["name"][0].partition("]")[0] for event in events] == ["[threatened", "[offered", "[denied"]
    real = replace(whole.first().events[0], status="happened")
    (event,) = of(entities([replace(whole.first(), events=(real,))]), "Event")
    assert event["name"] == ["hat der Ukraine mit einem Einfuhrstopp gedroht"]
    assert event["organizer"] == [actor_id("local:person:jan-kowal")]
    assert event["involved"][1:] == ["Q212", actor_id("local:organisation:eu-kommission")]


def test_an_office_belongs_to_its_state() -> None:
    found = entities(whole.readings())
    (post,) = of(found, "Position")
    assert (post["name"], post["country"]) == (["Agrarminister (Polen)"], ["pl"])
    (occupancy,) = of(found, "Occupancy")
    assert occupancy["description"] == ["polnische Agrarminister Jan Kowal"]


def test_an_office_of_nobody_knows_what_is_not_shared() -> None:
    def holder(id: str, name: str) -> Reading:
        text = f"Präsident {name} schwieg."
        return Reading(
            article=Article(id=id, text=text, paragraphs=()),
            run=Run(wortlaut="1", model="m", lexicon="l"),
            actors=(Actor(id="a1", name=name, kind="person", names=()),),
            relations=(
                Relation(
                    id="r1",
                    kind="holds_office",
                    subject="a1",
                    object="Präsident",
                    evidence=Span(start=0, end=9),
                    confidence=1,
                ),
            ),
        )

    found = entities([holder("a", "Jan Kowal"), holder("b", "Ivo Petrow"), holder("c", "Jan Kowal")])
    assert [post["name"] for post in of(found, "Position")] == [["Präsident"], ["Präsident"]]
    assert len(of(found, "Occupancy")) == 3
    assert faults(found) == []


@pytest.mark.parametrize(
    ("kind", "subject", "object", "schema"),
    [
        ("member_of", "person", "organisation", "Membership"),
        ("member_of", "person", "unknown", "UnknownLink"),
        ("party_to", "state", "organisation", "Membership"),
        ("affiliated_with", "person", "state", "Representation"),
        ("family_of", "person", "person", "Family"),
        ("family_of", "person", "group", "UnknownLink"),
        ("ally_of", "state", "state", "UnknownLink"),
        ("part_of", "organisation", "organisation", "UnknownLink"),
        ("located_in", "outlet", "state", "UnknownLink"),
        ("holds_office", "person", "organisation", "UnknownLink"),
    ],
)
def test_relations_have_the_schema_whose_ends_fit(kind: RelationKind, subject: Any, object: Any, schema: str) -> None:
    text = "Anna Meier und Bert Kunze stehen beisammen."
    reading = Reading(
        article=Article(id="a", text=text, paragraphs=()),
        run=Run(wortlaut="1", model="m", lexicon="l"),
        actors=(
            Actor(id="a1", name="Anna Meier", kind=subject, names=()),
            Actor(id="a2", name="Bert Kunze", kind=object, names=()),
        ),
        relations=(
            Relation(id="r1", kind=kind, subject="a1", object="a2", evidence=Span(start=0, end=25), confidence=1),
            Relation(id="r2", kind=kind, subject="a1", object="a1", evidence=Span(start=0, end=25), confidence=1),
            Relation(id="r3", kind=kind, subject="a2", object="Wörter", evidence=Span(start=0, end=25), confidence=1),
        ),
    )
    found = entities([reading])
    assert faults(found) == []
    edges = [one["schema"] for one in found if MODEL["schemata"][one["schema"]]["edge"]]
    assert [edge for edge in edges if edge != "Occupancy"] == [schema]


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        (date(2023, 5, 3), date(2023, 5, 4), {"date": ["2023-05-03"]}),
        (date(2023, 5, 1), date(2023, 6, 1), {"date": ["2023-05"]}),
        (date(2023, 12, 1), date(2024, 1, 1), {"date": ["2023-12"]}),
        (date(2023, 1, 1), date(2024, 1, 1), {"date": ["2023"]}),
        (date(2023, 5, 1), date(2023, 7, 1), {"startDate": ["2023-05-01"], "endDate": ["2023-06-30"]}),
        (date(2023, 1, 1), date(2025, 1, 1), {"startDate": ["2023-01-01"], "endDate": ["2024-12-31"]}),
        (date(2023, 5, 1), date.max, {"startDate": ["2023-05-01"]}),
        (date.min, date(2023, 5, 1), {"endDate": ["2023-04-30"]}),
        (date.min, date.max, {}),
    ],
)
def test_times_are_as_exact_as_the_text(earliest: date, latest: date, told: dict[str, list[str]]) -> None:
    reading = whole.first()
    when = When(span=whole.handmade.at("Montag"), period=Period(earliest=earliest, latest=latest, precision="vague"))
    (event,) = of(entities([replace(reading, events=(replace(reading.events[0], when=when),))]), "Event")
    assert {name: event[name] for name in ("date", "startDate", "endDate") if name in event} == told


def test_the_same_name_in_one_article_is_one_mention_and_pronouns_are_none() -> None:
    names = [(one["document"][0], one["name"][0]) for one in of(entities(whole.readings()), "Mention")]
    assert len(set(names)) == len(names)
    assert "er" not in {name for _, name in names}
    assert {one["detectedSchema"][0] for one in of(entities(whole.readings()), "Mention")} == {"Person", "PublicBody"}


def test_a_register_of_other_readings_is_refused_and_an_article_counts_once() -> None:
    with pytest.raises(RecordError, match="register of the same readings"):
        list(ftm_lines(whole.readings(), Register(entries=())))
    first = whole.first()
    assert list(ftm_lines([first, replace(first, events=())])) == list(ftm_lines([first]))


anything = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=40)


@settings(deadline=None)  # a busy machine is no failure
@given(anything, anything, anything, anything)
def test_whatever_the_text_the_model_allows_it(text: str, id: str, name: str, url: str) -> None:
    span = Span(start=0, end=len(text))
    reading = Reading(
        article=Article(id=id, text=text, paragraphs=(), url=url),
        run=Run(wortlaut="1", model="m", lexicon="l"),
        mentions=(Mention(id="m1", span=span, head=span, kind="name", confidence=1),),
        statements=(Statement(id="s1", kind="direct", content=(span,), confidence=1),),
        actors=(Actor(id="a1", name=name, kind="organisation", names=(text,)),),
    )
    assert faults(entities([reading])) == []
