"""UD treebanks: German GSD dev, PUD, and sentences of HDT with known bugs masked.

GSD test is for evaluation only. HDT folds the Konjunktiv into ``Mood=Ind`` and PUD leaves ``VerbForm`` out: what
a treebank does not say is ``UNKNOWN``, not a target.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.corpora.example import UNKNOWN, Example, Syntax, sentences_as_words
from wortlaut.tag.grammar import FEATURES, POS, RELATIONS

FILES = {
    "train": (
        "gsd/de_gsd-ud-dev.conllu",
        "pud/de_pud-ud-test.conllu",
        "hdt_bugs/hdt_dev.bugs.conllu",
        "hdt_bugs/hdt_test.bugs.conllu",
    ),
    "test": ("gsd/de_gsd-ud-test.conllu",),
}
SAME = {"flat:name": "flat", "acl:relcl": "acl", "nmod:poss": "nmod", "obl:tmod": "obl", "cc:preconj": "cc"}
"""Subtypes that only some of the treebanks have."""

TOGETHER = 12
"""Sentences of a treebank stand alone; so many make one text, for the encoder reads windows."""

SUBJUNCTIVE = frozenset(
    "sei seien hätte hätten wäre wären würde würden könnte könnten müsste müssten dürfte dürften gäbe gäben "
    "käme kämen ließe ließen ginge gingen bliebe blieben stünde stünden fände fänden".split()
)
"""Forms that are Konjunktiv and nothing else (Duden, Die Grammatik, 9th ed., on Konjunktiv I and II)."""

EITHER = frozenset("sollte sollten wollte wollten".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One word; ``head`` is a position in the sentence, a root is its own head.

    ``surface``: for the first part of a contraction like *im*, its form and the position after its last part.
    """

    form: str
    pos: str
    feats: dict[str, str]
    head: int
    relation: str
    wrong: bool
    space: bool
    surface: tuple[str, int] | None = None


def read(data: Path, split: str) -> list[Example]:
    """Read ``train`` or ``test``; every other sentence of train keeps its contractions (*im* is one word)."""
    sentences = []
    for name in FILES[split]:
        treebank = name.partition("/")[0]
        for number, rows in enumerate(sentences_of(data / "ud_de" / name)):
            sentences.append((rows if split == "test" or number % 2 else contracted(rows), treebank))
    if split == "train":
        random.Random(0).shuffle(sentences)
    groups = [sentences[at : at + TOGETHER] for at in range(0, len(sentences), TOGETHER)]
    return [_example(f"ud-{split}-{number}", group) for number, group in enumerate(groups)]


def sentences_of(path: Path) -> Iterator[list[Row]]:
    """Yield the sentences of a CoNLL-U file."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        cells = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        ranges = {}
        for row in cells:
            first, dash, last = row[0].partition("-")
            if dash:
                ranges[int(first) - 1] = (row[1], int(last), "SpaceAfter=No" not in row[9])
        words = [row for row in cells if row[0].isdigit()]
        yield [_row(i, row, ranges.get(i)) for i, row in enumerate(words)]


def _row(at: int, cells: list[str], surface: tuple[str, int, bool] | None) -> Row:
    head = int(cells[6]) - 1
    return Row(
        form=cells[1],
        pos=cells[3],
        feats=dict(pair.split("=", 1) for pair in cells[5].split("|") if "=" in pair),
        head=at if head < 0 else head,
        relation=cells[7],
        wrong="Bug=" in cells[9],
        space="SpaceAfter=No" not in cells[9] and (surface is None or surface[2]),
        surface=surface[:2] if surface else None,
    )


def contracted(rows: list[Row]) -> list[Row]:
    """Return the sentence with each contraction as one word, annotated like its first part (the preposition)."""
    place, kept = {}, []
    skip_to = 0
    for at, row in enumerate(rows):
        if at >= skip_to:
            kept.append(at)
            skip_to = row.surface[1] if row.surface else at + 1
        place[at] = len(kept) - 1
    found = []
    for at in kept:
        row = rows[at]
        form = row.surface[0] if row.surface else row.form
        head = place[row.head]
        found.append(
            Row(
                form=form,
                pos=row.pos,
                feats=row.feats,
                head=head,
                relation=row.relation,
                wrong=row.wrong or (head == place[at] and row.head != at),
                space=row.space,
            )
        )
    return found


def _example(name: str, sentences: list[tuple[list[Row], str]]) -> Example:
    glued, pos, feats, head, relation = [], [], [], [], []
    base = 0
    for rows, treebank in sentences:
        spaced = treebank == "hdt_bugs"  # published with a space before every mark
        glued.append(None if spaced else [i > 0 and not rows[i - 1].space for i in range(len(rows))])
        for row in rows:
            right = not row.wrong
            pos.append(POS.index(row.pos) if right and row.pos in POS else UNKNOWN)
            feats.append([_value(row, feature, treebank) if right else UNKNOWN for feature in FEATURES])
            head.append(base + row.head if right else UNKNOWN)
            relation.append(_relation(row) if right else UNKNOWN)
        base += len(rows)
    columns = (np.array(values, dtype=np.int64) for values in (pos, feats, head, relation))
    return Example(
        name=name,
        words=sentences_as_words([[row.form for row in rows] for rows, _ in sentences], glued),
        syntax=Syntax(**dict(zip(("pos", "feats", "head", "relation"), columns, strict=True))),
    )


def _relation(row: Row) -> int:
    known = SAME.get(row.relation, row.relation)
    plain = known.partition(":")[0]
    if known not in RELATIONS:
        known = plain
    return RELATIONS.index(known) if known in RELATIONS else UNKNOWN


def _value(row: Row, feature: str, treebank: str) -> int:
    """Return the number of a feature's value, after mending what a treebank is known to leave out."""
    value = row.feats.get(feature, "")
    if feature == "Mood" and treebank == "hdt_bugs" and value == "Ind":
        value = _mood(row)
    if feature == "VerbForm" and treebank == "pud" and not value and row.pos in {"VERB", "AUX"}:
        value = "Fin" if "Mood" in row.feats else "?"
    values = FEATURES[feature]
    return values.index(value) if value in values else UNKNOWN


def _mood(row: Row) -> str:
    """Return the mood of a finite verb by its form; ``?`` where indicative and Konjunktiv look alike."""
    form = row.form.lower()
    if form in EITHER:
        return "?"
    third = row.feats.get("Person") == "3" and row.feats.get("Number") == "Sing" and row.feats.get("Tense") == "Pres"
    return "Sub" if form in SUBJUNCTIVE or (third and form.endswith("e")) else "Ind"
