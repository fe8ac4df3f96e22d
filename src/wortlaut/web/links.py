"""Addresses: of our pages, and of others that it is safe to link to."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from wortlaut.record import Span


def article_path(id: str, span: Span | None = None) -> str:
    """Return the path of an article, with ``span`` of a place in it.

    >>> article_path("a1", Span(start=120, end=188))
    '/articles/a1#c120-188'
    """
    return f"/articles/{quote(id, safe='')}" + (f"#{place(span)}" if span is not None else "")


def place(span: Span) -> str:
    """Return the fragment that stands for words of an article: offsets in code points, half-open."""
    return f"c{span.start}-{span.end}"


def actor_path(id: str) -> str:
    """Return the path of an actor's page."""
    return f"/actors/{quote(id, safe=':')}"


def with_query(path: str, **values: object) -> str:
    """Return a path with the values that are given; lists give several.

    >>> with_query("/search", words="süß", speaker=None, kind=["direct", "indirect"])
    '/search?words=s%C3%BC%C3%9F&kind=direct&kind=indirect'
    """
    given = {name: value for name, value in values.items() if value not in (None, "", [], (), False)}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def foreign(url: str | None) -> str | None:
    """Return an address that may be linked to: of the web, nothing that a browser would run.

    >>> foreign("javascript:alert(1)"), foreign("https://example.org/a")
    (None, 'https://example.org/a')
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def own_path(url: str | None) -> str:
    """Return path and query of an address of ours that somebody came from, ``/`` for any other.

    >>> own_path("http://127.0.0.1:8000/search?words=a"), own_path("//evil.example"), own_path(None)
    ('/search?words=a', '/', '/')
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return "/"
    if not parts.path.startswith("/") or parts.path.startswith(("//", "/\\")) or not parts.scheme:
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")
