"""What somebody talks about: the nouns that many of his statements share. Words, not topics."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from wortlaut.resolve.ids import folded
from wortlaut.segment import lemma

SHORTEST = 4
FEWEST = 2
"""Letters of a word, and statements that must have it."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEGINNING = re.compile(r"(?:^|[.!?:…„“\"»«‚‘]\s*)$")
_EMPTY = frozenset(
    """Ihnen Ihre Ihrem Ihren Ihrer Ihres Herr Herrn Frau Damen Herren Jahr Monat Woche Tag Stunde Minute Prozent Euro
    Dollar Million Milliarde Mal Teil Ding Sache Frage Ende Anfang Punkt Beispiel Grund Art Weise Seite Stelle Fall
    Januar Februar März April Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch Donnerstag
    Freitag Samstag Sonnabend Sonntag Mensch Leute Jahrzehnt Jahrhundert Morgen Abend Nacht Zeit Hälfte Viertel Drittel
    Dutzend Hundert Tausend""".split()
)


def subjects(statements: Iterable[str], most: int) -> tuple[tuple[str, int], ...]:
    """Return the dictionary forms of the nouns in most statements, with the number of these, the most first.

    German writes nouns with a capital; a word that only ever begins a sentence may be anything and does not count.

    >>> subjects(["Der Haushalt steht.", "Wir brauchen den Haushalt.", "Haushalte sind wichtig."], 5)
    (('Haushalt', 3),)
    """
    where: dict[str, set[int]] = defaultdict(set)
    inside: Counter[str] = Counter()
    for number, words in enumerate(statements):
        for found in _WORD.finditer(words):
            form = found[0]
            if len(form) < SHORTEST or not form[0].isupper() or form.isupper():
                continue
            base = lemma(form)
            if base[:1].isupper() and base not in _EMPTY and form not in _EMPTY:
                where[base].add(number)
                inside[base] += not _BEGINNING.search(words, 0, found.start())
    counted = ((base, len(those)) for base, those in where.items() if inside[base] and len(those) >= FEWEST)
    return tuple(sorted(counted, key=lambda one: (-one[1], -len(one[0]), one[0]))[:most])


def without(found: Iterable[tuple[str, int]], names: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Return the words that are not, in any part, among some folded names."""
    return tuple(one for one in found if not any(part in names for part in folded(one[0])))
