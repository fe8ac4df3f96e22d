"""Tags written by hand: mark the words of a text and say what the model would have said."""

from __future__ import annotations

from wortlaut.intake import article_from_text
from wortlaut.record import Article, Document, Paragraph, QuoteTag, Span, Tags
from wortlaut.segment import segment

KINDS = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")


def body(text: str) -> Document:
    """Return a document whose lines are all body paragraphs."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(span=Span(start=at, end=at + len(line)), role="body"))
        at += len(line) + 1
    return segment(Article(id="a", text=text, paragraphs=tuple(paragraphs)))


def page(text: str) -> Document:
    """Return a document as intake makes it."""
    return segment(article_from_text(text))


def tokens(doc: Document, words: str, nth: int = 1) -> tuple[int, ...]:
    """Return the numbers of the tokens of the nth occurrence of ``words``."""
    start = -1
    for _ in range(nth):
        start = doc.article.text.index(words, start + 1)
    span = Span(start=start, end=start + len(words))
    return tuple(i for i, token in enumerate(doc.tokens) if span.overlaps(token.span))


def quote(
    doc: Document,
    *pieces: str,
    kind: str = "Direct",
    score: float = 0.9,
    chance: float = 0.9,
    medium: str = "Speech",
    nested: bool = False,
    proposed: bool = False,
    **roles: str,
) -> QuoteTag:
    """Return a tag for ``pieces`` of the text; roles are given as words of the text."""
    rest = (1.0 - chance) / (len(KINDS) - 1)
    return QuoteTag(
        tokens=tuple(sorted(i for piece in pieces for i in tokens(doc, piece))),
        nested=nested,
        score=score,
        confidence=score * (chance if not proposed or kind == "Direct" else rest),
        kinds=tuple((name, chance if name == kind else rest) for name in KINDS),
        media=((medium, 1.0),),
        roles=tuple((role, tuple((i, 0.9) for i in tokens(doc, words))) for role, words in roles.items()),
        proposed=proposed,
    )


def tags(*quotes: QuoteTag) -> Tags:
    return Tags(quotes=tuple(sorted(quotes, key=lambda q: q.tokens[0])))
