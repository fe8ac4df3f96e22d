"""One pass of the reader model over windows of many documents, batched by length."""

from __future__ import annotations

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

BATCH_PIECES = 3072
"""Most piece positions in one batch, padding included."""


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


@dataclass(slots=True)
class _Page:
    """States and tag probabilities per word, each word from the window where it is most central."""

    states: Floats
    probabilities: Floats


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
    documents: Sequence[Words],
    proposals: Sequence[Sequence[Sequence[int]]] | None = None,
) -> list[Tags]:
    """Return the tags of each document, in order; an empty document has none.

    ``proposals`` holds per document word positions (of quotation marks) about which the model is asked
    even where its own tags found no quote.
    """
    cut = [
        windows(words, [pieces(t, glued=g) for t, g in zip(words.texts, words.glued, strict=True)])
        for words in documents
    ]
    pages = _read(engine, cut, [len(words) for words in documents])
    found = [
        _quotes(page, words.sentence, labels, extra)
        for page, words, extra in zip(pages, documents, proposals or [()] * len(pages), strict=True)
    ]
    asked: list[tuple[int, int, Neighbourhood]] = []
    for number, (words, quotes_) in enumerate(zip(documents, found, strict=True)):
        quoted = np.zeros(len(words), dtype=np.bool_)
        for quote in quotes_:
            quoted[quote.at] = True
        sentence = np.asarray(words.sentence, dtype=np.int64)
        asked += [(number, i, neighbourhood(q.at, quoted, sentence)) for i, q in enumerate(quotes_)]
    results: list[list[QuoteTag | None]] = [[None] * len(row) for row in found]
    for number, i, near, role, kind, medium in _relate(engine, pages, asked):
        quote = found[number][i]
        results[number][i] = QuoteTag(
            tokens=tuple(quote.at),
            nested=quote.nested,
            score=quote.score,
            kinds=_named(labels.kinds, kind),
            media=_named(labels.media, medium),
            roles=_roles(labels, near, role),
            proposed=quote.proposed,
        )
    return [Tags(quotes=tuple(q for q in row if q is not None)) for row in results]


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Group indices of similar size so that a padded batch stays below ``BATCH_PIECES``."""
    order = sorted(range(len(sizes)), key=lambda i: sizes[i])
    group: list[int] = []
    for i in order:
        if group and sizes[i] * (len(group) + 1) > BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _pad(rows: Sequence[Ints], fill: int = 0) -> Ints:
    full = np.full((len(rows), max(len(row) for row in rows)), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        full[i, : len(row)] = row
    return full


def _read(engine: Engine, cut: Sequence[Sequence[Window]], sizes: Sequence[int]) -> list[_Page]:
    """Encode all windows and keep each word's most central view."""
    flat = [(number, window) for number, row in enumerate(cut) for window in row]
    pages: list[_Page | None] = [None] * len(cut)
    centre = [np.full(size, -1, dtype=np.int64) for size in sizes]
    for group in _batches([len(window.ids) for _, window in flat]):
        batch = [flat[i][1] for i in group]
        states, logits = engine.encode(
            _pad([w.ids for w in batch], 1),
            _pad([w.depth for w in batch]),
            _pad([np.ones_like(w.ids) for w in batch]),
            _pad([w.heads for w in batch]),
        )
        probabilities = softmax(logits)
        for row, i in enumerate(group):
            number, window = flat[i]
            page = pages[number]
            if page is None:
                page = pages[number] = _Page(
                    states=np.zeros((sizes[number], states.shape[-1]), dtype=np.float32),
                    probabilities=np.zeros((sizes[number], 2, 3), dtype=np.float32),
                )
            size = window.last - window.first
            here = np.minimum(np.arange(size), np.arange(size)[::-1])
            better = here > centre[number][window.first : window.last]
            at = window.first + np.flatnonzero(better)
            centre[number][at] = here[better]
            page.states[at] = states[row, :size][better]
            page.probabilities[at] = probabilities[row, :size][better]
    empty = _Page(states=np.zeros((0, 1), np.float32), probabilities=np.zeros((0, 2, 3), np.float32))
    return [page or empty for page in pages]


def _quotes(page: _Page, sentence: Sequence[int], labels: Labels, extra: Sequence[Sequence[int]]) -> list[_Found]:
    """Return the quotes of both levels and the proposals that none of them covers, in text order."""
    found = [
        _Found(at=positions, nested=bool(level), score=score)
        for level in (0, 1)
        for positions, score in quotes(page.probabilities[:, level], sentence, bias=labels.quote_bias[level])
    ]
    known = [set(quote.at) for quote in found]
    outside = page.probabilities[:, :, 0].min(axis=1)
    for positions in extra:
        wanted = set(positions)
        if wanted and not any(2 * len(wanted & seen) >= len(wanted | seen) for seen in known):
            nested = any(wanted <= seen for seen in known)
            score = float(1.0 - outside[list(positions)].mean())
            found.append(_Found(at=list(positions), nested=nested, score=score, proposed=True))
    return sorted(found, key=lambda q: (q.at[0], q.nested))


def _relate(
    engine: Engine, pages: Sequence[_Page], asked: Sequence[tuple[int, int, Neighbourhood]]
) -> Iterator[tuple[int, int, Neighbourhood, Floats, Floats, Floats]]:
    """Run the role module over all neighbourhoods; yield logits without padding."""
    for group in _batches([len(near.at) for _, _, near in asked]):
        nears = [asked[i][2] for i in group]
        width = max(len(near.at) for near in nears)
        hidden = pages[asked[group[0]][0]].states.shape[-1]
        states = np.zeros((len(group), width, hidden), dtype=np.float32)
        for row, i in enumerate(group):
            number, _, near = asked[i]
            states[row, : len(near.at)] = pages[number].states[near.at]
        roles, kinds, media = engine.relate(
            states,
            _pad([near.place for near in nears]),
            _pad([near.distance for near in nears]),
            _pad([near.sentence for near in nears]),
            _pad([np.ones_like(near.at) for near in nears]),
        )
        for row, i in enumerate(group):
            number, place, near = asked[i]
            yield number, place, near, roles[row, : len(near.at)], kinds[row], media[row]


def _named(names: Sequence[str], logits: Floats) -> tuple[tuple[str, float], ...]:
    return tuple(zip(names, softmax(logits).tolist(), strict=True))


def _roles(
    labels: Labels, near: Neighbourhood, logits: Floats
) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    """Return (role, ((word, probability), …)) for the words at or above the floor of each role."""
    chances = 1.0 / (1.0 + np.exp(-logits))
    found = []
    for column, (role, floor) in enumerate(zip(labels.roles, labels.role_floor, strict=True)):
        hits = np.flatnonzero(chances[:, column] >= floor)
        found.append((role, tuple((int(near.at[h]), float(chances[h, column])) for h in hits)))
    return tuple(found)
