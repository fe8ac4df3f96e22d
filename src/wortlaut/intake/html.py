"""HTML page → Article. Trafilatura says what the body is; titles, dates and names are our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wortlaut.errors import EmptyText, NoArticle
from wortlaut.intake.bylines import clean_names, is_byline
from wortlaut.intake.clutter import is_boilerplate, is_caption, is_teaser_heading
from wortlaut.intake.dates import day_period, published_in, without_dates
from wortlaut.intake.edges import dateline_of, is_sign, sign_start
from wortlaut.intake.facts import PageFacts, page_facts
from wortlaut.intake.language import check_german
from wortlaut.intake.page import shown
from wortlaut.intake.tags import refuse_wide_tags
from wortlaut.intake.text import article_id
from wortlaut.intake.titles import squeeze
from wortlaut.record import Article, Paragraph, Role, Span

_FEWEST_WORDS = 5  # less is a menu or a caption
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"<(?:!doctype html|html|head|body|article|main|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the page's body and the role its markup suggests."""

    words: str
    role: Role


def looks_like_html(text: str) -> bool:
    """Say whether a text is an HTML page, whatever its file is called.

    >>> looks_like_html("<!DOCTYPE html><html lang=de>"), looks_like_html("Berlin schweigt.")
    (True, False)
    """
    return _LOOKS_LIKE_HTML.match(text.lstrip("\ufeff")[:4000]) is not None


def article_from_html(
    html: str,
    url: str | None = None,
    *,
    source: str | None = None,
    fetched: str | None = None,
    any_language: bool = False,
) -> Article:
    """Make an article of an HTML page.

    ``Article.text`` is built here: kicker, headline and paragraphs as shown on the page, joined by
    blank lines; all offsets refer to it. Raises EmptyText, NoArticle and NotGerman; broken HTML is
    read as far as it goes.
    """
    if not html.strip():
        raise EmptyText("nothing to read: the page is empty")
    tree, body = _extract(html, url)
    facts = page_facts(tree, url)
    pieces = _arranged(list(_walk(body)), facts)
    running = " ".join(piece.words for piece in pieces if piece.role in ("body", "lead", "subhead"))
    if len(running.split()) < _FEWEST_WORDS:
        raise NoArticle("no article text on this page: is it an overview, a video or a page behind a paywall?")
    if not any_language:
        check_german(running, declared=facts.language)
    if facts.published is None:
        facts = replace(facts, published=_searched_day(html, url))
    return _build(pieces, facts, source=source or url, fetched=fetched)


def _extract(html: str, url: str | None) -> tuple[Any, Any]:
    """Parse a page and let trafilatura find its body; both as lxml elements."""
    from lxml import etree  # type: ignore[import-untyped]
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    html = html.replace("\x00", "")
    refuse_wide_tags(html)
    try:
        tree = load_html(html)
        document = bare_extraction(html, url=url, include_comments=False, with_metadata=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError) as error:
        raise NoArticle(f"this page cannot be read ({type(error).__name__}): save it again as HTML or text") from None
    body = getattr(document, "body", None)
    if tree is None or body is None:
        raise NoArticle("no article text on this page: is it an overview, a video or a page behind a paywall?")
    return tree, body


def _searched_day(html: str, url: str | None) -> date | None:
    """Let trafilatura search the whole page for a day of publication, the last resort."""
    from lxml import etree
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(html.replace("\x00", ""), default_url=url).date
        return date.fromisoformat(found) if found else None
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None


def _walk(body: Any) -> Iterator[_Piece]:
    """Yield paragraphs, headings, list items, quotes and table rows of trafilatura's body in order."""
    if body.text and shown(body.text):
        yield _Piece(shown(body.text), "body")
    for node in body:
        if node.tag == "head":
            yield from _pieces(node, "subhead")
        elif node.tag in ("list", "quote", "table", "div", "item", "section", "body", "main", "article"):
            yield from _container(node)
        elif isinstance(node.tag, str):
            yield from _pieces(node, "body")
        if node.tail and shown(node.tail):
            yield _Piece(shown(node.tail), "body")


def _container(node: Any) -> Iterator[_Piece]:
    blocks = ("p", "head", "list", "quote", "table", "item", "row")
    if node.tag == "table":
        for row in node.iter("row"):
            yield from _row(row)
    elif any(child.tag in blocks for child in node):
        yield from _walk(node)
    else:
        yield from _pieces(node, "body")


def _row(row: Any) -> Iterator[_Piece]:
    """Yield a table row as one piece, its cells parted by tabs; cells with running text on their own."""
    cells = [list(_container(cell)) for cell in row.iter("cell")]
    if any(len(cell) > 1 or any(len(piece.words) > 200 for piece in cell) for cell in cells):
        for cell in cells:
            yield from cell
    elif words := "\t".join(piece.words for cell in cells for piece in cell):
        yield _Piece(words, "body")


def _pieces(node: Any, role: Role) -> Iterator[_Piece]:
    """Yield the words of a paragraph, one piece for each line of it (``<br>``)."""
    lines: list[list[str]] = [[node.text or ""]]
    for child in node:
        if child.tag == "lb":
            lines.append([])
        elif isinstance(child.tag, str):
            lines[-1].append(_inline(child, lines))
        lines[-1].append(child.tail or "")
    for line in lines:
        if words := shown("".join(line)):
            yield _Piece(words, role)


def _inline(node: Any, lines: list[list[str]]) -> str:
    parts = [node.text or ""]
    for child in node:
        parts.append(" " if child.tag in ("lb", "p", "item") else "")
        parts.append(_inline(child, lines) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _arranged(pieces: list[_Piece], facts: PageFacts) -> list[_Piece]:
    """Drop what belongs to the page, name captions, bylines and lead, and take the headline off the body."""
    captions = {squeeze(caption) for caption in facts.captions}
    known = {squeeze(words) for words in (facts.title or "", facts.kicker or "") if words}
    known |= {squeeze(f"{facts.kicker or ''} {facts.title or ''}")}
    first = next((number for number, piece in enumerate(pieces) if piece.role == "body" and len(piece.words) > 80), 0)
    pieces = _below_headline(pieces[: first + 1], facts) + pieces[first + 1 :]
    kept: list[_Piece] = []
    skipping = False
    for number, piece in enumerate(pieces):
        key = squeeze(piece.words)
        skipping = (
            skipping and piece.role == "body" and len(piece.words) <= 140 and not piece.words.endswith((".", "!", "“"))
        )
        if not key or (number <= max(4, first) and key in known) or skipping:
            continue
        if is_boilerplate(piece.words):
            skipping = is_teaser_heading(piece.words) and number + 1 < len(pieces) and pieces[number + 1].role == "body"
            continue
        kept.append(_Piece(piece.words, _role(piece, key, captions, edge=number < 6 or number > len(pieces) - 3)))
    return _with_lead(_closing(kept), facts)


def _below_headline(pieces: list[_Piece], facts: PageFacts) -> list[_Piece]:
    """Drop short lines above the headline: menus of pages whose body holds everything."""
    title = squeeze(facts.title or "")
    place = next((number for number, piece in enumerate(pieces) if title and squeeze(piece.words) == title), 0)
    return pieces[place:] if all(len(piece.words) <= 60 for piece in pieces[:place]) else pieces


def _closing(pieces: list[_Piece]) -> list[_Piece]:
    """Name the author's sign that stands alone at the end."""
    if len(pieces) > 1 and len(pieces[-1].words) <= 60 and is_sign(pieces[-1].words):
        return [*pieces[:-1], _Piece(pieces[-1].words, "sign")]
    return pieces


def _role(piece: _Piece, key: str, captions: set[str], *, edge: bool) -> Role:
    if key in captions or is_caption(piece.words):
        return "caption"
    if edge and piece.role == "body" and len(piece.words) <= 160:
        rest = without_dates(piece.words)
        if not rest and published_in(piece.words):
            return "dateline"
        if is_byline(rest):
            return "byline"
    return piece.role


def _with_lead(pieces: list[_Piece], facts: PageFacts) -> list[_Piece]:
    """Mark the lead (Vorspann), or put it back where the page shows it and the body lacks it."""
    wanted = {squeeze(words) for words in facts.leads}
    description = squeeze(facts.description or "")
    cut = squeeze((facts.description or "").rstrip(" .…"))
    for number, piece in enumerate(pieces[:5]):
        key = squeeze(piece.words)
        described = len(cut) > 40 and (key.startswith(cut) or (len(key) > 40 and description.startswith(key)))
        if piece.role in ("body", "subhead") and (described or (key in wanted and len(piece.words) > 40)):
            return [*pieces[:number], _Piece(piece.words, "lead"), *pieces[number + 1 :]]
    everything = squeeze(" ".join(piece.words for piece in pieces[:40]))
    missing = next((words for words in facts.leads if squeeze(words) not in everything), None)
    if missing is None or is_boilerplate(missing) or is_byline(missing) or is_caption(missing):
        return pieces
    return [_Piece(missing, "lead"), *pieces]


def _build(pieces: list[_Piece], facts: PageFacts, *, source: str | None, fetched: str | None) -> Article:
    """Join the pieces by blank lines and give each its span."""
    front: list[_Piece] = [_Piece(facts.kicker, "kicker")] if facts.kicker else []
    front += [_Piece(facts.title, "headline")] if facts.title else []
    bodies = [number for number, piece in enumerate(pieces) if piece.role == "body"]
    names = [name for piece in pieces if piece.role == "byline" for name in clean_names(without_dates(piece.words))]
    shown_dates = [
        period for piece in pieces if piece.role in ("dateline", "byline") if (period := published_in(piece.words))
    ]
    published = day_period(facts.published) if facts.published else next(iter(shown_dates), None)
    dateline = next(
        (found[0] for number in bodies[:2] if (found := dateline_of(pieces[number].words, first=True))), None
    )
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    offset = 0
    for number, piece in enumerate([*front, *pieces]):
        last = bool(bodies) and number == bodies[-1] + len(front)
        paragraphs += _paragraphs(piece, offset, last=last)
        texts.append(piece.words)
        offset += len(piece.words) + 2
    text = "\n\n".join(texts)
    return Article(
        id=article_id(text),
        text=text,
        paragraphs=tuple(paragraphs),
        source=source,
        url=facts.url,
        outlet=facts.outlet,
        title=facts.title,
        byline=facts.byline or tuple(dict.fromkeys(names)),
        dateline=dateline,
        published=published,
        fetched=fetched,
    )


def _paragraphs(piece: _Piece, offset: int, *, last: bool) -> list[Paragraph]:
    """Place a piece at ``offset``; a sign at its end becomes a paragraph of its own."""
    words, role = piece.words, piece.role
    whole = Span(start=offset, end=offset + len(words))
    cut = sign_start(words, last=last) if role == "body" else None
    if cut is None:
        return [Paragraph(span=whole, role=role)]
    stop = offset + len(words[:cut].rstrip())
    return [
        Paragraph(span=Span(start=offset, end=stop), role=role),
        Paragraph(span=Span(start=offset + cut, end=whole.end), role="sign"),
    ]
