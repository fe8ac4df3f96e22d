"""Places of a package in somebody's own copy of the article."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from wortlaut.errors import RecordError
from wortlaut.export.textfree.letters import Letters, Place, digest, stretches
from wortlaut.export.textfree.package import Package
from wortlaut.record import Span

ENOUGH = 0.5
"""Share of the stretches that a text must have to be a copy of the article at all."""

_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where a package's letters are in another text: for each stretch its start there, None where it is missing.

    ``differs`` says in words where the texts begin to differ, None where all letters are the same.
    """

    own: Letters
    cuts: tuple[tuple[int, int], ...]
    found: tuple[int | None, ...]
    differs: str | None

    def span(self, start: Place, end: Place) -> Span | None:
        """Return where the words between two places are; None where a letter of theirs may differ."""
        if start.letters >= end.letters:
            return None
        first, last = self._stretch(start.letters), self._stretch(end.letters - 1)
        begins = self.found[first : last + 1]
        at = begins[0]
        for (one, stop), begin, following in zip(self.cuts[first:last], begins, begins[1:], strict=False):
            if begin is None or following != begin + stop - one:
                return None
        if at is None or begins[-1] is None:
            return None
        shift = at - self.cuts[first][0]
        return self.own.span(start.letters + shift, start, end.letters + shift, end)

    def _stretch(self, letter: int) -> int:
        return bisect_right(self.cuts, letter, key=lambda cut: cut[0]) - 1


def aligned(package: Package, text: str) -> Alignment:
    """Return where the letters of a package are in ``text``; raises RecordError where that is another article."""
    own = Letters(text)
    cuts = stretches(package.text.letters)
    if package.is_nearly_of(own):
        return Alignment(own=own, cuts=cuts, found=tuple(start for start, _ in cuts), differs=None)
    found = _placed(package, cuts, own.letters)
    missing = [number for number, begin in enumerate(found) if begin is None]
    where = _difference(own, cuts, found)
    if not cuts or 1 - len(missing) / len(cuts) < ENOUGH:
        raise RecordError(
            f"this text is not a copy of the article of the package: {len(missing)} of its {len(cuts)} stretches are "
            f"missing; {where}. Attach the article with the same words"
        )
    return Alignment(own=own, cuts=cuts, found=found, differs=where)


def _placed(package: Package, cuts: tuple[tuple[int, int], ...], letters: str) -> tuple[int | None, ...]:
    """Return where each stretch begins in ``letters``, one after the other."""
    salt, behind = package.salt, 0
    places: dict[int, dict[str, list[int]]] = {}
    for size in {stop - start for start, stop in cuts}:
        table = places.setdefault(size, {})
        for at in range(len(letters) - size + 1):
            table.setdefault(digest(salt, letters[at : at + size])[:16], []).append(at)
    found: list[int | None] = []
    for (start, stop), wanted in zip(cuts, package.text.stretches, strict=True):
        begin = next((at for at in places[stop - start].get(wanted, ()) if at >= behind), None)
        found.append(begin)
        behind = behind if begin is None else begin + stop - start
    return tuple(found)


def _difference(own: Letters, cuts: tuple[tuple[int, int], ...], found: tuple[int | None, ...]) -> str:
    """Say after which words of one's own text it differs from the article."""
    if not own.letters:
        return "it has no letters"
    behind = expected = 0
    for (start, stop), begin in zip(cuts, found, strict=True):
        if begin != expected:
            break
        behind = expected = begin + stop - start
    if behind == 0:
        return "it differs from its beginning on"
    at = own.sources[behind - 1] + 1
    words = " ".join(own.text[max(at - _SHOWN, 0) : at].split())
    return f"it differs after character {at} (“…{words}”)"
