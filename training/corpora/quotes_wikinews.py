"""Quotation attribution in German Wikinews (Petersen-Frey and Biemann 2024)."""

from __future__ import annotations

import bisect
import gzip
import json
from pathlib import Path
from typing import Any

from training.corpora.example import ROLES, Example, Quote, depths, paragraph_bounds
from wortlaut.tag.words import Words


def read(data: Path, split: str) -> list[Example]:
    """Read ``train`` or ``dev``; word positions are the corpus's own token ids."""
    path = data / "quotes_wikinews" / f"{split}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [example(json.loads(line)) for line in lines]


def example(document: dict[str, Any]) -> Example:
    """Turn one published document into an example."""
    text = document["originalText"]
    offsets: list[tuple[int, int]] = []
    texts: list[str] = []
    sentence: list[int] = []
    for number, entry in enumerate(document["sentences"]):
        at = entry["charBegin"]
        for token in entry["tokens"]:
            found = text.find(token, at)
            begin = at if found < 0 else found
            at = begin + len(token)
            offsets.append((begin, at))
            texts.append(token)
            sentence.append(number)
    bounds = paragraph_bounds(text)
    starts = [start for start, _ in bounds]
    words = Words(
        texts=texts,
        glued=[i > 0 and offsets[i][0] == offsets[i - 1][1] for i in range(len(texts))],
        depth=depths(text, offsets, bounds),
        sentence=sentence,
        paragraph=[max(0, bisect.bisect_right(starts, begin) - 1) for begin, _ in offsets],
    )
    quotes = [_quote(entry) for entry in document["annotations"] if entry["quote"]["tokenIds"]]
    return Example(name=document["documentName"], words=words, quotes=tuple(quotes))


def _quote(entry: dict[str, Any]) -> Quote:
    return Quote(
        words=tuple(sorted(entry["quote"]["tokenIds"])),
        nested=bool(entry.get("isNested")),
        kind=entry["type"],
        medium=entry["medium"],
        roles={role: tuple((entry.get(role) or {}).get("tokenIds") or ()) for role in ROLES},
    )
