"""The words: versioned tables with sources, no code.

In: TSV files beside this module; a first line ``#`` names source, licence and date.
Out: rows as dictionaries, read once.
Never: rules; anything that is not a fact somebody can look up.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

VERSION = "2026.11"
"""Goes into every run; raised when a table changes."""

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of ``NAME.tsv``.

    >>> table("pronouns")[0]["form"]
    'ich'
    """
    lines = (files(__package__) / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


@cache
def endings(name: str, use: str | None = None) -> tuple[str, ...]:
    """Return the forms of a table whose entries are ends of compounds, for ``str.endswith``."""
    return tuple(row["form"] for row in table(name) if use in {None, row.get("use")})


def is_role_noun(word: str) -> bool:
    """Look up whether a capitalised word ends in a noun for an office or calling, in any case.

    >>> is_role_noun("Außenministerin"), is_role_noun("Präsidenten"), is_role_noun("Lindner")
    (True, True, False)
    """
    low = word.lower()
    stems = (low, *(low.removesuffix(end) for end in ("n", "en", "s", "es")))
    return word[:1].isupper() and any(stem.endswith(endings("role_nouns", "suffix")) for stem in stems)


@cache
def column(name: str, key: str) -> frozenset[str]:
    """Return the values of one column."""
    return frozenset(row[key] for row in table(name))
