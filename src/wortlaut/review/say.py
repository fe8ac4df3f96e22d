"""New reviews, checked against the reading that the person sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from wortlaut.record import Change, Reading, Review, Someone, Span
from wortlaut.record.reading import ActorKind
from wortlaut.record.review import FindingKind, Verdict
from wortlaut.review.cases import Reviewed


def review_of(
    shown: Reviewed,
    kind: FindingKind,
    id: str,
    verdict: Verdict,
    correction: tuple[Change, ...] = (),
    *,
    reviewer: str,
    at: datetime,
    note: str | None = None,
) -> Review:
    """Return what a person says of a finding as it is shown.

    What others corrected is shown, so to accept it is to correct the same, and a further correction is added to it.
    Raises ReviewError where there is no such finding, a field cannot have the value, a span lies outside of the text,
    or nobody knows the actor.
    """
    raise NotImplementedError


def addition(
    shown: Reviewed,
    content: tuple[Span, ...],
    correction: tuple[Change, ...],
    *,
    reviewer: str,
    at: datetime,
    note: str | None = None,
) -> Review:
    """Return the review that adds a missing statement: its words, its ``kind``, and what else is known of it.

    Raises ReviewError as ``review_of`` does.
    """
    raise NotImplementedError


def undo(
    reviews: Iterable[Review], id: str | None = None, *, reviewer: str, at: datetime, note: str | None = None
) -> Review:
    """Return the review that takes back a person's own review, the latest one that counts if no ``id`` is told.

    Raises ReviewError where there is none, it is withdrawn already, or somebody else's.
    """
    raise NotImplementedError


def changes(kind: FindingKind, value: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the correction that a plain value (JSON) tells; raises ReviewError.

    ``{"speaker": {"span": [3, 9], "name": "Anna Meier"}, "certainty": "hearsay", "content": [[12, 40]]}``: somebody
    is told by any of ``span``, ``name``, ``actor`` (id in this reading or the lexicon) and ``kind``; None is nobody.
    """
    raise NotImplementedError


def someone(
    reading: Reading,
    *,
    actor: str | None = None,
    name: str | None = None,
    span: Span | None = None,
    kind: ActorKind | None = None,
) -> Someone:
    """Return somebody as a correction names him: by an id of this reading (``actor3``) or of the lexicon, or a name.

    ``kind`` makes a new actor of an unknown name. Raises ReviewError for somebody unknown.
    """
    raise NotImplementedError
