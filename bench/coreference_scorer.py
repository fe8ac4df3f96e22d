"""MUC, B³, CEAF-e (φ4) and their mean, the CoNLL F1, as the reference scorer defines them.

Pradhan et al. 2014 (Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation, ACL),
https://aclanthology.org/P14-2006. A chain is a set of mentions, a mention anything hashable; gold and system use
the same key for the mention that they share. No mention is added to or taken from either side. Several documents
are summed up before anything is divided.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.quotation_scorer import Measure

Chain = frozenset[Hashable]
METRICS = ("mentions", "MUC", "B³", "CEAF-e")


@dataclass(frozen=True, slots=True)
class Tally:
    """What is right of the system's and of the gold side, each in the metric's own unit (links, mentions, chains)."""

    right_system: float = 0.0
    system: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def plus(self, other: Tally) -> Tally:
        """Return the sum."""
        return Tally(
            self.right_system + other.right_system,
            self.system + other.system,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def measure(self) -> Measure:
        """Precision, recall and F1; 0 where there is nothing to count."""
        precision = self.right_system / self.system if self.system else 0.0
        recall = self.right_gold / self.gold if self.gold else 0.0
        both = precision + recall
        return Measure(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True)
class Coreference:
    """The tallies of all metrics, by the names in `METRICS`; ``mentions`` is their detection."""

    tallies: Mapping[str, Tally] = field(default_factory=lambda: {name: Tally() for name in METRICS})

    def plus(self, other: Coreference) -> Coreference:
        """Return the sum."""
        return Coreference({name: tally.plus(other.tallies[name]) for name, tally in self.tallies.items()})

    def measure(self, name: str) -> Measure:
        """Return precision, recall and F1 of one metric."""
        return self.tallies[name].measure

    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B³ and CEAF-e, 0 to 1."""
        return sum(self.measure(name).f1 for name in METRICS[1:]) / 3


def muc(gold: Sequence[Chain], system: Sequence[Chain]) -> Tally:
    """Count links: a chain of n mentions has n - 1, and one is missing for each part that the others cut it into.

    >>> muc([frozenset("ABCD")], [frozenset("AB"), frozenset("CD")])
    Tally(right_system=2, system=2, right_gold=2, gold=3)
    """
    return Tally(_links(system, gold), _all_links(system), _links(gold, system), _all_links(gold))


def _all_links(chains: Sequence[Chain]) -> int:
    return sum(len(chain) - 1 for chain in chains)


def _links(chains: Sequence[Chain], others: Sequence[Chain]) -> int:
    where = {mention: place for place, other in enumerate(others) for mention in other}
    kept = 0
    for chain in chains:
        known = [where[mention] for mention in chain if mention in where]
        kept += len(known) - len(set(known))
    return kept


def b_cubed(gold: Sequence[Chain], system: Sequence[Chain]) -> Tally:
    """Count mentions, each by the share of its chain that is with it on the other side too.

    >>> b_cubed([frozenset("abcd")], [frozenset("ab"), frozenset("cd")]).measure
    Measure(precision=1.0, recall=0.5, f1=0.6666666666666666)
    """
    return Tally(_together(system, gold), sum(map(len, system)), _together(gold, system), sum(map(len, gold)))


def _together(chains: Sequence[Chain], others: Sequence[Chain]) -> float:
    return sum(len(chain & other) ** 2 / len(chain) for chain in chains for other in others)


def ceaf_e(gold: Sequence[Chain], system: Sequence[Chain]) -> Tally:
    """Count chains, paired one to one, each by the F1 of its mentions (φ4).

    >>> ceaf_e([frozenset("ab")], [frozenset("abcd")]).right_gold
    0.6666666666666666
    """
    similar = np.zeros((len(gold), len(system)))
    for row, theirs in enumerate(gold):
        similar[row] = [2 * len(theirs & ours) / (len(theirs) + len(ours)) for ours in system]
    rows, columns = linear_sum_assignment(similar, maximize=True)
    right = float(similar[rows, columns].sum())
    return Tally(right, len(system), right, len(gold))


def found(gold: Sequence[Chain], system: Sequence[Chain]) -> Tally:
    """Count mentions that are in some chain of both sides."""
    ours, theirs = _mentions(system), _mentions(gold)
    both = len(ours & theirs)
    return Tally(both, len(ours), both, len(theirs))


def _mentions(chains: Iterable[Chain]) -> Chain:
    return frozenset(mention for chain in chains for mention in chain)


def score_document(gold: Sequence[Chain], system: Sequence[Chain]) -> Coreference:
    """Score the chains of one document; chains of a side must not share mentions.

    Raises ValueError when they do.
    """
    for chains in (gold, system):
        if sum(map(len, chains)) > len(_mentions(chains)) or not all(chains):
            raise ValueError("a mention is in two chains, or a chain is empty")
    scorers = (found, muc, b_cubed, ceaf_e)
    return Coreference({name: scorer(gold, system) for name, scorer in zip(METRICS, scorers, strict=True)})


def score(documents: Iterable[tuple[Sequence[Chain], Sequence[Chain]]]) -> Coreference:
    """Score (gold, system) chains of documents together."""
    return reduce(Coreference.plus, (score_document(*document) for document in documents), Coreference())


def without_singletons(chains: Iterable[Chain]) -> list[Chain]:
    """Leave out chains of one mention, which corpora without singletons do not have."""
    return [chain for chain in chains if len(chain) > 1]
