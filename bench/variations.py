"""Many different articles from a few of ours: other names, other words, other days, with all findings kept true.

Each word that no actor is named by is replaced by another with some probability, surnames of people whom the lexicon
does not know by others, so that some people are everywhere and most are rare (Zipf). One article in ten is a near-copy.
"""

from __future__ import annotations

import hashlib
import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, TypeVar

from wortlaut.record import Actor, Paragraph, Party, Period, Reading, Span

T = TypeVar("T")
CHANGED = 0.35  # of the words of an article
COPIES = 0.1
_WORD = re.compile(r"\b[A-Za-zÄÖÜäöüß]{4,}\b")
_DAYS = 3 * 365
_FIRST_DAY = date(2023, 1, 1)
_OUTLETS = tuple(f"{town}er {name}" for town in ("Halm", "Seebach", "Dorn", "Nord", "Kirchheim") for name in
                 ("Bote", "Kurier", "Anzeiger", "Tagblatt", "Rundschau", "Zeitung", "Merkur", "Presse"))  # fmt: skip
_SYLLABLES = ("ber", "hol", "mar", "stein", "feld", "rei", "now", "kow", "lind", "acker", "brand", "wal", "ger", "hof",
              "ru", "del", "sand", "ner", "bach", "thal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    words: str


class Variations:
    """An endless stream of readings, the same for the same seed."""

    def __init__(self, samples: Sequence[Reading], seed: int = 6) -> None:
        self._chance = random.Random(seed)
        self._samples = samples
        words = sorted({word for one in samples for word in _WORD.findall(one.article.text)})
        nouns = [word for word in words if word[0].isupper()]
        compounds = {self._chance.choice(nouns) + self._chance.choice(nouns).lower() for _ in range(40_000)}
        self._nouns = _Zipf(nouns + sorted(compounds), self._chance)
        self._others = _Zipf([word for word in words if word[0].islower()], self._chance)
        self._surnames = _Zipf(sorted({self._surname() for _ in range(8_000)}), self._chance)

    def __iter__(self) -> Iterator[Reading]:
        last: Reading | None = None
        while True:
            if last is not None and self._chance.random() < COPIES:
                yield self._copied(last)
                continue
            last = self._varied(self._chance.choice(self._samples))
            yield last

    def _varied(self, sample: Reading) -> Reading:
        text = sample.article.text
        names = self._names(sample)
        taken = [(one.span.start, one.span.end) for one in sample.mentions]
        cuts = sorted(_cuts(sample))
        edits = []
        for match in _WORD.finditer(text):
            word = match.group()
            if bisect_right(cuts, match.start()) < bisect_left(cuts, match.end()):
                continue  # a finding begins or ends inside this word
            surname = next((old for old in names if word in (old, old + "s")), None)
            if surname:
                edits.append(_Edit(match.start(), match.end(), names[surname] + word[len(surname) :]))
            elif self._chance.random() < CHANGED and not any(a < match.end() and match.start() < b for a, b in taken):
                source = self._nouns if word[0].isupper() else self._others
                edits.append(_Edit(match.start(), match.end(), source.draw()))
        return self._published(edited(sample, edits, names))

    def _copied(self, original: Reading) -> Reading:
        """Return the same words with one line more in another outlet."""
        article = original.article
        line = f"Mehr dazu unter {self._nouns.draw()}."
        text = f"{article.text.rstrip()}\n\n{line}\n"
        end = Paragraph(span=Span(start=len(text) - len(line) - 1, end=len(text) - 1), role="body")
        paragraphs = (*article.paragraphs, end)
        return self._published(replace(original, article=replace(article, text=text, paragraphs=paragraphs)))

    def _published(self, reading: Reading) -> Reading:
        day = _FIRST_DAY + timedelta(days=self._chance.randrange(_DAYS))
        id = "a" + hashlib.blake2b(reading.article.text.encode(), digest_size=8).hexdigest()
        article = replace(
            reading.article,
            id=id,
            source=None,
            url=f"https://zeitung.example/{id}",
            outlet=self._chance.choice(_OUTLETS),
            published=Period(earliest=day, latest=day + timedelta(days=1), precision="day"),
        )
        return replace(reading, article=article)

    def _names(self, sample: Reading) -> dict[str, str]:
        """Return another surname for each of the people whom the lexicon does not know."""
        people = (one.name.split() for one in sample.actors if one.kind == "person" and one.identity is None)
        old = {words[-1] for words in people if len(words) > 1 and _WORD.fullmatch(words[-1])}
        return {name: self._surnames.draw() for name in sorted(old)}

    def _surname(self) -> str:
        return "".join(self._chance.sample(_SYLLABLES, 3)).capitalize()


class _Zipf:
    """Words drawn with a probability of one by their rank."""

    def __init__(self, words: list[str], chance: random.Random) -> None:
        self._words, self._chance = words, chance
        chance.shuffle(self._words)
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))

    def draw(self) -> str:
        return self._chance.choices(self._words, cum_weights=self._weights)[0]


def edited(reading: Reading, edits: Sequence[_Edit], names: dict[str, str]) -> Reading:
    """Return a reading of the text after ``edits``, in order and apart from each other; all spans move with it."""
    text = reading.article.text
    pieces, at, starts, shifts = [], 0, [0], [0]
    for edit in edits:
        pieces += [text[at : edit.start], edit.words]
        at = edit.end
        starts.append(edit.end)
        shifts.append(shifts[-1] + len(edit.words) - (edit.end - edit.start))
    pieces.append(text[at:])

    def move(place: int) -> int:
        return place + shifts[bisect_right(starts, place) - 1]

    moved = _moved(reading, move, names)
    return replace(moved, article=replace(moved.article, text="".join(pieces)))


def _cuts(value: Any) -> Iterator[int]:
    """Yield where the spans in a value begin and end."""
    if isinstance(value, Span):
        yield from (value.start, value.end)
    elif isinstance(value, tuple):
        for one in value:
            yield from _cuts(one)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _cuts(getattr(value, part.name))


def _moved(value: T, move: Any, names: dict[str, str]) -> T:
    """Return a value with all its spans moved and all its names changed."""
    found: Any = value
    if isinstance(found, Span):
        return Span(start=move(found.start), end=move(found.end))  # type: ignore[return-value]
    if isinstance(found, tuple):
        return tuple(_moved(one, move, names) for one in found)  # type: ignore[return-value]
    if is_dataclass(found):
        new = {one.name: _moved(getattr(found, one.name), move, names) for one in fields(found)}
        if isinstance(found, Actor):
            new["name"] = _renamed(found.name, names)
            new["names"] = tuple(_renamed(name, names) for name in found.names)
        elif isinstance(found, Party) and found.name is not None:
            new["name"] = _renamed(found.name, names)
        return type(found)(**new)  # type: ignore[return-value]
    return value


def _renamed(name: str, names: dict[str, str]) -> str:
    return " ".join(names.get(word, word) for word in name.split(" "))
