"""What somebody stands for, out of what he does: offers, demands, refuses, supports (Haltung)."""

from __future__ import annotations

from typing import Literal, get_args

from wortlaut.record import EventType, Status
from wortlaut.record.reading import Polarity

Position = Literal["offers", "supports", "demands", "refuses", "accuses", "threatens", "denies"]
POSITIONS: tuple[Position, ...] = get_args(Position)

_BY_STATUS: dict[Status, Position] = {"offered": "offers", "demanded": "demands", "threatened": "threatens"}
_BY_TYPE: dict[EventType, Position] = {
    "AGREE": "supports",
    "SUPPORT": "supports",
    "CONCEDE": "supports",
    "COOPERATE": "supports",
    "AID": "supports",
    "REQUEST": "demands",
    "ACCUSE": "accuses",
    "REJECT": "refuses",
    "THREATEN": "threatens",
}
_UNREAL: tuple[Status, ...] = ("possible", "hypothetical")


def position_of(type: EventType, status: Status, polarity: Polarity) -> Position | None:
    """Return the position that an event shows of those who bring it about, None for one that shows none.

    What might be shows none; what is denied shows only that. What is offered, demanded or threatened tells more than
    what it is about: an offer to cooperate is an offer.

    >>> position_of("COOPERATE", "offered", "affirmed"), position_of("REJECT", "happened", "affirmed")
    ('offers', 'refuses')
    >>> position_of("CONSULT", "happened", "affirmed"), position_of("AID", "possible", "affirmed")
    (None, None)
    """
    if status in _UNREAL:
        return None
    if polarity == "denied":
        return "denies"
    return _BY_STATUS.get(status) or _BY_TYPE.get(type)
