"""``wortlaut serve``: the archive as a web application on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import Model

if TYPE_CHECKING:
    from pathlib import Path

    from wortlaut.pipeline import Reader
    from wortlaut.store import Store

Host = Annotated[str, typer.Option(help="Address to listen on; others than 127.0.0.1 let the network in.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any that is free.")]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    database: DatabaseOption = None,
    model: Model = None,
    open: Open = False,
) -> None:
    """Run the web application: library, articles with their statements, search, actors, timeline, API.

    Prints a link that signs one browser in, once. Only this machine can reach it unless --host says otherwise.
    Ctrl-C ends it; articles that wait are read the next time.
    """
    from wortlaut.cli.archive import opened

    with opened(database, create=True) as store:
        run(store, host=host, port=port, model=model, open=open)


def run(store: Store, *, host: str, port: int, model: Path | None, open: bool) -> None:
    """Serve ``store`` until Ctrl-C, and tell where; ends with one clear line if that is not possible."""
    import webbrowser
    from functools import partial

    from wortlaut.cli.archive import fail

    try:
        from wortlaut.web import Served
        from wortlaut.web import serve as serve_store
    except ModuleNotFoundError as missing:
        fail(f"the web application needs {missing.name}: pip install 'wortlaut[web]'")

    network = host not in ("127.0.0.1", "localhost", "::1")
    if network and not any(one.role == "admin" and not one.disabled for one in store.access.accounts()):
        fail(
            f"{host} lets the network in, so that people need accounts: wortlaut users add NAME --role admin "
            "(and put TLS in front, see docs/reference/serving.md)"
        )

    def ready(served: Served) -> None:
        print(f"{store.url}\n{served.link}", flush=True)
        if open:
            webbrowser.open(served.link)

    try:
        serve_store(store, partial(_reader, model), host=host, port=port, ready=ready)
    except OSError as error:
        fail(f"cannot listen on {host}:{port}: {error.strerror or error}")


def _reader(model: Path | None) -> Reader:
    from wortlaut.pipeline import Reader

    return Reader.load(model)
