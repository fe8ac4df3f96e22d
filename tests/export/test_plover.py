"""Events as PLOVER records: required fields, auxiliary modes, sectors, words that prove it."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import handmade
import pytest

from wortlaut.export import plover_lines
from wortlaut.lexicon import table
from wortlaut.record import Event, Office, Period, Reading, Status, When

REQUIRED = ("id", "date", "actor", "event")


def event(**more: Any) -> Event:
    threat = handmade.at("gedroht")
    return Event(
        id="e1",
        type="THREATEN",
        mode="restrict",
        trigger=(threat,),
        text=handmade.at("hat der Ukraine mit einem Einfuhrstopp gedroht"),
        confidence=0.8,
        status="threatened",
        evidence=(threat,),
        **more,
    )


def records(*events: Event) -> list[dict[str, Any]]:
    reading: Reading = replace(handmade.reading(), events=events)
    return [json.loads(line) for line in plover_lines(reading)]


def test_a_record_holds_what_the_standard_asks_for_and_proves_it() -> None:
    actors = handmade.reading().actors
    (found,) = records(event(initiator=(actors[0].id,), object="Einfuhrstopp"))
    assert all(found[name] is not None for name in REQUIRED)
    assert (found["event"], found["mode"], found["quad_code"]) == (["THREATEN"], ["restrict"], "verbal conflict")
    assert found["event_scale"] == -3.0
    assert handmade.TEXT[found["text_info"]["start"] : found["text_info"]["end"]] == found["event_text"]
    assert found["actor"][0]["entity_name"] == actors[0].name
    assert found["date"] == "2023-05-01"
    assert found["wortlaut"]["object"] == "Einfuhrstopp"


@pytest.mark.parametrize(
    ("status", "polarity", "modes"),
    [
        ("happened", "affirmed", []),
        ("planned", "affirmed", ["future"]),
        ("possible", "affirmed", ["hypothetical"]),
        ("happened", "denied", ["negation"]),
        ("hypothetical", "denied", ["hypothetical", "negation"]),
    ],
)
def test_auxiliary_modes_tell_what_is_real(status: Status, polarity: Any, modes: list[str]) -> None:
    one = replace(event(), type="ASSAULT", mode=None, status=status, polarity=polarity)
    assert records(one)[0]["mode"] == modes


def test_an_offer_is_no_future_agreement() -> None:
    assert records(replace(event(), type="AGREE", mode=None, status="offered"))[0]["mode"] == []


def test_what_ended_long_before_is_historical() -> None:
    when = When(
        span=handmade.at("Montag"),
        period=Period(earliest=date(1991, 12, 1), latest=date(1992, 1, 1), precision="month"),
    )
    found = records(replace(event(when=when), type="ASSAULT", mode=None, status="happened"))[0]
    assert found["mode"] == ["historical"]
    assert found["date"] == "2023-05-01"
    assert (found["wortlaut"]["earliest"], found["wortlaut"]["latest"]) == ("1991-12-01", "1992-01-01")


def test_a_claimed_event_names_who_claims_it() -> None:
    statement = next(s for s in handmade.reading().statements if s.speaker and s.speaker.name)
    told = records(event(source=statement.id))[0]["wortlaut"]["told_by"]
    assert told == {"statement": statement.id, "speaker": statement.speaker.name if statement.speaker else ""}


def test_an_office_tells_sector_and_state() -> None:
    reading = handmade.reading()
    minister = replace(reading.actors[0], kind="person", offices=(Office(title="Agrarminister", of="Polen"),))
    with_office = replace(reading, actors=(minister, *reading.actors[1:]), events=(event(initiator=(minister.id,)),))
    (line,) = plover_lines(with_office)
    actor = json.loads(line)["actor"][0]
    assert (actor["sector_code"], actor["country_name"]) == ("GOV", "Polen")


def test_every_type_has_a_quad_class_and_every_mode_of_the_table_a_type_that_is_scored() -> None:
    scored = {row["type"] for row in table("plover_scores") if not row["mode"]}
    assert len(scored) == 16
    assert {row["type"] for row in table("event_triggers")} - {"none"} <= scored
