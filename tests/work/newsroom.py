"""A newsroom on this machine: a web server that answers as told, a clock set by hand, a reader without a model."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from wortlaut.intake import Fetcher, Pace
from wortlaut.record import Article, Reading, Run, Span, Statement
from wortlaut.store import Store
from wortlaut.work import News, Worker

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_QUOTE = re.compile("„([^“]+)“")
Told = tuple[int, bytes | str, dict[str, str]]


class Clock:
    """The time, which passes only when somebody says so; also for those who would sleep."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return (self.now - NOON).total_seconds()

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Quoting:
    """Takes each „…“ for a direct quote; cannot read a text that says KAPUTT."""

    run = Run(wortlaut="0", model="quoting", lexicon="0")

    def read(self, article: Article) -> Reading:
        if "KAPUTT" in article.text:
            raise RuntimeError("this cannot be read")
        found = enumerate(_QUOTE.finditer(article.text), start=1)
        quotes = [(f"s{number}", Span(start=match.start(1), end=match.end(1))) for number, match in found]
        said = tuple(Statement(id=id, kind="direct", content=(span,), confidence=1.0) for id, span in quotes)
        return Reading(article=article, run=self.run, statements=said)


class Site:
    """A web server on loopback. ``pages`` say what it answers, ``asked`` what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Told | Callable[[dict[str, str]], Told]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once, self.most_at_once = 0, 0
        self._counting = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        """Return what was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        with self._counting:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            headers = {name.lower(): value for name, value in request.headers.items()}
            self.asked.append((request.path, headers))
        page = self.pages.get(request.path, (404, b"", {}))
        status, body, answered = page(headers) if callable(page) else page
        data = body.encode() if isinstance(body, str) else body
        with self._counting:
            self.at_once -= 1
        request.send_response(status)
        for name, value in answered.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    def serve_feed(self, path: str, *entries: str, title: str = "Der Bote", **more: str) -> None:
        """Answer with an RSS feed; an entry is a path, or a path and a date parted by a blank."""
        self.pages[path] = (200, rss(self.url, *entries, title=title), {"Content-Type": "application/rss+xml", **more})

    def serve_article(self, path: str, number: int = 0, *, said: str = "Wir handeln") -> None:
        """Answer with an article."""
        self.pages[path] = (200, page(number, said), {"Content-Type": "text/html; charset=utf-8"})


def rss(base: str, *entries: str, title: str = "Der Bote") -> str:
    items = []
    for entry in entries:
        path, _, day = entry.partition(" ")
        items.append(f"<item><title>{path}</title><link>{base}{path}</link><pubDate>{day}</pubDate></item>")
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def page(number: int, said: str = "Wir handeln") -> str:
    """Return an article that is like no other of another number."""
    words = " ".join(
        f"Der Ausschuss {number}x{n} hat die Vorlage {number * 31 + n} am Montag beraten." for n in range(12)
    )
    return (
        f"<!doctype html><html lang=de><head><meta charset=utf-8><title>Streit {number}</title></head><body>"
        f"<article><h1>Streit {number} um den Haushalt</h1><p>Berlin. „{said}“, sagte Ministerin Anna Meier am Montag "
        f"in Berlin vor dem Ausschuss {number}. Die Opposition kritisierte den Entwurf und forderte mehr Zeit.</p>"
        f"<p>{words}</p></article></body></html>"
    )


class Desk:
    """A worker with a clock set by hand, and what he told."""

    def __init__(self, store: Store, clock: Clock, *, allow_private: bool = True) -> None:
        self.store, self.clock = store, clock
        self.news: list[News] = []
        pace = Pace(clock=clock.seconds, sleep=clock.advance)
        self.fetcher = Fetcher(allow_private=allow_private, pace=pace, timeout=5)
        self.worker = self.another()

    def another(self) -> Worker:
        """Return a second worker, as after a restart."""
        return Worker(self.store, Quoting, self.fetcher, clock=self.clock, chance=lambda: 0.5, tell=self.news.append)

    def work(self, within: float = 60.0) -> None:
        """Work until nothing is to be done in so many seconds."""
        horizon = self.clock.now + timedelta(seconds=within)
        while True:
            if self.worker.work():
                continue
            soon = [self.store.jobs.soonest(at=self.clock.now), self.store.feeds.soonest(at=self.clock.now)]
            first = min((one for one in soon if one is not None), default=None)
            if first is None or first > horizon:
                return
            self.clock.now = max(first, self.clock.now + timedelta(milliseconds=1))
