"""Names of persons: where the surname is, and how German papers spell Cyrillic names."""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset("von van der den de zu zur vom al el bin di da del della la le du dos das do ter ten".split())
SURNAME_FIRST = frozenset("CN HK KP KR MO TW VN".split())
CYRILLIC = frozenset("BG BY GE-AB KG KZ MD-SN MK MN Q23427 RS RU RU-CE RU-TA TJ TM UA UZ".split())
LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})
NUMERAL = re.compile(r"^[IVX]+\.?$")
GERMAN = (
    ("shch", "schtsch"), ("sch", "sch"), ("tch", "tsch"), ("sh", "sch"), ("zh", "sch"), ("kh", "ch"), ("ch", "tsch"),
    ("dj", "dsch"), ("tz", "z"), ("ts", "z"), ("ya", "ja"), ("yu", "ju"), ("yo", "jo"), ("ye", "je"), ("yy", "yj"),
    ("ey", "ej"), ("ay", "aj"), ("oy", "oj"),
    ("iy", "ij"), ("v", "w"), ("z", "s"), ("j", "dsch"),
)  # fmt: skip
"""English spellings of Cyrillic letters and the German ones, in the order of trial."""


def surname(name: str, place: str = "") -> str:
    """Return the part of a name by which a person is called.

    >>> surname("Ursula von der Leyen"), surname("Xi Jinping", "CN"), surname("Charles III."), surname("Al Gore Jr.")
    ('von der Leyen', 'Xi', 'Charles', 'Gore')
    """
    words = re.sub(r",.*| \(.*|,? [JS]r\.?$", "", name).split()
    if len(words) > 1 and NUMERAL.match(words[-1]):
        return " ".join(word for word in words[:-1] if word not in {"Papst", "König", "Königin", "Queen"})
    if place in SURNAME_FIRST and len(words) > 1:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def german(name: str) -> str:
    """Spell an English form of a Cyrillic name as a German paper would.

    >>> german("Sergey Lavrov"), german("Kassym-Zhomart Tokayev"), german("Mikhail Mishustin")
    ('Sergej Lawrow', 'Kassym-Schomart Tokajew', 'Michail Mischustin')
    """
    return re.sub(r"[^\W\d_]+", lambda word: _german_word(word.group()), name)


def _german_word(word: str) -> str:
    """Spell one word."""
    low, out, at = word.lower(), "", 0
    low = re.sub(r"(?<=[^aeiouy])i?y$", "i", low)
    while at < len(low):
        old, new = next(((old, new) for old, new in GERMAN if low.startswith(old, at)), (low[at], low[at]))
        out, at = out + new, at + len(old)
    return out[:1].upper() + out[1:] if word[:1].isupper() else out


def key(name: str) -> str:
    """Fold a name for comparison: no accents, no case.

    >>> key("Recep Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    folded = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l")).lower()
    return (
        "".join(letter for letter in folded if not unicodedata.combining(letter)).replace("ß", "ss").replace("đ", "d")
    )


def slug(name: str) -> str:
    """Return an id for somebody whom no register numbers.

    >>> slug("Jürgen Müller")
    'p-jurgen-muller'
    """
    return "p-" + re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-")
