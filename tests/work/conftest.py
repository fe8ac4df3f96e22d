from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.work.newsroom import Clock, Desk, Site
from wortlaut.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "archiv.sqlite") as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture
def desk(store: Store, clock: Clock) -> Iterator[Desk]:
    found = Desk(store, clock)
    yield found
    found.fetcher.close()
