"""Part of an article, or other words in it, as a reading of its own: findings stay true or are left out.

In: a reading, and which sentences of its body are kept in which order, or which words are exchanged for which.
Out: a reading of the new text; every span moved, every id that is pointed to still there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from wortlaut.export.evidence import sentences_of
from wortlaut.record import Actor, Event, Paragraph, Party, Reading, Span, Statement, linked

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for a span of a text."""

    span: Span
    words: str


def pieces(reading: Reading) -> list[tuple[Span, ...]]:
    """Return the paragraphs from the first of the body to the last, each in pieces that no finding crosses."""
    places = [at for at, one in enumerate(reading.article.paragraphs) if one.role == "body"]
    if not places:
        return []
    ends = [span.end for span in sentences_of(reading.article)]
    crossed = [(span.start, span.end) for span in set(spans(_findings(reading)))]
    found = []
    for paragraph in reading.article.paragraphs[places[0] : places[-1] + 1]:
        start, end = paragraph.span.start, paragraph.span.end
        cuts = [at for at in ends if start < at < end and not any(a < at < b for a, b in crossed)]
        text = reading.article.text
        found.append(tuple(_trimmed(text, a, b) for a, b in pairwise([start, *cuts, end]) if text[a:b].strip()))
    return found


def excerpt(reading: Reading, body: Sequence[Sequence[Span]]) -> Reading:
    """Return the reading of what stands before the body and of these paragraphs, made of some of ``pieces``.

    Findings that lose their evidence are left out; who speaks in what is kept is named by another of his mentions.
    """
    article = reading.article
    first = min(one.span.start for one in article.paragraphs if one.role == "body")
    front = [one for one in article.paragraphs if one.span.end <= first]
    text = article.text[:first]
    moves = [(0, first, 0)]
    paragraphs = list(front)
    for some in body:
        begin = len(text)
        for span in some:
            text += " " if len(text) > begin else ""
            moves.append((span.start, span.end, len(text) - span.start))
            text += span.of(article.text)
        role = next(one.role for one in article.paragraphs if one.span.overlaps(some[0]))
        paragraphs.append(Paragraph(span=Span(start=begin, end=len(text)), role=role))
        text += "\n\n"
    moves.sort()
    starts = [start for start, _, _ in moves]

    def inside(span: Span) -> bool:
        return span.end <= moves[bisect_right(starts, span.start) - 1][1]

    def move(span: Span) -> Span:
        by = moves[bisect_right(starts, span.start) - 1][2]
        return Span(start=span.start + by, end=span.end + by)

    left = _left(reading, inside)
    findings = {one.name: moved(getattr(left, one.name), move) for one in fields(left) if one.name != "article"}
    return replace(left, article=replace(article, text=text, paragraphs=tuple(paragraphs)), **findings)


def edited(reading: Reading, edits: Sequence[Edit], names: Mapping[str, str]) -> Reading:
    """Return a reading of the text after ``edits``, in order and apart from each other; ``names`` change with it.

    No edit may hold only one end of a finding.
    """
    text = reading.article.text
    words, at, starts, shifts = [], 0, [0], [0]
    for edit in edits:
        words += [text[at : edit.span.start], edit.words]
        at = edit.span.end
        starts.append(edit.span.end)
        shifts.append(shifts[-1] + len(edit.words) - (edit.span.end - edit.span.start))
    words.append(text[at:])

    def place(at: int) -> int:
        return at + shifts[bisect_right(starts, at) - 1]

    new = renamed(moved(reading, lambda span: Span(start=place(span.start), end=place(span.end))), names)
    return replace(new, article=replace(new.article, text="".join(words)))


def spans(value: Any) -> Iterator[Span]:
    """Yield all spans in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif is_dataclass(value):
        for part in fields(value):
            yield from spans(getattr(value, part.name))


def moved(value: T, move: Callable[[Span], Span]) -> T:
    """Return a value with all its spans moved."""
    found: Any = value
    if isinstance(found, Span):
        return move(found)  # type: ignore[return-value]
    if isinstance(found, tuple):
        return tuple(moved(one, move) for one in found)  # type: ignore[return-value]
    if is_dataclass(found):
        new = {one.name: moved(getattr(found, one.name), move) for one in fields(found)}
        return type(found)(**new)  # type: ignore[return-value]
    return value


def renamed(reading: Reading, names: Mapping[str, str]) -> Reading:
    """Return a reading with other words in the names of its actors and speakers."""

    def new(name: str) -> str:
        return " ".join(names.get(word, word) for word in name.split(" "))

    def party(one: Party | None) -> Party | None:
        return one if one is None or one.name is None else replace(one, name=new(one.name))

    return replace(
        reading,
        actors=tuple(replace(one, name=new(one.name), names=tuple(map(new, one.names))) for one in reading.actors),
        statements=tuple(_with_parties(one, party) for one in reading.statements),
        fragments=tuple(one.spoken_by(party(one.speaker)) for one in reading.fragments),
    )


def _findings(reading: Reading) -> tuple[Any, ...]:
    return tuple(getattr(reading, one.name) for one in fields(reading) if one.name != "article")


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start=end - len(words.lstrip()), end=start + len(words.rstrip()))


def _with_parties(one: Statement, party: Callable[[Party | None], Party | None]) -> Statement:
    return replace(one, speaker=party(one.speaker), addressee=party(one.addressee), via=party(one.via))


def _left(reading: Reading, inside: Callable[[Span], bool]) -> Reading:
    """Return a reading without the findings that have lost their evidence, the others where they were."""

    def held(value: Any) -> bool:
        return all(map(inside, spans(value)))

    def some(values: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(filter(inside, values))

    links = linked(reading)
    mentions = tuple(filter(held, reading.mentions))
    known = {one.id for one in mentions}
    other = {links[one.id].actor: one.id for one in reversed(mentions) if one.id in links}

    def party(one: Party | None) -> Party | None:
        if one is None or one.mention is None or one.mention in known:
            return one
        link = links.get(one.mention)
        return replace(one, mention=other.get(link.actor) if link is not None else None, carried=True)

    said = {one.id for one in reading.statements if some(one.content)}
    statements = tuple(
        replace(
            _with_parties(one, party),
            content=some(one.content),
            cue=some(one.cue),
            frame=some(one.frame),
            when=one.when if held(one.when) else None,
            parent=one.parent if one.parent in said else None,
        )
        for one in reading.statements
        if one.id in said
    )
    fragments = tuple(
        replace(one, statement=one.statement if one.statement in said else None, speaker=party(one.speaker))
        for one in reading.fragments
        if inside(one.span)
    )
    actors = tuple(_actor(one, held) for one in reading.actors if one.id in other)
    gone = {one.id for one in reading.actors} - set(other)
    relations = tuple(one for one in reading.relations if held(one) and one.subject in other and one.object not in gone)
    return replace(
        reading,
        mentions=mentions,
        statements=statements,
        fragments=fragments,
        actors=actors,
        links=tuple(one for one in reading.links if one.mention in known),
        relations=relations,
        events=_events(reading.events, said, gone, held),
        hearsay=tuple(filter(held, reading.hearsay)),
    )


def _actor(one: Actor, held: Callable[[Any], bool]) -> Actor:
    offices = tuple(office if held(office) else replace(office, evidence=None) for office in one.offices)
    return replace(one, offices=offices)


def _events(
    events: tuple[Event, ...], said: set[str], gone: set[str], held: Callable[[Any], bool]
) -> tuple[Event, ...]:
    kept = {one.id for one in events if held((one.trigger, one.text))}
    return tuple(
        replace(
            one,
            initiator=tuple(actor for actor in one.initiator if actor not in gone),
            recipient=tuple(actor for actor in one.recipient if actor not in gone),
            place=one.place if one.place not in gone else None,
            when=one.when if held(one.when) else None,
            source=one.source if one.source in said else None,
            answers=one.answers if one.answers in kept else None,
            evidence=tuple(filter(held, one.evidence)),
        )
        for one in events
        if one.id in kept
    )
