"""Redewiedergabe corpus (Brunner et al. 2020): fiction and press, 1840 to 1919."""

from __future__ import annotations

import csv
import io
import tarfile
from collections import defaultdict
from pathlib import Path

from training.corpora.example import MEDIA, Example, Quote, depths, rebuilt
from wortlaut.tag.words import Words

KIND = {
    "direct": "Direct",
    "indirect": "Indirect",
    "freeIndirect": "FreeIndirect",
    "indirect_freeIndirect": "IndirectFreeIndirect",
    "reported": "Reported",
}
MEDIUM = {"speech": "Speech", "thought": "Thought", "writing": "Writing"}
LETTER = {"speech": "S", "thought": "T", "writing": "W"}


def read(data: Path, split: str) -> list[Example]:
    """Read the main corpus; it has no split of ours, so ``split`` is ``train``."""
    if split != "train":
        raise ValueError("redewiedergabe is for training only")
    examples = []
    with tarfile.open(data / "redewiedergabe" / "main_tsv.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            name = Path(member.name).stem
            if not member.name.endswith(".tsv") or name.startswith("metadata"):
                continue
            stream = archive.extractfile(member)
            if stream is not None:
                rows = io.TextIOWrapper(stream, encoding="utf-8")
                examples.append(_example(name, list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))))
    return examples


def _example(name: str, rows: list[dict[str, str]]) -> Example:
    tokens = [row["tok"] for row in rows]
    text, offsets = rebuilt(tokens)
    sentence, number = [], -1
    for row in rows:
        number += row["sentstart"] == "yes" or number < 0
        sentence.append(number)
    words = Words(
        texts=tokens,
        glued=[i > 0 and offsets[i][0] == offsets[i - 1][1] for i in range(len(tokens))],
        depth=depths(text, offsets, [(0, len(text))]),
        sentence=sentence,
        paragraph=[0] * len(tokens),
    )
    return Example(name=name, words=words, quotes=tuple(_quotes(rows)))


def _quotes(rows: list[dict[str, str]]) -> list[Quote]:
    """Collect the STWR annotations by id; the level in the column tells what is nested."""
    spans: dict[str, list[int]] = defaultdict(list)
    about: dict[str, tuple[str, str, bool]] = {}
    roles: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, row in enumerate(rows):
        for level, value in enumerate((row["stwr"] or "-").split("|")):
            parts = value.split(".")
            if len(parts) >= 3 and parts[0] in KIND and "nonfact" not in parts[3:]:
                spans[parts[2]].append(at)
                about.setdefault(parts[2], (parts[0], parts[1], level > 0))
        for column, role in (("frame", "frame"), ("speaker", "speaker"), ("intexpr", "cue")):
            for value in (row[column] or "-").split("|"):
                for key in value.partition(".")[2].split("_"):
                    if key:
                        roles[key][role].append(at)
    return [
        Quote(
            words=tuple(spans[key]),
            nested=nested,
            kind=KIND[kind],
            medium=_medium(medium),
            roles={role: tuple(where) for role, where in roles[key].items()},
        )
        for key, (kind, medium, nested) in about.items()
    ]


def _medium(value: str) -> str:
    if value in MEDIUM:
        return MEDIUM[value]
    letters = "".join(sorted(LETTER.get(part, "") for part in value.split("_")))
    return letters if letters in MEDIA else "none"
