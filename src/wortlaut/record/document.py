"""An article cut into sentences, tokens and quotations."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.record.article import Article
from wortlaut.record.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence (Satz) inside paragraph number ``paragraph`` of the article."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or punctuation mark inside sentence number ``sentence`` of the document."""

    span: Span
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between a pair of quotation marks (Anführung).

    ``span`` includes the marks, ``inner`` does not. ``depth`` is 0 for an outer quotation, 1 for one
    inside another. ``closed`` is False where the closing mark is missing and the end was inferred.
    """

    span: Span
    inner: Span
    depth: int
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Sentences lie inside paragraphs, tokens inside sentences, all in text order."""

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
