"""Somebody who has signed in."""

from __future__ import annotations

import time

from fastapi.testclient import TestClient
from quoting import Quoting

from wortlaut.store import Store
from wortlaut.store.access import Role
from wortlaut.web import application
from wortlaut.web.keys import Keys, password_hash

PASSWORD = "sehr geheim 1"
KEPT = password_hash(PASSWORD)
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")


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


def signed_in(store: Store, keys: Keys, name: str, password: str = PASSWORD) -> TestClient:
    client = TestClient(
        application(store, Quoting, keys), base_url="http://localhost", headers={"sec-fetch-site": "same-origin"}
    )
    client.status = client.post("/sign-in", data={"name": name, "password": password}, follow_redirects=False)  # type: ignore[attr-defined]
    return client
