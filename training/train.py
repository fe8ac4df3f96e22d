"""The training loop: stages of corpora, one schedule, checkpoints that resume."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpora import UNKNOWN, Example
from training.evaluate import Dev, TorchEngine, evaluate, grammar_figures, name_figures
from training.exchange import Pool, exchanged
from training.features import Batch, Piece, augment, collate, cut
from training.network import VALUES, Roles, Tagger
from wortlaut.tag.grammar import POS
from wortlaut.tag.words import WordPieces


@dataclass(frozen=True, slots=True)
class Source:
    """Examples of which every epoch sees another ``share`` (1.0: all of them)."""

    examples: Sequence[Example]
    share: float = 1.0

    def of(self, epoch: int) -> list[Example]:
        """Return the examples of one epoch; after 1 / ``share`` epochs all have been seen."""
        size = round(self.share * len(self.examples))
        first = epoch * size
        return [self.examples[at % len(self.examples)] for at in range(first, first + size)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One part of the schedule: ``epochs`` passes over ``sources`` with its own learning rate."""

    name: str
    sources: Sequence[Source]
    epochs: int
    encoder_rate: float
    head_rate: float
    names: Pool = field(default_factory=dict)
    """Names to exchange for those of the name corpora; none: they stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What does not change during a run."""

    out: Path
    seed: int = 0
    batch_pieces: int = 3072
    limit: int = 384
    evaluate_every: int = 2
    average: float = 0.99
    """Decay per step of the running mean of the weights, which is what is evaluated and kept at the end."""


QUOTES_PER_WORD = 1 / 70
"""About as many quotes as the quotation corpus has; so losses per quote and per word keep their proportion."""


def loss_of(tagger: Tagger, roles: Roles, batch: Batch) -> Tensor:
    """Return the joint loss of one batch: sums of each target over the number of words in the batch.

    A target that a corpus does not know adds nothing; a corpus counts by its share of the batch.
    """
    known = batch.arcs[:, :, 0]
    seen = tagger(batch.ids, batch.depth, batch.mask, batch.heads, batch.sentence_of, known.clamp(min=0))
    words = (batch.sentence_of >= 0).sum()
    loss = (
        _cross(seen.quotes[:, :, 0], batch.tags[:, :, 0]) + 0.5 * _cross(seen.quotes[:, :, 1], batch.tags[:, :, 1])
    ) * 1.5
    loss = loss + _cross(seen.names, batch.names)
    for number, logits in enumerate(seen.grammar.split([len(POS), *VALUES], -1)):
        loss = loss + (0.5 if number == 0 else 0.3) * _cross(logits, batch.grammar[:, :, number])
    loss = loss + _cross(seen.arcs, known) + 0.5 * _cross(seen.relations, batch.arcs[:, :, 1])
    if len(batch.row):
        loss = loss + loss_of_quotes(seen.states, roles, batch) / QUOTES_PER_WORD
    return loss / words


def loss_of_quotes(states: Tensor, roles: Roles, batch: Batch) -> Tensor:
    """Return the summed loss of roles, kinds and media."""
    near = states[batch.row].gather(1, batch.at.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
    role, kind, medium = roles(near, batch.place, batch.distance, batch.sentence, batch.near)
    each = nn.functional.binary_cross_entropy_with_logits(
        role, batch.roles.float(), reduction="none", pos_weight=torch.tensor(1.5)
    )
    loss = 0.06 * (each * batch.near.unsqueeze(-1)).sum()
    return loss + 0.25 * _cross(kind, batch.kinds) + 0.08 * _cross(medium, batch.media)


def _cross(logits: Tensor, targets: Tensor) -> Tensor:
    """Return the summed cross entropy over the known targets."""
    return nn.functional.cross_entropy(logits.flatten(0, -2), targets.flatten(), ignore_index=UNKNOWN, reduction="sum")


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
    tagger: Tagger, roles: Roles, pieces: WordPieces, stages: Sequence[Stage], dev: Dev, options: Options
) -> None:
    """Train through all stages; log to ``log.jsonl``; resume from ``last.pt`` if there is one."""
    options.out.mkdir(parents=True, exist_ok=True)
    last = options.out / "last.pt"
    done: tuple[int, int] = (0, 0)
    if last.exists():
        saved = torch.load(last, weights_only=True)
        tagger.load_state_dict(saved["tagger"], strict=False)  # a stage may add heads
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
    dev: Dev,
    options: Options,
) -> None:
    heads = [p for name, p in tagger.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in tagger.encoder.parameters() if p.requires_grad], "lr": stage.encoder_rate},
            {"params": [*heads, *roles.parameters()], "lr": stage.head_rate},
        ],
        weight_decay=0.01,
    )
    mean = Mean(tagger, roles, options.average)
    state = options.out / "optimizer.pt"
    if skip and state.exists():
        saved = torch.load(state, weights_only=True)
        optimizer.load_state_dict(saved["optimizer"])
        mean.values = saved["mean"]
    rates = (stage.encoder_rate, stage.head_rate)
    started = time.time()
    for epoch in range(skip, stage.epochs):
        rng = random.Random(f"{options.seed}-{number}-{epoch}")
        torch.manual_seed(options.seed * 1000 + number * 100 + epoch)
        examples = [augment(exchanged(e, stage.names, rng), rng) for s in stage.sources for e in s.of(epoch)]
        groups = batches(
            [p for e in examples for p in cut(e, pieces, limit=options.limit, overlap=0.15, rng=rng)],
            options.batch_pieces,
            rng,
        )
        tagger.train()
        roles.train()
        total = 0.0
        for step, group in enumerate(groups):
            progress = (epoch + step / len(groups)) / stage.epochs
            factor = min(1.0, progress / 0.1) * min(1.0, (1.0 - progress) / 0.9)
            for parameters, rate in zip(optimizer.param_groups, rates, strict=True):
                parameters["lr"] = rate * factor
            loss = loss_of(tagger, roles, collate(group))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*tagger.parameters(), *roles.parameters()], 1.0)
            optimizer.step()
            mean.add()
            total += loss.item()
            if step % 20 == 0:
                print(
                    f"{stage.name} {epoch} {step}/{len(groups)} {loss.item():.3f} {time.time() - started:.0f}s",
                    flush=True,
                )
        entry = {"stage": stage.name, "epoch": epoch + 1, "loss": total / len(groups), "seconds": time.time() - started}
        ended = epoch + 1 == stage.epochs
        if ended:
            mean.swap()
        if (epoch + 1) % options.evaluate_every == 0 or ended:
            entry |= figures(tagger, roles, pieces, dev)
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        print(entry, flush=True)
        weights = {"tagger": tagger.state_dict(), "roles": roles.state_dict()}
        torch.save(weights | {"done": (number + ended, 0 if ended else epoch + 1)}, options.out / "last.pt")
        torch.save({"optimizer": optimizer.state_dict(), "mean": mean.values}, state)
        if not math.isfinite(total):
            raise FloatingPointError(f"loss is not finite in {stage.name}, epoch {epoch}")


class Mean:
    """A running mean of all weights that are trained."""

    def __init__(self, tagger: Tagger, roles: Roles, decay: float) -> None:
        self.weights = [p for p in (*tagger.parameters(), *roles.parameters()) if p.requires_grad]
        self.values = [p.detach().clone() for p in self.weights]
        self.decay = decay

    def add(self) -> None:
        """Take the present weights into the mean."""
        torch._foreach_lerp_(self.values, [p.detach() for p in self.weights], 1.0 - self.decay)

    def swap(self) -> None:
        """Put the mean into the model; what was there becomes the mean."""
        with torch.no_grad():
            for weight, value in zip(self.weights, self.values, strict=True):
                kept = weight.detach().clone()
                weight.copy_(value)
                value.copy_(kept)


def figures(tagger: Tagger, roles: Roles, pieces: WordPieces, dev: Dev) -> dict[str, float]:
    """Return the figures of all tasks on ``dev``."""
    tagger.eval()
    roles.eval()
    engine = TorchEngine(tagger, roles)
    scores, _ = evaluate(engine, pieces, dev.quotes)
    return {
        **{name: getattr(scores, name).f1 for name in ("message", "roles", "joint", "type", "medium")},
        **(name_figures(engine, pieces, dev.names) if dev.names else {}),
        **(grammar_figures(engine, pieces, dev.grammar) if dev.grammar else {}),
    }
