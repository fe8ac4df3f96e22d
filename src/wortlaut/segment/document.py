"""Article → Document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from wortlaut.record import Article, Document, Quotation, Sentence, Span, Token
from wortlaut.segment.marks import quotations
from wortlaut.segment.sentences import split_sentences
from wortlaut.segment.tokens import tokenize


def segment(article: Article) -> Document:
    """Cut ``article`` into sentences (Sätze), tokens and quotations (Anführungen), paragraph by paragraph.

    Sentences cover every visible code point of every paragraph, tokens every visible code point of every
    sentence; quotations, and the words inside their marks, start and end where tokens do. Nothing outside the
    paragraphs is looked at.

    >>> from wortlaut.record import Article, Paragraph, Span
    >>> text = "„Nein“, sagte Dr. Abt. Er ging."
    >>> absatz = Paragraph(span=Span(start=0, end=len(text)), role="body")
    >>> doc = segment(Article(id="a", text=text, paragraphs=(absatz,)))
    >>> [sentence.span.of(text) for sentence in doc.sentences]
    ['„Nein“, sagte Dr. Abt.', 'Er ging.']
    >>> doc.quotations[0].inner.of(text)
    'Nein'
    """
    text = article.text
    quotes = quotations(article)
    starts = [quote.span.start for quote in quotes]
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for number, paragraph in enumerate(article.paragraphs):
        start, end = paragraph.span.start, paragraph.span.end
        inside = quotes[bisect_left(starts, start) : bisect_left(starts, end)]
        edges = _edges(inside)
        for span in split_sentences(text, start, end, inside):
            words = _cut_at(tokenize(text, span.start, span.end), edges)
            tokens.extend(Token(span=word, sentence=len(sentences)) for word in words)
            sentences.append(Sentence(span=span, paragraph=number))
    return Document(article=article, sentences=tuple(sentences), tokens=tuple(tokens), quotations=quotes)


def _edges(quotes: tuple[Quotation, ...]) -> list[int]:
    """Return all places where a quotation or its words begin or end."""
    spans = [span for quote in quotes for span in (quote.span, quote.inner)]
    return sorted({edge for span in spans for edge in (span.start, span.end)})


def _cut_at(words: tuple[Span, ...], edges: list[int]) -> Iterator[Span]:
    """Cut the few words that hold an edge: a mark glued to a letter by a stray combining character."""
    for word in words:
        start = word.start
        for edge in edges[bisect_right(edges, start) : bisect_left(edges, word.end)] if word.end - start > 1 else ():
            yield Span(start=start, end=edge)
            start = edge
        yield Span(start=start, end=word.end)
