"""What the reader model said about a document, before any decision of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteTag:
    """One quote as decoded from the model; all positions are token indices of the document.

    ``kinds`` and ``media`` hold a probability per label of the bundle; ``roles`` gives for speaker,
    cue, frame and addressee the (token, probability) pairs above the decoding floor. ``proposed``: not
    found by the tags, but quotation marks about which the model was asked.
    """

    tokens: tuple[int, ...]
    nested: bool
    score: float
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
class Tags:
    """All quotes of one document in text order."""

    quotes: tuple[QuoteTag, ...]
