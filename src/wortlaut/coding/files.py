"""Codebooks as TOML that people edit and keep under version control."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, Concept

_BOOK = ("id", "name", "version", "concept")
_WORDS = ("id", "name", "definition")
_LISTS = ("keywords", "examples", "counterexamples")
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"})
_SIMILAR = {"concepts": "concept", "keyword": "keywords", "example": "examples", "counterexample": "counterexamples"}


def codebook_from(text: str) -> Codebook:
    r"""Read a codebook from TOML; raises CodingError, which names the line or the concept and says what to do.

    >>> book = codebook_from('id = "b"\nname = "B"\n[[concept]]\nid = "maut"\nname = "Die Maut kommt"\n')
    >>> book.version, [concept.name for concept in book.concepts]
    ('1', ['Die Maut kommt'])
    """
    try:
        told = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise CodingError(f"the codebook is no TOML: {error}; mend that line") from None
    _check_keys(told, _BOOK, "the codebook")
    concepts = told.get("concept", [])
    if not isinstance(concepts, list) or not all(isinstance(one, dict) for one in concepts):
        raise CodingError("concepts are tables: write [[concept]] (two brackets) above each")
    if not concepts:
        raise CodingError("the codebook has no concept: add one that begins with [[concept]]")
    book = {key: _string(told, key, "the codebook") for key in ("id", "name", "version") if key in told}
    if "id" not in book:
        raise CodingError('the codebook has no id: add a line id = "…" (small letters, digits, hyphens) at the top')
    try:
        return Codebook(
            id=book["id"],
            name=book.get("name", book["id"]),
            version=book.get("version", "1"),
            concepts=tuple(_concept(one, number) for number, one in enumerate(concepts, start=1)),
        )
    except ValueError as error:
        raise CodingError(f"{error}; mend that in the codebook") from None


def example() -> str:
    """Return a codebook as a file that shows how one is written; it fits our sample articles."""
    return (files(__package__) / "example.toml").read_text(encoding="utf-8")


def codebook_toml(codebook: Codebook) -> str:
    r"""Return a codebook as TOML; ``codebook_from`` gives an equal one back.

    >>> concept = Concept(id="maut", name="Die \"Maut\" kommt")
    >>> print(codebook_toml(Codebook(id="b", name="B", concepts=(concept,))), end="")
    id = "b"
    name = "B"
    version = "1"
    <BLANKLINE>
    [[concept]]
    id = "maut"
    name = "Die \"Maut\" kommt"
    """
    lines = [f"{key} = {_quoted(getattr(codebook, key))}" for key in ("id", "name", "version")]
    for concept in codebook.concepts:
        lines += ["", "[[concept]]", f"id = {_quoted(concept.id)}", f"name = {_quoted(concept.name)}"]
        if concept.definition:
            lines.append(f"definition = {_quoted(concept.definition)}")
        if concept.keywords:
            lines.append(f"keywords = [{', '.join(map(_quoted, concept.keywords))}]")
        for key in ("examples", "counterexamples"):
            lines += _listed(key, getattr(concept, key))
    return "\n".join(lines) + "\n"


def concept_id(name: str) -> str:
    """Return an id made from the name of a concept.

    >>> concept_id("Die Brücke bleibt"), concept_id("Šalčininkai")
    ('die-bruecke-bleibt', 'salcininkai')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).lower().translate(_LETTERS))
    ascii_only = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "konzept"


def _listed(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key} = [", *(f"  {_quoted(one)}," for one in values), "]"] if values else []


def _quoted(words: str) -> str:
    """Return a basic string of TOML: control characters are escaped, all else stands as it is."""
    signs = (
        _SHORT.get(one) or (f"\\u{ord(one):04X}" if ord(one) < 0x20 or 0x7F <= ord(one) < 0xA0 else one)
        for one in words
    )
    return f'"{"".join(signs)}"'


def _concept(told: Mapping[str, Any], number: int) -> Concept:
    where = f"concept {told['id']!r}" if isinstance(told.get("id"), str) else f"concept number {number}"
    _check_keys(told, (*_WORDS, *_LISTS), where)
    for key in ("id", "name"):
        if key not in told:
            raise CodingError(f'{where} has no {key}: add a line {key} = "…"')
    words = {key: _string(told, key, where) for key in _WORDS if key in told}
    lists = {key: _strings(told, key, where) for key in _LISTS if key in told}
    try:
        return Concept(**words, **lists)  # type: ignore[arg-type]  # checked by the two lines above
    except ValueError as error:
        raise CodingError(f"{where}: {error}") from None


def _check_keys(told: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for key in told:
        if key not in known:
            meant = f"did you mean {_SIMILAR[key]!r}? " if _SIMILAR.get(key) in known else ""
            raise CodingError(f"{where} has {key!r}, which means nothing here; {meant}known are {', '.join(known)}")


def _string(told: Mapping[str, Any], key: str, where: str) -> str:
    value = told[key]
    if not isinstance(value, str):
        raise CodingError(f'{where}: {key} is {value!r}; write words in quotation marks, as in {key} = "…"')
    return value


def _strings(told: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = told[key]
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise CodingError(f'{where}: {key} is a list of words in quotation marks, as in {key} = ["…", "…"]')
    return tuple(value)
