"""One command from corpora to model bundle.

    python -m training.build --data ../shared/data --work work/reader --out src/wortlaut/tag/bundle

Resumes from the checkpoints in ``--work``; ``--smoke`` runs a few minutes on a sliver of the data.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import torch

from training import base
from training.corpora import READERS, Example
from training.export import export
from training.network import DEPTHS, Roles, Tagger
from training.texts import texts
from training.train import Options, Stage, train
from wortlaut.tag.words import WordPieces

WARM_UP_WORDS = 1200
"""A warm-up document is cut to this many words: many voices, few minutes."""


def shortened(example: Example, words: int) -> Example:
    """Return the first ``words`` words of an example with the quotes that lie wholly in them."""
    columns = example.words
    cut = replace(
        columns,
        texts=columns.texts[:words],
        glued=columns.glued[:words],
        depth=columns.depth[:words],
        sentence=columns.sentence[:words],
        paragraph=columns.paragraph[:words],
    )
    return replace(example, words=cut, quotes=tuple(q for q in example.quotes if q.words[-1] < words))


def stages(data: Path, *, smoke: bool, epochs: int) -> tuple[list[Stage], list[Example]]:
    """Return the schedule and the dev examples."""
    news = READERS["quotes_wikinews"](data, "train")
    dev = READERS["quotes_wikinews"](data, "dev")
    if smoke:
        return [Stage(name="news", examples=news[:24], epochs=1, encoder_rate=2e-4, head_rate=1e-3)], dev[:6]
    rng = random.Random(0)
    warm = [
        shortened(e, WARM_UP_WORDS)
        for name in ("redewiedergabe", "speech_events_bundestag")
        for e in READERS[name](data, "train")
    ]
    rng.shuffle(warm)
    return [
        Stage(name="warm-up", examples=warm, epochs=1, encoder_rate=1e-4, head_rate=1e-3),
        Stage(name="news", examples=news, epochs=epochs, encoder_rate=2e-4, head_rate=6e-4),
    ], dev


def prepare(data: Path, work: Path) -> tuple[Tagger, Roles, WordPieces]:
    """Return the untrained model and its pieces; the cut base is kept in ``work``."""
    kept, vocabulary = work / "base.pt", work / "tokenizer.json"
    if not kept.exists():
        work.mkdir(parents=True, exist_ok=True)
        tokenizer, small = base.cut_vocabulary(base.read(base.download(work)), texts(data))
        tokenizer.save(str(vocabulary))
        torch.save({name: getattr(small, name) for name in base.Base.__slots__}, kept)
    small = base.Base(**torch.load(kept, weights_only=True))
    tagger = Tagger(base.encoder(small, types=DEPTHS))
    tagger.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return tagger, Roles(small.hidden), WordPieces(vocabulary)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("work/reader"), help="checkpoints and log")
    parser.add_argument("--out", type=Path, required=True, help="folder of the bundle to write")
    parser.add_argument("--epochs", type=int, default=9, help="passes over the quotation corpus")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="minutes instead of hours; the model is useless")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    schedule, dev = stages(arguments.data, smoke=arguments.smoke, epochs=arguments.epochs)
    tagger, roles, pieces = prepare(arguments.data, arguments.work)
    options = Options(out=arguments.work, seed=arguments.seed)
    train(tagger, roles, pieces, schedule, dev, options)
    export(tagger, roles, arguments.work / "tokenizer.json", pieces, dev, arguments.out)


if __name__ == "__main__":
    main()
