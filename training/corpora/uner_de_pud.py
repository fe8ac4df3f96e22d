"""Universal NER, German PUD (Mayhew et al. 2024): for evaluation only."""

from __future__ import annotations

from pathlib import Path

from training.corpora.bio import column, examples
from training.corpora.example import Example


def read(data: Path, split: str) -> list[Example]:
    """Read ``test``."""
    if split != "test":
        raise ValueError("uner_de_pud is for evaluation only")
    text = (data / "uner_de_pud" / "de_pud-ud-test.iob2").read_text(encoding="utf-8")
    return examples("uner", column(text, 1, 2), apart=False)
