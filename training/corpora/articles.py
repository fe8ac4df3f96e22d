"""Articles read by people: ``NAME.txt`` with ``NAME.gold.json`` beside it, as in ``examples/articles``.

So a newsroom or a project trains on its own reviewed articles. Statements follow the conventions of the quotation
corpus: a direct quote holds its marks, and every piece of a split one is a quote of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

from bench.golden_files import golden_article, golden_of, place, read_text
from bench.matching import Expected
from training.corpora.example import ROLES, Example, Quote
from wortlaut.extract.draft import KINDS as NAMES
from wortlaut.intake import article_from_text
from wortlaut.record import Document
from wortlaut.segment import segment
from wortlaut.tag import words_of

KIND = {ours: theirs for theirs, ours in NAMES.items()}
MEDIUM = {"speech": "Speech", "writing": "Writing", "thought": "Thought"}


def read(folder: Path) -> list[Example]:
    """Read all articles of a folder that have a golden file."""
    paths = (path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".gold.json").exists())
    return [_example(path) for path in paths]


def _example(path: Path) -> Example:
    text = read_text(path)
    golden = golden_of(path)
    doc = segment(article_from_text(text))
    words, numbers = words_of(doc)
    at = _Places(doc, numbers)
    outer = golden_article(path.name, golden, doc.article.text).statements
    quotes = []
    for statement, entry in zip(outer, golden["statements"], strict=True):
        anchors = {role: entry.get(role) for role in ("cue", "frame")}
        roles = {
            role: at.words([place(a, doc.article.text) for a in _anchors(anchors[role])]) for role in ("cue", "frame")
        }
        for role, someone in (("speaker", statement.speaker), ("addressee", statement.addressee)):
            roles[role] = at.words([someone.mention]) if someone and someone.mention else ()
        quotes += [
            Quote(
                words=piece,
                nested=statement.parent is not None,
                kind=KIND[statement.kind],
                medium=MEDIUM.get(statement.medium or "", "SW"),
                roles={role: roles.get(role, ()) for role in ROLES},
            )
            for piece in _pieces(statement, at)
            if piece
        ]
    return Example(name=path.stem, words=words, quotes=tuple(quotes))


def _anchors(value: object) -> list[dict[str, object]]:
    """Return the anchors of a cue or frame: one, several, or none (a bare string has no place)."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _pieces(statement: Expected, at: _Places) -> list[tuple[int, ...]]:
    if statement.kind != "direct":
        return [at.words(list(statement.content))]
    return [at.words([at.with_marks(piece)]) for piece in statement.content]


class _Places:
    """Word positions of character ranges."""

    def __init__(self, doc: Document, numbers: list[int]) -> None:
        self._spans = [doc.tokens[i].span for i in numbers]
        self._starts = [span.start for span in self._spans]
        self._marks = {quotation.inner: quotation.span for quotation in doc.quotations}

    def words(self, ranges: list[tuple[int, int]]) -> tuple[int, ...]:
        """Return the words that share a character with one of the ranges."""
        found: set[int] = set()
        for start, end in ranges:
            first = bisect_left(self._starts, start)
            first -= bool(first and self._spans[first - 1].end > start)
            found.update(range(first, bisect_left(self._starts, end)))
        return tuple(sorted(found))

    def with_marks(self, piece: tuple[int, int]) -> tuple[int, int]:
        """Return a range with the quotation marks around it, if it is what they hold."""
        for inner, whole in self._marks.items():
            if (inner.start, inner.end) == piece:
                return whole.start, whole.end
        return piece
