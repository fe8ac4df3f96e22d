"""Many different articles from a few of ours, as an archive of news has them, with all findings kept true.

Each is made of some paragraphs and sentences of one of ours in another order. A third of its words, its numbers, and
the names of its persons and states are exchanged. What is drawn is drawn by rank (Zipf): somebody is in a tenth of all
articles and most are in one or two, and so it is with words, places and outlets. Persons at the top have an id of the
lexicon's kind, as those whom everybody quotes are known to it. Of some articles, as of those of an agency, one to
twenty other papers print a copy in the days after: shortened, with a line of their own.
"""

from __future__ import annotations

import hashlib
import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import accumulate
from typing import Generic, TypeVar

from bench.excerpts import Edit, edited, excerpt, pieces, spans
from wortlaut.lexicon import table
from wortlaut.record import Actor, Identity, Paragraph, Period, Reading, Relation, Span

T = TypeVar("T")
CHANGED = 0.35  # of the words of an article
WIRE = 0.06  # of all articles that are no copies: others print them
_MOST_COPIES, _WITHIN = 20, 400  # articles
_SHORTENED = 0.5  # of the copies
_LEFT_OUT = 0.1  # of the sentences; of the paragraphs at most a third
_CONTRADICTED = 0.01  # of what is told of somebody's party
_PERSONS, _KNOWN, _COMPOUNDS = 30_000, 2_000, 250_000
_WORLD = 6  # of the words, people and places
_DAYS = 3 * 365
_FIRST_DAY = date(2023, 1, 1)
_WORD = re.compile(r"\b[^\W\d_]+\b|\b[0-9]+\b")
_SHORTEST = 4  # letters of a word that is exchanged
_NAME = re.compile(r"[A-ZÄÖÜ][\w-]+")
_OUTLETS = tuple(f"{town}er {name}" for name in ("Bote", "Kurier", "Anzeiger", "Tagblatt", "Rundschau", "Zeitung",
                 "Merkur", "Presse") for town in ("Halm", "Seebach", "Dorn", "Nord", "Kirchheim"))  # fmt: skip
_SYLLABLES = ("ber", "hol", "mar", "stein", "feld", "rei", "now", "kow", "lind", "acker", "brand", "wal", "ger", "hof",
              "ru", "del", "sand", "ner", "bach", "thal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Somebody:
    """A person or a state that takes the place of one of a sample."""

    name: str
    id: str | None

    @property
    def identity(self) -> Identity | None:
        known = self.id is not None
        return Identity(id=str(self.id), wikidata=self.id, confidence=0.9, reasons=("name +2.0",)) if known else None


class Variations:
    """An endless stream of readings, the same for the same seed; it holds no more than the copies still to come.

    Whatever the seed, the words, people and places that are drawn from are the same.
    """

    def __init__(self, samples: Sequence[Reading], seed: int = 6) -> None:
        self._chance = chance = random.Random(seed)
        world = random.Random(_WORLD)
        self._samples = [(one, pieces(one)) for one in samples]
        words = sorted({word for one in samples for word in _WORD.findall(one.article.text)})
        words = [word for word in words if word.isalpha() and len(word) >= _SHORTEST]
        nouns, others = (world.sample(some, len(some)) for some in _by_case(words))
        compounds = {world.choice(nouns) + world.choice(nouns).lower() for _ in range(_COMPOUNDS)}
        self._nouns = _Zipf([*nouns, *sorted(compounds)], chance)
        self._others = _Zipf(others, chance)
        self._persons = {gender: _Zipf(_persons(gender, world), chance) for gender in ("f", "m")}
        self._states = _Zipf(_states(world), chance)
        self._outlets = _Zipf(list(_OUTLETS), chance)
        self._parties: dict[str, str] = {}

    def __iter__(self) -> Iterator[Reading]:
        waiting: list[tuple[int, int, Reading]] = []  # copies by the number of the article after which they come
        number = 0
        while True:
            number += 1
            if waiting and waiting[0][0] <= number:
                yield self._copied(heappop(waiting)[2])
                continue
            new = self._varied(*self._chance.choice(self._samples))
            if self._chance.random() < WIRE:
                for _ in range(min(_MOST_COPIES, int(1 / (1 - self._chance.random())))):  # half of them once
                    heappush(waiting, (number + self._chance.randint(1, _WITHIN), self._chance.getrandbits(32), new))
            yield new

    def _varied(self, sample: Reading, body: Sequence[Sequence[Span]]) -> Reading:
        some = self._chance.sample(body, self._chance.randint((2 * len(body) + 2) // 3, len(body)))
        left = [[piece for piece in one if self._chance.random() >= _LEFT_OUT] or list(one[:1]) for one in some]
        reading = self._recast(excerpt(sample, left)) if left else sample
        day = _FIRST_DAY + timedelta(days=self._chance.randrange(_DAYS))
        return self._published(reading, day)

    def _recast(self, reading: Reading) -> Reading:
        """Return a reading with other people, places, words and numbers."""
        cast = {one.id: self._cast(one) for one in reading.actors}
        names = {old: new for actor in reading.actors for old, new in _tokens(actor, cast[actor.id])}
        times = [one.when.span for one in (*reading.statements, *reading.events) if one.when is not None]
        kept = [(span.start, span.end) for span in (*times, *(one.span for one in reading.mentions))]
        cuts = sorted({place for span in spans(reading) for place in (span.start, span.end)})
        edits = []
        for match in _WORD.finditer(reading.article.text):
            start, end = match.span()
            if bisect_right(cuts, start) < bisect_left(cuts, end):
                continue  # a finding begins or ends inside this word
            words = self._instead(match.group(), names, free=not any(a < end and start < b for a, b in kept))
            if words is not None:
                edits.append(Edit(Span(start=start, end=end), words))
        new = edited(reading, edits, names)
        actors = tuple(_as(one, cast[one.id]) for one in new.actors)
        return replace(new, actors=actors, relations=tuple(one for one in new.relations if self._agrees(one, actors)))

    def _instead(self, word: str, names: dict[str, str], *, free: bool) -> str | None:
        """Return what comes in place of a word, None where it stays."""
        if word in names:
            return names[word]
        if word.endswith("s") and word[:-1] in names:
            return names[word[:-1]] + "s"
        if not free:
            return None
        if word.isdecimal():
            return str(self._chance.randrange(10 ** (len(word) - 1), 10 ** len(word)))
        if len(word) < _SHORTEST or self._chance.random() >= CHANGED:
            return None
        return (self._nouns if word[0].isupper() else self._others).draw()

    def _cast(self, actor: Actor) -> _Somebody | None:
        if actor.kind == "person" and actor.identity is None and len(_NAME.findall(actor.name)) > 1:
            return self._persons[actor.gender or self._chance.choice("fm")].draw()
        return self._states.draw() if actor.kind == "state" and actor.identity is not None else None

    def _agrees(self, relation: Relation, actors: Sequence[Actor]) -> bool:
        """Say whether somebody is told to be in the party of which he was told to be before."""
        if relation.kind not in ("member_of", "affiliated_with"):
            return True
        names = {one.id: one.name for one in actors}
        whose = names.get(relation.object, relation.object)
        before = self._parties.setdefault(names.get(relation.subject, ""), whose)
        return before == whose or self._chance.random() < _CONTRADICTED

    def _copied(self, original: Reading) -> Reading:
        """Return the same words, perhaps without the last paragraphs, with one line more in another outlet."""
        body = pieces(original)
        if len(body) > 4 and self._chance.random() < _SHORTENED:
            original = excerpt(original, body[: -self._chance.randint(1, 2)])
        article = original.article
        line = f"Mehr dazu unter {self._nouns.draw()}."
        text = f"{article.text.rstrip()}\n\n{line}\n"
        end = Paragraph(span=Span(start=len(text) - len(line) - 1, end=len(text) - 1), role="boilerplate")
        first = article.published.earliest if article.published is not None else _FIRST_DAY
        copy = replace(original, article=replace(article, text=text, paragraphs=(*article.paragraphs, end)))
        return self._published(copy, first + timedelta(days=self._chance.choice((0, 0, 0, 1, 1, 2))))

    def _published(self, reading: Reading, day: date) -> Reading:
        text = reading.article.text
        id = "a" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        headline = next((one.span.of(text) for one in reading.article.paragraphs if one.role == "headline"), None)
        article = replace(
            reading.article,
            id=id,
            source=None,
            url=f"https://zeitung.example/{id}",
            outlet=self._outlets.draw(),
            title=headline or reading.article.title,
            published=Period(earliest=day, latest=day + timedelta(days=1), precision="day"),
        )
        return replace(reading, article=article)


class _Zipf(Generic[T]):
    """Things drawn with a probability of one by their rank (from 2)."""

    def __init__(self, things: list[T], chance: random.Random) -> None:
        self._things, self._chance = things, chance
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(things))))

    def draw(self) -> T:
        return self._chance.choices(self._things, cum_weights=self._weights)[0]


def _by_case(words: Sequence[str]) -> tuple[list[str], list[str]]:
    return [word for word in words if word[0].isupper()], [word for word in words if word[0].islower()]


def _persons(gender: str, chance: random.Random) -> list[_Somebody]:
    """Return persons of a gender with names of their own, those who are quoted most first."""
    first = [row["name"] for row in table("first_names") if row["gender"] == gender and _NAME.fullmatch(row["name"])]
    names: dict[str, None] = {}
    while len(names) < _PERSONS // 2:
        names[f"{chance.choice(first)} {''.join(chance.sample(_SYLLABLES, 3)).capitalize()}"] = None
    digit = {"f": 1, "m": 2}[gender]
    return [_Somebody(name, f"Q99{digit}{at:06}" if at < _KNOWN // 2 else None) for at, name in enumerate(names)]


def _states(chance: random.Random) -> list[_Somebody]:
    rows = [row for row in table("places") if row["kind"] == "state" and _NAME.fullmatch(row["name"])]
    return [_Somebody(row["name"], row["wikidata"]) for row in chance.sample(rows, len(rows))]


def _tokens(actor: Actor, new: _Somebody | None) -> Iterator[tuple[str, str]]:
    """Yield the words of an actor's names with those that take their place."""
    if new is None:
        return
    if actor.kind == "person":
        old, words = _NAME.findall(actor.name), new.name.split(" ")
        yield old[-1], words[-1]
        yield old[-2], words[0]
        return
    for name in (actor.name, *actor.names):
        if _NAME.fullmatch(name):
            yield name.removesuffix("s") if name == actor.name + "s" else name, new.name


def _as(actor: Actor, new: _Somebody | None) -> Actor:
    return actor if new is None else replace(actor, identity=new.identity)
