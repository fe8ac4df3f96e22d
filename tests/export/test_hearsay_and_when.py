"""Hearsay and times with open ends go out as they are, and come back."""

import json
from dataclasses import replace
from datetime import date

import handmade
import pytest

from wortlaut.export import Problem, check, readings_from_json, record_json
from wortlaut.record import OPEN_END, OPEN_START, Hearsay, Period, Reading, When


def with_when(earliest: date, latest: date) -> Reading:
    reading = handmade.reading()
    when = When(span=handmade.at("am Montag"), period=Period(earliest=earliest, latest=latest, precision="vague"))
    first, *rest = reading.statements
    return replace(reading, statements=(replace(first, when=when), *rest))


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        (OPEN_START, OPEN_END, (None, None)),
        (OPEN_START, date(2023, 5, 1), (None, "2023-05-01")),
        (date(2023, 5, 1), OPEN_END, ("2023-05-01", None)),
        (date(2023, 5, 1), date(2023, 5, 2), ("2023-05-01", "2023-05-02")),
    ],
)
def test_an_open_end_is_null_and_no_invented_day(
    earliest: date, latest: date, written: tuple[str | None, str | None]
) -> None:
    reading = with_when(earliest, latest)
    line = record_json(reading)
    when = json.loads(line)["statements"][0]["when"]
    assert (when["earliest"], when["latest"]) == written
    assert check([line]).problems == ()
    (back,) = readings_from_json([line])
    assert not isinstance(back, Problem)
    assert back.statements[0].when == reading.statements[0].when


def test_a_period_that_ends_before_it_begins_is_still_a_problem() -> None:
    record = json.loads(record_json(with_when(date(2023, 5, 1), date(2023, 5, 2))))
    record["statements"][0]["when"]["latest"] = "2023-04-01"
    (problem,) = check([json.dumps(record).encode()]).problems
    assert "is not before" in problem.message


def test_hearsay_goes_out_with_its_marker_and_comes_back() -> None:
    claim = Hearsay(span=handmade.at("Soll Warschau also nachgeben"), certainty="hearsay", marker=handmade.at("Soll"))
    line = record_json(replace(handmade.reading(), hearsay=(claim,)))
    (written,) = json.loads(line)["hearsay"]
    assert (written["text"], written["certainty"]) == ("Soll Warschau also nachgeben", "hearsay")
    assert written["marker"]["text"] == "Soll"
    assert check([line]).problems == ()
    (back,) = readings_from_json([line])
    assert not isinstance(back, Problem)
    assert back.hearsay == (claim,)
