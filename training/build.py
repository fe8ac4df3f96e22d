"""One command from corpora to model bundle.

    python -m training.build --data ../shared/data --work work/reader --out src/wortlaut/tag/bundle

Resumes from the checkpoints in ``--work``. ``--smoke --articles examples/articles`` needs no corpora and a few minutes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from training import base
from training.corpora import READERS, Example, articles
from training.evaluate import Dev
from training.exchange import pool
from training.export import export
from training.licences import data_table
from training.network import DEPTHS, Roles, Tagger
from training.texts import texts
from training.train import Options, Source, Stage, train
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
    return replace(example, words=cut, quotes=tuple(q for q in example.quotes or () if q.words[-1] < words))


QUOTED = "quotes, roles, kind, medium"
USED = (
    ("quotes_wikinews", QUOTED),
    ("redewiedergabe", QUOTED + " (warm-up)"),
    ("speech_events_bundestag", "quotes, roles (warm-up)"),
    ("germeval2014", "names"),
    ("wikineural_de", "names"),
    ("ud_de", "grammar"),
    ("gsd_pos_train", "parts of speech"),
)
"""Corpora and what they teach, for the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The schedule, what is held back to choose and to measure, and where the data came from."""

    stages: Sequence[Stage]
    dev: Dev
    test: Dev
    sources: str


def plan(data: Path, articles: Sequence[Example], epochs: tuple[int, int, int, int]) -> Plan:
    """Return the full plan; ``articles`` join the last stage."""

    def examples(name: str) -> list[Example]:
        found = READERS[name](data, "train")
        random.Random(0).shuffle(found)
        return found

    news, treebank = examples("quotes_wikinews"), examples("ud_de")
    held, treebank = treebank[:10], treebank[10:]
    warm = [shortened(e, WARM_UP_WORDS) for e in examples("redewiedergabe") + examples("speech_events_bundestag")]
    names, silver, positions = (examples(name) for name in ("germeval2014", "wikineural_de", "gsd_pos_train"))
    own = [*news, *articles]
    everything = [Source(own), Source(names, 0.5), Source(silver, 1 / 6), Source(treebank), Source(positions, 0.2)]
    finish = [Source(own, 0.35), Source(names, 0.7), Source(silver, 0.1), Source(treebank, 2.0), Source(positions, 0.1)]
    last = [Source(own, 0.6), Source(names, 1.5), Source(silver, 0.4), Source(treebank, 2.5), Source(positions, 0.2)]
    exchange = pool([*names, *silver])
    return Plan(
        stages=(
            Stage(name="warm-up", sources=[Source(warm)], epochs=1, encoder_rate=1e-4, head_rate=1e-3),
            Stage(name="quotes", sources=[Source(news)], epochs=epochs[0], encoder_rate=2e-4, head_rate=6e-4),
            Stage(name="all", sources=everything, epochs=epochs[1], encoder_rate=1.5e-4, head_rate=8e-4),
            Stage(name="finish", sources=finish, epochs=epochs[2], encoder_rate=8e-5, head_rate=5e-4),
            Stage(name="names", sources=last, epochs=epochs[3], encoder_rate=1e-4, head_rate=6e-4, names=exchange),
        ),
        dev=Dev(
            quotes=READERS["quotes_wikinews"](data, "dev"),
            names=READERS["germeval2014"](data, "dev"),
            grammar=held,
        ),
        test=Dev(names=READERS["uner_de_pud"](data, "test"), grammar=READERS["ud_de"](data, "test")),
        sources=data_table(data, USED)
        + ("\n| articles of one's own | quotes, roles | one's own |" if articles else ""),
    )


def smoke(articles: Sequence[Example]) -> Plan:
    """Return a plan of one short epoch over ``articles`` alone: it shows that everything works, not how well."""
    few = articles[:4]
    stage = Stage(name="smoke", sources=[Source(few)], epochs=1, encoder_rate=2e-4, head_rate=1e-3)
    return Plan(stages=(stage,), dev=Dev(quotes=few[:2]), test=Dev(), sources="Nothing but sample articles.")


def prepare(texts: Iterable[str], work: Path) -> tuple[Tagger, Roles, WordPieces]:
    """Return the untrained model and its pieces; the cut base is kept in ``work``."""
    kept, vocabulary = work / "base.pt", work / "tokenizer.json"
    if not kept.exists():
        work.mkdir(parents=True, exist_ok=True)
        tokenizer, small = base.cut_vocabulary(base.read(base.download(work)), texts)
        tokenizer.save(str(vocabulary))
        torch.save({name: getattr(small, name) for name in base.Base.__slots__}, kept)
    small = base.Base(**torch.load(kept, weights_only=True))
    tagger = Tagger(base.encoder(small, types=DEPTHS))
    tagger.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return tagger, Roles(small.hidden), WordPieces(vocabulary)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the corpora")
    parser.add_argument("--articles", type=Path, help="folder of reviewed articles of one's own")
    parser.add_argument("--work", type=Path, default=Path("work/reader"), help="checkpoints and log")
    parser.add_argument("--out", type=Path, required=True, help="folder of the bundle to write")
    parser.add_argument(
        "--epochs", type=int, nargs=4, default=(11, 7, 2, 3), help="of the stages quotes, all, finish, names"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="--articles alone, minutes; the model is useless")
    arguments = parser.parse_args()
    if arguments.data is None and not (arguments.smoke and arguments.articles):
        parser.error("--data is needed (or --smoke with --articles)")
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    own = articles.read(arguments.articles) if arguments.articles else []
    if arguments.smoke:
        schedule = smoke(own)
        free: Iterable[str] = [" ".join(e.words.texts) for e in own]
    else:
        schedule = plan(arguments.data, own, tuple(arguments.epochs))
        free = texts(arguments.data)
    tagger, roles, pieces = prepare(free, arguments.work)
    train(tagger, roles, pieces, schedule.stages, schedule.dev, Options(out=arguments.work, seed=arguments.seed))
    vocabulary = arguments.work / "tokenizer.json"
    export(tagger, roles, vocabulary, pieces, schedule.dev, schedule.test, arguments.out, schedule.sources)


if __name__ == "__main__":
    main()
