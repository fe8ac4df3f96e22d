"""Nearness by words alone: which concept of a codebook a text is about, without any model of language.

Words are compared in their dictionary form; the parts of a compound count a little. Rare words weigh more (inverse
document frequency after Spärck Jones 1972, from the table ``word_counts`` and the codebook itself). A text is as near
to a concept as its words cover what the concept is about.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Protocol

from wortlaut.lexicon import table
from wortlaut.record.coding import Codebook, Concept
from wortlaut.segment import joined, lemma, parts

PART = 0.4
"""Weight of a part of a compound, against the whole word."""
STEM = 0.7
"""Weight of a word with the same stem."""
ALIKE = 0.3
"""Likeness from which on an example is near."""
_LEAST = 0.12
"""Words of less weight do not tell what a text is about."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STOP = re.compile(r"[.,;:!?…()„“”»«\"–—]")
_END = re.compile(r"[.;:!?…]")
_ENDING = re.compile(r"(?:ungen|ung|ieren|en|ern|eln|e|n)$")
_TWICE = re.compile(r"([^aeiouyäöü])\1")
_PARTICLES = frozenset(
    "ab an auf aus bei durch ein entgegen fest fort frei heran heraus her herbei hin hinaus hinzu los mit nach nieder "
    "statt teil um unter vor voran vorbei weg weiter wieder zu zurecht zurück zusammen".split()
)
_TELLING = 0.3
_FAR = 30
"""So many words at most stand between a verb and its particle."""
_SHORT, _ACRONYM, _STEM = 2, 5, 5
_FIELDS = (("name", 1.0), ("keywords", 1.5), ("definition", 0.5), ("examples", 0.4), ("counterexamples", 0.4))
_DARK = frozenset("nicht kein nie niemals ohne gegen für nein ja mehr neu gut groß ganz sollen müssen".split())
"""Words that say how one stands on a thing, not what it is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, its form, dictionary form in small letters, parts of compounds, and stem."""

    start: int
    end: int
    form: str
    lemma: str
    parts: tuple[str, ...] = ()
    stem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """How near a text is to a concept: ``score`` from 0 (nothing in common) to 1, with all that speaks for it.

    ``covered`` is the share of the concept's name that the text has, ``alike`` the likeness to its nearest example (0
    where it has none), ``keyword`` the keyword found, ``words`` what both have in common, rarest first, ``meaning`` the
    likeness of embeddings, None where nobody asked for it. ``example`` is the nearest example, None if none is near;
    ``against`` says that it is a counterexample. ``probability`` is what a model says that has learnt from codings,
    None without one.
    """

    concept: str
    score: float
    covered: float = 0.0
    alike: float = 0.0
    keyword: str | None = None
    words: tuple[str, ...] = ()
    meaning: float | None = None
    example: str | None = None
    against: bool = False
    probability: float | None = None


class Nearness(Protocol):
    """Whoever can say how near a text is to each concept of a codebook, in the order of the codebook."""

    def near(self, text: str) -> tuple[Near, ...]:
        """Return one nearness per concept."""


def words_of(text: str) -> list[Word]:
    """Return the words of a text; the verb has the particle that stands behind it.

    >>> [word.lemma for word in words_of("Minsk lehnte Atomwaffen ab.")]
    ['minsk', 'ablehnen', 'atomwaffe', 'ab']
    """
    found = []
    for match in _WORD.finditer(text):
        base, pieces, stem = _analysed(match[0])
        found.append(Word(match.start(), match.end(), match[0], base, pieces, stem))
    for at, word in enumerate(found):
        if word.form in _PARTICLES and _closes(text, word, found[at + 1] if at + 1 < len(found) else None):
            _join(text, found, at)
    return found


def _closes(text: str, word: Word, following: Word | None) -> bool:
    """Say whether a clause ends behind a word."""
    gap = text[word.end : following.start if following else len(text)]
    return following is None or bool(_STOP.search(gap)) or following.form in {"und", "oder", "sowie"}


def _join(text: str, found: list[Word], at: int) -> None:
    """Give the nearest verb before the particle ``at`` in its sentence the particle."""
    for back in range(at - 1, max(-1, at - _FAR), -1):
        verb = found[back]
        if _END.search(text[verb.end : found[back + 1].start]):
            return
        if verb.form[:1].islower() or back == 0 or _END.search(text[found[back - 1].end : verb.start]):
            whole = joined(found[at].form, verb.lemma)
            if whole:
                found[back] = replace(verb, lemma=whole.replace("ß", "ss"), stem=_stem(whole))
                return


def lemmas(text: str) -> list[str]:
    """Return the dictionary forms of the words of a text, in small letters.

    >>> lemmas("Minsk lehnte ab.")
    ['minsk', 'ablehnen', 'ab']
    """
    return [word.lemma for word in words_of(text)]


@lru_cache(maxsize=100_000)
def _analysed(form: str) -> tuple[str, tuple[str, ...], str | None]:
    """Return dictionary form, parts and stem of a word."""
    base = lemma(form)
    if form.isupper():  # an acronym, or a word in capitals
        base = form if len(form) <= _ACRONYM else lemma(form.capitalize())
    elif form[:1].isupper() and base == form and form.endswith("s") and len(form) > _ACRONYM:
        base = form[:-1]  # a name in the genitive
    noun = form[:1].isupper()
    pieces = parts(base[:1].upper() + base[1:]) if noun else ()
    stem = _stem(base) if noun or base.endswith("n") else None
    return base.lower().replace("ß", "ss"), tuple(dict.fromkeys(one.lower().replace("ß", "ss") for one in pieces)), stem


def _stem(base: str) -> str | None:
    """Return what a verb and the noun made from it have in common; None for a word too short to tell.

    The last vowels are left open, for the vowel changes: «beitreten» and «Beitritt».
    """
    low = _ENDING.sub("", base.lower().replace("ß", "ss"))
    if len(low) < _STEM:
        return None
    return "~" + re.sub(r"[aeiouyäöü]+([^aeiouyäöü]*)$", r".\1", _TWICE.sub(r"\1", low))


@cache
def background() -> Mapping[str, int]:
    """Return how many sentences hold a word; ``*`` counts the sentences."""
    return {row["lemma"]: int(row["sentences"]) for row in table("word_counts")}


def weight(word: str, extra: Mapping[str, int] | None = None) -> float:
    """Return how much a word tells: 0 for one that is everywhere, 1 for one that nobody has counted.

    >>> weight("und") < 0.35 < weight("haushalt") < weight("atomwaffe") <= 1
    True
    """
    counts = background()
    total = counts["*"]
    seen = counts.get(word, 0) + (extra or {}).get(word, 0)
    return max(0.0, math.log((total + 1) / (seen + 1)) / math.log(total + 1))


@dataclass(frozen=True, slots=True)
class _Profile:
    """A concept as weights of words: all of it, its name alone, each of its examples."""

    concept: Concept
    whole: Mapping[str, float]
    name: tuple[tuple[tuple[str, float], ...], ...]
    keywords: tuple[tuple[str, tuple[str, ...]], ...]
    examples: tuple[tuple[str, bool, Mapping[str, float]], ...]


class WordNearness:
    """Nearness by words, for one codebook; ``counts`` add to the table how many texts of the study hold a word.

    >>> maut, wehr = Concept(id="maut", name="Die Maut kommt"), Concept(id="wehr", name="Der Wehrdienst wird Pflicht")
    >>> nearness = WordNearness(Codebook(id="b", name="B", concepts=(maut, wehr)))
    >>> [round(one.score, 1) for one in nearness.near("Wir brauchen die Maut.")]
    [0.7, 0.0]
    """

    def __init__(self, codebook: Codebook, counts: Mapping[str, int] | None = None) -> None:
        self.codebook = codebook
        self._counts = counts or {}
        shared = Counter(word for one in codebook.concepts for word in set(_terms(_all_of(one))))
        many = len(codebook.concepts)
        self._rare = {word: 1 - 0.7 * (seen - 1) / max(1, many - 1) for word, seen in shared.items()}
        self._profiles = tuple(self._profile(one) for one in codebook.concepts)

    def near(self, text: str) -> tuple[Near, ...]:
        """Return how near a text is to each concept."""
        has = self._vector(text)
        return tuple(self._near(has, profile) for profile in self._profiles)

    def _near(self, has: Mapping[str, float], profile: _Profile) -> Near:
        common = sorted(has.keys() & profile.whole.keys(), key=lambda one: (-has[one] * profile.whole[one], one))
        keyword = next((word for word, terms in profile.keywords if all(one in has for one in terms)), None)
        covered = _covered(has, profile.name)
        alike, example, against = max(
            ((_cosine(has, one), text, against) for text, against, one in profile.examples), default=(0.0, "", False)
        )
        told = _shared(has, profile.whole)
        key = 0.6 * (keyword is not None)
        score = 1 - (1 - covered**1.5) * (1 - alike) * (1 - 0.6 * told * (len(common) > 1)) * (1 - key)
        if profile.keywords and keyword is None and covered < 0.5 and alike < 0.4:
            score *= 0.5
        return Near(
            concept=profile.concept.id,
            score=min(1.0, max(0.0, score)),
            covered=covered,
            alike=alike,
            keyword=keyword,
            words=tuple(one for one in common if has[one] > _TELLING and one[0] != "~")[:5],
            example=example if alike >= ALIKE else None,
            against=against,
        )

    def _profile(self, concept: Concept) -> _Profile:
        whole: dict[str, float] = {}
        for field, factor in _FIELDS:
            value = getattr(concept, field)
            for text in (value,) if isinstance(value, str) else value:
                for word, much in self._vector(text).items():
                    whole[word] = max(whole.get(word, 0.0), factor * much)
        examples = [(False, one) for one in concept.examples] + [(True, one) for one in concept.counterexamples]
        return _Profile(
            concept,
            whole,
            self._name(concept.name),
            tuple((word, tuple(lemmas(word))) for word in concept.keywords if lemmas(word)),
            tuple((text, against, self._vector(text)) for against, text in examples),
        )

    def _vector(self, text: str) -> dict[str, float]:
        """Return the words of a text that tell what it is about, with weights; parts and stems weigh less."""
        found: dict[str, float] = {}
        for word in words_of(text):
            for term, much in self._senses(word):
                found[term] = max(found.get(term, 0.0), much)
        return {word: much for word, much in found.items() if much > _LEAST}

    def _senses(self, word: Word) -> Iterator[tuple[str, float]]:
        """Yield what a word can be found by: itself, its stem, its parts; the weight of each."""
        if len(word.lemma) < _SHORT or word.lemma in _DARK:
            return
        much = self._weight(word.lemma)
        yield word.lemma, much
        if word.stem and much > _LEAST:
            yield word.stem, STEM * much
        for part in word.parts:
            yield part, PART * self._weight(part)

    def _name(self, name: str) -> tuple[tuple[tuple[str, float], ...], ...]:
        """Return the words of a name, each with all it can be found by."""
        senses = (tuple(self._senses(word)) for word in words_of(name))
        return tuple(one for one in senses if one and one[0][1] > _LEAST)

    def _weight(self, word: str) -> float:
        return weight(word, self._counts) ** 2 * self._rare.get(word, 1.0)


def _all_of(concept: Concept) -> str:
    return " . ".join(
        (concept.name, concept.definition, *concept.keywords, *concept.examples, *concept.counterexamples)
    )


def _terms(text: str) -> Iterator[str]:
    for word in words_of(text):
        yield word.lemma
        yield from (word.stem,) if word.stem else ()
        yield from word.parts


def _covered(has: Mapping[str, float], wanted: Sequence[Sequence[tuple[str, float]]]) -> float:
    """Return the share of the weight of the wanted words that a text has, be it only by a part or the stem."""
    total = sum(one[0][1] for one in wanted)
    found = sum(max((much for term, much in one if term in has), default=0.0) for one in wanted)
    return min(1.0, found / total) if total else 0.0


def _shared(has: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the share of the weight of a text's words that a concept speaks of."""
    total = sum(has.values())
    return sum(min(much, other.get(word, 0.0)) for word, much in has.items()) / total if total else 0.0


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(much * other[word] for word, much in one.items() if word in other)
    if not shared:
        return 0.0
    return shared / math.sqrt(_square(one.values()) * _square(other.values()))


def _square(values: Iterable[float]) -> float:
    return sum(value * value for value in values)


def ranked(found: Sequence[Near]) -> list[Near]:
    """Return nearnesses with the nearest first; of equals, in the order of the codebook."""
    return sorted(found, key=lambda one: -one.score)
