"""``wortlaut serve`` on a real port: names, a proxy that speaks TLS, heads of requests."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from wortlaut.store import Store
from wortlaut.web.keys import password_hash

PASSWORD = "sehr geheim 1"
Serve = Callable[..., tuple[int, str]]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start ``wortlaut serve`` with some options; gives its port and the link that it prints."""
    servers: list[subprocess.Popen[str]] = []
    file = tmp_path / "archiv.sqlite"
    with Store.open(file) as store:
        store.access.add_account("Anna", "admin", password_hash(PASSWORD))

    def start(*options: str) -> tuple[int, str]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-c", "from wortlaut.cli import main; main()", "serve", "--port", str(port)]
        server = subprocess.Popen([*command, "--database", str(file), *options], stdout=subprocess.PIPE, text=True)
        servers.append(server)
        assert server.stdout is not None
        return port, next(line.strip() for line in iter(server.stdout.readline, "") if line.startswith("http"))

    yield start
    for server in servers:
        server.terminate()
        server.wait(timeout=20)
        assert server.stdout is not None
        server.stdout.close()


def ask(port: int, path: str, *headers: str, body: str = "") -> tuple[int, str]:
    """Send a request letter by letter; return status and all that comes."""
    head = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", "Connection: close", *headers]
    if body:
        head += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        try:
            connection.sendall("\r\n".join([*head, "", body]).encode())
            told = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        except ConnectionError:
            return 400, "it hung up before all of it was sent"
    return int(told.split(" ", 2)[1]), told


def signed_in(port: int, *headers: str) -> tuple[int, str]:
    origin = "Sec-Fetch-Site: same-origin"
    return ask(port, "/sign-in", origin, *headers, body=f"name=Anna&password={PASSWORD.replace(' ', '+')}")


def test_a_proxy_that_speaks_tls(serve: Serve) -> None:
    port, link = serve("--name", "Wortlaut.example.org", "--proxy", "127.0.0.1")
    assert link.startswith("https://Wortlaut.example.org/enter?key=")
    name = "Host: wortlaut.example.org"
    status, told = signed_in(port, name, "X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.7")
    assert status == 303
    assert re.search(r"set-cookie: .*; Secure", told, re.IGNORECASE)
    assert "Secure" not in signed_in(port, name)[1]
    assert ask(port, "/", "Host: other.example.org", "X-Forwarded-Host: wortlaut.example.org")[0] == 421
    # everybody behind the proxy is slowed by his own address
    for _ in range(7):
        body = "name=Niemand&password=x"
        ask(port, "/sign-in", name, "Sec-Fetch-Site: same-origin", "X-Forwarded-For: 192.0.2.8", body=body)
    assert signed_in(port, name, "X-Forwarded-For: 192.0.2.8")[0] == 429
    assert signed_in(port, name, "X-Forwarded-For: 192.0.2.9")[0] == 303


def test_without_a_proxy_nobody_is_believed(serve: Serve) -> None:
    port, link = serve()
    assert urlsplit(link).hostname == "127.0.0.1"
    status, told = signed_in(port, "Host: localhost", "X-Forwarded-Proto: https")
    assert status == 303
    assert "Secure" not in told
    for number in range(7):
        body = f"name=Niemand{number}&password=x"
        ask(port, "/sign-in", "Host: localhost", "Sec-Fetch-Site: same-origin", f"X-Forwarded-For: {number}", body=body)
    assert signed_in(port, "Host: localhost", "X-Forwarded-For: 192.0.2.9")[0] == 429
    # heads of requests
    assert ask(port, "/", "Host: localhost", f"X-Long: {'a' * 200_000}")[0] == 400
    assert ask(port, "/", "Host: localhost", *(f"X-{number}: a" for number in range(20_000)))[0] == 400
    assert ask(port, "/" + "a" * 500_000, "Host: localhost")[0] == 400
    assert ask(port, "/", "Host: localhost", "Host: evil.example")[0] in (400, 421)
    assert ask(port, "/", "Host: localhost", "Upgrade: websocket", "Sec-WebSocket-Key: x")[0] == 401
    for host in ("localhost/static/?", "localhost:1/static/?", "localhost#", "localhost:1/enter?", "a@localhost", ""):
        assert ask(port, "/admin", f"Host: {host}")[0] in (400, 421), host
    assert ask(port, "/", "Host: localhost")[0] == 401
