"""What an article tells of its persons: roles, parties, ages, where they stand beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wortlaut.resolve.bodies import parties
from wortlaut.resolve.names import Name, Names, Word, titles
from wortlaut.resolve.nouns import BENT, DEFINITE, INDEFINITE, OWNING, Phrase, parsed

BRACKET = re.compile(r"\s\(([^()\n]{1,40})\)")
AGE = re.compile(r"(?:, | \()(\d{2,3})(?=[,;).]| Jahre)")
AGE_BEFORE = re.compile(r"(\d{2,3})-[Jj]ährige[rnm]? $")
NAMING = re.compile(r" (?:heißt|heisst|hieß|hiess)\b")
CLOSING = frozenset(",;:)–\n")
FAR = 14
"""At most so many words are read before and behind a name."""


@dataclass(slots=True)
class Person:
    """A person of the article: role phrases, parties, ages, gender, and where the full or last name stands first."""

    full: str
    first: int
    gender: str | None = None
    roles: list[Phrase] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)


def persons_of(text: str, names: Names) -> list[Person]:
    """Return the persons of an article with all that stands beside their names.

    «Henrike Bolte (SPD), die Bundesfinanzministerin, …»; «der Vorsitzende der Konferenz, Tobias Kranich»
    """
    found: dict[str, Person] = {}
    numbers = {start: i for i, (_, start, _) in enumerate(names.words)}
    for name in names.places:
        person = found.setdefault(name.full, Person(name.full, name.span.start))
        person.gender = person.gender or name.gender
        for phrase in _beside(text, names.words, numbers, name):
            if person.gender is None or phrase.gender in {None, person.gender}:
                person.roles.append(phrase)
                person.gender = person.gender or phrase.gender
        _read_bracket(text, name, person)
    for person in found.values():
        for phrase in person.roles:
            person.parties |= parties().get(phrase.noun.rpartition("-")[0], frozenset())
            person.ages |= {phrase.age} - {""}
    return list(found.values())


def _read_bracket(text: str, name: Name, person: Person) -> None:
    """Add party and age that stand in brackets or between commas: «(SPD)», «, 44,»."""
    if bracket := BRACKET.match(text, name.span.end):
        for part in re.split(r"[,;/] ?", bracket.group(1)):
            person.parties |= parties().get(part, frozenset())
    end = bracket.end() if bracket else name.span.end
    before = AGE_BEFORE.search(text, max(0, name.span.start - 20), name.span.start)
    ages = (AGE.match(text, name.span.end), AGE.match(text, end), before)
    person.ages.update(age.group(1) for age in ages if age)


def _beside(text: str, words: list[Word], numbers: dict[int, int], name: Name) -> Iterator[Phrase]:
    """Yield the role phrases right before a name, before a comma before it, and behind a comma behind it."""
    i = numbers.get(name.span.start)
    if i is None:
        return
    while i and words[i - 1][0] in titles() and not text[words[i - 1][2] : words[i][1]].strip(". "):
        i -= 1
    before = _run_before(text, words, i)
    if len(before) == 1 and before[0] in {"der", "die"} and NAMING.match(text, name.span.end):
        i, before = i - 1, []
    direct = _direct(before)
    if direct:
        yield direct
    start = i - len(before)
    apart = not before or (direct is not None and _fills(before, direct))
    if apart and start and text[words[start - 1][2] : words[start][1]] == ", ":
        apposed = _apposed([words[start - 1][0], *_run_before(text, words, start - 1)[::-1]][::-1])
        if apposed:
            yield apposed
    behind = _behind(text, words, name.span.end, i)
    if behind:
        yield behind


def role_before(text: str, words: list[Word], i: int) -> Phrase | None:
    """Return the role right before word ``i``: «Präsident Lukaschenko»."""
    return _direct(_run_before(text, words, i))


def _run_before(text: str, words: list[Word], i: int) -> list[str]:
    """Return the words before word ``i`` that only spaces part, at most ``FAR``."""
    first = i
    while first and i - first < FAR and _joined(text, words, first - 1):
        first -= 1
    return [word for word, _, _ in words[first:i]]


def _joined(text: str, words: list[Word], i: int) -> bool:
    """Say whether word ``i`` and the next stand in one sentence with only a space between them."""
    return text[words[i][2] : words[i + 1][1]] in {" ", "\u00a0"} and not _ends(words[i][0])


def _ends(word: str) -> bool:
    """Say whether a word is the last of its sentence: its full stop belongs to no abbreviation."""
    return word.endswith(".") and len(word) > 4 and word not in titles()


def _direct(before: list[str]) -> Phrase | None:
    """Return the role right before a name: «die belarussische Außenministerin», «Sachsen-Anhalts Ressortchef»."""
    if not before or not before[-1][0].isupper() or before[-1].lower() in DEFINITE | INDEFINITE:
        return None
    bears = parsed(before[-1:]) is not None
    apposed = None if bears else _apposed(before)
    if apposed:
        return apposed
    for start in range(max(0, len(before) - 5), len(before)):
        phrase = parsed(before[start:], any_noun=not bears and start + 1 < len(before))
        if phrase and not phrase.tail and _opens(before, start):
            return replace(phrase, plural=False)
    return None


def _opens(before: list[str], start: int) -> bool:
    """Say whether a noun phrase may start here: with its article, or where no article or adjective stands before."""
    if before[start].lower() in DEFINITE | INDEFINITE or before[start].lower().startswith(OWNING):
        return True
    return before[start][0].isupper() or (BENT.search(before[start]) is not None and start == 0)


def _apposed(before: list[str]) -> Phrase | None:
    """Return the role phrase that fills the end of ``before``: «sagte der Vorsitzende der Konferenz»."""
    for start, word in enumerate(before):
        if word.lower() in DEFINITE | INDEFINITE or word.lower().startswith(OWNING) or word[0].isupper():
            phrase = parsed(before[start:])
            if phrase:
                return phrase
    return None


def _fills(before: list[str], phrase: Phrase) -> bool:
    """Say whether a phrase without tail takes all the words before a name."""
    taken = 1 + len(phrase.adjectives) + bool(phrase.article) + bool(phrase.owner and phrase.owner != phrase.article)
    return taken >= len(before)


def _behind(text: str, words: list[Word], end: int, i: int) -> Phrase | None:
    """Return the role that stands between commas behind a name: «, die Bundesfinanzministerin, …»."""
    bracket = BRACKET.match(text, end)
    end = bracket.end() if bracket else end
    if text[end : end + 2] != ", ":
        return None
    while i < len(words) and words[i][1] < end + 2:
        i += 1
    last = i
    while last + 1 < len(words) and last - i < FAR and _joined(text, words, last):
        last += 1
    closed = last < len(words) and (
        _ends(words[last][0]) or text[words[last][2] : words[last][2] + 1] in {*CLOSING, ""}
    )
    run = [word.rstrip(".") for word, _, _ in words[i : last + 1]]
    return parsed(run) if closed and run else None
