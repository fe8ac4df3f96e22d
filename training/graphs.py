"""The trained network as two ONNX graphs: for one window, and for one quote.

Nothing is ever padded, so attention needs no mask and one ``Attention`` node a layer (ONNX opset 23) does what the
exporter would spell out in a dozen; together with exact GELU as one node a window takes about a fifth less time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Roles, Seen, Tagger
from wortlaut.tag.bundle import ENCODER, ROLES

OPSET = 23
"""The first one with ``Attention``; the exporter itself writes ``EXPORTED``."""

EXPORTED = 17
STAND_IN = "AttentionOfOpset23"


class Attention(torch.autograd.Function):
    """query, key, value (B, words, hidden) → (B, words, hidden); exported under a stand-in name, see `_finished`."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Attend from every word to every word."""
        split = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value))
        return nn.functional.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """Write one node."""
        made = g.op(f"com.microsoft::{STAND_IN}", query, key, value, q_num_heads_i=heads, kv_num_heads_i=heads)
        return made.setType(query.type())


class Gelu(torch.autograd.Function):
    """Exact GELU as one node."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        """Apply it."""
        return nn.functional.gelu(x)

    @staticmethod
    def symbolic(g: Any, x: Any) -> Any:
        """Write one node."""
        return g.op("com.microsoft::Gelu", x).setType(x.type())


class EncoderLayer(nn.Module):
    """A Hugging Face ``BertLayer`` over states (pieces, hidden)."""

    def __init__(self, layer: Any, heads: int) -> None:
        super().__init__()
        own = layer.attention.self
        self.heads = heads
        self.query, self.key, self.value = own.query, own.key, own.value
        self.out, self.norm1 = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.into = layer.intermediate.dense
        self.back, self.norm2 = layer.output.dense, layer.output.LayerNorm

    def forward(self, x: Tensor) -> Tensor:
        """Return the next states."""
        query, key, value = (part(x).unsqueeze(0) for part in (self.query, self.key, self.value))
        x = self.norm1(x + self.out(Attention.apply(query, key, value, self.heads).squeeze(0)))
        return self.norm2(x + self.back(Gelu.apply(self.into(x))))


class Window(nn.Module):
    """The tagger for one window: ids, depth (1, pieces), heads, sentence (1, words) → what `Seen` holds."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        bert = tagger.encoder
        table = bert.embeddings
        self.words, self.norm = table.word_embeddings, table.LayerNorm
        self.places, self.types = table.position_embeddings.weight, table.token_type_embeddings.weight
        self.layers = nn.ModuleList(EncoderLayer(x, bert.config.num_attention_heads) for x in bert.encoder.layer)
        self.tagger = tagger

    def forward(self, ids: Tensor, depth: Tensor, heads: Tensor, sentence: Tensor) -> Seen:
        """Read one window."""
        x = self.norm(self.words(ids[0]) + self.places[: ids.shape[1]] + self.types[depth[0]])
        for layer in self.layers:
            x = layer(x)
        return self.tagger.say(x[heads[0]].unsqueeze(0), sentence)


class Around(nn.Module):
    """The role module for one quote: states (1, words, hidden), place, distance, sentence (1, words)."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles
        self.parts = nn.ModuleList(nn.ModuleList(_thirds(layer.qkv)) for layer in roles.layers)

    def forward(
        self, states: Tensor, place: Tensor, distance: Tensor, sentence: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits of roles (1, words, role), kinds and media (1, label)."""
        roles = self.roles
        x = roles.norm(states + roles.place(place) + roles.distance(distance) + roles.sentence(sentence))[0]
        for layer, parts in zip(roles.layers, self.parts, strict=True):
            query, key, value = (part(x).unsqueeze(0) for part in parts)
            x = layer.norm1(x + layer.out(Attention.apply(query, key, value, layer.heads).squeeze(0)))
            x = layer.norm2(x + layer.back(Gelu.apply(layer.into(x))))
        return roles.say(x.unsqueeze(0), place)


def _thirds(packed: nn.Linear) -> list[nn.Linear]:
    """Return query, key and value of a layer that has them side by side."""
    found = []
    for weight, bias in zip(packed.weight.chunk(3), packed.bias.chunk(3), strict=True):
        part = nn.Linear(packed.in_features, packed.in_features)
        part.weight, part.bias = nn.Parameter(weight.detach().clone()), nn.Parameter(bias.detach().clone())
        found.append(part)
    return found


def graphs(tagger: Tagger, roles: Roles, folder: Path) -> None:
    """Write both halves as fp32 ONNX graphs with free lengths."""
    tagger.eval()
    roles.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[0, 5, 6, 7, 8, 9, 2]])
    outputs = list(Seen._fields)
    _export(
        Window(tagger).eval(),
        (ids, torch.zeros_like(ids), torch.tensor([[1, 3, 5]]), torch.zeros(1, 3, dtype=torch.long)),
        folder / ENCODER,
        ["ids", "depth", "heads", "sentence"],
        outputs,
        {
            **{name: {1: "pieces"} for name in ("ids", "depth")},
            **{name: {1: "words"} for name in ("heads", "sentence", *outputs)},
            "arcs": {1: "words", 2: "words"},
        },
    )
    numbers = torch.tensor([[0, 2, 3, 0]])
    names = ["states", "place", "distance", "sentence"]
    _export(
        Around(roles).eval(),
        (torch.randn(1, 4, tagger.encoder.config.hidden_size), numbers, numbers, numbers),
        folder / ROLES,
        names,
        ["roles", "kinds", "media"],
        {name: {1: "words"} for name in (*names, "roles")},
    )


def _export(
    model: nn.Module,
    example: tuple[Tensor, ...],
    target: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        model,
        example,
        str(target),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=EXPORTED,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    onnx.save(_finished(onnx.load(target)), target)


def _finished(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the graph with the stand-ins as what they stand for."""
    for node in model.graph.node:
        if node.op_type == STAND_IN:
            node.op_type, node.domain = "Attention", ""
    next(o for o in model.opset_import if o.domain == "").version = OPSET
    model.ir_version = 10
    return model


def quantised(source: Path, target: Path) -> None:
    """Write int8 versions (dynamic, per channel) of both graphs."""
    target.mkdir(parents=True, exist_ok=True)
    for name in (ENCODER, ROLES):
        quantize_dynamic(
            source / name,
            target / name,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )
