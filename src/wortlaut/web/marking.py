"""A reading as text in pieces: each piece knows what it is said by, and together they are the article's own words.

A piece is never HTML. What overlaps or nests is cut at every bound, so that pieces lie side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from wortlaut.record import Paragraph, Reading, Role, Span, linked
from wortlaut.web.cards import Card

Layer = Literal["said", "cue", "who", "hearsay", "fragment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that holds for a span: ``of`` is the id of a statement or a mention, or a certainty."""

    span: Span
    layer: Layer
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one paragraph with all that holds for them.

    ``said`` are the statements around, the innermost last; ``who`` is a mention; ``places`` are spans that begin here,
    ``ends`` the cards whose number stands after it.
    """

    text: str
    span: Span
    said: tuple[Card, ...] = ()
    cue: bool = False
    who: str | None = None
    hearsay: str | None = None
    fragment: bool = False
    places: tuple[Span, ...] = ()
    ends: tuple[Card, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether there is nothing to show but the words."""
        return not (self.said or self.cue or self.who or self.hearsay or self.fragment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, with the cards that belong beside it."""

    role: Role
    span: Span
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


def blocks(reading: Reading, cards: Sequence[Card]) -> tuple[Block, ...]:
    """Return the whole text of an article in order, with every statement marked and every card in one place."""
    text = reading.article.text
    marks = sorted(_marks(reading), key=lambda mark: (mark.span.start, -mark.span.end))
    places = sorted({mark.span for mark in marks if mark.layer == "said"} | {event.text for event in reading.events})
    by_id = {card.id: card for card in cards}
    found = []
    for paragraph in paragraphs(reading.article.paragraphs, text):
        inside = [mark for mark in marks if mark.span.overlaps(paragraph.span)]
        beside = tuple(card for card in cards if paragraph.span.start <= card.at.start < paragraph.span.end)
        pieces = _pieces(paragraph.span, text, inside, places, by_id, beside)
        found.append(Block(role=paragraph.role, span=paragraph.span, pieces=tuple(pieces), cards=beside))
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
        yield Mark(span=fragment.span, layer="fragment", of="")
    for told in reading.hearsay:
        yield Mark(span=told.span, layer="hearsay", of=told.certainty)


def _pieces(
    limits: Span,
    text: str,
    marks: Sequence[Mark],
    places: Sequence[Span],
    cards: dict[str, Card],
    beside: Sequence[Card],
) -> Iterator[Piece]:
    """Yield ``text`` within ``limits``, cut wherever something begins or ends."""
    here = [span for span in places if limits.start <= span.start < limits.end]
    last = {card.id: min(card.at.end, limits.end) for card in beside}
    cuts = {limits.start, limits.end, *(span.start for span in here), *last.values()}
    for mark in marks:
        cuts.update(cut for cut in (mark.span.start, mark.span.end) if limits.start < cut < limits.end)
    bounds, waiting, open_ = sorted(cuts), list(marks)[::-1], []
    for start, end in pairwise(bounds):
        while waiting and waiting[-1].span.start <= start:
            open_.append(waiting.pop())
        open_ = [mark for mark in open_ if mark.span.end > start]
        # the shorter lies inside the longer
        layers = sorted(open_, key=lambda mark: mark.span.start - mark.span.end)
        yield Piece(
            text=text[start:end],
            span=Span(start=start, end=end),
            said=tuple({mark.of: cards[mark.of] for mark in layers if mark.layer == "said"}.values()),
            cue=any(mark.layer == "cue" for mark in layers),
            who=next((mark.of for mark in reversed(layers) if mark.layer == "who"), None),
            hearsay=next((mark.of for mark in reversed(layers) if mark.layer == "hearsay"), None),
            fragment=any(mark.layer == "fragment" for mark in layers),
            places=tuple(span for span in here if span.start == start),
            ends=tuple(card for card in beside if last[card.id] == end),
        )
