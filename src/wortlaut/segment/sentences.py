"""Sentences of a paragraph (Satzgrenzen).

sentencex (MIT) is asked for every paragraph, quotation marks blanked out so that it looks inside quotations;
our rules then decide at every full stop, question mark, exclamation mark and ellipsis, and take its word only
for short words they do not know. Ordinals, dates, initials, abbreviations and parentheses join, closing marks
stay with the sentence before, and a quotation of several sentences is several sentences.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Sequence

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from wortlaut.record import Quotation, Span
from wortlaut.segment.abbreviations import BEFORE_NAME_OR_NUMBER, FINAL, TITLES
from wortlaut.segment.openings import ALSO_WORDS, ORDINAL_LEADS, ORDINAL_NOUNS, STARTERS

LONGEST = 2000
"""A sentence longer than this many code points is cut at a semicolon, comma or white space."""

_log = logging.getLogger(__name__)
_STOP = re.compile(r"[.!?…]+")
_CLOSERS = frozenset("“”\"»«‘’'›‹)]}´`")
_OPENERS = frozenset("„“”\"»«‚‘’'`´›‹([{–—-•*‟,")
_FOREIGN = re.compile(r"[^!-~À-ɏ]")
_CAPITALS = str.maketrans("ÄÖÜ", "AOU")
_MARK = re.compile(r"[„“”‟\"»«‚‘’›‹'`´]")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_ROMAN = re.compile(r"[IVX]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_GLUED = re.compile(r"(?:[^\W\d_]{2,}|\d{4}|[“”\"»«)])$")
_ADDRESS = re.compile(r"[./@]")
_QUOTING = frozenset("„“”\"»«‚‘'›‹([")


def split_sentences(
    text: str, start: int = 0, end: int | None = None, quotes: Sequence[Quotation] = ()
) -> tuple[Span, ...]:
    """Cut the paragraph ``text[start:end]`` into sentences without white space at their ends.

    ``quotes`` are the quotations of the paragraph; they tell closing marks that stand after a space.

    >>> absatz = "„Ich gehe. Dr. Abt bleibt“, sagte er am 3. Mai. „Warum?“, fragte sie."
    >>> [span.of(absatz) for span in split_sentences(absatz)]
    ['„Ich gehe.', 'Dr. Abt bleibt“, sagte er am 3. Mai.', '„Warum?“, fragte sie.']
    """
    stop = len(text) if end is None else end
    return tuple(
        Span(start=a, end=b)
        for first, last in _Paragraph(text, start, stop, quotes).cut()
        for a, b in _shorten(text, first, last)
    )


def ask_sentencex(text: str) -> list[int] | None:
    """Return the ends of sentences sentencex sees, as offsets of ``text``, or None if it broke down.

    It panics on some Unicode (a ``BaseException``), so it only ever gets plain spaces and Latin letters,
    one code point for one; it misses sentences that start with Ä, Ö or Ü, so it gets A, O and U.
    """
    plain = _FOREIGN.sub(lambda match: " " if match[0].isspace() else "x", _MARK.sub(" ", text))
    plain = plain.translate(_CAPITALS)
    try:
        return [int(found["end_index"]) for found in get_sentence_boundaries("de", plain)]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # pyo3's PanicException is no Exception
        _log.warning("sentencex failed on %d characters: %r", len(text), error)
        return None


class _Paragraph:
    """One paragraph and what is known about its places."""

    def __init__(self, text: str, start: int, end: int, quotes: Sequence[Quotation]) -> None:
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        self.text = text
        self.start = start
        self.end = end
        self.opening = {quote.span.start for quote in quotes}
        self.closing = {place for quote in quotes if quote.closed for place in range(quote.inner.end, quote.span.end)}
        self.brackets = _brackets(text, start, end)
        seen = ask_sentencex(text[start:end])
        self.seen = None if seen is None else [start + place for place in seen]

    def cut(self) -> list[tuple[int, int]]:
        """Return the bounds of the sentences."""
        bounds: list[tuple[int, int]] = []
        first = self.start
        for match in _STOP.finditer(self.text, self.start, self.end):
            if match.start() < first:
                continue
            last = self._after_closers(match.end())
            follow = last
            while follow < self.end and self.text[follow].isspace():
                follow += 1
            if follow < self.end and self._ends(first, match, last, follow):
                bounds.append((first, last))
                first = follow
        if first < self.end:
            bounds.append((first, self.end))
        return bounds

    def _after_closers(self, at: int) -> int:
        """Step over the closing marks and brackets after a full stop, even those after a space."""
        while at < self.end:
            if self.text[at] in _CLOSERS and at not in self.opening:
                at += 1
                continue
            ahead = at
            while ahead < self.end and ahead < at + 3 and self.text[ahead].isspace():
                ahead += 1
            if ahead == at or ahead not in self.closing:
                break
            at = ahead + 1
        return at

    def _ends(self, first: int, stop: re.Match[str], last: int, follow: int) -> bool:
        """Say whether the sentence that began at ``first`` ends with the stop at ``stop``."""
        if last == follow and not self._is_glued_start(stop, follow):
            return False
        word = self._next_word(follow)
        if word is None or (word[0].islower() and not word[1:2].isupper()):  # but eBay, iPhone
            return False
        if self._is_inside_bracket(stop.start(), last):
            return False
        sign = stop[0]
        if "!" in sign or "?" in sign:
            return True
        if "…" in sign or len(sign) > 1:
            if stop.start() == first or self.text[stop.start() - 1] in "[(":
                return False
            return word in STARTERS or last > stop.end()
        return self._full_stop_ends(first, stop.start(), follow, word)

    def _is_glued_start(self, stop: re.Match[str], follow: int) -> bool:
        """Say whether a sentence starts right after a full stop, its space forgotten: ``Ende.Die Lage``."""
        follow += self.text[follow] in _QUOTING
        word = _WORD.match(self.text, follow, self.end)
        chunk = self.text[max(self.start, stop.start() - 60) : stop.start()].rsplit(maxsplit=1)[-1:]
        if word is None or not word[0][0].isupper() or not chunk or _ADDRESS.search(chunk[0]):
            return False
        before = _GLUED.search(chunk[0])
        if before is None:
            return False
        return word[0] in STARTERS or (before[0].islower() and word[0][1:].islower())

    def _next_word(self, at: int) -> str | None:
        """Return the first word or number from ``at``, looking past opening marks, dashes and ``[…]``."""
        limit = min(self.end, at + 40)
        while at < limit and not self.text[at].isalnum():
            char = self.text[at]
            if not (char.isspace() or char in _OPENERS or char in "[…].)" or ord(char) > 0x2100):
                return None if char in ";:" else char
            at += 1
        word = _WORD.match(self.text, at, self.end)
        return word[0][:60] if word else None

    def _is_inside_bracket(self, at: int, last: int) -> bool:
        """Say whether ``at`` is in brackets that a sentence holds: ``(so!)``, ``(S. 3. Mehr dort)``."""
        place = bisect_right(self.brackets, (at, self.end)) - 1
        if place < 0 or not self.brackets[place][0] < at < self.brackets[place][1]:
            return False
        opening, closing = self.brackets[place]
        before = self.text[max(self.start, opening - 4) : opening].rstrip()
        alone = not before or before[-1] in ".!?…" or (before[-1] in _CLOSERS and before[-2:-1] in (*".!?…",))
        return not alone and (last <= closing or self.text[at] in "!?")

    def _full_stop_ends(self, first: int, stop: int, follow: int, word: str) -> bool:
        """Decide a single full stop before a capital, a digit or a mark."""
        begin = stop
        while begin > first and stop - begin < 40 and (self.text[begin - 1].isalnum() or self.text[begin - 1] in ".,:"):
            begin -= 1
        before = self.text[begin:stop].lstrip(".,:")
        starter = word in STARTERS
        if not before:
            return True
        if before[0].isdigit():
            return self._number_ends(first, begin, before, follow, word)
        if _DOTTED.fullmatch(before) or len(before) == 1:
            return self._letter_ends(begin, before, word)
        if _ROMAN.fullmatch(before):
            return starter
        if before in ALSO_WORDS:
            return not word[0].isdigit() and starter
        if before in TITLES or before in BEFORE_NAME_OR_NUMBER:
            return starter and before[0].isupper() and before not in TITLES and before != "Vgl"
        if starter:
            return True
        if before in FINAL:
            return False
        return len(before) > 3 or not word[0].isalpha() or self._seen_at(stop, follow)

    def _seen_at(self, stop: int, follow: int) -> bool:
        """Say whether sentencex, too, ends a sentence between the full stop and what follows."""
        if self.seen is None:
            return True
        place = bisect_right(self.seen, stop)
        return place < len(self.seen) and self.seen[place] <= follow

    def _letter_ends(self, begin: int, before: str, word: str) -> bool:
        """Decide after an initial or a dotted abbreviation: ``J. F. Kennedy``, ``z. B.``, ``Plan B. Das``."""
        letter = before[-1]
        unit = self.text[max(self.start, begin - 1)] in "/-"  # km/h
        if unit or letter == "a" or not letter.islower():
            return word in STARTERS
        return False

    def _number_ends(self, first: int, begin: int, number: str, follow: int, word: str) -> bool:
        """Decide after a number: ordinal (``am 3. Mai``), list (``1. Der``) or end (``auf Platz 3.``)."""
        if not number.isdigit() or len(number) > 3:
            return True
        if begin == first or self.text[begin - 1] in _QUOTING:
            return False
        if word in ORDINAL_NOUNS:
            return False
        if word in STARTERS:
            return True
        words = _WORD.findall(self.text, max(first, begin - 30), begin)
        lead = words[-1] if words else ""
        return bool(lead) and not lead.islower() and lead not in ORDINAL_LEADS


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost round brackets shorter than 300 code points."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    depth = 0
    for match in re.finditer(r"[()]", text[start:end]):
        at = start + match.start()
        if opened is not None and at - opened > 300:
            opened, depth = None, 0
        if text[at] == "(":
            opened = at if opened is None else opened
            depth += 1
        elif opened is not None:
            depth -= 1
            if depth == 0:
                found.append((opened, at))
                opened = None
    return found


def _shorten(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that never ends at a semicolon, else a comma, else white space."""
    bounds: list[tuple[int, int]] = []
    while end - start > LONGEST:
        at = _cut_place(text, start, end)
        if at is None:
            break
        last = at
        while text[last - 1].isspace():
            last -= 1
        bounds.append((start, last))
        start = at
        while text[start].isspace():
            start += 1
    bounds.append((start, end))
    return bounds


def _cut_place(text: str, start: int, end: int) -> int | None:
    """Return where to cut: the last good place before the limit, or the first white space after it."""
    for pattern in (r";\s", r"[,:]\s", r"\s"):
        last = None
        for match in re.finditer(pattern, text[start + LONGEST // 2 : start + LONGEST]):
            last = match.end()
        if last is not None:
            return start + LONGEST // 2 + last
    space = re.compile(r"\s").search(text, start + 1, end)
    return None if space is None else space.start()
