"""Document → Tags: the only place that knows onnxruntime.

In: documents and a model bundle.
Out: what the model says about each document, with scores.
Never: decisions about statements; files other than the bundle.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wortlaut.record import Document, Tags
from wortlaut.tag.bundle import TOKENIZER, Bundle, open_bundle
from wortlaut.tag.tagger import Engine, tag
from wortlaut.tag.words import WordPieces, Words

__all__ = ["Bundle", "Tagger", "open_bundle", "words_of"]

LONG = 8
"""Words from which a quotation is read once more for statements inside it."""

SURE = 0.6
"""Confidence from which a statement inside a quotation counts; chosen looking at dev,
the sample articles and the first article (0.75 lost one statement there)."""

SILENT = frozenset({"byline", "dateline", "sign", "boilerplate"})
"""Paragraph roles that nobody speaks in; the model does not see them."""


def words_of(doc: Document) -> tuple[Words, list[int]]:
    """Return the words that the model reads and, for each, its token number in the document."""
    paragraphs = doc.article.paragraphs
    shown = [
        i
        for i, token in enumerate(doc.tokens)
        if paragraphs[doc.sentences[token.sentence].paragraph].role not in SILENT
    ]
    text = doc.article.text
    depth = [0] * len(doc.tokens)
    starts = [token.span.start for token in doc.tokens]
    for quotation in doc.quotations:
        for i in _within(starts, quotation.inner.start, quotation.inner.end):
            depth[i] = max(depth[i], min(2, quotation.depth + 1))
    tokens = [doc.tokens[i] for i in shown]
    words = Words(
        texts=[token.span.of(text) for token in tokens],
        glued=[i > 0 and tokens[i - 1].span.end == token.span.start for i, token in enumerate(tokens)],
        depth=[depth[i] for i in shown],
        sentence=[token.sentence for token in tokens],
        paragraph=[doc.sentences[token.sentence].paragraph for token in tokens],
    )
    return words, shown


def _within(starts: Sequence[int], start: int, end: int) -> range:
    """Return the numbers of the tokens that start in the half-open range."""
    return range(bisect_left(starts, start), bisect_left(starts, end))


def proposals(doc: Document, numbers: Sequence[int]) -> list[list[int]]:
    """Return the word positions inside each quotation of ``doc``; ``numbers`` as from ``words_of``."""
    starts = [doc.tokens[i].span.start for i in numbers]
    inside = (list(_within(starts, q.inner.start, q.inner.end)) for q in doc.quotations)
    return [positions for positions in inside if positions]


def inside(words: Words, quoted: Sequence[Sequence[int]]) -> tuple[Words, list[int]]:
    """Return the words of all outer quotations of ``LONG`` words or more as a text of their own.

    Each quotation is a paragraph, its marks are taken off; so the model finds who is cited *by* the one quoted:
    „Er sagt, das sei erledigt“. The numbers are positions in ``words``.
    """
    places: list[int] = []
    paragraph: list[int] = []
    for number, positions in enumerate(quoted):
        if len(positions) >= LONG and (not places or positions[0] > places[-1]):
            places.extend(positions)
            paragraph.extend([number] * len(positions))
    cut = Words(
        texts=[words.texts[i] for i in places],
        glued=[words.glued[i] for i in places],
        depth=[max(0, words.depth[i] - 1) for i in places],
        sentence=[words.sentence[i] for i in places],
        paragraph=paragraph,
    )
    return cut, places


def with_nested(tags: Tags, nested: Tags, quoted: Sequence[Sequence[int]]) -> Tags:
    """Add what was found inside quotations, unless it is known already or is (nearly) a whole quotation."""
    owner = {i: set(positions) for positions in reversed(quoted) for i in positions if len(positions) >= LONG}
    known = [set(quote.tokens) for quote in tags.quotes if quote.nested]
    added = []
    for quote in nested.quotes:
        own = set(quote.tokens)
        whole = owner.get(quote.tokens[0], own)
        sure = quote.score * max(dict(quote.kinds).values()) >= SURE
        if sure and own <= whole and 10 * len(own) < 8 * len(whole) and not any(own & other for other in known):
            added.append(replace(quote, nested=True))
    return replace(tags, quotes=tuple(sorted((*tags.quotes, *added), key=lambda q: (q.tokens[0], q.nested))))


def renumbered(tags: Tags, numbers: Sequence[int]) -> Tags:
    """Return ``tags`` with word positions replaced by token numbers of the document."""
    return Tags(
        quotes=tuple(
            replace(
                quote,
                tokens=tuple(numbers[w] for w in quote.tokens),
                roles=tuple((name, tuple((numbers[w], p) for w, p in pairs)) for name, pairs in quote.roles),
            )
            for quote in tags.quotes
        ),
        names=tuple(replace(name, tokens=tuple(numbers[w] for w in name.tokens)) for name in tags.names),
        words=tuple(replace(word, token=numbers[word.token], head=numbers[word.head]) for word in tags.words),
    )


class Tagger:
    """The reader model, loaded once."""

    def __init__(self, bundle: Bundle, engine: Engine | None = None) -> None:
        if engine is None:
            from wortlaut.tag.onnx import OnnxEngine

            engine = OnnxEngine(bundle)
        self.bundle = bundle
        self._engine = engine
        self._pieces = WordPieces(bundle.folder / TOKENIZER)

    @classmethod
    def load(cls, folder: Path | None = None) -> Tagger:
        """Load the bundle in ``folder`` or the shipped one; raises ``BundleError``."""
        return cls(open_bundle(folder))

    def tag(self, doc: Document) -> Tags:
        """Return the tags of ``doc``; token numbers are those of the document."""
        words, numbers = words_of(doc)
        quoted = proposals(doc, numbers)
        tags = tag(self._engine, self._pieces, self.bundle.labels, words, quoted)
        inner, places = inside(words, quoted)
        nested = renumbered(tag(self._engine, self._pieces, self.bundle.labels, inner, quotes_only=True), places)
        return renumbered(with_nested(tags, nested, quoted), numbers)
