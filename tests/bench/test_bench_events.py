"""Golden events and those of the product: what counts as right, what as the same, what as none."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.actor_golden import GoldActor
from bench.actor_matching import Matched, Seen
from bench.event_matching import EventComparison, compared, golden_events
from bench.events import as_json, figures, golden_with_events, report
from bench.golden_files import GoldenError
from wortlaut.record import Article, Event, EventType, Reading, Run, Span

TEXT = "Oslo bot Kiew Hilfe an. Kiew lehnte ab. Oslo traf Riga."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def gold(number: int, kind: str, words: str, who: list[str], whom: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": f"g{number}", "type": kind, "trigger": None, "text": {"text": words}, "initiator": who, "recipient": whom,
        "status": "happened", "polarity": "affirmed", "source": "author", **more,
    }  # fmt: skip


def given(number: int, kind: EventType, words: str, who: tuple[str, ...], whom: tuple[str, ...], **more: Any) -> Event:
    span = at(words)
    return Event(
        id=f"e{number}", type=kind, mode=None, trigger=(span,), text=span, initiator=who, recipient=whom,
        confidence=1.0, **more,
    )  # fmt: skip


GOLD = [
    gold(1, "AGREE", "bot Kiew Hilfe an", ["Oslo"], ["Kiew"], status="offered"),
    gold(2, "REJECT", "Kiew lehnte ab", ["Kiew"], ["Oslo"], answers="g1"),
    gold(3, "CONSULT", "Oslo traf Riga", ["Oslo", "Riga"], []),
]
SAME = {"Oslo": "a1", "Kiew": "a2", "Riga": "a3"}


def compare(*events: Event) -> EventComparison:
    actors = tuple(GoldActor(name=name, kind="state", mentions=()) for name in SAME)
    matched = Matched("t", actors, Seen((), {}, {}), {}, SAME)
    reading = Reading(
        article=Article(id="t", text=TEXT, paragraphs=()), run=Run(wortlaut="0", model="m", lexicon="l"), events=events
    )
    return compared(matched, golden_events({"events": GOLD}, TEXT), reading, {})


def test_an_event_is_right_with_type_initiator_and_recipient() -> None:
    found = compare(given(1, "AGREE", "bot", ("a1",), ("a2",)), given(2, "REJECT", "lehnte ab", ("a2",), ()))
    assert [case.right for case in found.cases] == [True, False, False]
    assert found.cases[1].type
    assert not found.cases[1].recipient
    row = figures([found])
    assert (row.right, row.same_type, row.gold, row.given) == (1, 2, 3, 2)
    assert (row.precision, row.recall) == (0.5, 1 / 3)


def test_another_type_or_another_place_is_none() -> None:
    found = compare(given(1, "AID", "bot", ("a1",), ("a2",)), given(2, "AGREE", "Oslo traf Riga", ("a1",), ("a2",)))
    assert not any(case.right or case.type for case in found.cases)


def test_the_parties_of_a_meeting_may_stand_on_either_side() -> None:
    found = compare(given(1, "CONSULT", "traf", ("a1",), ("a3",)))
    assert found.cases[2].right


def test_one_event_is_the_partner_of_one_golden_event() -> None:
    twice = [given(n, "AGREE", "bot", ("a1",), ("a2",)) for n in (1, 2)]
    found = compare(*twice)
    assert sum(case.right for case in found.cases) == 1
    assert len(found.extra) == 1


def test_answers_are_right_where_they_point_to_the_partner() -> None:
    offer = given(1, "AGREE", "bot", ("a1",), ("a2",))
    right = compare(offer, given(2, "REJECT", "lehnte ab", ("a2",), ("a1",), answers="e1"))
    assert right.answers == (1, 1, 1)
    assert compare(offer, given(2, "REJECT", "lehnte ab", ("a2",), ("a1",))).answers == (0, 1, 0)


def test_the_report_has_a_row_per_type_and_all() -> None:
    lines = report([compare(given(1, "AGREE", "bot", ("a1",), ("a2",)))]).splitlines()
    assert lines[2].startswith("| all | 100.0% | 33.3% | 1 | 3 | 1 | 1 |")
    assert as_json([compare()])["all"]["precision"] == 0.0


def test_golden_words_that_are_not_in_the_text_are_an_error() -> None:
    with pytest.raises(GoldenError):
        golden_events({"events": [gold(1, "AID", "Riga half", ["Riga"], [])]}, TEXT)


def test_events_may_lie_in_a_file_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".gold.json").write_text('{"article": {}, "actors": [], "statements": []}', encoding="utf-8")
    assert "events" not in golden_with_events(path)
    path.with_suffix(".events.json").write_text(json.dumps({"events": GOLD}), encoding="utf-8")
    assert len(golden_with_events(path)["events"]) == 3
