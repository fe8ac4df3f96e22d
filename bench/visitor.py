"""Somebody who looks at the pages of the application, without a browser or a socket between."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import httpx

from wortlaut.pipeline import Reader
from wortlaut.store import Store
from wortlaut.web import application
from wortlaut.web.keys import Keys


class Visitor:
    """Signs in and asks for pages, one after the other; what it measures is everything but the network."""

    def __init__(self, store: Store) -> None:
        keys = Keys()
        self._runner = asyncio.Runner()
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(application(store, Reader.load, keys)),
            base_url="http://localhost",
            headers={"sec-fetch-site": "same-origin"},
        )
        entered = self._runner.run(self._client.get("/enter", params={"key": keys.invite()}))
        assert entered.status_code == 303, entered.text

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def took(self, paths: Iterable[str]) -> list[float]:
        """Return the milliseconds until each page was there; raises AssertionError for one that is refused."""
        return self._runner.run(self._took(list(paths)))

    async def _took(self, paths: list[str]) -> list[float]:
        found = []
        for path in paths:
            start = time.perf_counter()
            answer = await self._client.get(path)
            found.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, (path, answer.status_code, answer.text[:200])
        return found
