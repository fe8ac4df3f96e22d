"""How a network is made out of claims: which variables, which formula, which claims (Leifeld 2017, rDNA 3.1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal, get_args

from wortlaut.errors import CodingError
from wortlaut.record.coding import Value
from wortlaut.record.network import Shape
from wortlaut.record.words import Certainty

Aggregation = Literal["ignore", "congruence", "conflict", "subtract", "combine"]
Normalisation = Literal["no", "average", "jaccard", "cosine", "activity", "prominence"]
Duplicates = Literal["all", "document", "week", "month", "year", "range"]
Copies = Literal["once", "all"]
Weighting = Literal["count", "confidence"]
Compat = Literal["dna"]

_AGGREGATIONS: dict[Shape, tuple[Aggregation, ...]] = {
    "one-mode": ("ignore", "congruence", "conflict", "subtract"),
    "two-mode": ("ignore", "subtract", "combine"),
    "directed": ("ignore", "subtract"),
}
_NORMALISATIONS: dict[Shape, tuple[Normalisation, ...]] = {
    "one-mode": ("no", "average", "jaccard", "cosine"),
    "two-mode": ("no", "activity", "prominence"),
    "directed": ("no", "activity", "prominence"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that decides a network, with defaults for claims of Wortlaut.

    ``rows`` and ``columns`` are variables: names of ``Claim.values``, else of ``Claim.fields``; ``document.source`` is
    always the field. One-mode networks join the ``rows`` and project ``columns`` out. ``qualifier`` is the variable
    with the levels (for and against), None for no levels. ``exclude`` drops claims with one of these values of a
    variable, ``only`` those with another. ``isolates`` keeps all that the unfiltered claims name as nodes, so that the
    networks of several spans of time have the same. ``busiest`` keeps so many rows only, those with the most claims
    (and as many columns of two modes). ``copies`` counts near-copies (wire copies) of a text once or each.
    ``weighting`` counts a claim as one or with its confidence. ``compat="dna"`` gives the numbers of the
    Discourse Network Analyzer 3.1 where they differ (docs/reference/networks.md).
    """

    rows: str = "actor"
    columns: str = "concept"
    qualifier: str | None = "agreement"
    shape: Shape = "one-mode"
    aggregation: Aggregation = "congruence"
    normalisation: Normalisation = "no"
    duplicates: Duplicates = "document"
    start: datetime | None = None
    stop: datetime | None = None
    exclude: Mapping[str, Collection[Value]] = field(default_factory=dict)
    only: Mapping[str, Collection[Value]] = field(default_factory=dict)
    certainties: tuple[Certainty, ...] = ()
    least_confidence: float = 0.0
    isolates: bool = False
    busiest: int | None = None
    copies: Copies = "once"
    weighting: Weighting = "count"
    compat: Compat | None = None

    def __post_init__(self) -> None:
        for name, allowed in (("shape", get_args(Shape)), ("duplicates", get_args(Duplicates))):
            _known(name, getattr(self, name), allowed)
        _known("copies", self.copies, get_args(Copies))
        _known("weighting", self.weighting, get_args(Weighting))
        _known("compat", self.compat, (None, *get_args(Compat)))
        _known(f"aggregation of a {self.shape} network", self.aggregation, _AGGREGATIONS[self.shape])
        _known(f"normalisation of a {self.shape} network", self.normalisation, _NORMALISATIONS[self.shape])
        if self.qualifier is None and self.aggregation != "ignore":
            raise CodingError(f"{self.aggregation} needs a qualifier, such as agreement; without one only ignore works")
        if self.aggregation == "combine" and self.normalisation != "no":
            raise CodingError("combine gives codes, not weights: it cannot be normalised")
        if self.busiest is not None and self.busiest < 1:
            raise CodingError(f"the busiest {self.busiest} are nobody: 1 at least")
        if self.rows == self.columns:
            raise CodingError(f"rows and columns are both {self.rows}: a network needs two variables")
        if self.start and self.stop and self.start > self.stop:
            raise CodingError(f"the network would end ({self.stop:%Y-%m-%d}) before it starts ({self.start:%Y-%m-%d})")

    @property
    def told(self) -> dict[str, str]:
        """Return what differs from a claim taken as it is, in words for a file or a caption."""
        found = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value in (None, False, (), {}, 0.0):
                continue
            if isinstance(value, datetime):
                value = value.date().isoformat()
            elif isinstance(value, Mapping):
                value = "; ".join(
                    f"{name}: {', '.join(map(str, sorted(some, key=str)))}" for name, some in value.items()
                )
            elif isinstance(value, tuple):
                value = ", ".join(value)
            found[one.name] = str(value)
        return found


def _known(name: str, value: object, allowed: Collection[object]) -> None:
    if value not in allowed:
        raise CodingError(f"{name}: {value!r} is none of {', '.join(map(str, allowed))}")
