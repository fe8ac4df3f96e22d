"""How near a text is to a concept, by words alone: dictionary forms, parts of compounds, how rare a word is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from wortlaut.lexicon import column
from wortlaut.record.coding import Codebook, Concept
from wortlaut.segment import lemma

Nearness = Callable[[str, Concept], float]
"""From a text and a concept to how near they are, 0 to 1."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CLAUSE = re.compile(r"[.!?:;,–—()„“”\"»«‚‘]+")
_SHORTEST, _SHORTEST_PART = 3, 5
_COMPOUND, _PART = 0.8, 0.4
_FEWEST = 2
"""Terms that a text has to share with an example: one alone, such as *kommen*, tells nothing."""
_NAME, _KEYWORD, _EXAMPLE = 0.9, 0.65, 0.8
"""How much it tells that all words of the name, a keyword, an example are there."""
_EMPTY = frozenset(
    """aber alle als also auch auf aus bei beim bereits bis bleiben da dabei dann das dass davon dazu dem den denn der
    des die dies dieser doch dort durch ein eine einem einen einer eines er es etwa etwas für ganz geben gegen gehen
    haben hier ich ihr im in ist ja jede jeder jetzt kein können lassen man mehr mit müssen nach nein neu nicht noch
    nun nur ob oder ohne sagen schon sehr sein seit selbst sich sie so soll sollen sondern sowie über um und uns
    unter viel vom von vor war was weil wenn werden wie wieder wir wird wo wollen würde zu zum zur zwischen""".split()
)


def terms(text: str) -> tuple[str, ...]:
    """Return the dictionary forms of the words that tell something, in lower case, in the order of the text.

    >>> terms("Die Staaten treten dem Unionsstaat bei.")
    ('staat', 'beitreten', 'unionsstaat')
    """
    found = [form for clause in CLAUSE.split(text) for form in forms(clause)]
    return tuple(form for form in found if len(form) >= _SHORTEST and form not in _EMPTY)


def forms(clause: str) -> list[str]:
    """Return the dictionary forms of a clause in lower case; a verb is joined with its particle at the end.

    >>> forms("Die Stadt lehnt das Angebot der Bahn ab")
    ['der', 'stadt', 'ablehnen', 'der', 'angebot', 'der', 'bahn']
    """
    words = _WORD.findall(clause)
    found = [_form(word) for word in words]
    if words and words[-1].lower() in _particles():
        for at in range(len(found) - 2, -1, -1):
            if words[-1].lower() + found[at] in _verbs():
                return [*found[:at], words[-1].lower() + found[at], *found[at + 1 : -1]]
    return found


class Words:
    """Nearness by words to the concepts of a codebook; ``texts`` tell how rare a word is among what is coded."""

    def __init__(self, book: Codebook, texts: Iterable[str] = ()) -> None:
        self._concepts = {one.id: _Known(one) for one in book.concepts}
        read = [set(terms(text)) for text in texts]
        read += [{*one.name, *(term for words in one.keywords for term in words)} for one in self._concepts.values()]
        counts = Counter(term for one in read for term in one)
        self._rare = {term: math.log(1 + len(read) / number) for term, number in counts.items()}
        self._rarest = math.log(1 + len(read)) if read else 1.0

    def __call__(self, text: str, concept: Concept) -> float:
        """Return how near a text is to a concept: 0 none of its words, 1 all of them."""
        known, there = self._concepts[concept.id], set(terms(text))
        name = self._covered(known.name, there)
        keyword = max((self._all_there(one, there) for one in known.keywords), default=0.0)
        example = max((self._alike(one, there) for one in known.examples), default=0.0)
        return 1 - (1 - _NAME * name) * (1 - _KEYWORD * keyword) * (1 - _EXAMPLE * example)

    def _covered(self, wanted: tuple[str, ...], there: set[str]) -> float:
        """Return how much of the weight of some terms a text has."""
        weight = {term: self._weight(term) for term in wanted}
        return sum(weight[term] * match(term, there) for term in weight) / (sum(weight.values()) or 1.0)

    def _all_there(self, wanted: tuple[str, ...], there: set[str]) -> float:
        return min((match(term, there) for term in wanted), default=0.0)

    def _alike(self, example: tuple[str, ...], there: set[str]) -> float:
        mine = {term: self._weight(term) for term in example}
        theirs = {term: self._weight(term) for term in there}
        found = {term: match(term, there) for term in mine}
        if sum(one > 0 for one in found.values()) < _FEWEST:
            return 0.0
        shared = sum(weight**2 * found[term] for term, weight in mine.items())
        return min(1.0, shared / ((_length(mine) * _length(theirs)) or 1.0))

    def _weight(self, term: str) -> float:
        return self._rare.get(term, self._rarest)


def match(term: str, there: set[str]) -> float:
    """Return how well a term of a concept is there: 1 itself, less in a compound, least where only its part is.

    *Atomwaffenangebot* is about *Atomwaffen*; *Haushalt* alone need not be the *Nachtragshaushalt*.
    """
    if term in there:
        return 1.0
    if len(term) < _SHORTEST_PART:
        return 0.0
    best = 0.0
    for other in there:
        if other.startswith(term) or other.endswith(term):
            return _COMPOUND
        if len(other) >= _SHORTEST_PART and (term.startswith(other) or term.endswith(other)):
            best = _PART
    return best


class _Known:
    """A concept as terms."""

    def __init__(self, concept: Concept) -> None:
        self.name = tuple(dict.fromkeys(terms(concept.name)))
        self.keywords = tuple(filter(None, (terms(one) for one in concept.keywords)))
        self.examples = tuple(filter(None, (terms(one) for one in (*concept.examples, *concept.counterexamples))))


@cache
def _form(word: str) -> str:
    return lemma(lemma(word)).lower()  # gebaute → gebaut → bauen


@cache
def _particles() -> frozenset[str]:
    return frozenset("ab an auf aus bei ein fest fort her hin los mit nach vor weg zu zurück zusammen".split())


@cache
def _verbs() -> frozenset[str]:
    return column("strong_verbs", "infinitive") | column("stance_words", "form")


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight**2 for weight in weights.values()))
