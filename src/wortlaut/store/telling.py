"""Corrections as people tell them: names, ids, the very words or bounds → changes; for the terminal and the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from wortlaut.errors import ReviewError
from wortlaut.record import Change, Span
from wortlaut.record.review import FIELDS, FindingKind
from wortlaut.review import Reviewed, changes, check_concept

if TYPE_CHECKING:
    from wortlaut.store.store import Store

NOBODY = "-"
_BOUNDS = re.compile(r"(\d+)-(\d+)")


def correction(
    store: Store, shown: Reviewed, kind: FindingKind, told: Mapping[str, Any], new: str | None = None
) -> tuple[Change, ...]:
    """Return the changes that fields tell, a field that is None none; ``new`` is the kind of an unknown actor.

    Somebody is told by a name, an id, bounds (``12-40``) or ``-`` for nobody; words by themselves or by bounds. Raises
    ReviewError.
    """
    text = shown.read.article.text
    plain: dict[str, Any] = {}
    for field, value in told.items():
        if value is None:
            continue
        shape = FIELDS[kind].get(field)
        if shape == "spans":
            plain[field] = [[span.start, span.end] for span in spans(text, value)]
        elif shape == "someone":
            plain[field] = _somebody(store, shown, value, new)
        elif shape == "people":
            plain[field] = [one for one in (_somebody(store, shown, name, new) for name in value) if one]
        else:
            plain[field] = None if shape == "words" and value == NOBODY else value
    return changes(kind, plain)


def codebook_of(shown: Reviewed, kind: FindingKind, id: str) -> str | None:
    """Return the id of the codebook of a coding, None for any other finding."""
    if kind != "coding":
        return None
    state = shown.state(kind, id)
    if state is not None:
        return state.target.codebook
    return next((one.codebook for one in shown.reading.codings if one.id == id), None)


def check_concepts(store: Store, codebook: str | None, told: Iterable[Change]) -> None:
    """Raise ReviewError where a coding names a codebook that the store, or a concept that the codebook, does not have.

    Corrections of other findings (``codebook`` None) have none.
    """
    if codebook is None:
        return
    book = store.codings.codebook(codebook)
    if book is None:
        known = ", ".join(one.id for one in store.codings.codebooks()) or "none"
        raise ReviewError(f"there is no codebook {codebook} in this store; there is {known}")
    check_concept(book, told)


def spans(text: str, places: Iterable[str]) -> tuple[Span, ...]:
    """Return the spans that a user means by words of the article or by bounds; raises ReviewError."""
    found = []
    for place in places:
        bounds = _BOUNDS.fullmatch(place)
        starts = [] if bounds else [match.start() for match in re.finditer(re.escape(place), text)] if place else []
        if bounds and int(bounds[1]) < int(bounds[2]):
            found.append(Span(start=int(bounds[1]), end=int(bounds[2])))
        elif len(starts) == 1:
            found.append(Span(start=starts[0], end=starts[0] + len(place)))
        elif starts:
            where = ", ".join(f"{start}-{start + len(place)}" for start in starts[:5])
            raise ReviewError(f"«{place}» stands in the article {len(starts)} times; which one? {where}")
        else:
            raise ReviewError(f"«{place}» does not stand in the article")
    return tuple(found)


def _somebody(store: Store, shown: Reviewed, name: str, new: str | None) -> dict[str, Any] | None:
    """Return whom a user means: ``-`` nobody, bounds are words that name him, else an id or a name.

    Whom the article does not know may be the one of that name or id in the store.
    """
    if name == NOBODY:
        return None
    if _BOUNDS.fullmatch(name):
        (span,) = spans(shown.read.article.text, [name])
        return {"span": [span.start, span.end], "kind": new}
    ids = {id for one in shown.reading.actors for id in (one.id, one.wikidata, one.identity and one.identity.id)}
    if name in ids:
        return {"actor": name}
    if all(name.casefold() not in map(str.casefold, one.names) for one in shown.reading.actors) and new is None:
        elsewhere = store.called(name, limit=2)
        if len(elsewhere) == 1:
            return {"actor": elsewhere[0].id, "name": elsewhere[0].name, "kind": elsewhere[0].kind}
    return {"name": name, "kind": new}
