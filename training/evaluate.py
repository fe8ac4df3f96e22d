"""Dev figures of a model during training, by the published scorer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from bench.quotation_scorer import Quote as Scored
from bench.quotation_scorer import Scores, score
from training.corpora import KINDS, MEDIA, ROLES, Example
from training.network import Roles, Tagger
from wortlaut.record import Tags
from wortlaut.tag.tagger import Labels, tag
from wortlaut.tag.words import WordPieces

LABELS = Labels(kinds=KINDS, media=MEDIA, roles=ROLES)


class TorchEngine:
    """The model as ``wortlaut.tag`` wants to call it."""

    def __init__(self, tagger: Tagger, roles: Roles) -> None:
        self.tagger, self.roles = tagger, roles

    def encode(self, ids, depth, mask, heads):  # type: ignore[no-untyped-def]
        """Return states and tag logits."""
        with torch.no_grad():
            out = self.tagger(*(torch.from_numpy(np.asarray(x)) for x in (ids, depth, mask, heads)))
        return tuple(x.numpy() for x in out)

    def relate(self, states, place, distance, sentence, mask):  # type: ignore[no-untyped-def]
        """Return logits of roles, kinds and media."""
        with torch.no_grad():
            out = self.roles(*(torch.from_numpy(np.asarray(x)) for x in (states, place, distance, sentence, mask)))
        return tuple(x.numpy() for x in out)


def gold(example: Example) -> list[Scored]:
    """Return the gold quotes of one example for the scorer."""
    return [
        Scored(
            quote=frozenset(q.words),
            kind=q.kind or "",
            medium=q.medium,
            **{role: frozenset(q.roles.get(role, ())) for role in ROLES},
        )
        for q in example.quotes
    ]


def predicted(tags: Tags) -> list[Scored]:
    """Return the quotes of one document's tags for the scorer."""
    return [
        Scored(
            quote=frozenset(q.tokens),
            kind=q.kind,
            medium=q.medium,
            **{role: frozenset(word for word, _ in q.role(role)) for role in ROLES},
        )
        for q in tags.quotes
    ]


def evaluate(
    engine: object, pieces: WordPieces, examples: Sequence[Example], labels: Labels = LABELS
) -> tuple[Scores, list[Tags]]:
    """Tag and score ``examples``."""
    tags = [tag(engine, pieces, labels, example.words) for example in examples]  # type: ignore[arg-type]
    pairs = [(predicted(t), gold(e)) for t, e in zip(tags, examples, strict=True)]
    return score(pairs), tags
