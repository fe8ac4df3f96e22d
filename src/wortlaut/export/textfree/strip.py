"""Reading → package: every word goes, its place stays."""

from __future__ import annotations

import dataclasses
import json
import secrets
from datetime import date
from typing import Any

from wortlaut.export.textfree.letters import Letters, digest
from wortlaut.export.textfree.package import SCHEMA
from wortlaut.export.textfree.shape import is_own, may_stand
from wortlaut.export.textfree.words import Words
from wortlaut.record import Actor, Article, Reading, Span

ELSEWHERE = ("source", "url", "outlet", "title", "byline", "dateline")
"""What an article says of itself: taken from the text where that has it, else from whoever attaches his own copy."""

_CITED = ("outlet", "url")


def text_free(reading: Reading, *, salt: bytes | None = None, cite: bool = False) -> bytes:
    """Return ``reading`` without the words of its article as canonical JSON (ASCII, sorted keys, no line break).

    ``salt`` (random if None) goes into all hashes: the same reading with the same salt gives the same bytes. With
    ``cite`` outlet and address stand in it, so that others find the article; an address may have words of the title.
    """
    return _Stripped(reading, secrets.token_bytes(16) if salt is None else salt, cite).json()


class _Stripped:
    """One package in the making: the strings and the offsets that its reading points to."""

    def __init__(self, reading: Reading, salt: bytes, cite: bool) -> None:
        self._reading, self._salt, self._cite = reading, salt, cite
        self._words = Words(reading)
        self._strings: dict[tuple[str, bool], int] = {}
        self._offsets: set[int] = set()

    def json(self) -> bytes:
        text = self._reading.article.text
        own = Letters(text)
        elsewhere = [name for name in ELSEWHERE if self._is_elsewhere(name)]
        told = self._told(self._reading, Reading, "")
        strings = [
            [self._span(piece) if isinstance(piece, Span) else piece for piece in self._words.pieces(words, own=by_us)]
            for words, by_us in self._strings
        ]
        package = {
            "schema": SCHEMA,
            "text": {
                "salt": self._salt.hex(),
                "hash": digest(self._salt, text),
                "length": len(text),
                "letters": len(own.letters),
                "letters_hash": digest(self._salt, own.letters),
                "stretches": [digest(self._salt, own.letters[start:end])[:16] for start, end in own.stretches],
            },
            "elsewhere": elsewhere,
            "places": [
                [place.offset, place.letters, place.before, place.after]
                for place in map(own.place, sorted(self._offsets))
            ],
            "strings": strings,
            "reading": told,
        }
        return json.dumps(package, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")

    def _told(self, value: Any, owner: type, field: str) -> Any:
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, str):
            return self._string(value, owner, field)
        if isinstance(value, tuple):
            return [self._told(one, owner, field) for one in value]
        if dataclasses.is_dataclass(value):
            return self._fields(value)
        if isinstance(value, date):
            return value.isoformat()
        return float(value) if isinstance(value, float) else value

    def _fields(self, value: Any) -> dict[str, Any]:
        """Return the fields of a value that differ from their defaults; an actor's public name may stand."""
        owner = type(value)
        told = {
            field.name: self._told(getattr(value, field.name), owner, field.name)
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
        if isinstance(value, Article):
            del told["text"]
            for name in ELSEWHERE:
                if self._is_elsewhere(name):
                    told.pop(name, None)
                elif self._cite and name in _CITED and name in told:
                    told[name] = getattr(value, name)
        if isinstance(value, Actor) and value.identity and value.name in self._words.names:
            told["name"] = value.name
        return told

    def _is_elsewhere(self, name: str) -> bool:
        """Say whether the text does not have what the article says of itself."""
        if self._cite and name in _CITED:
            return False
        value = getattr(self._reading.article, name)
        words = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return any(self._words.whole(one) is None for one in words)

    def _string(self, words: str, owner: type, field: str) -> str | int:
        if may_stand(owner, field, words):
            return words
        return self._strings.setdefault((words, is_own(owner, field)), len(self._strings))

    def _span(self, span: Span) -> list[int]:
        self._offsets.update((span.start, span.end))
        return [span.start, span.end]
