"""Interview turns (Wortlautinterview): ``Name: …`` at the start of paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wortlaut.extract.draft import Draft, inside, trimmed
from wortlaut.record import Document, Span

LABEL = re.compile(r"(?P<name>[^\W\d_][^:!?\n„“”\"»«]{0,59}):(?=[\s\u00a0])")
"""A capitalised label of at most 60 characters before a colon."""

STAGE = re.compile(r"\s\([a-zäöüß ]{3,40}\)$")
"""A stage direction at the end of a turn: ``(lacht)``."""

SPOKEN = frozenset({"body", "lead", "subhead"})
"""Roles of paragraphs that a turn can open; a short question looks like a subhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Paragraphs ``first`` to ``last`` (half-open), the label they go back to, and where the words start."""

    first: int
    last: int
    label: Span
    start: int
    carried: bool = False


def turns(doc: Document) -> list[Draft]:
    """Return one direct draft per turn: the words after the label, up to the next label.

    An interview has two or more voices whose labels each open two paragraphs, or one labelled pair of
    question and answer after which unlabelled paragraphs go on in turn. A single ``Merkel: …`` is none.
    """
    labels = _labels(doc)
    found = _regular(doc, labels) or _alternating(doc, labels)
    starts = [token.span.start for token in doc.tokens]
    drafts = []
    for turn in found:
        pieces = _pieces(doc, turn)
        tokens = {i for piece in pieces for i in inside(doc, starts, piece)}
        if tokens:
            drafts.append(
                Draft(
                    tokens=tokens,
                    content=pieces,
                    kind="direct",
                    medium="speech",
                    confidence=0.8 if turn.carried else 0.99,
                    label=turn.label,
                    carried=turn.carried,
                )
            )
    return drafts


def _labels(doc: Document) -> list[tuple[int, Span]]:
    """Return paragraph number and label of every paragraph that starts with one."""
    text, labels = doc.article.text, []
    for number, paragraph in enumerate(doc.article.paragraphs):
        found = LABEL.match(text, paragraph.span.start, paragraph.span.end)
        if found and paragraph.role in SPOKEN and found["name"][0].isupper() and _name(found["name"]):
            labels.append((number, Span(start=found.start("name"), end=found.end("name"))))
    return labels


def _name(label: str) -> bool:
    """Say whether a label could be a name: at most five words and no digits."""
    return len(label.split()) <= 5 and not any(char.isdigit() for char in label)


def _regular(doc: Document, labels: Sequence[tuple[int, Span]]) -> list[Turn]:
    """Return the turns of an interview in which every turn has its label."""
    text = doc.article.text
    voices = Counter(span.of(text) for _, span in labels)
    regular = {name for name, count in voices.items() if count >= 2}
    if len(regular) < 2:
        return []
    kept = [(number, span) for number, span in labels if span.of(text) in regular]
    ends = [number for number, _ in kept[1:]] + [kept[-1][0] + 1]
    return [
        Turn(first=number, last=last, label=span, start=span.end + 1)
        for (number, span), last in zip(kept, ends, strict=True)
    ]


def _alternating(doc: Document, labels: Sequence[tuple[int, Span]]) -> list[Turn]:
    """Return the turns of an interview in which only the first question and answer have labels.

    The paragraphs after them are taken in pairs; most of the first of each pair must be questions.
    """
    text, paragraphs = doc.article.text, doc.article.paragraphs
    pair = next(
        (i for i in range(len(labels) - 1) if labels[i + 1][0] == labels[i][0] + 1 and _asks(doc, labels[i][0])), None
    )
    if pair is None or labels[pair][1].of(text) == labels[pair + 1][1].of(text):
        return []
    (asked, asker), (_, answerer) = labels[pair], labels[pair + 1]
    rest = [n for n in range(asked + 2, len(paragraphs)) if paragraphs[n].role in SPOKEN]
    pairs = [(rest[i], rest[i + 1]) for i in range(0, len(rest) - 1, 2)]
    if len(pairs) < 2 or sum(_asks(doc, question) for question, _ in pairs) * 3 < len(pairs) * 2:
        return []
    turns = [
        Turn(first=asked, last=asked + 1, label=asker, start=asker.end + 1),
        Turn(first=asked + 1, last=asked + 2, label=answerer, start=answerer.end + 1),
    ]
    for question, answer in pairs:
        for number, label in ((question, asker), (answer, answerer)):
            start = paragraphs[number].span.start
            turns.append(Turn(first=number, last=number + 1, label=label, start=start, carried=True))
    return turns


def _asks(doc: Document, number: int) -> bool:
    return doc.article.paragraphs[number].span.of(doc.article.text).endswith("?")


def _pieces(doc: Document, turn: Turn) -> list[Span]:
    """Return the words of one turn, a span per paragraph, without the label."""
    text = doc.article.text
    pieces: list[Span] = []
    for number in range(turn.first, turn.last):
        paragraph = doc.article.paragraphs[number]
        start = max(turn.start, paragraph.span.start)
        spoken = paragraph.role in SPOKEN and (paragraph.role != "subhead" or number == turn.first)
        if spoken and start < paragraph.span.end:
            end = paragraph.span.end
            stage = STAGE.search(text, max(start, end - 60), end)
            piece = trimmed(text, Span(start=start, end=stage.start() if stage else end), frozenset(" \t\n\u00a0"))
            if piece:
                pieces.append(piece)
    return pieces


def merged(doc: Document, found: Sequence[Draft], spoken: Sequence[Draft]) -> list[Draft]:
    """Return all drafts; what the model found inside a turn is kept only if it is a part of it.

    A direct quote that fills most of a turn is the turn itself.
    """
    kept = []
    for draft in found:
        whole = any(
            (turn.tokens and len(draft.tokens & turn.tokens) * 2 > len(turn.tokens))
            or (
                draft.kind in {"direct", "indirect_free_indirect"}
                and turn.tokens & draft.tokens
                and not _marked(doc, draft)
            )
            for turn in spoken
        )
        if not whole:
            kept.append(draft)
    return [*spoken, *kept]


def _marked(doc: Document, draft: Draft) -> bool:
    """Say whether a draft is words in quotation marks."""
    inner = {quotation.inner for quotation in doc.quotations}
    return any(piece in inner for piece in draft.content)
