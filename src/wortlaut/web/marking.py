"""A reading as text in pieces: each piece knows what it is said by, and together they are the article's own words.

A piece is never HTML. What overlaps or nests is cut at every bound, so that pieces lie side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from wortlaut.record import Paragraph, Reading, Role, Span, linked
from wortlaut.web.cards import Card, Deed, echo

Layer = Literal["said", "cue", "who", "hearsay", "fragment", "deed"]
_TITLES: tuple[Role, ...] = ("kicker", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that holds for a span: ``of`` is the id of a statement, a mention or an event, or a certainty."""

    span: Span
    layer: Layer
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one paragraph with all that holds for them.

    ``said`` are the statements around, the innermost last; ``who`` is a mention, ``deed`` an event that they tell;
    ``points`` is where the body has what a headline repeats. ``places`` are spans that begin here, ``ends`` and
    ``deeds`` the cards whose number stands after it.
    """

    text: str
    span: Span
    said: tuple[Card, ...] = ()
    cue: bool = False
    who: str | None = None
    hearsay: str | None = None
    fragment: bool = False
    deed: str | None = None
    points: Span | None = None
    places: tuple[Span, ...] = ()
    ends: tuple[Card, ...] = ()
    deeds: tuple[Deed, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether there is nothing to show but the words."""
        return not (self.said or self.cue or self.who or self.hearsay or self.fragment or self.deed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, with the cards that belong beside it."""

    role: Role
    span: Span
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...] = ()
    deeds: tuple[Deed, ...] = ()


def blocks(reading: Reading, cards: Sequence[Card], deeds: Sequence[Deed] = ()) -> tuple[Block, ...]:
    """Return the whole text of an article in order, with every statement marked and every card in one place.

    The cards of a headline stand beside what follows it.
    """
    cutting = _Cutting(reading, cards, deeds)
    found: list[Block] = []
    for paragraph in paragraphs(reading.article.paragraphs, reading.article.text):
        block = cutting.block(paragraph)
        if found and found[-1].role in _TITLES:
            above = found[-1]
            found[-1] = replace(above, cards=(), deeds=())
            block = replace(block, cards=above.cards + block.cards, deeds=above.deeds + block.deeds)
        found.append(block)
    return tuple(found)


def paragraphs(known: Iterable[Paragraph], text: str) -> list[Paragraph]:
    r"""Return the paragraphs and, between them, what lies in none; all words of ``text`` are in one.

    >>> [one.span.of("Ein Satz.\n\nNoch einer.") for one in paragraphs((), "Ein Satz.\n\nNoch einer.")]
    ['Ein Satz.', 'Noch einer.']
    """
    found: list[Paragraph] = []
    end = 0
    known = sorted(known, key=lambda paragraph: paragraph.span)
    rest: Role = "dateline" if known else "body"
    for paragraph in known:
        found += _loose(text, end, paragraph.span.start, rest)
        found.append(paragraph)
        end = paragraph.span.end
    return found + list(_loose(text, end, len(text), rest))


def _loose(text: str, start: int, end: int, role: Role) -> Iterator[Paragraph]:
    for block in text[start:end].split("\n\n"):
        words = block.strip()
        if words:
            begin = start + block.index(words)
            yield Paragraph(span=Span(start=begin, end=begin + len(words)), role=role)
        start += len(block) + 2


def _marks(reading: Reading) -> Iterator[Mark]:
    for statement in reading.statements:
        for layer, spans in (("said", statement.content), ("cue", statement.cue)):
            for span in spans:
                yield Mark(span=span, layer="said" if layer == "said" else "cue", of=statement.id)
    links = linked(reading)
    for mention in reading.mentions:
        if mention.id in links:
            yield Mark(span=mention.span, layer="who", of=mention.id)
    for fragment in reading.fragments:
        yield Mark(span=fragment.span, layer="fragment", of=fragment.statement or "")
    for told in reading.hearsay:
        yield Mark(span=told.span, layer="hearsay", of=told.certainty)
    for event in reading.events:
        for span in event.trigger:
            yield Mark(span=span, layer="deed", of=event.id)


class _Cutting:
    """A text that is cut wherever something begins or ends."""

    def __init__(self, reading: Reading, cards: Sequence[Card], deeds: Sequence[Deed]) -> None:
        self._reading = reading
        self._text = reading.article.text
        self._cards = {card.id: card for card in cards}
        self._deeds = deeds
        self._marks = sorted(_marks(reading), key=lambda mark: (mark.span.start, -mark.span.end))
        said = {mark.span for mark in self._marks if mark.layer == "said"}
        self._places = sorted(said | {event.text for event in reading.events})

    def block(self, paragraph: Paragraph) -> Block:
        """Return a paragraph in pieces."""
        limits = paragraph.span
        cards = tuple(card for card in self._cards.values() if limits.start <= card.at.start < limits.end)
        deeds = tuple(deed for deed in self._deeds if limits.start <= _first(deed).start < limits.end)
        return Block(
            role=paragraph.role,
            span=limits,
            pieces=tuple(self._pieces(limits, cards, deeds)),
            cards=cards,
            deeds=deeds,
        )

    def _pieces(self, limits: Span, cards: Sequence[Card], deeds: Sequence[Deed]) -> Iterator[Piece]:
        marks = [mark for mark in self._marks if mark.span.overlaps(limits)]
        here = [span for span in self._places if limits.start <= span.start < limits.end]
        last = {card.id: min(card.at.end, limits.end) for card in cards}
        done = {deed.event.id: min(_first(deed).end, limits.end) for deed in deeds}
        cuts = {limits.start, limits.end, *(span.start for span in here), *last.values(), *done.values()}
        for mark in marks:
            cuts.update(cut for cut in (mark.span.start, mark.span.end) if limits.start < cut < limits.end)
        waiting, open_ = marks[::-1], []
        for start, end in pairwise(sorted(cuts)):
            while waiting and waiting[-1].span.start <= start:
                open_.append(waiting.pop())
            open_ = [mark for mark in open_ if mark.span.end > start]
            # the shorter lies inside the longer
            layers = sorted(open_, key=lambda mark: mark.span.start - mark.span.end)
            span = Span(start=start, end=end)
            said = tuple({mark.of: self._cards[mark.of] for mark in layers if mark.layer == "said"}.values())
            yield Piece(
                text=span.of(self._text),
                span=span,
                said=said,
                cue=any(mark.layer == "cue" for mark in layers),
                who=_innermost(layers, "who"),
                hearsay=_innermost(layers, "hearsay"),
                fragment=any(mark.layer == "fragment" for mark in layers),
                deed=_innermost(layers, "deed"),
                points=self._body(span, said, _innermost(layers, "fragment")),
                places=tuple(place for place in here if place.start == start),
                ends=tuple(card for card in cards if last[card.id] == end),
                deeds=tuple(deed for deed in deeds if done[deed.event.id] == end),
            )

    def _body(self, span: Span, said: Sequence[Card], fragment: str | None) -> Span | None:
        """Return where the body has the words of a headline, a lead or a caption."""
        card = said[-1] if said else self._cards.get(fragment or "")
        if card is None or card.at.overlaps(span):
            return None
        outside, inside = echo(span, self._reading), echo(card.at, self._reading)
        return card.at if outside is not None and inside is None else None


def _innermost(layers: Sequence[Mark], layer: Layer) -> str | None:
    return next((mark.of for mark in reversed(layers) if mark.layer == layer), None)


def _first(deed: Deed) -> Span:
    return min(deed.event.trigger)
