"""What the reader model said about a document, before any decision of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteTag:
    """One quote as decoded from the model; all positions are token indices of the document.

    ``score`` is the model's mean probability of being quoted; ``confidence`` the calibrated probability that there is
    such a quote and of its likeliest kind. ``kinds`` and ``media`` hold a probability per label of the bundle;
    ``roles`` gives for speaker, cue, frame and addressee the (token, probability) pairs above the decoding floor.
    ``proposed``: not found by the tags, but quotation marks about which the model was asked.
    """

    tokens: tuple[int, ...]
    nested: bool
    score: float
    confidence: float
    kinds: tuple[tuple[str, float], ...]
    media: tuple[tuple[str, float], ...]
    roles: tuple[tuple[str, tuple[tuple[int, float], ...]], ...]
    proposed: bool = False

    @property
    def kind(self) -> str:
        """Most probable kind."""
        return max(self.kinds, key=lambda pair: pair[1])[0]

    @property
    def medium(self) -> str:
        """Most probable medium."""
        return max(self.media, key=lambda pair: pair[1])[0]

    def role(self, name: str) -> tuple[tuple[int, float], ...]:
        """Token and probability pairs of one role."""
        return dict(self.roles).get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTag:
    """One name: token indices of the document, kind (PER, ORG, LOC, MISC), calibrated probability."""

    tokens: tuple[int, ...]
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTag:
    """Grammar of one token by Universal Dependencies: part of speech, features, head and relation.

    ``feats`` is written as in CoNLL-U (``Case=Nom|Number=Sing``); ``head`` is a token index of the document, a root
    is its own head.
    """

    token: int
    pos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """All quotes, names and read words of one document in text order; a paragraph nobody reads has no words."""

    quotes: tuple[QuoteTag, ...]
    names: tuple[NameTag, ...] = ()
    words: tuple[WordTag, ...] = ()
