"""What an article says that its actors are to each other: offices, parties, treaties, allies, kin, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.record import Actor, Document, Link, Mention, Relation, WordTag
from wortlaut.resolve.beside import bearings
from wortlaut.resolve.cast import Cast
from wortlaut.resolve.clauses import clause_ties
from wortlaut.resolve.nearby import nearby
from wortlaut.resolve.nouns import base
from wortlaut.resolve.ties import Tie, ties

CONFIDENCE: dict[str, float] = {}
"""Share of right relations per pattern."""

BETWEEN = frozenset({"ally_of", "family_of"})
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
    kept: dict[tuple[str, ...], Tie] = {}
    for tie in found:
        ends = sorted((tie.subject, tie.object)) if tie.kind in BETWEEN else [tie.subject, tie.object]
        kept.setdefault((tie.kind, *ends), tie)
    told = [tie for tie in kept.values() if not _is_covered(tie, found)]
    return tuple(_relation(cast, number, tie) for number, tie in enumerate(told, start=1))


def _all(cast: Cast) -> Iterator[Tie]:
    borne = list(bearings(cast))
    for one in borne:
        yield from ties(cast, one)
    yield from nearby(cast, borne)
    yield from clause_ties(cast)


def _is_covered(tie: Tie, found: Sequence[Tie]) -> bool:
    """Say whether a better relation tells the same: a title in full, or as over, or one that stands with the name.

    «Minister» is covered by «Verteidigungsminister», «Minister» by «früherer Minister», and what «die Ministerin» alone
    says of somebody by any office that stands beside the name. A membership covers an affiliation.
    """
    others = [other for other in found if other.subject == tie.subject and other is not tie]
    if tie.pattern == "told before" and any(other.kind in {"affiliated_with", "member_of"} for other in others):
        return True
    if tie.kind == "affiliated_with":
        return any(other.kind == "member_of" and other.object == tie.object for other in others)
    if tie.kind != "holds_office":
        return False
    offices = [other for other in others if other.kind == "holds_office"]
    own = _plain(tie.object)
    for other in offices:
        longer = _plain(other.object) != own and _plain(other.object).endswith(own)
        same = _plain(other.object) == own
        over = same and (other.past, -other.first) > (tie.past, -tie.first)
        if longer or over:
            return True
    beside = [other for other in offices if not other.pattern.endswith("itself")]
    closer = any(own.endswith(_plain(other.object)) for other in beside)
    return tie.pattern.endswith("itself") and bool(beside) and not closer


def _plain(title: str) -> str:
    """Return the noun of a title in lower case, as of a man, without what says that it is over."""
    noun = base(title.rpartition(" ")[2])
    return next((noun.removeprefix(old) for old in ("ex-", "alt") if noun.startswith(old)), noun)


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
