"""What people say of a reading, and what comes of it: the reviewed record, the queue, how well people agree.

In: Reading, Review.
Out: Reviewed (a reading again, with the state of each reviewed finding, and orphans), Doubt, Agreement, new Reviews.
Never: knows the store, prints, loses a review.
"""

from wortlaut.review.agreement import F1, Agreement, Alpha, agreement, alpha
from wortlaut.review.apply import reviewed
from wortlaut.review.cases import Doubt, DoubtKind, Orphan, OrphanReason, Outcome, Reviewed, State, StateName
from wortlaut.review.queue import doubts, is_settled
from wortlaut.review.say import added_coding, addition, changes, check_concept, review_of, someone, undo

__all__ = [
    "F1",
    "Agreement",
    "Alpha",
    "Doubt",
    "DoubtKind",
    "Orphan",
    "OrphanReason",
    "Outcome",
    "Reviewed",
    "State",
    "StateName",
    "added_coding",
    "addition",
    "agreement",
    "alpha",
    "changes",
    "check_concept",
    "doubts",
    "is_settled",
    "review_of",
    "reviewed",
    "someone",
    "undo",
]
