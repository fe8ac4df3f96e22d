"""How long pages take while articles are read: nobody reads, a process of its own reads, threads of the same one read.

``python -m bench.pages_while_reading`` makes a store of the sample articles, serves it three times, and prints the
median and the 95th percentile of pages in milliseconds, and how many articles were read meanwhile.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

import httpx2

from wortlaut.cli.demo import samples
from wortlaut.intake import article_from_text
from wortlaut.pipeline import Reader
from wortlaut.store import Store
from wortlaut.work import Apart, Crew, read_order

WAYS = ("nobody", "apart", "threads")


def main() -> None:
    """Measure all ways, or serve in one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=12.0)
    parser.add_argument("--serve", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--store", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.store, given.serve)
        return
    with tempfile.TemporaryDirectory(prefix="wortlaut-") as folder:
        for way in WAYS:
            path = str(Path(folder) / f"{way}.sqlite")
            articles = fill(path, waiting=way != "nobody")
            measure(path, way, articles, given.seconds)


def fill(path: str, *, waiting: bool) -> list[str]:
    """Make a store of read samples, and let many others wait if ``waiting``; return the ids of those that are read."""
    reader = Reader.load()
    texts = [article.text for article in samples()]
    with Store.open(path) as store:
        read = [store.add(reader.read(text)).article for text in texts]
        if waiting:
            for number in range(20):
                for text in texts:
                    article = article_from_text(text)
                    store.add_article(replace(article, id=f"{article.id}x{number}"))
                    store.jobs.enqueue("read", read_order([f"{article.id}x{number}"]).payload)
    return read


def serve(path: str, way: str) -> None:
    """Serve a store, print the link, go on until killed."""
    import uvicorn

    from wortlaut.web.app import application
    from wortlaut.web.keys import Keys
    from wortlaut.web.serving import _bound

    with Store.open(path) as store, _bound("127.0.0.1", 0) as listening:
        reader = partial(Reader.load, None)
        works = Crew(store, reader) if way == "threads" else Apart(store.address, reader)
        keys = Keys(store)
        app = application(store, reader, keys, works=works)
        print(f"http://127.0.0.1:{listening.getsockname()[1]}/enter?key={keys.invite()}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listening])


def measure(path: str, way: str, articles: list[str], seconds: float) -> None:
    """Ask for pages one after the other and print how long they took."""
    command = [sys.executable, "-m", "bench.pages_while_reading", "--serve", way, "--store", path]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    link = server.stdout.readline().strip()
    base = f"http://{urlsplit(link).netloc}"
    paths = ["/", *(f"/articles/{id}" for id in articles), "/search?words=Haushalt", "/actors", "/timeline"]
    taken: list[float] = []
    with httpx2.Client(follow_redirects=True, timeout=60) as client, Store.open(path) as store:
        client.get(link).raise_for_status()
        for one in paths:
            client.get(base + one).raise_for_status()
        while way != "nobody" and store.info().readings == len(articles):
            time.sleep(0.2)  # the model is being loaded
        before, end = store.info().readings, time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.perf_counter()
            client.get(base + paths[len(taken) % len(paths)]).raise_for_status()
            taken.append(1000 * (time.perf_counter() - start))
            time.sleep(0.02)
        read = store.info().readings - before
    server.terminate()
    server.wait()
    p95 = quantiles(taken, n=20)[-1]
    print(f"{way:<8} {len(taken)} pages, median {median(taken):.0f} ms, p95 {p95:.0f} ms, {read} articles read")


if __name__ == "__main__":
    main()
