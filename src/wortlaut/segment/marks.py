"""Quotations between marks (Anführungen): from every style of German print and web to nested spans.

A quotation never leaves its paragraph. One that runs over several paragraphs is a row of quotations: all but
the last have ``closed=False`` and reach the end of their paragraph; where the next paragraph does not open
anew, its part starts at the paragraph's first character, without a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from wortlaut.record import Article, Quotation, Span
from wortlaut.segment.pairing import Pairs, Style, pair_signs, read_style
from wortlaut.segment.signs import Sign, find_signs

FURTHEST = 4
"""A quotation without closing mark is looked for in at most so many following paragraphs."""

_RUNNING = frozenset({"body", "lead"})
_STOP = re.compile(r"[.!?…](?=\s)")
_FRAME = re.compile(
    r",\s+(?:so\s+(?=[A-ZÄÖÜ]|(?:der|die|das|ein|eine|sein|seine|ihr|ihre)\b)"
    r"|(?:sag|erklär|beton|mein|erläuter|ergänz|bericht|kritisier|warn|forder|versicher|behaupt|lob|mahn"
    r"|kündig|wiederhol|antwort|frag)t\w{0,3}\s"
    r"|(?:schrieb|schreibt|heißt|hieß|rief|ruft|teilte?|sprach|spricht|fügte?|gab|gibt)\s)"
)


@dataclass(slots=True)
class _Found:
    """A quotation in the making; ``place`` is its place in the list of all."""

    sign: Sign
    start: int
    inner: int
    inner_end: int
    end: int
    closed: bool
    depth: int = 0
    dropped: bool = False


def pair_quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Return the quotations of one paragraph, ``text[start:end]``, ordered by start, outer before inner.

    ``inner`` has no white space at its ends; empty pairs are left out; marks doubled around the same words
    are one quotation. Where the closing mark is missing, the quotation ends before its frame (``, sagte …``),
    else at the last sentence end before the next opening mark, else with the paragraph.

    >>> absatz = "„Er sagte ‚nie‘ zu mir“, klagte sie."
    >>> [(found.inner.of(absatz), found.depth) for found in pair_quotations(absatz)]
    [('Er sagte ‚nie‘ zu mir', 0), ('nie', 1)]
    """
    stop = len(text) if end is None else end
    return _pair(text, start, stop, read_style(text, start, stop))[0]


def quotations(article: Article) -> tuple[Quotation, ...]:
    """Return the quotations of all paragraphs of ``article`` in text order.

    Quotations that run over several paragraphs are followed at most ``FURTHEST`` paragraphs.
    """
    text = article.text
    style = read_style(text, 0, len(text))
    found: list[tuple[Quotation, ...]] = []
    strays: list[Sign | None] = []
    for paragraph in article.paragraphs:
        quotes, stray = _pair(text, paragraph.span.start, paragraph.span.end, style)
        found.append(quotes)
        strays.append(stray)
    for at in range(len(article.paragraphs)):
        _run_on(article, at, found, strays)
    return tuple(quote for quotes in found for quote in quotes)


def _run_on(article: Article, at: int, found: list[tuple[Quotation, ...]], strays: list[Sign | None]) -> None:
    """Continue a quotation that paragraph ``at`` leaves open up to a closing mark in a later paragraph."""
    paragraphs = article.paragraphs
    last = next((quote for quote in reversed(found[at]) if quote.depth == 0), None)
    if last is None or last.closed or last.span.end != paragraphs[at].span.end:
        return
    if paragraphs[at].role not in _RUNNING:
        return
    between: list[int] = []
    for later in range(at + 1, min(at + 1 + FURTHEST, len(paragraphs))):
        if paragraphs[later].role in ("subhead", "caption"):
            continue
        if paragraphs[later].role not in _RUNNING:
            return
        stray, start = strays[later], paragraphs[later].span.start
        inner = _trim(article.text, start, stray.start) if stray else None
        if stray and inner:
            strays[later] = None
            tail = Quotation(span=Span(start=start, end=stray.end), inner=inner, depth=0)
            found[later] = (tail, *found[later])
            for whole in between:
                span = paragraphs[whole].span
                found[whole] = (Quotation(span=span, inner=span, depth=0, closed=False),)
            return
        if found[later]:
            return
        between.append(later)


def _pair(text: str, start: int, end: int, style: Style) -> tuple[tuple[Quotation, ...], Sign | None]:
    """Return the quotations of a paragraph and the closing mark that comes before all of them, if any."""
    signs = find_signs(text, start, end)
    if not signs:
        return (), None
    pairs = pair_signs(text, signs, style)
    found = _Layout(text, signs, pairs, end).run()
    quotes = []
    for one in found:
        inner = None if one.dropped else _trim(text, one.inner, one.inner_end)
        if inner:
            span = Span(start=one.start, end=one.end)
            quotes.append(Quotation(span=span, inner=inner, depth=one.depth, closed=one.closed))
    stray = signs[pairs.stray[0]] if pairs.stray else None
    if stray and (stray.level not in ("double", "guillemet") or (found and found[0].start < stray.start)):
        stray = None
    return tuple(quotes), stray


def _trim(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space at its ends, or None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if start < end else None


class _Layout:
    """Turn matched and unmatched marks into nested stretches."""

    def __init__(self, text: str, signs: list[Sign], pairs: Pairs, end: int) -> None:
        self.text = text
        self.signs = signs
        self.closed = pairs.closed
        self.end = end
        self.stray = [at for at in pairs.stray if not signs[at].before.isdigit()]
        self.openers = sorted([*pairs.closed, *pairs.missing])
        self.starts = [signs[at].start for at in self.openers]

    def run(self) -> list[_Found]:
        found: list[_Found] = []
        around: list[_Found] = []
        for place, opener in enumerate(self.openers):
            sign = self.signs[opener]
            while around and around[-1].end <= sign.start:
                around.pop()
            limit = around[-1].inner_end if around else self.end
            if opener in self.closed:
                closer = self.signs[self.closed[opener]]
                one = _Found(sign, sign.start, sign.end, closer.start, closer.end, True)
            else:
                one = self._infer(place, sign, limit)
            one.depth = len(around)
            found.append(one)
            if _trim(self.text, one.inner, one.inner_end) is None:
                one.dropped = True
            elif around and _is_doubled(around[-1], one):
                one.dropped = True
                around[-1].inner, around[-1].inner_end = one.inner, one.inner_end
            else:
                around.append(one)
        return found

    def _infer(self, place: int, sign: Sign, limit: int) -> _Found:
        """Find the end of a quotation without closing mark."""
        gaps, barrier = self._gaps(place, sign, limit)
        closer = self._stray_closer(sign, gaps)
        if closer is not None:
            return _Found(sign, sign.start, sign.end, closer.start, closer.end, True)
        stop = None
        for first, last in gaps:
            frame = _FRAME.search(self.text, first, last)
            if frame is not None:
                stop = frame.start()
                break
        if stop is None and barrier < limit:
            stop = next((end for gap in reversed(gaps) if (end := self._last_stop(*gap))), None)
        inner = _trim(self.text, sign.end, barrier if stop is None else stop)
        end = inner.end if inner else sign.end
        return _Found(sign, sign.start, sign.end, end, end, False)

    def _gaps(self, place: int, sign: Sign, limit: int) -> tuple[list[tuple[int, int]], int]:
        """Return the stretches after an opener that are in no quotation, and where they end for good."""
        gaps: list[tuple[int, int]] = []
        at = sign.end
        place += 1
        while place < len(self.openers) and self.starts[place] < limit:
            opener = self.openers[place]
            gaps.append((at, self.starts[place]))
            if opener not in self.closed or self.signs[opener].level == sign.level:
                return gaps, self.starts[place]
            at = self.signs[self.closed[opener]].end
            place = bisect_left(self.starts, at, place)
        gaps.append((at, limit))
        return gaps, limit

    def _stray_closer(self, sign: Sign, gaps: list[tuple[int, int]]) -> Sign | None:
        """Return the first closing mark of another style left over in the gaps."""
        double = sign.level in ("double", "guillemet")
        for first, last in gaps:
            at = bisect_left(self.stray, first, key=lambda stray: self.signs[stray].start)
            while at < len(self.stray) and self.signs[self.stray[at]].start < last:
                closer = self.signs[self.stray[at]]
                if (closer.level in ("double", "guillemet")) == double and closer.start > sign.end:
                    return closer
                at += 1
        return None

    def _last_stop(self, first: int, last: int) -> int:
        """Return where the last sentence of a stretch ends, 0 if none does."""
        end = 0
        for match in _STOP.finditer(self.text, first, last):
            end = match.end()
        return end


def _is_doubled(outer: _Found, inner: _Found) -> bool:
    """Say whether two pairs of the same level stand directly around the same words."""
    tight = outer.inner == inner.start and outer.inner_end == inner.end
    return tight and outer.closed and inner.closed and outer.sign.level == inner.sign.level
