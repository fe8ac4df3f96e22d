import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from test_intake_text import BODY

from wortlaut.errors import FetchError, TooLarge
from wortlaut.intake import Failed, Fetcher, Pace, load
from wortlaut.intake.fetch import USER_AGENT, check_url, fetch, is_public
from wortlaut.record import Article

PAGE = (
    "<!doctype html><html lang=de><head><meta charset=utf-8><title>Streit</title></head><body><h1>Streit</h1>"
    + "".join(f"<p>{one}</p>" for one in BODY)
    + "</body></html>"
).encode()


ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/artikel": (200, PAGE, {"Content-Type": "text/html; charset=utf-8"}),
    "/text": (200, "\n\n".join(BODY).encode("cp1252"), {"Content-Type": "text/plain; charset=iso-8859-1"}),
    "/weiter": (302, b"", {"Location": "/artikel?von=weiter"}),
    "/kreis": (302, b"", {"Location": "/kreis"}),
    "/datei": (302, b"", {"Location": "file:///etc/passwd"}),
    "/gross": (200, b"a" * 200_000, {}),
    "/bombe": (200, gzip.compress(b"a" * 5_000_000), {"Content-Encoding": "gzip"}),
    "/pdf": (200, b"%PDF-1.7", {"Content-Type": "application/pdf"}),
    "/verboten": (403, b"", {}),
    "/kaputt": (200, b"kein gzip", {"Content-Encoding": "gzip"}),
}


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, str]] = []  # noqa: RUF012
    robots: tuple[int, bytes] = (404, b"")

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        status, body, headers = self.answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self) -> tuple[int, bytes, dict[str, str]]:
        path = self.path.split("?")[0]
        if path == "/robots.txt":
            return *self.robots, {}
        if path == "/nach-innen":
            return 302, b"", {"Location": f"http://[::1]:{self.server.server_address[1]}/artikel"}
        return ANSWERS.get(path, (404, b"", {}))

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen, Handler.robots = [], (404, b"")
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()


def test_fetch_names_itself_and_the_host(server: str) -> None:
    page = fetch(server + "/artikel", allow_private=True)
    assert page.body == PAGE and page.content_type == "text/html; charset=utf-8" and page.at.endswith("+00:00")
    assert [path for path, _, _ in Handler.seen] == ["/robots.txt", "/artikel"]
    assert {(agent, host) for _, agent, host in Handler.seen} == {(USER_AGENT, server.removeprefix("http://"))}


def test_private_addresses_are_refused_unless_allowed(server: str) -> None:
    for url in (server, server.replace("127.0.0.1", "localhost")):
        with pytest.raises(FetchError, match="--allow-private"):
            fetch(url + "/artikel")
    assert Handler.seen == []
    (failed,) = load(server + "/artikel")
    assert isinstance(failed, Failed) and isinstance(failed.error, FetchError)


def test_a_name_is_resolved_once_and_the_checked_address_is_used(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer of a name server is never asked for."""
    import socket

    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        if host in ("rebind.example", b"rebind.example"):
            asked.append(str(host))
            return real("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port, *more, **named)
        return real(host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = server.rsplit(":", 1)[1]
    with Fetcher(allow_private=True, robots=False) as fetcher:
        assert fetcher.get(f"http://rebind.example:{port}/artikel").body == PAGE
    assert len(asked) == 1 and Handler.seen[0][2] == f"rebind.example:{port}"


def test_one_private_answer_among_public_ones_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "192.168.1.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(FetchError, match=r"192\.168\.1\.1"):
        fetch("http://zwei.example/")


def test_redirects_are_followed_and_checked_one_by_one(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch(server + "/weiter", allow_private=True).url == server + "/artikel?von=weiter"
    with pytest.raises(FetchError, match="redirects"):
        fetch(server + "/kreis", allow_private=True)
    with pytest.raises(FetchError, match="only http and https"):
        fetch(server + "/datei", allow_private=True)
    monkeypatch.setattr("wortlaut.intake.fetch.is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError, match="::1 is a private"):
        fetch(server + "/nach-innen")


def test_robots_txt(server: str) -> None:
    Handler.robots = (200, b"User-agent: *\nDisallow: /artikel\n")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(server + "/artikel", allow_private=True)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(server + "/weiter", allow_private=True)
    assert fetch(server + "/artikel", allow_private=True, robots=False).body == PAGE
    Handler.robots = (503, b"")
    with pytest.raises(FetchError, match="try again later"):
        fetch(server + "/artikel", allow_private=True)
    Handler.robots = (200, b"User-agent: Wortlaut\nDisallow:\n\nUser-agent: *\nDisallow: /\n" + b"#" * 600_000)
    assert fetch(server + "/artikel", allow_private=True).body == PAGE


def test_rules_are_read_once_per_site(server: str) -> None:
    with Fetcher(allow_private=True) as fetcher:
        fetcher.get(server + "/artikel")
        fetcher.get(server + "/text")
    assert [path for path, _, _ in Handler.seen].count("/robots.txt") == 1


@pytest.mark.parametrize("path", ["/gross", "/bombe"])
def test_limit(server: str, path: str) -> None:
    with Fetcher(allow_private=True, limit=100_000) as fetcher, pytest.raises(TooLarge):
        fetcher.get(server + path)


@pytest.mark.parametrize(
    ("path", "advice"), [("/verboten", "save the page"), ("/fehlt", "check the address"), ("/kaputt", "check")]
)
def test_errors_say_what_to_do(server: str, path: str, advice: str) -> None:
    with pytest.raises(FetchError, match=advice):
        fetch(server + path, allow_private=True)


def test_timeout_and_dead_ends() -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(FetchError, match="no answer"):
            fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", allow_private=True, timeout=0.3)
    with pytest.raises(FetchError, match="check the address"):
        fetch("http://127.0.0.1:1/", allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://",
        "http:///a",
        "https://user:pw@example.org/",
        "http://[::1",
        "http://a b.de/",
        "http://example.org:99999/",
        "http://" + "a" * 70 + ".de/",
        "http://example.org/\r\nHost: x",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("168.63.129.16", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("ff02::1", False),
    ],
)
def test_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_load_of_addresses(server: str) -> None:
    (article,) = load(server + "/weiter", allow_private=True)
    assert isinstance(article, Article) and article.title == "Streit"
    assert (article.source, article.url) == (server + "/weiter", server + "/artikel?von=weiter") and article.fetched
    (article,) = load(server + "/text", allow_private=True)
    assert isinstance(article, Article) and article.text == "\n\n".join(BODY) and article.fetched
    (failed,) = load(server + "/pdf", allow_private=True)
    assert isinstance(failed, Failed) and "PDF" in str(failed.error)


def test_ask_gives_errors_and_nothing_new_as_answers(server: str) -> None:
    with Fetcher(allow_private=True) as fetcher:
        gone = fetcher.ask(server + "/fehlt", etag='"1"', modified="Mon, 01 Jun 2026", accept="application/rss+xml")
        assert (gone.status, gone.moved, gone.retry_after) == (404, None, None)
        temporary = fetcher.ask(server + "/weiter")
        assert (temporary.status, temporary.moved, temporary.url) == (200, None, server + "/artikel?von=weiter")


def test_only_what_moved_for_good_all_the_way_is_remembered(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ANSWERS, "/alt", (301, b"", {"Location": "/mitte"}))
    monkeypatch.setitem(ANSWERS, "/mitte", (308, b"", {"Location": "/artikel"}))
    monkeypatch.setitem(ANSWERS, "/halb", (301, b"", {"Location": "/weiter"}))
    monkeypatch.setitem(ANSWERS, "/kurz", (302, b"", {"Location": "/alt"}))
    with Fetcher(allow_private=True) as fetcher:
        moved = {path: fetcher.ask(server + path).moved for path in ("/alt", "/halb", "/kurz")}
    assert moved == {"/alt": server + "/artikel", "/halb": server + "/weiter", "/kurz": None}


def test_what_may_pass_is_told_from_what_stays(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ANSWERS, "/voll", (429, b"", {"Retry-After": "120"}))
    monkeypatch.setitem(ANSWERS, "/krank", (503, b"", {"Retry-After": "Mon, 01 Jun 2099 10:00:00 GMT"}))
    found = {}
    for path in ("/voll", "/krank", "/fehlt", "/verboten"):
        with pytest.raises(FetchError) as told:
            fetch(server + path, allow_private=True)
        found[path] = (told.value.reason, told.value.passing, told.value.after)
    assert found == {
        "/voll": ("refused", True, 120.0),
        "/krank": ("refused", True, 86400.0),
        "/fehlt": ("refused", False, None),
        "/verboten": ("refused", False, None),
    }


def test_a_host_has_its_pause_and_one_request_at_a_time(server: str) -> None:
    Handler.robots = (200, b"User-agent: *\nCrawl-delay: 7\n")
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        now[0] += seconds

    pace = Pace(pause=2, clock=lambda: now[0], sleep=sleep)
    with Fetcher(allow_private=True, pace=pace) as fetcher:
        fetcher.get(server + "/artikel")
        now[0] += 3
        fetcher.get(server + "/text")
        now[0] += 30
        fetcher.get(server + "/text")
        assert fetcher.delay(server + "/text") == 7
        assert fetcher.delay("https://bote.example/") == 2
        now[0] += 25 * 3600
        fetcher.get(server + "/text")
    assert slept == [4.0]
    assert [path for path, _, _ in Handler.seen].count("/robots.txt") == 2


def test_load_of_a_feed(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    items = "".join(f"<item><link>{path}</link></item>" for path in ("/artikel", "/fehlt", "/text", "/feed"))
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    monkeypatch.setitem(ANSWERS, "/feed", (200, feed, {"Content-Type": "text/html"}))
    found = list(load(server + "/feed", allow_private=True, known=lambda url: url.endswith("/text")))
    assert [one.source for one in found] == [server + path for path in ("/artikel", "/fehlt", "/feed")]
    assert [isinstance(one, Failed) for one in found] == [False, True, True]
