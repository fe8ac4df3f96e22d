"""Article → Document."""

from __future__ import annotations

from bisect import bisect_left

from wortlaut.record import Article, Document, Sentence, Token
from wortlaut.segment.marks import quotations
from wortlaut.segment.sentences import split_sentences
from wortlaut.segment.tokens import tokenize


def segment(article: Article) -> Document:
    """Cut ``article`` into sentences (Sätze), tokens and quotations (Anführungen), paragraph by paragraph.

    Sentences cover every visible code point of every paragraph, tokens every visible code point of every
    sentence; nothing outside the paragraphs is looked at.

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
        for span in split_sentences(text, start, end, inside):
            tokens.extend(
                Token(span=word, sentence=len(sentences)) for word in tokenize(text, span.start, span.end)
            )
            sentences.append(Sentence(span=span, paragraph=number))
    return Document(article=article, sentences=tuple(sentences), tokens=tuple(tokens), quotations=quotes)
