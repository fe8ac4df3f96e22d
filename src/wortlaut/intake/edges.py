"""Datelines (Ortsmarke) in front of a body paragraph and signs (Kürzel) at its end."""

from __future__ import annotations

import re

from wortlaut.intake.places import PLACES, is_agency, word_set

_CAPITAL = r"[A-ZÄÖÜÀ-ÖØ-ÞČŁŚŠŽ]"
_SIGN_TOKEN = re.compile(r"[a-zäöüß]{2,5}\d?$")
_SIGN_WORDS = word_set(
    "siehe oben unten links mitte ab und oder lacht sic ja nein nur alt neu auch mehr bis von vom mit wie "
    "was wer alle plus minus heute gestern"
)
_SIGN_LINE = re.compile(
    r"(?:mit (?:material |informationen |inhalten |beiträgen )?(?:von |der |"
    r"des )?)?(?:nachrichten)?(?:agenturen|agenturmaterial)$|"
    r"quellen?: .{2,60}$",
    re.IGNORECASE,
)
_SIGN_DATE = re.compile(r",? ?\d{1,2}\. ?\d{1,2}\. ?\d{2,4}$")
_SIGN_TAIL = re.compile(r"[.!?…“\"”«»]\s+(?:\((?P<inner>[^()\n]{2,48})\)\.?|(?P<bare>[\w/ ,.-]{2,40}))$")
_WORD = rf"{_CAPITAL}[\w’'-]*"
_PLACE = rf"(?:St\. )?{_WORD}(?: (?:am|a\. ?M\.|an der|bei|de|del|el|{_WORD})){{0,3}}(?: D\.C\.)?"
_DATELINE = re.compile(
    rf"(?P<line>(?P<places>{_PLACE}(?: ?/ ?{_PLACE}){{0,3}})"
    r"(?P<day>, ?\d{1,2}\. ?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]{2,8}\.?)(?: ?\d{4})?)?"
    r"(?: (?P<wire>dpa|taz|afp|ap|epd|rtr)(?= [|–—-]))?(?: ?\((?P<agency>[^()\n]{2,40})\))?)"
    r"(?P<mark>\.(?= )| ?[|·]| [–—−-]{1,2}|[—–]|:)?"
    rf"(?=\s+[„“\"»›‚(\d]*{_CAPITAL}|\s+\d|\s*$)"
)
_WIRE_FIRST = re.compile(
    r"(?P<line>(?P<agency>dpa|afp|ap|epd|rtr|apa|sda|"
    r"kna)(?:/\w{2,8})? (?P<places>[A-ZÄÖÜ][\w/-]{2,30}))(?P<mark>\.| [–—-])(?= )",
    re.IGNORECASE,
)


def is_sign(line: str) -> bool:
    """Say whether a line or a bracket is an author's sign (Kürzel) or an agency.

    >>> is_sign("(dpa/lto/mk)"), is_sign("bohy"), is_sign("(siehe Grafik)")
    (True, True, False)
    """
    inner = line.strip().removeprefix("(").removesuffix(".").removesuffix(")").strip()
    inner = _SIGN_DATE.sub("", inner)
    if not 2 <= len(inner) <= 60:
        return False
    if _SIGN_LINE.match(inner):
        return True
    words = inner.removeprefix("mit Material von ").removeprefix("mit ").removeprefix("Mit ").removeprefix("von ")
    tokens = [token for token in re.split(r"[/,; ]+|\bund\b", words) if token]
    if not 1 <= len(tokens) <= 6:
        return False
    if any(is_agency(token) for token in tokens):
        return all(is_agency(token) or len(token) <= 8 for token in tokens)
    return len(tokens) <= 4 and all(_SIGN_TOKEN.match(token) and token not in _SIGN_WORDS for token in tokens)


def sign_start(paragraph: str, *, last: bool) -> int | None:
    """Return where the sign at the end of a paragraph begins, None without one.

    A sign that names no agency counts only in the ``last`` paragraph of the body.

    >>> sign_start("Beide schweigen. (bohy)", last=True)
    17
    """
    base = max(0, len(paragraph) - 60)
    match = _SIGN_TAIL.search(paragraph[base:])
    if match is None:
        return None
    words = match["inner"] or match["bare"]
    agency = any(is_agency(token) for token in re.split(r"[/,; ]+", words))
    fits = is_sign(words) and (agency or (last and match["inner"] is not None))
    if not fits:
        return None
    return base + (match.start("inner") - 1 if match["inner"] else match.start("bare"))


def dateline_of(paragraph: str, *, first: bool, context: str = "") -> tuple[str, int] | None:
    """Read place, date and agency in front of a paragraph (Ortsmarke): (its words, where the rest starts).

    ``first`` says that the paragraph opens the body: only there an unknown place is believed. A place
    that no list knows is also believed if the ``context`` says "in PLACE" elsewhere.

    >>> dateline_of("BERLIN (dpa) – Die Regierung schweigt.", first=True)
    ('BERLIN (dpa)', 15)
    >>> dateline_of("Putin – der das wusste – schwieg.", first=True) is None
    True
    """
    head = paragraph[:160]
    match = _WIRE_FIRST.match(head) or _DATELINE.match(head)
    if match is None:
        return None
    known = _known(match["places"]) or (first and _named_as_place(match["places"], context))
    if not _believed(match, paragraph[match.end() : match.end() + 300], first=first, known=known):
        return None
    return match["line"].strip(), len(paragraph) - len(paragraph[match.end() :].lstrip())


def _known(places: str) -> bool:
    if places in PLACES:
        return True
    parts = [part.strip() for part in places.split("/")]
    return all(part in PLACES or (part.isupper() and part.title() in PLACES) for part in parts)


def _named_as_place(place: str, context: str) -> bool:
    """Say whether another sentence puts something *in* or *nach* this place."""
    return re.search(rf"\b(?:[Ii]n|[Aa]us|[Nn]ach|[Bb]ei|[Vv]or) {re.escape(place)}\b", context) is not None


def _believed(match: re.Match[str], rest: str, *, first: bool, known: bool) -> bool:
    groups = match.groupdict()
    places, mark = groups["places"], (groups["mark"] or "").strip()
    agency = groups.get("agency")
    if agency and any(is_agency(token) for token in re.split(r"[/, ]+", agency)):
        return True
    if groups.get("wire"):
        return True
    if groups.get("day"):
        return (known or first) and bool(mark)
    if mark in (".", "|", "·"):
        return known or (mark != "." and places.isupper())
    if mark == ":":
        return known and places.isupper()
    if mark:
        sentence = re.split(r"[.!?] ", rest, maxsplit=1)[0]
        again = re.search(r" [–—-] ", sentence)
        return known or (first and again is None and len(places.split()) <= 2 and len(places) > 2 and not agency)
    return False
