"""The index of words: what search asks of a database, and what both databases share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, FromClause, func, insert, select

from wortlaut.store.folding import SHORTEST_PART, Folded, Term, folded, is_part
from wortlaut.store.schema import vocabulary

Unit = Literal["article", "statement", "event"]
UNITS: tuple[Unit, ...] = ("article", "statement", "event")
MOST_WORDS = 60_000
"""Words of one text that are indexed; what comes after is not found."""
MOST_COMPOUNDS = 200
"""Words that one word of a search may stand for as part; each makes every hit dearer."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The words of a text for the index under the number of its row; those of ``head`` weigh more."""

    number: int
    words: list[Folded]
    head: list[Folded] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How to find numbers: ``source`` is joined, ``condition`` holds, the smaller ``rank`` is the better one.

    ``found`` is the same as ``number``, written so that a database first finds the words and then compares numbers.
    """

    source: FromClause
    number: ColumnElement[int]
    found: ColumnElement[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[Any]


class WordIndex(ABC):
    """Texts by their folded words; a row of the index may outlive the row that it is for."""

    @abstractmethod
    def match(self, unit: Unit, terms: Sequence[Term]) -> Match:
        """Return the condition that all ``terms`` stand in a text."""

    @abstractmethod
    def clear(self, connection: Connection) -> None:
        """Forget all texts and words."""

    @abstractmethod
    def compounds(self, connection: Connection, part: str, first: int, last: int) -> list[str]:
        """Return the ``first`` folded words with ``part`` in them that came into the archive, and the ``last``."""

    @abstractmethod
    def _insert(self, connection: Connection, unit: Unit, entries: Sequence[Entry]) -> None:
        """Write the words of texts."""

    @abstractmethod
    def _insert_terms(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        """Write new words so that their parts are found."""

    def add(self, connection: Connection, unit: Unit, entries: Sequence[Entry]) -> None:
        """Index texts, and the words that no text had before."""
        if entries:
            self._insert(connection, unit, entries)
        if unit == "article":  # statements and events have no other words
            self._learn(connection, {word.lemma for one in entries for word in (*one.words, *one.head)})

    def widened(self, connection: Connection, terms: Sequence[Term]) -> tuple[Term, ...]:
        """Return the terms with all compounds that their words are part of."""
        return tuple(self._widened(connection, term) for term in terms)

    def _widened(self, connection: Connection, term: Term) -> Term:
        if term.phrase:
            return term
        parts = [form for form in term.forms if len(form) >= SHORTEST_PART]
        # the first that came are those that most articles use, the last are the news
        each = MOST_COMPOUNDS // max(1, len(parts))
        some = {part: self.compounds(connection, part, each - each // 4, each // 4) for part in parts}
        found = (word for part, words in some.items() for word in words if is_part(part, word))
        return Term(tuple(dict.fromkeys((*term.forms, *found))))

    def _learn(self, connection: Connection, words: set[str]) -> None:
        known: set[str] = set()
        waiting = sorted(word for word in words if len(word) >= SHORTEST_PART)
        for at in range(0, len(waiting), _AT_ONCE):
            some = waiting[at : at + _AT_ONCE]
            known.update(connection.scalars(select(vocabulary.c.term).where(vocabulary.c.term.in_(some))))
        new = [word for word in waiting if word not in known]
        if new:
            last = connection.scalar(select(func.max(vocabulary.c.number))) or 0
            rows = [{"number": number, "term": word} for number, word in enumerate(new, start=last + 1)]
            connection.execute(insert(vocabulary), rows)
            self._insert_terms(connection, rows)


def read_words(text: str) -> list[Folded]:
    """Return the words of a text as far as they are indexed."""
    return list(islice(folded(text), MOST_WORDS))
