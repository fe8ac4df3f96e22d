"""The log and the queue of jobs."""

from datetime import UTC, datetime, timedelta

import pytest

from wortlaut.errors import StoreError
from wortlaut.store import Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_log_shows_the_latest_first(store: Store) -> None:
    store.people.note("Anna", "login", at=NOON)
    store.people.note("Bernd", "delete", "a1", {"why": "doppelt"})
    page = store.people.audit(limit=1)
    assert (page.items[0].who, page.items[0].details, page.total) == ("Bernd", {"why": "doppelt"}, 2)
    assert store.people.audit(offset=1).items[0].at == NOON


def test_a_job_has_one_worker_at_a_time(store: Store) -> None:
    number = store.jobs.enqueue("read", {"url": "https://bote.example"}, at=NOON)
    later = store.jobs.enqueue("watch", [], due=NOON + timedelta(hours=1), at=NOON)
    assert store.jobs.claim("w1", ["watch"], at=NOON) is None
    job = store.jobs.claim("w1", at=NOON, lease=60)
    assert job is not None
    assert (job.number, job.payload, job.attempts, job.state) == (number, {"url": "https://bote.example"}, 1, "running")
    assert store.jobs.claim("w2", at=NOON) is None
    store.jobs.progress(number, "w1", {"done": 3}, lease=60, at=NOON + timedelta(seconds=50))
    assert store.jobs.claim("w2", at=NOON + timedelta(seconds=100)) is None
    again = store.jobs.claim("w2", at=NOON + timedelta(seconds=111))
    assert again is not None
    assert (again.number, again.attempts, again.worker) == (number, 2, "w2")
    with pytest.raises(StoreError, match="not running at w1"):
        store.jobs.finish(number, "w1")
    store.jobs.finish(number, "w2")
    assert store.jobs.claim("w2", at=NOON + timedelta(hours=2)).number == later  # type: ignore[union-attr]
    assert [(one.number, one.state) for one in store.jobs.page().items] == [(later, "running"), (number, "done")]
    assert store.jobs.page(states=["done"], kinds=["watch"]).total == 0


def test_a_failed_job_is_tried_again_or_not(store: Store) -> None:
    number = store.jobs.enqueue("read", None, at=NOON)
    assert store.jobs.claim("w", at=NOON) is not None
    store.jobs.fail(number, "w", "no answer", again_in=60, at=NOON)
    assert store.jobs.claim("w", at=NOON + timedelta(seconds=59)) is None
    assert store.jobs.claim("w", at=NOON + timedelta(seconds=61)) is not None
    store.jobs.fail(number, "w", "gone")
    assert store.jobs.claim("w", at=NOON + timedelta(days=9)) is None
    job = store.jobs.job(number)
    assert job is not None
    assert (job.state, job.error, job.attempts) == ("failed", "gone", 2)
    assert store.jobs.job(99) is None
