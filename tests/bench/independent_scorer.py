"""A second computation of the published scorer, in exact fractions and without numpy or scipy.

Written from the text, shares no code with `bench.quotation_scorer`: own assignment (shortest augmenting
paths with potentials), own counting (multisets of verdicts instead of running means). Where several
pairings have the same weight the published scorer takes the one its library returns; `pair_up` walks the
columns in the same order, so that the two agree on ties too.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

Pair = tuple[int | None, int | None]  # (system, gold)


class Message(Protocol):
    """What is needed of a message."""

    quote: frozenset[int]
    speaker: frozenset[int]
    cue: frozenset[int]
    frame: frozenset[int]
    addressee: frozenset[int]
    kind: str
    medium: str | None


def pair_weight(ours: Message, theirs: Message) -> Fraction:
    """F1 of the tokens (Dice), plus a hundredth for the type and a thousandth for the medium on overlap."""
    common = sum(1 for token in ours.quote if token in theirs.quote)
    if common == 0:
        return Fraction(0)
    dice = Fraction(2 * common, len(ours.quote) + len(theirs.quote))
    return dice + Fraction(ours.kind == theirs.kind, 100) + Fraction(ours.medium == theirs.medium, 1000)


def weights_of(system: Sequence[Message], gold: Sequence[Message]) -> list[list[Fraction]]:
    """One row per gold message, one column per system message."""
    return [[pair_weight(ours, theirs) for ours in system] for theirs in gold]


def brute_force(weights: list[list[Fraction]]) -> tuple[Fraction, list[list[tuple[int, int]]]]:
    """Try every complete pairing; return the greatest weight and all pairings (row, column) that reach it."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if rows == 0 or columns == 0:
        return Fraction(0), [[]]
    size = min(rows, columns)
    best, winners = Fraction(-1), []
    for some_rows in itertools.combinations(range(rows), size):
        for some_columns in itertools.permutations(range(columns), size):
            pairing = list(zip(some_rows, some_columns, strict=True))
            total = sum((weights[row][column] for row, column in pairing), Fraction(0))
            if total > best:
                best, winners = total, []
            if total == best:
                winners.append(pairing)
    return best, winners


@dataclass
class Prices:
    """State of the assignment: dual prices and who owns what."""

    rows: list[Fraction]
    columns: list[Fraction]
    owner: dict[int, int]  # column -> row
    owned: dict[int, int]  # row -> column


def pair_up(weights: list[list[Fraction]]) -> list[tuple[int, int]]:
    """Complete pairing (row, column) of greatest weight, by shortest augmenting paths."""
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in pair_up(turned))
    prices = Prices([Fraction(0)] * len(weights), [Fraction(0)] * len(weights[0]), {}, {})
    for start in range(len(weights)):
        came_from, column = shortest_path(weights, prices, start)
        while True:  # hand the columns on along the path
            row = came_from[column]
            previous = prices.owned.get(row)
            prices.owner[column], prices.owned[row] = row, column
            if row == start:
                break
            assert previous is not None
            column = previous
    return sorted(prices.owned.items())


def shortest_path(weights: list[list[Fraction]], prices: Prices, start: int) -> tuple[dict[int, int], int]:
    """Walk from row ``start`` to the nearest free column; return the way back, and that column."""
    came_from: dict[int, int] = {}
    distance: dict[int, Fraction] = {}
    settled: list[int] = []
    reached_rows = [start]
    open_columns = list(reversed(range(len(weights[0]))))
    row, here = start, Fraction(0)
    while True:
        for column in open_columns:
            step = here - weights[row][column] - prices.rows[row] - prices.columns[column]
            if column not in distance or step < distance[column]:
                distance[column], came_from[column] = step, row
        here = min(distance[column] for column in open_columns)
        tied = [place for place, column in enumerate(open_columns) if distance[column] == here]
        free = [place for place in tied if open_columns[place] not in prices.owner]
        # the library keeps the first of the tied columns unless a later one is still free
        place = free[-1] if free else tied[0]
        column = open_columns[place]
        settled.append(column)
        if column not in prices.owner:
            break
        open_columns[place] = open_columns[-1]
        open_columns.pop()
        row = prices.owner[column]
        reached_rows.append(row)
    prices.rows[start] += here
    for reached in reached_rows[1:]:
        prices.rows[reached] += here - distance[prices.owned[reached]]
    for done in settled:
        prices.columns[done] -= here - distance[done]
    return came_from, column


def complete(pairing: Iterable[tuple[int, int]], systems: int, golds: int) -> list[Pair]:
    """Turn (row, column) into (system, gold) and add the leftovers."""
    pairs: list[Pair] = [(column, row) for row, column in pairing]
    used_system = {ours for ours, _ in pairs}
    used_gold = {theirs for _, theirs in pairs}
    pairs.extend((ours, None) for ours in range(systems) if ours not in used_system)
    pairs.extend((None, theirs) for theirs in range(golds) if theirs not in used_gold)
    return pairs


def verdicts(ours: Message | None, theirs: Message | None) -> dict[str, Counter[str]]:
    """Tokens (parts) or decisions (type, medium) of a pair, each right, spurious or missed."""
    out: dict[str, Counter[str]] = {}
    for part in ("quote", "speaker", "cue", "frame", "addressee"):
        said = set() if ours is None else set(getattr(ours, part))
        true = set() if theirs is None else set(getattr(theirs, part))
        out[part] = Counter(
            "right" if token in said and token in true else "spurious" if token in said else "missed"
            for token in said | true
        )
    for name, attribute in (("type", "kind"), ("medium", "medium")):
        label = None if ours is None else getattr(ours, attribute)
        truth = None if theirs is None else getattr(theirs, attribute)
        if label is not None and label == truth:
            out[name] = Counter(right=1)
        else:
            out[name] = Counter(spurious=int(label is not None), missed=int(truth is not None))
    return out


def harmonic(precision: Fraction, recall: Fraction) -> tuple[float, float, float]:
    """Precision, recall and F1 as floats."""
    both = precision + recall
    f1 = Fraction(0) if both == 0 else 2 * precision * recall / both
    return float(precision), float(recall), float(f1)


def score_pairs(
    pairs: Iterable[tuple[Message | None, Message | None]],
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall, F1 of message, roles, joint, type and medium over given pairs of all documents."""
    judged = [verdicts(ours, theirs) for ours, theirs in pairs]

    def average(parts: Sequence[str], against: str) -> Fraction:
        ratios = [
            Fraction(counts["right"], counts["right"] + counts[against])
            for verdict in judged
            for counts in (verdict[part] for part in parts)
            if counts["right"] + counts[against]
        ]
        return sum(ratios, Fraction(0)) / len(ratios) if ratios else Fraction(0)

    def pooled(name: str, against: str) -> Fraction:
        right = sum(verdict[name]["right"] for verdict in judged)
        wrong = sum(verdict[name][against] for verdict in judged)
        return Fraction(right, right + wrong) if right + wrong else Fraction(0)

    roles = ("addressee", "cue", "frame", "speaker")
    out = {}
    for name, parts in (("message", ("quote",)), ("roles", roles), ("joint", ("quote", *roles))):
        out[name] = harmonic(average(parts, "spurious"), average(parts, "missed"))
    for name in ("type", "medium"):
        out[name] = harmonic(pooled(name, "spurious"), pooled(name, "missed"))
    return out


def score(
    documents: Iterable[tuple[Sequence[Message], Sequence[Message]]],
) -> dict[str, tuple[float, float, float]]:
    """Score (system, gold) messages of documents from scratch, pairing included."""
    pairs: list[tuple[Message | None, Message | None]] = []
    for system, gold in documents:
        pairing = pair_up(weights_of(system, gold))
        for ours, theirs in complete(pairing, len(system), len(gold)):
            pairs.append((None if ours is None else system[ours], None if theirs is None else gold[theirs]))
    return score_pairs(pairs)
