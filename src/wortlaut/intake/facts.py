"""What an HTML page says about its article: title, kicker, outlet, authors, day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from wortlaut.intake.bylines import clean_names
from wortlaut.intake.moments import day_in
from wortlaut.intake.page import (
    BLOCKS,
    Element,
    Page,
    class_of,
    parse_page,
    shown,
    text_of,
    text_value,
    unescaped,
)
from wortlaut.intake.titles import best_title, clean_title, is_outlet, squeeze

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
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "parsely-author")
_TITLE_METAS = (("og:title", 2), ("twitter:title", 1))
_OUTLET_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
)
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


def page_facts(tree: Element, url: str | None = None) -> PageFacts:
    """Collect what a parsed page says about its article; ``url`` is its address if known."""
    page = parse_page(tree)
    link = str(tree.xpath("string((//link[@rel='canonical']/@href)[1])"))
    told = (page.meta("og:url"), link)
    address = url or next((one for one in told if one and one.startswith(("https://", "http://"))), None)
    names = _outlet_names(page, address)
    headings = _headings(page)
    title = _title(page, headings, names)
    description = page.meta("og:description", "description", "twitter:description")
    lang = str(tree.xpath("string(/html/@lang | /html/@xml:lang)"))
    return PageFacts(
        url=address,
        language=lang or page.meta("content-language", "og:locale"),
        outlet=_outlet(names),
        title=title,
        kicker=_kicker(headings, title),
        byline=_byline(page, names),
        published=_published(page),
        description=shown(description) if description else None,
        leads=tuple(_leads(page)),
        captions=frozenset(text_of(node) for node in tree.iter("figcaption")) - {""},
    )


def _outlet(names: list[str]) -> str | None:
    """Choose the outlet's name, a bare domain only where there is no better."""
    return next((name for name in names if not name.lower().startswith("www.")), names[0] if names else None)


def _outlet_names(page: Page, url: str | None) -> list[str]:
    """Return the names a page gives its outlet, the best first; the last is its domain's label."""
    names = [page.meta("og:site_name")]
    names += [text_value(thing.get("publisher")) for thing in page.things]
    names += [page.meta(meta) for meta in _OUTLET_METAS]
    names += [(page.meta("twitter:site") or "").lstrip("@")]
    names += [text_value(thing.get("name")) for thing in page.things if "Organization" in str(thing.get("@type"))]
    if (host := _host(url)) and "." in host:
        parts = host.removeprefix("www.").split(".")
        label = parts[-3] if len(parts) > 2 and parts[-2] in _COUNTRY_SECOND else parts[-2]
        names += [host.removeprefix("www."), label]
    clean = [shown(name) for name in names if name]
    return list(dict.fromkeys(name for name in clean if name and len(name) <= 80 and "://" not in name))


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _headings(page: Page) -> list[tuple[str, str | None]]:
    """Return the h1 headings as (words without kicker, kicker inside or just above)."""
    found: list[tuple[str, str | None]] = []
    for node in list(page.tree.iter("h1"))[:8]:
        whole = text_of(node, apart=BLOCKS | {"span", "strong", "em", "a"})
        marked = [child for child in node.iterdescendants() if _KICKER_CLASS.search(class_of(child))]
        kicker = text_of(marked[0]).rstrip(": ") if marked else ""
        rest = text_of(node)
        if kicker and whole.startswith(kicker) and len(whole) > len(kicker) + 3:
            rest = whole[len(kicker) :].lstrip(" :–-|")
        if rest:
            found.append((rest, (kicker if rest != whole else "") or _kicker_above(node)))
    return found


def _kicker_above(heading: Element) -> str | None:
    """Return a marked kicker that stands right before (or, by style sheet, after) a heading."""
    parent = heading.getparent()
    neighbours = [
        heading.getprevious(),
        heading.getnext(),
        parent.getprevious() if parent is not None else None,
    ]
    for neighbour in neighbours:
        if neighbour is None or not isinstance(neighbour.tag, str):
            continue
        marked = [node for node in list(neighbour.iter())[:20] if _KICKER_CLASS.search(class_of(node))]
        words = text_of(marked[0]) if marked else ""
        if 2 < len(words) <= 80:
            return words.rstrip(": ")
    return None


def _title(page: Page, headings: list[tuple[str, str | None]], names: list[str]) -> str | None:
    """Choose the title by what headings, metas, JSON-LD and the page title agree on."""
    told = [text_value(article.get("articleSection")) for article in page.articles]
    sections = [section for section in (page.meta("article:section", "section"), *told) if section]
    page_title = shown(str(page.tree.xpath("string((//head/title | //title)[1])")))
    headlines = [text_value(article.get("headline")) for article in page.articles[:2]]
    said = [(words, 3) for words in headlines if words][:1]
    said += [(unescaped(page.metas[name][0]), weight) for name, weight in _TITLE_METAS if name in page.metas]
    said += [(page_title, 2)] if page_title else []
    cleaned = [(clean_title(words, names, sections), weight) for words, weight in said]
    real = [(words, kicker) for words, kicker in headings if not is_outlet(words, names)]
    others = [squeeze(words) for words, _ in cleaned]
    heading = next((one for one in real if any(_alike(squeeze(one[0]), other) for other in others)), None)
    if heading is None and len(real) == 1:
        heading = real[0]
    if heading:
        cleaned = [(heading[0], 3), *((_without_kicker(words, heading), weight) for words, weight in cleaned)]
    return best_title([(words, weight) for words, weight in cleaned if not is_outlet(words, names)])


def _without_kicker(words: str, heading: tuple[str, str | None]) -> str:
    """Take off a kicker joined by a dash: "Abstimmung - Vogt warnt"; with a colon it belongs to the title."""
    kicker = heading[1]
    joined = kicker and squeeze(words) == squeeze(kicker) + squeeze(heading[0])
    return heading[0] if kicker and joined and words[len(kicker) :].lstrip()[:1] != ":" else words


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _kicker(headings: list[tuple[str, str | None]], title: str | None) -> str | None:
    """Return the kicker (Dachzeile) of the heading that became the title, unless the title holds it."""
    key = squeeze(title or "")
    for words, kicker in headings:
        if kicker and _alike(squeeze(words), key) and not key.startswith(squeeze(kicker)):
            return kicker
    return None


def _leads(page: Page) -> list[str]:
    """Return marked leads (Vorspann) that follow a heading closely, the innermost elements only."""
    found: list[str] = []
    for heading in list(page.tree.iter("h1"))[:2]:
        following = heading.xpath("following::*[self::p or self::div or self::h2 or self::span or self::section]")
        marked = [node for node in following[:25] if _LEAD_CLASS.search(class_of(node))]
        for node in marked:
            inner = any(other in marked for other in node.iterdescendants())
            words = "" if inner or node.find(".//time") is not None else text_of(node)
            if 40 <= len(words) <= 600 and words not in found:
                found.append(words)
    return found


def _byline(page: Page, names: list[str]) -> tuple[str, ...]:
    """Return the authors: JSON-LD, else metas, else marked elements; outlets and agencies left out."""
    people = page.articles[0].get("author") or [] if page.articles else []
    people = people if isinstance(people, list) else [people]
    persons = [one for one in people if not (isinstance(one, dict) and "Organization" in str(one.get("@type")))]
    linked = page.tree.xpath("//a[@rel='author'] | //*[@itemprop='author']")[:4]
    told = (
        [text_value(person) or "" for person in persons],
        [words for name in _AUTHOR_METAS for words in page.metas.get(name, [])],
        [text_of(node) for node in linked],
        page.marked(("p", "div", "span", "address", "li"), _AUTHOR_CLASS, most=2),
    )
    for said in told:
        short = [words for words in said if len(words) <= 200 and "://" not in words]
        found = [name for words in short for name in clean_names(words) if not is_outlet(name, names)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _published(page: Page) -> date | None:
    """Return the day of publication: JSON-LD, then metas, then marked elements, then dates near the top."""
    said = [text_value(thing.get("datePublished")) for thing in (*page.articles, *page.things)]
    said += [page.metas[name][0] for name in _DATE_METAS if name in page.metas]
    marked = page.tree.xpath("//*[@itemprop='datePublished']")[:2] + page.tree.xpath("//*[@pubdate]")[:1]
    times = [node for node in page.tree.iter("time") if not _CHANGED_CLASS.search(class_of(node))]
    said += [node.get("content") or node.get("datetime") or text_of(node) for node in (*marked, *times[:3])]
    said += [words for words in page.marked(("p", "div", "span"), _DATE_CLASS) if len(words) <= 160][:3]
    return next((day for words in said if words and (day := day_in(words))), None)
