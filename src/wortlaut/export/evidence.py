"""What proves an entry of the register: the mentions in their sentences, and what the actor said and was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wortlaut.record import (
    Article,
    Entry,
    Link,
    Mention,
    Occurrence,
    Paragraph,
    Party,
    Reading,
    Span,
    Statement,
    linked,
)
from wortlaut.segment import segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mention, the sentence around it, and why it is this actor."""

    mention: Mention
    sentence: Span
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one article tells of an actor: where it names him, what he said, what was said to him."""

    occurrence: Occurrence
    reading: Reading
    seen: tuple[Seen, ...]
    said: tuple[Statement, ...]
    addressed: tuple[Statement, ...]


def evidence(entry: Entry, readings: Mapping[str, Reading]) -> Iterator[Evidence]:
    """Yield the evidence of an entry article by article; ``readings`` are found by the ids of their articles."""
    for occurrence in entry.occurrences:
        reading = readings[occurrence.article]
        links = {mention: link for mention, link in linked(reading).items() if link.actor == occurrence.actor}
        mentions = sorted((one for one in reading.mentions if one.id in links), key=lambda one: one.span)
        sentences = sentences_of(reading.article)
        yield Evidence(
            occurrence=occurrence,
            reading=reading,
            seen=tuple(
                Seen(mention=one, sentence=_around(one.span, sentences), link=links[one.id]) for one in mentions
            ),
            said=tuple(one for one in reading.statements if _is(one.speaker, links)),
            addressed=tuple(one for one in reading.statements if _is(one.addressee, links)),
        )


def sentences_of(article: Article) -> tuple[Span, ...]:
    """Return the sentences of ``article`` in text order; without paragraphs, blank lines part the text."""
    if not article.paragraphs:
        blocks = tuple(Paragraph(span=span, role="body") for span in _blocks(article.text))
        article = replace(article, paragraphs=blocks)
    return tuple(sentence.span for sentence in segment(article).sentences)


def _is(party: Party | None, links: Mapping[str, Link]) -> bool:
    return party is not None and party.mention in links


def _around(span: Span, sentences: Iterable[Span]) -> Span:
    """Return the sentence that holds ``span``, or ``span`` where none does (in a byline)."""
    return next((sentence for sentence in sentences if sentence.contains(span)), span)


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for block in text.split("\n\n"):
        words = block.strip()
        if words:
            begin = start + block.index(words)
            yield Span(start=begin, end=begin + len(words))
        start += len(block) + 2
