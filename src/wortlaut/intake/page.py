"""One HTML page, parsed: its meta elements, its JSON-LD, its headings, and words as a browser shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wortlaut.intake.places import word_set
from wortlaut.intake.spacing import WHITE

Element = Any  # lxml ships no types

_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|LiveBlog|Review", re.IGNORECASE)
BLOCKS = word_set("p div li br h1 h2 h3 h4 section header td tr blockquote figcaption")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A parsed page: ``metas`` by lower-case name, all JSON-LD ``things`` and those that are ``articles``."""

    tree: Element
    metas: dict[str, list[str]]
    things: list[dict[str, Any]]
    articles: list[dict[str, Any]]

    def meta(self, *names: str) -> str | None:
        """Return the content of the first meta element of these names."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def marked(self, tags: tuple[str, ...], pattern: re.Pattern[str], most: int = 12) -> list[str]:
        """Return the words of the first elements whose class matches, if they are not too many."""
        found: list[str] = []
        tried = 0
        for node in self.tree.iter(*tags):
            if len(found) >= most or tried > 60:  # nested boxes of one class would cost their depth squared
                break
            if pattern.search(class_of(node)):
                tried += 1
                words = text_of(node)
                if 2 < len(words) <= 900:
                    found.append(words)
        return found


def parse_page(tree: Element) -> Page:
    """Read what is written for machines on a page."""
    things = list(_json_ld(tree))
    articles = [thing for thing in things if _ARTICLE_TYPE.search(str(thing.get("@type", "")))]
    return Page(tree=tree, metas=_metas(tree), things=things, articles=articles)


def shown(words: str) -> str:
    """Return words as a browser shows them: white space run together, soft hyphens gone."""
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        words = words.encode("utf-8", "replace").decode("utf-8")
    return " ".join(words.replace("\u00ad", "").replace("\u200b", "").split()).strip(WHITE)


def text_of(element: Element, *, apart: frozenset[str] = BLOCKS) -> str:
    """Return the shown words of an element; elements named in ``apart`` are set off by a space."""
    from lxml import etree  # type: ignore[import-untyped]

    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and node.tag not in ("script", "style"):
            parts.append((" " if node.tag in apart else "") + (node.text or ""))
        elif event != "start" and node is not element:
            parts.append((" " if node.tag in apart else "") + (node.tail or ""))
    return shown("".join(parts))


def class_of(node: Element) -> str:
    """Return the classes and the item property of an element."""
    return f"{node.get('class') or ''} {node.get('itemprop') or ''}" if isinstance(node.tag, str) else ""


def text_value(value: Any) -> str | None:
    """Read a JSON-LD text value: a string, a list of them, or an object with a name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return shown(unescaped(value)) or None if isinstance(value, str) else None


def unescaped(words: str) -> str:
    """Return words without HTML entities and tags, which some pages put into their metadata."""
    from html import unescape

    return re.sub(r"<[^<>]{1,200}>", "", unescape(words)) if "&" in words or "<" in words else words


def _metas(tree: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        content = (node.get("content") or "").strip()
        if name and content and len(content) < 5000:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _json_ld(tree: Element) -> Iterator[dict[str, Any]]:
    """Yield every JSON-LD object of a page, graphs and lists unrolled; broken JSON is skipped."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        raw = (
            (node.text or "")
            .strip()
            .removeprefix("<!--")
            .removesuffix("-->")
            .removeprefix("<![CDATA[")
            .removesuffix("]]>")
        )
        try:
            parsed = json.loads(raw.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting: list[Any] = [parsed]
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting[:0] = thing
            elif isinstance(thing, dict):
                yield thing
                waiting.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)
