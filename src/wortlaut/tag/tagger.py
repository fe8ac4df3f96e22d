"""One pass of the reader model over the windows of a document.

Windows go through the encoder one at a time: int8 weights are multiplied with activations that are scaled by the
range of their tensor, so in a shared batch the reading of one article would depend on its neighbours. See
``docs/decisions/0005-one-window-at-a-time.md``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wortlaut.record import QuoteTag, Tags
from wortlaut.tag.decode import Floats, quotes, softmax
from wortlaut.tag.neighbourhood import Neighbourhood, neighbourhood
from wortlaut.tag.windows import Window, windows
from wortlaut.tag.words import WordPieces, Words

Ints = NDArray[np.int64]

TOGETHER = 48
"""Most quotes of one document whose roles are sought in one batch."""


HOPELESS = 0.1
"""Marks with a smaller chance of being quoted are not asked about: nobody would believe the answer."""


class Engine(Protocol):
    """The two halves of the model, whoever runs them."""

    def encode(self, ids: Ints, depth: Ints, mask: Ints, heads: Ints) -> tuple[Floats, Floats]:
        """Return states (batch, words, hidden) and tag logits (batch, words, level, tag)."""

    def relate(
        self, states: Floats, place: Ints, distance: Ints, sentence: Ints, mask: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """Return logits of roles (quotes, words, role), kinds and media (quotes, label)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Label names in the order of the heads, and the decoding settings chosen on dev."""

    kinds: tuple[str, ...]
    media: tuple[str, ...]
    roles: tuple[str, ...]
    quote_bias: tuple[float, float] = (0.0, 0.0)
    role_floor: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A quote before its roles are known: word positions, level, score."""

    at: list[int]
    nested: bool
    score: float
    proposed: bool = False


def tag(
    engine: Engine, pieces: WordPieces, labels: Labels, words: Words, proposals: Sequence[Sequence[int]] = ()
) -> Tags:
    """Return the tags of one document; an empty one has none.

    ``proposals`` are word positions (of quotation marks) about which the model is asked even where its own
    tags found no quote.
    """
    if not len(words):
        return Tags(quotes=())
    ids = [pieces(text, glued=glued) for text, glued in zip(words.texts, words.glued, strict=True)]
    states, probabilities = _read(engine, windows(words, ids), len(words))
    found = _quotes(probabilities, words.sentence, labels, proposals)
    quoted = np.zeros(len(words), dtype=np.bool_)
    for quote in found:
        quoted[quote.at] = True
    sentence = np.asarray(words.sentence, dtype=np.int64)
    nears = [neighbourhood(quote.at, quoted, sentence) for quote in found]
    return Tags(
        quotes=tuple(
            QuoteTag(
                tokens=tuple(quote.at),
                nested=quote.nested,
                score=quote.score,
                kinds=_named(labels.kinds, kind),
                media=_named(labels.media, medium),
                roles=_roles(labels, near, role),
                proposed=quote.proposed,
            )
            for quote, near, (role, kind, medium) in zip(found, nears, _relate(engine, states, nears), strict=True)
        )
    )


def _read(engine: Engine, cut: Sequence[Window], size: int) -> tuple[Floats, Floats]:
    """Return states and tag probabilities per word, each word from the window where it is most central."""
    states, probabilities = np.zeros((0, 0), np.float32), np.zeros((size, 2, 3), np.float32)
    centre = np.full(size, -1, dtype=np.int64)
    for window in cut:
        ones = np.ones((1, len(window.ids)), dtype=np.int64)
        seen, logits = engine.encode(window.ids[None], window.depth[None], ones, window.heads[None])
        if not len(states):
            states = np.zeros((size, seen.shape[-1]), np.float32)
        middle = np.arange(window.last - window.first)
        here = np.minimum(middle, middle[::-1])
        better = here > centre[window.first : window.last]
        at = window.first + np.flatnonzero(better)
        centre[at] = here[better]
        states[at] = seen[0][better]
        probabilities[at] = softmax(logits[0])[better]
    return states, probabilities


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
    """Yield the logits of roles (without padding), kinds and media of each neighbourhood, in order."""
    for first in range(0, len(nears), TOGETHER):
        group = nears[first : first + TOGETHER]
        width = max(len(near.at) for near in group)
        around = np.zeros((len(group), width, states.shape[-1]), dtype=np.float32)
        features = np.zeros((4, len(group), width), dtype=np.int64)
        for row, near in enumerate(group):
            size = len(near.at)
            around[row, :size] = states[near.at]
            features[:, row, :size] = near.place, near.distance, near.sentence, np.ones(size)
        roles, kinds, media = engine.relate(around, *features)
        for row, near in enumerate(group):
            yield roles[row, : len(near.at)], kinds[row], media[row]


def _named(names: Sequence[str], logits: Floats) -> tuple[tuple[str, float], ...]:
    return tuple(zip(names, softmax(logits).tolist(), strict=True))


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
        found.append((role, tuple((int(near.at[h]), float(chances[h, column])) for h in hits)))
    return tuple(found)
