"""Reviews through the API: what is doubtful, what people said, saying more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request

from wortlaut import store as rows
from wortlaut.errors import ReviewError
from wortlaut.record import Review
from wortlaut.record.review import FindingKind, Verdict, plain_changes, plain_target
from wortlaut.review import DoubtKind, Reviewed, StateName, added_coding, addition, changes, review_of, undo
from wortlaut.store import Store
from wortlaut.store.telling import check_concepts, codebook_of, spans
from wortlaut.web.access import person_of
from wortlaut.web.said import LONGEST, reviewer_of, reviews_of

Offset = Annotated[int, Query(ge=0, le=1_000_000_000, description="How many to leave out.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one person said of one finding; ``withdraws`` is the id of the review that it takes back."""

    id: str
    article: str
    run: str
    target: dict[str, Any]
    verdict: Verdict
    correction: dict[str, Any]
    reviewer: str
    at: datetime
    withdraws: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingState:
    """What people say of one finding all together."""

    finding: FindingKind
    id: str | None
    state: StateName
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReviews:
    """All reviews of an article, what comes of them, and the ids of those without a place in what is shown."""

    reviews: tuple[Said, ...]
    states: tuple[FindingState, ...]
    orphans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """What to say: of a finding by its id; ``add`` needs ``content`` instead; ``undo`` takes back ``id`` or the last.

    A statement, an event or a coding can be added; a coding with its ``codebook``.

    ``correction`` as in ``docs/reference/review.md``: ``{"speaker": {"name": "Anna Meier"}, "certainty": "hearsay"}``.
    ``reviewer`` is the name to review under, for whoever has no account; an account reviews under its own.
    """

    verdict: Literal["accept", "reject", "correct", "add", "unsure", "undo"]
    finding: FindingKind = "statement"
    id: str | None = None
    correction: dict[str, Any] = field(default_factory=dict)
    content: tuple[Bounds, ...] = ()
    codebook: str = ""
    reviewer: str = ""
    note: str | None = None


def add_reviews(router: APIRouter, store: Store) -> None:
    """Add the routes of reviews to the API."""

    @router.get("/queue")
    def queue(
        finding: Annotated[list[DoubtKind], Query()] = [],  # noqa: B006 (FastAPI copies it)
        article: Annotated[str | None, Query(max_length=100)] = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> rows.Page[rows.QueueRow]:
        """Return what a person should look at, the most doubtful first."""
        return store.people.queue(article=article, kinds=finding, offset=offset, limit=limit)

    @router.get("/reviews")
    def reviews(
        reviewer: Annotated[str | None, Query(max_length=LONGEST)] = None, offset: Offset = 0, limit: Limit = 50
    ) -> rows.Page[Said]:
        """Return all reviews in the order in which they came."""
        page = store.people.reviews(reviewer=reviewer, offset=offset, limit=limit)
        return rows.Page(items=tuple(map(_said, page.items)), total=page.total, offset=offset, limit=limit)

    @router.get("/articles/{id}/reviews")
    def article_reviews(id: str) -> ArticleReviews:
        """Return what people said of an article."""
        return _told(_shown(store, id))

    @router.post("/articles/{id}/reviews", status_code=201, responses={409: {"description": "It cannot be said."}})
    def say(request: Request, id: str, new: NewReview) -> Said:
        """Say what is right of a finding, add a missing statement, or take back what you said."""
        shown = _shown(store, id)
        chosen = " ".join(new.reviewer.split())[:LONGEST] if person_of(request).owner else ""
        reviewer = chosen or reviewer_of(request)
        try:
            one = _new(store, shown, new, reviewer)
            store.people.add_review(one)
        except (ReviewError, ValueError) as error:
            raise HTTPException(409, str(error)) from None
        return _said(one)


def _new(store: Store, shown: Reviewed, new: NewReview, reviewer: str) -> Review:
    at, note = datetime.now(UTC), new.note
    if new.verdict == "undo":
        return undo(reviews_of(shown), new.id, reviewer=reviewer, at=at, note=note)
    correction = changes(new.finding, new.correction)
    if new.verdict == "add":
        content = spans(shown.read.article.text, [f"{start}-{end}" for start, end in new.content])
        if new.finding == "coding":
            check_concepts(store, new.codebook, correction)
            return added_coding(shown, content, new.codebook, correction, reviewer=reviewer, at=at, note=note)
        if new.finding == "mention":
            raise ReviewError("a mention cannot be added")
        return addition(shown, content, correction, kind=new.finding, reviewer=reviewer, at=at, note=note)
    if new.id is None:
        raise ReviewError("which finding? its id is missing")
    check_concepts(store, codebook_of(shown, new.finding, new.id), correction)
    return review_of(shown, new.finding, new.id, new.verdict, correction, reviewer=reviewer, at=at, note=note)


def _shown(store: Store, id: str) -> Reviewed:
    shown = store.people.reviewed(id)
    if shown is None:
        raise HTTPException(404, "refused:article")
    return shown


def _told(shown: Reviewed) -> ArticleReviews:
    states = (
        FindingState(finding=one.target.kind, id=one.target.id, state=one.state, by=one.by) for one in shown.states
    )
    return ArticleReviews(
        reviews=tuple(map(_said, sorted(reviews_of(shown), key=lambda one: (one.at, one.id)))),
        states=tuple(states),
        orphans=tuple(one.review.id for one in shown.orphans),
    )


def _said(one: Review) -> Said:
    return Said(
        id=one.id,
        article=one.article,
        run=one.run,
        target=plain_target(one.target),
        verdict=one.verdict,
        correction=dict(plain_changes(one.correction)),
        reviewer=one.reviewer,
        at=one.at,
        withdraws=one.withdraws,
        note=one.note,
    )
