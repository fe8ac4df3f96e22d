"""Readings without the article's text, to be shared where the text must not be, and put together again with a copy.

A package holds offsets, kinds, numbers, days and ids. Whatever words a reading has (names, objects, reasons) stand in
it as places in the text; letters that are nowhere in the text stand as they are. Who has the article puts both
together. Ids of the lexicon stay, so that one sees who of the public is in an article.
"""

from __future__ import annotations

import hashlib
import secrets
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from wortlaut.errors import RecordError
from wortlaut.record import Article, Reading

SCHEMA = "wortlaut-textfree/1"
_SHORTEST = 3
"""Code points of a place in the text; fewer stand as they are."""
_KEPT = frozenset(
    "actor actors agreement anchor answers certainty codebook concept earliest finding gender id initiator kind "
    "language latest lexicon medium mention mode model outlet parent place polarity precision published recipient "
    "role since  source stage statement status subject type until url wikidata wortlaut".split()
)
"""Fields whose words come from tables, other fields, or the catalogue of a library; all others can hold the text's."""
_SAME = {one: '"' for one in "„“”‟«»″"} | {one: "'" for one in "‚‘’‛‹›′`´"} | {one: "-" for one in "‐‑‒–—―−"}
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A reading with its text again; ``exact`` unless the copy has other white space, quotation marks or hyphens."""

    reading: Reading
    exact: bool


def text_free(reading: Reading, *, salt: str | None = None) -> bytes:
    """Return a reading without its text, as one line of JSON; ``attach`` gives it back.

    Kept are id, address, outlet and day of the article, not its title, authors, and the path of its file. ``salt`` goes
    into the hashes of the text; by default it is drawn.
    """
    text = reading.article.text
    salt = secrets.token_hex(8) if salt is None else salt
    plain, places = _plain(text)
    told = msgspec.to_builtins(reading)
    title = told["article"].pop("title")
    for name in ("text", "source", "fetched"):
        del told["article"][name]
    package = {
        "schema": SCHEMA,
        "salt": salt,
        "length": len(text),
        "text": _hash(salt, text),
        "plain": _hash(salt, plain),
        "dropped": _gaps(places, len(text)),
        "paragraphs": [_hash(salt, _plain(one.span.of(text))[0])[:4] for one in reading.article.paragraphs],
        "title": {"of": list(_pieces(title, text))} if title and title in text else None,
        "reading": _without(told, text, kept=False),
    }
    return msgspec.json.encode(package)


def attach(data: bytes, text: str, *, title: str | None = None) -> Attached:
    """Return the reading of a package with the text of one's own copy of the article.

    ``title`` is needed only where the text does not have it. Raises RecordError for what is no package, and for another
    text, with the paragraphs that differ.
    """
    package = _package(data)
    exact = _hash(package["salt"], text) == package["text"]
    move = _same if exact else _moved(package, text)
    told = _with(package["reading"], text, move)
    words = _words(package["title"]["of"], text, move) if package["title"] else title
    told["article"] |= {"text": text, "title": words}
    try:
        return Attached(reading=msgspec.convert(told, Reading), exact=exact)
    except (msgspec.ValidationError, ValueError) as error:
        raise RecordError(f"this package is damaged: {error}") from None


def fits(data: bytes, article: Article) -> bool:
    """Say whether a package is of an article: its id, or its text but for white space, quotation marks and hyphens."""
    package = _package(data)
    if package["reading"]["article"]["id"] == article.id:
        return True
    return bool(_hash(package["salt"], _plain(article.text)[0]) == package["plain"])


def _package(data: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(data)
        if found["schema"] != SCHEMA:
            raise ValueError(found["schema"])
        _ = found["reading"]["article"]["id"], found["salt"] + found["text"] + found["plain"], found["title"]
    except (msgspec.DecodeError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"this is no text-free package of Wortlaut ({SCHEMA}): {error!r}") from None
    return found  # type: ignore[no-any-return]


def _hash(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text with one kind of white space, quotation marks and hyphens, and where each sign of it stood."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if sign in _NOTHING:
            continue
        if sign.isspace():
            sign = " "
            if not signs or signs[-1] == " ":
                continue
        signs.append(_SAME.get(sign, sign))
        places.append(at)
    if signs and signs[-1] == " ":
        signs.pop()
        places.pop()
    return "".join(signs), places


def _gaps(places: Sequence[int], length: int) -> list[list[int]]:
    """Return the ranges of offsets that a plain text leaves out."""
    found: list[list[int]] = []
    last = 0
    for at in (*places, length):
        if at > last:
            found.append([last, at])
        last = at + 1
    return found


Move = Callable[[int, int], tuple[int, int]]
"""Start and end of a place in the text of the package → in the copy."""


def _same(start: int, end: int) -> tuple[int, int]:
    return start, end


def _moved(package: Mapping[str, Any], text: str) -> Move:
    """Return where places of the package lie in a copy that is not exactly the same."""
    plain, there = _plain(text)
    if _hash(package["salt"], plain) != package["plain"]:
        raise RecordError(_difference(package, text))
    gone = {at for start, end in package["dropped"] for at in range(start, end)}
    here = [at for at in range(package["length"]) if at not in gone]

    def move(start: int, end: int) -> tuple[int, int]:
        first, last = bisect_left(here, start), bisect_left(here, end) - 1
        if last < first:  # a place of white space alone
            return there[min(first, len(there) - 1)], there[min(first, len(there) - 1)]
        return there[first], there[last] + 1

    return move


def _difference(package: Mapping[str, Any], text: str) -> str:
    """Return in words how a text differs from the one that a package was made of."""
    have = {_hash(package["salt"], _plain(one)[0])[:4] for one in text.splitlines() if one.strip()}
    lost = [number for number, one in enumerate(package["paragraphs"], start=1) if one not in have]
    many = len(package["paragraphs"])
    if len(lost) == many:
        return f"this is not the text of article {package['reading']['article']['id']}: no paragraph is the same"
    told = ", ".join(map(str, lost[:10])) + (" …" if len(lost) > 10 else "")
    where = (
        f"paragraphs {told} of {many} differ" if lost else "its paragraphs stand in another order, or there are more"
    )
    return f"this text is another version of article {package['reading']['article']['id']}: {where}"


def _without(value: Any, text: str, *, kept: bool) -> Any:
    """Return a plain value whose words are places in the text; ``kept`` words stay."""
    if isinstance(value, dict):
        return {name: _without(one, text, kept=name in _KEPT) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, text, kept=kept) for one in value]
    if isinstance(value, str) and not kept:
        return {"of": list(_pieces(value, text))}
    return value


def _pieces(words: str, text: str) -> Iterator[str | list[int]]:
    """Yield words as the longest places in a text, from the left; what is nowhere in it as it is."""
    at, loose = 0, ""
    while at < len(words):
        end = at + _SHORTEST
        start = text.find(words[at:end]) if end <= len(words) else -1
        if start < 0:
            loose += words[at]
            at += 1
            continue
        while end < len(words) and (further := text.find(words[at : end + 1], start)) >= 0:
            start, end = further, end + 1
        if loose:
            yield loose
            loose = ""
        yield [start, start + end - at]
        at = end
    if loose:
        yield loose


def _with(value: Any, text: str, move: Move) -> Any:
    if isinstance(value, list):
        return [_with(one, text, move) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"of"}:
        return _words(value["of"], text, move)
    if value.keys() == {"start", "end"}:
        start, end = move(value["start"], value["end"])
        return {"start": start, "end": end}
    return {name: _with(one, text, move) for name, one in value.items()}


def _words(pieces: Sequence[Any], text: str, move: Move) -> str:
    return "".join(one if isinstance(one, str) else text[slice(*move(*one))] for one in pieces)


def without_text(reading: Reading) -> Reading:
    """Return a reading as a package keeps it: without the path of its file and the time when it was fetched."""
    return replace(reading, article=replace(reading.article, source=None, fetched=None))
