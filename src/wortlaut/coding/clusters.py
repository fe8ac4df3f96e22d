"""Proposals of new concepts: groups of like statements that no concept fits, by average linkage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wortlaut.coding.confidence import concept_confidence
from wortlaut.coding.files import concept_id
from wortlaut.coding.meaning import Embed
from wortlaut.coding.propose import LEAST, actor_of, said
from wortlaut.coding.words import Nearness, weight, words_of
from wortlaut.errors import CodingError
from wortlaut.record.coding import Codebook, Concept
from wortlaut.record.reading import Reading

MOST = 4000
"""Statements that are compared at most: each with each."""
BY_WORDS, BY_MEANING = 0.15, 0.86
"""Mean likeness that a group needs."""
_TELLING, _WORDS, _EXAMPLES = 0.5, 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A statement of a group: article, statement, who says it, its words."""

    article: str
    statement: str
    actor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Like statements: the words of the most typical one, distinctive words, the members, the most typical first."""

    name: str
    words: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """Return the names of those who say it, who says most first."""
        return tuple(name for name, _ in Counter(one.actor for one in self.members).most_common())


def clusters(
    readings: Iterable[Reading], nearness: Nearness | None = None, embed: Embed | None = None, *, size: int = 3
) -> tuple[Cluster, ...]:
    """Return groups of at least ``size`` like statements, the largest first; equal readings give equal groups.

    Left out is what ``nearness`` finds a concept for. Likeness is that of the embeddings of ``embed``, without it that
    of words. Raises CodingError for more statements than ``MOST``.
    """
    members = [one for one in _members(readings) if nearness is None or not _fits(nearness, one.text)]
    if len(members) > MOST:
        raise CodingError(f"{len(members)} statements are too many to compare ({MOST}); take fewer files")
    if not members:
        return ()
    texts = [one.text for one in members]
    likeness = _by_words(texts) if embed is None else np.asarray(embed(texts) @ embed(texts).T, dtype=np.float64)
    groups = linked(likeness, BY_WORDS if embed is None else BY_MEANING)
    found = [_cluster([members[at] for at in group], likeness[np.ix_(group, group)]) for group in groups]
    return tuple(sorted((one for one in found if len(one.members) >= size), key=lambda one: -len(one.members)))


def proposed_codebook(found: Sequence[Cluster], id: str = "vorschlag") -> Codebook:
    """Return a codebook with a concept for each group, to be edited."""
    concepts: list[Concept] = []
    taken: set[str] = set()
    for one in found:
        stem = concept_id("-".join(one.words[:3]) or "konzept")[:60].strip("-")
        name = next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, len(found) + 2))) if one not in taken)
        taken.add(name)
        concepts.append(
            Concept(
                id=name,
                name=one.name,
                definition=f"{len(one.members)} Äußerungen von {', '.join(one.actors[:5])}",
                keywords=one.words,
                examples=tuple(dict.fromkeys(member.text for member in one.members))[:_EXAMPLES],
            )
        )
    return Codebook(id=id, name="Vorschläge aus Äußerungen", concepts=tuple(concepts))


def linked(likeness: NDArray[np.float64], least: float) -> list[list[int]]:
    """Return groups of numbers by average linkage (UPGMA) down to a mean likeness, by chains of nearest neighbours.

    Of equals the first counts, so that the result is always the same.

    >>> linked(np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]]), 0.5)
    [[0, 1], [2]]
    """
    near = likeness.astype(np.float64).copy()
    np.fill_diagonal(near, -np.inf)
    groups: dict[int, list[int]] = {at: [at] for at in range(len(near))}
    chain: list[int] = []
    left = set(groups)
    while left:
        if not chain:
            chain.append(min(left))
        last = chain[-1]
        best = int(np.argmax(near[last]))
        if len(chain) > 1 and near[last, chain[-2]] >= near[last, best]:
            best = chain[-2]
        if near[last, best] < least:  # nobody is near enough to the last one
            left.discard(last)
            near[last, :] = near[:, last] = -np.inf
            chain.clear()
        elif len(chain) > 1 and best == chain[-2]:
            _merge(near, groups, last, best)
            left.discard(max(last, best))
            del chain[-2:]
        else:
            chain.append(best)
    return sorted(sorted(group) for group in groups.values())


def _merge(near: NDArray[np.float64], groups: dict[int, list[int]], one: int, other: int) -> None:
    kept, gone = min(one, other), max(one, other)
    a, b = len(groups[kept]), len(groups[gone])
    mixed = (a * near[kept] + b * near[gone]) / (a + b)
    near[kept, :] = near[:, kept] = mixed
    near[gone, :] = near[:, gone] = -np.inf
    near[kept, kept] = -np.inf
    groups[kept] += groups.pop(gone)


def _members(readings: Iterable[Reading]) -> Iterable[Member]:
    for reading in readings:
        names = {actor.id: actor.name for actor in reading.actors}
        for one in reading.statements:
            actor, words = actor_of(reading, one.speaker), said(reading, one)
            if actor is not None and len(_vector(words)) > 1:
                yield Member(article=reading.article.id, statement=one.id, actor=names.get(actor, actor), text=words)


def _fits(nearness: Nearness, text: str) -> bool:
    return any(concept_confidence(near) >= LEAST for near in nearness.near(text))


def _by_words(texts: Sequence[str]) -> NDArray[np.float64]:
    vectors = [_vector(text) for text in texts]
    places = {word: at for at, word in enumerate(sorted({word for one in vectors for word in one}))}
    matrix = np.zeros((len(texts), len(places)))
    for row, one in enumerate(vectors):
        for word, much in one.items():
            matrix[row, places[word]] = much
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return np.asarray(matrix @ matrix.T)


def _vector(text: str) -> dict[str, float]:
    found = {word.lemma: weight(word.lemma) ** 2 for word in words_of(text) if weight(word.lemma) > _TELLING}
    return {word: much for word, much in found.items() if len(word) > 2}


def _cluster(members: Sequence[Member], likeness: NDArray[np.float64]) -> Cluster:
    order = sorted(range(len(members)), key=lambda at: (-float(likeness[at].mean()), at))
    counts = Counter(word for one in members for word in _vector(one.text))
    told = sorted(counts, key=lambda word: (-counts[word] * weight(word) ** 2, word))
    nouns = {word.lemma: word.form for one in members for word in words_of(one.text) if word.form[:1].isupper()}
    words = [nouns.get(word, word) for word in told if counts[word] > 1 or len(members) == 1]
    typical = members[order[0]].text
    return Cluster(name=typical, words=tuple(words[:_WORDS]), members=tuple(members[at] for at in order))
