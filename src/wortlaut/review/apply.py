"""A reading and its reviews → the reading as people have reviewed it."""

from __future__ import annotations

from collections.abc import Iterable

from wortlaut.record import Reading, Review
from wortlaut.review.cases import Reviewed


def reviewed(reading: Reading, reviews: Iterable[Review]) -> Reviewed:
    """Return the reading as people have reviewed it; ``reviews`` in the order in which they came, of any run.

    A later review by the same person on the same target replaces the earlier. Where people disagree, the majority
    decides, of equals the latest. Nothing is raised: what cannot be placed is an orphan.
    """
    raise NotImplementedError
