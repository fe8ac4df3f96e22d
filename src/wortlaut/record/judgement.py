"""What a person decided about two actors (Urteil): the same or different, by whom and when."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SameOrDifferent = Literal["same", "different"]
_ID = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision that two actors are the same or different; nothing is ever changed, only added.

    ``first`` and ``second`` are each the id of an actor (``Q567``, ``local:person:jan-kowal``) or one occurrence of
    an actor (``ARTICLE#ACTOR``, see ``occurrence_id``). ``at`` knows its time zone. A judgement with ``withdraws``
    decides nothing itself: the judgement of that id no longer counts; it repeats what is withdrawn.
    """

    id: str
    verdict: SameOrDifferent
    first: str
    second: str
    reviewer: str
    at: datetime
    withdraws: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("the time of a judgement needs a time zone")
        for name in (self.id, self.first, self.second):
            if not _ID.fullmatch(name):
                raise ValueError(f"{name!r} is no id: an id has no spaces and is not empty")
        if self.first == self.second:
            raise ValueError(f"a judgement needs two actors, got {self.first} twice")
        if not self.reviewer.strip():
            raise ValueError("a judgement needs a reviewer")
        if self.withdraws == self.id:
            raise ValueError(f"judgement {self.id} cannot withdraw itself")

    @classmethod
    def of(
        cls,
        verdict: SameOrDifferent,
        first: str,
        second: str,
        *,
        reviewer: str,
        at: datetime,
        note: str | None = None,
        withdraws: str | None = None,
    ) -> Judgement:
        """Return a judgement whose id is derived from everything in it.

        >>> from datetime import UTC
        >>> day = datetime(2026, 11, 22, tzinfo=UTC)
        >>> Judgement.of("same", "Q567", "local:person:angela-merkel", reviewer="Anna", at=day).id
        'jc4703cebf644'
        """
        words = (verdict, first, second, reviewer, at.isoformat(), note or "", withdraws or "")
        digest = hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=6).hexdigest()
        return cls(
            id=f"j{digest}",
            verdict=verdict,
            first=first,
            second=second,
            reviewer=reviewer,
            at=at,
            note=note,
            withdraws=withdraws,
        )

    def withdrawn(self, *, reviewer: str, at: datetime, note: str | None = None) -> Judgement:
        """Return the judgement that takes this one back."""
        return Judgement.of(
            self.verdict, self.first, self.second, reviewer=reviewer, at=at, note=note, withdraws=self.id
        )


def occurrence_id(article: str, actor: str) -> str:
    """Return the id of an actor as one article knows him.

    >>> occurrence_id("aee9751a4befc98c8", "actor3")
    'aee9751a4befc98c8#actor3'
    """
    return f"{article}#{actor}"


def is_local(id: str) -> bool:
    """Say whether an id is one of ours, of an actor or of one occurrence, and not one of the lexicon.

    >>> is_local("local:person:jan-kowal"), is_local("aee9751a4befc98c8#actor3"), is_local("Q567")
    (True, True, False)
    """
    return id.startswith("local:") or "#" in id
