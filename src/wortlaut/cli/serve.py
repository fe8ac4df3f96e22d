"""``wortlaut serve``: the archive as a web application on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wortlaut.cli.archive import DatabaseOption
from wortlaut.cli.options import Model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wortlaut.pipeline import Reader
    from wortlaut.store import Store

Host = Annotated[str, typer.Option(help="Address to listen on; others than 127.0.0.1 let the network in.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any that is free.")]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="NAME", help="Name under which people reach it (wortlaut.example.org); repeatable."),
]
Proxy = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Address of the proxy in front that speaks TLS; 127.0.0.1 if it runs here."),
]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    name: Names = None,
    proxy: Proxy = None,
    database: DatabaseOption = None,
    model: Model = None,
    open: Open = False,
) -> None:
    """Run the web application: library, articles with their statements, search, actors, timeline, API.

    Prints a link that signs one browser in, once. Only this machine can reach it unless --host says otherwise; for
    others people need accounts (wortlaut users add) and a proxy with TLS in front (--name, --proxy).
    Ctrl-C ends it; articles that wait are read the next time.
    """
    from wortlaut.cli.archive import opened

    with opened(database, create=True) as store:
        run(store, host=host, port=port, names=name or (), proxy=proxy, model=model, open=open)


def run(
    store: Store,
    *,
    host: str,
    port: int,
    names: Sequence[str] = (),
    proxy: str | None = None,
    model: Path | None,
    open: bool,
) -> None:
    """Serve ``store`` until Ctrl-C, and tell where; ends with one clear line if that is not possible."""
    import webbrowser
    from functools import partial

    from wortlaut.cli.archive import fail

    try:
        from wortlaut.web import Served
        from wortlaut.web import serve as serve_store
    except ModuleNotFoundError as missing:
        fail(f"the web application needs {missing.name}: pip install 'wortlaut[web]'")

    _check_network(store, host, names, proxy)

    def ready(served: Served) -> None:
        print(f"{store.url}\n{served.link}", flush=True)
        if open:
            webbrowser.open(served.link)

    try:
        reader = partial(_reader, model)
        serve_store(store, reader, host=host, port=port, names=names, proxy=proxy, ready=ready)
    except OSError as error:
        fail(f"cannot listen on {host}:{port}: {error.strerror or error}")


def _check_network(store: Store, host: str, names: Sequence[str], proxy: str | None) -> None:
    """End with one clear line where others would come in and there is nobody with an account, or no name for it."""
    import ipaddress

    from wortlaut.cli.archive import fail

    try:
        ipaddress.ip_network(proxy or "127.0.0.1")
    except ValueError:
        raise typer.BadParameter(f"{proxy!r} is no address", param_hint="--proxy") from None
    for name in names:
        if "/" in name or ":" in name or not name:
            raise typer.BadParameter(f"{name!r}: only the name, without https:// and port", param_hint="--name")
    if host in ("127.0.0.1", "localhost", "::1") and not names and proxy is None:
        return
    if not any(one.role == "admin" and not one.disabled for one in store.access.accounts()):
        fail(
            "others can reach this, so that people need accounts: wortlaut users add NAME --role admin "
            "(and put TLS in front, see docs/reference/serving.md)"
        )
    if not names and (host in ("0.0.0.0", "::") or proxy is not None):
        fail("under which name do people reach it? --name wortlaut.example.org (requests for other names are refused)")


def _reader(model: Path | None) -> Reader:
    from wortlaut.pipeline import Reader

    return Reader.load(model)
