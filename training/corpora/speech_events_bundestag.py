"""Speech events in Bundestag debates (GermEval 2023, shared task 1)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from training.corpora.example import Example, Quote, depths, rebuilt
from wortlaut.tag.words import Words

ROLE = {"speaker": "Source", "cue": "Cue", "addressee": "Addr"}


def read(data: Path, split: str) -> list[Example]:
    """Read ``train`` or ``dev``; quotes have no kind here."""
    path = data / "speech_events_bundestag" / f"{split}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_example(number, json.loads(line)) for number, line in enumerate(lines)]


def _example(number: int, document: dict[str, Any]) -> Example:
    first: dict[int, int] = {}
    tokens: list[str] = []
    sentence: list[int] = []
    for entry in document["Sentences"]:
        first[entry["SentenceId"]] = len(tokens)
        tokens += entry["Tokens"]
        sentence += [entry["SentenceId"]] * len(entry["Tokens"])
    text, offsets = rebuilt(tokens)
    words = Words(
        texts=tokens,
        glued=[i > 0 and offsets[i][0] == offsets[i - 1][1] for i in range(len(tokens))],
        depth=depths(text, offsets, [(0, len(text))]),
        sentence=sentence,
        paragraph=[0] * len(tokens),
    )

    def places(names: list[str]) -> tuple[int, ...]:
        pairs = (name.split(":") for name in names)
        return tuple(sorted(first[int(s)] + int(t) for s, t in pairs))

    found = []
    for entry in document["Annotations"]:
        message = places(entry.get("Message") or [])
        if message:
            roles = {role: places(entry.get(key) or []) for role, key in ROLE.items()}
            found.append((message, roles))
    found.sort(key=lambda pair: (pair[0][0], -len(pair[0])))
    quotes: list[Quote] = []
    for message, roles in found:
        nested = any(not q.nested and set(message) & set(q.words) for q in quotes)
        quotes.append(Quote(words=message, nested=nested, kind=None, medium=None, roles=roles))
    return Example(name=f"bundestag-{number}", words=words, quotes=tuple(quotes))
