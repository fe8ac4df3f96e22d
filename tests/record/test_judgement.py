"""A judgement is complete or it is none."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from wortlaut.record import Judgement

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAME = Judgement.of("same", "Q567", "local:person:angela-merkel", reviewer="Anna", at=NOON)


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2026, 11, 22, 12)},
        {"first": "Angela Merkel"},
        {"second": ""},
        {"first": "local:person:angela-merkel"},
        {"reviewer": " "},
        {"withdraws": SAME.id},
    ],
)
def test_a_judgement_needs_a_time_zone_two_ids_and_a_reviewer(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(SAME, **change)  # type: ignore[arg-type]


def test_a_judgement_never_changes_and_its_id_tells_its_content() -> None:
    with pytest.raises(FrozenInstanceError):
        SAME.verdict = "different"  # type: ignore[misc]
    again = Judgement.of("same", "Q567", "local:person:angela-merkel", reviewer="Anna", at=NOON)
    assert again == SAME
    assert Judgement.of("same", "Q567", "local:person:angela-merkel", reviewer="Bert", at=NOON).id != SAME.id


def test_a_withdrawal_repeats_what_it_takes_back() -> None:
    back = SAME.withdrawn(reviewer="Bert", at=NOON)
    assert (back.verdict, back.first, back.second, back.withdraws) == ("same", SAME.first, SAME.second, SAME.id)
    assert back.id != SAME.id
