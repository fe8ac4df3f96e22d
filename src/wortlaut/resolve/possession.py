"""Whom a possessive means: «seine Frau», «Deren Sprecher», «Mein Vater»."""

from __future__ import annotations

from wortlaut.resolve.cast import Cast

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
    feminine = low.startswith(("ihr", "deren"))
    here = cast.doc.tokens[token].sentence
    near = [
        (at, actor)
        for at, actor in cast.heads()
        if at < token
        and here - cast.doc.tokens[at].sentence < REACH
        and actor != but
        and cast.forms[at][0].isupper()
        and cast.actors[actor].gender in {"f" if feminine else "m", None}
        and (not persons or cast.is_person(actor))
    ]
    same = [one for one in near if cast.doc.tokens[one[0]].sentence == here]
    chosen = [one for one in same or near if cast.tree.is_subject(one[0])] or (same or near)[:1]
    return chosen[-1][1] if chosen else ""


def _speaker(cast: Cast, token: int, but: str) -> str:
    """Return who says «mein»: the last person named before the quotation in its sentence, else the first behind it."""
    at = cast.doc.tokens[token].span.start
    quotation = next((q for q in cast.doc.quotations if q.depth == 0 and q.span.start <= at < q.span.end), None)
    if quotation is None:
        return ""
    opening, closing = cast.tree.token(quotation.span.start), cast.tree.token(quotation.span.end - 1)
    people = [(first, last, actor) for first, last, actor in cast.names if cast.actors[actor].kind == "person"]
    before = [actor for _, last, actor in people if last < opening and cast.together(last, opening) and actor != but]
    behind = [actor for first, _, actor in people if first > closing and cast.together(closing, first)]
    return before[-1] if before else behind[0] if behind and behind[0] != but else ""
