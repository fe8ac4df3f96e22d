"""Examples → windows with targets → padded batches; augmentation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from training.corpora import KINDS, MEDIA, ROLES, UNKNOWN, Example, Quote
from wortlaut.tag.grammar import FEATURES
from wortlaut.tag.neighbourhood import Neighbourhood, neighbourhood
from wortlaut.tag.windows import Window, windows
from wortlaut.tag.words import WordPieces

STYLES = (("»", "«"), ("«", "»"), ('"', '"'), ("“", "”"), ("„", '"'), ("„", "”"))
"""Quotation marks of other houses; most of the corpora has „…“."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One window with its targets; word positions relative to the window.

    ``tags`` (words, level), ``names`` (words,), ``grammar`` (words, 1 + features): part of speech and features,
    ``arcs`` (words, 2): head and relation; ``UNKNOWN`` where the corpus is silent.
    """

    window: Window
    sentence: np.ndarray
    tags: np.ndarray
    names: np.ndarray
    grammar: np.ndarray
    arcs: np.ndarray
    quotes: tuple[Quote, ...]
    around: tuple[Neighbourhood, ...]


def augment(example: Example, rng: random.Random) -> Example:
    """Change quotation marks, ß and (rarely) drop the mark feature, as unseen houses would."""
    texts, depth = list(example.words.texts), example.words.depth
    if rng.random() < 0.4:
        opener, closer = rng.choice(STYLES)
        swap = {"„": opener, "“": closer, "‚": "›" if opener == "»" else "‘", "‘": "‹" if opener == "»" else "’"}
        texts = [swap.get(text, text) for text in texts]
    if rng.random() < 0.1:
        texts = [text.replace("ß", "ss") for text in texts]
    if rng.random() < 0.1:
        depth = [0] * len(texts)
    paragraph = example.words.paragraph
    if example.quotes is None:
        paragraph = joined(example.words.sentence, rng)
    return replace(example, words=replace(example.words, texts=texts, depth=depth, paragraph=paragraph))


def joined(sentence: Sequence[int], rng: random.Random) -> list[int]:
    """Return paragraph numbers for bare sentences: each begins one by chance, in some examples all of them do.

    Corpora of sentences have no paragraphs; a model that never saw two sentences side by side reads articles badly.
    """
    chance = rng.choice((0.1, 0.3, 0.3, 1.0))
    found: list[int] = []
    for at, number in enumerate(sentence):
        begins = at > 0 and number != sentence[at - 1] and rng.random() < chance
        found.append((found[-1] if found else 0) + begins)
    return found


def cut(
    example: Example, pieces: WordPieces, *, limit: int, overlap: float, rng: random.Random | None = None
) -> list[Piece]:
    """Cut one example into windows; a quote belongs to a window that holds at least half of it.

    With ``rng`` some quotes get slightly wrong bounds before their roles are asked for, as in reading.
    """
    words = example.words
    ids = [pieces(text, glued=glued) for text, glued in zip(words.texts, words.glued, strict=True)]
    found = []
    for window in windows(words, ids, limit=limit, overlap=overlap):
        size = window.last - window.first
        quotes = []
        for quote in example.quotes or ():
            inside = _shifted(quote.words, window)
            if inside and 2 * len(inside) >= len(quote.words):
                roles = {role: _shifted(quote.roles.get(role, ()), window) for role in ROLES}
                quotes.append(replace(quote, words=inside, roles=roles))
        sentence = np.array(words.sentence[window.first : window.last], dtype=np.int64)
        read = [_misread(quote.words, size, rng) if rng else quote.words for quote in quotes]
        quoted = np.zeros(size, dtype=np.bool_)
        for at in read:
            quoted[list(at)] = True
        found.append(
            Piece(
                window=window,
                sentence=sentence,
                tags=_tags(quotes, size) if example.quotes is not None else _unknown(size, 2),
                names=_unknown(size) if example.names is None else example.names[window.first : window.last],
                quotes=tuple(quotes),
                around=tuple(neighbourhood(at, quoted, sentence) for at in read),
                **_grammar(example, window),
            )
        )
    return found


def _unknown(*shape: int) -> np.ndarray:
    return np.full(shape, UNKNOWN, dtype=np.int64)


def _misread(at: tuple[int, ...], size: int, rng: random.Random) -> tuple[int, ...]:
    """Move the ends of a quote by up to three words, one time in four."""
    if rng.random() < 0.75 or len(at) < 4:
        return at
    first, last = at[0] + rng.randint(-2, 2), at[-1] + rng.randint(-3, 3)
    inner = [word for word in at if first <= word <= last]
    before, after = range(max(0, first), at[0]), range(at[-1] + 1, min(size - 1, last) + 1)
    return tuple(sorted({*inner, *before, *after})) or at


def _grammar(example: Example, window: Window) -> dict[str, np.ndarray]:
    """Return the targets of the grammar heads; a head outside the window is unknown."""
    size, syntax = window.last - window.first, example.syntax
    if syntax is None:
        return {"grammar": _unknown(size, 1 + len(FEATURES)), "arcs": _unknown(size, 2)}
    here = slice(window.first, window.last)
    head = syntax.head[here] - window.first
    relation = syntax.relation[here].copy()
    out = (head < 0) | (head >= size)
    head[out], relation[out] = UNKNOWN, UNKNOWN
    return {
        "grammar": np.concatenate([syntax.pos[here, None], syntax.feats[here]], 1),
        "arcs": np.stack([head, relation], 1),
    }


def _shifted(positions: Sequence[int], window: Window) -> tuple[int, ...]:
    return tuple(p - window.first for p in positions if window.first <= p < window.last)


def _tags(quotes: list[Quote], size: int) -> np.ndarray:
    """Return targets of shape (words, level): 0 outside, 1 begin, 2 inside."""
    tags = np.zeros((size, 2), dtype=np.int64)
    for quote in sorted(quotes, key=lambda q: q.words[0]):
        level = int(quote.nested)
        tags[list(quote.words), level] = 2
        tags[quote.words[0], level] = 1
    return tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded tensors; ``row`` tells the window of each quote; targets of ``UNKNOWN`` do not count."""

    ids: torch.Tensor
    depth: torch.Tensor
    mask: torch.Tensor
    heads: torch.Tensor
    sentence_of: torch.Tensor
    tags: torch.Tensor
    names: torch.Tensor
    grammar: torch.Tensor
    arcs: torch.Tensor
    row: torch.Tensor
    at: torch.Tensor
    place: torch.Tensor
    distance: torch.Tensor
    sentence: torch.Tensor
    near: torch.Tensor
    roles: torch.Tensor
    kinds: torch.Tensor
    media: torch.Tensor


def _padded(rows: Sequence[np.ndarray], fill: int) -> torch.Tensor:
    width = max((len(row) for row in rows), default=0)
    shape = (len(rows), width, *rows[0].shape[1:]) if rows else (0, 0)
    full = np.full(shape, fill, dtype=np.int64)
    for i, row in enumerate(rows):
        full[i, : len(row)] = row
    return torch.from_numpy(full)


def collate(parts: Sequence[Piece]) -> Batch:
    """Pad windows and neighbourhoods to common lengths."""
    pairs = [
        (i, quote, near) for i, part in enumerate(parts) for quote, near in zip(part.quotes, part.around, strict=True)
    ]
    nears = [near for _, _, near in pairs]
    roles = []
    for _, quote, near in pairs:
        target = np.zeros((len(near.at), len(ROLES)), dtype=np.int64)
        for column, role in enumerate(ROLES):
            target[:, column] = np.isin(near.at, quote.roles[role])
        roles.append(target)
    return Batch(
        ids=_padded([p.window.ids for p in parts], 1),
        depth=_padded([p.window.depth for p in parts], 0),
        mask=_padded([np.ones_like(p.window.ids) for p in parts], 0),
        heads=_padded([p.window.heads for p in parts], 0),
        sentence_of=_padded([p.sentence for p in parts], -1),
        tags=_padded([p.tags for p in parts], UNKNOWN),
        names=_padded([p.names for p in parts], UNKNOWN),
        grammar=_padded([p.grammar for p in parts], UNKNOWN),
        arcs=_padded([p.arcs for p in parts], UNKNOWN),
        row=torch.tensor([i for i, _, _ in pairs], dtype=torch.long),
        at=_padded([n.at for n in nears], 0),
        place=_padded([n.place for n in nears], 0),
        distance=_padded([n.distance for n in nears], 0),
        sentence=_padded([n.sentence for n in nears], 0),
        near=_padded([np.ones_like(n.at) for n in nears], 0),
        roles=_padded(roles, 0),
        kinds=torch.tensor([KINDS.index(q.kind) if q.kind else UNKNOWN for _, q, _ in pairs], dtype=torch.long),
        media=torch.tensor([MEDIA.index(q.medium) if q.medium else UNKNOWN for _, q, _ in pairs], dtype=torch.long),
    )
