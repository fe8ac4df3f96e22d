"""Somebody who has signed in."""

from __future__ import annotations

import time

from fastapi.testclient import TestClient

from wortlaut.store import Store
from wortlaut.web.keys import Keys


class Site:
    """A client that has signed in; what it sends comes from the site's own pages."""

    def __init__(self, client: TestClient, store: Store, keys: Keys) -> None:
        self.client = client
        self.store = store
        self.keys = keys

    def get(self, path: str, **more: object) -> str:
        answer = self.client.get(path, **more)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        return answer.text

    def idle(self) -> None:
        """Wait until no job is left."""
        for _ in range(400):
            if not self.store.jobs.page(states=("waiting", "running")).total:
                return
            time.sleep(0.02)
        raise AssertionError("the jobs are not done")
