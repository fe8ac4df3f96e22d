"""What an HTML page says about its article: JSON-LD, meta elements, headings, time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from wortlaut.intake.bylines import clean_names
from wortlaut.intake.moments import day_in
from wortlaut.intake.places import word_set
from wortlaut.intake.spacing import WHITE
from wortlaut.intake.titles import best_title, clean_title, is_outlet, squeeze

Element = Any  # lxml ships no types

_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|LiveBlog|Review", re.IGNORECASE)
_KICKER_CLASS = re.compile(
    r"kicker|topline|dachzeile|roof-?line|over-?line|super-?title|catch-?line|strap-?line|spitzmarke|"
    r"pre-?title|eyebrow|"
    r"pre-?headline|vorzeile",
    re.IGNORECASE,
)
_LEAD_CLASS = re.compile(
    r"\b(?:lead|lede)|intro|vorspann|summary|standfirst|abstract|sub-?title|sub-?headline|perex|excerpt|"
    r"\bdeck\b",
    re.IGNORECASE,
)
_AUTHOR_CLASS = re.compile(r"author|byline|autor|verfasser", re.IGNORECASE)
_CHANGED_CLASS = re.compile(r"modif|updat|aktual|chang|geändert|edited", re.IGNORECASE)
_DATE_CLASS = re.compile(r"\bdate|datum|publish|timestamp|zeitstempel|metatext", re.IGNORECASE)
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "dcterms.date",
    "pubdate", "publish-date", "publishdate", "publication_date", "published_time", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "article:published",
    "release_date", "vf:published_time",
)  # fmt: skip
_OUTLET_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
)
_BLOCKS = word_set("p div li br h1 h2 h3 h4 section header td tr blockquote figcaption")
_COUNTRY_SECOND = ("co", "com", "or", "ac", "gv")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says about its article; ``leads`` and ``captions`` are shown words of marked elements."""

    url: str | None
    language: str | None
    outlet: str | None
    title: str | None
    kicker: str | None
    byline: tuple[str, ...]
    published: date | None
    description: str | None
    leads: tuple[str, ...]
    captions: frozenset[str]


def shown(words: str) -> str:
    """Return words as a browser shows them: white space run together, soft hyphens gone."""
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        words = words.encode("utf-8", "replace").decode("utf-8")
    return " ".join(words.replace("\u00ad", "").replace("\u200b", "").split()).strip(WHITE)


def text_of(element: Element, *, apart: frozenset[str] = _BLOCKS) -> str:
    """Return the shown words of an element; elements named in ``apart`` are set off by a space."""
    from lxml import etree  # type: ignore[import-untyped]

    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and node.tag not in ("script", "style"):
            parts.append((" " if node.tag in apart else "") + (node.text or ""))
        elif event != "start" and node is not element:
            parts.append((" " if node.tag in apart else "") + (node.tail or ""))
    return shown("".join(parts))


def read_page(tree: Element, url: str | None = None) -> PageFacts:
    """Collect what a parsed page says about its article; ``url`` is its address if known."""
    metas, things = _metas(tree), list(_json_ld(tree))
    articles = [thing for thing in things if _ARTICLE_TYPE.search(str(thing.get("@type", "")))]
    link = str(tree.xpath("string((//link[@rel='canonical']/@href)[1])"))
    address = url or _first(metas, "og:url") or link or None
    names = _outlet_names(metas, things, address)
    headings = _headings(tree)
    title = _title(tree, metas, articles, headings, names)
    description = _first(metas, "og:description", "description", "twitter:description")
    return PageFacts(
        url=address,
        language=str(tree.xpath("string(/html/@lang | /html/@xml:lang)"))
        or _first(metas, "content-language", "og:locale"),
        outlet=names[0] if names else None,
        title=title,
        kicker=_kicker(tree, headings, title),
        byline=_byline(tree, metas, articles, names),
        published=_published(tree, metas, articles, things),
        description=shown(description) if description else None,
        leads=tuple(_marked(tree, ("p", "div", "h2", "span", "section"), _LEAD_CLASS)),
        captions=frozenset(text_of(node) for node in tree.iter("figcaption")) - {""},
    )


def _metas(tree: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        name = (
            node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        )
        content = (node.get("content") or "").strip()
        if name and content and len(content) < 5000:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


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
                waiting.extend(
                    thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing
                )


def _text(value: Any) -> str | None:
    """Read a JSON-LD text value: a string, a list of them, or an object with a name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return shown(_unescape(value)) or None if isinstance(value, str) else None


def _unescape(words: str) -> str:
    from html import unescape

    return re.sub(r"<[^<>]{1,200}>", "", unescape(words)) if "&" in words or "<" in words else words


def _outlet_names(metas: dict[str, list[str]], things: list[dict[str, Any]], url: str | None) -> list[str]:
    """Return the names a page gives its outlet, the best first; the last is its domain's label."""
    names = [_first(metas, "og:site_name") or ""]
    names += [_text(thing.get("publisher")) or "" for thing in things]
    names += [_first(metas, meta) or "" for meta in _OUTLET_METAS]
    names += [(_first(metas, "twitter:site") or "").lstrip("@")]
    names += [
        _text(thing.get("name")) or "" for thing in things if "Organization" in str(thing.get("@type", ""))
    ]
    names = [shown(name) for name in names]
    if (host := urlsplit(url).hostname if url else None) and "." in host:
        parts = host.removeprefix("www.").split(".")
        label = parts[-3] if len(parts) > 2 and parts[-2] in _COUNTRY_SECOND else parts[-2]
        names += [host.removeprefix("www."), label]
    return list(dict.fromkeys(name for name in names if name and len(name) <= 80 and "://" not in name))


def _headings(tree: Element) -> list[tuple[str, str | None]]:
    """Return the h1 headings as (words without kicker, kicker)."""
    found: list[tuple[str, str | None]] = []
    for node in list(tree.iter("h1"))[:8]:
        whole = text_of(node, apart=_BLOCKS | {"span", "strong", "em", "a"})
        marked = [child for child in node.iterdescendants() if _KICKER_CLASS.search(_class(child))]
        kicker = text_of(marked[0]).rstrip(": ") if marked else ""
        rest = whole
        if kicker and whole.startswith(kicker) and len(whole) > len(kicker) + 3:
            rest = whole[len(kicker) :].lstrip(" :–-|")
        else:
            rest, kicker = text_of(node), ""
        if rest:
            found.append((rest, kicker or None))
    return found


def _class(node: Element) -> str:
    return f"{node.get('class') or ''} {node.get('itemprop') or ''}" if isinstance(node.tag, str) else ""


def _title(
    tree: Element,
    metas: dict[str, list[str]],
    articles: list[dict[str, Any]],
    headings: list[tuple[str, str | None]],
    names: list[str],
) -> str | None:
    sections = [
        value for value in (_first(metas, "article:section", "section"), *_sections(articles)) if value
    ]
    metas_said = [
        clean_title(_unescape(value), names, sections)
        for key in ("og:title", "twitter:title")
        for value in metas.get(key, [])[:1]
    ]
    page_title = shown(str(tree.xpath("string((//head/title | //title)[1])")))
    said = [_text(article.get("headline")) for article in articles[:2]]
    json_said = [clean_title(value, names, sections) for value in said if value][:1]
    names_only = [words for words, _ in headings if not is_outlet(words, names)]
    others = {squeeze(value) for value in [*metas_said, *json_said, clean_title(page_title, names, sections)]}
    heading = next(
        (words for words in names_only if any(_alike(squeeze(words), other) for other in others)), None
    )
    if heading is None and len(names_only) == 1:
        heading = names_only[0]
    candidates = [(heading, 3)] if heading else []
    candidates += [(words, 3) for words in json_said]
    candidates += [(words, 2) for words in metas_said[:1]] + [(words, 1) for words in metas_said[1:]]
    if page_title:
        candidates.append((clean_title(page_title, names, sections), 2))
    return best_title([(words, weight) for words, weight in candidates if not is_outlet(words, names)])


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _sections(articles: list[dict[str, Any]]) -> list[str]:
    return [value for article in articles if (value := _text(article.get("articleSection")))]


def _kicker(tree: Element, headings: list[tuple[str, str | None]], title: str | None) -> str | None:
    """Return the kicker (Dachzeile): inside the h1, or marked right before or after it."""
    for words, kicker in headings:
        if kicker and title and _alike(squeeze(words), squeeze(title)):
            return kicker
    for node in list(tree.iter("h1"))[:3]:
        for neighbour in (node.getprevious(), node.getnext()):
            if neighbour is not None and _KICKER_CLASS.search(_class(neighbour)):
                words = text_of(neighbour)
                if 2 < len(words) <= 80:
                    return words
    return None


def _byline(
    tree: Element, metas: dict[str, list[str]], articles: list[dict[str, Any]], names: list[str]
) -> tuple[str, ...]:
    said: list[str] = []
    for article in articles[:1]:
        people = article.get("author") or []
        for person in people if isinstance(people, list) else [people]:
            if not (isinstance(person, dict) and "Organization" in str(person.get("@type", ""))):
                said.append(_text(person) or "")
    if not any(clean_names(words) for words in said):
        said += [
            value
            for key in ("author", "article:author", "dc.creator", "parsely-author")
            for value in metas.get(key, [])
        ]
    if not any(clean_names(words) for words in said):
        said += [text_of(node) for node in tree.xpath("//a[@rel='author'] | //*[@itemprop='author']")[:4]]
    if not any(clean_names(words) for words in said):
        said += _marked(tree, ("p", "div", "span", "address", "li"), _AUTHOR_CLASS)[:2]
    found: list[str] = []
    for words in said:
        if len(words) <= 200 and "://" not in words:
            found += [name for name in clean_names(words) if name not in found and not is_outlet(name, names)]
    return tuple(found)


def _marked(tree: Element, tags: tuple[str, ...], pattern: re.Pattern[str]) -> list[str]:
    """Return the words of the first elements whose class matches, the bounded ones only."""
    found: list[str] = []
    for node in tree.iter(*tags):
        if len(found) >= 12:
            break
        if pattern.search(_class(node)):
            words = text_of(node)
            if 2 < len(words) <= 900:
                found.append(words)
    return found


def _published(
    tree: Element, metas: dict[str, list[str]], articles: list[dict[str, Any]], things: list[dict[str, Any]]
) -> date | None:
    """Day of publication: JSON-LD, then metas, then marked elements, then dates shown near the top."""
    said = [_text(thing.get("datePublished")) for thing in (*articles, *things)]
    said += [value for name in _DATE_METAS for value in metas.get(name, [])[:1]]
    marked = tree.xpath("//*[@itemprop='datePublished']")[:2] + tree.xpath("//*[@pubdate]")[:1]
    said += [node.get("content") or node.get("datetime") or text_of(node) for node in marked]
    times = [node for node in tree.iter("time") if not _CHANGED_CLASS.search(_class(node))]
    said += [node.get("datetime") or text_of(node) for node in times[:3]]
    said += [words for words in _marked(tree, ("p", "div", "span"), _DATE_CLASS) if len(words) <= 160][:3]
    return next((day for value in said if value and (day := day_in(value))), None)
