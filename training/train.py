"""The training loop: stages of corpora, one schedule, checkpoints that resume."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpora import Example
from training.evaluate import TorchEngine, evaluate
from training.features import Batch, Piece, augment, collate, cut
from training.network import Roles, Tagger
from wortlaut.tag.words import WordPieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One part of the schedule: ``epochs`` passes over ``examples`` with its own learning rate."""

    name: str
    examples: Sequence[Example]
    epochs: int
    encoder_rate: float
    head_rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What does not change during a run."""

    out: Path
    seed: int = 0
    batch_pieces: int = 4096
    limit: int = 384
    evaluate_every: int = 2


def loss_of(tagger: Tagger, roles: Roles, batch: Batch) -> Tensor:
    """Return the joint loss of one batch."""
    states, logits = tagger(batch.ids, batch.depth, batch.mask, batch.heads)
    cross = nn.functional.cross_entropy
    loss = cross(logits[:, :, 0].flatten(0, 1), batch.tags[:, :, 0].flatten(), ignore_index=-100)
    loss = loss + 0.5 * cross(logits[:, :, 1].flatten(0, 1), batch.tags[:, :, 1].flatten(), ignore_index=-100)
    if not len(batch.row):
        return loss
    near = states[batch.row].gather(1, batch.at.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
    role, kind, medium = roles(near, batch.place, batch.distance, batch.sentence, batch.near)
    each = nn.functional.binary_cross_entropy_with_logits(
        role, batch.roles.float(), reduction="none", pos_weight=torch.tensor(1.5)
    )
    count = len(batch.row)
    loss = loss + 0.06 * (each * batch.near.unsqueeze(-1)).sum() / count
    if (batch.kinds >= 0).any():
        loss = loss + 0.25 * cross(kind, batch.kinds, ignore_index=-100)
        loss = loss + 0.08 * cross(medium, batch.media, ignore_index=-100)
    return loss


def batches(parts: list[Piece], size: int, rng: random.Random) -> list[list[Piece]]:
    """Group windows of similar length into batches of at most ``size`` padded pieces, shuffled."""
    order = sorted(parts, key=lambda part: len(part.window.ids) + rng.random() * 60)
    groups: list[list[Piece]] = [[]]
    for part in order:
        widest = max((len(p.window.ids) for p in groups[-1]), default=0)
        if groups[-1] and max(widest, len(part.window.ids)) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(part)
    rng.shuffle(groups)
    return groups


def train(
    tagger: Tagger, roles: Roles, pieces: WordPieces, stages: Sequence[Stage], dev: Sequence[Example], options: Options
) -> None:
    """Train through all stages; log to ``log.jsonl``; resume from ``last.pt`` if there is one."""
    options.out.mkdir(parents=True, exist_ok=True)
    last = options.out / "last.pt"
    done: tuple[int, int] = (0, 0)
    if last.exists():
        saved = torch.load(last, weights_only=True)
        tagger.load_state_dict(saved["tagger"])
        roles.load_state_dict(saved["roles"])
        done = tuple(saved["done"])
    for number, stage in enumerate(stages):
        if number < done[0]:
            continue
        _stage(tagger, roles, pieces, stage, number, done[1] if number == done[0] else 0, dev, options)


def _stage(
    tagger: Tagger,
    roles: Roles,
    pieces: WordPieces,
    stage: Stage,
    number: int,
    skip: int,
    dev: Sequence[Example],
    options: Options,
) -> None:
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in tagger.encoder.parameters() if p.requires_grad], "lr": stage.encoder_rate},
            {"params": [*tagger.tags.parameters(), *roles.parameters()], "lr": stage.head_rate},
        ],
        weight_decay=0.01,
    )
    state = options.out / "optimizer.pt"
    if skip and state.exists():
        optimizer.load_state_dict(torch.load(state, weights_only=True))
    peak = [
        group["lr"] if not skip else rate
        for group, rate in zip(optimizer.param_groups, (stage.encoder_rate, stage.head_rate), strict=True)
    ]
    started = time.time()
    for epoch in range(skip, stage.epochs):
        rng = random.Random(f"{options.seed}-{number}-{epoch}")
        torch.manual_seed(options.seed * 1000 + number * 100 + epoch)
        parts = [p for e in stage.examples for p in cut(augment(e, rng), pieces, limit=options.limit, overlap=0.15)]
        groups = batches(parts, options.batch_pieces, rng)
        tagger.train()
        roles.train()
        total = 0.0
        for step, group in enumerate(groups):
            progress = (epoch + step / len(groups)) / stage.epochs
            factor = min(1.0, progress / 0.1) * min(1.0, (1.0 - progress) / 0.9)
            for parameters, rate in zip(optimizer.param_groups, peak, strict=True):
                parameters["lr"] = rate * factor
            loss = loss_of(tagger, roles, collate(group))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*tagger.parameters(), *roles.parameters()], 1.0)
            optimizer.step()
            total += loss.item()
            if step % 20 == 0:
                print(
                    f"{stage.name} {epoch} {step}/{len(groups)} {loss.item():.3f} {time.time() - started:.0f}s",
                    flush=True,
                )
        entry = {"stage": stage.name, "epoch": epoch + 1, "loss": total / len(groups), "seconds": time.time() - started}
        if dev and ((epoch + 1) % options.evaluate_every == 0 or epoch + 1 == stage.epochs):
            entry |= figures(tagger, roles, pieces, dev)
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        print(entry, flush=True)
        ended = epoch + 1 == stage.epochs
        torch.save(
            {
                "tagger": tagger.state_dict(),
                "roles": roles.state_dict(),
                "done": (number + ended, 0 if ended else epoch + 1),
            },
            options.out / "last.pt",
        )
        torch.save(optimizer.state_dict(), state)
        if not math.isfinite(total):
            raise FloatingPointError(f"loss is not finite in {stage.name}, epoch {epoch}")


def figures(tagger: Tagger, roles: Roles, pieces: WordPieces, dev: Sequence[Example]) -> dict[str, float]:
    """Return the F1 figures of the published scorer on ``dev``."""
    tagger.eval()
    roles.eval()
    scores, _ = evaluate(TorchEngine(tagger, roles), pieces, dev)
    return {name: getattr(scores, name).f1 for name in ("message", "roles", "joint", "type", "medium")}
