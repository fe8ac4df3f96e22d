"""Statements and events in order of time, each with what it is and who vouches for it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wortlaut.analyse import Act, timeline
from wortlaut.record import Actor, Article, Event, EventType, Party, Period, Reading, Run, Span, Statement, Status, When

TEXT = "Oslo bot Kiew Hilfe an. „Nein“, sagte Marko. Riga stimmte im Mai 2021 zu."
PUBLISHED = Period(earliest=date(2023, 5, 3), latest=date(2023, 5, 4), precision="day")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def when(first: date, last: date, precision: Any = "day") -> When:
    return When(span=at("im Mai 2021"), period=Period(earliest=first, latest=last, precision=precision))


def event(number: int, kind: EventType = "AGREE", status: Status = "happened", **more: Any) -> Event:
    return Event(
        id=f"e{number}",
        type=kind,
        mode=None,
        trigger=(at("bot"),),
        text=at("Oslo bot Kiew Hilfe an"),
        initiator=more.pop("who", ("a1",)),
        recipient=more.pop("whom", ("a2",)),
        status=status,
        confidence=more.pop("confidence", 0.8),
        **more,
    )


def reading(*events: Event, article: str = "x", published: Period | None = PUBLISHED, said: bool = False) -> Reading:
    names = ("Oslo", "Kiew", "Riga")
    statement = Statement(
        id="s1", kind="direct", content=(at("Nein"),), speaker=Party(mention=None, name="Oleh Marko"), confidence=0.9
    )
    return Reading(
        article=Article(id=article, text=TEXT, paragraphs=(), published=published),
        run=Run(wortlaut="0", model="m", lexicon="l"),
        statements=(statement,) if said else (),
        actors=tuple(Actor(id=f"a{n}", name=name, kind="state", names=(name,)) for n, name in enumerate(names, 1)),
        events=events,
    )


@pytest.mark.parametrize(
    ("kind", "status", "polarity", "act"),
    [
        ("AGREE", "offered", "affirmed", "offered"),
        ("REJECT", "happened", "affirmed", "refused"),
        ("REJECT", "planned", "affirmed", "announced"),
        ("AID", "planned", "affirmed", "announced"),
        ("AID", "happened", "affirmed", "done"),
        ("AID", "happened", "denied", "denied"),
        ("ASSAULT", "hypothetical", "affirmed", "possible"),
        ("THREATEN", "threatened", "affirmed", "threatened"),
        ("REQUEST", "demanded", "affirmed", "demanded"),
        ("ASSAULT", "ongoing", "affirmed", "ongoing"),
    ],
)
def test_offered_refused_announced_and_done_are_told_apart(
    kind: EventType, status: Status, polarity: Any, act: Act
) -> None:
    (moment,) = timeline([reading(event(1, kind, status, polarity=polarity))])
    assert (moment.act, moment.type, moment.who, moment.whom) == (act, kind, ("Oslo",), ("Kiew",))


def test_what_has_a_time_of_its_own_comes_by_it_and_the_rest_by_the_article() -> None:
    old = event(1, when=when(date(2021, 5, 1), date(2021, 6, 1), "month"))
    found = timeline([reading(event(2), old)])
    assert [(moment.key, moment.told) for moment in found] == [("x-e1", True), ("x-e2", False)]
    assert found[1].period == PUBLISHED


def test_without_any_time_it_comes_last() -> None:
    found = timeline([reading(event(1), article="y", published=None), reading(event(1))])
    assert [moment.key for moment in found] == ["x-e1", "y-e1"]
    assert found[1].period is None


def test_statements_stand_beside_events_and_name_who_speaks() -> None:
    found = timeline([reading(event(1), said=True)])
    assert [(moment.act, moment.words) for moment in found] == [("done", "Oslo bot Kiew Hilfe an"), ("said", "Nein")]
    assert found[1].who == ("Oleh Marko",)


def test_a_claimed_event_names_who_claims_it() -> None:
    (moment, _) = timeline([reading(event(1, source="s1"), said=True)])
    assert moment.teller == "Oleh Marko"


def test_an_answer_points_to_its_moment() -> None:
    offer, refusal = event(1, status="offered"), event(2, "REJECT", who=("a2",), whom=("a1",), answers="e1")
    found = {moment.key: moment for moment in timeline([reading(offer, refusal)])}
    assert found["x-e2"].answers == "x-e1"


def test_two_articles_that_tell_the_same_day_type_and_parties_are_one_moment() -> None:
    same = event(1, when=when(date(2021, 5, 3), date(2021, 5, 4)))
    (moment,) = timeline([reading(same), reading(replace(same, confidence=0.9), article="y")])
    assert moment.articles == ("x", "y")
    vague = event(1, when=when(date(2021, 5, 1), date(2021, 6, 1), "month"))
    assert len(timeline([reading(vague), reading(vague, article="y")])) == 2


def test_only_one_actor_or_only_some_days() -> None:
    early = event(1, when=when(date(2021, 5, 3), date(2021, 5, 4)), whom=("a3",))
    readings = [reading(early, event(2))]
    assert [m.key for m in timeline(readings, actor="riga")] == ["x-e1"]
    assert [m.key for m in timeline(readings, since=date(2022, 1, 1))] == ["x-e2"]
    assert [m.key for m in timeline(readings, until=date(2022, 1, 1))] == ["x-e1"]
    assert [m.key for m in timeline(readings, since=date(2021, 5, 4))] == ["x-e2"]
