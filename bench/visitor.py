"""Somebody who looks at the pages of the application, without a browser or a socket between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from fastapi.testclient import TestClient

from bench.watch import Took, took
from wortlaut.pipeline import Reader
from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys


class Refused(Exception):
    """The application did not show a page."""


class Visitor:
    """Asks for pages, one after the other; what it measures is everything but the network."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def took(self, paths: Iterable[str]) -> list[Took]:
        """Return how long it took until each page was there whole; raises Refused."""
        return [took(partial(self.see, path)) for path in paths]

    def see(self, path: str) -> None:
        """Ask for a page; raises Refused."""
        answer = self._client.get(path)
        if answer.status_code != 200:
            raise Refused(f"{path}: {answer.status_code} {answer.text[:500]}")


@contextmanager
def visiting(store: Store) -> Iterator[Visitor]:
    """Give somebody who has signed in to the application of a store."""
    keys = Keys(store)
    own = {"sec-fetch-site": "same-origin"}
    with TestClient(application(store, Reader.load, keys), base_url="http://localhost", headers=own) as client:
        visitor = Visitor(client)
        visitor.see(f"/enter?key={keys.invite()}")
        yield visitor
