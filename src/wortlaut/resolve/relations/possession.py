"""Whom a possessive means: «seine Frau», «Deren Sprecher», «Mein Vater»."""

from __future__ import annotations

from wortlaut.resolve.relations.cast import Cast

REACH = 2
"""Whom a possessive means is named in its sentence or the one before."""


def owner_of(cast: Cast, token: int, *, persons: bool, but: str) -> str:
    """Return the actor whom a possessive means, or an empty string; never ``but``.

    Whoever the resolver found; for «mein» who speaks; else the last subject before it that fits the gender, else the
    first name of the sentence, else that of the sentence before. ``persons``: nobody else can be meant.
    """
    if found := cast.headed(token):
        return found if found != but else ""
    low = cast.low(token)
    if low.startswith(("mein", "unser")):
        return _speaker(cast, token, but)
    if low.startswith(("dein", "eu")):
        return ""
    gender = "f" if low.startswith(("ihr", "deren")) else "m"
    here = cast.doc.tokens[token].sentence
    for sentence in range(here, max(here - REACH, -1), -1):
        near = [
            (at, actor)
            for at, _, actor in cast.named_in(sentence)
            if at < token and actor != but and cast.gender(actor) in {gender, None}
            if cast.forms[at][0].isupper() and (not persons or cast.is_person(actor))
        ]
        if near:
            return ([one for one in near if cast.tree.is_subject(one[0])] or near[:1])[-1][1]
    return ""


def _speaker(cast: Cast, token: int, but: str) -> str:
    """Return who says «mein»: the last person named before the quotation in its sentence, else the first behind it."""
    at = cast.doc.tokens[token].span.start
    quotation = next((q for q in cast.doc.quotations if q.depth == 0 and q.span.start <= at < q.span.end), None)
    if quotation is None:
        return ""
    opening, closing = cast.tree.token(quotation.span.start), cast.tree.token(quotation.span.end - 1)
    people = [one for one in cast.names_in(cast.doc.tokens[opening].sentence) if cast.actors[one[2]].kind == "person"]
    before = [actor for _, last, actor in people if last < opening and actor != but]
    people = [one for one in cast.names_in(cast.doc.tokens[closing].sentence) if cast.actors[one[2]].kind == "person"]
    behind = [actor for first, _, actor in people if first > closing and actor != but]
    return before[-1] if before else behind[0] if behind else ""
