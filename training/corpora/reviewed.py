"""Articles that people reviewed, as ``wortlaut review export --corpus`` writes them: one document a line.

The format is that of the quotation corpus, so a newsroom's own corrections train a model like the corpus itself.
"""

from __future__ import annotations

import json
from pathlib import Path

from training.corpora import quotes_wikinews
from training.corpora.example import Example


def read(path: Path) -> list[Example]:
    """Read all documents of a file."""
    with path.open(encoding="utf-8") as lines:
        return [quotes_wikinews.example(json.loads(line)) for line in lines if line.strip()]
