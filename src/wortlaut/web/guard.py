"""What stands before every request: host, origin, session, size; and the headers after it.

* **Host.** Only names that were agreed on, so that a foreign page whose name points to 127.0.0.1 gets nothing.
* **Origin.** What changes something must come from our own pages: browsers say so in ``Sec-Fetch-Site`` and ``Origin``,
  which scripts cannot set. A request without either comes from no browser page of ours, and is refused, too.
* **Person.** Everything but the sign-in and the files of the design needs a session, the API a session or a token; and
  what is asked for needs a right (`web/access.py`). Tokens come from no browser, so that their origin does not matter;
  a request that brings one, even an empty one, is never judged by its cookie.
* **Letters.** Bodies are UTF-8, as browsers send them: other decoders are nothing that a stranger should choose.
* **Size.** A body is counted as it comes; what it says of its length is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wortlaut.web.access import SAFE, needed
from wortlaut.web.keys import Keys

MOST_BYTES = 64 * 1024 * 1024
"""Size of a request's body that is taken."""
_OPEN = frozenset({"/enter", "/sign-in"})
_FILES, _API = "/static/", "/api/"
_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{0,5})?")
_UTF8 = re.compile(r""";\s*charset=(?:utf-?8|"utf-?8")\s*(?:;|$)""", re.IGNORECASE)
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
Refusal = Callable[[Request, int, str], Response]
"""Makes the answer to a refused request: status and the key of the reason."""


@dataclass(slots=True)
class Guard:
    """The ASGI application ``inner`` behind its checks; ``hosts`` are the names, without port, that it answers to."""

    inner: ASGIApp
    keys: Keys
    hosts: frozenset[str]
    cookie: str
    refuse: Refusal
    most_bytes: int = MOST_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":  # nothing here speaks it, and nothing shall unguarded
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        request = Request(scope, receive)
        respond = _with_headers(send, private=not scope["path"].startswith(_FILES))
        reason = self._reason(request)
        if reason is not None:
            refusal = self.refuse(request, *reason)
            if refusal.status_code == 401 and scope["path"].startswith(_API):
                refusal.headers["WWW-Authenticate"] = "Bearer"
            await refusal(scope, receive, respond)
            return
        body = _Body(receive=receive, limit=self.most_bytes)
        answer = _Answer(send=respond, body=body)
        try:
            await self.inner(scope, body, answer)
        except ClientDisconnect:
            if not body.too_large:
                raise
        if answer.withheld:
            await self.refuse(request, 413, "refused:size")(scope, receive, respond)

    def _reason(self, request: Request) -> tuple[int, str] | None:
        """Return status and reason of a refusal, None for a request that may pass.

        The path is the one that is routed: that of ``request.url`` has the Host header in it, which anybody can write.
        """
        path: str = request.scope["path"]
        if _name(request.headers.get("host", "")) not in self.hosts:
            return 421, "refused:host"
        token = _token(request)
        if request.method not in SAFE and token is None and not _own(request.headers):
            return 403, "refused:origin"
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self.most_bytes:
            return 413, "refused:size"
        if not _is_utf8(request.headers.get("content-type", "")):
            return 415, "refused:charset"
        if path in _OPEN or path.startswith(_FILES):
            return None
        person = self.keys.person(session_of(request, self.cookie)) if token is None else self.keys.bearer(token)
        if person is None:
            return 401, "refused:session" if token is None else "refused:token"
        request.scope.setdefault("state", {})["person"] = person
        right = needed(request.method, path)
        return None if person.may(right) else (403, f"refused:{right}")


def session_of(request: Request, cookie: str) -> str | None:
    """Return the secret of the session that a request brings."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(cookie)
    except CookieError:
        return None
    return found.value if found is not None else None


def _token(request: Request) -> str | None:
    """Return the token that a request to the API brings."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" and request.scope["path"].startswith(_API) else None


def _own(headers: Headers) -> bool:
    """Say whether a request was sent by one of our own pages."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and bool(origin) and urlsplit(origin).netloc == headers.get("host")


def _is_utf8(kind: str) -> bool:
    """Say whether a Content-Type names no other character set than UTF-8.

    >>> _is_utf8("multipart/form-data; boundary=x"), _is_utf8("text/html; charset=utf-7")
    (True, False)
    """
    named = kind.lower().count("charset")
    return not named or (named == 1 and _UTF8.search(kind) is not None)


def _name(host: str) -> str:
    """Return the name in a Host header, without port; nothing for what is none.

    >>> _name("localhost:8000"), _name("[::1]:8000"), _name("localhost:1/static/?")
    ('localhost', '[::1]', '')
    """
    found = _HOST.fullmatch(host.lower())
    return found[1] if found else ""


def _with_headers(send: Send, *, private: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store" if private else "public, max-age=31536000, immutable")
        await send(message)

    return sending


@dataclass(slots=True)
class _Body:
    """The body of a request, up to a limit in bytes; past it the client seems gone."""

    receive: Receive
    limit: int
    taken: int = 0

    @property
    def too_large(self) -> bool:
        return self.taken > self.limit

    async def __call__(self) -> Message:
        message = await self.receive()
        self.taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.too_large else message


@dataclass(slots=True)
class _Answer:
    """What goes out, unless the body turned out too large before anything went."""

    send: Send
    body: _Body
    started: bool = False
    withheld: bool = False

    async def __call__(self, message: Message) -> None:
        if self.body.too_large and not self.started:
            self.withheld = True
            return
        self.started = True
        await self.send(message)
