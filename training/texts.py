"""Free German text that decides which pieces of the vocabulary stay."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from training.corpora import READERS


def texts(data: Path) -> Iterator[str]:
    """Yield text of all corpora that the model is trained on, and of free German news and debates."""
    for path in sorted((data / "quotes_wikinews").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["originalText"]
    for name in ("redewiedergabe", "speech_events_bundestag"):
        for example in READERS[name](data, "train"):
            yield " ".join(example.words.texts)
    yield (data / "ntrex_de" / "newstest2019-ref.deu.txt").read_text(encoding="utf-8")
    for path in sorted((data / "bundestag_protocols").glob("*.txt.gz"))[::6]:
        yield gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    for row in json.loads((data / "gerntsa" / "GerNTSA.json").read_text(encoding="utf-8")):
        yield json.dumps(row, ensure_ascii=False)
    for name in ("wikineural_de/val.conllu", "wikineural_de/test.conllu"):
        rows = (data / name).read_text(encoding="utf-8").splitlines()
        yield " ".join(row.split("\t")[1] for row in rows if row.count("\t") >= 2)
    for name in ("NER-de-dev.tsv", "NER-de-test.tsv"):
        rows = (data / "germeval2014" / name).read_text(encoding="utf-8").splitlines()
        yield " ".join(row.split("\t")[1] for row in rows if row.count("\t") >= 2)
    for name in ("factbook_executives.tsv", "peppercat_incumbents.tsv"):
        yield (data / "kb_leaders" / name).read_text(encoding="utf-8")
