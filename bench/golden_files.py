"""Golden files: JSON in which anchors of the text stand for offsets.

An anchor is ``{"text": …, "nth": …}`` (the nth occurrence of these characters, from 1, which is the default)
or, in seeds, ``{"span": [start, end], "text": …}``. A party is ``{"mention": anchor or null, "name": …}``, in
seeds a bare name with the mention beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.matching import Expected, Golden, Someone
from bench.words import Bounds


class GoldenError(ValueError):
    """A golden file that does not fit its article."""


def place(anchor: Mapping[str, Any], text: str) -> Bounds:
    """Return where an anchor lies in the text.

    Raises GoldenError when it is not there.

    >>> place({"text": "aus", "nth": 2}, "Haus aus Holz")
    (5, 8)
    """
    words = anchor["text"]
    if "span" in anchor:
        start, end = anchor["span"]
        if text[start:end] != words:
            raise GoldenError(f"{start}–{end} is {text[start:end]!r}, not {words!r}")
        return start, end
    at = -1
    for _ in range(anchor.get("nth") or 1):
        at = text.find(words, at + 1)
        if at < 0:
            raise GoldenError(f"{words!r} is not in the text {anchor.get('nth') or 1} times")
    return at, at + len(words)


def golden_article(name: str, golden: Mapping[str, Any], text: str) -> Golden:
    """Read a golden file against the text of its article.

    Raises GoldenError for an anchor that is not in the text, two statements of one id or an unknown parent.
    """
    forms = {
        actor["name"]: frozenset([actor["name"], *map(_form, actor.get("mentions", ()))])
        for actor in golden.get("actors", ())
    }
    statements = tuple(_statement(statement, text, forms) for statement in golden["statements"])
    ids = [statement.id for statement in statements]
    if len(set(ids)) < len(ids):
        raise GoldenError(f"{name}: two statements have the same id")
    for statement in statements:
        if statement.parent is not None and statement.parent not in ids:
            raise GoldenError(f"{name}: {statement.id} is nested in {statement.parent}, which is not there")
    roles = tuple(golden.get("article", {}).get("paragraph_roles", ()))
    return Golden(name, text, statements, roles)


def _statement(golden: Mapping[str, Any], text: str, forms: Mapping[str, frozenset[str]]) -> Expected:
    try:
        return Expected(
            id=golden["id"],
            kind=golden["kind"],
            content=tuple(place(anchor, text) for anchor in golden["content"]),
            speaker=_someone(golden, "speaker", text, forms),
            addressee=_someone(golden, "addressee", text, forms),
            parent=golden.get("parent") or golden.get("nested_in"),
            medium=golden.get("medium"),
            certainty=golden.get("certainty"),
            polarity=golden.get("polarity"),
        )
    except GoldenError as error:
        raise GoldenError(f"{golden['id']}: {error}") from error


def _form(mention: str | Mapping[str, Any]) -> str:
    """Return the words of an actor's mention, which is a string or an anchor."""
    return mention if isinstance(mention, str) else str(mention["text"])


def _someone(golden: Mapping[str, Any], role: str, text: str, forms: Mapping[str, frozenset[str]]) -> Someone | None:
    party = golden.get(role)
    if party is None:
        return None
    if isinstance(party, str):
        party = {"name": party, "mention": golden.get(f"{role}_mention")}
    anchor, name = party.get("mention"), party.get("name")
    return Someone(
        mention=place(anchor, text) if anchor else None,
        name=name,
        forms=forms.get(name, frozenset()) if name else frozenset(),
    )


def read_text(path: Path) -> str:
    """Read an article's file as intake does: UTF-8, no byte-order mark, line ends as LF."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def golden_of(article: Path) -> dict[str, Any]:
    """Read the golden file that lies beside an article: ``NAME.txt`` and ``NAME.gold.json``."""
    golden: dict[str, Any] = json.loads(article.with_suffix(".gold.json").read_text(encoding="utf-8"))
    return golden
