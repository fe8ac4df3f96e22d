"""Codebooks as files of TOML, which people can edit, compare and keep under version control."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, Concept

_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(32), 127)} | {"\\": "\\\\", '"': '\\"'}
_TEXTS = ("keywords", "examples", "counterexamples")
_BOOK = {"id", "name", "version", "concept"}
_CONCEPT = {"id", "name", "definition", *_TEXTS}


def codebook_from(text: str) -> Codebook:
    r"""Return the codebook that a file holds; raises CodingError that says where it is wrong and what to do.

    >>> book = codebook_from('id = "bau"\nname = "Bau"\n[[concept]]\nid = "bruecke"\nname = "Brücke"')
    >>> book.concepts[0].name, book.version
    ('Brücke', '1')
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodingError(f"this codebook is no TOML: {error}") from None
    _only(told, _BOOK, "the codebook")
    concepts = told.get("concept", [])
    if not isinstance(concepts, list) or not all(isinstance(one, dict) for one in concepts):
        raise CodingError("each concept of a codebook stands under [[concept]], with two brackets")
    try:
        return Codebook(
            id=_word(told, "id", "the codebook"),
            name=_word(told, "name", "the codebook"),
            version=_word(told, "version", "the codebook", "1"),
            concepts=tuple(_concept(one, number) for number, one in enumerate(concepts, 1)),
        )
    except ValueError as error:
        raise CodingError(str(error)) from None


def example() -> str:
    """Return a small codebook as a file that shows how one is written; it fits our sample articles."""
    return (files(__package__) / "example.toml").read_text(encoding="utf-8")


def codebook_toml(book: Codebook) -> str:
    """Return a codebook as a file; ``codebook_from`` gives an equal codebook back."""
    lines = [f"id = {_quoted(book.id)}", f"name = {_quoted(book.name)}", f"version = {_quoted(book.version)}"]
    for one in book.concepts:
        lines += ["", "[[concept]]", f"id = {_quoted(one.id)}", f"name = {_quoted(one.name)}"]
        if one.definition:
            lines.append(f"definition = {_quoted(one.definition)}")
        for name in _TEXTS:
            texts: tuple[str, ...] = getattr(one, name)
            if name == "keywords" and texts:
                lines.append(f"keywords = [{', '.join(map(_quoted, texts))}]")
            elif texts:
                lines += [f"{name} = [", *(f"  {_quoted(text)}," for text in texts), "]"]
    return "\n".join(lines) + "\n"


def _concept(told: dict[str, Any], number: int) -> Concept:
    where = f"concept {told.get('id', number)}"
    _only(told, _CONCEPT, where)
    return Concept(
        id=_word(told, "id", where),
        name=_word(told, "name", where),
        definition=_word(told, "definition", where, ""),
        keywords=_texts(told, "keywords", where),
        examples=_texts(told, "examples", where),
        counterexamples=_texts(told, "counterexamples", where),
    )


def _only(told: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(told) - known)
    if unknown:
        raise CodingError(f"{where} has {', '.join(unknown)}, which is not known; known are {', '.join(sorted(known))}")


def _word(told: dict[str, Any], name: str, where: str, default: str | None = None) -> str:
    value = told.get(name, default)
    if not isinstance(value, str):
        raise CodingError(f'{where} needs {name} = "…"' if value is None else f"{where}: {name} has to be in quotes")
    return value


def _texts(told: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = told.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise CodingError(f'{where}: {name} is a list of words in quotes, such as ["eins", "zwei"]')
    return tuple(value)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(one, one) for one in text) + '"'
