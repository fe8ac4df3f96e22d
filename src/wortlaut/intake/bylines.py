"""Bylines (Autorenzeile): is this line one, and whom does it name."""

from __future__ import annotations

import re

from wortlaut.intake.places import GIVEN_NAMES, PLACES, is_agency, word_set

_PARTICLES = word_set("von van vom zu zum zur de der den del della di da dos du el al la le ibn bin auf und y ten ter")
_GENRES = (
    r"(?:(?:ein|eine|einem|einer) )?(?:gast)?(?:analyse|kommentar|beitrag|reportage|bericht|interview|"
    r"kolumne|essay|"
    r"glosse|rezension|leitartikel|porträt|text|meinung|einordnung|recherche|protokoll)"
)
_BYLINE = re.compile(
    rf"(?:(?:{_GENRES}) )?von(?P<colon>:)? {{1,3}}(?=\S)|"
    r"(?P<label>autor(?:in|en|:in|\*in)?|text|interview|verfasst von|geschrieben von|by|reporter(?:in)?|"
    rf"korrespondent(?:in)?|{_GENRES}|redaktion|es berichte(?:t|n)|bericht von): {{0,3}}(?:von )?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:das (?:gespräch|interview) führten?|die fragen stellten?|(?:aufgezeichnet|notiert|protokolliert|"
    r"moderiert|übersetzt) von|"
    r"(?:protokoll|aufzeichnung|mitarbeit|übersetzung|redaktion|fragen|interview):|"
    r"aus dem \w{4,20} von) {1,3}(?P<names>[^:!?]{4,120}?)\.?$",
    re.IGNORECASE,
)
_FROM_PLACE = re.compile(r"^aus [\w .-]{2,30} bericht(?:et|en) ", re.IGNORECASE)
_OUR = re.compile(
    r"^(?:unser(?:em|er|en)? )?(?:(?:\w+-)?(?:korrespondent|redakteur|mitarbeiter|reporter|autor)(?:in|"
    r"en)?) ",
    re.IGNORECASE,
)
_SPLIT_NAMES = re.compile(r"\s*(?:,|;|/|&|\||•|·| und | sowie | and )\s*")
_TAIL = re.compile(
    r"\s+(?:(?:aus|in|für) [\w .-]+|\([^()]{1,60}\)|[-–—|] .*)$|\s*\([^()]{1,60}\)$|,? *(?:zzt|"
    r"z\. ?Zt)\.? .*$"
)


def _is_name(words: list[str], *, short: bool) -> bool:
    if not (1 if short else 2) <= len(words) <= 6 or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    for word in words:
        letters = word.strip(".").replace("-", "").replace("’", "").replace("'", "")
        if not letters.isalpha() or not (word[0].isupper() or word in _PARTICLES):
            return False
    return True


def clean_names(line: str) -> tuple[str, ...]:
    """Return the persons of a byline, without *Von*, places, roles and agencies.

    >>> clean_names("Von Anna Muster, Kiew, und Max Beispiel (dpa)")
    ('Anna Muster', 'Max Beispiel')
    """
    closing = _CLOSING.match(line[:200])
    head = _BYLINE.match(line[:200])
    rest = closing["names"] if closing else line[head.end() : 300] if head else line[:300]
    rest = _OUR.sub("", _FROM_PLACE.sub("", rest.strip()))
    names: list[str] = []
    for piece in _SPLIT_NAMES.split(" ".join(rest.split())):
        name = _TAIL.sub("", piece.removeprefix("und ").removeprefix("von ").removeprefix("Von ")).strip(" .,:;–—-")
        words = name.split()
        known = name in PLACES or is_agency(name) or name.lower() in ("mit", "von")
        if words and not known and _is_name(words, short=False) and name not in names:
            names.append(name)
    return tuple(names)


def is_byline(line: str) -> bool:
    """Say whether a line names the author: ``Von: NAME``, ``Von NAME und NAME``, ``NAME, Ort``.

    >>> is_byline("Von Anna Muster, Kiew"), is_byline("Von der Leyen warnt vor Alleingang")
    (True, False)
    """
    if len(line) > 160 or line.endswith(("!", "?", "“", ".”")):
        return False
    if closing := _CLOSING.match(line):
        return bool(clean_names(line)) and len(closing["names"].split()) <= 12
    head = _BYLINE.match(line)
    rest = line[head.end() :].strip() if head else line
    rest = _OUR.sub("", _FROM_PLACE.sub("", rest))
    pieces = [_TAIL.sub("", piece) for piece in _SPLIT_NAMES.split(rest) if piece]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return False
    explicit = head is not None and bool(head["colon"] or head["label"])
    short = [piece in PLACES or is_agency(piece) for piece in pieces]
    named = [_is_name(piece.removeprefix("von ").split() or ["-"], short=explicit) for piece in pieces]
    if head is not None:
        return all(a or b for a, b in zip(short, named, strict=True)) and (explicit or any(named) or all(short))
    first = pieces[0].split()
    given = first[0].split("-")[0] in GIVEN_NAMES or (len(first[0]) == 2 and first[0].endswith("."))
    placed = len(pieces) == 2 and pieces[1] in PLACES and "," in line
    return all(a or b for a, b in zip(short, named, strict=True)) and any(named) and (given or placed)
