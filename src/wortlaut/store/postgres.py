"""The index of words in PostgreSQL: tsvectors that we make ourselves, and pg_trgm for the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, cast, column, delete, func, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from wortlaut.store.folding import Folded, Term
from wortlaut.store.schema import vocabulary
from wortlaut.store.words import UNITS, Entry, Match, Unit, WordIndex

_LAST = 16_383  # the last position that PostgreSQL counts
_MOST_PLACES = 255  # of one word in one text
_BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the length


class PostgresIndex(WordIndex):
    """Dictionary forms and, behind ``=``, written forms in one tsvector with the same positions."""

    def match(self, unit: Unit, terms: Sequence[Term]) -> Match:
        """Return the condition that all ``terms`` stand in a text."""
        source = table(f"{unit}_words", column("number", Integer), column("words", TSVECTOR))
        asked = cast(bindparam("asked", " & ".join(map(_expression, terms)), unique=True), TSQUERY)
        return Match(
            source=source,
            number=source.c.number,
            found=source.c.number,
            condition=source.c.words.op("@@", is_comparison=True)(asked),
            rank=-func.ts_rank(source.c.words, asked, _BY_LENGTH),
        )

    def clear(self, connection: Connection) -> None:
        """Forget all texts and words."""
        for unit in UNITS:
            connection.execute(text(f"TRUNCATE {unit}_words"))
        connection.execute(delete(vocabulary))

    def compounds(self, connection: Connection, part: str, first: int, last: int) -> list[str]:
        """Return the ``first`` folded words with ``part`` in them that came into the archive, and the ``last``."""
        term, number = vocabulary.c.term, vocabulary.c.number
        # the index of parts has this collation, so that it is never taken for whole words: it is slow at them
        asked = select(term, number).where(term.collate("C").like(f"%{part}%")).cte().prefix_with("MATERIALIZED")
        found: dict[str, None] = {}
        for order, most in ((asked.c.number.asc(), first), (asked.c.number.desc(), last)):
            found |= dict.fromkeys(connection.scalars(select(asked.c.term).order_by(order).limit(most)))
        return list(found)

    def _insert(self, connection: Connection, unit: Unit, entries: Sequence[Entry]) -> None:
        connection.execute(
            text(f"INSERT INTO {unit}_words (number, words) VALUES (:number, CAST(:words AS tsvector))"),
            [{"number": one.number, "words": _vector(one.words, one.head)} for one in entries],
        )

    def _insert_terms(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        """Do nothing: the index of the table ``vocabulary`` knows parts."""


def _vector(words: list[Folded], head: list[Folded]) -> str:
    """Return a tsvector as PostgreSQL reads it: words with their places, those of the head with weight A."""
    found: dict[str, list[str]] = {}
    for place, word in enumerate(words[:_LAST], start=1):
        for form in (word.lemma, "=" + word.form):
            found.setdefault(form, []).append(str(place))
    for word in head:
        found.setdefault(word.lemma, []).insert(0, f"{_LAST}A")
    return " ".join(f"'{form}':{','.join(places[:_MOST_PLACES])}" for form, places in found.items())


def _expression(term: Term) -> str:
    if term.phrase:
        return "(" + " <-> ".join(f"'={form}'" for form in term.forms) + ")"
    return "(" + " | ".join((*(f"'{form}'" for form in term.forms), f"'={term.forms[0]}'")) + ")"
