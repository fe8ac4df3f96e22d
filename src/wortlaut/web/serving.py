"""The application on a port of this machine."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import uvicorn

from wortlaut.store import Store
from wortlaut.web.app import LOOPBACK, application
from wortlaut.web.keys import Keys
from wortlaut.work import Apart, Reads

_BACKLOG = 128
_PATIENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the application is: its address, and the link that signs in once."""

    address: str
    link: str


def serve(
    store: Store,
    reader: Callable[[], Reads],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    names: Sequence[str] = (),
    proxy: str | None = None,
    ready: Callable[[Served], None],
) -> None:
    """Serve a store until somebody ends it (Ctrl-C); ``port`` 0 takes any that is free.

    ``reader`` goes to the process that reads: a function of a module, or a partial of one. ``names`` are those under
    which people reach it besides ``host``. ``proxy`` is the address of a proxy that speaks TLS for it: what that says
    of who asks, and how, is believed (``X-Forwarded-For``, ``X-Forwarded-Proto``). ``ready`` is told the address as
    soon as requests are taken. Raises OSError where the port is taken.
    """
    with _bound(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        port = listening.getsockname()[1]
        keys = Keys(store)
        app = application(
            store,
            reader,
            keys,
            hosts={*LOOPBACK, name.lower(), *map(str.lower, names)},
            cookie=f"wortlaut_session_{port}",
            works=Apart(store.address, reader),
        )
        address = f"http://{name}:{port}/"
        if names:
            address = f"https://{names[0]}/" if proxy is not None else f"http://{names[0]}:{port}/"
        config = uvicorn.Config(
            app,
            log_level=logging.WARNING,
            access_log=False,
            server_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy,
            http="h11",  # it bounds the head of a request
            ws="none",
            timeout_graceful_shutdown=_PATIENCE,
        )
        ready(Served(address=address, link=f"{address}enter?key={keys.invite()}"))
        uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that whoever opens the link at once is served."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(_BACKLOG)
    except OSError:
        found.close()
        raise
    return found
