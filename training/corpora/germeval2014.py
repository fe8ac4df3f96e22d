"""GermEval 2014 named entities (Benikova et al. 2014), outer level: the test part, and dev for choosing."""

from __future__ import annotations

from pathlib import Path

from training.corpora.bio import column, examples
from training.corpora.example import Example

FILES = {"train": "NER-de-test.tsv", "dev": "NER-de-dev.tsv"}


def read(data: Path, split: str) -> list[Example]:
    """Read the published test sentences as ``train`` (its train file is not at hand), or ``dev``.

    OTH is MISC; derived words (*deutsch*) are no names; of compounds (*US-Regierung*) only a part is.
    """
    text = (data / "germeval2014" / FILES[split]).read_text(encoding="utf-8")
    sentences = [[(word, _tag(tag)) for word, tag in sentence] for sentence in column(text, 1, 2)]
    return examples("germeval", sentences, apart=split == "train")


def _tag(tag: str) -> str:
    if tag.endswith("deriv"):
        return "O"
    if tag.endswith("part"):
        kind = tag[2:-4].replace("OTH", "MISC")
        return f"{kind}|part" if tag.startswith("B-") else "?"
    return tag.replace("OTH", "MISC")
