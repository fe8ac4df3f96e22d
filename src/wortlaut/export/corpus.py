"""A reading as a document of the quotation corpus (Petersen-Frey and Biemann 2024), to train a model with.

The conventions are the corpus's: a direct quote holds its marks, and every piece of a split one is a quote of its own.
Words are those that the model reads (``wortlaut.tag.words_of``), so bylines and notices are not among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from wortlaut.export.json import encodable
from wortlaut.extract.draft import KINDS, MEDIA
from wortlaut.record import Document, Party, Reading, Span, Statement
from wortlaut.segment import segment
from wortlaut.tag import words_of

_TYPES = {ours: theirs for theirs, ours in KINDS.items()}
_MEDIA = {ours: theirs for theirs, ours in MEDIA.items()}
_UNKNOWN_MEDIUM = "SW"


def corpus_document(reading: Reading) -> dict[str, Any]:
    """Return the statements of a reading with their roles, as one document of the corpus (a plain value).

    >>> from wortlaut.record import Article, Paragraph, Run
    >>> text = "„Nein“, sagte Söder."
    >>> article = Article(id="a1", text=text, paragraphs=(Paragraph(span=Span(start=0, end=20), role="body"),))
    >>> no = Statement(id="s1", kind="direct", content=(Span(start=1, end=5),), confidence=1.0)
    >>> run = Run(wortlaut="0", model="m", lexicon="l")
    >>> found = corpus_document(Reading(article=article, run=run, statements=(no,)))
    >>> found["sentences"][0]["tokens"], found["annotations"][0]["quote"]
    (['„', 'Nein', '“', ',', 'sagte', 'Söder', '.'], {'tokenIds': [0, 1, 2]})
    """
    doc = segment(reading.article)
    places = _Places(doc)
    mentions = {one.id: one.span for one in reading.mentions}
    quotes = []
    for one in reading.statements:
        roles = {
            "speaker": places.words(_named(one.speaker, mentions)),
            "cue": places.words(one.cue),
            "frame": places.words(one.frame),
            "addressee": places.words(_named(one.addressee, mentions)),
        }
        quotes += [_annotation(one, piece, roles) for piece in places.pieces(one) if piece]
    return encodable(  # type: ignore[no-any-return]
        {
            "documentName": reading.article.id,
            "originalText": reading.article.text,
            "sentences": places.sentences(),
            "annotations": quotes,
        }
    )


def _annotation(one: Statement, piece: list[int], roles: dict[str, list[int]]) -> dict[str, Any]:
    return {
        "type": _TYPES[one.kind],
        "medium": _MEDIA.get(one.medium, _UNKNOWN_MEDIUM),
        "isNested": one.parent is not None,
        "quote": {"tokenIds": piece},
        **{role: {"tokenIds": words} for role, words in roles.items()},
    }


def _named(party: Party | None, mentions: dict[str, Span]) -> list[Span]:
    return [mentions[party.mention]] if party is not None and party.mention is not None else []


class _Places:
    """The words of a document, and which of them lie in spans."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._tokens = [doc.tokens[number] for number in words_of(doc)[1]]
        self._starts = [token.span.start for token in self._tokens]
        self._marks = {quotation.inner: quotation.span for quotation in doc.quotations}

    def sentences(self) -> list[dict[str, Any]]:
        """Return the sentences that have words, with these words."""
        text = self._doc.article.text
        found: dict[int, dict[str, Any]] = {}
        for token in self._tokens:
            entry = found.setdefault(token.sentence, {"charBegin": token.span.start, "tokens": []})
            entry["tokens"].append(token.span.of(text))
        return list(found.values())

    def words(self, spans: Iterable[Span]) -> list[int]:
        """Return the numbers of the words that share a code point with one of the spans."""
        found: set[int] = set()
        for span in spans:
            first = bisect_left(self._starts, span.start)
            first -= bool(first and self._tokens[first - 1].span.end > span.start)
            found.update(range(first, bisect_left(self._starts, span.end)))
        return sorted(found)

    def pieces(self, one: Statement) -> list[list[int]]:
        """Return the words of a statement, of a direct one piece by piece with its marks."""
        if one.kind != "direct":
            return [self.words(one.content)]
        return [self.words([self._marks.get(piece, piece)]) for piece in one.content]
