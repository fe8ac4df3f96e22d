"""The words: versioned tables with sources, no code.

In: TSV files beside this module; a first line ``#`` names source, licence and date.
Out: rows as dictionaries, read once.
Never: rules; anything that is not a fact somebody can look up.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

VERSION = "2026.11.6"
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


@cache
def inflect(form: str, model: str) -> tuple[str, ...]:
    """Return all forms of a base form by its model, a row of ``inflections``.

    ``~`` stands for the ending of an adjective, ``^`` for the noun's where it is not at the end. The rule is generous:
    some forms do not occur.

    >>> inflect("Kasache", "Russe"), "des Auswärtigen Amtes".endswith(inflect("Auswärtig~ Amt", "Tag"))
    (('Kasache', 'Kasachen'), True)
    """
    ends = {row["model"]: [end.strip("-") for end in row["endings"].split()] for row in table("inflections")}
    slotted = form if "^" in form else form + "^"
    adjectives = [end for end in ends["russisch"] if end] if "~" in form else [""]
    return tuple(slotted.replace("~", adjective).replace("^", end) for adjective in adjectives for end in ends[model])


def holds(row: Row, day: str) -> bool:
    """Say whether a row with ``since`` and ``until`` (half-open, maybe imprecise) holds on a day.

    >>> merkel = {"since": "2005-11-22", "until": "2021-12-08"}
    >>> holds(merkel, "2019-05-01"), holds(merkel, "2021-12-08"), holds({"since": "2005", "until": ""}, "2005-03-01")
    (True, False, True)
    """
    since, until = row["since"], row["until"]
    ended = until and day >= until and not (len(until) < len(day) and day.startswith(until))
    return day[: len(since)] >= since and not ended
