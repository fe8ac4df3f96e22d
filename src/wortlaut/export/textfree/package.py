"""A package as it is read: what it says of the text, and the reading in pieces."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, Literal

import msgspec

from wortlaut.errors import RecordError
from wortlaut.export.textfree.letters import Letters, Place, digest, stretches

SCHEMA: Literal["wortlaut-text-free/1"] = "wortlaut-text-free/1"


class TextSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a package tells of a text: salted hashes of all of it, of its letters and of each stretch of these."""

    salt: str
    hash: str
    length: int
    letters: int
    letters_hash: str
    stretches: tuple[str, ...]


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A reading without words. ``places`` are offset, letters before it, marks before and after; in order."""

    schema: Literal["wortlaut-text-free/1"]
    text: TextSeal
    elsewhere: tuple[str, ...]
    places: tuple[tuple[int, int, int, int], ...]
    strings: tuple[tuple[str | tuple[int, int], ...], ...]
    reading: dict[str, Any]

    @cached_property
    def salt(self) -> bytes:
        """What goes before a text when it is hashed."""
        return bytes.fromhex(self.text.salt)

    @cached_property
    def by_offset(self) -> dict[int, Place]:
        """The places by their offsets."""
        return {
            offset: Place(offset=offset, letters=letters, before=before, after=after)
            for offset, letters, before, after in self.places
        }

    def is_of(self, text: str) -> bool:
        """Say whether this is a reading of exactly this text."""
        return self.text.hash == digest(self.salt, text)

    def is_nearly_of(self, own: Letters) -> bool:
        """Say whether the text differs in white space, quotation marks and hyphens only."""
        return self.text.letters_hash == digest(self.salt, own.letters)


def package_from(data: bytes) -> Package:
    """Return a package; raises RecordError that says what is wrong with it."""
    try:
        found = msgspec.convert(json.loads(data), Package)  # msgspec's decoder refuses lone surrogates
        bytes.fromhex(found.text.salt)
    except (ValueError, RecursionError) as error:  # those of msgspec, json and of encodings are ValueErrors
        raise RecordError(f"this is no text-free package of Wortlaut: {error}") from None
    if len(stretches(max(found.text.letters, 0))) != len(found.text.stretches):
        raise RecordError("this text-free package is damaged: its hashes do not fit the length of its text")
    return found
