"""Which stretches of the article show a statement in its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wortlaut.record import Party, Reading, Role, Span, Statement

# how much is shown before and after what matters in a sentence, and how far away a name still matters
_MARGIN = 240
_NESTED_MARGIN = 30
_NEAR = 200
_ECHOES = ("headline", "kicker", "lead", "subhead", "caption")


def passages(statement: Statement, reading: Reading, sentences: tuple[Span, ...]) -> list[Span]:
    """Return the sentences that hold the statement's words, cue, frame and speaker, in text order.

    Neighbouring sentences of a paragraph are one passage. A very long sentence is cut at a space, and a
    nested statement is shown with a few words around it only, since its parent shows the sentence.
    """
    text = reading.article.text
    shown = list(anchors(statement, reading))
    if statement.parent is not None:
        inside = [sentence for sentence in sentences if any(sentence.overlaps(span) for span in shown)]
        return [_narrow(_hull(inside or shown), _hull(shown), text, _NESTED_MARGIN)]
    found: list[Span] = []
    for sentence in sentences:
        touched = [span for span in shown if sentence.overlaps(span)]
        if not touched:
            continue
        piece = _narrow(sentence, _common(sentence, _hull(touched)), text, _MARGIN)
        if found and not text[found[-1].end : piece.start].strip(" "):
            piece = Span(start=found.pop().start, end=piece.end)
        found.append(piece)
    return found or list(statement.content)


def anchors(statement: Statement, reading: Reading) -> Iterator[Span]:
    """Yield the spans that belong to a statement; a speaker named far away or carried over does not."""
    said = (*statement.content, *statement.cue, *statement.frame)
    yield from said
    speaker = statement.speaker
    span = mention_span(speaker, reading)
    if span is None or speaker is None or speaker.carried:
        return
    if any(span.start < near.end + _NEAR and near.start < span.end + _NEAR for near in said):
        yield span


def mention_span(party: Party | None, reading: Reading) -> Span | None:
    """Return where the text names ``party``, or None."""
    if party is None or party.mention is None:
        return None
    return next((mention.span for mention in reading.mentions if mention.id == party.mention), None)


def echo(span: Span, reading: Reading) -> Role | None:
    """Return the role of the paragraph around ``span`` where it may only repeat the body, else None."""
    for paragraph in reading.article.paragraphs:
        if paragraph.span.overlaps(span):
            return paragraph.role if paragraph.role in _ECHOES else None
    return None


def _hull(spans: Iterable[Span]) -> Span:
    spans = list(spans)
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _common(one: Span, other: Span) -> Span:
    return Span(start=max(one.start, other.start), end=min(one.end, other.end))


def _narrow(limits: Span, core: Span, text: str, margin: int) -> Span:
    """Return ``core`` with at most ``margin`` code points of ``limits`` on each side, cut at spaces."""
    start, end = min(limits.start, core.start), max(limits.end, core.end)
    if core.start - start > margin:
        space = text.find(" ", core.start - margin, core.start)
        start = space + 1 if space >= 0 else core.start
    if end - core.end > margin:
        space = text.rfind(" ", core.end, core.end + margin)
        end = space if space > core.end else core.end
    while end > start + 1 and text[end - 1].isspace() and end > core.end:
        end -= 1
    return Span(start=start, end=end)
