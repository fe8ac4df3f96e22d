"""Records read back are the readings that they were made of, as far as the public JSON holds them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import handmade
import pytest

from tests.resolve.sightings import actor, reading
from wortlaut.errors import JudgementError
from wortlaut.export import Problem, judgement_json, judgements_from_json, readings_from_json, record_json
from wortlaut.record import Judgement, Office, Reading, Span
from wortlaut.resolve.register import register


def back(*readings: Reading) -> list[Reading]:
    found = list(readings_from_json([record_json(one) + b"\n" for one in readings]))
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Reading)]


def officer() -> Reading:
    """Return a reading with an office, a relation and somebody whom only our lexicon knows."""
    minister = Office(title="Minister", of="Polen", since=date(2020, 1, 1), evidence=Span(start=0, end=3))
    jan = replace(actor("Jan Kowal", gender="m"), offices=(minister,))
    return reading(
        "x", jan, actor("SVP", "organisation", known="svp"), parties={"Jan Kowal": "SVP"}, day=date(2023, 5, 3)
    )


@pytest.mark.parametrize("one", [handmade.reading(), officer(), reading("x")], ids=["handmade", "officer", "empty"])
def test_a_record_read_back_writes_the_same_record(one: Reading) -> None:
    assert record_json(back(one)[0]) == record_json(one)
    pretty = record_json(one, pretty=True).splitlines(keepends=True)
    assert [record_json(found) for found in readings_from_json(pretty)] == [record_json(one)]  # type: ignore[arg-type]


def test_records_and_readings_give_actors_the_same_ids() -> None:
    readings = [
        officer(),
        reading("y", "Jan Kowal", actor("Angela Merkel", known="Q567"), actor("SVP", "organisation")),
    ]
    ids = [entry.id for entry in register(readings).entries]
    assert "svp" in ids and "Q567" in ids
    assert [entry.id for entry in register(back(*readings)).entries] == ids


def test_a_bad_record_is_a_problem_and_the_next_one_is_read() -> None:
    good = record_json(reading("x", "Jan Kowal"))
    broken = good.replace(b'"start":0', b'"start":1', 1)
    found = list(readings_from_json([b"{}\n", good, broken, b"no json", good]))
    assert [type(one).__name__ for one in found] == ["Problem", "Reading", "Problem", "Problem", "Reading"]
    assert [one.line for one in found if isinstance(one, Problem)] == [1, 3, 4]


def test_an_office_without_a_real_day_is_a_problem() -> None:
    line = record_json(officer()).replace(b"2020-01-01", b"2020-13-01")
    (found,) = readings_from_json([line])
    assert isinstance(found, Problem)
    assert "month" in found.message


# judgements

NOON = datetime(2026, 11, 22, 12, 0, 0, 5, tzinfo=UTC)
SAME = Judgement.of("same", "Q1", "local:person:jan-kowal", reviewer="Änne", at=NOON, note="laut „Wer ist wer“")


def test_judgements_come_back_as_they_were() -> None:
    judgements = [SAME, SAME.withdrawn(reviewer="Bert", at=NOON)]
    lines = [judgement_json(one) + b"\r\n" for one in judgements]
    assert judgements_from_json([b"\xef\xbb\xbf" + lines[0], b"\n", lines[1]]) == judgements


@pytest.mark.parametrize(
    "change",
    [(b"Q1", b"Q 1"), (b"same", b"alike"), (b'"Q1"', b"7"), (b"Z", b""), (b'"reviewer"', b'"who"'), (b"}", b"")],
)
def test_a_bad_judgement_names_its_line(change: tuple[bytes, bytes]) -> None:
    line = judgement_json(SAME)
    with pytest.raises(JudgementError, match=r"^line 2: "):
        judgements_from_json([line, line.replace(*change)])
