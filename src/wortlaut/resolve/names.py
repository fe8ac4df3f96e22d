"""Names of persons in one article: where they stand and the fullest form of each surname."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from wortlaut.lexicon import column, is_role_noun, table
from wortlaut.record import Span

WORD = re.compile(r"[^\W\d_][\w’'.-]*")
PARTICLES = frozenset("von van de der den zu zur del di da el al bin la le du dos ten".split())
APPOSED = re.compile(r", (?:(?:der|die|das) )?(?:[\w.-]+ ){0,4}")
MOST = 100
"""So many names of one surname are remembered."""

EDGE = ".'’-"
ARTICLES = frozenset("der die das dem den des ein eine einem einer einen eines sein seine ihr ihre".split())
Word = tuple[str, int, int]
"""A word, where it starts and where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A full name where it stands; ``gender`` is f, m or None as first name or role noun tell."""

    span: Span
    full: str
    gender: str | None


class Names:
    """All names of a text that can be told by a first name, a title or a role noun before them.

    ``Ministerpräsident Stojan Radkow`` is a name although nobody knows Stojan: a role noun stands before two
    capitalised words. So is ``der Regierungschef, Stojan Radkow, …`` where Radkow stands alone elsewhere. ``persons``
    are spans that the model takes for names of persons; of those, names of several words count where no other rule
    found one. ``barred`` are the places of words that are no surname: «in Washington», «stark».
    """

    def __init__(self, text: str, persons: Iterable[Span] = (), barred: frozenset[int] = frozenset()) -> None:
        self._text = text
        self.words: list[Word] = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
        words = self.words
        self.vocabulary = frozenset(word for word, _, _ in words)
        self._full: dict[str, Counter[str]] = {}
        self.places: list[Name] = []
        self._borne: dict[str, list[Name]] = defaultdict(list)
        told = list(_full_names(text, words))
        told += _read_names(text, persons, [name.span for name in told])
        for name in sorted(told, key=lambda name: name.span):
            self._full.setdefault(name.full.split()[-1], Counter())[name.full] += 1
            self.places.append(name)
            self._borne[name.full.split()[-1]].append(name)
        genders: dict[str, str] = {name.full: name.gender for name in self.places if name.gender}
        known = {last: one for last, count in self._full.items() if (one := _usual(count))}
        inside = {at for name in self.places for at in range(name.span.start, name.span.end)}
        for word, start, _ in words:
            bare = word.rstrip(EDGE)
            key = bare if bare in self._full else bare.removesuffix("s")
            if key not in self._full or start in inside or start in barred:
                continue
            full = self._titled(key, start, genders) or known.get(key) or self._latest(key, start)
            if full:
                span = Span(start=start, end=start + len(bare))
                self.places.append(Name(span=span, full=full, gender=genders.get(full)))
                self._borne[key] = [*self._borne[key][-MOST:], self.places[-1]]
        self.places.sort(key=lambda name: name.span)
        self._starts = [name.span.start for name in self.places]

    def _latest(self, surname: str, at: int) -> str | None:
        """Return who of several with one surname was named last before ``at``, if alone in that sentence."""
        before = [name for name in self._borne[surname] if name.span.end <= at]
        if not before:
            return None
        last = max(before, key=lambda name: name.span.end)
        others = [name.span.end for name in before if name.full != last.full]
        apart = not others or re.search(r"[.!?:]\s", self._text[max(others) : last.span.start])
        return last.full if apart else None

    def _titled(self, surname: str, at: int, genders: dict[str, str]) -> str | None:
        """Return the one of several with one surname whom a title before it can mean: «Frau Müller»."""
        word = self._text[max(0, at - 40) : at].rstrip().rpartition(" ")[2]
        wanted = _gender("", word) if word in {"Frau", "Herr", "Herrn"} or is_role_noun(word) else None
        fits = [full for full in self._full[surname] if wanted and genders.get(full) in {wanted, None}]
        return fits[0] if len(fits) == 1 and len(self._full[surname]) > 1 else None

    def knows(self, word: str) -> bool:
        """Say whether ``word`` stands in the text as a word of its own."""
        return word in self.vocabulary

    def before(self, at: int, reach: int) -> Iterator[Name]:
        """Yield the names that end before ``at``, at most ``reach`` characters away, nearest first."""
        for i in range(bisect_left(self._starts, at) - 1, -1, -1):
            if at - self.places[i].span.end >= reach:
                break
            if self.places[i].span.end <= at:
                yield self.places[i]

    def ending_at(self, at: int) -> str | None:
        """Return the full form of the name that ends at code point ``at``: «Merkels» before «Sprecher»."""
        i = bisect_left(self._starts, at) - 1
        return self.places[i].full if i >= 0 and at - 2 <= self.places[i].span.end <= at else None

    def apposed(self, at: int) -> str | None:
        """Return the name in apposition to a noun that ends at ``at``: «Ihr Präsident, der Urner Toni Holz, …»."""
        i = bisect_left(self._starts, at)
        if i >= len(self.places) or " " not in self.places[i].full:
            return None
        place = self.places[i].span
        closed = self._text[place.end : place.end + 1] in {",", "."} or self._text[place.end : place.end + 2] == " ("
        return self.places[i].full if closed and APPOSED.fullmatch(self._text, at, place.start) else None

    def within(self, span: Span, head: Span) -> str | None:
        """Return the full form of the name in ``span`` that is its head, or stands after a comma.

        ``Merkels Sprecher`` and ``ein Sprecher von Angela Merkel`` are not Angela Merkel; ``der Vorsitzende der
        Konferenz, Tobias Kranich`` is Tobias Kranich.
        """
        for i in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            place = self.places[i].span
            apposed = "," in self._text[span.start : place.start]
            if span.contains(place) and (place.contains(head) or apposed):
                return self.places[i].full
        return None

    def head(self, span: Span, head: Span) -> Span | None:
        """Return the surname of the name in apposition that a phrase means, None where its head is a name already."""
        for i in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            place = self.places[i].span
            if not span.contains(place) or place.contains(head):
                continue
            if "," in self._text[span.start : place.start]:
                return Span(start=max(place.start, self._text.rfind(" ", 0, place.end) + 1), end=place.end)
        return None

    def best(self, words: list[str]) -> str:
        """Return the fullest name of the article for these words: a surname alone finds its first name."""
        last = words[-1].rstrip(EDGE)
        count = next((self._full[form] for form in (last, last.removesuffix("s")) if form in self._full), None)
        return (_usual(count) if count else None) or " ".join(words)

    def bearers(self, surname: str) -> tuple[str, ...]:
        """Return the full names with this surname."""
        return tuple(self._full.get(surname, ()))

    @property
    def surnames(self) -> frozenset[str]:
        """Return the surnames of all full names."""
        return frozenset(self._full)

    @property
    def fulls(self) -> tuple[str, ...]:
        """Return all full names."""
        return tuple(full for count in self._full.values() for full in count)


def _usual(count: Counter[str]) -> str | None:
    """Return the full name that a surname stands for, or None where two are named equally often: two Müllers."""
    (full, most), *others = count.most_common(2)
    return None if others and others[0][1] == most and not _alike(full, others[0][0]) else full


def _alike(full: str, other: str) -> bool:
    """Say whether two full names may be of one person: «Joe Biden», «Joe R. Biden»."""
    return full.split()[0] == other.split()[0]


def _read_names(text: str, persons: Iterable[Span], known: list[Span]) -> Iterator[Name]:
    """Yield the names of several words that the model found and no rule did, without titles before them."""
    for span in persons:
        words = [m for m in WORD.finditer(text, span.start, span.end)]
        while words and (words[0].group() in titles() or is_role_noun(words[0].group())):
            words = words[1:]
        if words and (words[0].group().lower() in ARTICLES or is_role_noun(words[-1].group())):
            continue
        plain = len(words) > 1 and all(m.group()[0].isupper() or m.group() in PARTICLES for m in words)
        if plain and not any(span.overlaps(other) for other in known):
            end = words[-1].start() + len(words[-1].group().rstrip(EDGE))
            place = Span(start=words[0].start(), end=end)
            yield Name(span=place, full=place.of(text), gender=_gender(words[0].group(), ""))


def _full_names(text: str, words: list[Word]) -> Iterator[Name]:
    """Yield the sequences of given names, particles and a surname."""
    follows: dict[str, set[str]] = {}
    for i, (word, _, _) in enumerate(words):
        follows.setdefault(word, set()).add(words[i + 1][0] if _adjacent(text, words, i) else "")
    counts = Counter(word for word, _, _ in words)
    i = 0
    while i < len(words):
        word = words[i][0]
        role = words[i - 1][0] if i and _adjacent(text, words, i - 1) else ""
        last = i
        if word[0].isupper() and word not in titles() and not is_role_noun(word):
            if (last := _known(text, words, i)) > i:
                pass
            elif is_first_name(word):
                last = _end(text, words, i)
            elif len(follows[word]) == 1 and _apposed(text, words, i) and counts[words[i + 1][0]] > counts[word]:
                last = i + 1
            elif (role in titles() or is_role_noun(role)) and len(follows[word]) == 1:
                last = _end(text, words, i) if words[min(i + 1, len(words) - 1)][0] not in column("days", "form") else i
        if last > i:
            end = words[i][1] + len(text[words[i][1] : words[last][2]].rstrip(EDGE))
            span = Span(start=words[i][1], end=end)
            full = span.of(text)
            if full.endswith("s") and _bare(full) in _known_names().get(word, ()):
                full = full[:-1]
            yield Name(span=span, full=full, gender=_gender(word, role))
        i = last + 1


def _bare(full: str) -> tuple[str, ...]:
    """Return the words of a name in the genitive without its ending."""
    return tuple(full[:-1].split())


def _apposed(text: str, words: list[Word], i: int) -> bool:
    """Say whether words ``i`` and ``i`` + 1 stand alone between commas.

    «der Präsident des Landes, Nurlan-Askar Beissenow, …»: a name although nobody knows the first one.
    """
    if not _adjacent(text, words, i) or not words[i + 1][0][0].isupper():
        return False
    start, end = words[i][1], words[i + 1][2]
    return text[max(0, start - 2) : start] in {", ", "– "} and text[end : end + 1] in {",", ".", ")", ";"}


def _end(text: str, words: list[Word], start: int) -> int:
    """Return the number of the last word of a name that starts at ``start``: its surname, or ``start``."""
    last = start
    while _adjacent(text, words, last):
        word, following = words[last][0], words[last + 1][0]
        given = last == start or word in PARTICLES or is_first_name(word) or (len(word) == 2 and word[1] == ".")
        if not given or not (following[0].isupper() or following in PARTICLES):
            break
        last += 1
    while last > start and words[last][0] in PARTICLES:
        last -= 1
    return last


def _adjacent(text: str, words: list[Word], i: int) -> bool:
    """Say whether only a space stands between word ``i`` and the next, and no sentence ends there."""
    if words[i][0].endswith(".") and len(words[i][0]) > 4 and words[i][0] not in titles():
        return False
    return i + 1 < len(words) and text[words[i][2] : words[i + 1][1]] in {" ", "\u00a0"}


def is_first_name(word: str) -> bool:
    """Look up a first name, or the first half of a double one.

    >>> is_first_name("Angela"), is_first_name("Frank-Walter"), is_first_name("Bundestag")
    (True, True, False)
    """
    firsts = column("first_names", "name")
    return word in firsts or word.split("-")[0] in firsts


@cache
def _known_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the full names of the persons of the lexicon, as words, by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    rows = [row["name"] for row in table("persons")] + [row["form"] for row in table("person_names")]
    for words in (tuple(name.split()) for name in rows):
        if len(words) > 1:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def _known(text: str, words: list[Word], i: int) -> int:
    """Return the number of the last word of a name that the lexicon knows, in nominative or genitive, or ``i``."""
    for name in _known_names().get(words[i][0], ()):
        last = i + len(name) - 1
        if last >= len(words) or not all(_adjacent(text, words, k) for k in range(i, last)):
            continue
        written = tuple(word.rstrip(EDGE) for word, _, _ in words[i : last + 1])
        if written == name or (written[:-1] == name[:-1] and written[-1] == name[-1] + "s"):
            return last
    return i


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before a name and are no part of it."""
    return frozenset(row["form"] for row in table("role_nouns") if row["use"] == "title")


@cache
def genders() -> dict[str, str]:
    """Return the usual gender of every known first name: f, m or x."""
    return {row["name"]: row["gender"] for row in table("first_names")}


def _gender(first: str, role: str) -> str | None:
    """Return f or m by first name or by the role noun before the name."""
    value = genders().get(first) or genders().get(first.split("-")[0])
    if value in {"f", "m"}:
        return value
    if role == "Frau" or (is_role_noun(role) and role.endswith(("in", "frau"))):
        return "f"
    return "m" if role in {"Herr", "Herrn"} or is_role_noun(role) else None
