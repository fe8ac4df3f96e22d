"""Document → When: the time expressions of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from wortlaut.dating.story import Story
from wortlaut.record import Document, Role, Token, When

_SILENT: frozenset[Role] = frozenset({"byline", "dateline", "sign", "boilerplate"})


def dating(doc: Document) -> tuple[When, ...]:
    """Return the time expressions (Zeitangaben) of ``doc`` in text order, counted from its date of publication.

    Without that date, relative expressions keep only how far they lie from it. Bylines and the like are left out.

    >>> from datetime import date
    >>> from wortlaut.record import Article, Paragraph, Period, Sentence, Span
    >>> text = "Er kam am Mittwoch"
    >>> absatz = Paragraph(span=Span(start=0, end=18), role="body")
    >>> tag = Period(earliest=date(2023, 5, 16), latest=date(2023, 5, 17), precision="day")
    >>> article = Article(id="a", text=text, paragraphs=(absatz,), published=tag)
    >>> tokens = tuple(Token(span=Span(start=a, end=b), sentence=0) for a, b in ((0, 2), (3, 6), (7, 9), (10, 18)))
    >>> satz = Sentence(span=Span(start=0, end=18), paragraph=0)
    >>> [when] = dating(Document(article=article, sentences=(satz,), tokens=tokens, quotations=()))
    >>> when.span.of(text), str(when.period.earliest), when.anchor, when.timexes[0].value
    ('am Mittwoch', '2023-05-10', 'published', '2023-05-10')
    """
    published = doc.article.published
    story = Story((published.earliest, published.latest) if published else None)
    return tuple(when for tokens in _sentences(doc) for when in story.read(doc.article.text, tokens))


def _sentences(doc: Document) -> Iterator[list[Token]]:
    """Yield the tokens of the sentences that tell something."""
    tokens: dict[int, list[Token]] = {}
    for token in doc.tokens:
        tokens.setdefault(token.sentence, []).append(token)
    for number, words in tokens.items():
        if doc.article.paragraphs[doc.sentences[number].paragraph].role not in _SILENT:
            yield words
