"""The index of words in SQLite: FTS5 tables without contents, and trigrams of the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Integer, bindparam, column, delete, literal_column, table, text

from wortlaut.store.folding import Term
from wortlaut.store.schema import vocabulary
from wortlaut.store.words import UNITS, Entry, Match, Unit, WordIndex

_WEIGHTS = "4.0, 1.0, 0.5"  # of head, lemmas, forms


class Fts5Index(WordIndex):
    """Dictionary forms and written forms in two columns with the same positions."""

    def match(self, unit: Unit, terms: Sequence[Term]) -> Match:
        """Return the condition that all ``terms`` stand in a text."""
        name = f"{unit}_words"
        source = table(name, column("rowid", Integer))
        asked: BindParameter[str] = bindparam("asked", " AND ".join(map(_expression, terms)), unique=True)
        return Match(
            source=source,
            number=source.c.rowid,
            found=literal_column(
                f"+{name}.rowid", Integer
            ),  # FTS5 is quick in a row and slow to look up single numbers
            condition=literal_column(name).op("MATCH", is_comparison=True)(asked),
            rank=literal_column(f"bm25({name}, {_WEIGHTS})"),
        )

    def clear(self, connection: Connection) -> None:
        """Forget all texts and words."""
        for name in (*(f"{unit}_words" for unit in UNITS), "vocabulary_parts"):
            connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('delete-all')"))
        connection.execute(delete(vocabulary))

    def compounds(self, connection: Connection, part: str, first: int, last: int) -> list[str]:
        """Return the ``first`` folded words with ``part`` in them that came into the archive, and the ``last``."""
        found: dict[str, None] = {}
        for order, most in (("ASC", first), ("DESC", last)):
            asked = text(
                "SELECT v.term FROM vocabulary_parts p JOIN vocabulary v ON v.number = p.rowid "
                f"WHERE p.vocabulary_parts MATCH :part ORDER BY p.rowid {order} LIMIT :most"
            )
            found |= dict.fromkeys(connection.scalars(asked, {"part": f'"{part}"', "most": most}))
        return list(found)

    def _insert(self, connection: Connection, unit: Unit, entries: Sequence[Entry]) -> None:
        connection.execute(
            text(f"INSERT INTO {unit}_words (rowid, head, lemmas, forms) VALUES (:number, :head, :lemmas, :forms)"),
            [
                {
                    "number": one.number,
                    "head": " ".join(word.lemma for word in one.head),
                    "lemmas": " ".join(word.lemma for word in one.words),
                    "forms": " ".join(word.form for word in one.words),
                }
                for one in entries
            ],
        )

    def _insert_terms(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        connection.execute(text("INSERT INTO vocabulary_parts (rowid, term) VALUES (:number, :term)"), rows)


def _expression(term: Term) -> str:
    if term.phrase:
        return f'forms : "{" ".join(term.forms)}"'
    lemmas = " OR ".join(f'"{form}"' for form in term.forms)
    return f'({{head lemmas}} : ({lemmas}) OR forms : "{term.forms[0]}")'
