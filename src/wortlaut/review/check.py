"""Whether a correction can be made in an article at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from wortlaut.lexicon import table
from wortlaut.record import Change, Reading, Review, Someone, Span
from wortlaut.review.placing import Unplaced


def misfit(reading: Reading, review: Review) -> Unplaced | None:
    """Return why a review cannot be about this article, None if it can."""
    article = reading.article
    if review.article != article.id:
        return Unplaced(reason="article", message=f"it is about article {review.article}")
    problem = next(problems(article.text, review.target.evidence, review.correction), None)
    return Unplaced(reason="invalid", message=problem) if problem else None


def problems(text: str, evidence: Iterable[Span], correction: tuple[Change, ...]) -> Iterator[str]:
    """Yield what is wrong with a correction of an article with this text."""
    told = {change.field: change.value for change in correction}
    for field, span in [*(("evidence", one) for one in evidence), *_spans(correction)]:
        if span.end > len(text):
            yield f"{field}: {span.start}–{span.end} lies outside of the text ({len(text)} code points)"
        elif not span.of(text).strip():
            yield f"{field}: {span.start}–{span.end} holds no words"
    mode, type = told.get("mode"), told.get("type")
    if mode is not None and mode not in (_modes()[str(type)] if type else set().union(*_modes().values())):
        yield f"mode: {mode!r} is no mode of {type or 'any event'}"
    for change in correction:
        people = change.value if isinstance(change.value, tuple) else (change.value,)
        for one in people:
            if isinstance(one, Someone) and one.name is None and one.span is None:
                yield f"{change.field}: {one.actor} needs a name too"


@cache
def _modes() -> dict[str, set[str]]:
    """Return the modes of each type of event."""
    modes: dict[str, set[str]] = {}
    for row in table("plover_scores"):
        modes.setdefault(row["type"], set()).update(filter(None, [row["mode"]]))
    return modes


def modes_of(type: str) -> set[str]:
    """Return the modes that an event of a type can have."""
    return _modes().get(type, set())


def _spans(correction: tuple[Change, ...]) -> Iterator[tuple[str, Span]]:
    for change in correction:
        values = change.value if isinstance(change.value, tuple) else (change.value,)
        for one in values:
            if isinstance(one, Span):
                yield change.field, one
            elif isinstance(one, Someone) and one.span is not None:
                yield change.field, one.span
