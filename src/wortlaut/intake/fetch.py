"""Address → bytes, politely and only from the public Internet.

Against server-side request forgery: a host name is resolved once, every address it gives is checked,
and the connection goes to a checked address (the name travels in the Host header and the TLS
handshake, so certificates are still checked against it). A name that answers differently the second
time (DNS rebinding) therefore gains nothing. Each redirect goes through the same checks. Proxies of
the environment are not used, because behind one the check would say nothing.

Politely: robots.txt is obeyed and asked for once a day, a host gets one request at a time, and a pause
after each (``Pace``).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from wortlaut.errors import FetchError, TooLarge
from wortlaut.intake.decode import MAX_BYTES
from wortlaut.intake.pace import Pace, seconds_until

if TYPE_CHECKING:
    import httpx2
    from protego import Protego

USER_AGENT = f"Wortlaut/{version('wortlaut')} (+https://pypi.org/project/wortlaut/)"
PAGES = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"
FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
_AGENT_NAME = "Wortlaut"
_MOST_REDIRECTS = 8
_REDIRECTS, _FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)
_ROBOTS_AGE = 24 * 3600.0  # RFC 9309, 2.4
_ROBOTS_BYTES = 512 * 1024
_SAVE_IT = "open it in a browser, save the page as HTML and give Wortlaut the file"
_SERVICES = frozenset({"168.63.129.16", "100.100.100.200", "192.0.0.192"})  # cloud metadata outside private ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered; ``url`` is the last one after redirects, ``at`` UTC in ISO 8601."""

    url: str
    body: bytes
    content_type: str | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said, also where that is an error or «nothing new».

    ``url`` is the last address after redirects, ``moved`` the one to ask from now on (None: as before), ``at`` UTC in
    ISO 8601; names of ``headers`` are in small letters.
    """

    url: str
    moved: str | None
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: str

    @property
    def retry_after(self) -> float | None:
        """Return how many seconds the server asks to be left alone."""
        return seconds_until(self.headers.get("retry-after"))


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches addresses over one connection pool, one at a time from each host; safe for threads, a context manager.

    ``allow_private`` also allows private, loopback and link-local addresses. ``timeout`` in seconds
    bounds each network step, and four times that a whole page. ``limit`` in bytes, unpacked.
    ``robots`` False ignores robots.txt: only for pages that are your own.
    """

    allow_private: bool = False
    timeout: float = 15.0
    limit: int = MAX_BYTES
    robots: bool = True
    pace: Pace = field(default_factory=Pace)
    _client: httpx2.Client | None = field(default=None, init=False, repr=False)
    _rules: dict[str, tuple[float, Protego]] = field(default_factory=dict, init=False, repr=False)
    _making: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(self, url: str) -> Fetched:
        """Fetch one address.

        Raises FetchError (refused, forbidden by robots.txt, no answer, an error answer) and TooLarge.
        """
        answer = self.ask(url)
        if not 200 <= answer.status < 300:
            passing = answer.status in (408, 425, 429) or answer.status >= 500
            told = f"{answer.url}: {_status_advice(answer.status)}"
            raise FetchError(told, reason="refused", passing=passing, after=answer.retry_after)
        return Fetched(url=answer.url, body=answer.body, content_type=answer.headers.get("content-type"), at=answer.at)

    def ask(self, url: str, *, etag: str | None = None, modified: str | None = None, accept: str = PAGES) -> Answer:
        """Ask for an address, with ``etag`` and ``modified`` only for what is new since; follow redirects.

        Raises FetchError (refused, forbidden by robots.txt, no answer) and TooLarge; an error answer is an answer.
        """
        deadline = time.monotonic() + 4 * self.timeout
        asked = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value is not None}
        given, moved, lasting = url, url, True
        for _ in range(_MOST_REDIRECTS + 1):
            with self.pace.turn(host_of(url)):
                self._check_robots(url, deadline)
                status, answered, body = self._request(url, self.limit, deadline, headers)
            target = answered.get("location")
            if status not in _REDIRECTS or not target:
                return Answer(
                    url=url,
                    moved=moved if moved != given else None,
                    status=status,
                    headers={name.lower(): value for name, value in answered.items()},
                    body=body,
                    at=datetime.now(UTC).isoformat(timespec="seconds"),
                )
            url = urljoin(url, target)
            lasting = lasting and status in _FOR_GOOD
            moved = url if lasting else moved
        raise FetchError(f"{url}: more than {_MOST_REDIRECTS} redirects; {_SAVE_IT}")

    def delay(self, url: str) -> float:
        """Return how many seconds the host of an address wants between requests, as far as is known."""
        return self.pace.delay(host_of(url))

    def _check_robots(self, url: str, deadline: float) -> None:
        """Raise FetchError where robots.txt forbids; its absence (4xx) allows (RFC 9309)."""
        if not self.robots:
            return
        check_url(url)
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._rules.get(root, (0.0, None))
        if rules is None or self.pace.clock() > until:
            rules = self._read_robots(root, deadline)
            self._rules[root] = self.pace.clock() + _ROBOTS_AGE, rules
            self.pace.slow(host_of(url), rules.crawl_delay(_AGENT_NAME) or 0.0)
        if not rules.can_fetch(url, _AGENT_NAME):
            raise FetchError(f"{url}: its robots.txt asks programs to stay away; {_SAVE_IT}", reason="robots")

    def _read_robots(self, root: str, deadline: float) -> Protego:
        from protego import Protego

        url = f"{root}/robots.txt"
        for _ in range(5):
            try:
                status, headers, body = self._request(url, _ROBOTS_BYTES, deadline, {"Accept": "text/plain"}, cut=True)
            except TooLarge:
                break
            target = headers.get("location")
            if status in _REDIRECTS and target:
                url = urljoin(url, target)
                continue
            if status >= 500:
                told = f"{url}: server error {status}, so its rules are unknown; try again later"
                raise FetchError(told, passing=True, after=seconds_until(headers.get("retry-after")))
            return Protego.parse(body.decode("utf-8", "replace") if status == 200 else "")
        return Protego.parse("")

    def _request(
        self, url: str, limit: int, deadline: float, asked: Mapping[str, str], *, cut: bool = False
    ) -> tuple[int, httpx2.Headers, bytes]:
        """Make one request to a checked address; with ``cut`` a body over the limit is cut off."""
        import httpx2

        target, host_header, name = self._aimed(url)
        with self._making:
            if self._client is None:
                self._client = httpx2.Client(trust_env=False, follow_redirects=False, timeout=self.timeout)
            client = self._client
        headers = {"Host": host_header, "User-Agent": USER_AGENT, "Accept-Language": "de", **asked}
        try:
            extensions = {"sni_hostname": name}
            with client.stream("GET", target, headers=headers, extensions=extensions) as response:
                client.cookies.clear()
                body = self._read(response, url, limit, deadline, cut=cut)
                return response.status_code, response.headers, body
        except httpx2.TimeoutException:
            raise FetchError(f"{url}: no answer within {self.timeout:g} s; try again later", passing=True) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, UnicodeError, ValueError) as error:
            told = f"{url}: {_short(error)}; check the address and the connection"
            raise FetchError(told, passing=isinstance(error, httpx2.TransportError)) from None

    def _read(self, response: httpx2.Response, url: str, limit: int, deadline: float, *, cut: bool) -> bytes:
        if response.is_redirect:
            return b""
        declared = response.headers.get("content-length", "")
        if not cut and declared.isdigit() and int(declared) > limit:
            raise TooLarge(f"{url}: {int(declared) / 1e6:.0f} MB, over the limit of {limit / 1e6:.0f} MB")
        body = bytearray()
        for piece in response.iter_bytes(64 * 1024):
            body += piece
            if len(body) > limit:
                if cut:
                    break
                raise TooLarge(f"{url}: over the limit of {limit / 1e6:.0f} MB")
            if time.monotonic() > deadline:
                raise FetchError(f"{url}: the answer comes too slowly; try again later", passing=True)
        return bytes(body[:limit])

    def _aimed(self, url: str) -> tuple[str, str, str]:
        """Return (address with the checked IP in place of the host name, Host header, host name)."""
        host, port = check_url(url)
        parts = urlsplit(url)
        address = self._resolved(host, port or (443 if parts.scheme == "https" else 80), url)
        bracketed = f"[{address}]" if ":" in address else address
        literal = f"[{host}]" if ":" in host else host
        netloc = bracketed if port is None else f"{bracketed}:{port}"
        path = parts.path or "/"
        query = f"?{parts.query}" if parts.query else ""
        return (
            f"{parts.scheme}://{netloc}{path}{query}",
            literal if port is None else f"{literal}:{port}",
            host,
        )

    def _resolved(self, host: str, port: int, url: str) -> str:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            told = f"{url}: no such host; check the address and the connection"
            raise FetchError(told, passing=True) from None  # or no network just now
        addresses = list(dict.fromkeys(str(answer[4][0]).split("%")[0] for answer in answers))
        if not addresses:
            raise FetchError(f"{url}: no such host; check the address and the connection")
        for address in addresses:
            if not self.allow_private and not is_public(address):
                raise FetchError(
                    f"{url}: {address} is a private or internal address, which Wortlaut does not fetch; "
                    "allow it with --allow-private if you trust it",
                    reason="private",
                )
        return addresses[0]


def fetch(url: str, *, allow_private: bool = False, timeout: float = 15.0, robots: bool = True) -> Fetched:
    """Fetch one address with a Fetcher of its own; raises what ``Fetcher.get`` raises."""
    with Fetcher(allow_private=allow_private, timeout=timeout, robots=robots) as fetcher:
        return fetcher.get(url)


def is_url(words: str) -> bool:
    """Say whether an argument is an address rather than a path.

    >>> is_url("https://example.org/a"), is_url("artikel.txt")
    (True, False)
    """
    return words[:8].lower().startswith(("http://", "https://"))


def host_of(url: str) -> str:
    """Return host name and port of an address as one key, ``""`` for what is no address.

    >>> host_of("https://Bote.Example/a"), host_of("http://bote.example:8080/")
    ('bote.example', 'bote.example:8080')
    """
    try:
        parts = urlsplit(url)
        return f"{parts.hostname}:{parts.port}" if parts.port is not None else parts.hostname or ""
    except ValueError:
        return ""


def check_url(url: str) -> tuple[str, int | None]:
    """Return (host name in ASCII, port or None); raises FetchError for what is no web address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise FetchError(f"{url}: not a valid address") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{url}: only http and https addresses are fetched")
    if not host or any(sign <= " " for sign in url):
        raise FetchError(f"{url}: not a valid address")
    if parts.username is not None:
        raise FetchError(f"{host}: addresses with a user name are not fetched; {_SAVE_IT}")
    try:
        return (host if ":" in host else host.encode("idna").decode("ascii")), port
    except UnicodeError:
        raise FetchError(f"{url}: not a valid host name") from None


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public Internet.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, Teredo, NAT64) are judged as what they stand for.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    parsed = ipaddress.ip_address(address)
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = [parsed.ipv4_mapped, parsed.sixtofour, *(parsed.teredo or ())]
        if parsed in ipaddress.ip_network("64:ff9b::/96") or int(parsed) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF))
    if any(one is not None and not is_public(str(one)) for one in inner):
        return False
    return parsed.is_global and not parsed.is_multicast and address not in _SERVICES


def _status_advice(status: int) -> str:
    if status in (401, 402, 403):
        return f"the site refuses access ({status}): {_SAVE_IT}"
    if status in (404, 410):
        return f"no such page ({status}): check the address"
    if status == 429:
        return "too many requests (429): wait a while and try again"
    return f"the server answers {status}: try again later"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
