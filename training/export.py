"""Trained model → bundle: two ONNX graphs in int8, labels with thresholds chosen on dev, card, checksums."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.choose import choose
from training.corpora import Example
from training.evaluate import LABELS, evaluate
from training.network import Roles, Tagger
from wortlaut.tag.bundle import CARD, ENCODER, FORMAT, ROLES, TOKENIZER, Bundle, seal
from wortlaut.tag.bundle import LABELS as LABELS_FILE
from wortlaut.tag.onnx import OnnxEngine
from wortlaut.tag.words import WordPieces

NAME = "wortlaut-reader-1"


def graphs(tagger: Tagger, roles: Roles, folder: Path) -> None:
    """Write both halves as fp32 ONNX graphs with free batch and length axes."""
    tagger.eval()
    roles.eval()
    tagger.encoder.set_attn_implementation("eager")
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[0, 5, 6, 7, 8, 9, 2], [0, 5, 6, 2, 1, 1, 1]])
    mask = (ids != 1).long()
    heads = torch.tensor([[1, 3, 5], [1, 2, 0]])
    torch.onnx.export(
        tagger,
        (ids, torch.zeros_like(ids), mask, heads),
        str(folder / ENCODER),
        input_names=["ids", "depth", "mask", "heads"],
        output_names=["states", "logits"],
        dynamic_axes={
            **{name: {0: "batch", 1: "pieces"} for name in ("ids", "depth", "mask")},
            **{name: {0: "batch", 1: "words"} for name in ("heads", "states", "logits")},
        },
        opset_version=17,
        dynamo=False,
    )
    hidden = tagger.encoder.config.hidden_size
    numbers = torch.tensor([[0, 2, 3, 0], [0, 3, 2, 1]])
    names = ("states", "place", "distance", "sentence", "mask")
    torch.onnx.export(
        roles,
        (torch.randn(2, 4, hidden), numbers, numbers, numbers, torch.ones_like(numbers)),
        str(folder / ROLES),
        input_names=list(names),
        output_names=["roles", "kinds", "media"],
        dynamic_axes={
            **{name: {0: "quotes", 1: "words"} for name in (*names, "roles")},
            **{name: {0: "quotes"} for name in ("kinds", "media")},
        },
        opset_version=17,
        dynamo=False,
    )


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
        onnx.checker.check_model(onnx.load(target / name))


def export(
    tagger: Tagger, roles: Roles, tokenizer: Path, pieces: WordPieces, dev: Sequence[Example], out: Path
) -> None:
    """Write the bundle to ``out`` and print fp32 and int8 figures on dev side by side."""
    work = tokenizer.parent / "fp32"
    graphs(tagger, roles, work)
    quantised(work, out)
    shutil.copy(tokenizer, out / TOKENIZER)
    figures = {}
    labels = LABELS
    for name, folder in (("fp32", work), ("int8", out)):
        engine = OnnxEngine(Bundle(folder=folder, labels=LABELS, name=NAME, hash=""), threads=2)
        if name == "fp32":
            labels = choose(engine, pieces, dev)
        scores, _ = evaluate(engine, pieces, dev, labels)
        figures[name] = {part: getattr(scores, part).f1 for part in ("message", "roles", "joint", "type", "medium")}
        print(name, figures[name], flush=True)
    about = {"format": FORMAT, "name": NAME, "labels": asdict(labels), "dev": figures}
    (out / LABELS_FILE).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    card = Path(__file__).with_name("card.md").read_text(encoding="utf-8")
    rows = "\n".join(
        f"| {name} | " + " | ".join(f"{100 * v:.1f}" for v in row.values()) + " |" for name, row in figures.items()
    )
    (out / CARD).write_text(card.replace("{rows}", rows).replace("{name}", NAME), encoding="utf-8")
    seal(out)
