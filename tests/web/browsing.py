"""A running application and a real browser in which somebody has signed in."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from wortlaut.store import Store
from wortlaut.web.keys import Keys

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here (Debian: apt-get install chromium)"
)
WEBGL = ("--enable-unsafe-swiftshader", "--use-angle=swiftshader")
"""What lets a browser without a graphics card draw by WebGL."""
Archive = tuple[str, Keys, Store]
"""A running application: its address, keys and store."""


@contextmanager
def serving(app: Any) -> Iterator[int]:
    """Serve an application from a thread of this process, and give its port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [found]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield found.getsockname()[1]
        server.should_exit = True
        thread.join()


@contextmanager
def visiting(browser: Browser, archive: Archive, **more: Any) -> Iterator[Page]:
    """Give a page that has signed in; what its console complains of fails the test."""
    base, keys, _ = archive
    context = browser.new_context(**{"locale": "de-DE", "base_url": base, **more})
    found = context.new_page()
    complaints: list[str] = []
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    found.goto(f"/enter?key={keys.invite()}")
    yield found
    context.close()
    assert complaints == []
