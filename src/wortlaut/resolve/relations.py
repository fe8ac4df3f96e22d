"""What an article says that its actors are to each other: offices, parties, treaties, allies, kin, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.record import Actor, Document, Link, Mention, Relation, WordTag
from wortlaut.resolve.beside import bearings
from wortlaut.resolve.cast import Cast
from wortlaut.resolve.clauses import clause_ties
from wortlaut.resolve.nearby import nearby
from wortlaut.resolve.ties import Tie, ties

CONFIDENCE: dict[str, float] = {}
"""Share of right relations per pattern."""

OTHERWISE = 0.6
PAST = 0.8
"""Factor of what a former office ties its bearer to: the text does not say that it is so today."""


def relations(
    doc: Document,
    words: Sequence[WordTag],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    actors: Sequence[Actor],
) -> tuple[Relation, ...]:
    if not words or not actors:
        return ()
    cast = Cast(doc, words, mentions, links, actors)
    found = sorted(_all(cast), key=lambda tie: (tie.first, tie.last))
    kept: dict[tuple[str, str, str], Tie] = {}
    for tie in found:
        kept.setdefault((tie.kind, tie.subject, tie.object), tie)
    return tuple(_relation(cast, number, tie) for number, tie in enumerate(kept.values(), start=1))


def _all(cast: Cast) -> Iterator[Tie]:
    borne = list(bearings(cast))
    for one in sorted(borne, key=lambda one: one.how == "itself"):
        for tie in ties(cast, one):
            yield tie
    yield from nearby(cast, borne)
    yield from clause_ties(cast)


def _relation(cast: Cast, number: int, tie: Tie) -> Relation:
    confidence = CONFIDENCE.get(tie.pattern, OTHERWISE) * (PAST if tie.past and tie.kind != "holds_office" else 1.0)
    return Relation(
        id=f"r{number}",
        kind=tie.kind,
        subject=tie.subject,
        object=tie.object,
        evidence=cast.tree.span(tie.first, tie.last),
        confidence=round(confidence, 4),
    )
