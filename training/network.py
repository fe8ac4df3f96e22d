"""The reader model: one encoder, tag heads per word, and a role module per quote."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.corpora import KINDS, MEDIA, ROLES
from wortlaut.tag.neighbourhood import DISTANCES, PLACES, SENTENCES

DEPTHS = 3
TAGS = 3


class Tagger(nn.Module):
    """Encoder and tag heads: pieces of a window → states and tag logits of its words."""

    def __init__(self, encoder: Any, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, 2 * TAGS)

    def forward(self, ids: Tensor, depth: Tensor, mask: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """ids, depth, mask: (batch, pieces); heads: (batch, words).

        Returns states (batch, words, hidden) and logits (batch, words, level, tag).
        """
        states = self.encoder(ids, attention_mask=mask, token_type_ids=depth).last_hidden_state
        states = states.gather(1, heads.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        logits = self.tags(self.dropout(states))
        return states, logits.view(logits.shape[0], logits.shape[1], 2, TAGS)


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
        inside = (place >= 2).to(x.dtype).unsqueeze(-1)
        first = (place == 3).to(x.dtype).unsqueeze(-1)
        mean = (x * inside).sum(1) / inside.sum(1).clamp(min=1.0)
        quote = torch.cat([mean, (x * first).sum(1)], -1)
        return self.roles(x), self.kind(quote), self.medium(quote)
