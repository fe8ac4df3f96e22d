"""Claims of DebateNet-mig15: read, made one where they are the same, put into folds that share nothing."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FOLDS, ALIKE, SHINGLE = 5, 0.6, 5


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim: its words, document, fine codes and polarity (None where the annotators' rows contradict)."""

    text: str
    doc: int
    codes: frozenset[str]
    positive: bool | None

    @property
    def main(self) -> frozenset[str]:
        """Return the main categories of the codes."""
        return frozenset(code[0] + "00" for code in self.codes)


def quotes(lines: Iterable[str]) -> list[Quote]:
    """Read the claims; rows with the same words in the same document are one, without a fine code none."""
    found: dict[tuple[int, str], tuple[str, set[str], set[str]]] = {}
    for line in lines:
        row = json.loads(line)
        codes = {code for value in row["claimvalues"] for code in value.split(".") if int(code) % 100}
        text = " ".join(row["quote"].split())
        _, all_codes, signs = found.setdefault((row["doc_id"], plain(text)), (text, set(), set()))
        all_codes |= codes
        signs.add(row["cpos"])
    return [
        Quote(text, doc, frozenset(codes), next(iter(signs)) == "1" if len(signs) == 1 else None)
        for (doc, _), (text, codes, signs) in found.items()
        if codes
    ]


def plain(text: str) -> str:
    """Return the letters of a text in small, words parted by one space."""
    return " ".join(re.findall(r"\w+", text.lower()))


def folds(found: Sequence[Quote], count: int = FOLDS) -> list[int]:
    """Return the fold of each claim: documents with a common quote are together, the folds about as large."""
    parent = {quote.doc: quote.doc for quote in found}

    def top(doc: int) -> int:
        while parent[doc] != doc:
            doc = parent[doc]
        return doc

    at: dict[str, set[int]] = defaultdict(set)
    pieces = [_shingles(quote.text) for quote in found]
    for number, own in enumerate(pieces):
        shared = Counter(other for piece in own for other in at[piece])
        for other, many in shared.items():
            if many >= ALIKE * min(len(own), len(pieces[other])):
                parent[top(found[number].doc)] = top(found[other].doc)
        for piece in own:
            at[piece].add(number)
    groups = Counter(top(quote.doc) for quote in found)
    sizes = [0] * count
    place: dict[int, int] = {}
    for group, size in sorted(groups.items(), key=lambda one: (-one[1], one[0])):
        place[group] = sizes.index(min(sizes))
        sizes[place[group]] += size
    return [place[top(quote.doc)] for quote in found]


def _shingles(text: str) -> set[str]:
    words = plain(text).split()
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
