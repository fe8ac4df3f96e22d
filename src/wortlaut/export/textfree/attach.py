"""Package + one's own copy of the article → Reading."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from wortlaut.errors import RecordError
from wortlaut.export.textfree.align import aligned
from wortlaut.export.textfree.package import Package, package_from
from wortlaut.export.textfree.shape import FINDINGS, hints, item_hint, plain_hint
from wortlaut.record import Article, Fragment, Party, Reading, Span, Statement

Find = Callable[[int, int], Span | None]
_UNTOLD = "[{}]"
"""Stands for a name whose words one's own copy does not have; the number is that of the package."""


class _Missing(Exception):
    """Words that one's own copy does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What has no place in one's own copy: the field of the reading, its id there, its offset in the package.

    ``strings`` are names and other words for which a number stands now.
    """

    field: str
    id: str | None
    start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A reading with the words of one's own copy.

    ``exact``: of the very same text. ``lost`` is what could not be placed, ``differs`` says where the copy begins to
    differ in more than white space, quotation marks and hyphens.
    """

    reading: Reading
    exact: bool
    lost: tuple[Lost, ...] = ()
    differs: str | None = None


def attach(package: bytes, own: Article | str) -> Reading:
    """Return the reading of a package with the words of one's own copy of the article.

    Of the same text it is equal to the one that was packed; what the article says of itself (title, outlet, source …)
    comes from ``own`` where the text does not have it. In a copy with other white space, quotation marks or hyphens
    all offsets are those of the copy. Raises RecordError, which says where texts differ, for any other text;
    ``attached`` takes what can be placed.
    """
    found = attached(package, own)
    if found.lost or found.differs:
        raise RecordError(
            f"this copy has other words than the article of the package: {found.differs or 'marks only'}; "
            f"{len(found.lost)} findings or names have no place in it. Attach the article with the same words"
        )
    return found.reading


def attached(package: bytes | Package, own: Article | str) -> Attached:
    """Return the reading of a package as far as one's own copy has its words, and what is lost.

    Raises RecordError where the package is damaged or the text is that of another article.
    """
    told = package if isinstance(package, Package) else package_from(package)
    article = Article(id="", text=own, paragraphs=()) if isinstance(own, str) else own
    if told.is_of(article.text):
        return _Filling(told, article, _same).attached(exact=True)
    places, alignment = told.by_offset, aligned(told, article.text)

    def moved(start: int, end: int) -> Span | None:
        if start not in places or end not in places:
            raise RecordError("this text-free package is damaged: it does not tell the place of an offset")
        return alignment.span(places[start], places[end])

    return _Filling(told, article, moved).attached(exact=False, differs=alignment.differs)


def _same(start: int, end: int) -> Span:
    return Span(start=start, end=end)


class _Filling:
    """The words going back into one package."""

    def __init__(self, package: Package, own: Article, find: Find) -> None:
        self._package, self._own, self._find = package, own, find
        self._lost: list[Lost] = []

    def attached(self, *, exact: bool, differs: str | None = None) -> Attached:
        """Return the reading; raises RecordError where the package does not hold one."""
        told = self._package.reading
        try:
            filled = {name: self._findings(name, told[name]) for name in FINDINGS if name in told}
            rest = {name: value for name, value in told.items() if name not in (*FINDINGS, "article")}
            plain = {"article": self._article(told["article"]), **self._fields(rest, Reading), **filled}
            reading = msgspec.convert(plain, Reading)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise RecordError(f"this text-free package is damaged: {error}") from None
        return Attached(
            reading=_without_loose_ends(reading) if self._lost else reading,
            exact=exact,
            lost=tuple(self._lost),
            differs=differs,
        )

    def _article(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return the article; what its text does not tell of itself comes from one's own."""
        paragraphs = self._kept("paragraphs", told.get("paragraphs", []), item_hint(hints(Article)["paragraphs"], 0))
        fields = {
            name: self._value(value, hints(Article)[name], leave=True)
            for name, value in told.items()
            if name != "paragraphs"
        }
        own = {name: msgspec.to_builtins(getattr(self._own, name)) for name in self._package.elsewhere}
        return {**fields, **own, "text": self._own.text, "paragraphs": paragraphs}

    def _findings(self, name: str, told: list[Any]) -> list[Any]:
        return self._kept(name, told, item_hint(hints(Reading)[name], 0))

    def _kept(self, name: str, told: list[Any], hint: Any) -> list[Any]:
        """Return what has its place, and note what has none; actors stay, though with a number for a name."""
        kept = []
        for one in told:
            try:
                kept.append(self._value(one, hint, leave=name == "actors"))
            except _Missing:
                start = next(_starts(one, hint), None)
                self._lost.append(Lost(field=name, id=one.get("id") or one.get("mention"), start=start))
        return kept

    def _value(self, told: Any, hint: Any, *, leave: bool = False) -> Any:
        """Return a value with its words; ``leave``: without what has no place, otherwise raises _Missing."""
        hint = plain_hint(hint)
        if told is None:
            return None
        if hint is Span:
            start, end = told
            found = self._find(start, end)
            if found is None and not leave:
                raise _Missing
            return found and {"start": found.start, "end": found.end}
        if hint is str:
            return told if isinstance(told, str) else self._string(told)
        if typing.get_origin(hint) is tuple:
            return [self._value(one, item_hint(hint, index), leave=leave) for index, one in enumerate(told)]
        return self._fields(told, hint, leave=leave) if dataclasses.is_dataclass(hint) else told

    def _fields(self, told: dict[str, Any], owner: Any, *, leave: bool = False) -> dict[str, Any]:
        return {name: self._value(value, hints(owner)[name], leave=leave) for name, value in told.items()}

    def _string(self, number: int) -> str:
        """Return a string; no evidence hangs on it, so a number in brackets stands for one that cannot be told."""
        words = []
        for piece in self._package.strings[number]:
            found = piece if isinstance(piece, str) else self._find(*piece)
            if found is None:
                lost = Lost(field="strings", id=str(number), start=piece[0])  # type: ignore[arg-type]  # offsets
                if lost not in self._lost:
                    self._lost.append(lost)
                return _UNTOLD.format(number)
            words.append(found if isinstance(found, str) else found.of(self._own.text))
        return "".join(words)


def _starts(told: Any, hint: Any) -> Iterator[int]:
    """Yield the offsets of a finding as the package has it."""
    hint = plain_hint(hint)
    if hint is Span and told is not None:
        yield told[0]
    elif typing.get_origin(hint) is tuple:
        for index, one in enumerate(told):
            yield from _starts(one, item_hint(hint, index))
    elif dataclasses.is_dataclass(hint) and told is not None:
        for name, value in told.items():
            yield from _starts(value, hints(hint)[name])  # type: ignore[arg-type]  # a class, not a value


def _without_loose_ends(reading: Reading) -> Reading:
    """Return a reading in which nothing points to what is lost."""
    mentions = {one.id for one in reading.mentions}
    statements = {one.id for one in reading.statements}
    events = {one.id for one in reading.events}

    def party(one: Party | None) -> Party | None:
        return replace(one, mention=None) if one is not None and one.mention not in mentions else one

    def statement(one: Statement) -> Statement:
        parent = one.parent if one.parent in statements else None
        return replace(
            one, parent=parent, speaker=party(one.speaker), addressee=party(one.addressee), via=party(one.via)
        )

    def fragment(one: Fragment) -> Fragment:
        return replace(
            one, statement=one.statement if one.statement in statements else None, speaker=party(one.speaker)
        )

    return replace(
        reading,
        statements=tuple(map(statement, reading.statements)),
        fragments=tuple(map(fragment, reading.fragments)),
        links=tuple(one for one in reading.links if one.mention in mentions),
        events=tuple(
            replace(
                one,
                source=one.source if one.source in statements else None,
                answers=one.answers if one.answers in events else None,
            )
            for one in reading.events
        ),
        codings=tuple(one for one in reading.codings if one.finding in statements | events),
    )
