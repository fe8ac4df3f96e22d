"""The record's types as plain values without words: which strings of a reading may be told as they are.

Whatever is not named here is taken for words of the article, also fields that the record may get one day.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from functools import cache
from typing import Any, Literal

from wortlaut.record import (  # fmt: skip
    Actor,
    Article,
    Coding,
    Event,
    Failure,
    Fragment,
    Identity,
    Link,
    Mention,
    Offset,
    Party,
    Reading,
    Relation,
    Run,
    Statement,
    Timex,
)

ID = re.compile(r"[a-z]{1,8}[0-9]{1,9}|a[0-9a-f]{16}|[a-z0-9]+(?:-[a-z0-9]+)*\.k[0-9]{1,9}")
"""Ids as Wortlaut gives them, which say nothing: actor4, s12, a9e2ca2c3f6e9334b, verkehr.k3."""

_SIGN = re.compile(r"[A-Za-z0-9@._:+/-]*")
_KNOWN = re.compile(r"Q[1-9][0-9]*|[A-Za-z0-9._:-]+")
_IDS = {
    (Article, "id"), (Actor, "id"), (Mention, "id"), (Statement, "id"), (Statement, "parent"), (Party, "mention"),
    (Fragment, "statement"), (Link, "mention"), (Link, "actor"), (Relation, "id"), (Relation, "subject"),
    (Relation, "object"), (Event, "id"), (Event, "initiator"), (Event, "recipient"), (Event, "place"),
    (Event, "source"), (Event, "answers"), (Coding, "id"), (Coding, "finding"), (Coding, "actors"),
}  # fmt: skip
_SIGNS = {
    (Article, "language"), (Article, "fetched"), (Event, "mode"), (Failure, "stage"), (Timex, "value"),
    (Offset, "unit"), (Run, "wortlaut"), (Run, "model"), (Run, "lexicon"), (Run, "options"),
    (Coding, "codebook"), (Coding, "concept"),
}  # fmt: skip
_PUBLIC = {(Identity, "id"), (Identity, "wikidata")}
_REASONS = {(Identity, "reasons"), (Link, "reasons"), (Coding, "reasons"), (Failure, "message")}


def may_stand(owner: type, field: str, words: str) -> bool:
    """Say whether a string of a record may be in a package as it is."""
    if words in levels(owner, field):
        return True
    if (owner, field) in _IDS:
        return ID.fullmatch(words) is not None
    if (owner, field) in _PUBLIC:
        return _KNOWN.fullmatch(words) is not None
    return (owner, field) in _SIGNS and _SIGN.fullmatch(words) is not None


def is_own(owner: type, field: str) -> bool:
    """Say whether Wortlaut says it: reasons and messages, which may cite the article."""
    return (owner, field) in _REASONS


@cache
def hints(owner: type) -> dict[str, Any]:
    """Return the types of the fields of a record type."""
    return typing.get_type_hints(owner)


@cache
def levels(owner: type, field: str) -> frozenset[str]:
    """Return the values of a field that is one of a few words, empty for any other."""
    hint = plain_hint(hints(owner)[field])
    return frozenset(typing.get_args(hint)) if typing.get_origin(hint) is Literal else frozenset()


def plain_hint(hint: Any) -> Any:
    """Return a type without ``None``."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(one for one in typing.get_args(hint) if one is not type(None))
    return hint


def item_hint(hint: Any, index: int) -> Any:
    """Return the type of the item ``index`` of a tuple type; raises ValueError where it has none."""
    items = typing.get_args(hint)
    if len(items) == 2 and items[1] is Ellipsis:
        return items[0]
    if index >= len(items):
        raise ValueError(f"{index + 1} values where {len(items)} belong")
    return items[index]


FINDINGS = tuple(
    field.name for field in dataclasses.fields(Reading) if typing.get_origin(hints(Reading)[field.name]) is tuple
)
"""The fields of a reading that list what was found."""
