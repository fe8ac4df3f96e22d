"""The product as the benchmarks see it: something that reads an article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from wortlaut.record import Article, Mention, Paragraph, Party, Reading, Span


class Reads(Protocol):
    """What is needed of ``wortlaut.Reader``."""

    def read(self, article: Article) -> Reading:
        """Return what was found in one article."""
        ...

    def read_many(self, articles: Iterable[Article], *, processes: int | None = None) -> Iterator[Reading]:
        """Yield one reading per article, in order."""
        ...


def load_reader(model: Path | None = None) -> Reads:
    """Load the product with the model bundle in a folder, or with the one it ships."""
    from wortlaut.pipeline import Reader

    reader: Reads = Reader.load(model)
    return reader


def intake_article(text: str) -> Article:
    """Let the product's intake find headline, byline, body and the rest."""
    from wortlaut import intake

    article: Article = intake.article_from_text(text)
    return article


def plain_article(text: str) -> Article:
    r"""Build an article of body paragraphs only, one per line that is not blank; the text stays as it is.

    >>> [p.span.of("A.\n\n B. \nC.") for p in plain_article("A.\n\n B. \nC.").paragraphs]
    ['A.', 'B.', 'C.']
    """
    paragraphs = tuple(
        Paragraph(span=Span(start=line.start(), end=line.end()), role="body")
        for line in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=digest[:16], text=text, paragraphs=paragraphs)


def mention_of(reading: Reading, party: Party | None) -> Mention | None:
    """Look up the mention a party points to."""
    if party is None or party.mention is None:
        return None
    return next((mention for mention in reading.mentions if mention.id == party.mention), None)
