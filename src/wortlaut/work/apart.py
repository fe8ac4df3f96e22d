"""A crew in a process of its own, so that pages need not wait while articles are read."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from wortlaut.work.worker import Reads

log = logging.getLogger("wortlaut")
_PATIENCE = 10.0
_AGAIN = 5.0
_NICENESS = 5
_WAKE = b"wake"


class Apart:
    """Starts the process, wakes it, ends it, and starts it again if it dies.

    ``address`` is ``Store.address``; ``reader`` goes to the process, so it must be a function of a module (or a
    ``functools.partial`` of one). The process ends with the one that started it, however that ends.
    """

    def __init__(self, address: str, reader: Callable[[], Reads], *, allow_private: bool = False) -> None:
        self._given = address, reader, allow_private
        self._ending = threading.Event()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._watching: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of the process."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the process."""
        self._ending.clear()
        self._spawn()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()

    def wake(self) -> None:
        """Say that there is something new to do."""
        with suppress(OSError, ValueError):  # it just died, and looks for work when it is there again
            if self._line is not None:
                self._line.send_bytes(_WAKE)

    def stop(self) -> None:
        """End the process after what is at hand, at the latest after some seconds; the rest waits in the store."""
        self._ending.set()
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.join(_PATIENCE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        if self._watching is not None:
            self._watching.join()

    def _spawn(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(*self._given, theirs), name="wortlaut-work", daemon=True)
        process.start()
        theirs.close()
        self._process, self._line = process, ours

    def _watch(self) -> None:
        while not self._ending.is_set() and self._process is not None:
            self._process.join()
            if not self._ending.is_set():
                log.error("the process that reads ended (%s); it is started again", self._process.exitcode)
                if not self._ending.wait(_AGAIN):
                    self._spawn()


def _work(address: str, reader: Callable[[], Reads], allow_private: bool, line: Connection) -> None:
    """Work until the line is cut: by ``stop``, or because the process at its other end is gone."""
    from wortlaut.store import Store
    from wortlaut.work.crew import Crew
    from wortlaut.work.orders import polite_fetcher

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the other's business
    if hasattr(os, "nice"):
        os.nice(_NICENESS)  # pages come first
    with Store.open(address, create=False) as store:
        crew = Crew(store, reader, polite_fetcher(allow_private=allow_private))
        crew.start()
        try:
            while True:
                line.recv_bytes()
                crew.wake()
        except (EOFError, OSError):
            crew.stop(_PATIENCE / 2)
