"""The reader model: one encoder, heads per word, and a role module per quote."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from training.corpora import KINDS, MEDIA, ROLES
from wortlaut.tag.grammar import FEATURES, NAME_TAGS, POS, RELATIONS
from wortlaut.tag.neighbourhood import DISTANCES, PLACES, SENTENCES

DEPTHS = 3
TAGS = 3
ARC = 192
FAR = 16
"""Distances between a word and its head are told apart up to this many words."""

VALUES = tuple(len(values) for values in FEATURES.values())


class Seen(NamedTuple):
    """What the encoder and its heads say; B windows, W words.

    states (B, W, hidden); quotes (B, W, level, tag); names (B, W, tag); grammar (B, W, part of speech and all
    features side by side); arcs (B, W, W): word by possible head, a root points to itself; relations (B, W, relation)
    for the best head of each word, or the heads that were given.
    """

    states: Tensor
    quotes: Tensor
    names: Tensor
    grammar: Tensor
    arcs: Tensor
    relations: Tensor


class Arcs(nn.Module):
    """Which word depends on which, and how: biaffine scores (Dozat and Manning 2017) within the sentence."""

    def __init__(self, hidden: int, dropout: float) -> None:
        super().__init__()
        self.dependent = nn.Linear(hidden, ARC)
        self.head = nn.Linear(hidden, ARC)
        self.between = nn.Linear(ARC, ARC, bias=False)
        self.popular = nn.Linear(ARC, 1)
        self.distance = nn.Embedding(2 * FAR + 1, 1)
        self.as_dependent = nn.Linear(hidden, ARC)
        self.as_head = nn.Linear(hidden, ARC, bias=False)
        self.relation = nn.Linear(ARC, len(RELATIONS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, sentence: Tensor, known: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """states: (B, W, hidden); sentence: (B, W), -1 for padding; known: heads (B, W) to name relations for."""
        act = nn.functional.gelu
        dependent, head = self.dropout(act(self.dependent(states))), self.dropout(act(self.head(states)))
        scores = self.between(dependent) @ head.transpose(1, 2) + self.popular(head).transpose(1, 2)
        at = torch.arange(states.shape[1])
        scores = scores + self.distance((at[None, :] - at[:, None]).clamp(-FAR, FAR) + FAR).squeeze(-1)
        apart = (sentence[:, :, None] != sentence[:, None, :]).to(scores.dtype)
        scores = scores - 30000.0 * apart
        chosen = scores.argmax(-1) if known is None else known
        heads = self.as_head(states).gather(1, chosen.unsqueeze(-1).expand(-1, -1, ARC))
        return scores, self.relation(self.dropout(act(self.as_dependent(states) + heads)))


class Tagger(nn.Module):
    """Encoder and heads: pieces of a window → what they say of its words."""

    def __init__(self, encoder: Any, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, 2 * TAGS)
        self.names = nn.Linear(hidden, len(NAME_TAGS))
        self.grammar = nn.Linear(hidden, len(POS) + sum(VALUES))
        self.arcs = Arcs(hidden, dropout)

    def forward(
        self, ids: Tensor, depth: Tensor, mask: Tensor, heads: Tensor, sentence: Tensor, known: Tensor | None = None
    ) -> Seen:
        """ids, depth, mask: (B, pieces); heads (first piece of each word), sentence, known: (B, W)."""
        states = self.encoder(ids, attention_mask=mask, token_type_ids=depth).last_hidden_state
        return self.say(states.gather(1, heads.unsqueeze(-1).expand(-1, -1, states.shape[-1])), sentence, known)

    def say(self, states: Tensor, sentence: Tensor, known: Tensor | None = None) -> Seen:
        """Return what the heads make of the words' states (B, W, hidden)."""
        seen = self.dropout(states)
        quotes = self.tags(seen).view(states.shape[0], states.shape[1], 2, TAGS)
        arcs, relations = self.arcs(seen, sentence, known)
        return Seen(states, quotes, self.names(seen), self.grammar(seen), arcs, relations)


class Layer(nn.Module):
    """A plain post-norm transformer layer that exports to ONNX without detours."""

    def __init__(self, hidden: int, heads: int, ffn: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.into = nn.Linear(hidden, ffn)
        self.back = nn.Linear(ffn, hidden)
        self.norm1 = nn.LayerNorm(hidden)
        self.norm2 = nn.LayerNorm(hidden)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (batch, words, hidden); bias: (batch, 1, 1, words), 0 or very negative."""
        batch, words, hidden = x.shape
        qkv = self.qkv(x).view(batch, words, 3, self.heads, hidden // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).reshape(batch, words, hidden)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.back(nn.functional.gelu(self.into(x)))))


class Roles(nn.Module):
    """For one quote and its neighbourhood: who is speaker, cue, frame, addressee; which kind and medium."""

    def __init__(self, hidden: int, *, layers: int = 2, heads: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.place = nn.Embedding(PLACES, hidden)
        self.distance = nn.Embedding(DISTANCES, hidden)
        self.sentence = nn.Embedding(SENTENCES, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.layers = nn.ModuleList(Layer(hidden, heads, 2 * hidden, dropout) for _ in range(layers))
        self.roles = nn.Linear(hidden, len(ROLES))
        self.kind = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.GELU(), nn.Linear(hidden, len(KINDS)))
        self.medium = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.GELU(), nn.Linear(hidden, len(MEDIA)))
        for table in (self.place, self.distance, self.sentence):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self, states: Tensor, place: Tensor, distance: Tensor, sentence: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """states: (quotes, words, hidden); the rest (quotes, words), mask 1 for real words.

        Returns logits of roles (quotes, words, role), kinds (quotes, kind) and media (quotes, medium).
        """
        x = self.norm(states + self.place(place) + self.distance(distance) + self.sentence(sentence))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -30000.0
        for layer in self.layers:
            x = layer(x, bias)
        return self.say(x, place)

    def say(self, x: Tensor, place: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return what the heads make of the last states (quotes, words, hidden)."""
        inside = (place >= 2).to(x.dtype).unsqueeze(-1)
        first = (place == 3).to(x.dtype).unsqueeze(-1)
        mean = (x * inside).sum(1) / inside.sum(1).clamp(min=1.0)
        quote = torch.cat([mean, (x * first).sum(1)], -1)
        return self.roles(x), self.kind(quote), self.medium(quote)
