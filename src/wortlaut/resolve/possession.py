"""Whom a possessive means: «seine Frau», «Deren Sprecher», «Mein Vater»."""

from __future__ import annotations

from collections.abc import Iterator

from wortlaut.resolve.cast import Cast
from wortlaut.resolve.tree import SUBJECT

REACH = 2
"""Whom a possessive means is named at most this many sentences before."""


def owner_of(cast: Cast, token: int, *, persons: bool, but: str) -> str:
    """Return the actor whom a possessive means, or an empty string.

    Whoever the resolver found; for «mein» who speaks; else the last subject before it that fits the gender, else the
    last name before it.
    """
    if found := cast.headed(token):
        return found if found != but else ""
    low = cast.form(token).lower()
    if low.startswith(("mein", "unser")):
        return _speaker(cast, token, but)
    if low.startswith(("dein", "euer", "eure")):
        return ""
    genders = {"m", None} if low.startswith(("sein", "dessen")) else {"f", None}
    before = [
        (last, actor)
        for _, last, actor in _before(cast, token)
        if actor != but
        and cast.actors[actor].gender in genders
        and (not persons or cast.is_person(actor))
        and not (low.startswith("sein") and cast.actors[actor].name.endswith("partei"))
    ]
    subjects = [actor for last, actor in before if _is_subject(cast, last)]
    if subjects:
        return subjects[-1]
    return before[-1][1] if before else ""


def _before(cast: Cast, token: int) -> Iterator[tuple[int, int, str]]:
    """Yield the names before a token in its sentence and the ones before it."""
    here = cast.doc.tokens[token].sentence
    for first, last, actor in cast.names():
        if last < token and here - cast.doc.tokens[last].sentence < REACH:
            yield first, last, actor


def _is_subject(cast: Cast, last: int) -> bool:
    found = cast.ending(last)
    tokens = range(found[0], last + 1) if found else range(last, last + 1)
    return any(cast.tree.relation(i) in SUBJECT or cast.tree.is_subject(i) for i in tokens)


def _speaker(cast: Cast, token: int, but: str) -> str:
    """Return who says «mein»: the last person named before the quotation in its sentence, else the first behind it."""
    at = cast.doc.tokens[token].span.start
    quotation = next((q for q in cast.doc.quotations if q.depth == 0 and q.span.start <= at < q.span.end), None)
    if quotation is None:
        return ""
    opening, closing = cast.tree.token(quotation.span.start), cast.tree.token(quotation.span.end - 1)
    people = [(first, last, actor) for first, last, actor in cast.names() if cast.actors[actor].kind == "person"]
    before = [actor for _, last, actor in people if last < opening and cast.together(last, opening) and actor != but]
    behind = [actor for first, _, actor in people if first > closing and cast.together(closing, first)]
    return before[-1] if before else behind[0] if behind and behind[0] != but else ""
