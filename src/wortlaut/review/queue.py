"""What to look at first."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.record import Reading
from wortlaut.review.cases import Doubt, Reviewed


def doubts(shown: Reviewed, others: Sequence[Reading] = ()) -> tuple[Doubt, ...]:
    """Return what a person should look at, the most doubtful first; ``others`` are readings of other runs.

    What people have settled is not among them; what they dispute or are unsure of, and orphans, are.
    """
    raise NotImplementedError
