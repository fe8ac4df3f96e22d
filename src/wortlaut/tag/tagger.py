"""One pass of the reader model over the windows of a document.

Windows and quotes go through the model one at a time: int8 weights are multiplied with activations that are scaled by
the range of their tensor, so in a shared batch the reading of one article would depend on its neighbours. See
``docs/decisions/0005-one-window-at-a-time.md``.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from wortlaut.record import NameTag, QuoteTag, Tags, WordTag
from wortlaut.tag.decode import Floats, names, quotes, softmax
from wortlaut.tag.grammar import FEATURES, NAMES, POS, RELATIONS, is_subjunctive
from wortlaut.tag.neighbourhood import Neighbourhood, neighbourhood
from wortlaut.tag.syntax import sentence_bounds, tree
from wortlaut.tag.windows import Window, windows
from wortlaut.tag.words import WordPieces, Words

Ints = NDArray[np.int64]

HOPELESS = 0.1
"""Marks with a smaller chance of being quoted are not asked about: nobody would believe the answer."""


class Seen(NamedTuple):
    """What the encoder and its heads say of the words of one window.

    states (words, hidden); logits of quotes (words, level, tag), of names (words, tag), of grammar (words, part of
    speech and all features side by side); arcs (words, words): word by possible head within its sentence, a root
    points to itself; relations (words, relation) for the best head of each word.
    """

    states: Floats
    quotes: Floats
    names: Floats
    grammar: Floats
    arcs: Floats
    relations: Floats


class Engine(Protocol):
    """The two halves of the model, whoever runs them."""

    def encode(self, ids: Ints, depth: Ints, heads: Ints, sentence: Ints) -> Seen:
        """Read one window: ids and depth per piece, first piece and sentence number per word."""

    def relate(self, states: Floats, place: Ints, distance: Ints, sentence: Ints) -> tuple[Floats, Floats, Floats]:
        """Return logits of roles (words, role), kinds and media (label,) of one quote and its neighbourhood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Label names in the order of the heads, and the decoding settings chosen on dev."""

    kinds: tuple[str, ...]
    media: tuple[str, ...]
    roles: tuple[str, ...]
    quote_bias: tuple[float, float] = (0.0, 0.0)
    role_floor: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5)
    calibration: Mapping[str, tuple[Sequence[float], Sequence[float]]] = field(default_factory=dict)
    """For statement, role and name: what the model says, rising, and how often that is right."""

    def calibrated(self, head: str, raw: Sequence[float] | Floats) -> list[float]:
        """Return the probabilities that go with raw scores: between two points in a straight line."""
        said, right = self.calibration.get(head, ((0.0, 1.0), (0.0, 1.0)))
        found: list[float] = np.interp(raw, said, right).tolist()
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A quote before its roles are known: word positions, level, score."""

    at: list[int]
    nested: bool
    score: float
    proposed: bool = False


def tag(
    engine: Engine,
    pieces: WordPieces,
    labels: Labels,
    words: Words,
    proposals: Sequence[Sequence[int]] = (),
    *,
    quotes_only: bool = False,
) -> Tags:
    """Return the tags of one document; an empty one has none.

    ``proposals`` are word positions (of quotation marks) about which the model is asked even where its own
    tags found no quote. ``quotes_only`` leaves names and grammar undecoded.
    """
    if not len(words):
        return Tags(quotes=())
    ids = [pieces(text, glued=glued) for text, glued in zip(words.texts, words.glued, strict=True)]
    sentence = np.asarray(words.sentence, dtype=np.int64)
    seen = _read(engine, windows(words, ids), sentence, trees=not quotes_only)
    found = _quotes(softmax(seen.quotes), words.sentence, labels, proposals)
    quoted = np.zeros(len(words), dtype=np.bool_)
    for quote in found:
        quoted[quote.at] = True
    nears = [neighbourhood(quote.at, quoted, sentence) for quote in found]
    tagged = tuple(
        QuoteTag(
            tokens=tuple(quote.at),
            nested=quote.nested,
            score=quote.score,
            confidence=_confidence(labels, quote, kind),
            kinds=_named(labels.kinds, kind),
            media=_named(labels.media, medium),
            roles=_roles(labels, near, role),
            proposed=quote.proposed,
        )
        for quote, near, (role, kind, medium) in zip(found, nears, _relate(engine, seen.states, nears), strict=True)
    )
    if quotes_only:
        return Tags(quotes=tagged)
    named = names(softmax(seen.names), words.sentence)
    sure = labels.calibrated("name", [score for _, _, score in named])
    return Tags(
        quotes=tagged,
        names=tuple(
            NameTag(tokens=tuple(at), kind=NAMES[kind], confidence=confidence)
            for (at, kind, _), confidence in zip(named, sure, strict=True)
        ),
        words=_words(seen, words.texts),
    )


class _Read(NamedTuple):
    """Per word of the document: states and logits from its best window, head and number of the relation."""

    states: Floats
    quotes: Floats
    names: Floats
    grammar: Floats
    head: Ints
    relation: Ints


def _read(engine: Engine, cut: Sequence[Window], sentence: Ints, *, trees: bool) -> _Read:
    """Read all windows; a word counts where it is most central, a sentence where it is whole and most central."""
    size = len(sentence)
    columns: list[Floats] = []
    head, relation = np.arange(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    centre = np.full(size, -1, dtype=np.int64)
    whole = np.full(size, -1, dtype=np.int64)
    for window in cut:
        here = sentence[window.first : window.last]
        seen = engine.encode(window.ids, window.depth, window.heads, here - here[0])
        if not columns:
            columns = [np.zeros((size, *part.shape[1:]), np.float32) for part in seen[:4]]
        middle = np.arange(window.last - window.first)
        inner = np.minimum(middle, middle[::-1])
        better = inner > centre[window.first : window.last]
        at = window.first + np.flatnonzero(better)
        centre[at] = inner[better]
        for column, part in zip(columns, seen[:4], strict=True):
            column[at] = part[better]
        for first, last in sentence_bounds(here) if trees else ():
            worth = (last - first) * size + int(inner[(first + last) // 2])
            if worth > whole[window.first + first : window.first + last].max():
                span = slice(window.first + first, window.first + last)
                whole[span] = worth
                heads = tree(seen.arcs[first:last, first:last])
                head[span] = heads + window.first + first
                relation[span] = _relations(seen.relations[first:last], heads)
    states, quoted, named, grammar = columns
    return _Read(states, quoted, named, grammar, head, relation)


_ROOT = RELATIONS.index("root")


def _relations(logits: Floats, heads: Ints) -> Ints:
    """Return the relation of each word: root for the root and for nothing else."""
    logits = logits.copy()
    logits[:, _ROOT] = -np.inf
    found = logits.argmax(axis=1)
    found[heads == np.arange(len(heads))] = _ROOT
    return np.asarray(found, dtype=np.int64)


_BOUNDS = np.cumsum([len(POS), *(len(values) for values in FEATURES.values())])


def _words(seen: _Read, texts: Sequence[str]) -> tuple[WordTag, ...]:
    """Return the grammar of each word; token and head are word positions."""
    parts = np.split(seen.grammar, _BOUNDS[:-1], axis=1)
    pos, *features = (part.argmax(axis=1).tolist() for part in parts)
    columns = zip(texts, pos, zip(*features, strict=True), seen.head.tolist(), seen.relation.tolist(), strict=True)
    return tuple(
        WordTag(token=at, pos=POS[number], feats=_feats(_mended(text, values)), head=head, relation=RELATIONS[relation])
        for at, (text, number, values, head, relation) in enumerate(columns)
    )


_AT = {name: column for column, name in enumerate(FEATURES)}


def _mended(text: str, values: tuple[int, ...]) -> tuple[int, ...]:
    """Return the features of a word with the mood that its form leaves no doubt about."""
    if not values[_AT["Mood"]] or FEATURES["Mood"][values[_AT["Mood"]]] != "Ind":
        return values
    person, number, tense = (FEATURES[name][values[_AT[name]]] for name in ("Person", "Number", "Tense"))
    if not is_subjunctive(text, person, number, tense):
        return values
    return (FEATURES["Mood"].index("Sub"), *values[1:])


@functools.cache
def _feats(values: tuple[int, ...]) -> str:
    """Return features as CoNLL-U writes them, in alphabetical order, ``_`` if there are none."""
    pairs = sorted((name, names[value]) for (name, names), value in zip(FEATURES.items(), values, strict=True) if value)
    return "|".join(f"{name}={value}" for name, value in pairs) or "_"


def _quotes(
    probabilities: Floats, sentence: Sequence[int], labels: Labels, proposals: Sequence[Sequence[int]]
) -> list[_Found]:
    """Return the quotes of both levels and the proposals that none of them covers, in text order."""
    found = [
        _Found(at=positions, nested=bool(level), score=score)
        for level in (0, 1)
        for positions, score in quotes(probabilities[:, level], sentence, bias=labels.quote_bias[level])
    ]
    owners: dict[int, list[int]] = defaultdict(list)
    for number, quote in enumerate(found):
        for word in quote.at:
            owners[word].append(number)
    outside = probabilities[:, :, 0].min(axis=1)
    for positions in proposals:
        shared = Counter(number for word in positions for number in owners[word])
        if not any(2 * n >= len(positions) + len(found[i].at) - n for i, n in shared.items()):
            score = float(1.0 - outside[list(positions)].mean())
            nested = len(positions) in shared.values()
            if score >= HOPELESS:
                found.append(_Found(at=list(positions), nested=nested, score=score, proposed=True))
    return sorted(found, key=lambda q: (q.at[0], q.nested))


def _relate(engine: Engine, states: Floats, nears: Sequence[Neighbourhood]) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield the logits of roles, kinds and media of each neighbourhood, in order."""
    for near in nears:
        yield engine.relate(states[near.at], near.place, near.distance, near.sentence)


def _named(names: Sequence[str], logits: Floats) -> tuple[tuple[str, float], ...]:
    return tuple(zip(names, softmax(logits).tolist(), strict=True))


def _confidence(labels: Labels, quote: _Found, logits: Floats) -> float:
    """Return how sure it is that there is such a quote, and of that kind; proposed marks would be direct speech."""
    chances = softmax(logits)
    kind = float(chances[labels.kinds.index("Direct")] if quote.proposed else chances.max())
    return labels.calibrated("statement", [quote.score * kind])[0]


def _roles(
    labels: Labels, near: Neighbourhood, logits: Floats
) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    """Return (role, ((word, probability), …)) for the words at or above the floor of each role.

    Nearly every statement has a speaker: where no word reaches the floor, half of it will do.
    """
    chances = 1.0 / (1.0 + np.exp(-logits))
    found = []
    for column, (role, floor) in enumerate(zip(labels.roles, labels.role_floor, strict=True)):
        hits = np.flatnonzero(chances[:, column] >= floor)
        if role == "speaker" and not len(hits):
            hits = np.flatnonzero(chances[:, column] >= floor / 2)
        sure = labels.calibrated("role", chances[hits, column])
        found.append((role, tuple(zip(near.at[hits].tolist(), sure, strict=True))))
    return tuple(found)
