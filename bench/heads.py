"""What everything but quotes costs: the whole pipeline against a reader of quotes alone, in one run.

    python -m bench.heads [--articles examples/articles] [--rounds 5]

*Quotes alone* is the same encoder with its other heads cut off (a graph without them), the role module, and extract:
statements with speaker, cue and addressee. The *whole* reads names, grammar, times, events, actors and relations as
well. Both read every article in turn, the best of the rounds counts for each article, on one thread. Needs ``onnx``
(``pip install '.[train]'``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.golden_files import read_text
from bench.product import intake_article
from wortlaut.extract import extract
from wortlaut.pipeline import Reader
from wortlaut.record import Article
from wortlaut.segment import segment
from wortlaut.tag import Tagger, open_bundle, proposals, words_of
from wortlaut.tag.bundle import ENCODER, TOKENIZER
from wortlaut.tag.onnx import OnnxEngine
from wortlaut.tag.tagger import Seen, tag
from wortlaut.tag.words import WordPieces

KEPT = ["states", "quotes"]


class QuotesOnly:
    """An engine whose encoder has no head but that of quotes."""

    def __init__(self, folder: Path) -> None:
        import onnx
        import onnxruntime

        bundle = open_bundle()
        whole = onnx.load(bundle.folder / ENCODER)
        inputs = [one.name for one in whole.graph.input]
        cut = onnx.utils.Extractor(whole).extract_model([i for i in inputs if i != "sentence"], KEPT)
        onnx.save(cut, folder / ENCODER)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / ENCODER), options, providers=["CPUExecutionProvider"])
        self._rest = OnnxEngine(bundle)
        self.relate = self._rest.relate

    def encode(self, ids: Any, depth: Any, heads: Any, sentence: Any) -> Seen:
        """Read one window; what the cut heads would say is empty."""
        feed = {"ids": ids[None], "depth": depth[None], "heads": heads[None]}
        states, quotes = (np.asarray(part[0], dtype=np.float32) for part in self._session.run(KEPT, feed))
        blank = np.zeros((len(heads), 0), np.float32)
        return Seen(states, quotes, blank, blank, blank, blank)


def measure(articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Return seconds of both, and by how much the whole is slower."""
    reader, bundle = Reader(Tagger.load()), open_bundle()
    pieces = WordPieces(bundle.folder / TOKENIZER)
    best = {"quotes": [float("inf")] * len(articles), "whole": [float("inf")] * len(articles)}
    with tempfile.TemporaryDirectory() as folder:
        engine = QuotesOnly(Path(folder))

        def quotes(article: Article) -> None:
            doc = segment(article)
            words, numbers = words_of(doc)
            found = tag(engine, pieces, bundle.labels, words, proposals(doc, numbers), quotes_only=True)
            extract(doc, found)

        for _ in range(rounds):
            for number, article in enumerate(articles):
                for name, read in (("quotes", quotes), ("whole", reader.read)):
                    start = time.perf_counter()
                    read(article)
                    best[name][number] = min(best[name][number], time.perf_counter() - start)
    alone, whole = sum(best["quotes"]), sum(best["whole"])
    return {"quotes alone (s)": alone, "whole (s)": whole, "more": whole / alone - 1.0}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=Path("examples/articles"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = [intake_article(read_text(path)) for path in sorted(options.articles.glob("*.txt"))]
    print(json.dumps(measure(articles, options.rounds), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
