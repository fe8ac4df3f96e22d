"""Words and punctuation marks of a stretch of text (Wortzerlegung).

The cut follows the German Wikinews quotation corpus (Petersen-Frey and Biemann, LREC-COLING 2024): a
hyphenated word is one token, an ordinal or abbreviation keeps its full stop, a number keeps its commas, and
every quotation mark, bracket, dash and slash stands alone. Differing on purpose: a quotation mark is never
part of a word (``Bild“-Zeitung``), so that every quotation starts and ends at a token.
"""

from __future__ import annotations

import re

from wortlaut.record import Span
from wortlaut.segment.abbreviations import ABBREVIATIONS, FINAL

LONGEST = 200
"""No token is longer than this many code points; what is longer is cut into pieces."""

_MARKS = (  # combining marks: re's \w does not know them
    r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\U000e0100-\U000e01ef"
)
_SCRIPTS = (  # Hebrew, Arabic, Indic and Thai blocks that mix such marks with letters
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0980-\u0df3\u0e31-\u0e4e"
)
_UNSEEN = (  # soft hyphen, zero width space and joiners, direction marks
    r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0020-\U000e007f"
)
_CHAR = rf"[\w{_MARKS}{_SCRIPTS}{_UNSEEN}]"
_EMOJI = r"[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
_LETTER = r"[^\W\d_]"
_JOIN = (
    r"(?:(?<!\d)[-‐‑]|[-‐‑](?!\d)"  # US-Präsident, 12-jährig, COVID-19; but 737-300 is three tokens
    r"|(?<=\d)[.,:](?=\d)"  # 1.000,5  14:30  06.12.2004
    r"|['’ʼ′´`]"  # geht's, d'Italia, 1'000
    r"|‘(?=[a-z]{1,2}(?!\w))"  # geht‘s
    r"|\.(?=[a-zäöüß])"  # ver.di, tagesschau.de; but not "Ende.Die"
    r"|[:*·](?=in(?:nen)?(?![^\W_]))"  # Bürger:innen, Lehrer*in
    r")"
)
_TOKEN = re.compile(
    rf"(?:https?://|www\.)[^\s„“”»«\"<>]{{0,{LONGEST}}}[^\s„“”»«\"<>.,;:!?)\]}}'’…]"
    rf"|{_LETTER}(?:\.{_LETTER}(?!{_CHAR}))+"  # z.B  u.a  U.S (its last full stop is added below)
    rf"|[a-zA-Z]\.[A-Z]{{2}}(?!{_CHAR})"  # E.ON
    r"|['’](?:s|n|ne|nen|nem|ner|nes|rum|rein|raus|rauf|runter)(?!\w)"  # 'ne, 's
    rf"|[@#]?(?:[-‐‑](?={_LETTER}))?{_CHAR}+(?:{_JOIN}{_CHAR}+)*(?:[-‐‑](?![-‐‑\w]))?"
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}(?:[{_MARKS}{_UNSEEN}\U0001f3fb-\U0001f3ff]|(?<=\u200d){_EMOJI})*"
    rf"|\.{{2,}}|''|``|´´|,,|-{{2,}}|\S[{_MARKS}]*"
)
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"(?:\d{1,3}|\d{1,2}\.\d{1,2})")
_CLOSING = frozenset("“”\"«»‘’'‹›")
_DOTTED = re.compile(rf"{_LETTER}(?:\.{_LETTER})+")


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Cut ``text[start:end]``, one sentence, into tokens; offsets are code points of ``text``.

    Every code point that is not white space is in exactly one token, and tokens are in text order.

    >>> satz = "Am 3. Mai sagte der US-Präsident z.B. „Nein“."
    >>> [span.of(satz) for span in tokenize(satz)]
    ['Am', '3.', 'Mai', 'sagte', 'der', 'US-Präsident', 'z.B.', '„', 'Nein', '“', '.']
    """
    stop = len(text) if end is None else end
    bounds: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, stop):
        first, last = match.span()
        if bounds and bounds[-1][1] == first and match[0] == "." and _keeps_stop(text, bounds[-1], stop):
            bounds[-1] = (bounds[-1][0], last)
        else:
            bounds.append((first, last))
    return tuple(
        Span(start=piece, end=min(piece + LONGEST, last))
        for first, last in bounds
        for piece in range(first, last, LONGEST)
    )


def _keeps_stop(text: str, bound: tuple[int, int], stop: int) -> bool:
    """Say whether the full stop right after the word at ``bound`` belongs to the word."""
    first, last = bound
    if last - first > 20:
        return False
    word = text[first:last]
    if word in FINAL or _DOTTED.fullmatch(word):
        return True
    follower = text[last + 1 : min(last + 2, stop)]
    if not follower or follower in _CLOSING:
        return False
    if word in ABBREVIATIONS:
        return True
    if _NUMBER.fullmatch(word):
        return follower.isspace() or follower.isalpha() or follower in ",)/-–"
    single = len(word) == 1 and word.isalpha()
    return (single or _ROMAN.fullmatch(word) is not None) and (follower.isspace() or follower in ",-")
