"""When something was said: the time that the frame of a statement tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wortlaut.extract.certainty import frame_clauses
from wortlaut.extract.topology import is_noun
from wortlaut.record import Document, Span, Statement, Tags, Tree, When


def timed(doc: Document, tags: Tags, statements: Sequence[Statement], times: Sequence[When]) -> tuple[Statement, ...]:
    """Return the statements with the time of saying (Zeitpunkt der Äußerung), of ``times`` the one in their frame.

    What is said may tell other times: «Morgen reise ich ab», *sagte er am Montag*. Only a told speech act (*kritisierte
    am Montag den Plan*) has its time among its own words. Mere durations are no time of saying; of a noun (*seine
    Aussage*) only the frame that the model found counts, because the clause around it tells something else.
    """
    tree = Tree(doc, tags)
    dated = [when for when in times if when.earliest or when.latest or when.offset]
    return tuple(replace(statement, when=_when(tree, statement, dated)) for statement in statements)


def _when(tree: Tree, statement: Statement, times: Sequence[When]) -> When | None:
    inner = [when for when in times if any(piece.overlaps(when.span) for piece in statement.content)]
    if statement.kind == "reported":
        return _nearest(statement, inner)
    content = sorted({token for piece in statement.content for token in tree.tokens(piece)})
    framed = {token for piece in statement.frame for token in tree.tokens(piece)} - set(content)
    if not any(is_noun(tree, token) for piece in statement.cue for token in tree.tokens(piece)):
        framed |= {token for clause in frame_clauses(tree, statement, content) for token in clause.tokens}
    outer = [when for when in times if when not in inner and framed & set(tree.tokens(when.span))]
    return _nearest(statement, outer)


def _nearest(statement: Statement, times: Sequence[When]) -> When | None:
    """Return the time nearest to the cue, of two equally near the first."""
    cues = statement.cue or statement.content
    return min(times, key=lambda when: min(_gap(when.span, cue) for cue in cues), default=None)


def _gap(one: Span, other: Span) -> int:
    """Return how many code points lie between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)
