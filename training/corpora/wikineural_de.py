"""WikiNEuRal German (Tedeschi et al. 2021): names found automatically in Wikipedia."""

from __future__ import annotations

from pathlib import Path

from training.corpora.bio import column, examples
from training.corpora.example import Example

FILES = {"train": ("val.conllu", "test.conllu")}


def read(data: Path, split: str) -> list[Example]:
    """Read both published files as ``train``."""
    sentences = []
    for name in FILES[split]:
        sentences += column((data / "wikineural_de" / name).read_text(encoding="utf-8"), 1, 2)
    return examples("wikineural", sentences, apart=True)
