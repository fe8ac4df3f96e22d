"""Words as the index knows them: without case, umlauts and endings; the same on every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wortlaut.record import Span
from wortlaut.segment import lemma

VERSION = "1"
"""Changes with everything here that changes an index: a store made with another version is indexed anew."""

SHORTEST_PART = 4
"""Letters that a part of a compound needs: «rat» would be found in half of all words."""

_WORD = re.compile("(?:[^\\W_][\u0300-\u036f\u00ad]*)+")  # with combining accents and soft hyphens inside
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i", "\u00ad": ""}
)
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
_ENDINGS = frozenset("e en er ern es n s ens in innen".split())
_SHORTEST_REST = 3  # letters that are left of a compound besides the part
_SIGNS = re.compile(r"[\W_]+")
_PHRASE = re.compile(r'"([^"]*)"|„([^“”"]*)[“”"]|“([^”]*)”|»([^«]*)«|«([^»]*)»')
_LONGEST = 60


class Folded(NamedTuple):
    """A word of a text: where it stands, its folded form and the folded dictionary form."""

    start: int
    end: int
    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: a word with all forms that mean it, or (``phrase``) folded forms in a row."""

    forms: tuple[str, ...]
    phrase: bool = False


class Mark(NamedTuple):
    """A place that was hit, and by which of the terms (counted from 0)."""

    span: Span
    term: int


def fold(word: str) -> str:
    """Return a word in small letters without umlauts, ß and accents.

    >>> fold("Außenministerin"), fold("AUSSENMINISTERIN"), fold("Erdoğan"), fold("Über")
    ('aussenministerin', 'aussenministerin', 'erdogan', 'ueber')
    """
    text = unicodedata.normalize("NFC", word).lower().translate(_LETTERS)
    if not text.isascii():
        text = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return _SIGNS.sub("", text)[:_LONGEST]


def fold_lemma(word: str) -> str:
    """Return the dictionary form of a word, folded.

    >>> fold_lemma("Häuser"), fold_lemma("sagte")
    ('haus', 'sagen')
    """
    return fold(lemma(word))


def folded(text: str) -> Iterator[Folded]:
    """Yield the words of a text; a hyphen parts words.

    >>> [word.lemma for word in folded("SPD-Chefs zögerten")]
    ['spd', 'chef', 'zoegern']
    """
    for found in _WORD.finditer(text):
        form, lemma = _both(found[0])
        if form:
            yield Folded(*found.span(), form, lemma)


def terms(words: str) -> tuple[Term, ...]:
    """Return what to look for: phrases in quotation marks as they stand, all other words in any form.

    >>> terms('häuser "der Rat"')
    (Term(forms=('der', 'rat'), phrase=True), Term(forms=('haeuser', 'haus'), phrase=False))
    """
    found = []
    for quoted in _PHRASE.finditer(words):
        inside = next(filter(None, quoted.groups()), "")
        forms = tuple(filter(None, map(fold, _WORD.findall(inside))))
        if forms:
            found.append(Term(forms, phrase=True))
    for word in _WORD.findall(_PHRASE.sub(" ", words)):
        written = dict.fromkeys((word, _with_umlauts(word)))
        spellings = dict.fromkeys(one for form in written for one in (form, form.capitalize(), form.lower()))
        forms = tuple(dict.fromkeys(filter(None, (fold(word), *map(fold_lemma, spellings)))))
        if forms:
            found.append(Term(forms))
    return tuple(dict.fromkeys(found))


def _with_umlauts(word: str) -> str:
    """Return a word with the umlauts that somebody may have meant: «haeuser» is «häuser»; «neu» stays."""
    return re.sub(r"(?<![aeiouqAEIOUQ])([aou])e", lambda found: _UMLAUTS[found[1]], word)


def is_part(part: str, word: str) -> bool:
    """Say whether a folded word is made with another one, as part of a compound or with an ending.

    >>> [is_part("land", word) for word in ("landkreis", "ausland", "binnenlandflug", "landet", "landes")]
    [True, True, True, False, True]
    """
    at = word.find(part)
    while at >= 0:
        before, after = at, word[at + len(part) :]
        if before == 0 and after in _ENDINGS:
            return True
        if (before == 0 or before >= _SHORTEST_REST) and (not after or len(after) >= _SHORTEST_REST):
            return True
        at = word.find(part, at + 1)
    return False


def marks(text: str, wanted: Sequence[Term]) -> list[Mark]:
    """Return the places of a text that a search for ``wanted`` means, in text order.

    >>> [(mark.span.of("Die Häuser am Rathaus"), mark.term) for mark in marks("Die Häuser am Rathaus", terms("haus"))]
    [('Häuser', 0), ('Rathaus', 0)]
    """
    words = list(folded(text))
    found = []
    for number, term in enumerate(wanted):
        places = _phrases(words, term.forms) if term.phrase else _meant(words, term.forms)
        found += [Mark(Span(start=start, end=end), number) for start, end in places]
    return sorted(found)


def _phrases(words: Sequence[Folded], forms: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for at in range(len(words) - len(forms) + 1):
        if words[at].form == forms[0] and all(words[at + n].form == form for n, form in enumerate(forms)):
            yield words[at].start, words[at + len(forms) - 1].end


def _meant(words: Sequence[Folded], forms: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    parts = [form for form in forms if len(form) >= SHORTEST_PART]
    lemmas = {word.lemma for word in words}
    meant = {one for one in lemmas if one in forms or any(is_part(part, one) for part in parts)}
    for word in words:
        if word.lemma in meant or word.form == forms[0]:
            yield word.start, word.end


@lru_cache(maxsize=200_000)
def _both(word: str) -> tuple[str, str]:
    form = fold(word)
    return form, fold_lemma(word) or form
