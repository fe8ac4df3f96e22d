"""Judgements → which actors are joined and which are kept apart: the later wins, the withdrawn does not count.

Union-find over the ids of actors and occurrences, with bonds that forbid a union (must-link and cannot-link
constraints: Wagstaff et al. 2001).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wortlaut.errors import JudgementError
from wortlaut.record import Judgement, is_local


class Bonds:
    """Groups of ids that are one actor, and pairs of groups that are not; two ids of the lexicon are never one."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, str] = {}

    def root(self, id: str) -> str:
        """Return the id that stands for the group of ``id``."""
        root = id
        while (above := self._parent.get(root, root)) != root:
            root = above
        while id != root:
            self._parent[id], id = root, self._parent.get(id, root)
        return root

    def joined(self, first: str, second: str) -> bool:
        """Say whether two ids are one actor."""
        return self.root(first) == self.root(second)

    def apart(self, first: str, second: str) -> bool:
        """Say whether two ids were told apart."""
        return self.root(second) in self._apart[self.root(first)]

    def known(self, id: str) -> str | None:
        """Return the id of the lexicon in the group of ``id``."""
        root = self.root(id)
        return self._known.get(root) or (None if is_local(root) else root)

    def rivals(self, first: str, second: str) -> bool:
        """Say whether two ids stand for two of the lexicon."""
        one, other = self.known(first), self.known(second)
        return one is not None and other is not None and one != other

    def join(self, first: str, second: str) -> bool:
        """Make two ids one actor unless something speaks against it; say whether they are one now."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return True
        if self.apart(one, other) or self.rivals(one, other):
            return False
        known = self.known(one) or self.known(other)
        self._parent[other] = one
        for third in self._apart.pop(other, set()):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart[one].add(third)
        if known:
            self._known[one] = known
        return True

    def part(self, first: str, second: str) -> bool:
        """Keep two ids apart unless they are one actor already; say whether they are apart now."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return False
        self._apart[one].add(other)
        self._apart[other].add(one)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What stands after all judgements: the bonds, the judgements that count, and those a later one overrules."""

    bonds: Bonds
    counting: tuple[Judgement, ...]
    overruled: tuple[Judgement, ...]


def settle(judgements: Iterable[Judgement]) -> Settled:
    """Return what the judgements say together, whatever their order.

    The latest is heard first; an earlier one that contradicts it, directly or through others, is overruled. Raises
    JudgementError if two ids of the lexicon would be one actor, or one id stands for two judgements.

    >>> from datetime import UTC, datetime
    >>> day = datetime(2026, 11, 22, tzinfo=UTC)
    >>> same = Judgement.of("same", "Q567", "local:person:angela-merkel", reviewer="Anna", at=day)
    >>> settle([same]).bonds.joined("local:person:angela-merkel", "Q567")
    True
    >>> settle([same, same.withdrawn(reviewer="Anna", at=day)]).bonds.joined("local:person:angela-merkel", "Q567")
    False
    """
    bonds = Bonds()
    counting: list[Judgement] = []
    overruled: list[Judgement] = []
    for judgement in sorted(standing(judgements), key=lambda one: (one.at, one.id), reverse=True):
        pair = judgement.first, judgement.second
        if judgement.verdict == "different":
            holds = bonds.part(*pair)
        elif not bonds.apart(*pair) and bonds.rivals(*pair):
            one, other = sorted((bonds.known(pair[0]) or "", bonds.known(pair[1]) or ""))
            raise JudgementError(
                f"judgement {judgement.id} ({judgement.first} and {judgement.second} are the same) makes {one} and "
                f"{other} one actor, and the lexicon knows them as two; withdraw it or one that it builds on"
            )
        else:
            holds = bonds.join(*pair)
        (counting if holds else overruled).append(judgement)
    return Settled(bonds=bonds, counting=tuple(reversed(counting)), overruled=tuple(reversed(overruled)))


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that decide something and are not withdrawn; raises JudgementError as ``withdrawn``."""
    known = list(judgements)
    out = withdrawn(known)
    unique = {one.id: one for one in known}
    return [one for one in unique.values() if one.withdraws is None and one.id not in out]


def withdrawn(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of judgements that no longer count; a withdrawal can be withdrawn too.

    Raises JudgementError if one id stands for two judgements.
    """
    known: dict[str, Judgement] = {}
    for judgement in judgements:
        if known.setdefault(judgement.id, judgement) != judgement:
            raise JudgementError(f"two different judgements have the id {judgement.id}")
    withdrawals: dict[str, list[str]] = defaultdict(list)
    for judgement in known.values():
        if judgement.withdraws is not None:
            withdrawals[judgement.withdraws].append(judgement.id)

    def out(id: str, above: frozenset[str]) -> bool:
        return any(one not in above and not out(one, above | {one}) for one in withdrawals.get(id, ()))

    return frozenset(id for id in known if out(id, frozenset({id})))
