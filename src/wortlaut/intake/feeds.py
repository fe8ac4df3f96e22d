"""Feeds: RSS 0.9 to 2.0, Atom and JSON Feed become addresses of articles; pages that name their feed.

A feed is told by its content: servers send feeds as ``text/html`` and pages as ``application/xml``. Of an entry only
the address, and what shows that it changed, is used; what the article says is read from its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from wortlaut.errors import NoArticle, NoFeed
from wortlaut.intake.decode import decode
from wortlaut.intake.fetch import is_url
from wortlaut.intake.page import shown
from wortlaut.intake.tags import refuse_wide_tags

MOST_ENTRIES = 10_000
_LONGEST_URL = 2000
_OPENING = re.compile(
    r"\s*(?:<\?xml\b[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s+)*", re.DOTALL
)
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
_JSON = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_DECLARED = re.compile(r"\s*<\?xml\b[^>]*\?>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_NAMED = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)(?:\w{1,30};)?")
_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json")
)
_ASIDE = re.compile(r"komment|comment|podcast|audio|video", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w+|at_(?:medium|campaign)|wt_mc|wt_zmc|fbclid|gclid|xtor", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An article that a feed names; ``mark`` changes when the feed says that the article did."""

    url: str
    title: str | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says: its title and its entries, every address once, in its own order."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def looks_like_feed(text: str) -> bool:
    """Say whether a text is a feed.

    >>> looks_like_feed('<?xml version="1.0"?><rss version="2.0">'), looks_like_feed("<html><body>rss")
    (True, False)
    """
    if text.lstrip("\ufeff \t\r\n")[:1] == "{":
        return _JSON.search(text) is not None
    head = text[:20_000].lstrip("\ufeff")
    opening = _OPENING.match(head)
    return _ROOT.match(head, opening.end() if opening else 0) is not None


def feed_from(body: bytes, url: str, *, content_type: str | None = None) -> Feed:
    """Read a feed; ``url`` completes addresses. Raises NoFeed, and what ``decode`` raises."""
    text = decode(body, content_type=content_type, html=True).lstrip("\ufeff")
    if not looks_like_feed(text):
        raise NoFeed("this is no feed (RSS, Atom, JSON Feed)")
    return feed_from_text(text, url)


def feed_from_text(text: str, url: str) -> Feed:
    """Read a feed that is decoded; raises NoFeed where it is too broken."""
    title, found = _json_feed(text) if text.lstrip()[:1] == "{" else _xml_feed(text)
    entries: dict[str, FeedEntry] = {}
    for link, entry_title, mark in found:
        address = _absolute(url, link)
        if address is not None:
            name = shown(entry_title)[:500] or None
            entries.setdefault(address_key(address), FeedEntry(url=address, title=name, mark=mark))
        if len(entries) >= MOST_ENTRIES:
            break
    return Feed(title=shown(title)[:300] or None, entries=tuple(entries.values()))


def feed_named(text: str, url: str) -> str | None:
    """Return the address of the feed that a page names by ``<link rel="alternate">``, None if it names none.

    Of several the first that is not one of comments or recordings.
    """
    from lxml import html  # type: ignore[import-untyped]

    try:
        refuse_wide_tags(text)
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (NoArticle, ValueError, html.etree.LxmlError):
        return None
    base = next((found for node in tree.iter("base") if (found := node.get("href"))), "")
    named = [
        (node.get("title") or "", address)
        for node in tree.iter("link")
        if "alternate" in (node.get("rel") or "").lower().split()
        and (node.get("type") or "").partition(";")[0].strip().lower() in _TYPES
        and (address := _absolute(urljoin(url, base), node.get("href") or "")) is not None
    ]
    plain = [address for title, address in named if not _ASIDE.search(title + address)]
    return next(iter([*plain, *(address for _, address in named)]), None)


def address_key(url: str) -> str:
    """Return an address without what tells only where somebody came from, to know it again.

    >>> address_key("https://Bote.example/a?id=3&utm_source=rss#kommentare")
    'https://bote.example/a?id=3'
    """
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(kept), ""))


def _absolute(base: str, link: str) -> str | None:
    if not link.strip():
        return None
    try:
        address = urljoin(base, link.strip())
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        return None
    odd = len(address) > _LONGEST_URL or any(sign <= " " for sign in address)
    return address if fine and not odd else None


_Found = Iterator[tuple[str, str, str]]
"""Address, title and mark of each entry."""


def _json_feed(text: str) -> tuple[str, _Found]:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise NoFeed("the feed is broken: no JSON") from None
    items = parsed.get("items")
    if not isinstance(items, list):
        raise NoFeed("the feed is broken: no items")
    return _words(parsed.get("title")), _json_entries(items)


def _json_entries(items: Iterable[Any]) -> _Found:
    for item in items:
        if isinstance(item, dict):
            id = _words(item.get("id"))
            link = _words(item.get("url")) or (id if is_url(id) else "")
            when = _words(item.get("date_modified")) or _words(item.get("date_published"))
            yield link, _words(item.get("title")), when or _words(item.get("title"))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _xml_feed(text: str) -> tuple[str, _Found]:
    """Parse XML, and what is broken as far as it goes; entities of its own are refused and never resolved."""
    from lxml import etree

    if "<!ENTITY" in text:
        raise NoFeed("the feed defines entities of its own, which no feed needs: refused")
    plain = _DECLARED.sub("", text, count=1)
    safe = {"encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), etree.XMLParser(**safe))
    except etree.XMLSyntaxError:
        try:
            root = etree.fromstring(_mended(plain).encode("utf-8", "replace"), etree.XMLParser(**safe, recover=True))
        except etree.XMLSyntaxError as error:
            raise NoFeed(f"the feed is broken: {error}") from None
    if root is None:
        raise NoFeed("the feed is broken: no XML")
    top = next((node for node in root if _name(node) == "channel"), root)
    return _child(top, "title"), _xml_entries(root)


def _mended(text: str) -> str:
    """Write what entities of HTML and lone ampersands stand for as numbers: libxml2 drops names after an error."""
    parts = _CDATA.split(text)
    parts[::2] = [_NAMED.sub(lambda found: _numbered(unescape(found[0])), part) for part in parts[::2]]
    return "".join(parts)


def _numbered(words: str) -> str:
    return "".join(f"&#{ord(sign)};" if sign in "&<>'\"" else sign for sign in words)


def _xml_entries(root: Any) -> _Found:
    for node in root.iter():
        if _name(node) in ("item", "entry"):
            title = _child(node, "title")
            dates = (_child(node, name) for name in ("updated", "modified", "pubDate", "date"))
            when = next(filter(None, dates), "")
            yield _link(node), title, when or title


def _link(entry: Any) -> str:
    """Return the address of an entry: Atom's alternate, RSS's link, else an identifier that is one."""
    for node in entry:
        if _name(node) == "link":
            if node.get("href") is None and (node.text or "").strip():
                return str(node.text)
            if node.get("href") is not None and node.get("rel", "alternate") == "alternate":
                return str(node.get("href"))
    for node in entry:
        identity = _name(node) in ("guid", "id") and node.get("isPermaLink", "true").lower() != "false"
        if identity and is_url((node.text or "").strip()):
            return str(node.text)
    return ""


def _child(node: Any, name: str) -> str:
    """Return the words of a child; one without a namespace, or with the feed's own, wins over extensions."""
    found = [one for one in node if _name(one) == name]
    found.sort(key=lambda one: str(one.tag).rpartition("}")[0] not in ("", str(node.tag).rpartition("}")[0]))
    return "".join(found[0].itertext()).strip() if found else ""


def _name(node: Any) -> str:
    """Return the name of an element without its namespace; feeds declare these wrongly."""
    return node.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(node.tag, str) else ""
