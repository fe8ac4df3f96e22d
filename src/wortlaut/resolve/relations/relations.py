"""What an article says that its actors are to each other: offices, parties, treaties, allies, kin, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.record import Actor, Document, Link, Mention, Relation, WordTag
from wortlaut.resolve.nouns import base
from wortlaut.resolve.relations.beside import bearings
from wortlaut.resolve.relations.cast import Cast
from wortlaut.resolve.relations.clauses import clause_ties
from wortlaut.resolve.relations.nearby import nearby
from wortlaut.resolve.relations.ties import Tie, ties

BETWEEN = frozenset({"ally_of", "family_of"})
"""Kinds without a direction."""

CONFIDENCE = {
    "office direct": 0.97,
    "office ahead": 0.96,
    "office behind": 0.9,
    "office itself": 0.83,
    "office predicate": 0.8,
    "bracket": 0.96,
    "adjective": 0.97,
    "lead": 0.91,
    "owner": 0.75,
    "tail": 0.84,
    "of body": 0.78,
    "possessive": 0.6,
    "told before": 0.6,
    "colleague": 0.6,
    "member lead": 0.85,
    "family possessive": 0.5,
}
"""Share of right relations per pattern: (right + 1) / (found + 2) among 534 found in 320 articles of Wikinews, judged
by one reader in 2026-11 with the actors that Wortlaut found there, so that a wrong link counts as wrong. Errors whose
cause was mended afterwards do not count: the figures are somewhat high."""

OTHERWISE = 0.7
"""A pattern that was found less than four times there: verbs, kin, allies, places."""

PAST = 0.7
"""Factor of what a former office ties its bearer to: the text does not say that it is so today."""


def relations(
    doc: Document,
    words: Sequence[WordTag],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    actors: Sequence[Actor],
) -> tuple[Relation, ...]:
    """Return what the text says that actors are to each other, in text order; nothing for a text that nobody read.

    ``subject`` is an actor, ``object`` one too where a linked mention names it, else words in the nominative. Wishes,
    questions, negations and conditions tell nothing, nor does an office yet to come. A former office is one, with
    «früherer» or «Ex-» in its title; ``when`` stays empty. No relation comes twice.

    >>> from wortlaut.record import Span
    >>> from wortlaut.segment import segment
    >>> from wortlaut.intake import article_from_text
    >>> doc = segment(article_from_text("Energieministerin Rodica Cernat (SPD) schwieg."))
    >>> meier = Actor(id="a1", name="Rodica Cernat", kind="person", names=("Rodica Cernat",))
    >>> name = Mention(id="m1", span=Span(start=18, end=31), head=Span(start=25, end=31), kind="name", confidence=1.0)
    >>> link = Link(mention="m1", actor="a1", confidence=1.0, reasons=())
    >>> words = [WordTag(token=0, pos="NOUN", feats="_", head=0, relation="root")]
    >>> [(r.kind, r.object) for r in relations(doc, words, [name], [link], [meier])]
    [('holds_office', 'Energieministerin'), ('member_of', 'SPD')]
    """
    if not words or not actors:
        return ()
    cast = Cast(doc, words, mentions, links, actors)
    kept: dict[tuple[str, ...], Tie] = {}
    for tie in sorted(_all(cast), key=lambda tie: (tie.first, tie.last, tie.pattern == "told before")):
        ends = sorted((tie.subject, tie.object)) if tie.kind in BETWEEN else (tie.subject, tie.object)
        kept.setdefault((tie.kind, *ends), tie)
    by_subject: dict[str, list[Tie]] = {}
    for tie in kept.values():
        by_subject.setdefault(tie.subject, []).append(tie)
    told = (tie for tie in kept.values() if not any(_covers(other, tie) for other in by_subject[tie.subject]))
    return tuple(_relation(cast, number, tie) for number, tie in enumerate(told, start=1))


def _all(cast: Cast) -> Iterator[Tie]:
    borne = list(bearings(cast))
    found = [*(tie for one in borne for tie in ties(cast, one)), *nearby(cast, borne)]
    whose = ((tie.subject, tie.object) for tie in found if tie.kind == "affiliated_with" and tie.object in cast.actors)
    states = {person: state for person, state in whose if cast.actors[state].kind == "state"}
    yield from found
    yield from clause_ties(cast, states)


def _covers(better: Tie, tie: Tie) -> bool:
    """Say whether a relation makes another one of the same subject idle.

    A title in full covers its end («Verteidigungsminister», «Minister»), a former office the bare one, an office beside
    the name what a role alone tells («die Ministerin»); a membership covers the affiliation, and any body told for
    certain one that only the sentence before tells.
    """
    if better is tie:
        return False
    if tie.pattern == "told before":
        return better.kind in {"affiliated_with", "member_of"} and better.pattern != "told before"
    if tie.kind == "affiliated_with":
        return better.kind == "member_of" and better.object == tie.object
    if not tie.kind == better.kind == "holds_office":
        return False
    own, other = _plain(tie.object), _plain(better.object)
    if own == other:
        return (better.past, -better.first, -better.last) > (tie.past, -tie.first, -tie.last)
    if other.endswith(own):
        return True
    return tie.pattern.endswith("itself") and not better.pattern.endswith("itself") and not own.endswith(other)


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
