"""Address → bytes, politely and only from the public Internet.

Against server-side request forgery: a host name is resolved once, every address it gives is checked,
and the connection goes to a checked address (the name travels in the Host header and the TLS
handshake, so certificates are still checked against it). A name that answers differently the second
time (DNS rebinding) therefore gains nothing. Each redirect goes through the same checks. Proxies of
the environment are not used, because behind one the check would say nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from wortlaut.errors import FetchError, TooLarge
from wortlaut.intake.decode import MAX_BYTES

if TYPE_CHECKING:
    import httpx2
    from protego import Protego

USER_AGENT = "Wortlaut/0.1 (+https://pypi.org/project/wortlaut/)"
_AGENT_NAME = "Wortlaut"
_MOST_REDIRECTS = 8
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


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches addresses one by one over one connection pool; a context manager.

    ``allow_private`` also allows private, loopback and link-local addresses. ``timeout`` in seconds
    bounds each network step, and four times that a whole page. ``limit`` in bytes, unpacked.
    ``robots`` False ignores robots.txt: only for pages that are your own.
    """

    allow_private: bool = False
    timeout: float = 15.0
    limit: int = MAX_BYTES
    robots: bool = True
    _client: httpx2.Client | None = field(default=None, init=False, repr=False)
    _rules: dict[str, Protego] = field(default_factory=dict, init=False, repr=False)

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
        deadline = time.monotonic() + 4 * self.timeout
        for _ in range(_MOST_REDIRECTS + 1):
            self._check_robots(url, deadline)
            status, headers, body = self._request(url, self.limit, deadline)
            target = headers.get("location")
            if status in (301, 302, 303, 307, 308) and target:
                url = urljoin(url, target)
                continue
            if not 200 <= status < 300:
                raise FetchError(f"{url}: {_status_advice(status)}")
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            return Fetched(url=url, body=body, content_type=headers.get("content-type"), at=moment)
        raise FetchError(f"{url}: more than {_MOST_REDIRECTS} redirects; {_SAVE_IT}")

    def _check_robots(self, url: str, deadline: float) -> None:
        """Raise FetchError where robots.txt forbids; its absence (4xx) allows (RFC 9309)."""
        if not self.robots:
            return
        check_url(url)
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = self._read_robots(root, deadline)
        if not self._rules[root].can_fetch(url, _AGENT_NAME):
            raise FetchError(f"{url}: its robots.txt asks programs to stay away; {_SAVE_IT}")

    def _read_robots(self, root: str, deadline: float) -> Protego:
        from protego import Protego

        url = f"{root}/robots.txt"
        for _ in range(5):
            try:
                status, headers, body = self._request(url, _ROBOTS_BYTES, deadline, cut=True)
            except TooLarge:
                break
            target = headers.get("location")
            if status in (301, 302, 303, 307, 308) and target:
                url = urljoin(url, target)
                continue
            if status >= 500:
                raise FetchError(f"{url}: server error {status}, so its rules are unknown; try again later")
            return Protego.parse(body.decode("utf-8", "replace") if status == 200 else "")
        return Protego.parse("")

    def _request(
        self, url: str, limit: int, deadline: float, *, cut: bool = False
    ) -> tuple[int, httpx2.Headers, bytes]:
        """Make one request to a checked address; with ``cut`` a body over the limit is cut off."""
        import httpx2

        target, host_header, name = self._aimed(url)
        if self._client is None:
            self._client = httpx2.Client(trust_env=False, follow_redirects=False, timeout=self.timeout)
        headers = {
            "Host": host_header,
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Language": "de",
        }
        try:
            extensions = {"sni_hostname": name}
            with self._client.stream("GET", target, headers=headers, extensions=extensions) as response:
                self._client.cookies.clear()
                body = self._read(response, url, limit, deadline, cut=cut)
                return response.status_code, response.headers, body
        except httpx2.TimeoutException:
            raise FetchError(f"{url}: no answer within {self.timeout:g} s; try again later") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, UnicodeError, ValueError) as error:
            raise FetchError(f"{url}: {_short(error)}; check the address and the connection") from None

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
                raise FetchError(f"{url}: the answer comes too slowly; try again later")
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
            raise FetchError(f"{url}: no such host; check the address and the connection") from None
        addresses = list(dict.fromkeys(str(answer[4][0]).split("%")[0] for answer in answers))
        if not addresses:
            raise FetchError(f"{url}: no such host; check the address and the connection")
        for address in addresses:
            if not self.allow_private and not is_public(address):
                raise FetchError(
                    f"{url}: {address} is a private or internal address, which Wortlaut does not fetch; "
                    "allow it with --allow-private if you trust it"
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
