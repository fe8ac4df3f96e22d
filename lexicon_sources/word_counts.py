"""How many sentences of our own articles hold a word: ``python -m lexicon_sources.word_counts`` writes the table.

Counted are the sample articles, the golden articles for development and the sentences with events in training/, all
written by the Wortlaut authors. A word counts once a sentence, in its dictionary form and small letters.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from wortlaut.coding.words import lemmas
from wortlaut.segment import split_sentences

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src/wortlaut/lexicon/word_counts.tsv"
TEXTS = ("examples/articles/*.txt", "tests/golden/dev/*.txt", "training/events/own.txt")
LEAST = 3
HEAD = (
    "# Counted by lexicon_sources/word_counts.py in articles written by the Wortlaut authors, CC0, 2026-11: in how "
    "many of their sentences a dictionary form stands; * counts the sentences"
)


def main() -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    total = 0
    for path in sorted(path for pattern in TEXTS for path in ROOT.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        for line in filter(None, map(str.strip, text.splitlines())):
            for span in split_sentences(line):
                counts.update(set(lemmas(span.of(line))))
                total += 1
    rows = sorted((word, count) for word, count in counts.items() if count >= LEAST)
    lines = [HEAD, "lemma\tsentences", f"*\t{total}", *(f"{word}\t{count}" for word, count in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
