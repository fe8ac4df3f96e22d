"""What an answer means for a feed: pure, no clock, no network, no store.

When it is asked again: after its usual time; after failures twice as late each time, up to a day, and never sooner than
the server asks (Retry-After). Both are spread by chance, so that feeds do not come all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wortlaut.errors import FetchError, IntakeError, NoFeed, TooLarge
from wortlaut.intake import Answer, Feed, address_key, feed_from, feed_named, host_of
from wortlaut.intake.decode import decode
from wortlaut.store.feeds import Named, Polled
from wortlaut.store.rows import FeedRow
from wortlaut.work.orders import fetch_order

DAY = 24 * 3600.0
_SPREAD = 0.2
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is to be written of a feed: its new state, what it names, and how many seconds its host is to rest."""

    polled: Polled
    named: tuple[Named, ...] = ()
    rest: float = 0.0


def pause(every: float, failures: int, chance: float, after: float | None = None) -> float:
    """Return the seconds until something is tried again; ``chance`` is between 0 and 1.

    >>> pause(600, 0, 0.5), pause(600, 3, 0.5), pause(600, 9, 0.5), pause(600, 0, 0.5, after=7200)
    (600.0, 4800.0, 86400.0, 7200.0)
    """
    usual = min(every * 2.0 ** min(failures, _MOST_DOUBLINGS), max(DAY, every))
    return max(usual * (1 + _SPREAD * (chance - 0.5)), after or 0.0)


def after_answer(feed: FeedRow, answer: Answer, now: datetime, chance: float) -> Outcome:
    """Return what an answer means."""
    if answer.status == 410:
        told = _failed(feed, "gone", "the server says that it is gone for good (410)", now, chance)
        return replace(told, polled=replace(told.polled, state="gone"))
    moved = answer.moved or feed.url
    if answer.status == 304:
        return Outcome(polled=replace(_well(feed, now, chance), url=moved, host=host_of(moved)))
    if not 200 <= answer.status < 300:
        return _failed(feed, f"status{answer.status}", f"the server answers {answer.status}", now, chance, answer)
    try:
        content_type = answer.headers.get("content-type")
        found = feed_from(answer.body, answer.url, content_type=content_type)
    except NoFeed as error:
        named = _named_by_page(feed, answer)
        if named is None:
            return after_error(feed, error, now, chance)
        followed = replace(_well(feed, now, chance), url=named, host=host_of(named), due=now, answered=False)
        return Outcome(polled=followed)
    except IntakeError as error:
        return after_error(feed, error, now, chance)
    well = replace(
        _well(feed, now, chance),
        url=moved,
        host=host_of(moved),
        title=found.title or feed.title,
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
    )
    return Outcome(polled=well, named=_articles(found, moved))


def after_error(feed: FeedRow, error: IntakeError, now: datetime, chance: float) -> Outcome:
    """Return what it means that there was no answer, or none that can be read."""
    if isinstance(error, FetchError):
        return _failed(feed, error.reason, str(error), now, chance, after=error.after)
    reason = "large" if isinstance(error, TooLarge) else "broken"
    return _failed(feed, reason, str(error), now, chance)


def _named_by_page(feed: FeedRow, answer: Answer) -> str | None:
    """Return the feed that a page names; a page that a page named is not followed."""
    if feed.url != feed.given:
        return None
    try:
        text = decode(answer.body, content_type=answer.headers.get("content-type"), html=True)
    except IntakeError:
        return None
    named = feed_named(text, answer.url)
    return named if named != feed.url else None


def _articles(found: Feed, url: str) -> tuple[Named, ...]:
    return tuple(
        Named(
            key=address_key(entry.url),
            mark=f"{entry.mark}\n{entry.title}",
            order=fetch_order(entry.url, feed=url),
            url=entry.url,
        )
        for entry in found.entries
    )


def _well(feed: FeedRow, now: datetime, chance: float) -> Polled:
    return Polled(
        url=feed.url,
        host=host_of(feed.url),
        title=feed.title,
        state="active",
        etag=feed.etag,
        modified=feed.modified,
        failures=0,
        error=None,
        due=now + timedelta(seconds=pause(feed.every, 0, chance)),
        answered=True,
    )


def _failed(
    feed: FeedRow,
    reason: str,
    told: str,
    now: datetime,
    chance: float,
    answer: Answer | None = None,
    after: float | None = None,
) -> Outcome:
    after = answer.retry_after if answer is not None else after
    failures = feed.failures + 1
    polled = replace(
        _well(feed, now, chance),
        failures=failures,
        error=f"{reason}: {told}",
        due=now + timedelta(seconds=pause(feed.every, failures, chance, after)),
        answered=False,
    )
    return Outcome(polled=polled, rest=after or 0.0)
